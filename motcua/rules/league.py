"""A league table of shares: who stands where, equal shares on one place, too few dossiers on none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

LEAST = 30
"""Dossiers that a unit needs to be given a place (quy ước của hệ thống): below, one of them moves it by 3 points."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where one stands: `place` from 1, None where there are too few to tell. `shared` by how many in all."""

    key: str
    numerator: int
    denominator: int
    place: int | None
    shared: int = 1


def standings(counts: Mapping[str, tuple[int, int]], *, least: int = LEAST) -> tuple[Standing, ...]:
    """The places of shares (numerator, denominator), the greatest first, then those without a place, more dossiers
    first; nothing is told of a denominator of 0.

    Equal shares have the same place, and the next one counts them all (1, 2, 2, 4); which of them comes first here says
    nothing, it goes by the number of dossiers and the key.
    """
    told = {key: count for key, count in counts.items() if count[1]}
    ranked = {key: Fraction(*count) for key, count in told.items() if count[1] >= least}
    shares = list(ranked.values())
    placed = [
        Standing(
            key=key,
            numerator=told[key][0],
            denominator=told[key][1],
            place=1 + sum(1 for other in shares if other > share),
            shared=shares.count(share),
        )
        for key, share in ranked.items()
    ]
    apart = [
        Standing(key=key, numerator=count[0], denominator=count[1], place=None)
        for key, count in told.items()
        if key not in ranked
    ]
    return (
        *sorted(placed, key=lambda one: (one.place, -one.denominator, one.key)),
        *sorted(apart, key=lambda one: (-one.denominator, one.key)),
    )
