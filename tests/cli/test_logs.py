"""`motcua log`: taken in, what cannot be read told, summed up as others rely on; our own given out without names."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.cli import logs
from motcua.cli.asked import Asked
from motcua.gateways.event_logs import read
from motcua.records.casework.trails import trails
from motcua.records.logs.models import Log, LogEvent
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.event_log import instant
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.gateways.xes_structure import violations
from tests.world import APPLICANT, CAST, HAM_TAN, THANH_SON, World

TABLE = """case,activity,time,resource,channel,planned_end,actual_end
1,Tiếp nhận,2023-01-03 08:00,Lan,quầy,2023-01-05 08:00,2023-01-05 08:00
1,Trả kết quả,2023-01-05 08:00,Minh,quầy,,
2,Tiếp nhận,03/01/2023 09:00,Lan,trực tuyến,04/01/2023,05/01/2023 09:00
2,Bổ sung,04/01/2023 09:00,,trực tuyến,04/01/2023,
2,Trả kết quả,05/01/2023 09:00,Minh,trực tuyến,04/01/2023,
3,Tiếp nhận,2023-01-06T10:00+07:00,Lan,quầy,,
3,Trả kết quả,chưa rõ,Lan,quầy,,
,Tiếp nhận,2023-01-06,Lan,,,
"""

SUMMARY = {
    "cases": 3,
    "events": 6,
    "activities": 3,
    "variants": 3,
    "resources": 2,
    "channels": {"quầy": 2, "trực tuyến": 1},
    "closed": 2,
    "late": 1,
    "open": 1,
    "median_hours": 48.0,
}


@pytest.fixture
def office(world: World, store: Path, at: At) -> World:
    """The cast at work in a store."""
    at("2023-06-15 10:00")
    return world


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log with two rows that cannot be read."""
    path = tmp_path / "log.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def context(by: str = "") -> Any:
    return SimpleNamespace(obj=Asked.read(("log", *(("--as", by) if by else ()))))


def take_in(file: Path | str, *, by: str = "", **options: Any) -> int:
    return logs.take_in(context(by), str(file), **{"name": "thử", **options})


def said(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_log_is_taken_in_and_summed_up(office: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take_in(file) == 0
    told = capsys.readouterr()
    assert "3 hồ sơ, 6 việc" in told.out
    assert "Dòng 8: Không đọc được thời điểm «chưa rõ»" in told.err
    assert "Dòng 9: Thiếu mã hồ sơ" in told.err
    assert "2 dòng không đọc được" in told.err
    assert logs.summed_up(context(), "thử", as_json=True) == 0
    assert said(capsys) == SUMMARY
    assert logs.summed_up(context(), "thử") == 0
    assert "muộn 1" in capsys.readouterr().out


def test_the_answer_of_an_import_as_json(office: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take_in(file, as_json=True)
    told = said(capsys)
    assert (told["name"], told["cases"], told["events"], told["left_out"]) == ("thử", 3, 6, 2)
    assert [wrong["line"] for wrong in told["wrong"]] == [8, 9]
    logs.listed(context(), as_json=True)
    (listed,) = said(capsys)
    assert (listed["name"], listed["file"], listed["format"], listed["cases"]) == ("thử", "log.csv", "csv", 3)


def test_many_wrong_lines_are_counted_not_all_printed(
    office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("case,activity,time\n1,A,2023-01-03\n" + "1,A,mai\n" * 30, encoding="utf-8")
    take_in(path)
    assert "… và 20 dòng khác" in capsys.readouterr().err


def test_a_name_is_taken_once_unless_replaced(office: World, file: Path) -> None:
    take_in(file)
    with pytest.raises(Conflict):
        take_in(file)
    take_in(file, replace=True)
    assert Log.objects.count() == 1
    logs.removed(context(), "thử")
    assert not LogEvent.objects.exists()


def test_columns_are_told_by_their_names(office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Số biên nhận;Bước;Lúc\n1;A;2023-01-03\n", encoding="utf-8")
    with pytest.raises(Refusal, match="Không nhận ra cột"):
        take_in(path)
    assert not Log.objects.exists()
    take_in(path, columns="case=số biên nhận, activity=Bước")
    assert "1 hồ sơ, 1 việc" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"name": "a/b"}, "name"),
        ({"columns": "x=y"}, "map"),
        ({"columns": "case=khong co"}, "map"),
    ],
)
def test_what_does_not_do_is_refused_by_its_option(
    office: World, file: Path, options: dict[str, str], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        take_in(file, **options)
    assert refused.value.field == field
    assert not Log.objects.exists()


def test_a_file_that_is_not_there_is_said(office: World, tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.csv", tmp_path):
        with pytest.raises(Refusal, match="Không có tệp"):
            take_in(path)


def test_who_may_do_what(office: World, file: Path) -> None:
    with pytest.raises(NotAllowed):
        take_in(file, by="sa_rath")
    take_in(file, by="my_dung")
    assert logs.summed_up(context("sa_rath"), "thử") == 0
    for by in ("my_dung", "minh"):
        with pytest.raises(NotAllowed):
            logs.summed_up(context(by), "thử")
    with pytest.raises(NotFound):
        logs.summed_up(context(), "khác")


def test_nothing_taken_in_yet_is_said(office: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert logs.listed(context()) == 0
    assert "Chưa có nhật ký nào" in capsys.readouterr().out


@pytest.fixture
def busy(office: World) -> World:
    """A few dossiers of two communes."""
    for state in (State.RETURNED, State.PROCESSING, State.REFUSED):
        office.bring(office.accept(), state)
    office.accept(unit_key=HAM_TAN)
    return office


@pytest.mark.parametrize("form", ["xes", "csv"])
def test_our_own_log_is_given_out_valid_and_without_names(
    busy: World, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"ours.{form}"
    assert logs.given_out(context(), form=form, out=str(out), period="2023-H1") == 0
    text = out.read_text(encoding="utf-8")
    ours = trails(Viewer.system(), period("2023-H1"))
    assert read(io.BytesIO(text.encode()), columns={}).cases == ours
    assert form == "csv" or violations(text) == []
    for personal in (*APPLICANT.values(), *(member.name for member in CAST.values()), *CAST, "H59"):
        assert personal not in text
    assert "4 hồ sơ" in capsys.readouterr().err
    assert all(one.planned_end is not None and instant(one.planned_end).year == 2023 for one in ours)


def test_a_unit_and_a_person_narrow_what_is_given_out(busy: World, capsys: pytest.CaptureFixture[str]) -> None:
    def cases(by: str = "", **options: Any) -> int:
        logs.given_out(context(by), **{"form": "csv", "period": "2023-H1", **options})
        rows = capsys.readouterr().out.splitlines()[1:]
        return len({row.partition(",")[0] for row in rows})

    assert (cases(), cases(unit=THANH_SON), cases(unit=HAM_TAN), cases(unit="tra_cu")) == (4, 3, 1, 4)
    assert (cases("quoc_huy"), cases("quoc_huy", unit=THANH_SON), cases("my_dung")) == (1, 0, 0)
    assert cases(period="2022") == 0
    with pytest.raises(NotFound):
        cases(unit="khong_co")
    with pytest.raises(Refusal, match="xes, csv"):
        cases(form="pdf")


def test_codes_are_given_out_when_asked_for(busy: World, capsys: pytest.CaptureFixture[str]) -> None:
    logs.given_out(context(), form="csv", codes=True)
    assert "000.30.30.H59-230427-0001" in capsys.readouterr().out


def test_the_command_itself(tmp_path: Path) -> None:
    data = tmp_path / "store"
    assert make_store(data).code == 0
    file = tmp_path / "log.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = motcua("log", "import", str(file), "--name", "thu", data=data)
    assert (done.code, "Traceback" in done.err) == (0, False), done.err
    told = motcua("log", "summary", "thu", "--json", data=data)
    assert (told.code, told.json()) == (0, SUMMARY)
    again = motcua("log", "import", str(file), "--name", "thu", "--json", data=data)
    assert (again.code, again.json()["error"]["field"]) == (2, "name")
    missing = motcua("log", "summary", "khac", "--json", data=data)
    assert (missing.code, missing.json()["error"]["field"]) == (2, "name")
    assert motcua("verify", data=data).code == 0
    file.write_bytes(b"<!DOCTYPE x><log/>")
    hostile = motcua("log", "import", str(file), "--name", "x", data=data)
    assert (hostile.code, "Traceback" in hostile.err, "DOCTYPE" in hostile.err) == (2, False, True)
