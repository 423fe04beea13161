"""The calendar says what was announced, day by day, and differs from the open data set only where we know why."""

from __future__ import annotations

from collections import Counter
from datetime import date, time, timedelta

import holidays
import pytest

from motcua.law.registry import law
from motcua.law.types import CalendarException, DayKind, Shift

YEARS = range(2023, 2027)
OFF = {
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
WORK = {2023: "", 2024: "05-04", 2025: "04-26", 2026: "01-10 08-22"}


def exceptions() -> tuple[CalendarException, ...]:
    return law().calendar().exceptions


def days(kind: DayKind) -> set[date]:
    return {exception.day for exception in exceptions() if exception.kind is kind}


@pytest.mark.parametrize("year", YEARS)
def test_the_days_of_a_year(year: int) -> None:
    for kind, announced in ((DayKind.OFF, OFF), (DayKind.WORK, WORK)):
        expected = {date.fromisoformat(f"{year}-{day}") for day in announced[year].split()}
        assert {day for day in days(kind) if day.year == year} == expected


SPOTS = [
    ("2023-01-20", DayKind.OFF, "Tết Nguyên đán"),
    ("2023-01-26", DayKind.OFF, "Tết Nguyên đán"),
    ("2023-01-27", None, ""),
    ("2023-05-03", DayKind.OFF, "Giỗ Tổ, 30/4, 1/5 và bù"),
    ("2023-05-04", None, ""),
    ("2024-04-29", DayKind.OFF, "hoán đổi 29/4, 30/4, 1/5"),
    ("2024-05-04", DayKind.WORK, "làm bù cho 29/4"),
    ("2025-04-26", DayKind.WORK, "làm bù cho 2/5"),
    ("2026-01-02", DayKind.OFF, "Tết Dương lịch, hoán đổi 2/1"),
    ("2026-01-10", DayKind.WORK, "làm bù cho 2/1"),
    ("2026-08-22", DayKind.WORK, "làm bù cho 31/8"),
    ("2026-11-24", DayKind.OFF, "Ngày Văn hóa Việt Nam"),
]


@pytest.mark.parametrize(("day", "kind", "reason"), SPOTS)
def test_a_day(day: str, kind: DayKind | None, reason: str) -> None:
    found = {exception.day: (exception.kind, exception.reason) for exception in exceptions()}
    assert found.get(date.fromisoformat(day), (None, "")) == (kind, reason)


def test_coverage_and_office_hours() -> None:
    calendar = law().calendar()
    assert (calendar.first, calendar.last) == (date(2023, 1, 1), date(2026, 12, 31))
    assert calendar.hours.shifts == (
        Shift(start=time(7), end=time(11, 30)),
        Shift(start=time(13, 30), end=time(17)),
    )


def test_the_days_are_in_order_and_stand_once() -> None:
    in_order = [exception.day for exception in exceptions()]
    assert in_order == sorted(set(in_order))
    assert Counter(exception.kind for exception in exceptions()) == {DayKind.OFF: 49, DayKind.WORK: 4}


def test_the_swap_of_january_2026_names_its_letter() -> None:
    swap = law().value_on("calendar.days_off", date(2026, 1, 2))
    assert swap.document == "12729/VPCP-KGVX"
    assert all(
        "12729/VPCP-KGVX" in one.source for one in exceptions() if one.day in (date(2026, 1, 2), date(2026, 1, 10))
    )


def test_every_make_up_day_follows_or_precedes_its_day_off_within_two_weeks() -> None:
    off = days(DayKind.OFF)
    for worked in days(DayKind.WORK):
        assert any(abs(worked - day) <= timedelta(days=14) for day in off)


def test_it_differs_from_the_open_data_set_only_in_the_swap_of_january_2026() -> None:
    data = holidays.country_holidays("VN", years=YEARS)
    off = {day for day in data if day.weekday() < 5}
    worked = {day for day in data.weekend_workdays if day.year in YEARS}
    assert days(DayKind.OFF) ^ off == {date(2026, 1, 2)}
    assert days(DayKind.WORK) ^ worked == {date(2026, 1, 10)}
