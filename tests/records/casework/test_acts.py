"""What each act does to a dossier that is there: where it goes, what is promised, what is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.law.types import TermUnit
from motcua.records.casework import queries
from motcua.records.casework.models import Applicant, Dossier, FactsRow, Rollup
from motcua.records.casework.views import DossierView
from motcua.records.documents.models import Letter
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State
from tests.records.casework.inputs import BEFORE, INPUTS, named, opened
from tests.world import BUSINESS, DESK, HAM_TAN, JUSTICE, MIGRATION, THANH_SON, World, standing


def seen(code: str) -> DossierView:
    return queries.dossier(Viewer.system(), code)


def instant(text: str) -> Any:
    with standing(text) as at:
        return at


@pytest.mark.parametrize("act", INPUTS)
def test_an_act_moves_the_dossier_and_is_told_in_the_journal(world: World, act: Act) -> None:
    before = opened(world, BEFORE[act])
    done = world.do(named(act), before, at="2023-04-27 10:00", **INPUTS[act])
    found = seen(done.code)
    assert (done.version, found.version) == (before.version + 1,) * 2
    assert found.state is (TRANSITIONS[act].target or BEFORE[act])
    last = found.timeline[-1]
    assert (last.act, last.at) == (act, instant("2023-04-27 10:00"))
    assert len(found.timeline) == found.version
    known = FactsRow.objects.filter(dossier_id=done.dossier_id).order_by("version")
    assert [row.version for row in known] == list(range(1, done.version + 1))
    assert [row.known_to for row in known] == [row.known_from for row in known[1:]] + [None]


def test_a_life_from_the_counter_to_the_hand(world: World) -> None:
    at = world.accept(at="2023-04-27 09:00")
    at = world.do("forward", at, by="sa_ruone", at="2023-04-27 09:30", to_account_id="minh")
    assert (seen(at.code).holder, seen(at.code).state) == ("Nguyễn Văn Minh", State.PROCESSING)
    at = world.do("approve", at, by="bich_thuy", at="2023-05-04 16:00")
    at = world.do("settle", at, by="bich_thuy", at="2023-05-05 08:59", result_number="12/XN-UBND")
    ready = seen(at.code)
    assert (ready.holder_unit_id, ready.holder_id) == (world.units[THANH_SON], None)
    assert (ready.result_number, ready.ended_at) == ("12/XN-UBND", instant("2023-05-05 08:59"))
    at = world.do("return_result", at, by="sa_ruone", at="2023-06-20 10:00", recipient="Kim Thị Ngọc Ánh")
    done = seen(at.code)
    assert (done.state, done.returned_at) == (State.RETURNED, instant("2023-06-20 10:00"))
    facts = FactsRow.objects.get(known_to=None)
    assert (facts.on_time, facts.on_time_by_date, facts.first_promise_kept) == (True, True, True)
    assert facts.working_minutes == 3 * 480 - 1
    sums = Rollup.objects.get()
    assert (sums.received, sums.settled, sums.with_result, sums.due, sums.on_time) == (1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("ended", "verdicts"),
    [
        ("2023-05-05 09:00:59", (True, True, True)),
        ("2023-05-05 09:01", (False, True, False)),
        ("2023-05-05 23:59", (False, True, False)),
        ("2023-05-06 00:00", (False, False, False)),
    ],
)
def test_the_minute_promised_is_on_time(world: World, ended: str, verdicts: tuple[bool, bool, bool]) -> None:
    approved = world.bring(world.accept(at="2023-04-27 09:00"), State.APPROVED)
    world.do("settle", approved, at=ended)
    facts = FactsRow.objects.get(known_to=None)
    assert (facts.on_time, facts.on_time_by_date, facts.first_promise_kept) == verdicts


def test_waiting_for_papers_starts_the_term_again(world: World) -> None:
    asked = world.bring(world.accept(at="2023-04-27 09:00"), State.SUPPLEMENT, at="2023-04-28 09:00")
    waiting = seen(asked.code)
    assert (waiting.waiting_since, waiting.due_at) == (instant("2023-04-28 09:00"), instant("2023-05-05 09:00"))
    came = world.do("resume", asked, by="sa_ruone", at="2023-05-08 10:00")
    found = seen(came.code)
    assert (found.state, found.waiting_since) == (State.PROCESSING, None)
    assert (found.first_due_at, found.due_at) == (instant("2023-05-05 09:00"), instant("2023-05-11 10:00"))
    assert FactsRow.objects.get(known_to=None).waiting_minutes == 360 + 2 * 480 + 180
    assert [entry.kind for entry in found.ledger] == ["promise", "pause", "resume"]
    letter = Letter.objects.get()
    assert (letter.number, letter.form_id) == ("01/HDHS", "supplement_request")
    assert (found.ledger[1].document, found.ledger[1].reason) == ("01/HDHS", "Thiếu tờ khai theo mẫu")


def test_a_procedure_may_take_the_wait_out_instead(world: World) -> None:
    accepted = world.accept(at="2023-05-08 09:00", unit_key=DESK, procedure=BUSINESS)
    asked = world.bring(accepted, State.SUPPLEMENT, at="2023-05-09 09:00", unit=DESK)
    world.do("resume", asked, by="hong_cuc", at="2023-05-10 09:00")
    found = seen(accepted.code)
    assert (found.first_due_at, found.due_at) == (instant("2023-05-11 09:00"), instant("2023-05-12 09:00"))


def test_an_extension_apologises_before_the_date_has_passed(world: World) -> None:
    late = world.bring(world.accept(at="2023-04-27 09:00"), State.PROCESSING)
    extended = world.do("extend", late, by="bich_thuy", at="2023-05-05 09:00", **INPUTS[Act.EXTEND])
    found = seen(extended.code)
    assert (found.first_due_at, found.due_at) == (instant("2023-05-05 09:00"), instant("2023-05-09 09:00"))
    entry = found.ledger[-1]
    assert (entry.kind, entry.document, entry.approver) == ("extension", "01/PXL", "Trần Thị Bích Thủy")
    assert (entry.due_before, entry.due_after) == (found.first_due_at, found.due_at)
    approved = world.do("approve", extended, by="bich_thuy", at="2023-05-08 09:00")
    world.do("settle", approved, by="bich_thuy", at="2023-05-09 09:00")
    facts = FactsRow.objects.get(known_to=None)
    assert (facts.on_time, facts.first_promise_kept, facts.extensions) == (True, False, 1)


def test_letters_are_numbered_by_unit_and_kind(world: World) -> None:
    for unit in (THANH_SON, THANH_SON, HAM_TAN):
        for state in (State.SUPPLEMENT, State.REFUSED, State.STOPPED):
            world.bring(world.accept(unit_key=unit), state, unit=unit)
    numbers = sorted(Letter.objects.values_list("number", flat=True))
    assert numbers == sorted([f"{n}/{symbol}" for n in ("01", "01", "02") for symbol in ("HDHS", "PTC", "TBD")])


@pytest.mark.parametrize("kind", ["refused", "stopped", "withdrawn"])
def test_an_end_without_a_result(world: World, kind: str) -> None:
    world.bring(world.accept(), State(kind))
    facts = FactsRow.objects.get(known_to=None)
    assert (facts.end_kind, facts.on_time) == (kind, None)
    sums = Rollup.objects.get()
    assert (sums.received, sums.settled, sums.with_result, getattr(sums, kind)) == (1, 1, 0, 1)


def test_a_void_number_is_kept_and_counts_nowhere(world: World) -> None:
    voided = world.do("void", world.accept(), by="sa_ruone", reason="Nhập trùng", second_account_id="bich_thuy")
    assert seen(voided.code).state is State.VOID
    assert Rollup.objects.get().received == 0
    assert seen(voided.code).timeline[-1].data["second"] == world.accounts["bich_thuy"]
    assert world.accept().code.endswith("-0002")


def test_the_number_of_a_dossier_never_accepted_can_be_void(world: World) -> None:
    world.do("void", world.submit(), by="sa_ruone", reason="Nộp nhầm", second_account_id="bich_thuy")
    facts = FactsRow.objects.get(known_to=None)
    assert (facts.working_minutes, facts.calendar_minutes, facts.end_kind) == (None, None, "")


def test_a_correction_keeps_the_old_words_in_the_journal(world: World) -> None:
    accepted = world.accept()
    corrected = world.do("correct", accepted, by="sa_ruone", **INPUTS[Act.CORRECT])
    person = Applicant.objects.get()
    assert (person.name, person.search, person.phone, person.address) == (
        "Kim Thị Ngọc Anh", "kim thi ngoc anh", "0900123457", "",
    )  # fmt: skip
    last = seen(corrected.code).timeline[-1]
    told: Any = last.personal
    assert (told["before"]["name"], told["after"]["name"]) == ("Kim Thị Ngọc Ánh", "Kim Thị Ngọc Anh")
    assert "Kim" not in str(last.data)
    assert seen(corrected.code).due_at == accepted.due_at


def test_inside_an_agency_a_dossier_is_forwarded_between_units(world: World) -> None:
    at = world.accept(unit_key=DESK, procedure=BUSINESS)
    at = world.do("forward", at, by="hong_cuc", to_unit_id=JUSTICE)
    found = seen(at.code)
    assert (found.holder_unit_id, found.holder_id) == (world.units[JUSTICE], None)
    at = world.do("assign", at, by="minh_hieu", to_account_id="minh_hieu")
    assert seen(at.code).holder == "Sơn Minh Hiếu"
    at = world.do("send_back", at, by="minh_hieu", to_account_id="hong_cuc", reason="Thiếu bản chính")
    assert (seen(at.code).holder_unit_id, seen(at.code).state) == (world.units[DESK], State.PROCESSING)


def test_the_step_follows_the_table_of_the_procedure(world: World) -> None:
    at = world.accept()
    steps = [Dossier.objects.get().step]
    for act, inputs in (
        ("forward", {"to_account_id": "minh"}),
        ("forward", {"to_account_id": "bich_thuy"}),
        ("approve", {}),
        ("send_back", {"to_account_id": "minh", "reason": "Sửa lại"}),
    ):
        at = world.do(act, at, **inputs)
        steps.append(Dossier.objects.get().step)
    assert steps == [1, 2, 3, 4, 3]


def test_another_agency_takes_over_and_the_promise_stays(world: World) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    moved = world.do("hand_over", at, by="minh", to_unit_id=HAM_TAN, reason="Thuộc thẩm quyền xã Hàm Tân")
    found = queries.dossier(world.viewer("thu_ha"), moved.code)
    assert (found.unit_id, found.holder_unit_id) == (world.units[THANH_SON], world.units[HAM_TAN])
    assert (found.code, found.due_at) == (at.code, at.due_at)
    taken = world.do("assign", moved, by="chanh_da", to_account_id="chanh_da")
    approved = world.do("approve", taken, by="quoc_huy")
    settled = world.do("settle", approved, by="quoc_huy")
    assert seen(settled.code).holder_unit_id == world.units[THANH_SON]
    world.do("return_result", settled, by="sa_ruone", recipient="Kim Thị Ngọc Ánh")


def test_a_dossier_without_a_due_date_is_worked_on_like_any_other(world: World) -> None:
    at = world.accept(procedure=MIGRATION)
    world.bring(at, State.RETURNED)
    found = seen(at.code)
    assert (found.due_at, found.first_due_at, [entry.kind for entry in found.ledger]) == (None, None, ["promise"])
    assert Rollup.objects.get().due == 0


def test_extension_in_days_of_the_calendar(world: World) -> None:
    at = world.bring(world.accept(at="2023-04-27 09:00"), State.PROCESSING)
    inputs = {**INPUTS[Act.EXTEND], "amount": 5, "unit": TermUnit.DAY}
    extended = world.do("extend", at, by="sa_rath", at="2023-05-04 09:00", **inputs)
    assert extended.due_at == instant("2023-05-10 09:00")
