"""A figure against the same figure of another time: how far apart, and how much more or less."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """From the comparator to now, exact. `difference` is in the unit of the figure: of two ratios, times 100 it is the
    number of percentage points. `relative` is the difference as a share of the comparator, None where that is 0.
    """

    difference: Fraction
    relative: Fraction | None

    @property
    def points(self) -> Fraction:
        """The difference of two ratios in percentage points."""
        return self.difference * 100


def change(now: Fraction | None, before: Fraction | None) -> Change | None:
    """The change since a comparator; None where either is missing, which is something else than no change.

    Source: arithmetic. A report says "tăng 1,5 điểm phần trăm" of two ratios and "tăng 12,5%" of two counts.
    """
    if now is None or before is None:
        return None
    difference = now - before
    return Change(difference=difference, relative=difference / before if before else None)


def ratio(numerator: int, denominator: int | None) -> Fraction | None:
    """The value of a count, exact: the numerator where there is no denominator, None over nothing."""
    if denominator is None:
        return Fraction(numerator)
    return Fraction(numerator, denominator) if denominator else None
