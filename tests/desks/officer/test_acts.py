"""The acts of a dossier page, done through its own forms and refused in words."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.test import Client

from motcua.records.casework.changes import Outcome
from motcua.records.casework.queries import dossier as whole
from motcua.records.journal.queries import entries_of
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.casework.contents import contents
from tests.world import BUSINESS, DESK, HAM_TAN, World

NOW = "2023-05-04 10:00"
LONG = "a" * 10_000
EXTENSION = {"amount": "2", "unit": "working_day", "reason": "Chờ xác minh"}


def form_of(client: Client, dossier: Outcome, slug: str) -> tuple[str, dict[str, str]]:
    """Address and values of a form as the page gives it, without scripts."""
    action = f"/ho-so/{dossier.code}/{slug}/"
    return action, dict(read(client.get(f"/ho-so/{dossier.code}/")).forms[action])


def send(client: Client, dossier: Outcome, slug: str, **typed: str) -> Any:
    action, values = form_of(client, dossier, slug)
    return client.post(action, {**values, **typed})


def now(dossier: Outcome) -> Any:
    return whole(Viewer.system(), dossier.code)


@pytest.mark.parametrize(
    ("before", "who", "slug", "typed", "after"),
    [
        (State.ACCEPTED, "minh", "phan-cong", {}, State.PROCESSING),
        (State.ACCEPTED, "sa_ruone", "chuyen-xu-ly", {"to": "minh"}, State.PROCESSING),
        (State.PROCESSING, "minh", "chuyen-xu-ly", {}, State.PROCESSING),
        (State.PROCESSING, "minh", "phan-cong", {"to": "so_phia"}, State.PROCESSING),
        (State.PROCESSING, "so_phia", "phan-cong", {}, State.PROCESSING),
        (State.PROCESSING, "minh", "tra-lai", {"reason": "Nhầm thủ tục"}, State.PROCESSING),
        (State.PROCESSING, "minh", "chuyen-co-quan", {"to": HAM_TAN, "reason": "Khác địa bàn"}, State.PROCESSING),
        (State.PROCESSING, "minh", "yeu-cau-bo-sung", {"reason": "Thiếu tờ khai"}, State.SUPPLEMENT),
        (State.SUPPLEMENT, "sa_ruone", "nhan-bo-sung", {"note": "Đã đủ"}, State.PROCESSING),
        (State.PROCESSING, "bich_thuy", "hen-lai", EXTENSION, State.PROCESSING),
        (State.PROCESSING, "bich_thuy", "phe-duyet", {"note": "Đồng ý"}, State.APPROVED),
        (State.APPROVED, "minh", "phat-hanh", {"result_number": "12/XN-UBND"}, State.SETTLED),
        (State.PROCESSING, "bich_thuy", "tu-choi", {"reason": "Không đủ điều kiện"}, State.REFUSED),
        (State.SUPPLEMENT, "bich_thuy", "dung", {"reason": "Quá hạn bổ sung"}, State.STOPPED),
        (State.PROCESSING, "sa_ruone", "rut", {"reason": "Người nộp đổi ý"}, State.WITHDRAWN),
        (State.SETTLED, "sa_ruone", "tra-ket-qua", {"how": "post"}, State.RETURNED),
        (State.PROCESSING, "sa_ruone", "sua-thong-tin", {"name": "Kim Thị Anh", "reason": "Sai"}, State.PROCESSING),
        (State.ACCEPTED, "sa_ruone", "huy-so", {"second": "bich_thuy", "reason": "Nhập nhầm"}, State.VOID),
    ],
)  # fmt: skip
def test_every_act_is_done_by_its_form(
    world: World, at: At, before: State, who: str, slug: str, typed: dict[str, str], after: State
) -> None:
    dossier = world.bring(world.accept(), before)
    at(NOW)
    client = entered(world, who)
    places = {name: f"person-{pk}" for name, pk in world.accounts.items()}
    places |= {key: f"unit-{pk}" for key, pk in world.units.items()}
    given = {name: places.get(value, value) for name, value in typed.items()}
    if slug == "tra-lai":
        given["to"] = places["sa_ruone"]
    answer = send(client, dossier, slug, **given)
    assert answer.status_code == 302, read(answer).text
    done = now(dossier)
    assert (done.state, done.version) == (after, dossier.version + 1)
    assert f"Hồ sơ {dossier.code}: đã ghi" in read(client.get(answer["Location"])).text


def test_a_dossier_submitted_online_is_accepted_or_declined(world: World, at: At) -> None:
    accepted, declined = world.submit(), world.submit()
    at(NOW)
    client = entered(world, "sa_ruone")
    assert "Hẹn trả thứ Ba 09/05/2023, 10:00" in read(client.get(send(client, accepted, "tiep-nhan")["Location"])).text
    send(client, declined, "khong-tiep-nhan", reason="Không thuộc thẩm quyền")
    assert (now(accepted).state, now(declined).state) == (State.ACCEPTED, State.DECLINED)


@pytest.mark.parametrize(
    ("who", "slug", "typed", "field"),
    [
        ("minh", "yeu-cau-bo-sung", {"reason": ""}, "reason"),
        ("minh", "yeu-cau-bo-sung", {"reason": "  \n "}, "reason"),
        ("minh", "yeu-cau-bo-sung", {"reason": "a\x00b"}, "reason"),
        ("minh", "yeu-cau-bo-sung", {"reason": "a\x1bb"}, "reason"),
        ("minh", "yeu-cau-bo-sung", {"reason": LONG}, "reason"),
        ("minh", "chuyen-xu-ly", {"to": ""}, "to"),
        ("minh", "chuyen-xu-ly", {"to": "person-0"}, "to"),
        ("minh", "chuyen-xu-ly", {"to": "person-x"}, "to"),
        ("minh", "phan-cong", {"to": "unit-1"}, "to"),
        ("minh", "chuyen-co-quan", {"to": "person-1", "reason": "Khác địa bàn"}, "to"),
        ("bich_thuy", "hen-lai", {"amount": "", "unit": "day", "reason": "Chờ"}, "amount"),
        ("bich_thuy", "hen-lai", {"amount": "0", "unit": "day", "reason": "Chờ"}, "amount"),
        ("bich_thuy", "hen-lai", {"amount": "99999", "unit": "day", "reason": "Chờ"}, "amount"),
        ("bich_thuy", "hen-lai", {"amount": "2", "unit": "month", "reason": "Chờ"}, "unit"),
        ("bich_thuy", "phe-duyet", {"note": LONG}, "note"),
        ("sa_ruone", "sua-thong-tin", {"name": "", "reason": "Sai"}, "name"),
        ("sa_ruone", "sua-thong-tin", {"phone": "12", "reason": "Sai"}, "phone"),
        ("sa_ruone", "sua-thong-tin", {"birth": "31/02/1990", "reason": "Sai"}, "birth"),
        ("sa_ruone", "huy-so", {"second": "", "reason": "Nhầm"}, "second"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_opens_the_form_again_as_it_was_typed(
    world: World, at: At, who: str, slug: str, typed: dict[str, str], field: str
) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, who)
    action, values = form_of(client, dossier, slug)
    before = contents()
    answer = client.post(action, {**values, **typed})
    assert answer.status_code in (400, 404)
    assert contents() == before
    page = read(answer)
    assert f"#id_{slug}-{field}" in [href for href, _ in page.links]
    again = page.forms[action]
    assert again["request_key"] == values["request_key"]
    for name, value in typed.items():
        if name not in ("to", "unit", "second") and "\x00" not in value:
            assert again[name].strip() == value.strip()


@pytest.mark.parametrize("name", ["code", "due_at", "status", "state", "unit_id", "holder", "at"])
def test_a_field_that_belongs_to_the_server_is_refused_not_applied(world: World, at: At, name: str) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    action, values = form_of(client, dossier, "yeu-cau-bo-sung")
    before = contents()
    answer = client.post(action, {**values, "reason": "Thiếu tờ khai", name: "2023-01-01"})
    assert answer.status_code == 400
    page = read(answer)
    assert f"Biểu mẫu này không có trường «{name}»" in page.text
    assert page.forms[action]["reason"] == "Thiếu tờ khai"
    assert contents() == before


def test_a_stale_version_is_told_with_a_way_on(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    action, values = form_of(client, dossier, "yeu-cau-bo-sung")
    world.do("assign", dossier, by="bich_thuy", at="2023-05-04 09:59", to_account_id="so_phia")
    before = contents()
    answer = client.post(action, {**values, "reason": "Thiếu tờ khai"})
    assert answer.status_code == 409
    assert contents() == before
    page = read(answer)
    assert "Hồ sơ vừa được người khác cập nhật" in page.text
    assert (f"/ho-so/{dossier.code}/", "Tải lại hồ sơ") in page.links
    assert page.forms[action]["reason"] == "Thiếu tờ khai"


def test_a_form_sent_twice_is_done_once(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    action, values = form_of(client, dossier, "yeu-cau-bo-sung")
    sent = {**values, "reason": "Thiếu tờ khai"}
    first, second = client.post(action, sent), client.post(action, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    acts = [entry.act for entry in entries_of("dossier", dossier.dossier_id)]
    assert acts.count("dossier.request_supplement") == 1


@pytest.mark.parametrize(
    ("who", "slug", "status"),
    [
        ("minh", "phe-duyet", 403),
        ("van_phuc", "phe-duyet", 403),
        ("quoc_thai", "yeu-cau-bo-sung", 403),
        ("chanh_da", "yeu-cau-bo-sung", 404),
        ("minh", "phat-hanh", 409),
        ("minh", "xoa", 404),
    ],
)
def test_an_act_is_refused_by_who_when_and_what(world: World, at: At, who: str, slug: str, status: int) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    sent = {"version": str(dossier.version), "request_key": "k1"}
    asked = {"phe-duyet": {"note": ""}, "phat-hanh": {"result_number": ""}}.get(slug, {"reason": "Thiếu"})
    client = entered(world, who)
    before = contents()
    assert client.post(f"/ho-so/{dossier.code}/{slug}/", {**sent, **asked}).status_code == status
    assert contents() == before


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "1.5"])
def test_a_version_that_is_none_is_refused(world: World, at: At, version: str) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    assert send(client, dossier, "yeu-cau-bo-sung", reason="Thiếu", version=version).status_code == 400
    assert now(dossier).version == dossier.version


def test_decomposed_text_is_stored_composed(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    reason = "Thiếu tờ khai"
    send(entered(world, "minh"), dossier, "yeu-cau-bo-sung", reason=unicodedata.normalize("NFD", reason))
    assert now(dossier).ledger[-1].reason == reason


def test_who_passed_a_dossier_out_of_sight_comes_back_to_the_queue(world: World, at: At) -> None:
    received = world.accept(unit_key=DESK, procedure=BUSINESS)
    passed = world.do("forward", received, by="hong_cuc", to_account_id="minh_hieu")
    at(NOW)
    client = entered(world, "minh_hieu")
    answer = send(client, passed, "yeu-cau-bo-sung", reason="Thiếu giấy tờ")
    assert answer["Location"] == f"/ho-so/{passed.code}/"
    at("2023-05-04 11:00")
    resumed = world.do("resume", _latest(passed), by="hong_cuc", at="2023-05-04 10:30")
    answer = send(client, resumed, "chuyen-xu-ly", to=f"unit-{world.units[DESK]}")
    assert answer["Location"] == "/ho-so/"
    assert client.get(f"/ho-so/{passed.code}/").status_code == 404


def test_the_address_of_an_act_leads_back_to_the_dossier(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    answer = entered(world, "minh").get(f"/ho-so/{dossier.code}/phe-duyet/")
    assert (answer.status_code, answer["Location"]) == (302, f"/ho-so/{dossier.code}/")


def _latest(dossier: Outcome) -> Outcome:
    found = now(dossier)
    return Outcome(dossier_id=found.id, code=found.code, version=found.version, due_at=found.due_at)
