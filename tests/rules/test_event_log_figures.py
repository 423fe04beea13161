"""Variants, waiting, repetition, resources, durations: against plain loops, and by hand."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.event_log import DAY, HOUR, Case
from motcua.rules.event_log_figures import (
    BINS,
    MOST_VARIANTS,
    WIDTHS,
    Analysis,
    Bin,
    Resource,
    Step,
    Variant,
    analysed,
    histogram,
    ranks,
    resources,
    steps,
    variants,
)
from tests.rules.event_logs import CASES, case

FOUR = (
    case("ABC", key="1", hours=(0, 2, 10), by="xyz", planned=12, ended=10),
    case("ABC", key="2", hours=(0, 4, 5), by="xyy", planned=3, ended=5),
    case("ABBC", key="3", hours=(0, 1, 2, 3), by="xx x", ended=3),
    case("A", key="4", by="x"),
)


def test_the_commonest_way_comes_first() -> None:
    assert variants(FOUR) == (
        Variant(activities=("A", "B", "C"), cases=2, planned=2, late=1, median=7.5 * HOUR),
        Variant(activities=("A",), cases=1, planned=0, late=0, median=None),
        Variant(activities=("A", "B", "B", "C"), cases=1, planned=0, late=0, median=3.0 * HOUR),
    )
    assert ranks(FOUR) == {("A", "B", "C"): 1, ("A",): 2, ("A", "B", "B", "C"): 3}


def test_where_cases_wait_longest_comes_first() -> None:
    assert steps(FOUR) == (
        Step(activity="C", events=3, cases=3, again=0, waits=3, total=10 * HOUR, median=float(HOUR), p90=8 * HOUR),
        Step(activity="B", events=4, cases=3, again=1, waits=4, total=8 * HOUR, median=1.5 * HOUR, p90=4 * HOUR),
        Step(activity="A", events=4, cases=4, again=0, waits=0, total=0, median=None, p90=None),
    )


def test_an_event_out_of_order_waited_for_nothing() -> None:
    (first, *_) = steps((case("AB", hours=(5, 2)),))
    assert (first.activity, first.waits, first.total) == ("A", 0, 0) or (first.activity, first.total) == ("B", 0)
    assert sum(step.total for step in steps((case("ABC", hours=(5, 2, 3)),))) == HOUR


def test_whoever_did_most_comes_first() -> None:
    assert resources(FOUR) == (
        Resource(name="x", events=6, cases=4),
        Resource(name="y", events=3, cases=2),
        Resource(name="z", events=1, cases=1),
    )


@given(CASES)
def test_steps_equal_plain_counting(cases: list[Case]) -> None:
    found = {step.activity: step for step in steps(cases)}
    assert set(found) == {event.activity for case in cases for event in case.events}
    for activity, step in found.items():
        waits, events, held, again = [], 0, 0, 0
        for one in cases:
            here = 0
            for place, event in enumerate(one.events):
                if event.activity != activity:
                    continue
                here += 1
                if place:
                    waits.append(max(0, event.at - one.events[place - 1].at))
            events += here
            held += here > 0
            again += here > 1
        assert (step.events, step.cases, step.again, step.waits) == (events, held, again, len(waits))
        assert step.total == sum(waits)
        assert step.p90 == (sorted(waits)[ceil(0.9 * len(waits)) - 1] if waits else None)
    assert [step.total for step in steps(cases)] == sorted((step.total for step in found.values()), reverse=True)


@given(CASES)
def test_variants_are_a_partition(cases: list[Case]) -> None:
    found = variants(cases)
    assert sum(one.cases for one in found) == len(cases)
    ways = Counter(tuple(event.activity for event in case.events) for case in cases)
    assert {one.activities: one.cases for one in found} == ways
    assert [one.cases for one in found] == sorted(ways.values(), reverse=True)
    assert all(one.late <= one.planned <= one.cases for one in found)


@given(CASES)
def test_resources_equal_plain_counting(cases: list[Case]) -> None:
    events = Counter(event.resource for case in cases for event in case.events if event.resource)
    assert {one.name: one.events for one in resources(cases)} == events
    for one in resources(cases):
        assert one.cases == sum(any(event.resource == one.name for event in case.events) for case in cases)


@given(st.lists(st.integers(-DAY, 900 * DAY)))
def test_a_histogram_holds_every_duration_once(durations: list[int]) -> None:
    bins = histogram(durations)
    assert sum(each.cases for each in bins) == len(durations)
    assert len(bins) <= BINS + 1
    for place, each in enumerate(bins):
        inside = [
            duration
            for duration in durations
            if (duration >= each.low or place == 0) and (each.high is None or duration < each.high)
        ]
        assert each.cases == len(inside)
    assert all(before.high == after.low for before, after in pairwise(bins))
    assert {each.high - each.low for each in bins if each.high is not None} <= set(WIDTHS)


@pytest.mark.parametrize(
    ("durations", "bins"),
    [
        ((), ()),
        ((0,), (Bin(low=0, high=HOUR, cases=1),)),
        ((-5, 1), (Bin(low=0, high=HOUR, cases=2),)),
        ((HOUR, 2 * HOUR - 1), (Bin(low=0, high=HOUR, cases=0), Bin(low=HOUR, high=2 * HOUR, cases=2))),
    ],
)
def test_columns_of_a_histogram(durations: tuple[int, ...], bins: tuple[Bin, ...]) -> None:
    assert histogram(durations) == bins


def test_a_few_that_take_very_long_stand_in_a_column_without_end() -> None:
    bins = histogram([HOUR // 2] * 99 + [400 * DAY])
    assert bins[0] == Bin(low=0, high=HOUR, cases=99)
    assert bins[-1] == Bin(low=12 * HOUR, high=None, cases=1)


@given(CASES)
def test_an_analysis_is_kept_and_comes_back(cases: list[Case]) -> None:
    found = analysed(cases)
    assert Analysis.from_json(json.loads(json.dumps(found.to_json()))) == found
    assert found.by_span == (not any(case.actual_end is not None for case in cases))
    assert sum(each.cases for each in found.durations) == (len(cases) if found.by_span else found.summary.closed)
    assert len(found.variants) <= MOST_VARIANTS
    assert found.waited == sum(step.total for step in found.steps)
