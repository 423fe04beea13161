"""The way of a dossier on its page: who held it how long, whose the lateness is, when it must be passed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.records.places.actions import register_units
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.records.casework.linked import LINKED, linked_procedure
from tests.world import BUSINESS, DESK, HAM_TAN, JUSTICE, UNITS, World, standing


def page(world: World, code: str, *, who: str = "hong_cuc") -> Read:
    return read(entered(world, who).get(f"/ho-so/{code}/"))


def test_each_unit_with_its_time_its_quota_and_its_part(world: World, at: At) -> None:
    linked_procedure()
    dossier = world.accept(at="2023-03-01 08:00", unit_key=DESK, procedure=LINKED)
    for when, act, by, unit in (
        ("2023-03-01 14:00", "hand_over", "hong_cuc", HAM_TAN),
        ("2023-03-10 14:00", "hand_over", "quoc_huy", JUSTICE),
    ):
        dossier = world.do(act, dossier, by=by, at=when, to_unit_id=unit, reason="Theo quy trình")
    at("2023-03-29 16:00")
    said = page(world, dossier.code).text
    for text in (
        "Đường đi của hồ sơ",
        "huyện Trà Cú Lâm Thị Hồng Cúc Tiếp nhận 08:00 01/03/2023 đến 14:00 01/03/2023",
        "Xác minh tại xã 14:00 01/03/2023 đến 14:00 10/03/2023 7 ngày làm việc",
        "vượt 2 ngày làm việc · phần trễ hẹn 6 giờ làm việc 5 ngày làm việc",
        "Phòng Tư pháp huyện Trà Cú chưa ai nhận Thẩm định 14:00 10/03/2023 đến bây giờ",
        "Trễ hẹn 6 giờ làm việc, thuộc về: Ủy ban nhân dân xã Hàm Tân 6 giờ làm việc.",
    ):
        assert text in said, text


def test_until_when_it_must_be_passed_on(world: World, at: At) -> None:
    dossier = world.accept(at="2023-04-27 15:10")
    at("2023-04-27 15:30")
    assert "Phải chuyển cho người giải quyết trước 08:00 28/04/2023." in page(world, dossier.code, who="sa_ruone").text
    at("2023-04-28 08:30")
    assert "Đã quá lúc phải chuyển." in page(world, dossier.code, who="sa_ruone").text
    world.do("forward", dossier, by="sa_ruone", at="2023-04-28 08:30", to_account_id="minh")
    said = page(world, dossier.code, who="sa_ruone").text
    assert "Nơi tiếp nhận chuyển muộn: phải trước 08:00 28/04/2023, đã chuyển 08:30 28/04/2023." in said


@pytest.mark.parametrize("state", [State.ACCEPTED, State.PROCESSING])
def test_nothing_is_said_of_a_duty_that_was_kept(world: World, at: At, state: State) -> None:
    dossier = world.bring(world.accept(at="2023-04-27 08:00"), state, at="2023-04-27 08:30")
    at("2023-04-27 09:00")
    said = page(world, dossier.code, who="sa_ruone").text
    assert ("Phải chuyển" in said) is (state is State.ACCEPTED)
    assert "chuyển muộn" not in said


def test_a_dossier_that_was_not_accepted_has_no_way(world: World, at: At) -> None:
    dossier = world.submit(at="2023-04-27 08:00")
    at("2023-04-27 09:00")
    assert "Đường đi của hồ sơ" not in page(world, dossier.code, who="sa_ruone").text


def test_the_form_for_passing_on_offers_the_next_unit(world: World, at: At) -> None:
    linked_procedure()
    dossier = world.accept(at="2023-03-01 08:00", unit_key=DESK, procedure=LINKED)
    at("2023-03-01 09:00")
    action = f"/ho-so/{dossier.code}/chuyen-co-quan/"
    first = page(world, dossier.code)
    assert next(iter(first.forms)) != action or first.forms[action]["to"] == "", "three communes: one must be chosen"
    dossier = world.do(
        "hand_over", dossier, by="hong_cuc", at="2023-03-01 10:00", to_unit_id=HAM_TAN, reason="Xác minh"
    )
    dossier = world.do("assign", dossier, by="chanh_da", at="2023-03-01 11:00", to_account_id="chanh_da")
    at("2023-03-02 09:00")
    assert page(world, dossier.code, who="chanh_da").forms[action]["to"] == f"unit-{world.units[JUSTICE]}"


def test_what_a_commune_received_for_the_district_goes_there(world: World, at: At) -> None:
    dossier = world.accept(
        at="2023-03-01 08:00", procedure=BUSINESS, competent_unit_key=JUSTICE, helped_unit_key=HAM_TAN
    )
    at("2023-03-01 09:00")
    found = page(world, dossier.code, who="sa_ruone")
    assert found.forms[f"/ho-so/{dossier.code}/chuyen-co-quan/"]["to"] == f"unit-{world.units[JUSTICE]}"
    assert "thẩm quyền: Phòng Tư pháp huyện Trà Cú" in found.text
    assert "hướng dẫn tại: Ủy ban nhân dân xã Hàm Tân" in found.text


def test_among_several_departments_the_competent_one_is_offered(world: World, at: At) -> None:
    linked_procedure()
    justice = next(unit for unit in UNITS if unit.key == JUSTICE)
    another = replace(justice, key="tra_cu.noi_vu", name="Phòng Nội vụ huyện Trà Cú", short_name="Nội vụ")
    with standing("2023-01-04 08:00") as now:
        register_units((another,), actor_id=None, at=now)
    dossier = world.accept(at="2023-03-01 08:00", unit_key=DESK, procedure=LINKED, competent_unit_key=JUSTICE)
    dossier = world.do(
        "hand_over", dossier, by="hong_cuc", at="2023-03-01 10:00", to_unit_id=HAM_TAN, reason="Xác minh"
    )
    world.do("assign", dossier, by="chanh_da", at="2023-03-01 11:00", to_account_id="chanh_da")
    at("2023-03-02 09:00")
    forms = page(world, dossier.code, who="chanh_da").forms
    assert forms[f"/ho-so/{dossier.code}/chuyen-co-quan/"]["to"] == f"unit-{world.units[JUSTICE]}"
