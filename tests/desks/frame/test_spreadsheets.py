"""Tables that an office sends: read whatever Excel made of them, refused when they are anything else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.frame import spreadsheets
from motcua.desks.frame.blank_workbooks import blank_workbook
from motcua.desks.frame.spreadsheets import SheetColumn, SheetRow, Upload, harmless, marked, read_rows, uploaded
from motcua.rules.refusal import Refusal

COLUMNS = (
    SheetColumn(name="username", label="Tên đăng nhập", required=True, note="Chữ thường không dấu."),
    SheetColumn(name="since", label="Từ ngày", required=True, is_date=True),
    SheetColumn(name="hours", label="Số giờ"),
    SheetColumn(name="role", label="Vai trò", choices=("Quầy", "Chuyên môn")),
)
HEAD = ("Tên đăng nhập", "Từ ngày", "Số giờ", "Vai trò")


def workbook(*rows: tuple[Any, ...], change: Callable[[Any], None] = lambda sheet: None) -> Upload:
    """An XLSX with these rows on its first sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return Upload(name="cán bộ.xlsx", content=out.getvalue())


def table(text: str, *, encoding: str = "utf-8") -> Upload:
    return Upload(name="can_bo.csv", content=text.encode(encoding))


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def archive(**parts: bytes) -> Upload:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **parts}.items():
            made.writestr(name, content)
    return Upload(name="gói.xlsx", content=out.getvalue())


def with_part(name: str, content: bytes) -> Upload:
    """A real workbook with a further part in it."""
    good = workbook(HEAD, ("minh", date(2023, 5, 1), 4, "Quầy"))
    out = io.BytesIO(good.content)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(name, content)
    return Upload(name="gói.xlsx", content=out.getvalue())


def test_cells_keep_their_type_and_rows_their_number() -> None:
    sheet = read_rows(
        workbook(HEAD, ("minh", date(2023, 5, 1), 4.5, "Quầy"), (None,) * 4, ("thu.ha", "02/05/2023", "7,5", None)),
        columns=COLUMNS,
    )
    first, second = sheet.rows
    assert (sheet.head, first.number, second.number) == (1, 2, 4)
    assert (first.text("username"), first.day("since"), first.amount("hours")) == (
        "minh", date(2023, 5, 1), Decimal("4.5"),
    )  # fmt: skip
    assert (second.day("since"), second.amount("hours"), second.text("role")) == (date(2023, 5, 2), Decimal("7.5"), "")


@pytest.mark.parametrize(
    ("value", "text"),
    [(84, "84"), (1e15, "1000000000000000"), (0.5, "0.5"), (date(2023, 5, 1), "01/05/2023"), (" a  b ", "a b")],
)
def test_what_excel_took_for_something_else_is_read_as_text(value: Any, text: str) -> None:
    assert read_rows(workbook(HEAD, (value, "x")), columns=COLUMNS).rows[0].text("username") == text


def test_text_is_composed_and_control_characters_are_refused() -> None:
    row = read_rows(table("Tên đăng nhập,Từ ngày\nHoa\u0300a,x\nsa\u202eva,x\n"), columns=COLUMNS).rows
    assert row[0].text("username") == "Hoàa"
    with pytest.raises(Refusal) as refused:
        row[1].text("username")
    assert refused.value.field == "username"


def test_the_heading_is_found_below_a_title_in_any_order_and_with_stars() -> None:
    sheet = read_rows(
        workbook(
            ("Danh sách cán bộ",), ("STT", "TỪ NGÀY *", "ten dang nhap", "Ghi chú"), (1, date(2023, 5, 1), "minh", "x")
        ),
        columns=COLUMNS,
    )
    assert (sheet.head, sheet.ignored) == (2, ("STT", "Ghi chú"))
    assert sheet.rows[0].text("username") == "minh"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_as_any_machine_of_an_office_writes_it(delimiter: str, encoding: str) -> None:
    lines = [delimiter.join(HEAD[:2]), delimiter.join(("minh", "01/05/2023")), "", delimiter.join(("loan", ""))]
    sheet = read_rows(table("\r\n".join(lines), encoding=encoding), columns=COLUMNS)
    assert [(row.number, row.text("username"), row.day("since")) for row in sheet.rows] == [
        (2, "minh", date(2023, 5, 1)),
        (4, "loan", None),
    ]


def test_a_formula_that_failed_is_an_error_of_its_row_alone() -> None:
    def spoil(sheet: Any) -> None:
        sheet["A2"].value, sheet["A2"].data_type = "#REF!", "e"

    row = read_rows(workbook(HEAD, ("x", "y"), change=spoil), columns=COLUMNS).rows[0]
    assert row.text("since") == "y"
    with pytest.raises(Refusal, match="Công thức"):
        row.text("username")


@pytest.mark.parametrize("text", ["32/01/2023", "hôm qua", "2023"])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(Refusal, match="Không đọc được ngày"):
        SheetRow(number=2, cells={"since": text}).day("since")


@pytest.mark.parametrize("text", ["nhiều", "NaN", "1e999x", "--1"])
def test_an_amount_that_is_none(text: str) -> None:
    with pytest.raises(Refusal, match="Cần một số"):
        SheetRow(number=2, cells={"hours": text}).amount("hours")


HOSTILE = {
    "text instead": (Upload(name="a.xlsx", content=b"PK\x03\x04" + b"x" * 500), "bị hỏng"),
    "another archive": (archive(**{"[Content_Types].xml": b""}), "bị hỏng"),
    "no workbook": (
        Upload(name="a.xlsx", content=archive().content.replace(b"xl/workbook.xml", b"xl/workbuch.xml")),
        "không phải bảng tính",
    ),
    "macros": (with_part("xl/vbaProject.bin", b"Sub"), "macro"),
    "an object inside": (with_part("xl/embeddings/oleObject1.bin", b"MZ"), "macro"),
    "an archive that explodes": (archive(**{"xl/worksheets/sheet1.xml": b"\0" * 130_000_000}), "phình quá lớn"),
    "an archive dense with nothing": (archive(**{"xl/worksheets/sheet1.xml": b"\0" * 30_000_000}), "phình quá lớn"),
    "a thousand parts": (archive(**{f"xl/media/{i}": b"" for i in range(1000)}), "phình quá lớn"),
    "an old workbook": (Upload(name="a.xls", content=b"\xd0\xcf\x11\xe0" + b"\0" * 600), "kiểu cũ"),
    "a picture": (Upload(name="a.csv", content=b"\x89PNG\r\n\x1a\n\0\0"), "Không đọc được"),
    "UTF-16": (table("Tên đăng nhập\tTừ ngày\nminh\tx", encoding="utf-16"), "Không đọc được"),
    "an old code page": (table("Tên,Ngày\nminh,x", encoding="cp1258"), "Không đọc được"),
    "a field without end": (table('Tên đăng nhập,Từ ngày\n"' + "x" * 200_000), "Không đọc được"),
    "no heading": (workbook(("a", "b"), ("c", "d")), "«Tên đăng nhập», «Từ ngày»"),
    "a column twice": (workbook(("Tên đăng nhập", "Từ ngày", "ten dang nhap"), ("a", "b", "c")), "hai lần"),
    "nothing below": (workbook(HEAD), "chưa có dòng"),
    "nothing at all": (table(" \n \n"), "Không thấy cột"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_not_what_was_asked_for(name: str) -> None:
    upload, told = HOSTILE[name]
    with pytest.raises(Refusal, match=told) as refused:
        read_rows(upload, columns=COLUMNS)
    assert refused.value.field == "file"


def test_entities_that_multiply_end_the_child_and_not_the_office() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    book = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w>&l11;</w>'.encode()
    with pytest.raises(Refusal, match=r"hỏng|thời gian"):
        read_rows(archive(**{"xl/workbook.xml": book}), columns=COLUMNS)


def test_a_child_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "WAIT", 0.01)
    with pytest.raises(Refusal, match="quá nhiều thời gian"):
        read_rows(workbook(HEAD, ("minh", "x")), columns=COLUMNS)


def test_too_many_rows_are_refused_whole() -> None:
    upload = table("Tên đăng nhập,Từ ngày\n" + "minh,x\n" * 11)
    with pytest.raises(Refusal, match="11 dòng, quá 10"):
        read_rows(upload, columns=COLUMNS, limit=10)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, "Chưa chọn tệp"),
        (SimpleUploadedFile("a.csv", b""), "trống"),
        (SimpleUploadedFile("a.csv", b"x" * (spreadsheets.MOST_BYTES + 1)), "quá 5 MB"),
    ],
)
def test_an_upload_that_is_none(file: SimpleUploadedFile | None, told: str) -> None:
    with pytest.raises(Refusal, match=told):
        uploaded(file)


def test_the_name_of_a_file_is_a_name_only() -> None:
    assert uploaded(SimpleUploadedFile("../../cán\u202e bộ.csv", b"x")).name == "cán bộ.csv"


def test_the_same_workbook_comes_back_with_its_errors() -> None:
    def paint(sheet: Any) -> None:
        sheet.title = "Của tôi"
        sheet["A2"].font = openpyxl.styles.Font(italic=True)

    upload = workbook(HEAD, ("minh", "x", 1), ("loan", "y", 2), change=paint)
    sheet = opened(marked(upload, {3: "=Từ ngày: không đọc được"}, head=1))
    assert sheet.title == "Của tôi"
    assert sheet["A2"].font.italic
    assert [cell.value for cell in sheet[1]] == [*HEAD, "Lỗi"]
    assert (sheet["E2"].value, sheet["E3"].value) == (None, "'=Từ ngày: không đọc được")
    assert (sheet["A2"].fill.fill_type, sheet["A3"].fill.fill_type) == (None, "solid")


def test_a_workbook_marked_before_is_marked_anew_and_can_be_read() -> None:
    once = marked(workbook(HEAD, ("minh", "x"), ("loan", "y")), {2: "sai"}, head=1)
    twice = marked(Upload(name="a.xlsx", content=once), {3: "sai"}, head=1)
    sheet = opened(twice)
    assert [cell.value for cell in sheet["E"]] == ["Lỗi", None, "sai"]
    assert read_rows(Upload(name="a.xlsx", content=twice), columns=COLUMNS).ignored == ()


def test_a_csv_comes_back_with_its_errors_and_without_formulas() -> None:
    upload = table("Tên đăng nhập;Từ ngày;Lỗi\n=1+1;x;cũ\nloan;y;\n")
    back = marked(upload, {2: "sai"}, head=1).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(back))) == [
        ["Tên đăng nhập", "Từ ngày", "Lỗi"],
        ["'=1+1", "x", "sai"],
        ["loan", "y", ""],
    ]


def test_a_blank_workbook_offers_lists_explains_itself_and_is_read_back() -> None:
    content = blank_workbook(COLUMNS, title="Cán bộ", examples=[{"username": "thanhson.quay", "role": "=Quầy"}])
    book = openpyxl.load_workbook(io.BytesIO(content))
    data, guide, lists = book.worksheets
    assert [cell.value for cell in data[1]] == ["Tên đăng nhập *", "Từ ngày *", "Số giờ", "Vai trò"]
    assert data.data_validations.dataValidation[0].formula1 == "'Danh mục'!$A$2:$A$3"
    assert [cell.value for cell in guide[4]] == ["Tên đăng nhập", "có", "Chữ thường không dấu.", "thanhson.quay"]
    assert guide["D7"].value == "'=Quầy"
    assert [cell.value for cell in lists["A"]] == ["Vai trò", "Quầy", "Chuyên môn"]
    with pytest.raises(Refusal, match="chưa có dòng"):
        read_rows(Upload(name="mau.xlsx", content=content), columns=COLUMNS)


@given(st.text())
def test_no_export_begins_as_a_formula(text: str) -> None:
    assert harmless(text)[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert harmless(text).removeprefix("'") == text.removeprefix("'")
