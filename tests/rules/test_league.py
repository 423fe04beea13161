"""Places of a league table: equal shares on one place, too few dossiers on none."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.league import LEAST, standings

COUNTS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.integers(min_value=0, max_value=200).flatmap(
        lambda whole: st.tuples(st.integers(min_value=0, max_value=whole), st.just(whole))
    ),
)


@pytest.mark.parametrize(
    ("counts", "places"),
    [
        ({}, []),
        ({"a": (0, 0)}, []),
        ({"a": (30, 30), "b": (29, 30)}, [("a", 1, 1), ("b", 2, 1)]),
        (
            {"a": (90, 100), "b": (45, 50), "c": (99, 100), "d": (30, 60)},
            [("c", 1, 1), ("a", 2, 2), ("b", 2, 2), ("d", 4, 1)],
        ),
        ({"a": (29, 29), "b": (15, 30)}, [("b", 1, 1), ("a", None, 1)]),
        ({"a": (1, 1), "b": (0, 1), "c": (2, 2)}, [("c", None, 1), ("a", None, 1), ("b", None, 1)]),
    ],
)
def test_places(counts: dict[str, tuple[int, int]], places: list[tuple[str, int | None, int]]) -> None:
    assert [(one.key, one.place, one.shared) for one in standings(counts)] == places


@given(counts=COUNTS)
def test_every_unit_with_dossiers_stands_once_and_keeps_its_numbers(counts: dict[str, tuple[int, int]]) -> None:
    found = standings(counts)
    assert {one.key: (one.numerator, one.denominator) for one in found} == {
        key: count for key, count in counts.items() if count[1]
    }
    assert [one.key for one in found if one.place is None] == [one.key for one in found if one.denominator < LEAST]


@given(counts=COUNTS)
def test_a_better_share_stands_before_a_worse_one_and_equal_ones_together(counts: dict[str, tuple[int, int]]) -> None:
    ranked = [one for one in standings(counts) if one.place is not None]
    for one in ranked:
        better = [other for other in ranked if other.numerator * one.denominator > one.numerator * other.denominator]
        assert one.place == 1 + len(better)
    shared = Counter(one.place for one in ranked)
    assert all(one.shared == shared[one.place] for one in ranked)
