"""One's own password and sessions; a first password leads nowhere but to choosing another."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from motcua.records import clock
from motcua.records import store as stores
from motcua.records.people import actions as people
from motcua.records.people.models import Account
from motcua.records.people.viewer import Viewer
from tests.conftest import AFTER_REPLAY, At
from tests.desks.entering import entered, read
from tests.world import MORNING, World

OWN, SESSIONS = "/vao/mat-khau/", "/vao/phien/"
OLD, NEW = "gio-chuong-2023", "ba con vịt bầu"


def changed(client: Client, **typed: str) -> int:
    values = read(client.get(OWN)).forms[OWN]
    return client.post(OWN, {**values, **typed}).status_code


@pytest.fixture
def minh(world: World, store: Path, at: At) -> Client:
    """Anh Minh has entered with a password."""
    at(MORNING)
    people.set_password(Viewer.system(), account_id=world.accounts["minh"], password=OLD)
    return entered(world, "minh")


def test_a_password_is_changed_here_and_other_sessions_are_over(minh: Client, world: World) -> None:
    elsewhere = entered(world, "minh")
    assert changed(minh, current=OLD, password=NEW, again=NEW) == 302
    assert Account.objects.get(username="minh").check_password(NEW)
    assert minh.get("/ho-so/").status_code == 200
    assert elsewhere.get("/ho-so/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current": "sai", "password": NEW, "again": NEW}, "current"),
        ({"current": OLD, "password": NEW, "again": "khác"}, "again"),
        ({"current": OLD, "password": "ngan", "again": "ngan"}, "password"),
        ({"current": OLD, "password": OLD, "again": OLD}, "password"),
    ],
)
def test_a_password_that_cannot_be_is_told_by_its_input_and_never_sent_back(
    minh: Client, typed: dict[str, str], field: str
) -> None:
    response = minh.post(OWN, {**read(minh.get(OWN)).forms[OWN], **typed})
    assert response.status_code == 400
    page = read(response)
    assert any(href == f"#id_{field}" for href, _ in page.links)
    assert set(page.forms[OWN].values()) & set(typed.values()) == set()


def test_a_first_password_leads_to_choosing_ones_own(world: World, store: Path, at: At) -> None:
    stores.write(stores.Store(kind=stores.REAL, created_at=AFTER_REPLAY))
    at(MORNING)
    word = people.reset_password(Viewer.system(), account_id=world.accounts["minh"])
    client = Client()
    form = read(client.get("/vao/")).forms["/vao/"]
    client.post("/vao/", {**form, "username": "minh", "password": word})
    for address in ("/ho-so/", SESSIONS, "/quan-tri/"):
        assert client.get(address).headers["Location"] == OWN
    assert client.get("/tra-cuu/").status_code == 200
    page = read(client.get(OWN))
    assert "Chọn mật khẩu của riêng mình" in page.text
    assert "current" not in page.forms[OWN]
    assert changed(client, password=NEW, again=NEW) == 302
    assert client.get("/ho-so/").status_code == 200


def test_ones_own_sessions_are_ended_one_by_one_or_all_others(minh: Client, world: World) -> None:
    others = [entered(world, "minh") for _ in range(3)]
    page = read(minh.get(SESSIONS))
    assert "Tài khoản đang mở ở 4 nơi." in page.text
    ids = Account.objects.get(username="minh").sessions.order_by("pk").values_list("pk", flat=True)
    form = page.forms[SESSIONS]
    assert minh.post(SESSIONS, {**form, "session": str(ids[1])}).status_code == 302
    assert [each.get("/ho-so/").status_code for each in others] == [302, 200, 200]
    form = read(minh.get(SESSIONS)).forms[SESSIONS]
    assert minh.post(SESSIONS, {**form, "session": "others"}).status_code == 302
    assert [each.get("/ho-so/").status_code for each in others] == [302, 302, 302]
    assert "chỉ đang mở ở đây" in read(minh.get(SESSIONS)).text


def test_the_session_of_somebody_else_is_not_ended(minh: Client, world: World) -> None:
    other = entered(world, "sa_ruone")
    row = Account.objects.get(username="sa_ruone").sessions.get()
    form = read(minh.get(SESSIONS)).forms[SESSIONS]
    assert minh.post(SESSIONS, {**form, "session": str(row.pk)}).status_code == 409
    assert other.get("/tiep-nhan/").status_code == 200


def test_one_who_has_not_entered_is_asked_to(world: World, store: Path) -> None:
    for address in (OWN, SESSIONS):
        assert Client().get(address).headers["Location"].startswith("/vao/?next=")


def test_one_without_a_post_still_has_an_own_password(minh: Client, world: World, at: At) -> None:
    account = Account.objects.get(username="minh")
    people.end_position(Viewer.system(), position_id=account.positions.get().pk, on=at(MORNING).date())
    assert minh.get("/ho-so/").status_code == 403
    assert minh.get(OWN).status_code == 200


def test_a_session_ends_with_the_working_day(minh: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert minh.get("/ho-so/").status_code == 200
    later = datetime.now(UTC) + timedelta(hours=8, minutes=1)
    monkeypatch.setattr(clock, "machine", lambda: later)
    assert minh.get("/ho-so/").headers["Location"].startswith("/vao/")


def test_every_page_of_staff_leads_to_what_is_ones_own(minh: Client) -> None:
    assert {OWN, SESSIONS} <= {href for href, _ in read(minh.get("/ho-so/")).links}
