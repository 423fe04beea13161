"""`motcua score qd766`: the sheet of a unit as people read it and as others rely on it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.cli import score
from motcua.cli.asked import Asked
from motcua.law.errors import NoValue
from motcua.rules.dossier import State
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.world import THANH_SON, World

NOW = "2023-07-03 08:00"


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    return world


def run(*, by: str = "", **options: Any) -> int:
    asked = SimpleNamespace(obj=Asked.read(("score", *(("--as", by) if by else ()))))
    given = {"index": "qd766", "unit": THANH_SON, "period": "2023-H1", **options}
    return score.score(asked, given.pop("index"), **given)  # type: ignore[arg-type]


def test_the_sheet_as_people_read_it(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    told = capsys.readouterr().out
    for text in (
        "Ủy ban nhân dân xã Thanh Sơn, từ 01/01/2023 đến 30/06/2023",
        "Tiến độ giải quyết: 10,00 / 20",
        "10,00 / 20           1/2  Hồ sơ giải quyết sớm hạn và đúng hạn",
        "(chưa có dữ liệu; hệ thống không ghi, chưa ai khai)",
        "trên 100.",
        "Xếp loại: Yếu – ",
        "dữ liệu mô phỏng",
    ):
        assert text in told, text


def test_the_sheet_as_others_rely_on_it(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {
        "id", "unit", "period", "as_of", "sheet", "known", "possible", "most", "whole", "grade", "flags", "groups",
        "rows",
    }  # fmt: skip
    assert told["most"] == round(told["known"] + told["whole"] - told["possible"], 2)
    rows = {row["id"]: row for row in told["rows"]}
    assert (rows["2.1"]["numerator"], rows["2.1"]["denominator"], rows["2.1"]["score"]) == (1, 2, 10.0)
    assert (rows["1.1"]["score"], rows["1.1"]["standing"]) == (None, "no_data")
    assert [group["points"] for group in told["groups"]] == [18, 20, 12, 10, 18, 22]


def test_a_cut_off_in_the_past(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    run(as_json=True, as_of="2023-04-01T00:00")
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert rows["2.1"]["standing"] == "nothing_counted"


@pytest.mark.parametrize(
    ("options", "refused", "field"),
    [
        ({"index": "par"}, NotFound, "index"),
        ({"unit": "tra_cu.khong_co"}, NotFound, "unit"),
        ({"period": "quý này"}, Refusal, "period"),
        ({"as_of": "2023-08-01T00:00"}, Refusal, "as_of"),
        ({"period": "2021"}, NoValue, ""),
    ],
)
def test_what_cannot_be_scored(
    office: World, options: dict[str, str], refused: type[Refusal] | type[NoValue], field: str
) -> None:
    with pytest.raises(refused) as told:
        run(**options)
    assert not field or told.value.field == field


def test_seen_as_somebody_else(office: World) -> None:
    with pytest.raises(NotAllowed):
        run(by="thu_ha")


def test_without_a_unit_or_a_store_the_command_is_refused(tmp_path: Path) -> None:
    assert motcua("score", "qd766", "--unit", THANH_SON, "--period", "2023", data=tmp_path / "none").code == 2
    make_store(tmp_path / "store")
    ran = motcua("score", "qd766", "--unit", THANH_SON, "--period", "2023", "--json", data=tmp_path / "store")
    assert (ran.code, ran.json()["error"]["field"]) == (2, "unit")
