"""A person of several posts chooses at which one to work: where one receives, whose list is shown, and who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.law.types import Role
from motcua.records.casework.models import Dossier
from motcua.records.people import actions as people
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MARITAL, THANH_SON, World

CHOOSE = "/vao/nhiem-vu/"
INTAKE = "/tiep-nhan/"
NOW = "2023-05-04 10:00"
UNIT_LIST = "/ho-so/?tab=incoming&whose=unit"


def second_post(world: World, who: str = "sa_ruone", *, unit: str = HAM_TAN, until: date | None = None) -> str:
    """A second post at another counter; how it stands in the menu."""
    position = people.assign_position(
        Viewer.system(),
        account_id=world.accounts[who],
        unit_id=world.units[unit],
        role=Role.COUNTER,
        title="Cán bộ một cửa kiêm nhiệm",
        valid_from=date(2023, 1, 1),
        valid_to=until,
    )
    return str(position)


def place(client: Client, address: str = INTAKE) -> str:
    page = client.get(address).content.decode()
    return page.partition('<span class="place">')[2].partition("</span>")[0]


def saved(client: Client, **changes: Any) -> Any:
    values = read(client.get(INTAKE)).forms[INTAKE]
    typed = {"name": "Kim Thị Ngọc Ánh", "procedure": MARITAL, "papers": ["1"], "step": "save"}
    return client.post(INTAKE, {**values, **typed, **changes})


def test_who_holds_one_post_has_nothing_to_choose(world: World, at: At) -> None:
    at(NOW)
    assert CHOOSE not in read(entered(world, "sa_ruone").get(INTAKE)).forms


def test_the_chosen_post_says_where_one_receives(world: World, at: At) -> None:
    at(NOW)
    second = second_post(world)
    client = entered(world, "sa_ruone")
    assert place(client) == "Xã Thanh Sơn"
    answer = client.post(CHOOSE, {"post": second})
    assert (answer.status_code, answer["Location"]) == (302, INTAKE)
    assert place(client) == "Xã Hàm Tân"
    assert saved(client).status_code == 302
    assert list(Dossier.objects.values_list("unit_id", flat=True)) == [world.units[HAM_TAN]]
    assert place(entered(world, "sa_ruone")) == "Xã Thanh Sơn", "another session begins at the first post"


def test_the_list_of_the_unit_is_that_of_the_post_and_ones_own_is_whole(world: World, at: At) -> None:
    here, there = world.accept(), world.accept(unit_key=HAM_TAN)
    second = second_post(world)
    at(NOW)
    client = entered(world, "sa_ruone")
    for key, shown, hidden in (("", here, there), (second, there, here)):
        if key:
            client.post(CHOOSE, {"post": key})
        listed = read(client.get(UNIT_LIST)).text
        assert shown.code in listed
        assert hidden.code not in listed
        assert "Chờ nhận 1" in listed
        own = read(client.get("/ho-so/?tab=incoming")).text
        assert here.code in own
        assert there.code in own
        for dossier in (here, there):
            assert client.get(f"/ho-so/{dossier.code}/").status_code == 200
            assert dossier.code in read(client.get(f"/ho-so/tim/?q={dossier.code}")).text


def test_the_menu_marks_the_post_at_which_one_works(world: World, at: At) -> None:
    at(NOW)
    second = second_post(world)
    client = entered(world, "sa_ruone")
    client.post(CHOOSE, {"post": second})
    page = client.get(INTAKE).content.decode()
    assert f'value="{second}" aria-current="true">Cán bộ một cửa kiêm nhiệm<small>Xã Hàm Tân</small>' in page
    assert page.count(' name="post"') == 2


@pytest.mark.parametrize("post", ["", "0", "404", "1-KT", "x", "1;2"])
def test_a_post_that_is_not_held_is_refused_and_nothing_is_chosen(world: World, at: At, post: str) -> None:
    at(NOW)
    second_post(world)
    client = entered(world, "sa_ruone")
    answer = client.post(CHOOSE, {"post": post})
    assert answer.status_code == (302 if post == "" else 403)
    assert place(client) == "Xã Thanh Sơn"


def test_somebody_elses_post_and_one_that_has_ended_are_refused_in_words(world: World, at: At) -> None:
    at(NOW)
    ended = second_post(world, until=date(2023, 5, 4))
    others = second_post(world, "thu_ha", unit=THANH_SON)
    client = entered(world, "sa_ruone")
    for post in (ended, others):
        answer = client.post(CHOOSE, {"post": post})
        assert answer.status_code == 403
        assert "Hôm nay ông/bà không giữ nhiệm vụ này" in read(answer).text


def test_a_post_that_ends_while_one_works_there_is_said_once_and_nothing_is_received_there(
    world: World, at: At
) -> None:
    at(NOW)
    second = second_post(world, until=date(2023, 5, 5))
    client = entered(world, "sa_ruone")
    client.post(CHOOSE, {"post": second})
    values = read(client.get(INTAKE)).forms[INTAKE]
    at("2023-05-05 08:00")
    typed = {"name": "Kim Thị Ngọc Ánh", "procedure": MARITAL, "papers": ["1"], "step": "save"}
    refused = client.post(INTAKE, {**values, **typed})
    assert refused.status_code == 409
    said = read(refused).text
    assert "Biểu mẫu này mở ở quầy khác, nay ông/bà đang làm việc ở quầy Xã Thanh Sơn" in said
    assert "Nhiệm vụ ông/bà đã chọn không còn hiệu lực" in said
    assert "Kim Thị Ngọc Ánh" in refused.content.decode()
    assert not Dossier.objects.exists()
    assert "không còn hiệu lực" not in read(client.get(INTAKE)).text
    assert place(client) == "Xã Thanh Sơn"


def test_a_form_opened_at_the_other_counter_is_not_received_here(world: World, at: At) -> None:
    at(NOW)
    second = second_post(world)
    client = entered(world, "sa_ruone")
    values = read(client.get(INTAKE)).forms[INTAKE]
    client.post(CHOOSE, {"post": second})
    typed = {"name": "Kim Thị Ngọc Ánh", "procedure": MARITAL, "papers": ["1"]}
    for step in ("preview", "save", "guide"):
        refused = client.post(INTAKE, {**values, **typed, "step": step})
        assert refused.status_code == 409
        assert "quầy Xã Hàm Tân" in read(refused).text
    assert not Dossier.objects.exists()
    again = read(refused).forms[INTAKE]
    assert client.post(INTAKE, {**again, **typed, "step": "save"}).status_code == 302
    assert list(Dossier.objects.values_list("unit_id", flat=True)) == [world.units[HAM_TAN]]


def test_other_forms_of_the_counter_are_kept_apart_as_well(world: World, at: At) -> None:
    at(NOW)
    second = second_post(world)
    client = entered(world, "sa_ruone")
    cash = read(client.get("/tiep-nhan/so-thu/")).forms["/tiep-nhan/so-thu/#"]
    client.post(CHOOSE, {"post": second})
    refused = client.post("/tiep-nhan/so-thu/", {**cash, "counted": "0"})
    assert refused.status_code == 409
    assert "Biểu mẫu này mở ở quầy khác" in read(refused).text


def test_nobody_chooses_without_having_entered(world: World, at: At) -> None:
    at(NOW)
    assert Client().post(CHOOSE, {"post": "1"}).status_code == 302
    assert entered(world, "sa_ruone").get(CHOOSE).status_code == 405
    assert entered(world, "sa_ruone").post(CHOOSE, {"post": "1", "unit": "2"}).status_code == 400
