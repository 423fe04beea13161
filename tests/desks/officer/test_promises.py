"""The forms about the promise: a further supplement, a payment, an apology, and what is owed to the citizen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.law.types import TermUnit
from motcua.records.casework import queries
from motcua.records.casework.changes import Outcome
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.desks.officer.test_acts import form_of, send
from tests.world import MARITAL, MIGRATION, World

ACCEPTED = "2023-05-08 09:00"
"""Due on Thursday 11/05 at 09:00; an apology is in time until Wednesday at 09:00."""


@pytest.fixture
def dossier(world: World) -> Outcome:
    """Held by anh Minh."""
    return world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.PROCESSING, at=ACCEPTED)


def page(client: Client, dossier: Outcome) -> Any:
    return read(client.get(f"/ho-so/{dossier.code}/"))


def now(dossier: Outcome) -> Any:
    return queries.dossier(Viewer.system(), dossier.code)


def test_a_payment_is_asked_for_and_confirmed(world: World, at: At, dossier: Outcome) -> None:
    at("2023-05-08 10:00")
    minh = entered(world, "minh")
    typed = {"reason": "Lệ phí trước bạ", "amount": "500000", "document": "15/TB-CCT", "due_days": "10"}
    assert send(minh, dossier, "yeu-cau-nop-tien", **typed).status_code == 302
    assert now(dossier).state is State.PAYMENT
    at("2023-05-10 10:00")
    desk = entered(world, "sa_ruone")
    form = page(desk, dossier)
    assert "Ngày hẹn lùi lại đúng bằng phần thời hạn đã dừng" in form.text
    answer = send(desk, dossier, "xac-nhan-nop-tien", document="0001234")
    assert "Hẹn trả thứ Hai 15/05/2023, 09:00" in read(desk.get(answer["Location"])).text
    ledger = page(minh, dossier).text
    assert "văn bản số 15/TB-CCT" in ledger
    assert "đã nộp tiền" in ledger


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "5e3"}, "amount"),
        ({"amount": "9" * 14}, "amount"),
        ({"document": ""}, "document"),
        ({"due_days": "400"}, "due_days"),
        ({"due_days": "x"}, "due_days"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_payment_that_cannot_be_asked_for_keeps_what_was_typed(
    world: World, at: At, dossier: Outcome, typed: dict[str, str], field: str
) -> None:
    at("2023-05-08 10:00")
    good = {"reason": "Lệ phí trước bạ", "amount": "500000", "document": "15/TB-CCT", "due_days": "10"}
    answer = send(entered(world, "minh"), dossier, "yeu-cau-nop-tien", **{**good, **typed})
    assert answer.status_code == 400
    again = read(answer)
    assert f"#id_yeu-cau-nop-tien-{field}" in [href for href, _ in again.links]
    kept = again.forms[f"/ho-so/{dossier.code}/yeu-cau-nop-tien/"]
    assert {name: kept[name] for name in good} == {**good, **typed}


def again(world: World, dossier: Outcome) -> Outcome:
    """The dossier after its one supplement."""
    asked = world.do("request_supplement", dossier, by="minh", at="2023-05-08 10:00", reason="Thiếu tờ khai")
    return world.do("resume", asked, by="sa_ruone", at="2023-05-08 11:00")


def test_a_second_supplement_needs_a_ground_and_a_leader(world: World, at: At, dossier: Outcome) -> None:
    at("2023-05-08 14:00")
    minh = entered(world, "minh")
    assert "legal_basis" not in form_of(minh, dossier, "yeu-cau-bo-sung")[1]
    dossier = again(world, dossier)
    assert "legal_basis" in form_of(minh, dossier, "yeu-cau-bo-sung")[1]
    assert send(minh, dossier, "yeu-cau-bo-sung", reason="Thiếu giấy khai sinh").status_code == 409
    leader = f"person-{world.accounts['bich_thuy']}"
    typed = {"reason": "Thiếu giấy khai sinh", "legal_basis": "Luật Hộ tịch Điều 18", "approver": leader}
    assert send(minh, dossier, "yeu-cau-bo-sung", **typed).status_code == 302
    entry = now(dossier).ledger[-1]
    assert (entry.legal_basis, entry.approver) == ("Luật Hộ tịch Điều 18", "Trần Thị Bích Thủy")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"legal_basis": "Luật Hộ tịch", "approver": ""}, "approver"),
        ({"legal_basis": "", "approver": "bich_thuy"}, "legal_basis"),
        ({"legal_basis": "Luật Hộ tịch", "approver": "so_phia"}, "approver"),
        ({"legal_basis": "Luật Hộ tịch", "approver": "quoc_huy"}, "approver"),
        ({"legal_basis": "Luật Hộ tịch", "approver": "minh"}, "approver"),
    ],
)
def test_a_second_supplement_without_both_is_refused(
    world: World, at: At, dossier: Outcome, typed: dict[str, str], field: str
) -> None:
    dossier = again(world, dossier)
    at("2023-05-08 14:00")
    who = typed["approver"]
    given = {**typed, "approver": f"person-{world.accounts[who]}" if who else ""}
    answer = send(entered(world, "minh"), dossier, "yeu-cau-bo-sung", reason="Thiếu giấy khai sinh", **given)
    assert answer.status_code == 400
    assert f"#id_yeu-cau-bo-sung-{field}" in [href for href, _ in read(answer).links]


def test_the_draft_of_an_apology_is_announced_and_filled_in(world: World, at: At, dossier: Outcome) -> None:
    at("2023-05-08 10:00")
    leader = entered(world, "bich_thuy")
    assert "Dự thảo thư xin lỗi" not in page(leader, dossier).text
    at("2023-05-09 16:00")
    assert "hãy gửi trước thứ Tư 10/05/2023, 09:00" in page(leader, dossier).text
    values = form_of(leader, dossier, "xin-loi")[1]
    assert values["expected"].endswith("/05/2023")
    assert values["reason"].strip() == ""
    at("2023-05-10 16:00")
    assert "đã quá hạn phải xin lỗi" in page(leader, dossier).text
    at("2023-05-11 09:30")
    assert "Đã quá ngày hẹn mà chưa xin lỗi người dân." in page(leader, dossier).text
    assert "xin-loi" not in page(entered(world, "minh"), dossier).forms


def test_an_apology_moves_no_date_and_has_a_letter(world: World, at: At, dossier: Outcome) -> None:
    at("2023-05-10 08:00")
    leader = entered(world, "bich_thuy")
    typed = {"reason": "Chờ xác minh", "expected": "15/05/2023", "unit_cause": "Phòng Tư pháp"}
    assert send(leader, dossier, "xin-loi", **typed).status_code == 302
    assert now(dossier).due_at == dossier.due_at
    after = page(leader, dossier).text
    assert "Đã xin lỗi người dân." in after
    assert "01/PXL" in after


@pytest.mark.parametrize("day", ["", "31/02/2023", "09/05/2023", "15/05/2025", "mai"])
def test_an_apology_with_an_impossible_day_is_refused(world: World, at: At, dossier: Outcome, day: str) -> None:
    at("2023-05-10 08:00")
    answer = send(entered(world, "bich_thuy"), dossier, "xin-loi", reason="Chờ xác minh", expected=day)
    assert answer.status_code == 400
    again = read(answer)
    assert "#id_xin-loi-expected" in [href for href, _ in again.links]
    assert again.forms[f"/ho-so/{dossier.code}/xin-loi/"]["expected"] == day


def test_what_would_only_be_refused_is_not_offered(world: World, at: At, dossier: Outcome) -> None:
    def offered() -> set[str]:
        forms = page(entered(world, "bich_thuy"), dossier).forms
        return {name for name in ("hen-lai", "xin-loi") if f"/ho-so/{dossier.code}/{name}/" in forms}

    at("2023-05-10 08:00")
    assert offered() == {"hen-lai", "xin-loi"}
    at("2023-05-11 09:01")
    assert offered() == {"xin-loi"}, "the date has passed"
    later = world.bring(world.accept(procedure=MARITAL, at="2023-05-10 09:00"), State.PROCESSING, at="2023-05-10 09:00")
    inputs = {"amount": 2, "unit": TermUnit.WORKING_DAY, "reason": "Chờ xác minh"}
    world.do("extend", later, by="bich_thuy", at="2023-05-11 09:00", **inputs)
    again = page(entered(world, "bich_thuy"), later).forms
    assert f"/ho-so/{later.code}/hen-lai/" not in again, "once put off"
    undated = world.bring(world.accept(procedure=MIGRATION, at=ACCEPTED), State.PROCESSING, at=ACCEPTED)
    never = page(entered(world, "bich_thuy"), undated).forms
    assert not any(f"/ho-so/{undated.code}/{name}/" in never for name in ("hen-lai", "xin-loi"))
