"""Units on screen: the tree, contact data, a unit registered, a unit ended."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.records.places import queries as places
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MORNING, THANH_SON, World

LIST = "/quan-tri/don-vi/"
NEW = f"{LIST}moi/"
PAGE = f"{LIST}{HAM_TAN}/"


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def act(client: Client, slug: str, **typed: str) -> Any:
    values = read(client.get(PAGE)).forms[f"{PAGE}{slug}/"]
    return client.post(f"{PAGE}{slug}/", {**values, **typed})


def registering(client: Client, **typed: str) -> Any:
    given = {
        "parent_key": "tra_cu",
        "kind": "committee",
        "level": "commune",
        "name": "Ủy ban nhân dân xã Mới",
        "short_name": "Xã Mới",
        "key": "tra_cu.moi",
        "receives": "1",
        "agency_id": "000.40.30.H59",
        "valid_from": "01/07/2023",
    }
    return client.post(NEW, {**read(client.get(NEW)).forms[NEW], **given, **typed})


def test_units_stand_below_one_another(keeper: Client) -> None:
    response = keeper.get(LIST)
    page = read(response)
    assert "6 đơn vị trong phạm vi của ông/bà, 4 nơi tiếp nhận hồ sơ." in page.text
    assert (PAGE, "Ủy ban nhân dân xã Hàm Tân") in page.links
    assert response.content.decode().count('class="below"') == 5


def test_contact_data_is_changed(keeper: Client) -> None:
    response = act(keeper, "sua", short_name="Hàm Tân", phone="0294 387 0000", address="ấp Chợ", receives="1")
    assert response.status_code == 302
    page = read(keeper.get(PAGE))
    assert "0294 387 0000" in page.text
    assert "ấp Chợ" in page.text
    assert places.unit(HAM_TAN).version == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"short_name": ""}, "short_name"), ({"phone": "9" * 41}, "phone"), ({"address": "x\u202e"}, "address")],
)
def test_what_was_typed_is_kept(keeper: Client, typed: dict[str, str], field: str) -> None:
    response = act(keeper, "sua", **{"short_name": "Hàm Tân", "phone": "1", "address": "2", **typed})
    assert response.status_code == 400
    page = read(response)
    assert any(href == f"#id_sua-{field}" for href, _ in page.links)
    kept = {"short_name": "Hàm Tân", "phone": "1", "address": "2", **typed}
    assert {name: page.forms[f"{PAGE}sua/"][name] for name in kept} == kept


def test_the_loser_of_a_race_is_told(keeper: Client) -> None:
    stale = read(keeper.get(PAGE)).forms[f"{PAGE}sua/"]
    act(keeper, "sua", phone="1")
    response = keeper.post(f"{PAGE}sua/", {**stale, "phone": "2", "request_key": "other"})
    assert response.status_code == 409
    assert places.unit(HAM_TAN).phone == "1"


def test_a_unit_is_registered(keeper: Client) -> None:
    response = registering(keeper)
    assert (response.status_code, response.headers["Location"]) == (302, f"{LIST}tra_cu.moi/")
    assert "chưa hoạt động" in read(keeper.get(f"{LIST}tra_cu.moi/")).text


@pytest.mark.parametrize(
    ("typed", "field", "status"),
    [
        ({"parent_key": ""}, "parent_key", 400),
        ({"kind": "castle"}, "kind", 400),
        ({"level": ""}, "level", 400),
        ({"name": ""}, "name", 400),
        ({"key": THANH_SON}, "key", 409),
        ({"agency_id": ""}, "agency_id", 400),
        ({"agency_id": "000.30.30.H59"}, "agency_id", 409),
        ({"valid_from": "mai"}, "valid_from", 400),
    ],
)
def test_a_unit_that_cannot_be_registered(keeper: Client, typed: dict[str, str], field: str, status: int) -> None:
    response = registering(keeper, **typed)
    assert response.status_code == status
    page = read(response)
    assert any(href == f"#id_new-{field}" for href, _ in page.links)
    assert page.forms[NEW]["name"] == typed.get("name", "Ủy ban nhân dân xã Mới")


def test_a_unit_ends_and_is_continued(keeper: Client) -> None:
    ending = {"on": "01/07/2025", "successor_key": THANH_SON, "document": "1687/NQ-UBTVQH15"}
    assert act(keeper, "ket-thuc", **{**ending, "document": ""}).status_code == 400
    assert act(keeper, "ket-thuc", **ending).status_code == 302
    page = read(keeper.get(PAGE))
    assert "sắp kết thúc" in page.text
    assert f"{PAGE}ket-thuc/" not in page.forms
    assert f"{PAGE}sua/" in page.forms


def test_an_act_or_a_unit_that_is_none(keeper: Client) -> None:
    assert keeper.post(f"{PAGE}xoa/", {}).status_code == 404
    assert keeper.get(f"{LIST}khong.co/").status_code == 404
    assert keeper.get(f"{PAGE}sua/").headers["Location"] == PAGE
    assert keeper.post(f"{PAGE}sua/", {"valid_to": "2020-01-01"}).status_code == 400
