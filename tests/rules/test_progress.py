"""Rule 2.1 of QĐ 766, dossier by dossier: tests/cases/progress_766.yaml, and what must hold of any dossier."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua.law.registry import law
from motcua.law.types import LOCAL
from motcua.rules.dossier import State
from motcua.rules.facts import Facts
from motcua.rules.progress import Progress, progress, told_by_due_date
from motcua.rules.working_time import WorkCalendar
from tests.rules.dossier_walks import Walk, blank, walks

Case = dict[str, Any]

CASES: list[Case] = YAML(typ="base").load(
    (Path(__file__).parents[1] / "cases" / "progress_766.yaml").read_text(encoding="utf-8")
)
CALENDAR = WorkCalendar.from_law(law().calendar())
END = datetime(2023, 7, 1, tzinfo=LOCAL)


def at(text: str | None) -> datetime | None:
    return None if text in (None, "none") else datetime.fromisoformat(str(text)).replace(tzinfo=LOCAL)


def facts_of(case: Case) -> Facts:
    accepted, first = at(case["accepted"]), at(case["first"])
    assert accepted is not None
    state = State.PROCESSING
    if "waiting" in case:
        state = State.PAYMENT if "for_money" in case else State.SUPPLEMENT
    return blank(at=accepted)._replace(
        state=State.SETTLED if "ended" in case else state,
        accepted_at=accepted,
        accepted_day=accepted.date(),
        first_due_at=first,
        due_at=at(case["due"]) if "due" in case else first,
        ended_at=at(case.get("ended")),
        waiting_since=at(case.get("waiting")),
        waiting_minutes=int(case.get("waited", 0)),
        supplements=int(case.get("asked", 0)),
        payment_waits=int(case.get("for_money", 0)),
        extensions=int(case.get("extended", 0)),
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_verdicts_are_those_an_office_would_give(case: Case) -> None:
    until = at(case.get("until")) or END
    found = progress(facts_of(case), until=until, legal_due=at(case.get("legal")), calendar=CALENDAR)
    assert found == case["verdict"]


def test_every_verdict_is_among_the_cases() -> None:
    assert {case["verdict"] for case in CASES} == set(Progress)
    assert len({case["name"] for case in CASES}) == len(CASES) >= 25


@given(walk=walks(), minutes=st.integers(0, 200_000))
def test_an_open_dossier_that_was_late_stays_late(walk: Walk, minutes: int) -> None:
    for facts in walk.facts:
        if facts.accepted_at is not None:
            early = facts.last_at + timedelta(minutes=minutes)
            later = early + timedelta(days=1)
            if verdict(facts, until=early) is Progress.LATE:
                assert verdict(facts, until=later) is Progress.LATE


@given(walk=walks())
def test_where_nobody_was_waited_for_the_due_date_tells(walk: Walk) -> None:
    for facts in walk.facts:
        if facts.ended_at is not None and told_by_due_date(facts) and facts.due_at is not None:
            kept = facts.ended_at <= facts.due_at
            assert verdict(facts, until=END) is (Progress.IN_TIME if kept else Progress.LATE)


@given(walk=walks(), more=st.integers(1, 5_000))
def test_more_waiting_never_makes_a_dossier_late(walk: Walk, more: int) -> None:
    facts = walk.last
    if facts.accepted_at is None or facts.due_at is None:
        return
    waited = facts._replace(waiting_minutes=facts.waiting_minutes + more)
    if verdict(facts, until=END) is Progress.IN_TIME:
        assert verdict(waited, until=END) is Progress.IN_TIME


def verdict(facts: Facts, *, until: datetime) -> Progress:
    return progress(facts, until=until, legal_due=None, calendar=CALENDAR)
