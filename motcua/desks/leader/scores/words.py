"""Points and what stands in their place, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from motcua.desks.frame.formats import ABSENT, decimal_vi, percent_vi
from motcua.law.types import ScoreRule
from motcua.records.scoring.scores import UnitScore
from motcua.records.scoring.words import FLAGS, STANDINGS
from motcua.rules.qd766.scoring import Scored, Total

_BLANK = "\N{NO-BREAK SPACE}"
_TO, _OF = f"{_BLANK}–{_BLANK}", f"{_BLANK}/{_BLANK}"
"""What stands between two numbers that belong on one line."""

RULES = {
    ScoreRule.THRESHOLD: "đủ điểm từ ngưỡng; dưới ngưỡng: điểm tối đa × tỷ lệ ÷ ngưỡng",
    ScoreRule.RATIO: "điểm tối đa × tỷ lệ",
    ScoreRule.WATCHED: "chỉ theo dõi, không tính điểm",
}
"""How a row gives points."""


def points_vi(points: Decimal | None) -> str:
    """Points with two decimals: 19,99; a dash where not known."""
    return ABSENT if points is None else decimal_vi(float(points), places=2)


def range_vi(total: Total) -> str:
    """Between which totals the points lie; one number where all is known."""
    low, high = points_vi(total.known), points_vi(total.most)
    return low if total.is_complete else f"{low}{_TO}{high}"


def grade_vi(told: UnitScore) -> str:
    """The grade, or the two between which it lies."""
    low, high = told.lowest.label, told.highest.label
    return low if low == high else f"{low.replace(' ', _BLANK)}{_TO}{high.replace(' ', _BLANK)}"


def given_vi(each: Scored) -> str:
    """The points of a row out of its maximum; a dash where it gives none yet, or ever."""
    if not each.row.points:
        return ABSENT
    return f"{points_vi(each.points)}{_OF}{each.row.points}"


def aside_vi(told: UnitScore, each: Scored) -> str:
    """What stands in place of points and why, and what else a reader must know of a row."""
    return ": ".join(part for part in (STANDINGS[each.standing], "; ".join(flags_vi(told, each))) if part)


def known_vi(total: Total, *, of: int) -> str:
    """The known points out of a maximum; a dash where no row is known."""
    return f"{points_vi(total.known) if total.possible else ABSENT}{_OF}{of}"


def ratio_vi(ratio: Fraction | None) -> str:
    """A ratio as a percentage."""
    return percent_vi(None if ratio is None else float(ratio))


def flags_vi(told: UnitScore, each: Scored) -> tuple[str, ...]:
    """What a reader must know of a row, in words."""
    return tuple(FLAGS[flag] for flag in told.flags_of(each))
