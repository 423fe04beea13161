"""`motcua report` and `motcua check-report` at the command line: every form in every format, and what each refuses."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from motcua.cli.running import run
from motcua.rules.dossier import State
from tests.conftest import At
from tests.records.files.specimens import docx, pdf
from tests.world import THANH_SON, World

FORMS = ("II.06a", "II.07b", "II.05a", "II.08", "dieu-hanh", "qua-han")
ASKED = ("--unit", THANH_SON, "--period", "2023-H1")
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    """One settled late, one open."""
    world.bring(world.accept(at="2023-06-01 08:00"), State.SETTLED, at="2023-06-20 10:00")
    world.accept(at="2023-06-29 08:00")
    at("2023-07-03 08:00")
    return world


def _is_json(content: bytes) -> bool:
    told = json.loads(content)
    return bool(told["columns"]) and told["unit"] == THANH_SON


_IS = {
    "xlsx": lambda content: "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist(),
    "docx": lambda content: "word/document.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist(),
    "pdf": lambda content: len(PdfReader(io.BytesIO(content)).pages) >= 1,
    "json": _is_json,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", list(_IS))
def test_every_form_in_every_format(office: World, tmp_path: Path, form: str, kind: str) -> None:
    by_ending, told = tmp_path / f"a.{kind}", tmp_path / "b"
    assert run(["report", form, *ASKED, "--out", str(by_ending)]) == 0
    assert run(["report", form, *ASKED, "--format", kind, "--out", str(told), "--as-of", "2023-07-01T00:00"]) == 0
    assert _IS[kind](by_ending.read_bytes())
    assert _IS[kind](told.read_bytes())


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"form": "II.99"}, "form", "hãy chọn một trong: II.05a"),
        ({"form": ""}, "form", "biểu"),
        ({"--unit": "tra_cu.khong_co"}, "unit", "tra_cu.khong_co"),
        ({"--unit": ""}, "unit", "đơn vị"),
        ({"--period": "2023-H3"}, "period", "Không đọc được kỳ"),
        ({"--period": "2023-13"}, "period", "kỳ"),
        ({"--period": "2023-06-30..2023-01-01"}, "period", "ngày cuối trước ngày đầu"),
        ({"--period": "2024"}, "period", "chọn kỳ đã bắt đầu"),
        ({"--period": "2010"}, "period", "Chưa có biểu báo cáo nào"),
        ({"--format": "odt"}, "format", "xlsx, docx, pdf, json"),
        ({"--out": "bao-cao.odt"}, "format", "xlsx, docx, pdf, json"),
        ({"--out": "/khong/co/a.xlsx"}, "out", "Không ghi được tệp"),
        ({"--out": "/", "--format": "xlsx"}, "out", "Không ghi được tệp"),
        ({"--as-of": "2030-01-01"}, "as_of", "tương lai"),
        ({"--as-of": "2022-12-31T23:00"}, "as_of", "bắt đầu sau thời điểm chốt"),
        ({"--as-of": "hôm qua"}, "as_of", "hôm qua"),
    ],
)
def test_what_a_report_refuses(
    office: World, changed: dict[str, str], field: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {"--unit": THANH_SON, "--period": "2023-H1", **changed}
    form = options.pop("form", "II.06a")
    assert run(["report", form, *(word for pair in options.items() for word in pair)]) == 2
    refused = capsys.readouterr().err
    assert words in refused
    assert "Traceback" not in refused
    assert run(["report", form, *(word for pair in options.items() for word in pair), "--json"]) == 2
    if not {"--out", "--format"} & set(changed):
        assert json.loads(capsys.readouterr().out)["error"]["field"] == field


def _locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mat khau", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "không có chữ"),
        ("a.docx", b"", "không có chữ"),
        ("a.pdf", b"", "không có chữ"),
        ("a.pdf", pdf(), "ảnh quét"),
        ("a.pdf", _locked(), "mật khẩu"),
        ("a.docx", b"PK\x03\x04 broken", "a.docx"),
        ("a.exe", b"MZ", "a.exe"),
    ],
    ids=["txt", "docx", "pdf", "scanned", "locked", "broken", "program"],
)
def test_what_check_report_refuses(
    office: World, tmp_path: Path, name: str, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(["check-report", str(tmp_path / name), "--json"]) == 2
    printed = capsys.readouterr()
    assert json.loads(printed.out)["error"]["field"] == "file"
    assert words in printed.err


def test_a_report_that_the_system_printed_is_read_back(office: World, tmp_path: Path) -> None:
    for ending in ("docx", "pdf", "txt"):
        file = tmp_path / f"a.{ending}"
        assert run(["cchc-report", *ASKED, "--out", str(file)]) == 0
        assert run(["check-report", str(file), "--unit", THANH_SON]) == 0, ending


def test_two_hundred_pages_are_read_in_seconds(
    office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "Xã Thanh Sơn tiếp nhận 02 hồ sơ, đã giải quyết 01/02 hồ sơ, đạt 50,00%, tăng 1,2% so với cùng kỳ."
    page = [f"{said} Kiểm tra {number} đơn vị theo Kế hoạch số {number}/KH-UBND." for number in range(1, 26)]
    (tmp_path / "a.docx").write_bytes(docx("\n".join(page * 200)))
    began = time.process_time()
    assert run(["check-report", str(tmp_path / "a.docx"), *ASKED, "--json"]) in (0, 1, 2)
    assert time.process_time() - began < 30
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
