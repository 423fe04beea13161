"""Accounts on screen: found, opened, changed, closed; the stranger gets nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from motcua.law.types import Role
from motcua.records.people import actions as people
from motcua.records.people import queries
from motcua.records.people.entry import GATE, MOST_BY_USERNAME
from motcua.records.people.models import Account, Delegation, Position
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MORNING, THANH_SON, World

LIST = "/quan-tri/tai-khoan/"
NEW = f"{LIST}moi/"


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def page_of(world: World, who: str) -> str:
    return f"{LIST}{world.accounts[who]}/"


def act(client: Client, page: str, slug: str, **typed: str) -> Any:
    """Sends a form of an account with what the page put into it."""
    values = read(client.get(page)).forms[f"{page}{slug}/"]
    return client.post(f"{page}{slug}/", {**values, **typed})


def opening(client: Client, world: World, **typed: str) -> Any:
    values = read(client.get(NEW)).forms[NEW]
    given = {
        "full_name": "Kim Văn Mới",
        "username": "van_moi",
        "unit": str(world.units[THANH_SON]),
        "role": "counter",
        "title": "Công chức một cửa",
    }
    return client.post(NEW, {**values, **given, **typed})


def test_the_day_of_an_administrator_begins_at_the_office(keeper: Client, world: World) -> None:
    assert Client().post("/vao/nhan-vat/", {"account": "my_dung"}).headers["Location"] == "/quan-tri/"
    page = read(keeper.get("/quan-tri/"))
    assert "17 tài khoản" in page.text
    assert {LIST, "/quan-tri/don-vi/", "/quan-tri/nhap/", "/quan-tri/phien/"} <= {href for href, _ in page.links}


def test_the_list_is_found_by_words_without_tones(keeper: Client, world: World) -> None:
    page = read(keeper.get(f"{LIST}?q=phia+so"))
    assert "1 tài khoản khớp" in page.text
    assert (page_of(world, "so_phia"), "Kim Sô Phia") in page.links
    by_unit = read(keeper.get(f"{LIST}?unit={world.units[HAM_TAN]}"))
    assert "3 tài khoản khớp" in by_unit.text
    assert "Không có tài khoản nào khớp" in read(keeper.get(f"{LIST}?state=closed")).text


@pytest.mark.parametrize("query", ["state=all", "unit=x", "after=-1", "q=%00", "q=" + "x" * 101])
def test_an_address_that_was_bent_is_refused(keeper: Client, query: str) -> None:
    assert keeper.get(f"{LIST}?{query}").status_code == 400


def test_an_account_is_opened_with_its_position(keeper: Client, world: World) -> None:
    response = opening(keeper, world)
    row = Account.objects.get(username="van_moi")
    assert (response.status_code, response.headers["Location"]) == (302, f"{LIST}{row.pk}/")
    assert Position.objects.get(account=row).unit_id == world.units[THANH_SON]
    assert "chưa có, chưa đăng nhập được" in read(keeper.get(f"{LIST}{row.pk}/")).text


@pytest.mark.parametrize(
    ("typed", "field", "status"),
    [
        ({"username": "Văn Mới"}, "username", 400),
        ({"username": "minh"}, "username", 409),
        ({"full_name": ""}, "full_name", 400),
        ({"unit": ""}, "unit", 400),
        ({"unit": "999999999999999999"}, "unit", 404),
        ({"role": "king"}, "role", 400),
        ({"title": "x\0"}, "title", 400),
        ({"valid_from": "31/02/2023"}, "valid_from", 400),
        ({"valid_from": "01/01/2019"}, "unit", 400),
    ],
)
def test_what_was_typed_is_kept_and_told_by_its_input(
    keeper: Client, world: World, typed: dict[str, str], field: str, status: int
) -> None:
    response = opening(keeper, world, **typed)
    assert response.status_code == status
    page = read(response)
    assert any(href == f"#id_new-{field}" for href, _ in page.links)
    kept = page.forms[NEW]
    assert kept["title"] == typed.get("title", "Công chức một cửa")
    assert Account.objects.filter(username="van_moi").count() == 0


def test_sent_twice_it_is_opened_once(keeper: Client, world: World) -> None:
    values = read(keeper.get(NEW)).forms[NEW]
    assert opening(keeper, world, request_key=values["request_key"]).status_code == 302
    assert opening(keeper, world, request_key=values["request_key"]).status_code == 302
    assert Account.objects.filter(username="van_moi").count() == 1


@pytest.mark.parametrize("name", ["is_active", "version2", "password", "operator"])
def test_a_field_that_the_form_does_not_have_is_refused(keeper: Client, world: World, name: str) -> None:
    assert opening(keeper, world, **{name: "1"}).status_code == 400
    assert not Account.objects.filter(username="van_moi").exists()


def test_a_first_password_is_shown_once(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    values = read(keeper.get(page)).forms[f"{page}dat-lai-mat-khau/"]
    response = keeper.post(f"{page}dat-lai-mat-khau/", values)
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    found = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", read(response).text)
    assert found
    assert Account.objects.get(username="minh").check_password(found[0])
    again = keeper.post(f"{page}dat-lai-mat-khau/", values, follow=True)
    assert found[0] not in again.content.decode()
    assert "chỉ hiện một lần" in read(again).text
    assert "lần đầu, chưa tự đổi" in read(keeper.get(page)).text


def test_positions_are_given_and_ended(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    given = {"unit": str(world.units[HAM_TAN]), "role": "officer", "title": "Biệt phái", "valid_from": "01/05/2023"}
    assert act(keeper, page, "giao-nhiem-vu", **given, valid_to="").status_code == 302
    position = Position.objects.get(title="Biệt phái")
    assert "sắp nhận" in read(keeper.get(page)).text
    assert act(keeper, page, "thoi-nhiem-vu", position=str(position.pk), on="01/06/2023").status_code == 302
    position.refresh_from_db()
    assert f"{position.valid_to:%d/%m/%Y}" == "01/06/2023"
    wrong = act(keeper, page, "thoi-nhiem-vu", position=str(position.pk), on="01/01/2020")
    assert wrong.status_code == 400
    assert any(href == "#id_thoi-nhiem-vu-on" for href, _ in read(wrong).links)


def test_signing_is_lent_and_given_back(keeper: Client, world: World) -> None:
    page = page_of(world, "sa_rath")
    position = Position.objects.get(account_id=world.accounts["sa_rath"])
    lent = {
        "position": str(position.pk),
        "to_account": str(world.accounts["bich_thuy"]),
        "kind": "KT",
        "document": "15/QĐ-UBND",
        "valid_from": "27/04/2023",
        "valid_to": "01/06/2023",
    }
    assert act(keeper, page, "uy-quyen", **lent).status_code == 302
    told = read(keeper.get(page)).text
    assert "Trần Thị Bích Thủy KT. – ký thay 15/QĐ-UBND" in told
    assert "và 1 nhiệm vụ khác" in read(keeper.get(f"{LIST}?q=bich+thuy")).text
    delegation = Delegation.objects.get()
    assert act(keeper, page, "thoi-uy-quyen", delegation=str(delegation.pk), on="05/05/2023").status_code == 302
    delegation.refresh_from_db()
    assert f"{delegation.valid_to:%d/%m/%Y}" == "05/05/2023"
    wrong = act(keeper, page, "uy-quyen", **{**lent, "to_account": str(world.accounts["sa_rath"]), "document": "x"})
    assert wrong.status_code == 400
    assert any(href == "#id_uy-quyen-to_account" for href, _ in read(wrong).links)


def test_an_account_is_closed_and_opened_again(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    minh = entered(world, "minh")
    assert minh.get("/ho-so/").status_code == 200
    assert act(keeper, page, "khoa", reason="").status_code == 400
    assert act(keeper, page, "khoa", reason="Chuyển công tác").status_code == 302
    assert minh.get("/ho-so/").status_code == 302
    shown = read(keeper.get(page))
    assert "đã khóa" in shown.text
    assert list(shown.forms) == ["/ra/", f"{page}mo-lai/"]
    assert act(keeper, page, "mo-lai", reason="Trở lại").status_code == 302
    assert Account.objects.get(username="minh").is_active


def test_who_guessed_too_often_is_let_in_again(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    assert f"{page}mo-khoa/" not in read(keeper.get(page)).forms
    for _ in range(MOST_BY_USERNAME):
        GATE.remember_failure(name="minh", address="10.0.0.9")
    assert act(keeper, page, "mo-khoa").status_code == 302
    assert GATE.minutes_closed(name="minh", address="10.0.0.8") == 0


def test_a_name_is_corrected_and_the_loser_of_a_race_keeps_what_was_typed(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    stale = read(keeper.get(page)).forms[f"{page}doi-ten/"]
    assert act(keeper, page, "doi-ten", full_name="Nguyễn Văn Minh Hai").status_code == 302
    lost = keeper.post(f"{page}doi-ten/", {**stale, "full_name": "Nguyễn Minh", "request_key": "other"})
    assert lost.status_code == 409
    told = read(lost)
    assert "trước ông/bà" in told.text
    assert told.forms[f"{page}doi-ten/"]["full_name"] == "Nguyễn Minh"
    assert Account.objects.get(username="minh").full_name == "Nguyễn Văn Minh Hai"


def test_one_does_not_change_ones_own_account(keeper: Client, world: World) -> None:
    page = page_of(world, "my_dung")
    shown = read(keeper.get(page))
    assert list(shown.forms) == ["/ra/"]
    assert "do người quản trị khác làm" in shown.text
    response = keeper.post(f"{page}khoa/", {"version": "1", "request_key": "k", "reason": "x"})
    assert response.status_code == 403


def test_an_act_that_is_none(keeper: Client, world: World) -> None:
    page = page_of(world, "minh")
    assert keeper.post(f"{page}xoa/", {}).status_code == 404
    assert keeper.get(f"{page}khoa/").headers["Location"] == page
    assert keeper.get(f"{LIST}999999/").status_code == 404


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "van_phuc", "quoc_thai"])
@pytest.mark.parametrize(
    "address",
    ["", "tai-khoan/", "tai-khoan/moi/", "tai-khoan/1/", "phien/", "don-vi/", "nhap/", "ngay-nghi/", "thong-bao/"],
)
def test_the_stranger_gets_nothing(world: World, store: object, at: At, who: str, address: str) -> None:
    at(MORNING)
    assert entered(world, who).get(f"/quan-tri/{address}").status_code == 403


def test_an_administrator_of_a_commune_sees_nothing_of_another(keeper: Client, world: World, at: At) -> None:
    own = people.create_account(Viewer.system(), username="quantri.xa", full_name="Quản trị xã", invented=True)
    since = queries.account(Viewer.system(), own, at(MORNING).date())
    assert since.posts == ()
    people.assign_position(
        Viewer.system(),
        account_id=own,
        unit_id=world.units[HAM_TAN],
        role=Role.ADMINISTRATOR,
        title="Quản trị",
        valid_from=at(MORNING).date(),
    )
    world.accounts["xa"] = own
    client = entered(world, "xa")
    assert "Nguyễn Văn Minh" not in client.get(LIST).content.decode()
    page = page_of(world, "minh")
    assert client.get(page).status_code == 404
    for slug in ("khoa", "dat-lai-mat-khau", "doi-ten"):
        typed = {"version": "1", "request_key": "k"} | ({"reason": "x"} if slug == "khoa" else {})
        typed |= {"full_name": "x"} if slug == "doi-ten" else {}
        assert client.post(f"{page}{slug}/", typed).status_code == 404


def test_sessions_are_seen_and_ended(keeper: Client, world: World) -> None:
    minh = entered(world, "minh")
    assert minh.get("/ho-so/").status_code == 200
    page = read(keeper.get("/quan-tri/phien/"))
    assert "2 phiên đang mở" in page.text
    row = Account.objects.get(username="minh").sessions.get()
    form = page.forms["/quan-tri/phien/"]
    response = keeper.post("/quan-tri/phien/", {**form, "session": f"{world.accounts['minh']}-{row.pk}"})
    assert response.status_code == 302
    assert minh.get("/ho-so/").status_code == 302
    for bent in ("", "1", "x-y", "1-2-3"):
        assert keeper.post("/quan-tri/phien/", {**form, "session": bent}).status_code in (400, 404, 409)
