"""The score sheet of QĐ 766 as data: it adds up, it has versions, and what does not add up is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motcua.law.errors import LawError
from motcua.law.page import render
from motcua.law.reading import read
from motcua.law.registry import law
from motcua.law.score_sheets import grades, score_sheet
from motcua.law.types import Confidence, Level, NotApplicable, ScoreRule, ScoreSheet

FIRST, INHERITED, LATER = date(2023, 6, 30), date(2025, 6, 30), date(2026, 6, 30)

POINTS_2022 = {
    "1.1": 6, "1.2": 4, "1.3": 2, "1.4": 6, "2.1": 20, "2.2": 0, "3.1": 2, "3.2": 4, "3.3": 6, "3.5": 2, "3.5b": 2,
    "3.6": 6, "4.1": 6, "4.2": 4, "4.x": 2, "4.3": 2, "4.4": 4, "4.5a": 2, "4.5b": 2, "5.1a": 0, "5.1b": 0, "5.2": 6,
    "5.3": 6, "5.4": 6,
}  # fmt: skip
THRESHOLDS = {"3.1": 80, "3.3": 50, "3.5": 80, "3.5b": 50, "3.6": 30, "4.2": 80, "4.3": 80, "5.4": 90}


def points(sheet: ScoreSheet) -> dict[str, int]:
    return {row.id: row.points for row in sheet.rows}


def test_the_rows_of_the_first_years() -> None:
    sheet = law().score_sheet_on(FIRST)
    assert points(sheet) == POINTS_2022
    assert {row.id: row.threshold for row in sheet.rows if row.threshold} == THRESHOLDS
    assert {row.id for row in sheet.rows if row.rule is ScoreRule.WATCHED} == {"2.2", "5.1a", "5.1b"}


def test_in_2026_the_twelve_points_of_online_service_stand_on_one_row() -> None:
    before, after = (points(law().score_sheet_on(day)) for day in (FIRST, LATER))
    assert {row: now for row, now in after.items() if now != before.get(row)} == {
        "3.1": 0,
        "3.2": 0,
        "3.3": 0,
        "3.x": 12,
    }
    assert set(before) <= set(after)


def test_what_is_not_known_of_2025_is_as_before_and_says_so() -> None:
    assert law().score_sheet_on(INHERITED) == law().score_sheet_on(FIRST)
    assert "Chưa biết phiếu điểm của năm 2025" in law().value_on("qd766.score_sheet", INHERITED).note


@pytest.mark.parametrize("day", [FIRST, INHERITED, LATER])
def test_the_points_add_up_to_a_hundred_in_six_groups_and_in_five(day: date) -> None:
    sheet = law().score_sheet_on(day)
    by_group = {group.id: group.points for group in sheet.groups}
    assert by_group == {group: sum(row.points for row in sheet.rows if row.group == group) for group in by_group}
    assert sum(by_group.values()) == 100
    assert [group.part_of for group in sheet.groups if group.part_of] == ["online"]
    assert by_group["online"] + by_group["payment"] == 22


@pytest.mark.parametrize("day", [FIRST, INHERITED, LATER])
def test_nobody_has_read_the_decision_itself_yet(day: date) -> None:
    for law_id in ("qd766.score_sheet", "qd766.grades"):
        assert law().value_on(law_id, day).confidence is Confidence.TO_VERIFY


def test_grades_begin_where_they_begin() -> None:
    told = {grade.label: grade.least for grade in law().grades_on(FIRST)}
    assert told == {"Xuất sắc": 90, "Tốt": 80, "Khá": 70, "Trung bình": 50, "Yếu": 0}


def test_rows_apply_by_level() -> None:
    sheet = law().score_sheet_on(FIRST)
    published = sheet.row("1.2")
    assert published is not None
    assert [sheet.applies(published, level) for level in Level] == [True, False, False]
    assert sheet.not_applicable is NotApplicable.FULL
    assert sheet.row("9.9") is None


def test_the_five_rows_not_for_communes_are_known_by_their_numbers_only() -> None:
    sheet = law().score_sheet_on(FIRST)
    assert sheet.unplaced(Level.COMMUNE) == (6, 8, 9, 16, 17)
    assert sheet.unplaced(Level.DISTRICT) == ()


def test_the_generated_page_shows_each_sheet_once() -> None:
    page = render(law())
    assert page.count("#### Phiếu điểm từ ") == 2
    assert "| `3.x` | Hồ sơ trực tuyến toàn trình | 12 |" in page
    assert "| `1.2` | Thủ tục được cập nhật, công khai đúng hạn | 4 | điểm tối đa × tỷ lệ | tỉnh |" in page
    assert "các dòng số 6, 8, 9, 16, 17" in page
    assert "được điểm tối đa" in page


ROW = "{{id: a, group: g, label: A, formula: a ÷ b, points: {points}, rule: {rule}, by_procedure: true{more}}}"
SHEET = "groups: [{{id: g, label: G, short: G, points: 100}}]\nrows: [{rows}]\nnot_applicable: full\n{more}"


def sheet_of(tmp_path: Path, *rows: str, more: str = "") -> ScoreSheet:
    path = tmp_path / "sheet.yaml"
    path.write_text(SHEET.format(rows=", ".join(rows), more=more), encoding="utf-8")
    return score_sheet(read(path, file="sheet.yaml"))


def row_of(*, points: int = 100, rule: str = "ratio", more: str = "") -> str:
    return ROW.format(points=points, rule=rule, more=more)


def test_a_number_places_a_row_of_the_national_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, row_of(more=", number: 6"), more="not_for: {commune: [6, 8]}")
    assert not sheet.applies(sheet.rows[0], Level.COMMUNE)
    assert sheet.applies(sheet.rows[0], Level.PROVINCE)
    assert sheet.unplaced(Level.COMMUNE) == (8,)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row_of(points=99)], "cộng 99 điểm"),
        ([row_of(points=50), row_of(points=50)], "xuất hiện hai lần"),
        ([row_of(rule="threshold")], "ngưỡng"),
        ([row_of(more=", threshold: 80")], "ngưỡng"),
        ([row_of(rule="threshold", more=", threshold: 101")], "101%"),
        ([row_of(rule="watched")], "chỉ theo dõi"),
        ([row_of(points=0)], "chỉ theo dõi"),
        ([row_of().replace("group: g", "group: h")], "chưa có trong groups"),
        ([row_of().replace("true", "yes")], "câu trả lời"),
        ([row_of(more=", levels: [village]")], "cấp"),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(LawError, match=message):
        sheet_of(tmp_path, *rows)


def test_groups_that_do_not_add_up_to_a_hundred_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    text = SHEET.format(rows=row_of(points=90), more="").replace("points: 100", "points: 90")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match="cộng 90 điểm, không phải 100"):
        score_sheet(read(path, file="sheet.yaml"))


@pytest.mark.parametrize("text", ["[]", "[{label: A, least: 5}]", "[{label: A, least: 0}, {label: B, least: 0}]"])
def test_grades_that_leave_a_gap_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "grades.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LawError, match="từ cao xuống thấp"):
        grades(read(path, file="grades.yaml"))
