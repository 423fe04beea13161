"""Points and what stands beside them, in words."""

from __future__ import annotations

from fractions import Fraction

from motcua.desks.frame.formats import ABSENT, decimal_vi
from motcua.desks.frame.pages import Badge, Tone
from motcua.desks.frame.sheets.forms.evaluation import few_vi
from motcua.records.evaluation.scores import AgencyScore
from motcua.rules.evaluation import Score, rounded

SIMULATED = "Dữ liệu mô phỏng."


def points_vi(points: Fraction | None) -> str:
    """Points to one decimal: 1,5; a dash where not known."""
    return ABSENT if points is None else decimal_vi(float(rounded(points)))


def missing_of(score: Score) -> str:
    """Which indicators are not known: thiếu chỉ số 5, 8."""
    return f"thiếu chỉ số {', '.join(score.missing)}"


def few_badge(told: AgencyScore) -> Badge | None:
    """The mark of too few ballots."""
    few = few_vi(told)
    return Badge(tone=Tone.AMISS, text=few) if few else None
