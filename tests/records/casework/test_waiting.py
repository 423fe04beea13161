"""Waits for the citizen and words about the promise: payments, further supplements, apologies, endings."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.records.casework import checks, queries, waiting
from motcua.records.casework.actions import Override
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier, FactsRow, LedgerRow
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import actions as procedures
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import SupplementLimit
from motcua.records.documents.models import Letter
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import Conflict, Refusal
from tests.records.casework.contents import refused
from tests.records.casework.inputs import INPUTS
from tests.rules.legal_time import at
from tests.world import BUSINESS, DESK, MARITAL, MIGRATION, World

ACCEPTED = "2023-05-08 09:00"
"""Of three working days: due on Thursday 11/05 at 09:00."""

PAYMENT = INPUTS[Act.REQUIRE_PAYMENT]
APOLOGY: dict[str, Any] = {"reason": "Chờ xác minh", "expected": date(2023, 5, 15)}
SECTOR = "Luật Hộ tịch 2014 Điều 18"


def processing(world: World, **changes: Any) -> Outcome:
    return world.bring(world.accept(at=ACCEPTED, **changes), State.PROCESSING, at=ACCEPTED)


def seen(outcome: Outcome) -> DossierView:
    return queries.dossier(Viewer.system(), outcome.code)


def facts() -> FactsRow:
    return FactsRow.objects.get(known_to=None)


# Payments


def test_a_payment_suspends_the_term_and_goes_on_where_it_stopped(world: World) -> None:
    waiting = world.do("require_payment", processing(world), by="minh", at="2023-05-09 09:00", **PAYMENT)
    assert waiting.due_at == at("2023-05-11 09:00"), "shown as it was until the payment is confirmed"
    assert (facts().state, facts().payment_waits, facts().supplements) == ("payment", 1, 0)
    paid = world.do("confirm_payment", waiting, by="sa_ruone", at="2023-05-15 09:00", document="0001234")
    assert paid.due_at == at("2023-05-17 09:00"), "restart is for supplements only"
    assert facts().waiting_minutes == 4 * 480
    assert facts().first_due_at == at("2023-05-11 09:00")
    assert list(checks.problems()) == []


def test_the_ledger_names_obligation_notice_and_receipt(world: World) -> None:
    waiting = world.do("require_payment", processing(world), by="minh", at="2023-05-09 09:00", **PAYMENT)
    world.do("confirm_payment", waiting, by="sa_ruone", at="2023-05-15 09:00", document="0001234", note="Đã nộp")
    _, pause, resume = seen(waiting).ledger
    assert (pause.kind, pause.document, pause.reason) == ("pause", "15/TB-CCT", "Nộp lệ phí trước bạ")
    assert (resume.kind, resume.document, resume.after_payment) == ("resume", "0001234", True)
    bases = [json.loads(basis) for basis in LedgerRow.objects.order_by("number").values_list("basis", flat=True)]
    asked = {"policy": "subtract", "cause": "payment", "amount": 500_000, "pay_by": "2023-05-19"}
    assert bases[1] == asked
    assert (bases[2]["policy"], bases[2]["cause"]) == ("subtract", "payment")
    assert seen(waiting).timeline[-2].data["notice"] == "15/TB-CCT"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"amount": 10**13}, "amount"),
        ({"document": " "}, "document"),
        ({"document": "a" * 61}, "document"),
        ({"due_days": 0}, "due_days"),
        ({"due_days": 367}, "due_days"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_payment_needs_an_amount_a_notice_and_a_reason(world: World, changes: dict[str, Any], field: str) -> None:
    at_work = processing(world)
    with refused(Refusal, field):
        world.do("require_payment", at_work, by="minh", at="2023-05-09 09:00", **{**PAYMENT, **changes})


def test_one_waits_for_a_supplement_or_a_payment_not_for_both(world: World) -> None:
    waiting = world.do("require_payment", processing(world), by="minh", at="2023-05-09 09:00", **PAYMENT)
    with refused(Conflict, "act"):
        world.do("resume", waiting, by="sa_ruone", at="2023-05-10 09:00")
    with refused(Conflict, "act"):
        world.do("request_supplement", waiting, by="minh", at="2023-05-10 09:00", reason="Thiếu tờ khai")


def test_a_payment_may_be_asked_for_again(world: World) -> None:
    now = processing(world)
    for day in ("09", "10"):
        now = world.do("require_payment", now, by="minh", at=f"2023-05-{day} 09:00", **PAYMENT)
        now = world.do("confirm_payment", now, by="sa_ruone", at=f"2023-05-{day} 10:00")
    assert (now.due_at, facts().payment_waits) == (at("2023-05-11 11:00"), 2)


# Supplements


def supplemented(world: World, **changes: Any) -> Outcome:
    """A dossier after its one supplement, which took an hour."""
    asked = world.do("request_supplement", processing(world, **changes), by="minh", at=ACCEPTED, reason="Thiếu tờ khai")
    return world.do("resume", asked, by="sa_ruone", at="2023-05-08 10:00")


def override(world: World, who: str = "bich_thuy", *, basis: str = SECTOR) -> Override:
    return Override(legal_basis=basis, approver_account_id=world.accounts[who])


def test_a_further_supplement_needs_sector_law_and_a_leader(world: World) -> None:
    now = supplemented(world)
    with refused(Conflict, "act"):
        world.do("request_supplement", now, by="minh", at="2023-05-08 14:00", reason="Thiếu giấy khai sinh")
    asked = world.do(
        "request_supplement",
        now,
        by="minh",
        at="2023-05-08 14:00",
        reason="Thiếu giấy khai sinh",
        override=override(world),
    )
    entry = seen(asked).ledger[-1]
    assert (entry.legal_basis, entry.approver, entry.document) == (SECTOR, "Trần Thị Bích Thủy", "02/HDHS")
    told = seen(asked).timeline[-1].data
    assert told["override"] == {"legal_basis": SECTOR, "approver": world.accounts["bich_thuy"]}
    assert told["stage"] == "processing"
    assert facts().supplements == 2, "every request is counted"
    assert list(checks.problems()) == []


@pytest.mark.parametrize(
    ("who", "basis", "field"),
    [
        ("minh", SECTOR, "approver"),
        ("so_phia", SECTOR, "approver"),
        ("sa_ruone", SECTOR, "approver"),
        ("quoc_huy", SECTOR, "approver"),
        ("my_dung", SECTOR, "approver"),
        ("bich_thuy", "", "legal_basis"),
        ("bich_thuy", "a" * 201, "legal_basis"),
    ],
)
def test_an_override_needs_another_person_who_leads_and_a_ground(
    world: World, who: str, basis: str, field: str
) -> None:
    now = supplemented(world)
    given = {"reason": "Thiếu giấy khai sinh", "override": override(world, who, basis=basis)}
    with refused(Refusal, field):
        world.do("request_supplement", now, by="minh", at="2023-05-08 14:00", **given)


def test_a_leader_does_not_agree_with_oneself(world: World) -> None:
    now = supplemented(world)
    given = {"reason": "Thiếu giấy khai sinh", "override": override(world)}
    with refused(Refusal, "approver"):
        world.do("request_supplement", now, by="bich_thuy", at="2023-05-08 14:00", **given)
    world.do(
        "request_supplement",
        now,
        by="bich_thuy",
        at="2023-05-08 14:00",
        **{**given, "override": override(world, "sa_rath")},
    )


OWN = "Luật Hộ tịch 2014, Điều 36"


def own_number(count: int) -> None:
    """From May on the procedure has a number of supplements of its own."""
    may = date(2023, 5, 1)
    content = replace(
        catalogue.procedure_in_force(MARITAL, may), supplement_limit=SupplementLimit(count=count, basis=OWN)
    )
    drafted = procedures.draft_version(content, valid_from=may, actor_id=None, at=at(ACCEPTED))
    procedures.publish(drafted, actor_id=None, at=at(ACCEPTED))


def ask(world: World, now: Outcome, **more: Any) -> Outcome:
    return world.do("request_supplement", now, by="minh", at="2023-05-08 14:00", reason="Thiếu giấy khai sinh", **more)


def test_a_procedure_may_allow_more_supplements_and_says_by_what(world: World) -> None:
    own_number(2)
    now = supplemented(world)
    first = seen(now).ledger[1]
    assert first.legal_basis != OWN, "the first one every procedure allows"
    assert not waiting.needs_override(seen(now))
    asked = ask(world, now)
    assert seen(asked).ledger[-1].legal_basis == OWN
    assert "override" not in seen(asked).timeline[-1].data
    again = world.do("resume", asked, by="sa_ruone", at="2023-05-09 10:00")
    assert waiting.needs_override(seen(again))
    given = {"by": "minh", "at": "2023-05-09 14:00", "reason": "Thiếu"}
    with refused(Conflict, "act"):
        world.do("request_supplement", again, **given)
    world.do("request_supplement", again, **given, override=override(world))
    assert list(checks.problems()) == []


def test_a_procedure_may_allow_none(world: World) -> None:
    own_number(0)
    now = processing(world, procedure=MARITAL)
    assert waiting.needs_override(seen(now))
    with refused(Conflict, "act"):
        ask(world, now)
    ask(world, now, override=override(world))


# Apologies


def test_an_apology_moves_nothing_and_is_kept_with_its_letter(world: World) -> None:
    now = processing(world)
    apologised = world.do(
        "apologise", now, by="bich_thuy", at="2023-05-10 09:00", **APOLOGY, unit_cause="Phòng Tư pháp"
    )
    assert apologised.due_at == now.due_at
    assert [entry.kind for entry in seen(now).ledger] == ["promise"]
    letter = Letter.objects.get()
    assert (letter.number, letter.form_id) == ("01/PXL", "apology")
    assert json.loads(letter.content) == {
        "reason": "Chờ xác minh",
        "expected": "2023-05-15",
        "unit_cause": "Phòng Tư pháp",
    }
    assert seen(now).timeline[-1].data["expected"] == "2023-05-15"
    assert facts().apologised_at == at("2023-05-10 09:00")


def test_after_the_date_one_may_only_apologise(world: World) -> None:
    now = processing(world)
    with refused(Conflict, "act"):
        world.do("extend", now, by="bich_thuy", at="2023-05-11 09:01", **INPUTS[Act.EXTEND])
    apologised = world.do("apologise", now, by="bich_thuy", at="2023-05-11 09:01", **APOLOGY)
    approved = world.do("approve", apologised, by="bich_thuy", at="2023-05-12 09:00")
    world.do("settle", approved, by="bich_thuy", at="2023-05-12 09:00")
    assert (facts().due_at, facts().on_time) == (at("2023-05-11 09:00"), False)


def test_the_first_apology_is_the_one_that_counts(world: World) -> None:
    now = world.do("apologise", processing(world), by="bich_thuy", at="2023-05-10 09:00", **APOLOGY)
    world.do("apologise", now, by="sa_rath", at="2023-05-11 10:00", **APOLOGY)
    assert facts().apologised_at == at("2023-05-10 09:00")
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"expected": date(2023, 5, 9)}, "expected"),
        ({"expected": date(2024, 6, 1)}, "expected"),
        ({"reason": ""}, "reason"),
        ({"unit_cause": "a" * 201}, "unit_cause"),
    ],
)
def test_an_apology_says_why_and_until_when(world: World, changes: dict[str, Any], field: str) -> None:
    now = processing(world)
    with refused(Refusal, field):
        world.do("apologise", now, by="bich_thuy", at="2023-05-10 09:00", **{**APOLOGY, **changes})


def test_without_a_promise_there_is_nothing_to_apologise_for(world: World) -> None:
    now = processing(world, procedure=MIGRATION)
    with refused(Refusal, "act"):
        world.do("apologise", now, by="bich_thuy", at="2023-05-10 09:00", **APOLOGY)


# Endings before there is a result


@pytest.mark.parametrize(("act", "who"), [("stop", "bich_thuy"), ("withdraw", "sa_ruone")])
@pytest.mark.parametrize("state", [State.APPROVED, State.SETTLED, State.RETURNED])
def test_what_has_a_result_is_neither_stopped_nor_withdrawn(world: World, act: str, who: str, state: State) -> None:
    now = world.bring(world.accept(at=ACCEPTED), state, at=ACCEPTED)
    with refused(Conflict, "act"):
        world.do(act, now, by=who, at="2023-05-09 09:00", reason="Người nộp đổi ý")


@pytest.mark.parametrize(("act", "who"), [("stop", "bich_thuy"), ("withdraw", "sa_ruone")])
@pytest.mark.parametrize("state", [State.ACCEPTED, State.PROCESSING, State.SUPPLEMENT, State.PAYMENT])
def test_before_that_it_may_be(world: World, act: str, who: str, state: State) -> None:
    now = world.bring(world.accept(at=ACCEPTED), state, at=ACCEPTED)
    world.do(act, now, by=who, at="2023-05-09 09:00", reason="Người nộp đổi ý")
    assert Dossier.objects.get().ended_at == at("2023-05-09 09:00")


@pytest.mark.parametrize(
    ("accepted", "letters"),
    [("2023-05-08 09:00", []), ("2025-06-30 09:00", []), ("2025-07-01 09:00", [("01/TBD", "stop_notice")])],
)
def test_a_withdrawal_has_a_notice_where_the_pack_has_a_form_for_it(
    world: World, accepted: str, letters: list[tuple[str, str]]
) -> None:
    now = world.accept(procedure=BUSINESS, unit_key=DESK, at=accepted)
    ended = world.do("withdraw", now, by="hong_cuc", at=accepted, reason="Người nộp đổi ý")
    assert [(letter.number, letter.form_id) for letter in Letter.objects.all()] == letters
    assert ("letter" in seen(ended).timeline[-1].data) == bool(letters)


def test_the_apology_of_the_second_pack_has_its_form(world: World) -> None:
    now = world.bring(world.accept(procedure=MARITAL, at="2025-07-01 09:00"), State.PROCESSING, at="2025-07-01 09:00")
    world.do("apologise", now, by="bich_thuy", at="2025-07-02 09:00", reason="Chờ", expected=date(2025, 7, 9))
    assert Letter.objects.get().form_id == "apology_extension"
