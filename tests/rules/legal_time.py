"""The calendar and the rule values that the tests of legal time share, and instants written as an office does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from motcua.law.registry import law
from motcua.law.types import LOCAL, DayReading, DeadlineRules, SupplementPolicy
from motcua.rules.working_time import WorkCalendar

CALENDAR_LAW = law().calendar()
CALENDAR = WorkCalendar.from_law(CALENDAR_LAW)
RULES = law().deadline_rules_on(date(2023, 1, 1))


def rules_with(
    *,
    reading: DayReading = DayReading.MINUTES,
    supplement: SupplementPolicy = SupplementPolicy.RESTART,
) -> DeadlineRules:
    """The rule values of the first era, with the policies that a test is about."""
    return replace(RULES, reading=reading, supplement_policy=supplement)


def at(text: str) -> datetime:
    """A local instant written as in the cases: 2023-04-28 15:20."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def instants(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Instants from midnight to midnight of two days, half of them on or next to an edge of the office hours."""
    start = at(f"{first} 00:00")
    days = (at(f"{last} 00:00") - start).days
    clock = st.integers(0, 24 * 3600 - 1).map(lambda second: timedelta(seconds=second))
    edges = st.sampled_from(("07:00", "11:30", "13:30", "15:00", "17:00")).map(_since_midnight)
    near = st.builds(lambda edge, minute: edge + timedelta(minutes=minute), edges, st.integers(-1, 1))
    day = st.integers(0, days - 1).map(lambda number: timedelta(days=number))
    return st.builds(lambda date, time: start + date + time, day, clock | near)


def _since_midnight(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
