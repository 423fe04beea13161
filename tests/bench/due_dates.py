"""G6: due dates one by one and in bulk, as ratios to a loop over the days in the same run.

Run with `python -m tests.bench.due_dates`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from time import perf_counter

import numpy as np

from motcua.law.types import Term, TermUnit
from motcua.rules.term import due_instant
from tests.rules.legal_time import CALENDAR, CALENDAR_LAW, RULES, at
from tests.rules.naive_time import NaiveTime

Measure = tuple[str, str, float, float, bool]

_FIRST, _LAST = at("2023-01-01 00:00"), at("2026-10-01 00:00")
_ROWS = 2_000
_BULK = 200_000
_ROUNDS = 5


def measure() -> list[Measure]:
    """The figures of G6 as (id, what, ratio, budget, whether higher is better); terms of 1–30 working days."""
    rows = _mixed_rows(Random(6))
    loop = _seconds_a_row(lambda: _day_loop(rows), rows=_ROWS)
    scalar = _seconds_a_row(lambda: _one_by_one(rows), rows=_ROWS)
    bulk = _seconds_a_row(_in_bulk(), rows=_BULK)
    return [
        ("G6", "due date one by one ÷ loop over the days", scalar / loop, 0.25, False),
        ("G6", "loop over the days ÷ due dates in bulk", loop / bulk, 100.0, True),
    ]


def _mixed_rows(random: Random) -> list[tuple[datetime, Term]]:
    first, last = CALENDAR.minute(_FIRST), CALENDAR.minute(_LAST)
    return [
        (
            CALENDAR.instant(random.randrange(first, last)),
            Term(amount=random.randint(1, 30), unit=TermUnit.WORKING_DAY),
        )
        for _ in range(_ROWS)
    ]


def _day_loop(rows: list[tuple[datetime, Term]]) -> list[datetime]:
    naive = NaiveTime(CALENDAR_LAW)
    return [naive.add_by_days(received, term.amount * 480) for received, term in rows]


def _one_by_one(rows: list[tuple[datetime, Term]]) -> list[datetime | None]:
    return [due_instant(received, term=term, rules=RULES, calendar=CALENDAR) for received, term in rows]


def _in_bulk() -> Callable[[], object]:
    dense, random = CALENDAR.dense(), np.random.default_rng(6)
    received = random.integers(CALENDAR.minute(_FIRST), CALENDAR.minute(_LAST), _BULK)
    minutes = random.integers(1, 30, _BULK, endpoint=True) * 480
    return lambda: dense.due(received, minutes)


def _seconds_a_row(work: Callable[[], object], *, rows: int) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        started = perf_counter()
        work()
        best = min(best, perf_counter() - started)
    return best / rows


if __name__ == "__main__":
    for name, what, ratio, budget, higher in measure():
        met = ratio >= budget if higher else ratio <= budget
        print(f"{name}  {what}: {ratio:.3g} (budget {'≥' if higher else '≤'} {budget:g}) {'ok' if met else 'MISSED'}")
