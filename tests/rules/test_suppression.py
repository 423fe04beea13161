"""No small count can be read or worked out: tried by linear programming over all that is published."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.rules.suppression import WHOLE, Counts, Key, ends, totals, withheld
from tests.rules.linear_bounds import bounds

LEAST = 5

UNITS, FIELDS, CHANNELS = ("a", "b", "c"), ("f", "g", "h"), ("counter", "online")
CELLS = [Key(unit=u, field=f, channel=c) for u in UNITS for f in FIELDS for c in CHANNELS]


def of(counts: tuple[int, int]) -> Counts:
    """Received, and of them on time."""
    return counts[0] + counts[1], counts[1]


COUNTS = st.builds(
    lambda late, on_time: of((late, on_time)), st.integers(0, 3), st.sampled_from((0, 1, 2, 3, 4, 5, 6, 9, 12, 40))
).filter(lambda counts: counts[0] > 0)
TABLES = st.dictionaries(st.sampled_from(CELLS), COUNTS, min_size=1, max_size=14)


def covers(row: Key, cell: Key) -> bool:
    """Whether a row counts a cell: where the row says something, the cell says the same."""
    return all(said in ("", has) for said, has in zip(row, cell, strict=True))


def between(
    cells: Mapping[Key, Counts], rows: Mapping[Key, Counts], hidden: frozenset[Key], row: Key, *, place: int
) -> tuple[Fraction, Fraction | None]:
    """What a reader can say of a row, from all the rows that are not hidden."""
    names = sorted(cells)
    told = [([int(covers(one, cell)) for cell in names], rows[one][place]) for one in rows if one not in hidden]
    return bounds(told, [int(covers(row, cell)) for cell in names])


@settings(deadline=None, max_examples=50)
@given(TABLES)
def test_nothing_withheld_can_be_worked_out(cells: dict[Key, Counts]) -> None:
    rows = totals(cells)
    hidden = withheld(rows, least=LEAST)
    for row in hidden:
        for place, count in enumerate(rows[row]):
            low, high = between(cells, rows, hidden, row, place=place)
            assert low <= count
            assert high is None or high >= low + 1, (row, place)


@settings(deadline=None, max_examples=120)
@given(TABLES)
def test_no_small_count_is_told_and_nothing_is_made_up(cells: dict[Key, Counts]) -> None:
    rows = totals(cells)
    hidden = withheld(rows, least=LEAST)
    assert hidden <= rows.keys()
    told = [count for row, counts in rows.items() if row not in hidden for count in counts]
    assert [count for count in told if 0 < count < LEAST] == []


@given(TABLES)
def test_totals_are_the_sums_of_what_they_cover(cells: dict[Key, Counts]) -> None:
    rows = totals(cells)
    for row, counts in rows.items():
        parts = [cells[cell] for cell in cells if covers(row, cell)]
        assert counts == tuple(map(sum, zip(*parts, strict=True)))
    assert {cell for row in rows for cell in [row] if all(row)} == set(cells)


@given(TABLES)
def test_what_flows_in_flows_out(cells: dict[Key, Counts]) -> None:
    balance: dict[tuple[str, ...], int] = {}
    for row, counts in totals(cells).items():
        start, end = ends(row)
        balance[start] = balance.get(start, 0) - counts[0]
        balance[end] = balance.get(end, 0) + counts[0]
    assert set(balance.values()) == {0}


@given(TABLES, st.randoms())
def test_the_order_of_the_cells_changes_nothing(cells: dict[Key, Counts], random: object) -> None:
    turned = dict(reversed(cells.items()))
    assert withheld(totals(cells), least=LEAST) == withheld(totals(turned), least=LEAST)


SQUARE = {
    Key(unit="a", field="f", channel="counter"): (20, 20),
    Key(unit="a", field="g", channel="counter"): (3, 3),
    Key(unit="b", field="f", channel="counter"): (30, 30),
    Key(unit="b", field="g", channel="counter"): (40, 40),
}


def test_a_small_cell_takes_others_with_it() -> None:
    rows = totals(SQUARE)
    hidden = withheld(rows, least=LEAST)
    small = Key(unit="a", field="g", channel="counter")
    assert {cell for cell in SQUARE if cell in hidden} == set(SQUARE)
    assert WHOLE not in hidden
    assert Key(unit="a") not in hidden
    low, high = between(SQUARE, rows, hidden, small, place=0)
    assert (low, high) == (0, 23)


def test_without_the_others_it_would_be_read_off() -> None:
    """What the search for bounds is worth: it finds a cell that is withheld alone."""
    rows = totals(SQUARE)
    small = frozenset(row for row in rows if 0 < rows[row][0] < LEAST)
    assert between(SQUARE, rows, small, Key(unit="a", field="g", channel="counter"), place=0) == (3, 3)


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    cells = dict.fromkeys(CELLS, (50, 45))
    assert withheld(totals(cells), least=LEAST) == frozenset()


def test_a_small_part_of_a_large_group_is_withheld() -> None:
    cells = dict.fromkeys(CELLS, (50, 45)) | {CELLS[0]: (50, 2)}
    assert CELLS[0] in withheld(totals(cells), least=LEAST)


def test_of_a_few_dossiers_in_all_nothing_is_told() -> None:
    cells = {CELLS[0]: (2, 2)}
    assert withheld(totals(cells), least=LEAST) == frozenset(totals(cells))


def test_nothing_at_all_has_no_rows() -> None:
    assert withheld(totals({}), least=LEAST) == frozenset()


@pytest.mark.parametrize("counts", [(0, 0), (3, 4), (5, -1)])
def test_counts_that_are_no_parts_of_one_another_are_refused(counts: Counts) -> None:
    with pytest.raises(ValueError, match="no nested counts"):
        totals({CELLS[0]: counts})


def test_the_bounds_of_a_sum() -> None:
    assert bounds([([1, 1, 1], 9), ([1, 0, 0], 4)], [0, 1, 0]) == (0, 5)
    assert bounds([([1, 1], 9), ([2, 2], 18)], [1, 1]) == (9, 9)
    assert bounds([([1, -1], 0)], [1, 0]) == (0, None)
