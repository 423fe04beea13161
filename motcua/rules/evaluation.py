"""The evaluation of how dossiers are settled: ballots per dossier, self-scores per period, and the scores they make.

Source: NĐ 61/2018/NĐ-CP chapter IV, TT 01/2018/TT-VPCP forms 1–3 (chờ kiểm chứng).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from motcua.law.types import Grade
from motcua.rules.refusal import Refusal

LEVELS = (3, 5)
"""How many levels of satisfaction a ballot may offer; the law leaves the choice to the agency (chờ kiểm chứng)."""

_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Criteria:
    """The numbers of the indicators in force: by ballot, self-scored, and those that add up to an officer's score;
    `most` are the points of each at most.
    """

    by_ballot: tuple[str, ...]
    by_self: tuple[str, ...]
    of_officer: tuple[str, ...]
    most: int

    def __post_init__(self) -> None:
        """Raises ValueError for an indicator that is told twice, or an officer's that no ballot tells of."""
        told = (*self.by_ballot, *self.by_self)
        if len(set(told)) < len(told) or not set(self.of_officer) <= set(self.by_ballot):
            raise ValueError("an indicator is told twice, or an officer's by no ballot")


@dataclass(frozen=True, kw_only=True, slots=True)
class SelfScore:
    """What an agency gives itself for an indicator, and what the appraisal makes of it (None: not appraised yet)."""

    own: Fraction
    appraised: Fraction | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A sum of points, unrounded, None where an indicator is not known; `parts` are the points of each indicator and
    `missing` the numbers of those that nothing tells of.
    """

    total: Fraction | None
    parts: Mapping[str, Fraction | None]
    missing: tuple[str, ...]


def points_of(level: int, *, levels: int, most: int) -> Fraction:
    """The points of a level of satisfaction, 1 the lowest: from 0 to `most` in equal steps (quy ước của hệ thống).

    Raises Refusal for a level that the ballot does not offer.
    """
    if levels not in LEVELS or not 1 <= level <= levels:
        raise Refusal("level", "Phiếu có {levels} mức hài lòng; hãy chọn một mức từ 1 đến {levels}.", levels=levels)
    return Fraction(most * (level - 1), levels - 1)


def checked(points: Fraction, *, criterion: str, most: int) -> Fraction:
    """The points given for an indicator. Raises Refusal for what lies beyond them."""
    if not 0 <= points <= most:
        raise Refusal(
            "points",
            "Chỉ số {criterion} được từ 0 đến {most} điểm; hãy nhập lại.",
            criterion=criterion,
            most=most,
        )
    return points


def averages(ballots: Iterable[Mapping[str, Fraction]], *, criteria: Criteria) -> dict[str, Fraction | None]:
    """By indicator, the points of the ballots that answer it ÷ their number; None where none does."""
    told: dict[str, list[Fraction]] = {number: [] for number in criteria.by_ballot}
    for ballot in ballots:
        for number, points in ballot.items():
            told[number].append(points)
    return {number: sum(points, Fraction()) / len(points) if points else None for number, points in told.items()}


def officer_score(ballots: Iterable[Mapping[str, Fraction]], *, criteria: Criteria) -> Score:
    """An officer's score, out of the ballots of the dossiers that the officer handled."""
    found = averages(ballots, criteria=criteria)
    return _score({number: found[number] for number in criteria.of_officer})


def agency_score(
    ballots: Iterable[Mapping[str, Fraction]], self_scores: Mapping[str, SelfScore], *, criteria: Criteria
) -> Score:
    """An agency's score: the averages of the ballots and what was appraised of its self-scores.

    A self-score that is not appraised yet tells nothing: nobody's word for oneself makes a score.
    """
    own = {number: self_scores[number].appraised if number in self_scores else None for number in criteria.by_self}
    parts = {**averages(ballots, criteria=criteria), **own}
    return _score({number: parts[number] for number in sorted(parts)})


def rounded(points: Fraction) -> Decimal:
    """Points as they are told: to one decimal, half upwards."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(_TENTH, rounding=ROUND_HALF_UP)


def grade_of(points: Fraction, *, grades: Sequence[Grade]) -> Grade:
    """The grade of a score as it is told, rounded (quy ước của hệ thống); the grades come with the best first."""
    told = rounded(points)
    return next(grade for grade in grades if told >= grade.least)


def _score(parts: Mapping[str, Fraction | None]) -> Score:
    missing = tuple(number for number, points in parts.items() if points is None)
    known = [points for points in parts.values() if points is not None]
    return Score(total=None if missing else sum(known, Fraction()), parts=parts, missing=missing)
