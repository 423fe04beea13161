"""`motcua evaluation`: three forms as others rely on them and as files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from motcua.cli import evaluation
from motcua.cli.asked import Asked
from motcua.records.evaluation.content import Kind
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.records.evaluation.evaluating import LESS, assess, enter, settled
from tests.world import HAM_TAN, THANH_SON, World

NOW = "2023-07-05 12:00"


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    enter(world, settled(world).code)
    enter(world, settled(world).code, {"1": 2, "7": 1})
    assess(world)
    assess(world, Kind.APPRAISED, LESS, seen=1)
    at(NOW)
    return world


def run(*, by: str = "", **options: Any) -> int:
    asked: Any = SimpleNamespace(obj=Asked.read(("evaluation", *(("--as", by) if by else ()))))
    given: Any = {"unit": THANH_SON, "period": "2023-Q2", **options}
    return evaluation.evaluation(asked, **given)


def told(capsys: pytest.CaptureFixture[str], **options: Any) -> Any:
    assert run(**options) == 0
    return json.loads(capsys.readouterr().out)


def test_an_agency_as_others_rely_on_it(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys)
    assert found["unit"]["key"] == THANH_SON
    assert (found["ballots"], found["settled"], found["few_ballots"]) == (2, 2, True)
    assert (found["total"], found["most"], found["grade"], found["missing"]) == (11.0, 18, "Khá", [])
    assert found["criteria"][0] == {
        "number": "1", "label": found["criteria"][0]["label"], "most": 2, "points": 1.5, "answers": 2, "record": 2.0,
    }  # fmt: skip
    assert found["criteria"][4]["appraised"] == 1.5
    assert "chờ kiểm chứng" in found["note"]
    earlier = told(capsys, as_of="2023-07-03T11:00")
    assert (earlier["ballots"], earlier["total"], len(earlier["missing"])) == (0, None, 9)


def test_ballots_and_the_ranking(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    ballots = told(capsys, form="dossier")["ballots"]
    assert [(one["answers"], one["record"]) for one in ballots][1] == ({"1": 2, "7": 1}, {"1": 3, "2": 3})
    agencies = told(capsys, form="ranking", unit="tra_cu")["agencies"]
    assert (agencies[0]["place"], agencies[0]["unit"]["key"]) == (1, THANH_SON)
    assert {one["place"] for one in agencies[1:]} == {None}


@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", ["dossier", "agency", "ranking"])
def test_each_form_is_a_file(office: World, tmp_path: Path, form: str) -> None:
    book, paper, text = tmp_path / "a.xlsx", tmp_path / "a.pdf", tmp_path / "a.json"
    for file in (book, paper, text):
        assert run(form=form, out=str(file)) == 0
    values = [
        cell for row in load_workbook(io.BytesIO(book.read_bytes())).active.iter_rows(values_only=True) for cell in row
    ]
    assert 1.5 in values
    assert "Dữ liệu mô phỏng" in str(values)
    assert paper.read_bytes().startswith(b"%PDF")
    assert json.loads(text.read_text())["period"]["id"] == "2023-Q2"


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"form": "khac"}, "form"),
        ({"form_of_file": "docx"}, "format"),
        ({"period": "quý hai"}, "period"),
        ({"out": "/khong/co/a.json"}, "out"),
    ],
)
def test_what_is_refused_names_its_option(office: World, options: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        run(**options)
    assert refused.value.field == field


def test_who_asks_sees_no_more_than_on_the_pages(office: World) -> None:
    with pytest.raises(NotAllowed):
        run(by="quoc_huy")
    with pytest.raises(NotFound):
        run(unit="tra_cu.khong_co")
    assert run(by="quoc_huy", unit=HAM_TAN) == 0


def test_it_runs_as_a_command(tmp_path: Path) -> None:
    make_store(tmp_path)
    ran = motcua("evaluation", "--unit", "tra_cu.thanh_son", "--period", "2023-Q2", "--json", data=tmp_path)
    assert (ran.code, ran.json()["error"]["field"]) == (2, "unit")  # a new store has no units yet
