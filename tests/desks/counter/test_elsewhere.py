"""Receiving without regard to boundaries at the counter: another unit decides, another one helped."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.records.casework import queries
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import BUSINESS, DESK, HAM_TAN, JUSTICE, MARITAL, THANH_SON, TOWN, World

INTAKE = "/tiep-nhan/"
PERSON = {"name": "Kim Thị Ngọc Ánh", "birth": "03/05/1990", "phone": "0900123456", "id_number": "084190012345"}
NOW = "2023-04-27 09:00"


def sent(world: World, **typed: Any) -> Any:
    """What the desk of Thanh Sơn answers to the form."""
    client = entered(world, "sa_ruone")
    values = {**read(client.get(INTAKE)).forms[INTAKE], "step": "save", "papers": ["1"], **PERSON, **typed}
    return client.post(INTAKE, values)


def test_another_commune_decides_and_a_third_helped(world: World, at: At) -> None:
    at(NOW)
    response = sent(world, procedure=MARITAL, competent_unit=HAM_TAN, helped_unit=TOWN)
    assert response.status_code == 302
    found = queries.dossier(Viewer.system(), "000.30.30.H59-230427-0001")
    assert (found.unit_id, found.competent_unit_id) == (world.units[THANH_SON], world.units[HAM_TAN])
    assert found.helped_unit == "Ủy ban nhân dân thị trấn Trà Cú"


def test_procedures_of_the_district_are_found_once_its_department_decides(world: World, at: At) -> None:
    at(NOW)
    found = sent(world, step="search", procedure_query="ho kinh doanh", competent_unit=JUSTICE)
    assert "Thành lập hộ kinh doanh" in read(found).text
    assert "Thành lập hộ kinh doanh" not in read(sent(world, step="search", procedure_query="ho kinh doanh")).text
    chosen = sent(world, choose=BUSINESS, step="", competent_unit=JUSTICE)
    assert "Vì sao hẹn ngày này?" in read(chosen).text
    assert sent(world, procedure=BUSINESS, competent_unit=JUSTICE).status_code == 302


@pytest.mark.parametrize(("competent_unit", "offered"), [(JUSTICE, True), ("", False), ("khong_co", False)])
def test_matches_while_typing_are_those_of_who_decides(
    world: World, at: At, competent_unit: str, offered: bool
) -> None:
    at("2023-04-28 09:00")
    asked = {"q": "ho kinh doanh", "competent_unit": competent_unit}
    answer = entered(world, "sa_ruone").get("/tiep-nhan/thu-tuc/", asked).content.decode()
    assert (BUSINESS in answer) is offered


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"procedure": MARITAL, "competent_unit": "tra_cu"}, "#id_competent_unit"),
        ({"procedure": MARITAL, "competent_unit": "khong_co"}, "#id_competent_unit"),
        ({"procedure": MARITAL, "helped_unit": "khong_co"}, "#id_helped_unit"),
    ],
    ids=str,
)
def test_a_unit_that_cannot_decide_or_is_none_is_refused(
    world: World, at: At, typed: dict[str, str], where: str
) -> None:
    at(NOW)
    response = sent(world, **typed)
    page = read(response)
    assert response.status_code == 400
    assert where in dict(page.links)
    assert page.forms[INTAKE]["name"] == PERSON["name"]


def test_the_own_unit_decides_unless_told_otherwise(world: World, at: At) -> None:
    at(NOW)
    page = read(entered(world, "sa_ruone").get(INTAKE))
    assert page.forms[INTAKE]["competent_unit"] == page.forms[INTAKE]["helped_unit"] == ""
    assert "Đơn vị này giải quyết" in page.text
    assert sent(world, procedure=MARITAL).status_code == 302
    found = queries.dossier(Viewer.system(), "000.30.30.H59-230427-0001")
    assert found.competent_unit_id == found.unit_id
    assert found.helped_unit == ""


def test_desks_do_not_decide(world: World, at: At) -> None:
    at(NOW)
    form = entered(world, "sa_ruone").get(INTAKE).content.decode()
    deciding = form[form.index('name="competent_unit"') : form.index("</select>", form.index('name="competent_unit"'))]
    assert f'value="{JUSTICE}"' in deciding
    assert f'value="{DESK}"' not in deciding
    assert f'value="{THANH_SON}"' not in deciding
