"""Which rows of a published table are withheld, so that no small count can be read or worked out from the others.

The rows stand in a circulation: what a total says flows into its parts, through the cells, and back together in the
totals of the other direction. Whoever sees the published rows knows the withheld ones as far as flow is kept; counts
that lie on a cycle of withheld rows can be shifted along it, and all that is published stays as it is. So a row is
safe as soon as such a cycle leads through it, and the rows of the cheapest one are withheld with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

Counts = tuple[int, ...]
"""Nested counts of one group, each of them part of the one before it: received, settled, …, on time."""


class Key(NamedTuple):
    """A row of the table: a cell, or with "" a total over what is left empty."""

    unit: str = ""
    field: str = ""
    channel: str = ""


WHOLE = Key()

_Node = tuple[str, ...]


def totals(cells: Mapping[Key, Counts]) -> dict[Key, Counts]:
    """All rows that are published: cells, units by field, units, fields by channel, fields, and the whole.

    Raises ValueError for counts that are not nested, and for a group of nothing.
    """
    found: dict[Key, Counts] = {}
    for cell, counts in cells.items():
        if counts[0] < 1 or counts[-1] < 0 or list(counts) != sorted(counts, reverse=True):
            raise ValueError(f"{cell}: {counts} are no nested counts of something")
        for key in _rows_of(cell):
            before = found.get(key, (0,) * len(counts))
            found[key] = tuple(one + more for one, more in zip(before, counts, strict=True))
    return found


def withheld(rows: Mapping[Key, Counts], *, least: int) -> frozenset[Key]:
    """The rows of `totals` to be withheld, where a count below `least` and above 0 is small.

    Each withheld row can be `least` more or `least` less than it is with the same rows published; where no such
    cycle of rows is found in the table, at least 1. Source: cell suppression in networks, quy ước của hệ thống.
    """
    net = _Net(rows)
    hidden = {key for key, counts in rows.items() if any(0 < count < least for count in counts)}
    safe: set[Key] = set()
    for key in sorted(hidden, key=lambda one: (-rows[one][0], one)):
        if key not in safe:
            cycle = net.cycle(key, hidden, least=least)
            hidden.update(cycle)
            safe.update(cycle)
    return frozenset(hidden)


def _rows_of(cell: Key) -> tuple[Key, ...]:
    unit, field, channel = cell
    return (
        cell,
        Key(unit=unit, field=field),
        Key(unit=unit),
        Key(field=field, channel=channel),
        Key(field=field),
        WHOLE,
    )


_SOURCE, _SINK = ("source",), ("sink",)


def ends(key: Key) -> tuple[_Node, _Node]:
    """Between which joints of the circulation a row lies: what flows into a joint flows out of it."""
    match key:
        case ("", "", ""):
            return _SINK, _SOURCE
        case (unit, "", ""):
            return _SOURCE, ("unit", unit)
        case ("", field, ""):
            return ("field", field), _SINK
        case ("", field, channel):
            return ("way", field, channel), ("field", field)
        case (unit, field, ""):
            return ("unit", unit), ("part", unit, field)
        case (unit, field, channel):
            return ("part", unit, field), ("way", field, channel)


@dataclass(frozen=True, slots=True)
class _Step:
    """A row passed on a cycle; what it would have left, were it passed against its direction, is its `spare`."""

    key: Key
    to: _Node
    price: int
    spare: int | None


_WORTH = (1, 2, 10, 100)
"""What a dossier in a row counts for, by how many parts of its key are empty: totals are the last to be withheld."""


class _Net:
    """The circulation of a table."""

    def __init__(self, rows: Mapping[Key, Counts]) -> None:
        self._steps: dict[_Node, list[_Step]] = {}
        for key, counts in rows.items():
            start, end = ends(key)
            price = counts[0] * _WORTH[key.count("")]
            self._steps.setdefault(start, []).append(_Step(key, end, price, None))
            self._steps.setdefault(end, []).append(_Step(key, start, price, counts[-1]))

    def cycle(self, key: Key, hidden: set[Key], *, least: int) -> list[Key]:
        """The rows of the cheapest cycle through a row on which all of its counts can be more: by `least`, or by 1.

        There is always one: through the whole, on which everything is more.
        """
        near = self._path(key, hidden, shift=least)
        if WHOLE in near:
            narrow = self._path(key, hidden, shift=1)
            near = near if WHOLE in narrow else narrow
        return [key, *near]

    def _path(self, key: Key, hidden: set[Key], *, shift: int) -> list[Key]:
        """From the end of a row back to its start, at the price of what must be withheld for it."""
        goal, begin = ends(key)
        came: dict[_Node, tuple[_Node, Key]] = {}
        done: set[_Node] = set()
        waiting: list[tuple[int, int, _Node, _Node, Key]] = [(0, 0, begin, begin, key)]
        while waiting:
            price, length, node, before, by = heappop(waiting)
            if node in done:
                continue
            done.add(node)
            came[node] = (before, by)
            if node == goal:
                break
            for step in self._open(node, key, shift=shift):
                added = 0 if step.key in hidden else step.price
                heappush(waiting, (price + added, length + 1, step.to, node, step.key))
        return list(_back(came, goal, begin))

    def _open(self, node: _Node, key: Key, *, shift: int) -> Iterable[_Step]:
        return (step for step in self._steps[node] if step.key != key and (step.spare is None or step.spare > shift))


def _back(came: Mapping[_Node, tuple[_Node, Key]], goal: _Node, begin: _Node) -> Iterator[Key]:
    node = goal
    while node != begin:
        node, by = came[node]
        yield by
