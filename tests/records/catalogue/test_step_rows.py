"""Step tables as an approving decision prints them, read row by row."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Level, Role
from motcua.records.catalogue.step_rows import COLUMNS, TextRow, hours_vi, read_hours, read_step_number, read_tables
from motcua.rules.process import Step, StepKind, StepTable
from motcua.rules.process_problems import problems
from motcua.rules.refusal import Refusal
from tests.rules.step_tables import sound_tables

DESK = {
    "code": "1.001193",
    "name": "Tiếp nhận",
    "unit_kind": "Bộ phận một cửa",
    "role": "Cán bộ một cửa",
    "hours": "2",
    "valid_from": "01/07/2023",
}
ROOM = {"name": "Thẩm định", "unit_kind": "phong chuyen mon", "role": "officer", "hours": "7,5"}
SIGN = {"name": "Ký", "unit_kind": "committee", "role": "Chủ tịch Ủy ban nhân dân"}


def rows(*told: dict[str, str], first: int = 2) -> list[TextRow]:
    return [TextRow(number=first + place, cells=cells) for place, cells in enumerate(told)]


def test_a_table_is_read_with_its_gaps_filled() -> None:
    (found,), errors = read_tables(rows({**DESK, "decision": "12/QĐ-UBND"}, ROOM, SIGN))
    assert errors == []
    assert (found.code, found.rows, found.decision) == ("1.001193", (2, 3, 4), "12/QĐ-UBND")
    assert found.valid_from == date(2023, 7, 1)
    told = [(step.number, step.role, step.minutes, step.next_number) for step in found.table.steps]
    assert told == [(1, Role.COUNTER, 120, 2), (2, Role.OFFICER, 450, 3), (3, Role.CHAIR, 0, None)]
    assert [step.unit_kind for step in found.table.steps] == ["desk", "department", "committee"]


def test_opinions_other_agencies_and_returns_are_read() -> None:
    asked = {**ROOM, "kind": "Lấy ý kiến song song", "level": "Cấp xã", "beside": "2"}
    signed = {**SIGN, "kind": "Cơ quan khác xử lý", "level": "cấp tỉnh", "back": "2", "next": "Kết thúc"}
    (found,), errors = read_tables(rows(DESK, ROOM, asked, signed))
    assert errors == []
    assert problems(found.table, most=None) == ()
    room, opinion, last = found.table.steps[1:]
    assert room.next_number == 4
    assert (opinion.kind, opinion.level, opinion.beside, opinion.next_number) == (
        StepKind.CONSULT, Level.COMMUNE, 2, None,
    )  # fmt: skip
    assert (last.kind, last.level, last.back_number, last.next_number) == (StepKind.HAND_OVER, Level.PROVINCE, 2, None)


def test_several_procedures_stand_in_one_sheet_also_torn_apart() -> None:
    other = {**DESK, "code": "1.004884"}
    found, errors = read_tables(rows(DESK, ROOM, other, {**SIGN, "code": "1.001193"}))
    assert errors == []
    assert [(table.code, table.rows) for table in found] == [("1.001193", (2, 3, 5)), ("1.004884", (4,))]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"name": ""}, "name", "chưa có tên"),
        ({"name": "a\x00b"}, "name", "ký tự điều khiển"),
        ({"name": "x" * 201}, "name", "quá 200 ký tự"),
        ({"unit_kind": "Sở"}, "unit_kind", "chọn một trong: Ủy ban nhân dân"),
        ({"role": "Quản trị"}, "role", "chọn một trong: Chủ tịch"),
        ({"hours": "hai"}, "hours", "hãy ghi số giờ như 16 hoặc 7,5"),
        ({"hours": "-1"}, "hours", "Không đọc được thời gian"),
        ({"hours": "1e9"}, "hours", "Không đọc được thời gian"),
        ({"hours": "0.001"}, "hours", "Không đọc được thời gian"),
        ({"hours": "0,01"}, "hours", "Không đọc được thời gian"),
        ({"number": "0"}, "number", "không phải số bước"),
        ({"next": "bước 3"}, "next", "không phải số bước"),
        ({"beside": "100"}, "beside", "không phải số bước"),
        ({"kind": "Khác"}, "kind", "Không hiểu «Khác»"),
        ({"level": "Cấp bộ"}, "level", "Không hiểu «Cấp bộ»"),
        ({"level": "\x07" * 50}, "level", "ký tự điều khiển"),
    ],
)
def test_what_cannot_be_read_is_said_of_its_row(change: dict[str, str], field: str, says: str) -> None:
    found, (error,) = read_tables(rows(DESK, {**ROOM, **change}, SIGN))
    assert found == []
    assert (error.row, error.field) == (3, field)
    assert says in error.message


@pytest.mark.parametrize("day", ["", "1.7.2023", "31/02/2023", "2023-07-01", "0" * 500])
def test_a_table_without_a_day_is_not_taken(day: str) -> None:
    found, (error,) = read_tables(rows({**DESK, "valid_from": day}, ROOM))
    assert (found, error.row, error.field) == ([], 2, "valid_from")
    found, errors = read_tables(rows({**DESK, "valid_from": ""}, {**ROOM, "valid_from": "15/07/2023"}))
    assert (errors, found[0].valid_from) == ([], date(2023, 7, 15))


def test_a_row_of_no_procedure_and_a_wrong_code_are_refused() -> None:
    found, errors = read_tables(rows(ROOM, {**DESK, "code": "abc"}, ROOM, DESK))
    assert [table.rows for table in found] == [(5,)]
    assert [(error.row, error.field) for error in errors] == [(2, "code"), (3, "code"), (4, "code")]


@given(st.integers(0, 99_999 * 20).map(lambda part: part * 3))
def test_hours_are_read_as_they_are_written(minutes: int) -> None:
    assert read_hours(hours_vi(minutes)) == minutes


def test_numbers_of_steps() -> None:
    assert read_step_number(" 7 ", field="next") == 7
    assert read_step_number("", field="next") is None
    with pytest.raises(Refusal):
        read_step_number("07", field="next")


@given(sound_tables())
def test_a_table_written_as_rows_is_read_again(steps: StepTable) -> None:
    written = [TextRow(number=place, cells=_cells(step)) for place, step in enumerate(steps.steps, start=2)]
    (found,), errors = read_tables(written)
    assert errors == []
    expected = [replace(step, name=f"Việc {step.number}", minutes=step.minutes // 3 * 3) for step in steps.steps]
    assert found.table == StepTable(steps=tuple(expected))


def _cells(step: Step) -> dict[str, str]:
    cells = {
        "code": "1.001193",
        "valid_from": "01/07/2023",
        "number": str(step.number),
        "name": unicodedata.normalize("NFD", f"Việc {step.number}"),
        "unit_kind": step.unit_kind,
        "level": step.level or "",
        "role": step.role,
        "hours": hours_vi(step.minutes // 3 * 3),
        "kind": step.kind,
        "beside": str(step.beside or ""),
        "next": str(step.next_number or "kết thúc"),
        "back": str(step.back_number or ""),
    }
    assert set(cells) <= set(COLUMNS)
    return cells
