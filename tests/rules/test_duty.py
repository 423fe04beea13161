"""Warnings and the duty of apology: the cases of an office, and what always holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua.law.types import Term, TermUnit
from motcua.rules.duty import (
    LABELS,
    Apology,
    Duty,
    Promise,
    apology,
    apology_due,
    draft_minutes,
    gravest,
    lead_minutes,
    reached,
)
from motcua.rules.working_time import OutsideCalendar
from tests.rules.legal_time import CALENDAR, RULES, at, instants

LEAD = 480
CASES: list[dict[str, Any]] = YAML(typ="base").load(
    (Path(__file__).parent.parent / "cases" / "duties.yaml").read_text(encoding="utf-8")
)


def promise_of(case: dict[str, Any]) -> Promise:
    return Promise(
        accepted_at=at(case["accepted"]),
        due_at=at(case["due"]),
        waited=int(case.get("waited", 0)),
        suspended=case.get("suspended") == "true",
        apologised_at=at(case["apologised"]) if "apologised" in case else None,
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_duties_of_a_case(case: dict[str, Any]) -> None:
    promise, now = promise_of(case), at(case["now"])
    assert sorted(reached(promise, now=now, lead=LEAD, calendar=CALENDAR)) == sorted(case["reached"])
    assert apology(promise, now=now, lead=LEAD, calendar=CALENDAR) == case["apology"]
    assert apology_due(promise, lead=LEAD, calendar=CALENDAR) == at(case["apology_due"])


@pytest.mark.parametrize(
    ("lead", "minutes"),
    [
        (Term(amount=1, unit=TermUnit.DAY), 480),
        (Term(amount=1, unit=TermUnit.WORKING_DAY), 480),
        (Term(amount=2, unit=TermUnit.WORKING_DAY), 960),
        (Term(amount=4, unit=TermUnit.WORKING_HOUR), 240),
    ],
)
def test_a_day_of_the_lead_is_a_working_day(lead: Term, minutes: int) -> None:
    assert lead_minutes(lead, rules=RULES) == minutes


@pytest.mark.parametrize(
    ("whole", "minutes"),
    [(0, 0), (480, 160), (481, 480), (482, 481), (960, 720), (1440, 960), (4800, 960), (96_000, 960)],
)
def test_a_draft_is_there_a_working_day_before_wherever_there_is_one(whole: int, minutes: int) -> None:
    assert draft_minutes(whole, lead=LEAD) == minutes


@pytest.mark.parametrize(
    ("duties", "told"),
    [
        ((), ()),
        ((Duty.THIRD,), (Duty.THIRD,)),
        ((Duty.FIFTH, Duty.THIRD, Duty.APOLOGY_DRAFT), (Duty.FIFTH, Duty.APOLOGY_DRAFT)),
        (tuple(Duty), (Duty.DUE, Duty.APOLOGY_MISSING)),
    ],
)
def test_only_the_gravest_is_told(duties: tuple[Duty, ...], told: tuple[Duty, ...]) -> None:
    assert gravest(duties) == told


def test_every_duty_has_words() -> None:
    assert set(LABELS) == set(Duty)


PROMISES = st.builds(
    lambda start, minutes, waited, apologised: Promise(
        accepted_at=start,
        due_at=CALENDAR.add(start, minutes=minutes),
        waited=min(waited, minutes),
        apologised_at=None if apologised is None else start + timedelta(minutes=apologised),
    ),
    instants("2023-01-03", "2023-06-01"),
    st.integers(1, 20_000),
    st.integers(0, 5_000),
    st.none() | st.integers(0, 60_000),
)


@given(PROMISES, instants("2023-01-03", "2023-12-01"), instants("2023-01-03", "2023-12-01"))
def test_thresholds_stay_reached(promise: Promise, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    before = set(reached(promise, now=earlier, lead=LEAD, calendar=CALENDAR))
    assert before <= set(reached(promise, now=later, lead=LEAD, calendar=CALENDAR))


@given(PROMISES, instants("2023-01-03", "2023-12-01"))
def test_the_graver_threshold_implies_the_lesser(promise: Promise, now: datetime) -> None:
    found = reached(promise, now=now, lead=LEAD, calendar=CALENDAR)
    assert Duty.FIFTH not in found or Duty.THIRD in found
    assert Duty.DUE not in found or Duty.FIFTH in found
    assert Duty.APOLOGY_MISSING not in found or now > promise.due_at


@given(PROMISES)
def test_nothing_is_owed_while_the_term_is_suspended(promise: Promise) -> None:
    waiting = Promise(accepted_at=promise.accepted_at, due_at=promise.due_at, suspended=True)
    assert reached(waiting, now=promise.due_at + timedelta(days=30), lead=LEAD, calendar=CALENDAR) == ()


@given(PROMISES)
def test_an_apology_is_due_by_the_due_instant_and_the_draft_is_there_before(promise: Promise) -> None:
    limit = apology_due(promise, lead=LEAD, calendar=CALENDAR)
    assert promise.accepted_at <= limit <= promise.due_at or promise.waited
    assert limit <= promise.due_at
    unsaid = Promise(accepted_at=promise.accepted_at, due_at=promise.due_at, waited=promise.waited)
    assert Duty.APOLOGY_DRAFT in reached(unsaid, now=limit, lead=LEAD, calendar=CALENDAR)


@given(PROMISES, instants("2023-01-03", "2023-12-01"))
def test_an_apology_is_missing_only_where_none_was_given_by_the_due_instant(promise: Promise, now: datetime) -> None:
    found = apology(promise, now=now, lead=LEAD, calendar=CALENDAR)
    given_by_then = promise.apologised_at is not None and promise.apologised_at <= promise.due_at
    assert (found is Apology.MISSING) == (not given_by_then and now > promise.due_at)


@given(instants("2023-01-03", "2023-06-01"), st.integers(1, 5_000))
def test_counting_back_is_the_latest_instant_from_which_that_much_is_worked(end: datetime, minutes: int) -> None:
    try:
        start = CALENDAR.back(end, minutes=minutes)
    except OutsideCalendar:
        assume(False)
    assert CALENDAR.between(start, end) == minutes
    assert CALENDAR.between(start + timedelta(minutes=1), end) == minutes - 1


def test_counting_back_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        CALENDAR.back(at("2023-01-03 08:00"), minutes=480)
