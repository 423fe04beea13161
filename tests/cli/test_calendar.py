"""`motcua calendar`: what a decision would do is shown first, done when told to, and done once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.cli import background, calendar, explaining
from motcua.cli.asked import Asked
from motcua.records.calendar import queries as calendars
from motcua.records.casework.models import Dossier, DutyWarning, LedgerRow
from motcua.rules.refusal import NotAllowed, Refusal
from tests.cli.commands import make_store, motcua
from tests.conftest import At
from tests.records.calendar.law_before import law_before_the_swap
from tests.rules.legal_time import at as instant
from tests.world import HAM_TAN, MARITAL, THANH_SON, World

SWAP = """date,kind,reason,document,article
2026-01-02,off,hoán đổi dịp Tết Dương lịch,12729/VPCP-KGVX,
2026-01-10,working,làm bù cho ngày 02/01,12729/VPCP-KGVX,
"""
NOW = "2025-12-31 16:00"


@pytest.fixture
def office(world: World, store: Path, at: At) -> Iterator[World]:
    """A store whose law knows nothing of the swap, with seven dossiers that lie over it and one that does not."""
    with law_before_the_swap():
        world.accept(procedure=MARITAL, at="2025-12-24 09:00")
        for _ in range(7):
            world.accept(procedure=MARITAL, at="2025-12-30 09:00")
        at(NOW)
        yield world


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The decision as a file."""
    path = tmp_path / "swap.csv"
    path.write_text(SWAP, encoding="utf-8-sig")
    return path


def apply(file: Path | str, *, by: str = "", **options: Any) -> int:
    context: Any = SimpleNamespace(obj=Asked.read(("calendar", *(("--as", by) if by else ()))))
    return calendar.apply(context, str(file), **options)


def test_without_a_yes_it_is_shown_and_nothing_is_written(
    office: World, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(file) == 0
    said = capsys.readouterr().out
    assert "- 02/01/2026 nghỉ: hoán đổi dịp Tết Dương lịch [12729/VPCP-KGVX]" in said
    assert "- 10/01/2026 làm việc: làm bù cho ngày 02/01 [12729/VPCP-KGVX]" in said
    assert "7 hồ sơ đang mở được lùi ngày hẹn; 0 hồ sơ giữ" in said
    assert "Ủy ban nhân dân xã Thanh Sơn: lùi 7, giữ 0" in said
    assert said.count("09:00 05/01/2026 → 09:00 06/01/2026") == calendar.SHOWN
    assert "… và 2 hồ sơ khác." in said
    assert "Chưa ghi gì. Chạy lại với --yes" in said
    assert calendars.decisions_applied() == []


def test_with_a_yes_it_is_done_once(office: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert apply(file, yes=True) == 0
    assert "Đã áp dụng; 7 hồ sơ có ngày hẹn mới." in capsys.readouterr().out
    assert LedgerRow.objects.filter(kind="recalculation").count() == 7
    assert Dossier.objects.filter(due_at=instant("2026-01-06 09:00")).count() == 7
    assert apply(file, yes=True) == 0
    again = capsys.readouterr().out
    assert "(lịch đã như vậy)" in again
    assert "Đã áp dụng; 0 hồ sơ có ngày hẹn mới." in again
    assert len(calendars.decisions_applied()) == 2


def test_the_whole_as_json(office: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apply(file, as_json=True)
    shown = json.loads(capsys.readouterr().out)
    apply(file, yes=True, as_json=True)
    done = json.loads(capsys.readouterr().out)
    assert (shown["applied"], shown["moved"], shown["kept"]) == (False, 7, 0)
    assert shown["units"] == [{"unit": "Ủy ban nhân dân xã Thanh Sơn", "moved": 7, "kept": 0}]
    assert shown["decisions"][1]["kind"] == "working"
    assert shown["moves"][0]["after"] == "2026-01-06T09:00:00+07:00"
    assert done == {**shown, "applied": True}
    calendar.applied(as_json=True)
    assert [one["date"] for one in json.loads(capsys.readouterr().out)] == ["2026-01-02", "2026-01-10"]


def test_a_column_of_the_file_names_the_unit_that_decides_for_itself(
    office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.csv"
    rows = [f"2026-01-02,off,triều cường,15/QĐ-UBND,,{key}" for key in (THANH_SON, HAM_TAN)]
    own.write_text("\n".join(("date,kind,reason,document,article,unit", *rows)), encoding="utf-8")
    assert apply(own, yes=True) == 0
    said = capsys.readouterr().out
    assert "- 02/01/2026 nghỉ: triều cường (riêng" in said
    assert "Đã áp dụng; 7 hồ sơ có ngày hẹn mới." in said
    assert calendar.applied(as_json=True) == 0
    assert [one["unit"] for one in json.loads(capsys.readouterr().out)] == [THANH_SON, HAM_TAN]
    own.write_text("date,kind,reason,document,article,unit\n2026-01-02,off,a,1/TB,,xã nào\n", encoding="utf-8")
    assert apply(own, yes=True) == 2
    assert "Dòng 2, cột unit: Không có đơn vị «xã nào»" in capsys.readouterr().err


def test_the_list_of_decisions(office: World, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calendar.applied()
    assert "Chưa áp dụng quyết định nào" in capsys.readouterr().out
    apply(file, yes=True)
    capsys.readouterr()
    calendar.applied()
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "02/01/2026 nghỉ: hoán đổi dịp Tết Dương lịch [12729/VPCP-KGVX], áp dụng 16:00 31/12/2025"


def test_an_explanation_counts_with_what_was_decided(
    office: World, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    explaining.explain(received="2025-12-30 09:00", days="3", unit="working_day")
    before = capsys.readouterr().out
    apply(file, yes=True)
    capsys.readouterr()
    explaining.explain(received="2025-12-30 09:00", days="3", unit="working_day")
    after = capsys.readouterr().out
    assert "Hạn trả kết quả: 09:00 thứ Hai 05/01/2026." in before
    assert "Hạn trả kết quả: 09:00 thứ Ba 06/01/2026." in after
    assert "12729/VPCP-KGVX" in after


@pytest.mark.parametrize(("typed", "applied"), [("có\n", True), ("Y\n", True), ("\n", False), ("không\n", False)])
def test_at_a_terminal_one_is_asked(
    office: World, file: Path, monkeypatch: pytest.MonkeyPatch, typed: str, applied: bool
) -> None:
    monkeypatch.setattr(calendar.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: typed)
    assert apply(file) == 0
    assert (calendars.decisions_applied() != []) == applied


def test_wrong_rows_are_named_and_nothing_is_applied(
    office: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(SWAP + "2026-02-30,off,Tết,1/TB,\n2026-02-20,nothing,,1/TB,\n", encoding="utf-8")
    assert apply(bad, yes=True, as_json=True) == 2
    told = capsys.readouterr()
    error = json.loads(told.out)["error"]
    assert [(row["line"], row["column"]) for row in error["rows"]] == [(4, "date"), (5, "kind")]
    assert "Dòng 4, cột date: Không đọc được ngày «2026-02-30»" in told.err
    assert calendars.decisions_applied() == []


@pytest.mark.parametrize("name", ["there-is-none.csv", "."])
def test_a_file_that_is_not_there_is_refused(office: World, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        apply(name)
    assert caught.value.field == "file"


def test_an_empty_table_is_refused(office: World, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("date,kind,reason,document\n", encoding="utf-8")
    with pytest.raises(Refusal, match="không có dòng nào"):
        apply(empty)


def test_only_who_administers_the_whole_may(office: World, file: Path) -> None:
    with pytest.raises(NotAllowed):
        apply(file, by="bich_thuy", yes=True)
    assert apply(file, by="my_dung", yes=True) == 0


def test_the_timer_warns_and_a_second_call_changes_nothing(office: World, at: At) -> None:
    at("2026-01-05 08:00")
    assert background.tick() == 0
    written = DutyWarning.objects.count()
    assert written > 0
    background.tick()
    assert DutyWarning.objects.count() == written


def test_the_commands_are_there(tmp_path: Path, file: Path) -> None:
    data = tmp_path / "store"
    assert make_store(data).code == 0
    now = {"MOTCUA_NOW": NOW}
    done = motcua("calendar", "apply", str(file), "--yes", "--json", data=data, environment=now)
    assert (done.code, done.json()["applied"], done.json()["moved"]) == (0, True, 0)
    assert "12729/VPCP-KGVX" in motcua("calendar", "list", data=data, environment=now).out
    assert motcua("verify", data=data, environment=now).code == 0
    refused = motcua("calendar", "apply", "nothing.csv", "--json", data=data, environment=now)
    assert (refused.code, refused.json()["error"]["field"]) == (2, "file")
