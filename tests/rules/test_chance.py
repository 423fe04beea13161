"""The margin of chance: within 0 and 1, around the share, narrower with more dossiers."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.chance import Interval, margin

COUNTS = st.integers(min_value=1, max_value=100_000).flatmap(
    lambda whole: st.tuples(st.integers(min_value=0, max_value=whole), st.just(whole))
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [  # worked out by hand from the formula, z = 1.96
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
        (992, 1000, 0.9843, 0.9959),
    ],
)
def test_intervals_of_the_literature(numerator: int, denominator: int, low: float, high: float) -> None:
    found = margin(numerator, denominator)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_nothing_has_no_margin() -> None:
    assert margin(0, 0) is None


@pytest.mark.parametrize("count", [(2, 1), (-1, 3), (1, -1)])
def test_what_is_no_share_is_refused(count: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        margin(*count)


@given(count=COUNTS)
def test_the_share_lies_within(count: tuple[int, int]) -> None:
    found = margin(*count)
    assert found is not None
    assert 0 <= found.low <= count[0] / count[1] <= found.high <= 1


@given(count=COUNTS)
def test_its_ends_are_where_the_share_is_as_unlikely_as_that(count: tuple[int, int]) -> None:
    """Wilson's ends p solve |x/n − p| = z √(p(1 − p)/n): another way to the same numbers."""
    found = margin(*count)
    assert found is not None
    numerator, denominator = count
    for end in (found.low, found.high):
        if 0 < end < 1:
            distance = abs(numerator / denominator - end)
            assert distance == pytest.approx(1.959964 * sqrt(end * (1 - end) / denominator), rel=1e-6)


@given(count=COUNTS, times=st.integers(min_value=2, max_value=20))
def test_more_of_the_same_narrows_it(count: tuple[int, int], times: int) -> None:
    few, many = margin(*count), margin(count[0] * times, count[1] * times)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


@given(count=COUNTS)
def test_the_complement_mirrors_it(count: tuple[int, int]) -> None:
    found, other = margin(*count), margin(count[1] - count[0], count[1])
    assert found is not None
    assert other is not None
    assert (found.low, found.high) == (pytest.approx(1 - other.high), pytest.approx(1 - other.low))


def test_intervals_overlap_or_lie_apart() -> None:
    low, middle, high = Interval(low=0.1, high=0.3), Interval(low=0.3, high=0.5), Interval(low=0.6, high=0.7)
    assert low.overlaps(middle)
    assert middle.overlaps(low)
    assert not middle.overlaps(high)
    assert not high.overlaps(low)
