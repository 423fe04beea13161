"""Points of one row of QĐ 766: in full from the threshold on, below it in proportion; and what would gain one more."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from fractions import Fraction
from math import floor

from motcua.law.types import ScoreRow, ScoreRule

STEP = Decimal("0.01")
"""Points have two decimals."""

ONE = Decimal(1)
UNCHANGED = Fraction(1)


def points(row: ScoreRow, ratio: Fraction) -> Decimal:
    """The points of a ratio: the maximum × the ratio, or × the ratio ÷ the threshold, and never more than the maximum.

    Rounded to two decimals, half up. A ratio above 1 counts as 1. A row that is only watched gives none.
    Source: QĐ 766/QĐ-TTg, as a public sheet of its formulas tells them (chờ kiểm chứng).
    """
    if ratio < 0:
        raise ValueError(f"a ratio is never below 0: {ratio}")
    full = Fraction(row.threshold, 100) if row.rule is ScoreRule.THRESHOLD and row.threshold else Fraction(1)
    return rounded(row.points * min(ratio / full, Fraction(1)))


def rounded(exact: Fraction) -> Decimal:
    """An exact number of points with two decimals, half up."""
    return floor(exact * 100 + Fraction(1, 2)) * STEP


def gain(row: ScoreRow, *, numerator: int, denominator: int, factor: Fraction = UNCHANGED) -> int | None:
    """How many more of those below the line must count above it so that the row gives a point more than now.

    The fewest there are; None where even all of them would not. `factor` multiplies the ratio of the row.
    """
    if not denominator:
        return None
    now = points(row, Fraction(numerator, denominator) * factor)
    more = range(denominator - numerator + 1)
    found = bisect_left(more, now + ONE, key=lambda each: points(row, Fraction(numerator + each, denominator) * factor))
    return found if found < len(more) else None
