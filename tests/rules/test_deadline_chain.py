"""A due date counted anew: never earlier than promised, and the same where nothing has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import CalendarException, DayKind, DeadlineRules, SupplementPolicy, Term, TermUnit
from motcua.rules.deadline import LineKind, due_date, extended, lines_from_json, resumed
from motcua.rules.deadline_chain import Extension, Recount, Step, Wait, recounted
from motcua.rules.supplement import WaitCause
from motcua.rules.working_time import WorkCalendar
from tests.rules.legal_time import CALENDAR, CALENDAR_LAW, RULES, at, instants, rules_with

TERMS = st.one_of(
    st.builds(Term, amount=st.integers(1, 30), unit=st.sampled_from((TermUnit.WORKING_DAY, TermUnit.DAY))),
    st.builds(Term, amount=st.integers(1, 200), unit=st.sampled_from((TermUnit.WORKING_HOUR, TermUnit.HOUR))),
    st.just(Term(amount=0, unit=TermUnit.SAME_DAY)),
)
CAUSES = st.sampled_from(WaitCause)
DAYS = st.dates(date(2023, 3, 1), date(2023, 12, 1))


def calendar_with(days: list[date]) -> WorkCalendar:
    """The calendar in which each of the days is the other way round."""
    kinds = {True: DayKind.OFF, False: DayKind.WORK}
    turned = [
        CalendarException(day=day, kind=kinds[CALENDAR.is_working_day(day)], reason="quyết định", source="1/TB")
        for day in set(days)
    ]
    kept = [one for one in CALENDAR_LAW.exceptions if one.day not in set(days)]
    return WorkCalendar.from_law(replace(CALENDAR_LAW, exceptions=(*kept, *turned)))


@st.composite
def lives(draw: st.DrawFn) -> tuple[datetime, datetime, tuple[Step, ...], Term, DeadlineRules]:
    """An acceptance and what moved its date since, as it was promised by the calendar of the law."""
    received, term = draw(instants("2023-03-01", "2023-06-01")), draw(TERMS)
    rules = rules_with(supplement=draw(st.sampled_from(SupplementPolicy)))
    first = due_date(received, term=term, rules=rules, calendar=CALENDAR).due
    assert first is not None
    due, now, steps = first, received, list[Step]()
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            requested = now + timedelta(minutes=draw(st.integers(0, 9_000)))
            now = requested + timedelta(minutes=draw(st.integers(0, 20_000)))
            cause = draw(CAUSES)
            again = resumed(
                due, requested=requested, completed=now, term=term, rules=rules, calendar=CALENDAR, cause=cause
            )
            assert again.due is not None
            due = again.due
            policy = SupplementPolicy(again.policy)
            steps.append(Wait(requested=requested, completed=now, policy=policy, cause=cause, promised=due))
        else:
            by = Term(amount=draw(st.integers(1, 5)), unit=TermUnit.WORKING_DAY)
            put_off = extended(due, by=by, rules=rules, calendar=CALENDAR).due
            assert put_off is not None
            due = put_off
            steps.append(Extension(by=by, promised=due))
    return received, first, tuple(steps), term, rules


@given(lives())
def test_counted_by_the_same_calendar_a_chain_gives_what_was_promised(
    life: tuple[datetime, datetime, tuple[Step, ...], Term, DeadlineRules],
) -> None:
    received, first, steps, term, rules = life
    again = recounted(received, promised=first, steps=steps, term=term, rules=rules, calendar=CALENDAR)
    assert again.due == (steps[-1].promised if steps else first)
    assert not [line for line in again.lines if (line.kind, line.why) == (LineKind.KEPT, "promised")]


@given(lives(), st.lists(DAYS, max_size=4))
def test_no_promise_comes_earlier_by_any_decision(
    life: tuple[datetime, datetime, tuple[Step, ...], Term, DeadlineRules], days: list[date]
) -> None:
    received, first, steps, term, rules = life
    last = steps[-1].promised if steps else first
    again = recounted(received, promised=first, steps=steps, term=term, rules=rules, calendar=calendar_with(days))
    assert again.due is not None
    assert last is not None
    assert again.due >= last
    assert [line.kind for line in again.lines].count(LineKind.DUE) == 1
    assert again.lines[-1].at == again.due
    assert lines_from_json(again.to_json()) == again.lines


@given(lives(), st.lists(DAYS, max_size=4))
def test_counting_anew_twice_moves_nothing_more(
    life: tuple[datetime, datetime, tuple[Step, ...], Term, DeadlineRules], days: list[date]
) -> None:
    received, first, steps, term, rules = life
    calendar = calendar_with(days)
    once = recounted(received, promised=first, steps=steps, term=term, rules=rules, calendar=calendar).due
    assert once is not None
    twice = recounted(
        received, promised=first, steps=(*steps, Recount(promised=once)), term=term, rules=rules, calendar=calendar
    )
    assert twice.due == once


@given(instants("2023-03-01", "2023-06-01"), TERMS, st.integers(0, 9_000), st.integers(0, 20_000))
def test_a_payment_is_taken_out_whatever_the_policy(received: datetime, term: Term, after: int, waited: int) -> None:
    due = due_date(received, term=term, rules=RULES, calendar=CALENDAR).due
    requested = received + timedelta(minutes=after)
    given = {"requested": requested, "completed": requested + timedelta(minutes=waited), "term": term}
    dates = {
        resumed(due, **given, rules=rules_with(supplement=policy), calendar=CALENDAR, cause=WaitCause.PAYMENT).due
        for policy in SupplementPolicy
    }
    assert len(dates) == 1
    moved = dates.pop()
    assert moved is not None
    assert due is not None
    assert moved >= due, "a pause never shortens"


def test_the_lines_of_a_payment_speak_of_money() -> None:
    after = resumed(
        at("2023-05-05 09:00"),
        requested=at("2023-05-04 09:00"),
        completed=at("2023-05-08 09:00"),
        term=Term(amount=3, unit=TermUnit.WORKING_DAY),
        rules=rules_with(supplement=SupplementPolicy.RESTART),
        calendar=CALENDAR,
        cause=WaitCause.PAYMENT,
    )
    assert after.due == at("2023-05-09 09:00")
    assert after.policy == SupplementPolicy.SUBTRACT
    assert after.lines[0].text == (
        "Chờ thực hiện nghĩa vụ tài chính từ 09:00 thứ Năm 04/05/2023 đến 09:00 thứ Hai 08/05/2023."
    )
    assert any("Lúc tạm dừng còn 480 phút làm việc" in line.text for line in after.lines)


def test_the_explanation_begins_with_the_decision() -> None:
    decided = CalendarException(day=date(2023, 5, 5), kind=DayKind.OFF, reason="lễ của tỉnh", source="7/QĐ-UBND")
    calendar = WorkCalendar.from_law(replace(CALENDAR_LAW, exceptions=(*CALENDAR_LAW.exceptions, decided)))
    again = recounted(
        at("2023-05-04 09:00"),
        promised=at("2023-05-08 09:00"),
        steps=(),
        term=Term(amount=2, unit=TermUnit.WORKING_DAY),
        rules=RULES,
        calendar=calendar,
        decided=[decided],
    )
    assert again.due == at("2023-05-09 09:00")
    assert (again.lines[0].source, again.lines[0].text) == (
        "7/QĐ-UBND",
        "Tính lại vì ngày thứ Sáu 05/05/2023 được quyết định nghỉ: lễ của tỉnh.",
    )
    assert any(line.kind is LineKind.OFF and "lễ của tỉnh" in line.text for line in again.lines)


@pytest.mark.parametrize("policy", SupplementPolicy)
def test_a_wait_is_counted_by_the_policy_it_had(policy: SupplementPolicy) -> None:
    wait = Wait(
        requested=at("2023-05-04 09:00"),
        completed=at("2023-05-10 09:00"),
        policy=policy,
        cause=WaitCause.SUPPLEMENT,
        promised=None,
    )
    term = Term(amount=3, unit=TermUnit.WORKING_DAY)
    again = recounted(
        at("2023-05-04 08:00"),
        promised=at("2023-05-09 08:00"),
        steps=(wait,),
        term=term,
        rules=RULES,
        calendar=CALENDAR,
    )
    expected = resumed(
        at("2023-05-09 08:00"),
        requested=wait.requested,
        completed=wait.completed,
        term=term,
        rules=rules_with(supplement=policy),
        calendar=CALENDAR,
    )
    assert again.due == expected.due
