"""Changes between two figures: exact, and missing rather than made up."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.comparison import Change, change, ratio

SHARES = st.fractions(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("now", "before", "points", "relative"),
    [
        ((9, 10), (3, 4), Fraction(15), Fraction(1, 5)),
        ((3, 4), (3, 4), Fraction(0), Fraction(0)),
        ((0, 4), (1, 4), Fraction(-25), Fraction(-1)),
        ((1, 4), (0, 4), Fraction(25), None),
        ((1, 3), (1, 7), Fraction(400, 21), Fraction(4, 3)),
    ],
)
def test_ratios_differ_by_points(
    now: tuple[int, int], before: tuple[int, int], points: Fraction, relative: Fraction | None
) -> None:
    found = change(ratio(*now), ratio(*before))
    assert found is not None
    assert (found.points, found.relative) == (points, relative)


def test_counts_differ_by_their_number() -> None:
    found = change(ratio(450, None), ratio(400, None))
    assert found == Change(difference=Fraction(50), relative=Fraction(1, 8))


@pytest.mark.parametrize(("now", "before"), [((1, 0), (1, 2)), ((1, 2), (1, 0)), ((0, 0), (0, 0))])
def test_what_is_missing_gives_no_change(now: tuple[int, int], before: tuple[int, int]) -> None:
    assert change(ratio(*now), ratio(*before)) is None


@given(now=SHARES, before=SHARES)
def test_the_change_leads_from_the_comparator_to_now(now: Fraction, before: Fraction) -> None:
    found = change(now, before)
    assert found is not None
    assert before + found.points / 100 == now
    if before:
        assert found.relative is not None
        assert before * (1 + found.relative) == now
    else:
        assert found.relative is None


@given(now=SHARES, before=SHARES)
def test_the_way_back_is_the_same_difference(now: Fraction, before: Fraction) -> None:
    there, back = change(now, before), change(before, now)
    assert there is not None
    assert back is not None
    assert there.difference == -back.difference
