"""`motcua report`: every format, the endings of files, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from docx import Document

from motcua.cli import report
from motcua.cli.asked import Asked
from motcua.rules.dossier import State
from motcua.rules.refusal import NotFound, Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.world import THANH_SON, World


@pytest.fixture
def asked(world: World, at: At, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What Typer passes to a command, on the store of the test with two dossiers."""
    at("2023-07-03 08:00")
    world.bring(world.accept(at="2023-06-01 08:00"), State.SETTLED, at="2023-06-02 10:00")
    world.accept(at="2023-06-29 08:00")
    at("2023-07-03 08:00")
    monkeypatch.setattr(report, "require_tables", lambda: None)
    return SimpleNamespace(obj=Asked(data="", now="", account="", rest=()))


def run(asked: Any, form: str = "II.06a", **options: Any) -> int:
    return report.report(asked, form, **{"unit": THANH_SON, "period": "2023-H1", **options})


def test_json_is_the_answer(asked: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(asked, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["form"], told["unit"], told["as_of"]) == ("II.06a", THANH_SON, "2023-07-01T00:00:00+07:00")
    assert [column["number"] for column in told["columns"]] == list(range(3, 14))
    assert told["rows"][-1]["cells"] == [2, 0, 2, 0, 1, 1, 0, 0, 1, 1, 0]


def test_a_workbook_in_the_layout_of_the_form(asked: Any, tmp_path: Path) -> None:
    to = tmp_path / "bao-cao.xlsx"
    assert run(asked, out=str(to)) == 0
    sheet = openpyxl.load_workbook(to).active
    texts = {cell.value: cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value is not None}
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"C9:F9", "G9:J9", "K9:M9", "D10:E10", "A9:A11", "F10:F11"} <= merged
    assert texts["Số hồ sơ nhận giải quyết"] == "C9"
    assert [sheet.cell(12, place).value for place in range(1, 14)] == [f"({number})" for number in range(1, 14)]
    assert [sheet.cell(15, place).value for place in (2, 3, 13)] == ["Tổng cộng", 2, 0]
    assert "NGƯỜI LẬP BIỂU" in texts
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
def test_word_and_pdf(asked: Any, tmp_path: Path) -> None:
    run(asked, form_of_file="docx", out=str(tmp_path / "a"))
    document = Document(io.BytesIO((tmp_path / "a").read_bytes()))
    table = next(table for table in document.tables if len(table.columns) == 13)
    assert table.rows[0].cells[2].text == table.rows[0].cells[5].text == "Số hồ sơ nhận giải quyết"
    assert table.rows[-1].cells[1].text == "Tổng cộng"
    run(asked, out=str(tmp_path / "b.pdf"))
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("form", ["II.07b", "II.05a", "II.08", "dieu-hanh", "qua-han"])
def test_every_form_becomes_a_workbook(asked: Any, tmp_path: Path, form: str) -> None:
    run(asked, form, out=str(tmp_path / "a.xlsx"))
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"form_of_file": "odt"}, "format"),
        ({"out": "bao-cao.txt"}, "format"),
        ({"period": "2023-H3"}, "period"),
        ({"unit": "tra_cu.khong_co"}, "unit"),
        ({"as_of": "hôm qua"}, "as_of"),
        ({"out": "/khong/co/thu/muc/a.xlsx"}, "out"),
        ({"form": "II.99"}, "form"),
    ],
)
def test_refused(asked: Any, options: dict[str, Any], field: str) -> None:
    with pytest.raises((Refusal, NotFound)) as told:
        run(asked, **options)
    assert told.value.field == field


def test_the_command(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    ran = motcua("report", "II.06a", "--unit", "khong_co", "--period", "2023-H1", "--json", data=tmp_path)
    assert (ran.code, ran.json()["error"]["field"]) == (2, "unit")
