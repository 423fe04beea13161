"""Days off decided late: open dossiers get a later date, none an earlier one, and the first promise stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from ruamel.yaml import YAML

from motcua.law.types import DayKind, TermUnit
from motcua.records.calendar import check as calendar_check
from motcua.records.calendar import queries as calendars
from motcua.records.calendar.decisions import Decision
from motcua.records.casework import checks, queries, recalculating
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier, LedgerRow
from motcua.records.journal.models import Entry
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, Refusal
from tests import world as worlds
from tests.records.calendar.law_before import DOCUMENT, SWAP, SWAPPED, law_before_the_swap
from tests.records.casework.contents import contents, refused
from tests.rules.legal_time import at
from tests.stores import remove_guards
from tests.world import HAM_TAN, MARITAL, THANH_SON, World, standing

Case = dict[str, Any]

CASES: list[Case] = YAML(typ="base").load(
    (Path(__file__).parents[2] / "cases" / "days_decided.yaml").read_text(encoding="utf-8")
)
APPLIED = "2026-01-09 08:00"
ACCEPTED = "2025-12-30 09:00"

WAITS = {
    "supplement": (("request_supplement", "minh", {"reason": "Thiếu tờ khai"}), ("resume", "sa_ruone", {})),
    "payment": (
        ("require_payment", "minh", {"reason": "Nộp lệ phí trước bạ", "amount": 500_000, "document": "15/TB-CCT"}),
        ("confirm_payment", "sa_ruone", {}),
    ),
}


@pytest.fixture(autouse=True)
def _before_the_swap() -> Iterator[None]:
    with law_before_the_swap():
        yield


def lived(world: World, case: Case) -> Outcome:
    """The dossier of a case, up to the day on which the decision is applied."""
    now = world.accept(procedure=getattr(worlds, case["procedure"]), at=case["accepted"])
    for wait in case.get("waits", ()):
        (begin, who, inputs), (end, receiver, more) = WAITS[wait["cause"]]
        now = world.do(begin, now, by=who, at=wait["from"], **inputs)
        now = world.do(end, now, by=receiver, at=wait["to"], **more)
    if "extended" in case:
        amount, unit = case["extended"].split()
        inputs = {"amount": int(amount), "unit": TermUnit(unit), "reason": "Chờ xác minh"}
        now = world.do("extend", now, by="bich_thuy", at=case["accepted"], **inputs)
    return now


def decided(case: Case) -> list[Decision]:
    told = case.get("decided")
    if told is None:
        return list(SWAP)
    kinds = {"off": DayKind.OFF, "working": DayKind.WORK}
    return [
        Decision(day=date.fromisoformat(one["date"]), kind=kinds[one["kind"]], reason="theo ví dụ", document=DOCUMENT)
        for one in told
    ]


def apply(decisions: Any = SWAP, *, by: Viewer | None = None, key: str = "swap") -> recalculating.Applied:
    with standing(APPLIED):
        return recalculating.apply(by or Viewer.system(), decisions, key=key)


def preview(decisions: Any = SWAP) -> recalculating.Effects:
    with standing(APPLIED):
        return recalculating.preview(Viewer.system(), decisions)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_an_open_dossier_gets_the_date_computed_by_hand(world: World, case: Case) -> None:
    before = lived(world, case)
    assert before.due_at == at(case["promised"])
    foreseen = [(move.before, move.after) for move in preview(decided(case)).moves]
    applied = apply(decided(case))
    dossier = Dossier.objects.get()
    assert dossier.due_at == at(case["after"])
    moves = case["promised"] != case["after"]
    assert applied.moved == moves
    assert foreseen == ([(at(case["promised"]), at(case["after"]))] if moves else [])
    assert list(checks.problems()) == []


def test_the_ledger_says_why_and_keeps_the_first_promise(world: World) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    apply()
    first, moved = LedgerRow.objects.order_by("number")
    assert (moved.kind, moved.due_before, moved.due_after) == ("recalculation", accepted.due_at, at("2026-01-06 09:00"))
    assert (moved.document, moved.legal_basis) == (DOCUMENT, DOCUMENT)
    assert moved.reason == "Quyết định về ngày nghỉ: 02/01/2026 nghỉ, 10/01/2026 làm việc."
    assert Dossier.objects.get().first_due_at == first.due_after == accepted.due_at
    lines = queries.dossier(Viewer.system(), accepted.code).ledger[-1].lines
    assert lines[0].text == (
        "Tính lại vì ngày thứ Sáu 02/01/2026 được quyết định nghỉ: hoán đổi ngày làm việc dịp Tết Dương lịch."
    )
    off = next(line for line in lines if line.kind == "off" and SWAP[0].reason in line.text)
    assert off.source.endswith(DOCUMENT), "the day off cites the decision, as the days of the law cite theirs"
    assert lines[-1].text == "Hạn trả kết quả: 09:00 thứ Ba 06/01/2026."


def test_a_dossier_accepted_afterwards_is_promised_by_the_new_calendar(world: World) -> None:
    apply()
    accepted = world.accept(procedure=MARITAL, at="2026-01-09 09:00")
    assert accepted.due_at == at("2026-01-13 09:00"), "Saturday 10/01 is worked"
    words = " ".join(line.text for line in queries.dossier(Viewer.system(), accepted.code).ledger[0].lines)
    assert "làm bù cho ngày 02/01" in words


def test_a_waiting_dossier_moves_too_and_goes_on_by_the_new_calendar(world: World) -> None:
    waiting = world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.SUPPLEMENT, at="2025-12-30 10:00")
    assert apply().moved == 1
    row = Dossier.objects.get()
    assert (row.state, row.due_at) == ("supplement", at("2026-01-06 09:00"))
    now = Outcome(dossier_id=row.pk, code=waiting.code, version=row.version, due_at=row.due_at)
    resumed = world.do("resume", now, by="sa_ruone", at="2026-01-09 10:00")
    assert resumed.due_at == at("2026-01-13 10:00"), "10, 12 and 13/01"


def test_what_has_ended_is_left_alone(world: World) -> None:
    world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.SETTLED, at="2025-12-31 08:00")
    world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.WITHDRAWN, at="2025-12-31 08:00")
    before = contents()
    assert preview().moves == ()
    assert apply().moved == 0
    after = contents()
    changed = {table for table in before if before[table] != after[table]}
    assert all(table.startswith(("calendar_", "journal_")) for table in changed)


def test_the_preview_counts_by_unit_and_writes_nothing(world: World) -> None:
    world.accept(procedure=MARITAL, at=ACCEPTED)
    world.accept(procedure=MARITAL, at=ACCEPTED)
    world.accept(procedure=MARITAL, at=ACCEPTED, unit_key=HAM_TAN)
    world.accept(procedure=MARITAL, at="2026-01-08 08:00", unit_key=HAM_TAN)
    before = contents()
    effects = preview()
    assert contents() == before
    counted = [(unit.name, unit.moved, unit.kept) for unit in effects.units]
    assert counted == [("Ủy ban nhân dân xã Thanh Sơn", 2, 0), ("Ủy ban nhân dân xã Hàm Tân", 1, 1)]
    assert effects.kept == 1
    assert effects.idle == ()
    assert calendars.decisions_applied() == []


def test_a_day_that_is_already_so_is_named(world: World) -> None:
    tet = Decision(day=date(2026, 2, 17), kind=DayKind.OFF, reason="Tết", document="1/TB")
    assert preview([tet]).idle == (tet,)


def test_applying_again_changes_nothing(world: World) -> None:
    world.accept(procedure=MARITAL, at=ACCEPTED)
    assert apply(key="first").moved == 1
    before = contents()
    assert apply(key="first").moved == 0
    assert apply(key="second").moved == 0
    assert contents() == before


def test_a_run_that_was_cut_off_is_taken_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        world.accept(procedure=MARITAL, at=ACCEPTED)
    monkeypatch.setattr(recalculating, "_BATCH", 2)
    batch, calls = recalculating._Recalculation.batch, []

    def cut_off(self: Any, ids: Any) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(ids)
        batch(self, ids)

    monkeypatch.setattr(recalculating._Recalculation, "batch", cut_off)
    with pytest.raises(KeyboardInterrupt):
        apply()
    monkeypatch.setattr(recalculating._Recalculation, "batch", batch)
    assert LedgerRow.objects.filter(kind="recalculation").count() == 2
    assert apply(key="again").moved == 3
    assert LedgerRow.objects.filter(kind="recalculation").count() == 5
    assert len(calendars.decisions_applied()) == 2
    assert list(checks.problems()) == []


def test_one_dossier_that_cannot_be_counted_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (world.accept(procedure=MARITAL, at=ACCEPTED) for _ in range(2))
    counted = recalculating._counted

    def failing(row: Any, **given: Any) -> Any:
        if row.dossier.pk == bad.dossier_id:
            raise Refusal("date", "Lịch chưa đủ.")
        return counted(row, **given)

    monkeypatch.setattr(recalculating, "_counted", failing)
    applied = apply()
    assert applied.moved == 1
    assert [failure.code for failure in applied.failures] == [bad.code]
    assert Dossier.objects.get(pk=good.dossier_id).due_at == at("2026-01-06 09:00")
    assert [failure.code for failure in preview().failures] == [bad.code]


def test_a_decision_may_be_taken_back_but_no_promise_with_it(world: World) -> None:
    world.accept(procedure=MARITAL, at=ACCEPTED)
    apply(key="first")
    back = Decision(day=SWAPPED[0], kind=DayKind.WORK, reason="hủy hoán đổi", document="1/TB-VPCP")
    assert preview([back]).kept == 1
    assert apply([back], key="back").moved == 0
    assert Dossier.objects.get().due_at == at("2026-01-06 09:00")
    assert [one.document for one in calendars.in_force()] == ["1/TB-VPCP", DOCUMENT]


@pytest.mark.parametrize("who", ["sa_ruone", "bich_thuy", "van_phuc", "quoc_thai"])
def test_only_who_administers_the_whole_applies_decisions(world: World, who: str) -> None:
    with refused(NotAllowed, "date"):
        apply(by=world.viewer(who))


def test_the_administrator_applies_without_seeing_dossiers(world: World) -> None:
    world.accept(procedure=MARITAL, at=ACCEPTED)
    assert apply(by=world.viewer("my_dung")).moved == 1
    entry = Entry.objects.get(act="dossier.recalculate")
    assert entry.actor_id == world.accounts["my_dung"]
    assert LedgerRow.objects.get(kind="recalculation").approver_id == world.accounts["my_dung"]


# Days off of one unit

FLOOD = "15/QĐ-UBND"


def of_unit(key: str, day: date = date(2025, 12, 31), kind: DayKind = DayKind.OFF) -> Decision:
    return Decision(day=day, kind=kind, reason="nghỉ do triều cường", document=FLOOD, unit=places.unit(key))


def test_a_day_off_of_a_unit_moves_only_what_it_received_itself_or_below(world: World) -> None:
    own = world.accept(procedure=MARITAL, at=ACCEPTED)
    next_door = world.accept(procedure=MARITAL, at=ACCEPTED, unit_key=HAM_TAN)
    with standing(APPLIED):
        effects = recalculating.preview(Viewer.system(), [of_unit(THANH_SON)])
    assert [(move.code, move.after) for move in effects.moves] == [(own.code, at("2026-01-06 09:00"))]
    assert apply([of_unit(THANH_SON)]).moved == 1
    assert Dossier.objects.get(pk=next_door.dossier_id).due_at == at("2026-01-05 09:00")
    assert not LedgerRow.objects.filter(dossier_id=next_door.dossier_id, kind="recalculation").exists()
    entry = queries.dossier(Viewer.system(), own.code).ledger[-1]
    assert (entry.document, entry.legal_basis) == (FLOOD, FLOOD)
    told = [line for line in entry.lines if FLOOD in line.source]
    assert any("nghỉ do triều cường (riêng" in line.text for line in told)
    assert list(checks.problems()) == []
    assert list(calendar_check.problems()) == []


def test_what_is_accepted_afterwards_is_promised_by_the_calendar_of_its_unit(world: World) -> None:
    apply([of_unit("tra_cu", date(2026, 1, 13))])
    below = world.accept(procedure=MARITAL, at="2026-01-12 09:00", unit_key=HAM_TAN)
    assert below.due_at == at("2026-01-16 09:00"), "the district decided for the communes below"
    assert not calendars.working_calendar(world.units[HAM_TAN]).is_working_day(date(2026, 1, 13))
    assert calendars.working_calendar().is_working_day(date(2026, 1, 13))


def test_a_nearer_unit_goes_before_a_wider_one_and_each_before_the_law(world: World) -> None:
    apply([of_unit("tra_cu")], key="wide")
    apply([of_unit(THANH_SON, kind=DayKind.WORK)], key="near")
    day, units = date(2025, 12, 31), world.units
    assert calendars.working_calendar(units[THANH_SON]).is_working_day(day)
    assert not calendars.working_calendar(units[HAM_TAN]).is_working_day(day)
    apply([Decision(day=day, kind=DayKind.OFF, reason="chung", document="1/TB")], key="all")
    assert calendars.working_calendar(units[THANH_SON]).is_working_day(day), "what holds for all does not undo it"
    assert len(calendars.in_force()) == 3


def test_a_wait_that_ends_is_counted_by_the_calendar_of_the_unit(world: World) -> None:
    asked = world.bring(world.accept(procedure=MARITAL, at="2026-01-12 09:00"), State.SUPPLEMENT, at="2026-01-12 10:00")
    with standing("2026-01-13 08:00"):
        recalculating.apply(Viewer.system(), [of_unit(THANH_SON, date(2026, 1, 15))], key="flood")
    moved = replace(asked, version=asked.version + 1)
    resumed = world.do("resume", moved, by="sa_ruone", at="2026-01-14 09:00")
    assert resumed.due_at == at("2026-01-20 09:00"), "three working days from the 14th, without the 15th"


def test_a_decision_that_was_widened_behind_the_back_is_found(world: World) -> None:
    apply([of_unit(THANH_SON)])
    remove_guards("calendar_decidedday")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_decidedday SET unit_id = NULL")
    assert any("nội dung khác với nhật ký" in problem for problem in calendar_check.problems())


def test_several_units_may_decide_on_one_day_in_one_file(world: World) -> None:
    for each in (THANH_SON, HAM_TAN):
        world.accept(procedure=MARITAL, at=ACCEPTED, unit_key=each)
    assert apply([of_unit(THANH_SON), of_unit(HAM_TAN)]).moved == 2
    assert {row.document for row in LedgerRow.objects.filter(kind="recalculation")} == {FLOOD}
    with refused(Refusal, "date"):
        apply([of_unit(HAM_TAN), of_unit(HAM_TAN)])


def test_two_decisions_on_one_day_are_refused(world: World) -> None:
    with refused(Refusal, "date"):
        apply([SWAP[0], SWAP[0]])


def test_a_key_used_for_other_decisions_is_refused(world: World) -> None:
    apply(key="form")
    other = Decision(day=SWAPPED[0], kind=DayKind.WORK, reason="khác", document="2/TB")
    with refused(Conflict, "key"):
        apply([other], key="form")


@pytest.mark.parametrize("act", ["recalculate"])
def test_nobody_recalculates_a_dossier_by_hand(world: World, act: str) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    for who in ("minh", "bich_thuy", "sa_rath", "van_phuc"):
        assert act not in queries.dossier(world.viewer(who), accepted.code).acts
