"""`motcua figure` for each kind of indicator; `motcua figures`: the list, and loading what was counted elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.records.measures.reading import COLUMNS
from motcua.rules.indicators import indicators
from tests.cli.commands import motcua

HALF = ("--period", "2023-H1")
ROW = "settlement_rate,tra_cu,2022-H1,38251,38280,Báo cáo 120/BC-UBND,"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration store, in which every test leaves what it needs itself."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    assert motcua("demo", "--no-serve", "--scale", "0.001", data=folder).code == 0
    return folder


def written(folder: Path, *rows: str) -> Path:
    file = folder / "figures.csv"
    file.write_text("\n".join((",".join(COLUMNS), *rows)) + "\n", encoding="utf-8")
    return file


def test_the_list_is_that_of_the_declarations(shown: Path) -> None:
    listed = motcua("figures", "list", "--json", data=shown).json()
    assert [(each["id"], each["label"]) for each in listed] == [(each.id, each.label) for each in indicators().values()]
    assert all(each in motcua("figures", "list", data=shown).out for each in indicators())


@pytest.mark.parametrize("indicator", ["progress_766", "processing_calendar_p50", "steps_overrun", "reuse_share"])
def test_every_kind_of_indicator_has_the_shape_others_rely_on(shown: Path, indicator: str) -> None:
    found = motcua("figure", indicator, *HALF, "--json", data=shown).json()
    assert (found["id"], found["period"]["id"]) == (indicator, "2023-H1")
    assert ("no_data" in found["flags"]) == (found["numerator"] is None) == (indicator == "reuse_share")


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("processing_working_p90", "phút ("),
        ("processing_working_average", "phút"),
        ("waiting_share", "%"),
        ("satisfaction", "chưa có dữ liệu"),
        ("backlog_age", "quá hạn"),
    ],
)
def test_a_figure_is_read_in_its_unit(shown: Path, indicator: str, words: str) -> None:
    ran = motcua("figure", indicator, *HALF, data=shown)
    assert ran.code == 0, ran.err
    assert words in ran.out


def test_a_file_is_tried_and_then_loaded_once(shown: Path, tmp_path: Path) -> None:
    file = str(written(tmp_path, ROW))
    tried = motcua("figures", "load", file, "--dry-run", "--json", data=shown).json()
    loaded = motcua("figures", "load", file, "--json", data=shown).json()
    again = motcua("figures", "load", file, data=shown)
    assert tried == {"rows": 1, "loaded": 0, "dry_run": True}
    assert loaded == {"rows": 1, "loaded": 1, "dry_run": False}
    assert (again.code, "0 số liệu mới" in again.out) == (0, True)
    assert motcua("verify", data=shown).code == 0


def test_a_file_with_a_wrong_row_loads_nothing(shown: Path, tmp_path: Path) -> None:
    file = written(tmp_path, ROW.replace("H1", "Q1"), ROW.replace("tra_cu", "ca_mau"))
    ran = motcua("figures", "load", str(file), "--json", data=shown)
    assert ran.code == 2
    assert [(row["line"], row["column"]) for row in ran.json()["error"]["rows"]] == [(3, "unit")]
    assert motcua("figures", "load", str(written(tmp_path)), data=shown).code == 2
    assert motcua("figures", "load", str(tmp_path / "none.csv"), data=shown).code == 2
    assert motcua("figures", "load", str(file), "--as", "nobody", data=shown).code == 2
