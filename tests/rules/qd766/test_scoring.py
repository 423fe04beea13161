"""The sheet of a unit: hand-counted, with what is not known kept apart from nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.registry import law
from motcua.law.types import Level, ScoreRule
from motcua.rules.qd766.scoring import Counted, Score, Standing, grade, score, total_of

SHEET = law().score_sheet_on(date(2023, 6, 30))
GRADES = law().grades_on(date(2023, 6, 30))
IDS = [row.id for row in SHEET.rows]


def sheet_of(level: Level = Level.COMMUNE, **counted: tuple[int, int]) -> Score:
    named = {key[1:].replace("_", "."): Counted(numerator=n, denominator=d) for key, (n, d) in counted.items()}
    return score(SHEET, named, level=level)


def given_by(told: Score, row_id: str) -> tuple[Standing, str | None]:
    found = told.row(row_id)
    assert found is not None
    return found.standing, None if found.points is None else str(found.points)


def test_a_commune_counted_by_hand() -> None:
    told = sheet_of(r2_1=(1899, 1900), r3_1=(30, 60), r3_2=(15, 30), r4_1=(950, 1900), r4_2=(380, 1900))
    assert given_by(told, "2.1") == (Standing.SCORED, "19.99")  # 20 × 1899/1900 = 19.989…
    assert given_by(told, "3.1") == (Standing.SCORED, "1.25")  # 2 × 0.5 ÷ 0.8
    assert given_by(told, "3.2") == (Standing.SCORED, "2.00")
    assert given_by(told, "4.1") == (Standing.SCORED, "3.00")
    assert given_by(told, "4.2") == (Standing.SCORED, "1.00")  # 4 × 0.2 ÷ 0.8
    assert given_by(told, "1.2") == (Standing.NOT_APPLICABLE, "4.00")
    total = told.total
    assert (str(total.known), total.possible, str(total.most), total.whole) == ("31.24", 40, "91.24", 100)
    assert not total.is_complete
    assert str(total_of(told.group("online")).known) == "3.25"


def test_to_a_province_the_row_of_publishing_applies() -> None:
    assert given_by(sheet_of(Level.PROVINCE), "1.2") == (Standing.NO_DATA, None)
    assert given_by(sheet_of(Level.PROVINCE, r1_2=(3, 4)), "1.2") == (Standing.SCORED, "3.00")
    assert given_by(sheet_of(Level.COMMUNE, r1_2=(3, 4)), "1.2") == (Standing.NOT_APPLICABLE, "4.00")


def test_nothing_counted_is_neither_nothing_nor_all() -> None:
    told = sheet_of(r2_1=(0, 0))
    assert given_by(told, "2.1") == (Standing.NOTHING_COUNTED, None)
    assert told.total.most - told.total.known == 96  # all but the row that does not apply


def test_without_data_everything_is_open() -> None:
    total = sheet_of(Level.PROVINCE).total
    assert (total.known, total.possible, total.most) == (0, 0, 100)


def test_a_full_sheet_gives_a_hundred() -> None:
    told = score(SHEET, {row_id: Counted(numerator=5, denominator=5) for row_id in IDS}, level=Level.PROVINCE)
    assert (told.total.known, told.total.most, told.total.is_complete) == (100, 100, True)


def test_an_unknown_factor_gives_no_points_and_a_known_one_multiplies() -> None:
    unknown = score(SHEET, {"3.3": Counted(numerator=4, denominator=10, factor=None)}, level=Level.COMMUNE)
    half = score(SHEET, {"3.3": Counted(numerator=4, denominator=10, factor=Fraction(1, 2))}, level=Level.COMMUNE)
    assert given_by(unknown, "3.3") == (Standing.NO_DATA, None)
    assert given_by(half, "3.3") == (Standing.SCORED, "2.40")  # 6 × 0.2 ÷ 0.5


def test_watched_rows_give_nothing_and_are_not_open() -> None:
    assert given_by(sheet_of(r2_2=(100, 10)), "2.2") == (Standing.WATCHED, "0.00")


def test_a_commune_is_told_that_five_rows_could_not_be_placed() -> None:
    assert sheet_of().unplaced == (6, 8, 9, 16, 17)
    assert sheet_of(Level.DISTRICT).unplaced == ()


def test_what_cannot_have_been_counted_is_a_mistake_of_the_caller() -> None:
    for numerator, denominator in ((-1, 5), (0, -1)):
        with pytest.raises(ValueError, match="never below 0"):
            Counted(numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(
    ("points", "label"),
    [("100", "Xuất sắc"), ("90.00", "Xuất sắc"), ("89.99", "Tốt"), ("80", "Tốt"), ("79.99", "Khá"),
     ("69.99", "Trung bình"), ("50", "Trung bình"), ("49.99", "Yếu"), ("0", "Yếu")],
)  # fmt: skip
def test_grades(points: str, label: str) -> None:
    assert grade(Decimal(points), grades=GRADES).label == label


@st.composite
def inputs(draw: st.DrawFn) -> dict[str, Counted]:
    found = {}
    for row_id in draw(st.sets(st.sampled_from(IDS))):
        denominator = draw(st.integers(0, 50))
        numerator = draw(st.integers(0, denominator))
        found[row_id] = Counted(numerator=numerator, denominator=denominator)
    return found


@given(inputs(), st.sampled_from(Level))
def test_the_total_lies_between_what_is_known_and_what_could_be(told: dict[str, Counted], level: Level) -> None:
    found = score(SHEET, told, level=level)
    total = found.total
    assert 0 <= total.known <= total.possible <= total.whole == 100
    assert total.most == total.known + (total.whole - total.possible)
    groups = [total_of(found.group(group.id)) for group in SHEET.groups]
    assert sum(group.known for group in groups) == total.known
    assert [group.whole for group in groups] == [group.points for group in SHEET.groups]


@given(inputs(), inputs(), st.sampled_from(Level))
def test_more_data_narrows_the_range(told: dict[str, Counted], more: dict[str, Counted], level: Level) -> None:
    before = score(SHEET, told, level=level).total
    after = score(SHEET, {**more, **told}, level=level).total
    assert before.known <= after.known
    assert after.most <= before.most


@given(inputs(), st.sampled_from(Level))
def test_gains_stand_on_scored_rows_only_and_within_their_counts(told: dict[str, Counted], level: Level) -> None:
    for each in score(SHEET, told, level=level).rows:
        if each.gain is None:
            continue
        assert each.standing is Standing.SCORED
        assert each.row.rule is not ScoreRule.WATCHED
        assert each.counted is not None
        assert 0 < each.gain <= each.counted.denominator - each.counted.numerator
