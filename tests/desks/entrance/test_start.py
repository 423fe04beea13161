"""The first page: the cast of a demonstration, or the landing of a real store."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from motcua.records import store as stores
from motcua.records.store import Introduction
from tests.conftest import AFTER_REPLAY, At
from tests.desks.entering import entered, read
from tests.world import World

TRIES = "Gõ «khai sinh» rồi xem vì sao hẹn ngày đó."


@pytest.fixture
def introduced(store: Path) -> None:
    """The store introduces two of its people."""
    cast = tuple(
        Introduction(username=name, who=who, tries=TRIES)
        for name, who in (("sa_ruone", "Công chức tiếp nhận xã Thanh Sơn"), ("van_phuc", "Chủ tịch huyện"))
    )
    kept = stores.read()
    assert kept is not None
    stores.write(stores.Store(**{**kept.__dict__, "cast": cast}))


@pytest.fixture
def real(store: Path) -> None:
    """The store is a real one."""
    stores.write(stores.Store(kind=stores.REAL, created_at=AFTER_REPLAY))


def test_the_cast_is_introduced_by_desk_with_what_to_try(world: World, introduced: None) -> None:
    page = read(Client().get("/"))
    assert "Quầy tiếp nhận" in page.text
    assert "Thạch Thị Sa Rươne Công chức tiếp nhận xã Thanh Sơn" in page.text
    assert TRIES in page.text
    assert "Nguyễn Văn Minh" not in page.text, "only who is introduced"
    assert "dữ liệu mô phỏng" in page.text
    assert "Ủy ban nhân dân huyện Trà Cú" in page.text
    assert ("/tra-cuu/", "Tra cứu hồ sơ") in page.links


def test_a_store_without_introductions_shows_everybody(world: World, store: Path) -> None:
    said = read(Client().get("/")).text
    assert "Nguyễn Văn Minh Công chức Tư pháp – Hộ tịch · Xã Thanh Sơn" in said


def test_the_number_of_dossiers_is_that_of_the_store(world: World, store: Path) -> None:
    world.accept()
    world.accept()
    assert "4 nơi tiếp nhận: 2 hồ sơ" in read(Client().get("/")).text


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("sa_ruone", "/tiep-nhan/"),
        ("minh", "/ho-so/"),
        ("bich_thuy", "/ho-so/"),
        ("van_phuc", "/lanh-dao/"),
        ("quoc_thai", "/lanh-dao/"),
        ("my_dung", "/quan-tri/"),
    ],
)
def test_entering_as_somebody_leads_to_their_desk(world: World, store: Path, at: At, who: str, home: str) -> None:
    at("2023-07-03 07:00")
    client = Client()
    response = client.post("/vao/nhan-vat/", {"account": who})
    assert (response.status_code, response.headers["Location"]) == (302, home)
    assert client.get(home).status_code == 200


def test_whoever_changes_person_leaves_the_earlier_one(world: World, store: Path, at: At) -> None:
    at("2023-07-03 07:00")
    client = entered(world, "sa_ruone")
    client.post("/vao/nhan-vat/", {"account": "minh"})
    assert client.get("/tiep-nhan/").status_code == 403
    assert "Nguyễn Văn Minh" in read(client.get("/ho-so/")).text


@pytest.mark.parametrize("account", ["", "khong_co", "\0", "a" * 10_000])
def test_nobody_else_can_be_entered_as(world: World, store: Path, account: str) -> None:
    client = Client()
    assert client.post("/vao/nhan-vat/", {"account": account}).status_code == 404
    assert client.get("/ho-so/").status_code == 302


def test_entering_needs_a_post(world: World, store: Path) -> None:
    assert Client().get("/vao/nhan-vat/?account=minh").status_code == 405


def test_a_real_store_has_no_cast(world: World, real: None) -> None:
    client = Client()
    page = read(client.get("/"))
    assert "Nguyễn Văn Minh" not in page.text
    assert ("/vao/", "đăng nhập vào bàn làm việc") in page.links
    assert ("/tra-cuu/", "Tra cứu hồ sơ") in page.links
    assert client.post("/vao/nhan-vat/", {"account": "minh"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_whoever_has_entered_a_real_store_is_led_back_to_work(world: World, real: None) -> None:
    page = read(entered(world, "sa_ruone").get("/"))
    assert ("/tiep-nhan/", "về bàn làm việc của mình") in page.links
