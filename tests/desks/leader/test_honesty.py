"""What a leader is told should be looked at again."""

from __future__ import annotations

import pytest

from motcua.records import clock
from motcua.records.casework import actions
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, THANH_SON, World, standing

PAGE = "/lanh-dao/trung-thuc/"
UNIT = f"{PAGE}{THANH_SON}/"
NOON = "2023-04-28 11:00"


def late(world: World) -> Outcome:
    """Accepted at nine, entered at two in the afternoon."""
    with standing("2023-04-27 14:00"):
        at = clock.instant("2023-04-27 09:00", field="at")
        return actions.accept(world.viewer("sa_ruone"), world.intake(), at=at, key=world.key())


def test_a_dossier_entered_late_is_told_and_opened(world: World, at: At) -> None:
    held = late(world)
    world.accept(name="Lâm Văn Bình", id_number="084190054321", phone="0900654321")
    at(NOON)
    client = entered(world, "van_phuc")
    page = read(client.get(PAGE))
    assert "1 hồ sơ cần xem lại; 0 trên 1 đơn vị có điều khác thường lệ" in page.text
    assert "Đây không phải kết luận sai phạm" in page.text
    (listed,) = {href for href, text in page.links if "late_entry" in href and text == "1"}
    said = read(client.get(listed))
    assert (f"/ho-so/{held.code}/", held.code) in said.links
    assert "muộn hơn giờ tiếp nhận ghi trên hồ sơ quá 60 phút" in said.text
    assert "1 trên 2 hồ sơ tiếp nhận" in said.text


def test_a_unit_is_told_check_by_check_with_what_may_explain_it(world: World, at: At) -> None:
    world.bring(world.accept(), State.SETTLED)
    at(NOON)
    page = read(entered(world, "sa_rath").get(UNIT))
    assert "Nhận và xong cùng lúc" in page.text
    assert "việc làm ngay tại quầy xong rồi mới nhập một lần" in page.text
    assert "chỉ so với chính đơn vị" in page.text
    assert "không mục nào khác thường lệ" in page.text


def test_nothing_to_look_at_is_said(world: World, at: At) -> None:
    at(NOON)
    client = entered(world, "van_phuc")
    assert "Không có hồ sơ nào trong kỳ này" in read(client.get(PAGE)).text
    assert "Không có hồ sơ nào để xem" in read(client.get(UNIT)).text
    assert "Không có hồ sơ nào cần xem lại" in read(client.get(f"{UNIT}suspension/")).text


@pytest.mark.parametrize("who", ["quoc_huy", "van_tam"])
def test_strangers_are_told_of_nothing(world: World, at: At, who: str) -> None:
    held = late(world)
    at(NOON)
    client = entered(world, who)
    for address in (PAGE, UNIT, f"{UNIT}late_entry/"):
        said = read(client.get(address)).text
        assert held.code not in said
        assert "1 hồ sơ cần xem lại" not in said


@pytest.mark.parametrize("asked", [{"period": "soon"}, {"period": "custom", "from": "x", "to": ""}], ids=str)
def test_a_period_that_cannot_be_read_stays_as_typed(world: World, at: At, asked: dict[str, str]) -> None:
    at(NOON)
    answer = entered(world, "sa_rath").get(PAGE, asked)
    assert answer.status_code == 400
    assert "hãy" in read(answer).text.lower()


def test_what_does_not_exist_is_not_found(world: World, at: At) -> None:
    at(NOON)
    client = entered(world, "van_phuc")
    assert client.get(f"{PAGE}khong_co/").status_code == 404
    assert client.get(f"{UNIT}gian_lan/").status_code == 404
    assert client.get(f"{UNIT}late_entry/?after=x").status_code == 400
    assert entered(world, "minh").get(PAGE).status_code == 403
    assert client.get(f"{PAGE}{HAM_TAN}/late_entry/").status_code == 200
