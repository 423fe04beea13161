"""Results that wait, and handing one over: by scan, to the right person, once."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from motcua.records.casework import noting, queries
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import Act, State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import APPLICANT, World

RETURNS = "/tiep-nhan/tra-ket-qua/"
NOW = "2023-05-08 09:00"


@pytest.fixture
def settled(world: World, at: At) -> Outcome:
    """A result waits at Thanh Sơn."""
    dossier = world.bring(world.accept(), State.SETTLED)
    at(NOW)
    return dossier


def page_of(client: Client, code: str) -> Read:
    response = client.get(f"{RETURNS}{code}/")
    assert response.status_code == 200
    return read(response)


def give(client: Client, code: str, /, **typed: Any) -> Any:
    form = page_of(client, code).forms[f"{RETURNS}{code}/"]
    return client.post(f"{RETURNS}{code}/", {**form, "recipient": "self", **typed})


def state(world: World, code: str) -> State:
    return queries.dossier(world.viewer(""), code).state


def told(world: World, code: str) -> dict[str, Any]:
    """What was remembered of the hand-over."""
    (entry,) = [one for one in queries.dossier(world.viewer(""), code).timeline if one.act is Act.RETURN_RESULT]
    return {**entry.data, **(entry.personal or {})}


def test_what_waits_is_listed_with_how_the_promise_was_kept(world: World, settled: Outcome) -> None:
    page = read(entered(world, "sa_ruone").get(RETURNS))
    assert "1 kết quả đang chờ người đến nhận." in page.text
    assert (f"{RETURNS}{settled.code}/", settled.code) in page.links
    assert "xong đúng hẹn" in page.text
    assert settled.code not in read(entered(world, "thu_ha").get(RETURNS)).text


def test_nothing_waiting_says_what_to_do(world: World, at: At) -> None:
    at(NOW)
    page = read(entered(world, "sa_ruone").get(RETURNS))
    assert "Quầy đã trả hết" in page.text
    assert ("/tiep-nhan/", "Nhận hồ sơ mới F2") in page.links


@pytest.mark.parametrize(
    "scan", ["{code}", "http://127.0.0.1:8000/tra-cuu/#ma={code}&khoa=k7q2m9x4d5w3a", " {lower} ", "#ma={code}"]
)
def test_scanning_a_receipt_opens_the_hand_over(world: World, settled: Outcome, scan: str) -> None:
    text = scan.format(code=settled.code, lower=settled.code.lower())
    response = entered(world, "sa_ruone").get(f"{RETURNS}?q={quote(text)}", follow=True)
    assert "Người nhận kết quả" in read(response).text
    assert settled.code in read(response).text


@pytest.mark.parametrize(("text", "found"), [("ngoc anh", True), ("0900123456", True), ("thach so phi", False)])
def test_a_name_or_a_telephone_finds_it(world: World, settled: Outcome, text: str, found: bool) -> None:
    said = read(entered(world, "sa_ruone").get(f"{RETURNS}?q={quote(text)}")).text
    assert (settled.code in said) is found
    assert ("Không có kết quả nào khớp" in said) is not found


def test_the_owner_receives(world: World, settled: Outcome) -> None:
    client = entered(world, "sa_ruone")
    sheet = f"/ho-so/{settled.code}/giay-nhan-ket-qua/"
    assert sheet in dict(page_of(client, settled.code).links)
    response = give(client, settled.code, recipient_id_number="084190012345", note="Đã xem thẻ")
    assert response.headers["Location"] == RETURNS
    assert f"Đã trả kết quả hồ sơ {settled.code} cho Kim Thị Ngọc Ánh." in read(client.get(RETURNS)).text
    assert state(world, settled.code) is State.RETURNED
    assert told(world, settled.code) == {
        **told(world, settled.code),
        "how": "counter",
        "on_behalf": False,
        "recipient": "Kim Thị Ngọc Ánh",
        "id_number": "084190012345",
        "note": "Đã xem thẻ",
    }


def test_another_person_needs_an_authorisation_and_an_own_name(world: World, settled: Outcome) -> None:
    client = entered(world, "sa_ruone")
    refused = give(client, settled.code, recipient="other")
    assert refused.status_code == 400
    assert "Đây là tên người nộp" in read(refused).text
    refused = give(client, settled.code, recipient="other", recipient_name="Kim Sô Phi")
    assert refused.status_code == 400
    page = read(refused)
    assert any(href == "#id_authorisation" for href, _ in page.links)
    assert page.forms[f"{RETURNS}{settled.code}/"]["recipient_name"] == "Kim Sô Phi"
    assert 'value="other" checked' in refused.content.decode()
    assert state(world, settled.code) is State.SETTLED
    give(client, settled.code, recipient="other", recipient_name="Kim Sô Phi", authorisation="Giấy ngày 05/05/2023")
    assert told(world, settled.code)["on_behalf"] is True
    assert told(world, settled.code)["authorisation"] == "Giấy ngày 05/05/2023"


def test_being_overdue_never_keeps_a_result_back(world: World, at: At) -> None:
    late = world.bring(world.accept(), State.APPROVED)
    done = world.do("settle", late, by="bich_thuy", at="2023-05-12 09:00", result_number="9/XN")
    at("2023-05-12 10:00")
    client = entered(world, "sa_ruone")
    assert "xong muộn" in read(client.get(RETURNS)).text
    assert give(client, done.code).status_code == 302


def test_pressing_twice_hands_over_once(world: World, settled: Outcome) -> None:
    client = entered(world, "sa_ruone")
    address = f"{RETURNS}{settled.code}/"
    form = {**page_of(client, settled.code).forms[address], "recipient": "self"}
    assert client.post(address, form).headers["Location"] == RETURNS
    assert client.post(address, form).headers["Location"] == RETURNS
    assert told(world, settled.code)


def test_whoever_was_slower_is_told(world: World, settled: Outcome) -> None:
    client = entered(world, "sa_ruone")
    address = f"{RETURNS}{settled.code}/"
    form = {**page_of(client, settled.code).forms[address], "recipient": "self"}
    world.do(
        "correct", settled, by="sa_ruone", at=NOW, applicant={**APPLICANT, "phone": "0911111111"}, reason="Gõ nhầm số"
    )
    response = client.post(address, form)
    assert response.status_code == 409
    assert "Hồ sơ vừa được người khác cập nhật" in read(response).text
    assert state(world, settled.code) is State.SETTLED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("recipient_name", ""),
        ("recipient_name", "Kim\0"),
        ("recipient_name", "x" * 10_000),
        ("recipient_id_number", "123"),
        ("authorisation", "x" * 201),
        ("note", "a\x07"),
    ],
)
def test_bad_input_names_its_field(world: World, settled: Outcome, name: str, value: str) -> None:
    response = give(entered(world, "sa_ruone"), settled.code, **{name: value})
    assert response.status_code == 400
    assert any(href == f"#id_{name}" for href, _ in read(response).links)
    assert state(world, settled.code) is State.SETTLED


@pytest.mark.parametrize(
    ("field", "value"),
    [("state", "returned"), ("returned_at", "2023-01-01"), ("code", "x"), ("version", "x"), ("recipient", "neighbour")],
)
def test_what_is_the_servers_is_refused(world: World, settled: Outcome, field: str, value: str) -> None:
    assert give(entered(world, "sa_ruone"), settled.code, **{field: value}).status_code == 400
    assert state(world, settled.code) is State.SETTLED


def test_a_dossier_without_a_result_is_shown_where_it_is(world: World, at: At) -> None:
    open_still = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    response = entered(world, "sa_ruone").get(f"{RETURNS}?q={open_still.code}", follow=True)
    assert response.redirect_chain[-1][0] == f"/ho-so/{open_still.code}/"
    assert "không có kết quả chờ trả" in read(response).text


def test_a_receipt_printed_again_calls_for_a_look_at_the_card(world: World, settled: Outcome, store: Any) -> None:
    client = entered(world, "sa_ruone")
    noting.receipt_printed(world.viewer("sa_ruone"), settled.dossier_id)
    assert "hãy xem giấy tờ tùy thân" not in page_of(client, settled.code).text
    noting.receipt_printed(world.viewer("sa_ruone"), settled.dossier_id)
    assert "đã in 2 lần; hãy xem giấy tờ tùy thân" in page_of(client, settled.code).text


def test_the_stranger_gets_nothing(world: World, settled: Outcome) -> None:
    address = f"{RETURNS}{settled.code}/"
    assert entered(world, "thu_ha").get(address).status_code == 404
    assert entered(world, "thu_ha").post(address, {"recipient": "self"}).status_code == 404
    for other in ("minh", "bich_thuy", "my_dung", "quoc_thai"):
        assert entered(world, other).get(address).status_code == 403
    assert Client().get(RETURNS).status_code == 302
    assert state(world, settled.code) is State.SETTLED


def test_few_questions_are_asked_of_the_database(world: World, at: At, django_assert_max_num_queries: Any) -> None:
    for _ in range(4):
        world.bring(world.accept(), State.SETTLED)
    at(NOW)
    client = entered(world, "sa_ruone")
    with django_assert_max_num_queries(10):
        client.get(RETURNS)


def test_several_results_of_one_person_go_into_one_hand(world: World, settled: Outcome) -> None:
    second = world.bring(world.accept(), State.SETTLED)
    other = world.bring(world.accept(name="Thạch Sô Phi", id_number="", phone=""), State.SETTLED)
    clerk = entered(world, "sa_ruone")
    html = clerk.get(f"{RETURNS}{settled.code}/").content.decode()
    ticks = re.findall(r'name="also" value="([0-9.]+)"', html)
    assert len(ticks) == 1
    assert second.code in html
    assert other.code not in html
    response = give(clerk, settled.code, also=ticks)
    assert "và 1 kết quả khác" in read(clerk.get(response.headers["Location"])).text
    assert [state(world, one.code) for one in (settled, second)] == [State.RETURNED, State.RETURNED]
    assert state(world, other.code) is State.SETTLED


def test_several_results_go_together_or_not_at_all(world: World, settled: Outcome) -> None:
    second = world.bring(world.accept(), State.SETTLED)
    response = give(entered(world, "sa_ruone"), settled.code, also=[f"{second.dossier_id}.1"])
    assert response.status_code == 409
    assert [state(world, one.code) for one in (settled, second)] == [State.SETTLED, State.SETTLED]
    for nonsense in ("x", "1", "1.x", f"{second.dossier_id}"):
        assert give(entered(world, "sa_ruone"), settled.code, also=[nonsense]).status_code == 400


def test_what_is_still_to_be_paid_is_told_before_the_result_is_given(world: World, settled: Outcome) -> None:
    page = page_of(entered(world, "sa_ruone"), settled.code)
    assert (f"/tiep-nhan/phi/{settled.code}/", "Còn phải thu 8.000 đồng") in page.links
