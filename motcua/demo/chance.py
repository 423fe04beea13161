"""Chance that repeats: the same seed gives the same draws on every machine."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")


def dice(seed: int, *, purpose: str) -> Random:
    """A source of draws for one purpose, so that a change in one part leaves the draws of the others alone."""
    return Random(f"{seed}:{purpose}")  # noqa: S311  (an invented stream, no secret)


@dataclass(frozen=True, kw_only=True, slots=True)
class Weighted(Generic[Item]):
    """Things that may be drawn; `sums` are the running totals of their weights."""

    items: tuple[Item, ...]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Item, float]]) -> Weighted[Item]:
        """From (thing, weight); what has no weight is left out. ValueError when nothing is left."""
        kept = [(item, weight) for item, weight in pairs if weight > 0]
        if not kept:
            raise ValueError("nothing to draw from: give at least one thing a weight above 0")
        return cls(items=tuple(item for item, _ in kept), sums=tuple(accumulate(weight for _, weight in kept)))

    def pick(self, chance: Random) -> Item:
        """One of the things, as often as its weight says."""
        last = len(self.items) - 1
        return self.items[bisect_right(self.sums, chance.random() * self.sums[-1], 0, last)]
