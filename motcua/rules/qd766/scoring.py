"""The score sheet of a unit: what each row gives, what is known of the whole, and between which totals it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.law.types import Grade, Level, NotApplicable, ScoreRow, ScoreRule, ScoreSheet
from motcua.rules.qd766.points import UNCHANGED, gain, points

NOTHING, ONE_POINT = Decimal("0.00"), Decimal("1.00")


class Standing(StrEnum):
    """How a row stands. NOTHING_COUNTED: its denominator is 0; NO_DATA: nothing tells numerator and denominator."""

    SCORED = "scored"
    WATCHED = "watched"
    NOT_APPLICABLE = "not_applicable"
    NOTHING_COUNTED = "nothing_counted"
    NO_DATA = "no_data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """What a row counted. `factor` multiplies the ratio, None where it should and is not known."""

    numerator: int
    denominator: int
    factor: Fraction | None = UNCHANGED

    def __post_init__(self) -> None:
        if not self.numerator >= 0:
            raise ValueError(f"a numerator is never below 0: {self.numerator}")
        if self.denominator < 0:
            raise ValueError(f"a denominator is never below 0: {self.denominator}")

    @property
    def ratio(self) -> Fraction | None:
        """Numerator ÷ denominator, times the factor; None for a denominator of 0 or an unknown factor."""
        if not self.denominator or self.factor is None:
            return None
        return min(Fraction(self.numerator, self.denominator) * self.factor, Fraction(1))


@dataclass(frozen=True, kw_only=True, slots=True)
class Scored:
    """A row with its points. `points` is None where it gives none yet and might; `gain` as `rules.qd766.points`."""

    row: ScoreRow
    standing: Standing
    counted: Counted | None
    points: Decimal | None
    gain: int | None

    @property
    def is_open(self) -> bool:
        """Whether what it gives is not known."""
        return self.points is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """Points of rows together: `known` of the `possible` of those that are known, at most `most` once all are; `whole`
    is the maximum of all.
    """

    known: Decimal
    possible: int
    most: Decimal
    whole: int

    @property
    def is_complete(self) -> bool:
        """Whether every row is known."""
        return self.possible == self.whole


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """A scored sheet; its rows in the order of the sheet."""

    sheet: ScoreSheet
    level: Level
    rows: tuple[Scored, ...]

    @property
    def total(self) -> Total:
        """All rows together."""
        return total_of(self.rows)

    def group(self, group_id: str) -> tuple[Scored, ...]:
        """The rows of a group."""
        return tuple(each for each in self.rows if each.row.group == group_id)

    def row(self, row_id: str) -> Scored | None:
        """The row of an id, or None."""
        return next((each for each in self.rows if each.row.id == row_id), None)

    @property
    def unplaced(self) -> tuple[int, ...]:
        """National numbers of rows that do not apply to this level, not known which; they were scored like others."""
        return self.sheet.unplaced(self.level)


def score(sheet: ScoreSheet, counted: Mapping[str, Counted], *, level: Level) -> Score:
    """The sheet of a unit of a level; a row that `counted` does not tell has no data.

    A denominator of 0 gives no points and no zero: the row is named as one in which nothing was counted. Neither is
    missing data ever replaced by 0 or a constant. A row that does not apply to the level gives what the law says.
    Source: QĐ 766/QĐ-TTg (chờ kiểm chứng).
    """
    rows = tuple(_scored(row, counted.get(row.id), sheet=sheet, level=level) for row in sheet.rows)
    return Score(sheet=sheet, level=level, rows=rows)


def total_of(rows: Iterable[Scored]) -> Total:
    """What rows give together: between what is known, and that with the maxima of the rows that are not."""
    listed = list(rows)
    known = sum((each.points for each in listed if each.points is not None), NOTHING)
    still_open = sum(each.row.points for each in listed if each.is_open)
    whole = sum(each.row.points for each in listed)
    return Total(known=known, possible=whole - still_open, most=known + still_open, whole=whole)


def grade(points_given: Decimal, *, grades: Sequence[Grade]) -> Grade:
    """The grade of a number of points out of a hundred; `grades` come the best first."""
    return next(each for each in grades if points_given >= each.least)


def _scored(row: ScoreRow, counted: Counted | None, *, sheet: ScoreSheet, level: Level) -> Scored:
    standing = _standing(row, counted, applies=sheet.applies(row, level))
    told = None if standing is Standing.NOT_APPLICABLE else counted
    given, more = _given(row, standing, told, policy=sheet.not_applicable)
    return Scored(row=row, standing=standing, counted=told, points=given, gain=more)


def _standing(row: ScoreRow, counted: Counted | None, *, applies: bool) -> Standing:
    if not applies:
        return Standing.NOT_APPLICABLE
    if row.rule is ScoreRule.WATCHED:
        return Standing.WATCHED
    if counted is None:
        return Standing.NO_DATA
    if not counted.denominator:
        return Standing.NOTHING_COUNTED
    return Standing.NO_DATA if counted.ratio is None else Standing.SCORED


def _given(
    row: ScoreRow, standing: Standing, counted: Counted | None, *, policy: NotApplicable
) -> tuple[Decimal | None, int | None]:
    match standing:
        case Standing.NOT_APPLICABLE:
            return (row.points * ONE_POINT if policy is NotApplicable.FULL else NOTHING), None
        case Standing.WATCHED:
            return NOTHING, None
        case Standing.SCORED if counted is not None and counted.ratio is not None and counted.factor is not None:
            numerator = min(counted.numerator, counted.denominator)
            more = gain(row, numerator=numerator, denominator=counted.denominator, factor=counted.factor)
            return points(row, counted.ratio), more
        case _:
            return None, None
