"""Ballots, self-scores and the scores they make, by hand and against plain sums."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.registry import law
from motcua.law.types import LOCAL, Grade
from motcua.rules.evaluation import (
    Criteria,
    Score,
    SelfScore,
    Sum,
    TimeKept,
    UnitsKept,
    agency_score,
    averages,
    checked,
    grade_of,
    level_of,
    officer_score,
    points_of,
    rounded,
    satisfied,
    time_kept,
    units_kept,
)
from motcua.rules.refusal import Refusal

Ballot = dict[str, Fraction]

DAYS = (date(2023, 6, 30), date(2026, 6, 30))
CRITERIA = Criteria(
    by_ballot=("1", "2", "3", "4", "6", "7"), by_self=("5", "8", "9"), of_officer=("1", "2", "3", "4", "7"), most=2
)
FULL = {number: Fraction(2) for number in CRITERIA.by_ballot}
APPRAISED = {number: SelfScore(own=Fraction(2), appraised=Fraction(3, 2)) for number in CRITERIA.by_self}
POINTS = st.integers(0, 20).map(lambda tenths: Fraction(tenths, 10))
BALLOTS = st.lists(st.dictionaries(st.sampled_from(CRITERIA.by_ballot), POINTS), max_size=12)


def averaged(*ballots: Ballot) -> dict[str, Fraction | None]:
    """The averages of ballots, summed up plainly."""
    told = {number: [ballot[number] for ballot in ballots if number in ballot] for number in CRITERIA.by_ballot}
    sums = {number: Sum(points=sum(points, Fraction()), answers=len(points)) for number, points in told.items()}
    return averages(sums, criteria=CRITERIA)


@pytest.mark.parametrize("on", DAYS)
def test_the_law_has_nine_indicators_of_two_points_and_grades_of_eighteen(on: date) -> None:
    def numbers(name: str) -> tuple[str, ...]:
        return tuple(number for number, _ in cast(Any, law().value_on(f"evaluation.{name}", on).value))

    most = law().value_on("evaluation.most", on).value
    assert isinstance(most, int)
    found = Criteria(
        by_ballot=numbers("by_ballot"), by_self=numbers("by_self"), of_officer=numbers("of_officer"), most=most
    )
    assert found == CRITERIA
    assert len(found.by_ballot + found.by_self) * found.most == 18
    assert len(found.of_officer) * found.most == 10
    grades = cast("tuple[Grade, ...]", law().value_on("evaluation.grades", on).value)
    assert [grade.least for grade in grades] == [15, 12, 9, 6, 0]


@pytest.mark.parametrize(
    ("level", "levels", "points"),
    [(1, 3, 0), (2, 3, 1), (3, 3, 2), (1, 5, 0), (2, 5, Fraction(1, 2)), (4, 5, Fraction(3, 2)), (5, 5, 2)],
)
def test_levels_of_satisfaction_are_equal_steps(level: int, levels: int, points: Fraction) -> None:
    assert points_of(level, levels=levels, most=2) == points


@pytest.mark.parametrize("levels", [3, 5])
@pytest.mark.parametrize("points", [0, 1, 2])
def test_whole_points_are_levels_again(points: int, levels: int) -> None:
    assert points_of(level_of(points, levels=levels, most=2), levels=levels, most=2) == points


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("due", "ended", "kept"),
    [
        ("2023-04-28T17:00", "2023-04-27T23:59", TimeKept.EARLY),
        ("2023-04-28T17:00", "2023-04-28T00:00", TimeKept.ON_DAY),
        ("2023-04-28T17:00", "2023-04-28T17:00", TimeKept.ON_DAY),
        ("2023-04-28T17:00", "2023-04-28T17:01", TimeKept.LATE),
        (None, "2023-04-28T17:01", None),
    ],
)
def test_the_due_date_is_kept_by_legal_days(due: str | None, ended: str, kept: TimeKept | None) -> None:
    assert time_kept(due=local(due) if due else None, ended=local(ended)) is kept


@pytest.mark.parametrize(
    ("overruns", "time", "kept"),
    [
        ((0, 0), TimeKept.EARLY, UnitsKept.WITHIN),
        ((0, 30), TimeKept.ON_DAY, UnitsKept.OVER),
        ((0, 30), None, UnitsKept.OVER),
        ((0,), TimeKept.LATE, UnitsKept.LATE),
        ((), TimeKept.LATE, UnitsKept.LATE),
        ((), TimeKept.EARLY, None),
    ],
)
def test_the_units_keep_their_quotas(overruns: tuple[int, ...], time: TimeKept, kept: UnitsKept | None) -> None:
    assert units_kept(overruns, time=time) is kept


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"3": 2, "4": 3, "7": 2}, True),
        ({"3": 2, "7": 1}, False),
        ({"1": 1, "2": 1, "7": 2}, True),
        ({"1": 3, "2": 3}, None),
        ({}, None),
    ],
)
def test_a_citizen_is_satisfied_with_all_that_was_answered_or_not(answers: dict[str, int], told: bool | None) -> None:
    assert satisfied(answers, asked=("3", "4", "6", "7"), least=2) is told


@pytest.mark.parametrize(("level", "levels"), [(0, 3), (4, 3), (6, 5), (1, 4)])
def test_a_level_that_is_not_offered_is_refused(level: int, levels: int) -> None:
    with pytest.raises(Refusal) as caught:
        points_of(level, levels=levels, most=2)
    assert caught.value.field == "level"


def test_points_beyond_those_of_an_indicator_are_refused() -> None:
    assert checked(Fraction(2), criterion="5", most=2) == 2
    for wrong in (Fraction(-1, 10), Fraction(21, 10)):
        with pytest.raises(Refusal):
            checked(wrong, criterion="5", most=2)


def test_a_score_by_hand() -> None:
    found = averaged(FULL, {**FULL, "1": Fraction(1), "7": Fraction(0)})
    assert officer_score(found, criteria=CRITERIA).total == Fraction(17, 2)  # 1.5 + 2 + 2 + 2 + 1
    agency = agency_score(found, APPRAISED, criteria=CRITERIA)
    assert agency.total == 15  # 10.5 of the ballots and 3 times 1.5
    assert list(agency.parts) == [str(number) for number in range(1, 10)]


def test_what_nothing_tells_of_is_missing_and_never_nought() -> None:
    assert officer_score(averaged(), criteria=CRITERIA) == Score(
        total=None, parts=dict.fromkeys(CRITERIA.of_officer), missing=CRITERIA.of_officer
    )
    own = {**APPRAISED, "8": SelfScore(own=Fraction(2))}
    score = agency_score(averaged(FULL), own, criteria=CRITERIA)
    assert (score.total, score.missing) == (None, ("8",))
    assert agency_score(averaged(FULL), {}, criteria=CRITERIA).missing == ("5", "8", "9")


def test_criteria_that_contradict_themselves_are_no_criteria() -> None:
    with pytest.raises(ValueError, match="twice"):
        Criteria(by_ballot=("1",), by_self=("1",), of_officer=(), most=2)
    with pytest.raises(ValueError, match="by no ballot"):
        Criteria(by_ballot=("1",), by_self=("5",), of_officer=("5",), most=2)


@given(ballots=BALLOTS)
def test_averages_are_points_by_ballots(ballots: list[Ballot]) -> None:
    found = averaged(*ballots)
    for number in CRITERIA.by_ballot:
        points = [ballot[number] for ballot in ballots if number in ballot]
        assert found[number] == (None if not points else sum(points) / Fraction(len(points)))
        assert found[number] is None or 0 <= cast(Fraction, found[number]) <= 2


@given(ballots=BALLOTS, appraised=st.dictionaries(st.sampled_from(CRITERIA.by_self), POINTS))
def test_the_parts_add_up_to_the_score(ballots: list[Ballot], appraised: dict[str, Fraction]) -> None:
    own = {number: SelfScore(own=Fraction(2), appraised=points) for number, points in appraised.items()}
    for score, most in (
        (agency_score(averaged(*ballots), own, criteria=CRITERIA), 18),
        (officer_score(averaged(*ballots), criteria=CRITERIA), 10),
    ):
        known = [points for points in score.parts.values() if points is not None]
        assert len(known) + len(score.missing) == len(score.parts)
        assert score.total == (None if score.missing else sum(known))
        assert score.total is None or 0 <= score.total <= most


@pytest.mark.parametrize(
    ("points", "told", "grade"),
    [
        (Fraction(18), "18.0", "Xuất sắc"),
        (Fraction(1495, 100), "15.0", "Xuất sắc"),
        (Fraction(1494, 100), "14.9", "Tốt"),
        (Fraction(12), "12.0", "Tốt"),
        (Fraction(35, 3), "11.7", "Khá"),
        (Fraction(6), "6.0", "Trung bình"),
        (Fraction(594, 100), "5.9", "Yếu"),
        (Fraction(0), "0.0", "Yếu"),
    ],
)
def test_scores_are_told_to_a_tenth_and_graded_as_told(points: Fraction, told: str, grade: str) -> None:
    grades = cast("tuple[Grade, ...]", law().value_on("evaluation.grades", DAYS[0]).value)
    assert rounded(points) == Decimal(told)
    assert grade_of(points, grades=grades).label == grade
