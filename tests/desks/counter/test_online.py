"""Online dossiers at the door: accepted with a date, or declined with a reason the citizen reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.records.casework import queries, receipts
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import World

ONLINE = "/tiep-nhan/truc-tuyen/"


@pytest.fixture
def sent(world: World, at: At) -> Outcome:
    """Sent in the evening, looked at the next morning."""
    dossier = world.submit(at="2023-04-27 20:11")
    at("2023-04-28 08:00")
    return dossier


def answer(client: Client, code: str, decision: str, /, **typed: str) -> Any:
    address = f"{ONLINE}{code}/"
    form = read(client.get(address)).forms[address]
    return client.post(address, {**form, "decision": decision, **typed})


def state(world: World, code: str) -> State:
    return queries.dossier(world.viewer(""), code).state


def test_what_waits_is_listed_for_the_own_unit(world: World, sent: Outcome) -> None:
    page = read(entered(world, "sa_ruone").get(ONLINE))
    assert "1 hồ sơ gửi trực tuyến đang chờ tiếp nhận." in page.text
    assert (f"{ONLINE}{sent.code}/", sent.code) in page.links
    assert sent.code not in read(entered(world, "thu_ha").get(ONLINE)).text


def test_the_promise_is_foreseen_and_made_at_acceptance(world: World, sent: Outcome) -> None:
    client = entered(world, "sa_ruone")
    page = read(client.get(f"{ONLINE}{sent.code}/"))
    assert "Kim Thị Ngọc Ánh" in page.text
    assert "Tờ khai theo mẫu" in page.text
    assert "Thứ Hai 08/05/2023, 08:00" in page.text
    assert state(world, sent.code) is State.SUBMITTED
    response = answer(client, sent.code, "accept")
    assert response.headers["Location"] == f"/tiep-nhan/{sent.code}/"
    assert "Thứ Hai 08/05/2023, 08:00" in read(client.get(response.headers["Location"])).text
    assert state(world, sent.code) is State.ACCEPTED


def test_declining_tells_the_citizen_why(world: World, sent: Outcome, store: Any) -> None:
    client = entered(world, "sa_ruone")
    response = answer(client, sent.code, "decline", reason="Ảnh chụp tờ khai không đọc được")
    assert response.headers["Location"] == ONLINE
    assert "người nộp đọc được lý do" in read(client.get(ONLINE)).text
    assert state(world, sent.code) is State.DECLINED
    looked = Client().post("/tra-cuu/", {"code": sent.code, "secret": receipts.secret(sent.code)})
    assert "Ảnh chụp tờ khai không đọc được" in read(looked).text


@pytest.mark.parametrize("reason", ["", "  ", "a\0b", "x" * 10_000])
def test_declining_needs_a_reason_that_can_be_read(world: World, sent: Outcome, reason: str) -> None:
    response = answer(entered(world, "sa_ruone"), sent.code, "decline", reason=reason)
    assert response.status_code == 400
    page = read(response)
    assert any(href == "#id_reason" for href, _ in page.links)
    assert page.forms[f"{ONLINE}{sent.code}/"]["reason"].strip() == reason.strip()
    assert state(world, sent.code) is State.SUBMITTED


def test_pressing_twice_accepts_once(world: World, sent: Outcome) -> None:
    client = entered(world, "sa_ruone")
    address = f"{ONLINE}{sent.code}/"
    form = {**read(client.get(address)).forms[address], "decision": "accept"}
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    assert len(queries.dossier(world.viewer(""), sent.code).ledger) == 1


def test_whoever_was_slower_is_told(world: World, sent: Outcome) -> None:
    client = entered(world, "sa_ruone")
    address = f"{ONLINE}{sent.code}/"
    form = {**read(client.get(address)).forms[address], "decision": "decline", "reason": "Thiếu giấy"}
    world.do("accept_submitted", sent, by="sa_ruone", at="2023-04-28 08:00")
    assert client.post(address, form).status_code == 409
    assert client.get(address).status_code == 409
    assert state(world, sent.code) is State.ACCEPTED


@pytest.mark.parametrize(
    ("field", "value"), [("decision", "void"), ("due_at", "2023-04-28"), ("state", "accepted"), ("version", "-1")]
)
def test_what_the_form_does_not_offer_is_refused(world: World, sent: Outcome, field: str, value: str) -> None:
    response = answer(entered(world, "sa_ruone"), sent.code, "accept", **{field: value})
    assert response.status_code == 400
    assert state(world, sent.code) is State.SUBMITTED


def test_the_stranger_gets_nothing(world: World, sent: Outcome) -> None:
    address = f"{ONLINE}{sent.code}/"
    assert entered(world, "thu_ha").get(address).status_code == 404
    assert entered(world, "thu_ha").post(address, {"decision": "accept"}).status_code == 404
    assert entered(world, "minh").get(address).status_code == 403
    assert Client().get(ONLINE).status_code == 302
    assert state(world, sent.code) is State.SUBMITTED
