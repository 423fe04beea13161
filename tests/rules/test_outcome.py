"""A dossier held against its promise, by the instant and by the date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules.outcome import Reading, Timeliness, days_late, kept, timeliness

DUE = datetime(2023, 5, 4, 15, 20, tzinfo=LOCAL)
NOW = datetime(2023, 6, 30, 17, 0, tzinfo=LOCAL)
INSTANTS = st.builds(
    lambda minutes, zone: (NOW + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(-200_000, 200_000),
    st.sampled_from([UTC, LOCAL]),
)
READINGS = st.sampled_from(Reading)
CLOSED = {Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 5, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("ended", "by_instant", "by_date"),
    [
        (at(3, 16), Timeliness.EARLY, Timeliness.EARLY),
        (at(4, 7), Timeliness.ON_TIME, Timeliness.ON_TIME),
        (at(4, 15, 20), Timeliness.ON_TIME, Timeliness.ON_TIME),
        (at(4, 15, 21), Timeliness.LATE, Timeliness.ON_TIME),
        (at(4, 23, 59), Timeliness.LATE, Timeliness.ON_TIME),
        (at(5, 0), Timeliness.LATE, Timeliness.LATE),
    ],
)
def test_ended(ended: datetime, by_instant: Timeliness, by_date: Timeliness) -> None:
    assert timeliness(due=DUE, ended=ended, now=NOW, reading=Reading.INSTANT) is by_instant
    assert timeliness(due=DUE, ended=ended.astimezone(UTC), now=NOW, reading=Reading.DATE) is by_date


@pytest.mark.parametrize(
    ("now", "by_instant", "by_date"),
    [
        (at(4, 15, 20), Timeliness.OPEN_IN_TIME, Timeliness.OPEN_IN_TIME),
        (at(4, 15, 21), Timeliness.OPEN_LATE, Timeliness.OPEN_IN_TIME),
        (at(5, 0), Timeliness.OPEN_LATE, Timeliness.OPEN_LATE),
    ],
)
def test_open(now: datetime, by_instant: Timeliness, by_date: Timeliness) -> None:
    assert timeliness(due=DUE, ended=None, now=now, reading=Reading.INSTANT) is by_instant
    assert timeliness(due=DUE, ended=None, now=now, reading=Reading.DATE) is by_date


def test_waiting_counts_only_while_it_lasts() -> None:
    assert timeliness(due=DUE, ended=None, now=NOW, waiting=True, reading=Reading.INSTANT) is Timeliness.WAITING
    assert timeliness(due=DUE, ended=NOW, now=NOW, waiting=True, reading=Reading.INSTANT) is Timeliness.LATE


def test_an_end_after_the_cut_off_has_not_happened() -> None:
    cut_off = at(4, 9)
    assert timeliness(due=DUE, ended=at(4, 10), now=cut_off, reading=Reading.INSTANT) is Timeliness.OPEN_IN_TIME


@pytest.mark.parametrize("ended", [None, NOW])
@pytest.mark.parametrize("waiting", [True, False])
def test_without_a_due_date_there_is_no_verdict(ended: datetime | None, waiting: bool) -> None:
    assert timeliness(due=None, ended=ended, now=NOW, waiting=waiting, reading=Reading.DATE) is Timeliness.NO_DUE


@pytest.mark.parametrize(("moment", "days"), [(at(3, 9), 0), (at(4, 23, 59), 0), (at(5, 0), 1), (at(14, 9), 10)])
def test_days_late(moment: datetime, days: int) -> None:
    assert days_late(moment, due=DUE) == days
    assert days_late(moment.astimezone(UTC), due=DUE.astimezone(UTC)) == days


def test_every_class_and_reading_has_words_of_its_own() -> None:
    labels = [item.label for item in (*Timeliness, *Reading)]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@given(INSTANTS, INSTANTS, READINGS)
def test_early_and_on_time_together_are_what_is_kept(due: datetime, ended: datetime, reading: Reading) -> None:
    found = timeliness(due=due, ended=ended, now=ended, reading=reading)
    assert found in CLOSED
    assert (found is not Timeliness.LATE) is kept(ended, due=due, reading=reading)


@given(INSTANTS, INSTANTS)
def test_kept_to_the_instant_is_kept_by_date(due: datetime, ended: datetime) -> None:
    if kept(ended, due=due, reading=Reading.INSTANT):
        assert kept(ended, due=due, reading=Reading.DATE)


@given(INSTANTS, INSTANTS)
def test_late_by_date_is_late_by_at_least_one_day(due: datetime, ended: datetime) -> None:
    assert (days_late(ended, due=due) > 0) is not kept(ended, due=due, reading=Reading.DATE)


@given(INSTANTS, st.timedeltas(min_value=timedelta(), max_value=timedelta(days=90)), READINGS)
def test_nothing_is_late_before_its_due_instant(due: datetime, sooner: timedelta, reading: Reading) -> None:
    assert timeliness(due=due, ended=None, now=due - sooner, reading=reading) is Timeliness.OPEN_IN_TIME
