"""How far a share over few dossiers may be from what the same work would show over many: the margin of chance."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

CERTAINTY = 95
"""Of a hundred such intervals, how many hold the share that would show over many dossiers."""

_DEVIATIONS = 1.959964
"""Standard deviations on either side that hold 95 in 100 of a normal distribution."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interval:
    """Between which two shares (0 to 1, both included) the true one lies, 95 times in 100."""

    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Whether both may hold the same share: then chance alone can explain that theirs differ."""
        return self.low <= other.high and other.low <= self.high


def margin(numerator: int, denominator: int) -> Interval | None:
    """The interval of a share; None over nothing.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); it
    stays within 0 and 1 and is sound also where all or none of a few are on time. Raises ValueError for what is no
    share.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is no share")
    if not denominator:
        return None
    share, square = numerator / denominator, _DEVIATIONS**2
    middle = share + square / (2 * denominator)
    half = _DEVIATIONS * sqrt(share * (1 - share) / denominator + square / (4 * denominator**2))
    whole = 1 + square / denominator
    low = 0.0 if numerator == 0 else max((middle - half) / whole, 0.0)
    high = 1.0 if numerator == denominator else min((middle + half) / whole, 1.0)
    return Interval(low=low, high=high)
