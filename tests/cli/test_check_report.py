"""`motcua check-report` and `motcua citations`: shapes, exit codes, words, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from motcua.cli.running import run
from motcua.rules.dossier import State
from tests.cli.commands import motcua
from tests.conftest import At
from tests.records.files.specimens import docx, pdf
from tests.world import HAM_TAN, World

AFTER = "2023-07-03 08:00"
KEYS = ["kind", "text", "start", "end", "arithmetic", "data", "reference", "computed"]
RIGHT = "Kết quả 6 tháng đầu năm 2023: toàn huyện tiếp nhận 03 hồ sơ, đã giải quyết 1/3 hồ sơ, đạt 33,33%."


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    """Three received, one of them settled."""
    world.bring(world.accept(), State.SETTLED)
    world.accept()
    world.accept(unit_key=HAM_TAN)
    at(AFTER)
    return world


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "báo cáo.txt"
    file.write_text(RIGHT, "utf-8")
    return file


def ran(*arguments: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_report_that_is_right(office: World, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran("check-report", report, "--json", capsys=capsys)
    told: list[dict[str, Any]] = json.loads(out)
    assert (code, err) == (0, "")
    assert all(list(claim) == KEYS for claim in told)
    assert [(claim["kind"], claim["arithmetic"], claim["data"], claim["computed"]) for claim in told] == [
        ("count", "none", "agrees", 3),
        ("ratio", "right", "agrees", 33.33),
    ]
    assert all(RIGHT[claim["start"] : claim["end"]] == claim["text"] for claim in told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kiểm tra 24 đơn vị (11 xã, 07 phòng và 06 xã).", 0),
        ("Kiểm tra 25 đơn vị (11 xã, 07 phòng và 06 xã).", 1),
        ("Trong 6 tháng đầu năm 2023 tiếp nhận 04 hồ sơ.", 1),
        ("Tiếp nhận 04 hồ sơ.", 0),
        ("Theo Kế hoạch số 03/KH-UBND.", 0),
        ("Không có con số nào.", 0),
    ],
)
def test_the_exit_code(office: World, tmp_path: Path, text: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert ran("check-report", tmp_path / "a.txt", capsys=capsys)[0] == code


def test_unit_and_period_are_asked_for(office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(docx("Tiếp nhận 01 hồ sơ."))
    asked = ("check-report", tmp_path / "a.docx", "--unit", HAM_TAN, "--period", "2023-H1", "--json")
    code, out, _ = ran(*asked, capsys=capsys)
    assert (code, json.loads(out)[0]["data"]) == (0, "agrees")


def test_in_words(office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{RIGHT} Kiểm tra 25 đơn vị (11 xã, 07 phòng và 06 xã) theo Nghị định 61/2018/NĐ-CP và 03/KH-UBND."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    code, out, err = ran("check-report", tmp_path / "a.txt", capsys=capsys)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "Đọc được 5 ý; 1 ý cần xem lại.",
        "So với số liệu từ 01/01/2023 đến 30/06/2023.",
        "✓   1. tiếp nhận 03 hồ sơ",
        "       số đếm · khớp số liệu",
        "       số liệu của hệ thống: 3 hồ sơ",
        "✓   2. 1/3 hồ sơ, đạt 33,33%",
        "       tỷ lệ · tính đúng · khớp số liệu",
        "       1 ÷ 3 = 33,33%",
        "       số liệu của hệ thống: 1/3 hồ sơ = 33,33%",
        "✗   3. 25 đơn vị (11 xã, 07 phòng và 06 xã)",
        "       tổng · TÍNH SAI · chưa có số liệu để so",
        "       11 + 7 + 6 = 24",
        "✓   4. 61/2018/NĐ-CP",
        "       văn bản · có trong danh mục",
        "·   5. 03/KH-UBND",
        "       văn bản · chưa có trong danh mục",
    ]


def test_without_a_period_it_says_what_to_add(
    office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Tiếp nhận 04 hồ sơ.", "utf-8")
    assert "--period 2023-H1" in ran("check-report", tmp_path / "a.txt", capsys=capsys)[1]


def test_somebody_sees_no_more_than_elsewhere(office: World, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ran("check-report", report, "--json", "--as", "quoc_huy", capsys=capsys)
    assert {claim["data"] for claim in json.loads(out)} == {"unknown"}


@pytest.mark.parametrize(
    ("name", "content", "more", "field", "words"),
    [
        ("missing.txt", None, (), "file", "Không có tệp"),
        ("a.txt", b"", (), "file", "không có chữ"),
        ("a.txt", b"\xff\x00\xfe", (), "file", "UTF-8"),
        ("a.pdf", pdf(), (), "file", "ảnh quét"),
        ("a.xlsx", b"PK", (), "file", "không thuộc loại"),
        ("a.txt", b"04 h\xe1\xbb\x93 s\xc6\xa1", ("--unit", "tra_cu.khong_co"), "unit", "Không có đơn vị"),
        ("a.txt", b"04", ("--period", "2023-H3"), "period", "Không đọc được kỳ"),
    ],
)
def test_what_is_refused(
    office: World,
    tmp_path: Path,
    name: str,
    content: bytes | None,
    more: tuple[str, ...],
    field: str,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = ran("check-report", tmp_path / name, *more, "--json", capsys=capsys)
    error = json.loads(out)["error"]
    assert (code, error["field"]) == (2, field)
    assert words in error["message"]
    assert words in err


def test_without_a_store_it_says_which_commands_make_one(tmp_path: Path, report: Path) -> None:
    done = motcua("check-report", str(report), data=tmp_path / "none")
    assert done.code == 2
    assert "motcua demo" in done.err
    assert "motcua init" in done.err


def test_citations_need_no_store(tmp_path: Path) -> None:
    text = "Kế hoạch số 03/KH-UBND ngày 30/01/2023;\nChương trình 12-CTr/TU và Nghị định 61/2018/NĐ-CP."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    done = motcua("citations", str(tmp_path / "a.txt"), "--json", data=tmp_path / "none")
    assert (done.code, done.err) == (0, "")
    told = done.json()
    assert told[0] == {
        "text": "03/KH-UBND",
        "kind": "Kế hoạch",
        "class": "state",
        "number": "03",
        "symbol": "KH-UBND",
        "reference": "03/KH-UBND",
        "year": 2023,
        "date": "2023-01-30",
        "issuer": "UBND",
        "start": 12,
        "end": 22,
    }
    assert [each["reference"] for each in told] == ["03/KH-UBND", "12-CTr/TU", "61/2018/NĐ-CP"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in told)


def test_citations_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Kế hoạch số 03/KH-UBND ngày 30/01/2023; công văn 12/UBND-NV", "utf-8")
    (tmp_path / "b.txt").write_text("1.401 hồ sơ", "utf-8")
    assert ran("citations", tmp_path / "a.txt", capsys=capsys)[:2] == (
        0, "Kế hoạch 03/KH-UBND · 30/01/2023\nCông văn 12/UBND-NV\n",
    )  # fmt: skip
    assert ran("citations", tmp_path / "b.txt", capsys=capsys)[:2] == (0, "Không thấy số, ký hiệu văn bản nào.\n")
