"""`motcua demo`, and the commands that need dossiers: figure, explain by a procedure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import make_store, motcua

SCALE = "0.002"
HALF = ("figure", "settlement_rate", "--period", "2023-H1")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration store that the tests of this module only look at."""
    folder = tmp_path_factory.mktemp("demo") / "store"
    ran = motcua("demo", "--no-serve", "--scale", SCALE, data=folder)
    assert ran.code == 0, ran.err
    assert "Đã dựng" in ran.out
    return folder


def test_running_it_again_goes_on_with_what_is_there(shown: Path) -> None:
    before = (shown / "store.json").read_bytes()
    ran = motcua("demo", "--no-serve", data=shown)
    assert (ran.code, "đã sẵn sàng" in ran.out) == (0, True)
    assert (shown / "store.json").read_bytes() == before
    assert motcua("verify", data=shown).code == 0


def test_a_figure_has_the_shape_others_rely_on(shown: Path) -> None:
    found = motcua(*HALF, "--by", "level", "--json", data=shown).json()
    assert list(found) == [
        *("id", "version", "period", "as_of", "numerator", "denominator", "value"),
        *("unit", "exclusions", "flags", "groups"),
    ]
    assert found["period"] == {"id": "2023-H1", "from": "2023-01-01", "to": "2023-06-30"}
    assert found["flags"] == ["simulated"]
    assert {group["key"] for group in found["groups"]} == {"district", "commune"}
    assert sum(group["denominator"] for group in found["groups"]) == found["denominator"] > 0
    assert found["value"] == found["numerator"] / found["denominator"]


def test_a_figure_in_words(shown: Path) -> None:
    ran = motcua(*HALF, data=shown)
    assert ran.code == 0
    assert "từ 01/01/2023 đến 30/06/2023" in ran.out
    assert "Dữ liệu mẫu" in ran.out


def test_as_of_knows_only_what_was_known(shown: Path) -> None:
    early = motcua(*HALF, "--as-of", "2023-02-01", "--json", data=shown).json()
    late = motcua(*HALF, "--json", data=shown).json()
    assert early["denominator"] < late["denominator"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("figure", "nonsense", "--period", "2023-H1"), "id"),
        (("figure", "settlement_rate"), "period"),
        (("figure", "settlement_rate", "--period", "2023-H9"), "period"),
        (("figure", "settlement_rate", "--period", "2" * 10_000), "period"),
        ((*HALF, "--by", "colour"), "by"),
        ((*HALF, "--as-of", "yesterday"), "as_of"),
        ((*HALF, "--as-of", "2030-01-01"), "as_of"),
        ((*HALF, "--as", "nobody.here"), "username"),
        (("explain", "--received", "2023-04-28 15:20", "--procedure", "9.999999"), "procedure"),
    ],
)
def test_a_wrong_argument_is_named(arguments: tuple[str, ...], field: str, shown: Path) -> None:
    ran = motcua(*arguments, "--json", data=shown)
    assert ran.code == 2
    error = json.loads(ran.out)["error"]
    assert error["message"] == ran.err.strip()
    assert "Traceback" not in ran.err
    if field != "username":
        assert error["field"] == field


@pytest.mark.parametrize("scale", ["0", "1.5", "nan", "inf", "1e-1", "-1", "x" * 10_000])
def test_a_scale_is_a_share(scale: str, shown: Path) -> None:
    ran = motcua("demo", "--no-serve", f"--scale={scale}", data=shown)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--scale")


def test_explain_by_a_procedure_in_force(shown: Path) -> None:
    ran = motcua(
        "explain",
        "--procedure",
        "2.000815",
        "--received",
        "2023-04-28 15:20",
        "--channel",
        "counter",
        "--json",
        data=shown,
    )
    assert (ran.code, ran.json()["due"]) == (0, "2023-05-04T17:00+07:00")
    longer = motcua(
        "explain", "--procedure", "2.000815", "--received", "2023-04-28 15:20", "--days", "1", "--unit", "working_day",
        "--json", data=shown,
    )  # fmt: skip
    assert longer.json()["due"] == "2023-05-04T15:20+07:00"


def test_fresh_begins_anew_with_the_same_figures(tmp_path: Path) -> None:
    first = motcua("demo", "--no-serve", "--scale", "0.0005", data=tmp_path)
    figures = motcua(*HALF, "--json", data=tmp_path).json()
    keys = (tmp_path / "keys" / "receipts.key").read_bytes()
    again = motcua("demo", "--no-serve", "--scale", "0.0005", "--fresh", data=tmp_path)
    assert (first.code, again.code) == (0, 0)
    assert motcua(*HALF, "--json", data=tmp_path).json() == figures
    assert (tmp_path / "keys" / "receipts.key").read_bytes() != keys


def test_a_real_store_is_never_touched(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    for options in ((), ("--fresh",)):
        ran = motcua("demo", "--no-serve", *options, data=tmp_path)
        assert ran.code == 2
        assert "kho thật" in ran.err
    assert {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == before
    assert motcua("verify", data=tmp_path).code == 0
