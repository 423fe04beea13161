"""The evaluation of how dossiers are settled: ballots per dossier, self-scores per period, and the scores they make.

Source: NĐ 61/2018/NĐ-CP chapter IV, TT 01/2018/TT-VPCP forms 1–3 (chờ kiểm chứng).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.law.types import LOCAL, Grade
from motcua.rules.refusal import Refusal

LEVELS = (3, 5)
"""How many levels of satisfaction a ballot may offer; the law leaves the choice to the agency (chờ kiểm chứng)."""

_TENTH = Decimal("0.1")


class Origin(StrEnum):
    """Where a ballot comes from: a paper one typed at the desk, or sent by the citizen."""

    PAPER = "paper"
    CITIZEN = "citizen"


class TimeKept(StrEnum):
    """How a dossier kept its due date: ended before its day, on its day and in time, or late."""

    EARLY = "early"
    ON_DAY = "on_day"
    LATE = "late"


class UnitsKept(StrEnum):
    """How the units kept the quotas of their steps: all did; one did not, the dossier in time; the dossier late."""

    WITHIN = "within"
    OVER = "over"
    LATE = "late"


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
class Sum:
    """The points that an indicator got, and how many answers gave them."""

    points: Fraction
    answers: int


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


def level_of(points: int, *, levels: int, most: int) -> int:
    """The level of a ballot that gives at least so many whole points: `points_of` backwards."""
    return 1 + -(-points * (levels - 1) // most)


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


def averages(sums: Mapping[str, Sum], *, criteria: Criteria) -> dict[str, Fraction | None]:
    """By indicator, the points of the ballots that answer it ÷ their number; None where none does."""
    told = {number: sums.get(number) for number in criteria.by_ballot}
    return {number: each.points / each.answers if each and each.answers else None for number, each in told.items()}


def officer_score(averaged: Mapping[str, Fraction | None], *, criteria: Criteria) -> Score:
    """An officer's score, out of the averages of the ballots of the dossiers that the officer handled."""
    return _score({number: averaged[number] for number in criteria.of_officer})


def agency_score(
    averaged: Mapping[str, Fraction | None], self_scores: Mapping[str, SelfScore], *, criteria: Criteria
) -> Score:
    """An agency's score: the averages of its ballots and what was appraised of its self-scores.

    A self-score that is not appraised yet tells nothing: nobody's word for oneself makes a score.
    """
    own = {number: self_scores[number].appraised if number in self_scores else None for number in criteria.by_self}
    parts = {**averaged, **own}
    return _score({number: parts[number] for number in sorted(parts)})


def time_kept(*, due: datetime | None, ended: datetime) -> TimeKept | None:
    """How a dossier kept its due date, by the legal days of both; None where nothing was promised."""
    if due is None:
        return None
    if ended > due:
        return TimeKept.LATE
    same_day = ended.astimezone(LOCAL).date() == due.astimezone(LOCAL).date()
    return TimeKept.ON_DAY if same_day else TimeKept.EARLY


def units_kept(overruns: Sequence[int], *, time: TimeKept | None) -> UnitsKept | None:
    """How the units kept their quotas, out of the overruns in working minutes of the stays that have one; None where
    no step has a quota and the dossier was not late.
    """
    if time is TimeKept.LATE:
        return UnitsKept.LATE
    if not overruns:
        return None
    return UnitsKept.OVER if any(overruns) else UnitsKept.WITHIN


def satisfied(answers: Mapping[str, int], *, asked: Collection[str], least: int) -> bool | None:
    """Whether every answer to what only the citizen can tell (`asked`) is at least the level `least`; None where none
    of it was answered (quy ước của hệ thống).
    """
    told = [level for number, level in answers.items() if number in asked]
    return all(level >= least for level in told) if told else None


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
