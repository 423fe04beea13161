"""What is usual, and how likely chance goes beyond it, held to sums worked out exactly."""

from __future__ import annotations

from fractions import Fraction
from math import comb, exp, factorial
from statistics import StatisticsError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.honesty.usual import Usual, count_chance, share_chance, usual_of


def test_the_middle_and_the_edge() -> None:
    assert usual_of([1, 2, 3, 4, 5]) == Usual(middle=3, edge=3 + 3 * 1.4826)
    assert usual_of([7]) == Usual(middle=7, edge=7)
    with pytest.raises(StatisticsError):
        usual_of([])


@given(st.lists(st.floats(0, 1), min_size=5, max_size=30))
def test_a_few_that_are_unusual_do_not_move_what_is_usual_beyond_the_others(values: list[float]) -> None:
    few = [1_000.0] * ((len(values) - 1) // 2)
    usual = usual_of([*values, *few])
    assert min(values) <= usual.middle <= max(values)
    assert usual.edge <= usual.middle + 3 * 1.4826 * (max(values) - min(values)) + 1e-9


@given(looked=st.integers(1, 60), thousandths=st.integers(1, 999), data=st.data())
def test_the_chance_of_a_share_is_the_exact_sum(looked: int, thousandths: int, data: st.DataObject) -> None:
    marked, share = data.draw(st.integers(0, looked)), Fraction(thousandths, 1000)
    exact = sum(
        comb(looked, count) * share**count * (1 - share) ** (looked - count) for count in range(marked, looked + 1)
    )
    chance = share_chance(marked, looked=looked, share=thousandths / 1000)
    if marked <= looked * (thousandths / 1000):
        assert chance == 1
    else:
        assert chance == pytest.approx(float(exact), rel=1e-9)


@given(count=st.integers(0, 60), mean=st.floats(0.1, 40))
def test_the_chance_of_a_count_is_the_sum_of_what_is_not_less(count: int, mean: float) -> None:
    less = sum(exp(-mean) * mean**each / factorial(each) for each in range(count))
    chance = count_chance(count, mean=mean)
    assert chance == (1 if count <= mean else pytest.approx(1 - less, abs=1e-9))


def test_where_nothing_is_expected_anything_is_beyond() -> None:
    assert share_chance(1, looked=10, share=0) == 0
    assert count_chance(1, mean=0) == 0
    assert share_chance(0, looked=10, share=0) == 1


def test_great_numbers_are_counted_without_overflow() -> None:
    assert share_chance(6_000, looked=6_000, share=0.01) == 0
    assert 0 < share_chance(700, looked=6_000, share=0.1) < 1e-4
    assert count_chance(5_000, mean=10) == 0
