"""A log as a whole: what is counted, what is late, what is not known."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules.event_log import Case, Fate, instant, median, moment, pseudonyms, share_below, summary
from tests.rules.event_logs import BEGUN, CASES, after, case

FIRST, LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2199-01-01")


@pytest.mark.parametrize(
    ("planned", "ended", "fate"),
    [
        (None, None, Fate.OPEN),
        (5, None, Fate.OPEN),
        (None, 5, Fate.UNPLANNED),
        (5, 4.9, Fate.ON_TIME),
        (5, 5, Fate.ON_TIME),
        (5, 5.001, Fate.LATE),
    ],
)
def test_how_a_case_ended(planned: float | None, ended: float | None, fate: Fate) -> None:
    assert case("A", planned=planned, ended=ended).fate is fate


def test_a_log_in_numbers() -> None:
    told = summary(
        (
            case("AB", key="1", by="xy", channel="quầy", planned=8, ended=4),
            case("AB", key="2", by="xx", channel="quầy", planned=3, ended=6),
            case("ABA", key="3", channel="bưu chính", ended=2),
            case("C", key="4", hours=(9,)),
        )
    )
    assert told.to_json() == {
        "cases": 4,
        "events": 8,
        "activities": 3,
        "variants": 3,
        "resources": 2,
        "channels": {"quầy": 2, "bưu chính": 1},
        "closed": 3,
        "late": 1,
        "open": 1,
        "median_hours": 4.0,
    }
    assert (told.on_time, told.unplanned, told.backward) == (1, 1, 0)
    assert told.repeating == 1
    assert (told.first, told.last) == (BEGUN, after(9))


def test_of_nothing_nothing_is_made_up() -> None:
    told = summary(())
    assert (told.cases, told.median_hours, told.first, told.last) == (0, None, None, None)


def test_a_log_without_ends_closes_nothing() -> None:
    told = summary((case("AB", planned=1), case("A")))
    assert (told.closed, told.late, told.open, told.median_hours) == (0, 0, 2, None)


def test_an_end_before_the_beginning_is_told() -> None:
    told = summary((case("AB", hours=(5, 6), ended=1), case("A", ended=2)))
    assert (told.closed, told.backward, told.median_hours) == (2, 1, -1.0)


@given(CASES)
def test_the_summary_equals_plain_counting(cases: list[Case]) -> None:
    told = summary(cases)
    closed = [case for case in cases if case.actual_end is not None]
    assert told.closed == len(closed)
    assert told.open == len(cases) - len(closed)
    late = 0
    hours = []
    for one in closed:
        assert one.actual_end is not None
        hours.append((one.actual_end - one.events[0].at) / 3_600_000)
        if one.planned_end is not None and one.actual_end > one.planned_end:
            late += 1
    assert told.late == late
    assert told.on_time + told.late + told.unplanned == told.closed
    assert told.median_hours == (pytest.approx(statistics.median(hours)) if hours else None)
    times = [Counter(event.activity for event in case.events) for case in cases]
    assert told.repeating == sum(max(each.values()) > 1 for each in times)
    assert told.events == sum(len(case.events) for case in cases)
    assert told.variants == len({"".join(event.activity for event in case.events) for case in cases})
    assert sum(told.channels.values()) == sum(1 for case in cases if case.channel)


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_the_middle_is_the_usual_median(numbers: list[int]) -> None:
    assert median(sorted(numbers)) == statistics.median(numbers)


@given(st.lists(st.integers(0, 50), min_size=1), st.integers(1, 100))
def test_so_many_do_not_exceed_a_percentile(numbers: list[int], percent: int) -> None:
    found = share_below(sorted(numbers), percent=percent)
    assert found in numbers
    assert sum(number <= found for number in numbers) * 100 >= percent * len(numbers)
    assert sum(number < found for number in numbers) * 100 < percent * len(numbers)


def test_nothing_has_no_middle() -> None:
    assert median(()) is None
    assert share_below((), percent=90) is None


@given(st.datetimes(FIRST, LAST))
def test_instants_come_back_to_the_millisecond(naive: datetime) -> None:
    at = naive.replace(tzinfo=UTC)
    back = instant(moment(at))
    assert back.utcoffset() == LOCAL.utcoffset(None)
    assert timedelta(0) <= at - back < timedelta(milliseconds=1)


def test_a_pseudonym_tells_only_who_is_the_same() -> None:
    assert pseudonyms(["lan", "minh", "lan"], prefix="cb", width=3) == {"lan": "cb-001", "minh": "cb-002"}
