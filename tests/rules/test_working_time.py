"""Working minutes by bisection, against the calendar walked minute by minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL, CalendarException, DayKind, OfficeHours, Shift
from motcua.rules.working_time import OutsideCalendar, WorkCalendar
from tests.rules.legal_time import CALENDAR, CALENDAR_LAW, at, instants
from tests.rules.naive_time import NaiveTime

NAIVE = NaiveTime(CALENDAR_LAW)
DENSE = CALENDAR.dense()

moments = instants("2023-01-01", "2026-10-31")
moments_of_2023 = instants("2023-01-01", "2023-06-30")
days = st.dates(date(2023, 1, 1), date(2026, 12, 1))
amounts = st.integers(0, 30 * 480)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2023-01-01", False),
        ("2023-01-02", False),
        ("2023-01-20", False),
        ("2023-01-27", True),
        ("2023-04-28", True),
        ("2023-04-29", False),
        ("2023-05-03", False),
        ("2024-05-04", True),
        ("2024-05-11", False),
        ("2025-04-26", True),
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-08-22", True),
        ("2026-12-31", True),
    ],
)
def test_days_off_and_make_up_days(day: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("day", "following", "same_or_following"),
    [
        ("2023-04-28", "2023-05-04", "2023-04-28"),
        ("2023-04-30", "2023-05-04", "2023-05-04"),
        ("2024-05-03", "2024-05-04", "2024-05-03"),
        ("2024-05-05", "2024-05-06", "2024-05-06"),
    ],
)
def test_next_working_day(day: str, following: str, same_or_following: str) -> None:
    assert CALENDAR.next_working_day(date.fromisoformat(day)) == date.fromisoformat(following)
    assert CALENDAR.on_or_next_working_day(date.fromisoformat(day)) == date.fromisoformat(same_or_following)


@pytest.mark.parametrize(
    ("instant", "counted", "resting"),
    [
        ("2023-03-14 06:59", "2023-03-14 07:00", "2023-03-14 07:00"),
        ("2023-03-14 07:00", "2023-03-14 07:00", "2023-03-14 07:00"),
        ("2023-03-14 11:29:59", "2023-03-14 11:29", "2023-03-14 11:29"),
        ("2023-03-14 11:30", "2023-03-14 13:30", "2023-03-14 11:30"),
        ("2023-03-14 11:31", "2023-03-14 13:30", "2023-03-14 13:30"),
        ("2023-03-14 17:00", "2023-03-15 07:00", "2023-03-14 17:00"),
        ("2023-03-14 17:01", "2023-03-15 07:00", "2023-03-15 07:00"),
        ("2023-04-28 17:00", "2023-05-04 07:00", "2023-04-28 17:00"),
        ("2023-04-30 10:00", "2023-05-04 07:00", "2023-05-04 07:00"),
    ],
)
def test_an_end_of_shift_is_outside_for_counting_and_inside_for_resting(
    instant: str, counted: str, resting: str
) -> None:
    assert CALENDAR.into_office_hours(at(instant)) == at(counted)
    assert CALENDAR.landing(at(instant)) == at(resting)


def test_instants_of_any_zone_give_local_time() -> None:
    elsewhere = datetime(2023, 3, 14, 3, 30, 59, tzinfo=timezone(timedelta(hours=2)))
    moved = CALENDAR.into_office_hours(elsewhere)
    assert moved.isoformat() == "2023-03-14T08:30:00+07:00"
    assert CALENDAR.add(datetime(2023, 3, 14, 1, tzinfo=UTC), minutes=60) == at("2023-03-14 09:00")


def test_opening_and_closing_exist_only_on_working_days() -> None:
    assert CALENDAR.opening(date(2024, 5, 4)) == at("2024-05-04 07:00")
    assert CALENDAR.closing(date(2024, 5, 4)) == at("2024-05-04 17:00")
    with pytest.raises(ValueError, match="not a working day"):
        CALENDAR.opening(date(2023, 4, 30))


def test_exceptions_between_includes_both_ends() -> None:
    found = CALENDAR.exceptions_between(date(2024, 4, 29), date(2024, 5, 4))
    assert [exception.day.day for exception in found] == [29, 30, 1, 4]
    assert found[-1].kind is DayKind.WORK
    assert CALENDAR.exceptions_between(date(2023, 3, 1), date(2023, 3, 31)) == ()


@pytest.mark.parametrize("instant", ["2022-12-31 23:59", "2027-01-01 00:00"])
def test_outside_the_calendar_is_refused_in_words(instant: str) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.minute(at(instant), field="received")
    assert refused.value.field == "received"
    assert "từ 01/01/2023 đến 31/12/2026" in str(refused.value)


def test_counting_past_the_last_day_is_refused() -> None:
    last = at("2026-12-31 16:59")
    assert CALENDAR.add(last, minutes=1) == at("2026-12-31 17:00")
    with pytest.raises(OutsideCalendar):
        CALENDAR.add(last, minutes=2)
    with pytest.raises(OutsideCalendar):
        CALENDAR.into_office_hours(at("2026-12-31 17:00"))
    with pytest.raises(OutsideCalendar):
        CALENDAR.next_working_day(date(2026, 12, 31))
    with pytest.raises(OutsideCalendar):
        CALENDAR.is_working_day(date(2027, 1, 1))


def test_between_reaches_the_last_minute() -> None:
    assert CALENDAR.between(at("2026-12-31 16:00"), at("2026-12-31 23:59")) == 60


def test_another_office_keeps_its_own_hours() -> None:
    hours = OfficeHours(shifts=(Shift(start=time(7, 30), end=time(11)), Shift(start=time(14), end=time(17, 30))))
    calendar = WorkCalendar.from_law(replace(CALENDAR_LAW, hours=hours))
    assert calendar.between(at("2023-03-14 00:00"), at("2023-03-14 23:00")) == 420
    assert calendar.add(at("2023-03-14 07:30"), minutes=480) == at("2023-03-15 08:30")
    assert calendar.closing(date(2023, 3, 14)) == at("2023-03-14 17:30")


@pytest.mark.parametrize(
    "shifts",
    [
        (),
        (Shift(start=time(11), end=time(7)),),
        (Shift(start=time(13), end=time(17)), Shift(start=time(7), end=time(11))),
        (Shift(start=time(7), end=time(12)), Shift(start=time(11), end=time(17))),
    ],
)
def test_hours_that_make_no_sense_build_no_calendar(shifts: tuple[Shift, ...]) -> None:
    with pytest.raises(ValueError, match="office hours"):
        WorkCalendar.from_law(replace(CALENDAR_LAW, hours=OfficeHours(shifts=shifts)))


@pytest.mark.parametrize(("extra", "complaint"), [(date(2023, 1, 2), "two exceptions"), (date(2027, 1, 1), "outside")])
def test_exceptions_that_make_no_sense_build_no_calendar(extra: date, complaint: str) -> None:
    exception = CalendarException(day=extra, kind=DayKind.OFF, reason="", source="")
    with pytest.raises(ValueError, match=complaint):
        WorkCalendar.from_law(replace(CALENDAR_LAW, exceptions=(*CALENDAR_LAW.exceptions, exception)))


def test_runs_stop_at_days_off() -> None:
    runs = CALENDAR.runs(at("2023-04-27 16:00"), at("2023-05-08 08:00"))
    assert [(run.start, run.end, run.minutes) for run in runs] == [
        (at("2023-04-27 16:00"), at("2023-04-28 17:00"), 540),
        (at("2023-05-04 07:00"), at("2023-05-05 17:00"), 960),
        (at("2023-05-08 07:00"), at("2023-05-08 08:00"), 60),
    ]


@settings(deadline=None)
@given(moments_of_2023, st.integers(0, 10 * 480))
def test_adding_is_ticking_off_working_minutes(start: datetime, minutes: int) -> None:
    added = CALENDAR.add(start, minutes=minutes)
    assert added == NAIVE.add_by_minutes(start, minutes)
    assert added.tzinfo is LOCAL


@settings(deadline=None)
@given(moments)
def test_moving_into_office_hours_is_waiting_for_the_opening(start: datetime) -> None:
    moved = CALENDAR.into_office_hours(start)
    assert moved == NAIVE.into_office_hours(start)
    assert CALENDAR.into_office_hours(moved) == moved == CALENDAR.landing(moved)


@given(moments, amounts)
def test_between_undoes_add(start: datetime, minutes: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, minutes=minutes)) == minutes


@given(moments, moments, moments)
def test_between_adds_up_and_turns_its_sign(one: datetime, two: datetime, three: datetime) -> None:
    assert CALENDAR.between(one, two) + CALENDAR.between(two, three) == CALENDAR.between(one, three)
    assert CALENDAR.between(one, two) == -CALENDAR.between(two, one)


@given(moments, moments, amounts, amounts)
def test_adding_is_monotone(one: datetime, two: datetime, some: int, more: int) -> None:
    early, late = sorted((one, two))
    assert CALENDAR.add(early, minutes=some) <= CALENDAR.add(late, minutes=some)
    assert CALENDAR.add(one, minutes=some) <= CALENDAR.add(one, minutes=some + more)


@given(moments, moments)
def test_runs_add_up(one: datetime, two: datetime) -> None:
    start, end = sorted((one, two))
    runs = CALENDAR.runs(start, end)
    assert sum(run.minutes for run in runs) == CALENDAR.between(start, end)
    assert all(run.minutes == CALENDAR.between(run.start, run.end) for run in runs)
    assert all(not CALENDAR.is_working_day(later.start.date() - timedelta(days=1)) for later in runs[1:])


@given(days, st.integers(0, 40))
def test_working_days_are_counted_one_by_one(day: date, length: int) -> None:
    last = min(day + timedelta(days=length), date(2026, 12, 31))
    walked = sum(NAIVE.is_working_day(day + timedelta(days=n)) for n in range((last - day).days + 1))
    assert CALENDAR.working_days_between(day, last) == walked
    assert CALENDAR.working_days_between(last, day) == (walked if last == day else 0)


@given(days, st.integers(1, 20))
def test_the_nth_working_day_after(day: date, count: int) -> None:
    assert CALENDAR.working_day_after(day, count=count) == NAIVE.working_days(day, count)


@given(st.lists(st.tuples(moments, amounts), min_size=1, max_size=50))
def test_the_dense_table_is_the_scalar_for_every_row(rows: list[tuple[datetime, int]]) -> None:
    received = np.array([CALENDAR.minute(start) for start, _ in rows], dtype=np.int64)
    minutes = np.array([amount for _, amount in rows], dtype=np.int64)
    due = DENSE.due(received, minutes)
    assert due.dtype == np.int64
    assert [CALENDAR.instant(minute) for minute in due.tolist()] == [
        CALENDAR.add(start, minutes=amount) for start, amount in rows
    ]


def test_the_dense_table_covers_every_minute_of_a_week() -> None:
    first = CALENDAR.minute(at("2023-04-27 00:00"))
    received = np.arange(first, first + 9 * 24 * 60, dtype=np.int64)
    for amount in (0, 1, 270, 480, 481):
        due = DENSE.due(received, np.full_like(received, amount))
        scalar = [
            CALENDAR.minute(CALENDAR.add(CALENDAR.instant(minute), minutes=amount)) for minute in received.tolist()
        ]
        assert due.tolist() == scalar


@pytest.mark.parametrize(("received", "minutes"), [(-1, 480), (10**9, 480), (2_000_000, 10**6)])
def test_the_dense_table_refuses_what_it_does_not_cover(received: int, minutes: int) -> None:
    with pytest.raises(OutsideCalendar):
        DENSE.due(np.array([received], dtype=np.int64), np.array([minutes], dtype=np.int64))


def test_the_dense_table_takes_an_empty_batch() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert DENSE.due(nothing, nothing).size == 0
