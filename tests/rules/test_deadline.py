"""Due dates for any instant and any term: against the calendar walked day by day, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.types import DayReading, DeadlineRules, Term, TermUnit
from motcua.rules.deadline import Deadline, LineKind, due_date, due_instant, extended
from motcua.rules.refusal import Refusal
from motcua.rules.working_time import OutsideCalendar
from tests.rules.legal_time import CALENDAR, CALENDAR_LAW, RULES, at, instants, rules_with
from tests.rules.naive_time import NaiveTime

moments = instants("2023-01-01", "2026-06-01")
readings = st.sampled_from(DayReading)
MOST = {
    TermUnit.HOUR: 24 * 30,
    TermUnit.WORKING_HOUR: 240,
    TermUnit.WORKING_DAY: 60,
    TermUnit.DAY: 120,
    TermUnit.MONTH: 5,
}
terms_that_count = st.sampled_from(list(MOST)).flatmap(
    lambda unit: st.builds(Term, amount=st.integers(1, MOST[unit]), unit=st.just(unit))
)
timed_terms = terms_that_count | st.just(Term(amount=0, unit=TermUnit.SAME_DAY))
working_terms = terms_that_count.filter(lambda term: term.unit.value.startswith("working"))


def due_of(received: datetime, term: Term, rules: DeadlineRules = RULES) -> datetime:
    due = due_instant(received, term=term, rules=rules, calendar=CALENDAR)
    assert due is not None
    return due


def worked_minutes(deadline: Deadline) -> int:
    return sum(line.minutes or 0 for line in deadline.lines if line.kind is LineKind.WORKED)


@settings(deadline=None)
@given(moments, timed_terms, readings)
def test_every_term_ends_where_the_walk_through_the_days_ends(
    received: datetime, term: Term, reading: DayReading
) -> None:
    naive = NaiveTime(CALENDAR_LAW, whole_days=reading is DayReading.WHOLE_DAYS)
    deadline = due_date(received, term=term, rules=rules_with(reading=reading), calendar=CALENDAR)
    assert deadline.due == naive.due(received, term)
    assert deadline.due == due_of(received, term, rules_with(reading=reading))


@given(moments, timed_terms, readings)
def test_a_deadline_is_never_before_intake_and_rests_when_offices_are_open(
    received: datetime, term: Term, reading: DayReading
) -> None:
    deadline = due_date(received, term=term, rules=rules_with(reading=reading), calendar=CALENDAR)
    assert deadline.due is not None
    assert received.replace(second=0) == deadline.received <= deadline.counted_from < deadline.due
    assert CALENDAR.landing(deadline.due) == deadline.due


@given(moments, working_terms, readings)
def test_the_worked_lines_add_up_to_the_term(received: datetime, term: Term, reading: DayReading) -> None:
    deadline = due_date(received, term=term, rules=rules_with(reading=reading), calendar=CALENDAR)
    stated = next(line for line in deadline.lines if line.kind is LineKind.TERM)
    assert worked_minutes(deadline) == stated.minutes
    assert stated.minutes == term.amount * (480 if term.unit is TermUnit.WORKING_DAY else 60)


@given(moments, working_terms)
def test_the_lines_name_every_day_from_intake_to_due_once(received: datetime, term: Term) -> None:
    deadline = due_date(received, term=term, rules=RULES, calendar=CALENDAR)
    told = [
        line.at.date() + timedelta(days=number)
        for line in deadline.lines
        if line.kind in (LineKind.WORKED, LineKind.OFF) and line.at and line.until
        for number in range((line.until.date() - line.at.date()).days + 1)
    ]
    assert deadline.due is not None
    assert told == [told[0] + timedelta(days=number) for number in range(len(told))]
    assert told[-1] == deadline.due.date()
    late = deadline.counted_from.date() > received.date() and CALENDAR.is_working_day(received.date())
    assert told[0] == received.date() + timedelta(days=late)


@given(moments, moments, working_terms | st.just(Term(amount=0, unit=TermUnit.SAME_DAY)), readings)
def test_who_comes_earlier_is_not_due_later(one: datetime, two: datetime, term: Term, reading: DayReading) -> None:
    early, late = sorted((one, two))
    rules = rules_with(reading=reading)
    assert due_of(early, term, rules) <= due_of(late, term, rules)


@given(moments, terms_that_count, readings)
def test_a_longer_term_is_not_due_earlier(received: datetime, term: Term, reading: DayReading) -> None:
    longer = replace(term, amount=term.amount + 1)
    if term.unit is TermUnit.HOUR:
        assert due_of(received, term) <= due_of(received, longer)
    else:
        rules = rules_with(reading=reading)
        assert due_of(received, term, rules).date() <= due_of(received, longer, rules).date()


@given(moments, timed_terms, terms_that_count, readings)
def test_an_extension_is_later_and_adds_up(received: datetime, term: Term, by: Term, reading: DayReading) -> None:
    rules = rules_with(reading=reading)
    due = due_of(received, term, rules)
    after = extended(due, by=by, rules=rules, calendar=CALENDAR)
    assert after.due is not None
    assert after.due > due == after.counted_from
    stated = next(line for line in after.lines if line.kind is LineKind.TERM)
    assert worked_minutes(after) == (stated.minutes or 0)


@pytest.mark.parametrize("unit", [TermUnit.NONE, TermUnit.UNKNOWN])
def test_no_term_gives_no_due_date(unit: TermUnit) -> None:
    deadline = due_date(at("2023-03-14 12:00"), term=Term(amount=0, unit=unit), rules=RULES, calendar=CALENDAR)
    assert deadline.due is None
    assert deadline.counted_from == at("2023-03-14 13:30")
    assert deadline.lines[-1].why == unit.value


def test_a_working_day_is_480_minutes_in_an_office_with_other_hours() -> None:
    rules = replace(RULES, working_day_minutes=420)
    assert due_of(at("2023-03-14 07:00"), Term(amount=1, unit=TermUnit.WORKING_DAY), rules) == at("2023-03-14 16:00")


def test_the_cut_off_is_a_value_of_the_law() -> None:
    rules = replace(RULES, same_day_cut_off=at("2023-03-14 14:00").time())
    assert due_of(at("2023-03-14 14:30"), Term(amount=0, unit=TermUnit.SAME_DAY), rules) == at("2023-03-15 17:00")


@pytest.mark.parametrize("amount", [-1, 10_001])
@pytest.mark.parametrize("unit", list(TermUnit))
def test_an_absurd_amount_is_refused_in_every_unit(amount: int, unit: TermUnit) -> None:
    with pytest.raises(Refusal) as refused:
        due_instant(at("2023-03-14 10:00"), term=Term(amount=amount, unit=unit), rules=RULES, calendar=CALENDAR)
    assert refused.value.field == "amount"
    assert "10.000" in str(refused.value)


@pytest.mark.parametrize("unit", list(MOST))
def test_the_largest_amount_leaves_the_calendar_in_words(unit: TermUnit) -> None:
    with pytest.raises(OutsideCalendar, match="Lịch làm việc"):
        due_date(at("2026-12-01 10:00"), term=Term(amount=10_000, unit=unit), rules=RULES, calendar=CALENDAR)


@pytest.mark.parametrize(
    "by",
    [
        Term(amount=0, unit=TermUnit.SAME_DAY),
        Term(amount=0, unit=TermUnit.NONE),
        Term(amount=3, unit=TermUnit.UNKNOWN),
        Term(amount=0, unit=TermUnit.DAY),
        Term(amount=-2, unit=TermUnit.WORKING_DAY),
    ],
)
def test_an_extension_without_a_length_is_refused(by: Term) -> None:
    with pytest.raises(Refusal) as refused:
        extended(at("2023-03-17 10:00"), by=by, rules=RULES, calendar=CALENDAR)
    assert refused.value.field == "by"
