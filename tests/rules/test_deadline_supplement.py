"""Waiting for a supplement under the three policies."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import DayReading, SupplementPolicy, Term, TermUnit
from motcua.rules.deadline import Deadline, LineKind, due_date, due_instant, resumed
from motcua.rules.refusal import Refusal
from tests.rules.legal_time import CALENDAR, RULES, at, instants, rules_with

moments = instants("2023-01-01", "2025-12-01")
waits = st.integers(0, 90 * 24 * 60).map(lambda minute: timedelta(minutes=minute))
policies = st.sampled_from(SupplementPolicy)
readings = st.sampled_from(DayReading)
terms = st.builds(
    Term,
    amount=st.integers(1, 20),
    unit=st.sampled_from((TermUnit.HOUR, TermUnit.WORKING_HOUR, TermUnit.WORKING_DAY, TermUnit.DAY)),
) | st.sampled_from((Term(amount=2, unit=TermUnit.MONTH), Term(amount=0, unit=TermUnit.SAME_DAY)))

THREE_DAYS = Term(amount=3, unit=TermUnit.WORKING_DAY)
DUE = at("2023-03-17 10:00")


def after_wait(requested: str, completed: str, *, policy: SupplementPolicy, term: Term = THREE_DAYS) -> Deadline:
    return resumed(
        DUE,
        requested=at(requested),
        completed=at(completed),
        term=term,
        rules=rules_with(supplement=policy),
        calendar=CALENDAR,
    )


def kinds(deadline: Deadline) -> list[str]:
    return [line.kind.value for line in deadline.lines]


@given(moments, waits, waits, terms, policies, readings)
def test_a_pause_never_shortens_and_its_due_date_rests_when_offices_are_open(
    received: datetime,
    until_request: timedelta,
    wait: timedelta,
    term: Term,
    policy: SupplementPolicy,
    reading: DayReading,
) -> None:
    rules = rules_with(reading=reading, supplement=policy)
    due = due_instant(received, term=term, rules=rules, calendar=CALENDAR)
    requested = received + until_request
    after = resumed(
        due,
        requested=requested,
        completed=requested + wait,
        term=term,
        rules=rules,
        calendar=CALENDAR,
    )
    assert due is not None
    assert after.due is not None
    assert after.due >= due
    assert CALENDAR.landing(after.due) == after.due
    assert after.lines[-1].at == after.due
    assert all(line.text for line in after.lines)


@given(moments, waits, waits, terms)
def test_restart_is_a_new_acceptance_unless_the_old_promise_is_later(
    received: datetime, until_request: timedelta, wait: timedelta, term: Term
) -> None:
    due = due_instant(received, term=term, rules=RULES, calendar=CALENDAR)
    completed = received + until_request + wait
    after = resumed(
        due,
        requested=received + until_request,
        completed=completed,
        term=term,
        rules=RULES,
        calendar=CALENDAR,
    )
    again = due_date(completed, term=term, rules=RULES, calendar=CALENDAR).due
    assert due is not None
    assert again is not None
    assert after.due == max(due, again)
    assert ("kept" in kinds(after)) is (again < due)


@given(moments, waits, waits, st.integers(1, 20))
def test_subtracting_gives_back_exactly_the_working_minutes_waited(
    received: datetime, until_request: timedelta, wait: timedelta, days: int
) -> None:
    term = Term(amount=days, unit=TermUnit.WORKING_DAY)
    rules = rules_with(supplement=SupplementPolicy.SUBTRACT)
    due = due_instant(received, term=term, rules=rules, calendar=CALENDAR)
    requested = received + until_request
    after = resumed(due, requested=requested, completed=requested + wait, term=term, rules=rules, calendar=CALENDAR)
    assert due is not None
    assert after.due is not None
    if requested.replace(second=0) >= due:
        assert after.due == due
    else:
        assert CALENDAR.between(due, after.due) == CALENDAR.between(requested, requested + wait)


@given(moments, waits, st.integers(1, 20), readings)
def test_extending_adds_the_working_days_touched(
    received: datetime, wait: timedelta, days: int, reading: DayReading
) -> None:
    term = Term(amount=days, unit=TermUnit.WORKING_DAY)
    rules = rules_with(reading=reading, supplement=SupplementPolicy.EXTEND)
    due = due_instant(received, term=term, rules=rules, calendar=CALENDAR)
    completed = received + wait
    after = resumed(due, requested=received, completed=completed, term=term, rules=rules, calendar=CALENDAR)
    touched = sum(
        CALENDAR.is_working_day(received.date() + timedelta(days=number))
        for number in range((completed.date() - received.date()).days + 1)
    )
    assert due is not None
    assert after.due is not None
    assert CALENDAR.between(due, after.due) == max(touched, 1) * 480


@given(moments, waits, policies)
def test_without_a_due_date_there_is_none_after_the_wait(
    requested: datetime, wait: timedelta, policy: SupplementPolicy
) -> None:
    for term in (THREE_DAYS, Term(amount=0, unit=TermUnit.UNKNOWN), Term(amount=0, unit=TermUnit.NONE)):
        after = resumed(
            None,
            requested=requested,
            completed=requested + wait,
            term=term,
            rules=rules_with(supplement=policy),
            calendar=CALENDAR,
        )
        assert after.due is None
        assert kinds(after) == ["paused", "due"]
        assert "không có hạn" in after.lines[-1].text or "chưa có hạn" in after.lines[-1].text


def test_the_explanation_of_a_restart_adds_up() -> None:
    after = after_wait("2023-03-15 09:00", "2023-03-18 09:00", policy=SupplementPolicy.RESTART)
    assert kinds(after) == ["paused", "off", "moved", "resumed", "term", "worked", "due"]
    assert after.counted_from == at("2023-03-20 07:00")
    assert after.lines[0].until == after.received == at("2023-03-18 09:00")


def test_the_explanation_of_a_subtraction_adds_up() -> None:
    after = after_wait("2023-03-15 10:00", "2023-03-16 14:00", policy=SupplementPolicy.SUBTRACT)
    left = next(line for line in after.lines if line.kind is LineKind.RESUMED)
    worked = [line.minutes for line in after.lines if line.kind is LineKind.WORKED]
    assert left.minutes == 960 == sum(minutes or 0 for minutes in worked)
    assert worked == [180 + 480, 300]


def test_a_promise_already_passed_is_kept_and_said_so() -> None:
    for policy in (SupplementPolicy.SUBTRACT, SupplementPolicy.EXTEND):
        after = after_wait("2023-03-17 10:00", "2023-03-20 14:00", policy=policy)
        assert after.due == DUE
        assert kinds(after) == ["paused", "kept", "due"]
        assert "giữ nguyên" in after.lines[1].text


def test_a_later_promise_is_kept_and_said_so() -> None:
    after = after_wait(
        "2023-03-14 10:30",
        "2023-03-14 10:45",
        policy=SupplementPolicy.RESTART,
        term=Term(amount=1, unit=TermUnit.WORKING_DAY),
    )
    assert after.due == DUE
    assert "không rút ngắn" in after.lines[-2].text


def test_a_due_date_set_by_hand_without_a_term_stays() -> None:
    after = after_wait(
        "2023-03-15 09:00",
        "2023-03-20 09:00",
        policy=SupplementPolicy.SUBTRACT,
        term=Term(amount=0, unit=TermUnit.UNKNOWN),
    )
    assert after.due == DUE
    assert after.lines[-1].text == "Hạn trả kết quả: 10:00 thứ Sáu 17/03/2023."


def test_a_same_day_term_goes_on_with_the_minutes_left() -> None:
    after = resumed(
        at("2023-03-14 17:00"),
        requested=at("2023-03-14 10:00"),
        completed=at("2023-03-15 09:00"),
        term=Term(amount=0, unit=TermUnit.SAME_DAY),
        rules=rules_with(supplement=SupplementPolicy.SUBTRACT),
        calendar=CALENDAR,
    )
    assert after.due == at("2023-03-15 16:00")


@pytest.mark.parametrize(
    ("requested", "completed", "field"),
    [
        ("2023-03-16 10:00", "2023-03-16 09:59", "completed"),
        ("2022-12-30 10:00", "2023-03-16 09:59", "requested"),
        ("2023-03-16 10:00", "2027-01-04 10:00", "completed"),
    ],
)
def test_a_wait_that_makes_no_sense_is_refused(requested: str, completed: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        after_wait(requested, completed, policy=SupplementPolicy.RESTART)
    assert refused.value.field == field
