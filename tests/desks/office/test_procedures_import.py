"""Step tables and procedures from a sheet: template, dry run, errors in the same file, taken in, undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.desks.frame.spreadsheets import SheetColumn
from motcua.desks.office.procedures_import import PROCEDURE_COLUMNS, STEP_COLUMNS
from motcua.records.catalogue import queries
from motcua.rules.refusal import NotFound
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import GUARDIAN, MARITAL, MORNING, World

STEPS, PROCEDURES = "/quan-tri/nhap/cac-buoc/", "/quan-tri/nhap/thu-tuc/"
JULY = date(2023, 7, 1)
NEW = "1.099990"

FIRST = {
    "name": "Tiếp nhận",
    "unit_kind": "Ủy ban nhân dân",
    "role": "Cán bộ một cửa",
    "hours": 4,
    "decision": "45/QĐ-UBND",
    "valid_from": JULY,
}
SECOND = {"name": "Xác minh", "unit_kind": "Ủy ban nhân dân", "role": "Công chức chuyên môn", "hours": 7.5}
TABLES = ({**FIRST, "code": MARITAL}, SECOND, {**FIRST, "code": GUARDIAN}, SECOND)
PROCEDURE = {
    "code": 1.09999,
    "name": "Thủ tục cấp giấy mới",
    "field": "Hộ tịch",
    "levels": "xã",
    "counter": "3 ngày làm việc",
    "fee_counter": 8000,
    "valid_from": JULY,
}


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def workbook(columns: Iterable[SheetColumn], *rows: Mapping[str, Any]) -> SimpleUploadedFile:
    """A sheet as an office keeps it: a title above, the columns in its own order."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "PHỤ LỤC kèm theo Quyết định")
    names = [column.name for column in reversed(list(columns))]
    labels = {column.name: column.label for column in columns}
    for place, name in enumerate(names):
        sheet.write_string(2, place, labels[name])
        for number, row in enumerate(rows, start=3):
            value = row.get(name)
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif value is not None:
                sheet.write(number, place, value)
    book.close()
    return SimpleUploadedFile("buoc.xlsx", out.getvalue())


def send(client: Client, address: str, file: SimpleUploadedFile) -> str:
    """Sends a file and gives the address of what it would do."""
    response = client.post(address, {"file": file})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def confirm(client: Client, foreseen: str) -> Any:
    return client.post(foreseen, read(client.get(foreseen)).forms[foreseen])


def test_step_tables_are_foreseen_taken_in_and_undone(keeper: Client) -> None:
    foreseen = send(keeper, STEPS, workbook(STEP_COLUMNS, *TABLES))
    page = read(keeper.get(foreseen)).text
    assert "2 bước, cộng 11,5 giờ trong 24 giờ của thời hạn; áp dụng từ 01/07/2023." in page
    assert queries.procedure_in_force(MARITAL, JULY).number == 1
    assert confirm(keeper, foreseen).status_code == 302
    view = queries.procedure_in_force(MARITAL, JULY)
    assert [(step.name, step.minutes) for step in view.steps.way()] == [("Tiếp nhận", 240), ("Xác minh", 450)]
    assert view.decision == "45/QĐ-UBND"
    action = f"{STEPS}hoan-tac/"
    assert keeper.post(action, read(keeper.get(STEPS)).forms[action]).status_code == 302
    assert queries.procedure_in_force(MARITAL, JULY).number == 1


def test_errors_stand_in_the_same_file_beside_their_rows(keeper: Client) -> None:
    wrong = ({**FIRST, "code": MARITAL, "hours": "nhiều"}, {**SECOND, "role": "Văn thư"}, {**FIRST, "code": "1.000001"})
    foreseen = send(keeper, STEPS, workbook(STEP_COLUMNS, *wrong))
    page = read(keeper.get(foreseen))
    assert "Thời gian (giờ): Không đọc được thời gian «nhiều»" in page.text
    assert foreseen not in page.forms
    marked = keeper.get(f"{foreseen}loi/")
    sheet = openpyxl.load_workbook(io.BytesIO(marked.content)).active
    assert sheet is not None
    told = [str(row[-1].value or "") for row in sheet.iter_rows(min_row=3)]
    assert told[0] == "Lỗi"
    assert "nhiều" in told[1]
    assert "Vai trò: Không hiểu «Văn thư»" in told[2]
    assert confirm_anyway(keeper, foreseen) == 400
    assert queries.procedure_in_force(MARITAL, JULY).number == 1


def confirm_anyway(client: Client, foreseen: str) -> int:
    """Sends what the page does not offer."""
    return client.post(foreseen, {"request_key": "k"}).status_code


def test_procedures_are_taken_in_also_with_codes_read_as_numbers(keeper: Client) -> None:
    foreseen = send(keeper, PROCEDURES, workbook(PROCEDURE_COLUMNS, PROCEDURE))
    assert f"{NEW} · Cấp giấy mới" in read(keeper.get(foreseen)).text
    assert "Thủ tục mới, áp dụng từ 01/07/2023." in read(keeper.get(foreseen)).text
    with pytest.raises(NotFound):
        queries.procedure_in_force(NEW, JULY)
    assert confirm(keeper, foreseen).status_code == 302
    assert queries.procedure_in_force(NEW, JULY).short_name == "Cấp giấy mới"
    again = send(keeper, PROCEDURES, workbook(PROCEDURE_COLUMNS, {**PROCEDURE, "valid_from": date(2023, 8, 1)}))
    assert "Đã có đúng như vậy." in read(keeper.get(again)).text


def test_a_csv_does_as_well(keeper: Client) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.label for column in PROCEDURE_COLUMNS])
    told = {**PROCEDURE, "code": NEW, "valid_from": "01/07/2023"}
    writer.writerow([told.get(column.name, "") for column in PROCEDURE_COLUMNS])
    foreseen = send(keeper, PROCEDURES, SimpleUploadedFile("thu-tuc.csv", out.getvalue().encode("utf-8-sig")))
    assert confirm(keeper, foreseen).status_code == 302
    assert queries.procedure_in_force(NEW, JULY).number == 1


def test_a_cell_that_holds_no_text_is_an_error_of_its_row(keeper: Client) -> None:
    foreseen = send(keeper, PROCEDURES, workbook(PROCEDURE_COLUMNS, {**PROCEDURE, "valid_from": "tháng sau"}))
    assert "Áp dụng từ ngày: Không đọc được ngày «tháng sau»" in read(keeper.get(foreseen)).text
    assert confirm_anyway(keeper, foreseen) == 400


@pytest.mark.parametrize(("address", "columns"), [(STEPS, STEP_COLUMNS), (PROCEDURES, PROCEDURE_COLUMNS)])
def test_the_template_is_taken_as_it_is_filled(keeper: Client, address: str, columns: tuple[SheetColumn, ...]) -> None:
    response = keeper.get(f"{address}mau.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    heading = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    assert heading == [column.label for column in columns]


def test_others_may_not(keeper: Client, world: World) -> None:
    for who in ("sa_ruone", "sa_rath"):
        client = entered(world, who)
        for address in (STEPS, PROCEDURES, f"{STEPS}mau.xlsx"):
            assert client.get(address).status_code == 403
