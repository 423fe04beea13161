"""`motcua open-data`: the files in a folder, what is told of them, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.cli import open_data as command
from motcua.records.measures import open_data
from motcua.rules.dossier import State
from motcua.rules.refusal import Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.world import World

FILES = ["du-lieu-mo-2023-04.csv", "du-lieu-mo-2023-04.json", "tu-dien-du-lieu.csv"]


@pytest.fixture(autouse=True)
def office(world: World, at: At, store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Six dossiers in April, looked at in May."""
    open_data.forget()
    for _ in range(6):
        world.bring(world.accept(), State.SETTLED, at="2023-04-28 09:00")
    at("2023-05-08 08:00")
    monkeypatch.setattr(command, "require_tables", lambda: None)
    yield
    open_data.forget()


def run(out: Path, **options: Any) -> int:
    return command.given_out(**{"period": "2023-04", "out": str(out), **options})


def test_the_files_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "moi" / "du-lieu"
    assert run(to) == 0
    assert sorted(file.name for file in to.iterdir()) == FILES
    told = capsys.readouterr().out
    assert [name for name in FILES if name not in told] == []
    assert "6 dòng, trong đó ẩn 0 dòng." in told
    assert "Dữ liệu mô phỏng" in told


def test_json_says_what_was_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "ra", as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["period"], told["as_of"]) == ("2023-04", "2023-05-01T00:00:00+07:00")
    assert (told["rows"], told["suppressed"], told["simulated"]) == (6, 0, True)
    assert [Path(file).name for file in told["files"]] == FILES
    assert [file for file in told["files"] if not Path(file).is_file()] == []


@pytest.mark.parametrize("period", ["2023-05", "2023-H1", "2023-03", "thang 4"])
def test_only_a_closed_month_is_published(tmp_path: Path, period: str) -> None:
    with pytest.raises(Refusal) as refused:
        run(tmp_path / "ra", period=period)
    assert refused.value.field == "period"
    assert not (tmp_path / "ra").exists()


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "tep"
    taken.write_text("x", encoding="utf-8")
    with pytest.raises(Refusal, match="Không ghi được tệp"):
        run(taken)


def test_the_exit_code_of_a_refusal_is_2(tmp_path: Path) -> None:
    data = tmp_path / "kho"
    make_store(data)
    done = motcua("open-data", "--period", "2023-04", "--out", str(tmp_path / "ra"), "--json", data=data)
    assert done.code == 2
    assert json.loads(done.out)["error"]["field"] == "period"
