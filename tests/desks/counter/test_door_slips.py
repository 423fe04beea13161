"""Slips given at the door: no dossier, no date, but a number, a sheet and an entry in the journal."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from motcua.records.casework import door
from motcua.records.casework.door import SlipKind
from motcua.records.documents import check
from motcua.records.journal import queries as journal
from motcua.rules.refusal import NotAllowed, NotFound
from tests.conftest import At
from tests.desks.counter.test_intake import FRIDAY, INTAKE, PERSON, Desk, errors, written
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MARITAL, THANH_SON, World

pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def desk(world: World, at: At) -> Desk:
    """The screen at 15:20 on a Friday, the procedure chosen, the applicant known."""
    at(FRIDAY)
    desk = Desk(world)
    desk.press("", choose=MARITAL, **PERSON)
    return desk


@pytest.mark.usefixtures("store")
def test_missing_papers_are_told_on_a_numbered_slip(desk: Desk) -> None:
    desk.press("guide", papers=["2"])
    page = read(desk.client.get(desk.response.headers["Location"]))
    for told in ("01/HDHS", "Kim Thị Ngọc Ánh", "Tờ khai", "Hồ sơ chưa được tiếp nhận", "Thạch Thị Sa Rươne"):
        assert told in page.text
    (href,) = (href for href, text in page.links if text == "In phiếu")
    sheet = desk.client.get(href).content
    assert "01/HDHS" in PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert written() == 0
    assert check.problems() == []


def test_a_refusal_says_why(desk: Desk) -> None:
    page = desk.press("turn_away", papers=["1", "2"])
    assert "Chưa ghi lý do từ chối" in errors(page)["#id_reason"]
    desk.press("turn_away", papers=["1", "2"], reason="Không thuộc thẩm quyền của xã;\nnộp ở nơi thường trú.")
    page = read(desk.client.get(desk.response.headers["Location"]))
    assert "01/PTC" in page.text
    assert "nộp ở nơi thường trú." in page.text
    assert "khiếu nại" in page.text


def test_guidance_needs_something_to_say(desk: Desk) -> None:
    everything = [str(number) for number in range(1, 3)]
    page = desk.press("guide", papers=everything)
    assert "Giấy tờ bắt buộc đã đủ" in errors(page)["#id_reason"]
    desk.press("guide", papers=everything, reason="Tờ khai chưa ký")
    assert desk.response.status_code == 302


def test_a_name_is_needed_and_everything_typed_stays(desk: Desk) -> None:
    page = desk.press("guide", name="", reason="Thiếu ảnh")
    assert desk.response.status_code == 400
    assert "#id_name" in errors(page)
    assert desk.value("reason") == "Thiếu ảnh"


def test_pressing_twice_gives_one_number(desk: Desk) -> None:
    desk.press("guide")
    first = desk.response.headers["Location"]
    desk.press("guide")
    assert desk.response.headers["Location"] == first


def test_names_are_only_where_they_can_be_erased(desk: Desk) -> None:
    clerk = desk.world.viewer("sa_ruone")
    asked = door.Asked(unit_key=THANH_SON, kind=SlipKind.GUIDANCE, procedure=MARITAL, person=PERSON, reason="x")
    given = door.give(clerk, asked, key="k")
    (entry,) = journal.entries_of("letter", given.id)
    assert entry.act == "door_slip.issue"
    assert "Ánh" not in str(entry.data)
    assert (entry.personal or {})["name"] == "Kim Thị Ngọc Ánh"


def test_the_list_of_the_desk(desk: Desk) -> None:
    page = read(desk.client.get(f"{INTAKE}phieu/"))
    assert "Chưa trao phiếu nào" in page.text
    desk.press("guide")
    page = read(desk.client.get(f"{INTAKE}phieu/"))
    assert (desk.response.headers["Location"], "01/HDHS") in page.links


def test_others_see_and_give_nothing(desk: Desk) -> None:
    desk.press("guide")
    address = desk.response.headers["Location"]
    for stranger in ("minh", "bich_thuy"):
        assert entered(desk.world, stranger).get(address).status_code == 403
    next_door = entered(desk.world, "thu_ha")
    assert next_door.get(address).status_code == 404
    assert next_door.get(f"{address}pdf/").status_code == 404
    assert next_door.get(f"{INTAKE}phieu/999999/").status_code == 404
    clerk = desk.world.viewer("sa_ruone")
    asked = door.Asked(unit_key=HAM_TAN, kind=SlipKind.GUIDANCE, procedure=MARITAL, person=PERSON)
    with pytest.raises(NotAllowed):
        door.give(clerk, asked, key="k")
    with pytest.raises(NotFound):
        door.lately(clerk, desk.world.units[HAM_TAN])
