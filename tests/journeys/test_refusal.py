"""A dossier that is refused: after acceptance with a letter that the citizen reads, and at the door with a slip."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import COUNTER, LEADER, OFFICER
from tests.journeys.office import Office
from tests.journeys.screens import (
    Person,
    act,
    fetched_pdf,
    fill_in,
    look_up,
    look_up_address,
    offered,
    press,
    receipt,
    said,
    take_in,
    words,
)

pytestmark = pytest.mark.browser

MARRIAGE, AGAIN = "Thủ tục đăng ký kết hôn", "Thủ tục đăng ký lại khai sinh"
GROOM = Person(name="Trần Quốc Đạt", id_number="084205005566", phone="0900333444")
RETURNING = Person(name="Kim Thị Phol La", id_number="084178006677", phone="0900444555")
REASON = "Bên nữ chưa đủ 18 tuổi theo Điều 8 Luật Hôn nhân và gia đình; đủ tuổi từ ngày 02/03/2024."
MISSING = "Giấy tờ của người yêu cầu có thông tin về khai sinh"


def test_refused_after_acceptance_with_the_reason_the_citizen_reads(office: Office) -> None:
    office.on("07-06 08:10")
    with office.at_work(COUNTER) as clerk:
        code = take_in(
            clerk,
            GROOM,
            procedure=MARRIAGE,
            papers=("Tờ khai đăng ký kết hôn có chữ ký của hai bên", "Căn cước của hai bên"),
        )
        address = look_up_address(receipt(clerk), office.site)
        act(clerk, code, "Chuyển xử lý", to="Đỗ Thị Thu Cúc – Công chức Tư pháp – Hộ tịch")
    office.on("07-06 09:30")
    with office.at_work(OFFICER) as officer:
        assert "Từ chối giải quyết" not in offered(officer, code), "only who heads the office refuses"
        act(officer, code, "Trình lãnh đạo duyệt", reason="Bên nữ chưa đủ tuổi, đề nghị từ chối.")
    office.on("07-06 10:40")
    letter = _refused_by_the_leader(office, code)
    for text in ("Mẫu số 03", REASON, code, GROOM.name):
        assert text in letter, text
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_have_text("Không đủ điều kiện giải quyết")
        said(citizen, REASON, "ông/bà có quyền khiếu nại", "10:40 06/07/2023")
        expect(citizen.locator("main")).not_to_contain_text("đề nghị từ chối")
    _at_the_door(office)
    office.verify()


def _refused_by_the_leader(office: Office, code: str) -> str:
    """The leader refuses with a reason and opens the letter; gives its words."""
    with office.at_work(LEADER) as leader:
        act(leader, code, "Từ chối giải quyết", reason=REASON)
        leader.goto(f"/ho-so/{code}/")
        said(leader, "Từ chối giải quyết", "/PTC")
        return words(fetched_pdf(leader, leader.locator("a[href*='/van-ban/'][href$='/pdf/']")))


SCANT = "Ảnh chụp giấy chứng sinh bị mờ, không đọc được số; xin chụp lại."


def test_declined_before_it_was_received_by_form_03(office: Office) -> None:
    """Sent from home, and declined at the desk: the letter opens, and the citizen finds its number and the reason."""
    office.on("07-07 08:20")
    with office.at_work(COUNTER) as clerk:
        clerk.goto("/tiep-nhan/truc-tuyen/")
        clerk.locator("main table a").first.click()
        clerk.wait_for_load_state()
        code = clerk.url.rstrip("/").rsplit("/", 1)[1]
        clerk.locator("main [name=reason]").fill(SCANT)
        press(clerk, "Không tiếp nhận")
        said(clerk, f"Đã trả lời không tiếp nhận hồ sơ {code}")
        clerk.goto(f"/ho-so/{code}/")
        letter = clerk.locator("a[href*='/van-ban/'][href$='/pdf/']")
        sheet = words(fetched_pdf(clerk, letter))
        for text in ("Mẫu số 03", SCANT, code):
            assert text in sheet, text
        number = _number_in(sheet)
    with office.citizen() as citizen:
        look_up(citizen, f"{office.site.url}/tra-cuu/#ma={code}&khoa={office.secret(code)}")
        said(citizen, f"phiếu từ chối tiếp nhận số {number} ngày 07/07/2023", SCANT, "hoàn thiện rồi nộp lại")
    office.verify()


def test_turned_away_at_the_door_with_form_03(office: Office) -> None:
    office.on("07-07 09:00")
    with office.at_work(COUNTER) as clerk:
        fill_in(clerk, RETURNING, procedure=AGAIN, papers=("Căn cước của người yêu cầu",))
        clerk.locator("summary", has_text="Chưa nhận được hồ sơ này?").click()
        press(clerk, "Từ chối tiếp nhận (mẫu 03)")
        said(clerk, "Chưa ghi lý do từ chối")
        clerk.locator("[name=reason]").fill("Việc này do Ủy ban nhân dân cấp huyện giải quyết.")
        press(clerk, "Từ chối tiếp nhận (mẫu 03)")
        clerk.wait_for_load_state()
        said(clerk, RETURNING.name, "Việc này do Ủy ban nhân dân cấp huyện giải quyết.")
        slip = words(fetched_pdf(clerk, clerk.locator("a[href*='/phieu/'][href$='/pdf/']").first))
        for text in ("Mẫu số 03", RETURNING.name, "Việc này do Ủy ban nhân dân cấp huyện giải quyết."):
            assert text in slip, text
        clerk.goto("/tiep-nhan/so-theo-doi/")
        expect(clerk.locator("main")).not_to_contain_text(RETURNING.name)
    office.verify()


def _number_in(sheet: str) -> str:
    """The number of a letter of refusal."""
    found = re.search(r"\d+/PTC", sheet)
    assert found, sheet
    return found[0]


def _at_the_door(office: Office) -> None:
    """Somebody lacks a paper: a numbered slip says which, and no dossier is opened."""
    office.on("07-06 14:00")
    with office.at_work(COUNTER) as clerk:
        fill_in(clerk, RETURNING, procedure=AGAIN, papers=("Căn cước của người yêu cầu",))
        clerk.locator("summary", has_text="Chưa nhận được hồ sơ này?").click()
        press(clerk, "Hướng dẫn bổ sung (mẫu 02)")
        clerk.wait_for_load_state()
        said(clerk, RETURNING.name)
        slip = words(fetched_pdf(clerk, clerk.locator("a[href*='/phieu/'][href$='/pdf/']").first))
        for text in ("Mẫu số 02", MISSING, RETURNING.name):
            assert text in slip, text
        clerk.goto("/tiep-nhan/so-theo-doi/")
        expect(clerk.locator("main")).not_to_contain_text(RETURNING.name)
