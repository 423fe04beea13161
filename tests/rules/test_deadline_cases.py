"""The due dates of tests/cases/due_dates.yaml, which an office can read and correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from motcua.law.types import DayReading, DeadlineRules, SupplementPolicy, Term, TermUnit
from motcua.rules.deadline import due_date, due_instant, extended, resumed
from motcua.rules.refusal import Refusal
from motcua.rules.supplement import WaitCause
from tests.rules.legal_time import CALENDAR, at, rules_with

Case = dict[str, Any]

CASES: list[Case] = YAML(typ="base").load(
    (Path(__file__).parent.parent / "cases" / "due_dates.yaml").read_text(encoding="utf-8")
)


def _term(text: str) -> Term:
    amount, unit = text.split()
    return Term(amount=int(amount), unit=TermUnit(unit))


def _rules(case: Case) -> DeadlineRules:
    return rules_with(
        reading=DayReading(case.get("reading", "minutes")),
        supplement=SupplementPolicy(case.get("supplement", {}).get("policy", "restart")),
    )


def _cases(key: str) -> list[Any]:
    return [pytest.param(case, id=case["name"]) for case in CASES if key in case]


@pytest.mark.parametrize("case", _cases("due"))
def test_the_due_date_is_the_one_computed_by_hand(case: Case) -> None:
    expected = None if case["due"] == "null" else at(case["due"])
    received, term, rules = at(case["received"]), _term(case["term"]), _rules(case)
    deadline = due_date(received, term=term, rules=rules, calendar=CALENDAR)
    assert deadline.due == expected
    assert due_instant(received, term=term, rules=rules, calendar=CALENDAR) == expected


@pytest.mark.parametrize("case", _cases("supplement"))
def test_the_due_date_after_a_supplement(case: Case) -> None:
    wait = case["supplement"]
    after = resumed(
        at(case["due"]),
        requested=at(wait["requested"]),
        completed=at(wait["completed"]),
        term=_term(case["term"]),
        rules=_rules(case),
        calendar=CALENDAR,
    )
    assert after.due == at(wait["due"])
    assert after.policy == wait["policy"]


@pytest.mark.parametrize("case", _cases("payment"))
@pytest.mark.parametrize("policy", SupplementPolicy)
def test_the_due_date_after_a_payment(case: Case, policy: SupplementPolicy) -> None:
    wait = case["payment"]
    after = resumed(
        at(case["due"]),
        requested=at(wait["requested"]),
        completed=at(wait["completed"]),
        term=_term(case["term"]),
        rules=rules_with(reading=DayReading(case.get("reading", "minutes")), supplement=policy),
        calendar=CALENDAR,
        cause=WaitCause.PAYMENT,
    )
    assert after.due == at(wait["due"])


@pytest.mark.parametrize("case", _cases("extended"))
def test_the_due_date_after_an_extension(case: Case) -> None:
    extension = case["extended"]
    after = extended(at(case["due"]), by=_term(extension["by"]), rules=_rules(case), calendar=CALENDAR)
    assert after.due == at(extension["due"])


@pytest.mark.parametrize("case", _cases("refused"))
def test_input_that_makes_no_sense_is_refused(case: Case) -> None:
    term = _term(case["term"])
    with pytest.raises(Refusal) as refused:
        due_date(at(case["received"]), term=term, rules=_rules(case), calendar=CALENDAR)
    assert refused.value.field == case["refused"]
    assert "Hãy" in str(refused.value)
    with pytest.raises(Refusal):
        due_instant(at(case["received"]), term=term, rules=_rules(case), calendar=CALENDAR)


def test_every_case_says_why_and_is_told_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) >= 45
    assert all(case["why"] for case in CASES)
    assert all("due" in case or "refused" in case for case in CASES)
