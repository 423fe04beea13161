"""Entering with a password, and leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from motcua.records import clock
from motcua.records import store as stores
from motcua.records.people import actions as people
from motcua.records.people.entry import MOST_BY_USERNAME
from motcua.records.people.models import Position
from motcua.records.people.viewer import Viewer
from tests.conftest import AFTER_REPLAY
from tests.desks.entering import entered, read
from tests.world import World

PASSWORD = "gio-chuong-2023"


@pytest.fixture
def sa_ruone(world: World, store: Path) -> World:
    """Chị Sa Rươne has a password, in a real store."""
    stores.write(stores.Store(kind=stores.REAL, created_at=AFTER_REPLAY))
    people.set_password(Viewer.system(), account_id=world.accounts["sa_ruone"], password=PASSWORD)
    return world


def test_the_right_password_leads_to_the_desk(sa_ruone: World) -> None:
    client = Client()
    form = read(client.get("/vao/")).forms["/vao/"]
    response = client.post("/vao/", {**form, "username": "sa_ruone", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/tiep-nhan/")
    assert client.get("/tiep-nhan/").status_code == 200


def test_whoever_holds_no_post_today_is_told_whom_to_ask(sa_ruone: World) -> None:
    held = Position.objects.get(account_id=sa_ruone.accounts["sa_ruone"])
    people.end_position(Viewer.system(), position_id=held.pk, on=clock.now().date())
    client = Client()
    form = read(client.get("/vao/")).forms["/vao/"]
    response = client.post("/vao/", {**form, "username": "sa_ruone", "password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "hãy nhờ người quản trị của đơn vị giao nhiệm vụ" in read(response).text


def test_a_page_that_asked_to_enter_is_come_back_to(sa_ruone: World) -> None:
    client = Client()
    asked = client.get("/tiep-nhan/so-theo-doi/?from=01/04/2023")
    form = read(client.get(asked.headers["Location"])).forms["/vao/"]
    response = client.post("/vao/", {**form, "username": "sa_ruone", "password": PASSWORD})
    assert response.headers["Location"] == "/tiep-nhan/so-theo-doi/?from=01/04/2023"


@pytest.mark.parametrize("elsewhere", ["https://example.vn/", "//example.vn", "javascript:alert(1)", "\\\\example.vn"])
def test_nobody_is_led_elsewhere(sa_ruone: World, elsewhere: str) -> None:
    response = Client().post("/vao/", {"username": "sa_ruone", "password": PASSWORD, "next": elsewhere})
    assert response.headers["Location"] == "/tiep-nhan/"


@pytest.mark.parametrize(
    "changes",
    [{"password": "sai"}, {"username": "khong_co"}, {"password": ""}, {"password": "x" * 10_000}, {"password": "\0"}],
)
def test_a_wrong_pair_keeps_the_name_and_never_the_password(sa_ruone: World, changes: dict[str, str]) -> None:
    client = Client()
    response = client.post("/vao/", {"username": "sa_ruone", "password": PASSWORD, "next": "", **changes})
    assert response.status_code == 400
    page = read(response)
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page.text
    assert ("#id_password", "Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra rồi nhập lại.") in page.links
    assert page.forms["/vao/"]["username"] == changes.get("username", "sa_ruone")
    assert page.forms["/vao/"]["password"] == ""
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["sa\0ruone", "s" * 10_000, "sa\u202eruone"])
def test_a_name_that_cannot_be_one_is_refused_by_its_input(sa_ruone: World, name: str) -> None:
    response = Client().post("/vao/", {"username": name, "password": PASSWORD})
    assert response.status_code == 400
    assert any(href == "#id_username" for href, _ in read(response).links)


def test_guessing_is_slowed_down(sa_ruone: World) -> None:
    client = Client()
    for _ in range(MOST_BY_USERNAME):
        client.post("/vao/", {"username": "sa_ruone", "password": "sai"})
    response = client.post("/vao/", {"username": "sa_ruone", "password": PASSWORD})
    assert response.status_code == 403
    assert "Đã nhập sai quá nhiều lần" in read(response).text


@pytest.mark.parametrize("field", ["is_active", "role", "unit"])
def test_a_field_that_the_form_does_not_have_is_refused(sa_ruone: World, field: str) -> None:
    response = Client().post("/vao/", {"username": "sa_ruone", "password": PASSWORD, field: "1"})
    assert response.status_code == 400
    assert f"«{field}»" in read(response).text


def test_leaving_ends_the_session(sa_ruone: World) -> None:
    client = entered(sa_ruone, "sa_ruone")
    assert client.get("/ra/").status_code == 405, "a link alone never leaves"
    assert client.post("/ra/").headers["Location"] == "/"
    assert client.get("/tiep-nhan/").headers["Location"] == "/vao/?next=/tiep-nhan/"


def test_a_demonstration_asks_for_no_password(world: World, store: Path) -> None:
    response = Client().get("/vao/?next=/ho-so/", follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Hãy chọn một người để vào làm việc." in read(response).text
