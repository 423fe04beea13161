"""What is usual among several shares or counts, and how likely chance alone goes so far beyond it.

The middle is the median; how far from it is still usual, three times the median distance from it made comparable to
a standard deviation. Neither is moved by the few that are unusual themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from statistics import median

_NORMAL = 1.4826  # of a normal distribution, the standard deviation is so many median distances
_WIDE = 3
_NEGLIGIBLE = 1e-12


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """The middle, and the edge up to which a share, or a count, is still usual."""

    middle: float
    edge: float


def usual_of(values: Sequence[float]) -> Usual:
    """What is usual among values. Raises StatisticsError for none."""
    middle = median(values)
    spread = median([abs(value - middle) for value in values])
    return Usual(middle=middle, edge=middle + _WIDE * _NORMAL * spread)


def share_chance(marked: int, *, looked: int, share: float) -> float:
    """How likely at least `marked` of `looked` are marked where each is with the probability `share`: the binomial
    tail. What does not go beyond the expected is not asked about: 1.
    """
    if marked <= looked * share:
        return 1.0
    if share <= 0:
        return 0.0
    ways = lgamma(looked + 1) - lgamma(marked + 1) - lgamma(looked - marked + 1)
    term = exp(ways + marked * log(share) + (looked - marked) * log1p(-share))
    total = term
    odds = share / (1 - share)
    for count in range(marked, looked):
        term *= (looked - count) / (count + 1) * odds
        total += term
        if term < total * _NEGLIGIBLE:
            break
    return min(total, 1.0)


def count_chance(count: int, *, mean: float) -> float:
    """How likely at least `count` happen where `mean` are expected: the Poisson tail; 1 for what is not beyond it."""
    if count <= mean:
        return 1.0
    if mean <= 0:
        return 0.0
    term = exp(count * log(mean) - mean - lgamma(count + 1))
    total = term
    while term > total * _NEGLIGIBLE and term > 0:
        count += 1
        term *= mean / count
        total += term
    return min(total, 1.0)
