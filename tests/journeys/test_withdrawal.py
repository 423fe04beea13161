"""A dossier that its owner takes back, and one that can no longer be taken back because its result is approved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import COUNTER, LEADER, OFFICER
from tests.journeys.office import Office
from tests.journeys.screens import Person, act, form_of, look_up, look_up_address, offered, receipt, said, take_in

pytestmark = pytest.mark.browser

AGAIN = "Thủ tục đăng ký lại khai sinh"
PAPERS = ("Căn cước của người yêu cầu", "Giấy tờ của người yêu cầu có thông tin về khai sinh")
CHANGING = Person(name="Sơn Thị Bích Liễu", id_number="084183007788", phone="0900555666")
TOO_LATE = Person(name="Phạm Văn Chín", id_number="084075008899", phone="0900666777")
REASON = "Người nộp đã tìm được bản chính giấy khai sinh, xin nhận lại giấy tờ."


def test_taken_back_before_a_result_and_not_after(office: Office) -> None:
    office.on("07-06 08:30")
    code, address = _accepted(office, CHANGING)
    office.on("07-06 10:00")
    late, later = _accepted(office, TOO_LATE)
    office.on("07-07 09:00")
    _withdrawn(office, code, address)
    _not_withdrawn_after_approval(office, late, later)
    office.verify()


def _accepted(office: Office, person: Person) -> tuple[str, str]:
    with office.at_work(COUNTER) as clerk:
        code = take_in(clerk, person, procedure=AGAIN, papers=PAPERS)
        address = look_up_address(receipt(clerk), office.site)
        act(clerk, code, "Chuyển xử lý", to="Đỗ Thị Thu Cúc – Công chức Tư pháp – Hộ tịch")
    return code, address


def _withdrawn(office: Office, code: str, address: str) -> None:
    with office.at_work(COUNTER) as clerk:
        act(clerk, code, "Rút hồ sơ", reason=REASON)
        clerk.goto(f"/ho-so/{code}/")
        said(clerk, "Công dân yêu cầu rút hồ sơ", REASON)
        assert "Rút hồ sơ" not in offered(clerk, code)
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_have_text("Đã rút theo yêu cầu của ông/bà")
        said(citizen, "Ông/bà đã rút hồ sơ", REASON, "09:00 07/07/2023")


def _not_withdrawn_after_approval(office: Office, code: str, address: str) -> None:
    """Approved in the meantime: the open page of the counter still has the form, and gets a clear answer."""
    with office.at_work(OFFICER) as officer:
        act(officer, code, "Trình lãnh đạo duyệt")
    with office.at_work(COUNTER) as clerk:
        clerk.goto(f"/ho-so/{code}/")
        form = form_of(clerk, "Rút hồ sơ")
        form.locator("[name=reason]").fill(REASON)
        office.on("07-07 10:00")
        with office.at_work(LEADER) as leader:
            act(leader, code, "Phê duyệt")
        form.get_by_role("button", name="Rút hồ sơ", exact=True).click()
        said(clerk, "Đã phê duyệt", "Hồ sơ vừa được người khác cập nhật", "Chưa có gì bị ghi đè")
        assert "Rút hồ sơ" not in offered(clerk, code)
        _forged(clerk, code)
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_contain_text("Đã duyệt, đang phát hành kết quả")


def _forged(page: Page, code: str) -> None:
    """A form that the page does not offer, sent all the same with the version that stands now."""
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    version = page.locator("[name=version]").first.input_value()
    answer = page.request.post(
        f"/ho-so/{code}/rut/",
        form={"csrfmiddlewaretoken": token, "version": version, "request_key": "forged-1", "reason": REASON},
        headers={"Referer": page.url},
    )
    assert answer.status == 409
    assert "nên không thể «Rút hồ sơ»" in answer.text()
