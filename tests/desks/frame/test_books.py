"""The register as a workbook: real dates and numbers, and no formula whatever was typed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.desks.frame.sheets.books import TOLD, Total, note_of, register_book
from motcua.law.types import LOCAL
from motcua.records.casework.registers import RegisterRow
from motcua.rules.dossier import State

AT = datetime(2023, 4, 28, 15, 20, tzinfo=LOCAL)
LABELS = {name: f"Cột {name}" for name in TOLD}


def line(**changes: Any) -> RegisterRow:
    told: dict[str, Any] = {
        "code": "000.30.30.H59-230428-0001", "state": State.RETURNED, "content": "Xác nhận tình trạng hôn nhân",
        "copies": 2, "owner": "Kim Thị Ngọc Ánh", "address": "ấp Giồng Chanh", "phone": "0900123456",
        "area": "Xã Thanh Sơn", "accepted_at": AT, "due_at": AT, "returned_at": None,
        "receiving_officer": "Thạch Thị Sa Rươne", "handling_unit": "Xã Thanh Sơn", "channel": "counter",
        "how": "counter",
    }  # fmt: skip
    return RegisterRow(**{**told, **changes})


def made(*lines: RegisterRow) -> bytes:
    return register_book(
        lines, labels=LABELS, title="Sổ theo dõi hồ sơ", of="Ủy ban nhân dân xã Thanh Sơn", days="Ngày 28"
    )


def opened(*lines: RegisterRow) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made(*lines))).active


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    sheet = opened(line(), line(due_at=None))
    row = [cell.value for cell in sheet[5]]
    assert row[:5] == [1, "000.30.30.H59-230428-0001", "Xác nhận tình trạng hôn nhân", 2, "Kim Thị Ngọc Ánh"]
    assert row[6] == "0900123456", "a phone number keeps its zero"
    assert row[8] == datetime(2023, 4, 28, 15, 20)  # noqa: DTZ001
    assert sheet["I5"].number_format == "hh:mm dd/mm/yyyy"
    assert row[10] is None
    assert [cell.value for cell in sheet[6]][9] is None
    assert sheet["A7"].value is None
    assert sheet["B7"].value.startswith("Cộng: 2 hồ sơ tiếp nhận, 2 hồ sơ đã trả kết quả")


def test_it_is_set_up_to_be_printed() -> None:
    sheet = opened(line())
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "C5"
    assert sheet["A4"].value == "TT"
    assert [cell.value for cell in sheet[4]][1:] == list(LABELS.values())
    assert sheet["A1"].value == "Ủy ban nhân dân xã Thanh Sơn"
    assert sheet["A2"].value == "SỔ THEO DÕI HỒ SƠ · Ngày 28"


def test_a_book_without_lines_says_so() -> None:
    assert opened()["B5"].value.startswith("Cộng: 0 hồ sơ tiếp nhận")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_nothing_is_taken_for_a_formula(start: str) -> None:
    cell = opened(line(owner=f"{start}HYPERLINK(1)"))["E5"]
    assert cell.data_type != "f"
    assert cell.value.startswith("'")


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_can_be_read_back(text: str) -> None:
    sheet = opened(line(owner=text, address=f"<a & b> {text}"))
    assert sheet["E5"].data_type != "f"
    assert sheet["F5"].value.startswith("<a & b>")
    assert sheet["G5"].value == "0900123456"


def test_lines_are_written_as_they_come() -> None:
    """A year of a busy desk never lies in memory: the first line is written before the last is made."""
    alive = 0

    def lines() -> Iterator[RegisterRow]:
        nonlocal alive
        for number in range(2_000):
            alive += 1
            yield line(copies=number)

    book = register_book(lines(), labels=LABELS, title="Sổ", of="Xã", days="Năm")
    sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True).active
    assert sheet is not None
    assert (alive, sheet.max_row, sheet.max_column) == (2_000, 2_005, 15)


def test_the_parts_of_the_book_are_those_that_the_library_made() -> None:
    with zipfile.ZipFile(io.BytesIO(made(line()))) as book:
        assert book.testzip() is None
        assert {"xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"} <= set(book.namelist())
        assert len(book.namelist()) == len(set(book.namelist()))


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, ""),
        ({"state": State.VOID}, "hủy số hồ sơ"),
        ({"state": State.REFUSED, "channel": "online"}, "từ chối giải quyết; nộp trực tuyến"),
        ({"channel": "post"}, "nộp qua bưu chính"),
    ],
)
def test_the_note_says_what_was_special(changes: dict[str, Any], note: str) -> None:
    assert note_of(line(**changes)) == note


def test_voided_numbers_are_no_dossiers_received() -> None:
    total = Total.of([line(), line(state=State.VOID), line(state=State.WITHDRAWN), line(state=State.PROCESSING)])
    assert total.sentence == (
        "Cộng: 3 hồ sơ tiếp nhận, 1 hồ sơ đã trả kết quả, 1 hồ sơ kết thúc không có kết quả; 1 số đã hủy, không tính."
    )
