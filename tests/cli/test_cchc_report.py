"""`motcua cchc-report`: what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from motcua.cli.running import run
from motcua.rules.dossier import State
from tests.conftest import At
from tests.world import World

pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
ASKED = ("cchc-report", "--unit", "tra_cu", "--period", "2023-H1")


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    world.accept()
    world.bring(world.accept(), State.SETTLED)
    at("2023-07-03 08:00")
    return world


def test_as_plain_text(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Báo cáo Kết quả công tác cải cách hành chính 6 tháng đầu năm 2023\n")
    assert "Toàn huyện tiếp nhận 02 hồ sơ, đã giải quyết 01/02 hồ sơ, đạt 50,00%." in text


def test_as_json(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["unit"], told["period"]["id"]) == ("tra_cu", "2023-H1")


@pytest.mark.parametrize("ending", ["docx", "pdf", "txt", "json"])
def test_as_a_file(office: World, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"bao-cao.{ending}"
    assert run([*ASKED, "--out", str(file)]) == 0
    assert "Đã ghi báo cáo vào" in capsys.readouterr().err
    if ending == "docx":
        assert run(["check-report", str(file), "--unit", "tra_cu"]) == 0
    elif ending == "pdf":
        assert "Toàn huyện tiếp nhận 02 hồ sơ" in " ".join(PdfReader(file).pages[0].extract_text().split()) + " ".join(
            PdfReader(file).pages[1].extract_text().split()
        )
    else:
        assert "Toàn huyện" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        (["--out", "bao-cao.odt"], "docx"),
        (["--out", "/khong/co/bao-cao.txt"], "Không ghi được tệp"),
        (["--period", "2024"], "chọn kỳ đã bắt đầu"),
        (["--unit", "tra_cu.khong_co"], "tra_cu.khong_co"),
        (["--as-of", "2030-01-01"], "tương lai"),
    ],
)
def test_what_it_refuses(office: World, changed: list[str], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, *changed]) == 2
    assert word in capsys.readouterr().err
