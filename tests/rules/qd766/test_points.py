"""Points of a row: a table counted by hand, and what holds of every row and every ratio."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Level, ScoreRow, ScoreRule
from motcua.rules.qd766.points import gain, points, rounded


def row(maximum: int, threshold: int | None = None, *, watched: bool = False) -> ScoreRow:
    rule = ScoreRule.THRESHOLD if threshold else ScoreRule.WATCHED if watched else ScoreRule.RATIO
    return ScoreRow(
        id="x", group="g", label="x", formula="x", points=maximum, rule=rule, threshold=threshold,
        by_procedure=True, levels=tuple(Level),
    )  # fmt: skip


rows = st.builds(row, st.integers(1, 20), st.one_of(st.none(), st.integers(1, 100)))
ratios = st.fractions(min_value=0, max_value=1, max_denominator=5000)


@pytest.mark.parametrize(
    ("maximum", "threshold", "numerator", "denominator", "told"),
    [
        (2, 80, 4, 5, "2.00"),  # exactly at the threshold
        (2, 80, 79, 100, "1.98"),  # 2 × 79/80 = 1.975, half up
        (2, 80, 2, 5, "1.00"),  # half of the threshold gives half, not the flat 0.8 × 2
        (2, 80, 0, 5, "0.00"),
        (6, 50, 1, 3, "4.00"),  # 6 × (1/3) ÷ (1/2)
        (6, 30, 29, 100, "5.80"),
        (6, 30, 99, 100, "6.00"),
        (6, 90, 17, 20, "5.67"),  # 6 × 0.85 ÷ 0.9 = 5.666…
        (20, None, 1400, 1401, "19.99"),
        (20, None, 1401, 1401, "20.00"),
        (20, None, 39_751, 39_779, "19.99"),
        (4, None, 1, 3, "1.33"),
        (4, None, 2, 3, "2.67"),
        (6, None, 1, 16, "0.38"),  # 0.375, half up
    ],
)
def test_points_counted_by_hand(
    maximum: int, threshold: int | None, numerator: int, denominator: int, told: str
) -> None:
    assert points(row(maximum, threshold), Fraction(numerator, denominator)) == Decimal(told)


def test_half_a_hundredth_is_rounded_up() -> None:
    assert [str(rounded(Fraction(n, 1000))) for n in (4, 5, 14, 15, 1005)] == ["0.00", "0.01", "0.01", "0.02", "1.01"]


def test_a_row_that_is_watched_gives_nothing() -> None:
    assert points(row(0, watched=True), Fraction(1)) == 0


def test_a_ratio_below_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="never below 0"):
        points(row(6), Fraction(-1, 2))


@given(rows, ratios, ratios)
def test_a_better_ratio_never_gives_less(each: ScoreRow, one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert points(each, low) <= points(each, high)


@given(rows, st.fractions(min_value=0, max_value=3, max_denominator=500))
def test_points_lie_between_nothing_and_the_maximum(each: ScoreRow, ratio: Fraction) -> None:
    told = points(each, ratio)
    assert 0 <= told <= each.points
    assert told.as_tuple().exponent == -2


@given(st.integers(1, 20), st.integers(1, 100), st.integers(1, 10_000))
def test_the_threshold_is_reached_without_a_jump(maximum: int, threshold: int, part: int) -> None:
    each, at = row(maximum, threshold), Fraction(threshold, 100)
    assert points(each, at) == maximum
    just_below = points(each, at * (1 - Fraction(1, 10_000 * part)))
    assert maximum - just_below <= Decimal("0.01")


@given(rows, ratios)
def test_points_are_within_half_a_hundredth_of_the_exact(each: ScoreRow, ratio: Fraction) -> None:
    exact = each.points * min(ratio * 100 / (each.threshold or 100), Fraction(1))
    assert abs(Fraction(points(each, ratio)) - exact) <= Fraction(1, 200)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    denominator = draw(st.integers(1, 400))
    return draw(st.integers(0, denominator)), denominator


@given(rows, counts(), st.fractions(min_value=0, max_value=1, max_denominator=20))
def test_one_point_more_is_gained_by_the_fewest(each: ScoreRow, counted: tuple[int, int], factor: Fraction) -> None:
    numerator, denominator = counted

    def after(more: int) -> Decimal:
        return points(each, Fraction(numerator + more, denominator) * factor)

    by_trying = (more for more in range(denominator - numerator + 1) if after(more) >= after(0) + 1)
    assert gain(each, numerator=numerator, denominator=denominator, factor=factor) == next(by_trying, None)


@pytest.mark.parametrize(
    ("each", "numerator", "denominator", "told"),
    [
        (row(20), 90, 100, 5),  # 5 dossiers × 0.2
        (row(20), 96, 100, None),  # only 0.8 points are left
        (row(20), 95, 100, 5),
        (row(6, 30), 0, 100, 5),  # 6 × 5/30 = 1.00
        (row(6, 30), 30, 100, None),
        (row(2, 80), 2, 10, 4),
        (row(6), 0, 0, None),
    ],
)
def test_the_next_point_counted_by_hand(each: ScoreRow, numerator: int, denominator: int, told: int | None) -> None:
    assert gain(each, numerator=numerator, denominator=denominator) == told
