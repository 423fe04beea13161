"""A procedure that is done on the day: before three o'clock the same afternoon, after it the next working day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import COUNTER, LEADER, OFFICER
from tests.journeys.office import Office
from tests.journeys.screens import Person, act, hand_over, look_up, look_up_address, receipt, said, take_in, words

pytestmark = pytest.mark.browser

COPIES, BIRTH = "Chứng thực bản sao từ bản chính", "Thủ tục đăng ký khai sinh"
EARLY = Person(name="Thạch Thị Na Vy", id_number="084192003344", phone="0900111222")
LATE = Person(name="Lê Hoàng Phúc", id_number="084089004455", phone="0900222333")
CLERK_OF_JUSTICE = "Đỗ Thị Thu Cúc – Công chức Tư pháp – Hộ tịch"


def test_before_and_after_three_o_clock(office: Office) -> None:
    office.on("07-06 14:50")
    copies, address = _accepted(
        office, EARLY, COPIES, "Bản chính giấy tờ cần chứng thực", due="17 giờ 00 phút, thứ Năm 06/07/2023"
    )
    _settled(office, copies, at=("07-06 14:55", "07-06 15:05"), number="77/CT")
    office.on("07-06 15:10")
    birth, later = _accepted(office, LATE, BIRTH, "Tờ khai đăng ký khai sinh", due="17 giờ 00 phút, thứ Sáu 07/07/2023")
    office.on("07-06 16:20")
    _returned(office, EARLY, copies, address, at="16:20 06/07/2023")
    _settled(office, birth, at=("07-07 09:00", "07-07 10:00"), number="131/2023")
    office.on("07-07 16:45")
    _returned(office, LATE, birth, later, at="16:45 07/07/2023")
    office.verify()


def _accepted(office: Office, person: Person, procedure: str, paper: str, *, due: str) -> tuple[str, str]:
    """Takes in at Thanh Sơn and passes on; gives the code, and the look-up address from the printed receipt."""
    with office.at_work(COUNTER) as clerk:
        code = take_in(clerk, person, procedure=procedure, papers=(paper,))
        sheet = receipt(clerk)
        assert due in words(sheet)
        act(clerk, code, "Chuyển xử lý", to=CLERK_OF_JUSTICE)
        said(clerk, "Đang xử lý")
    return code, look_up_address(sheet, office.site)


def _settled(office: Office, code: str, *, at: tuple[str, str], number: str) -> None:
    """The officer asks for approval, then the leader approves and issues the result."""
    handled, signed = at
    office.on(handled)
    with office.at_work(OFFICER) as officer:
        act(officer, code, "Trình lãnh đạo duyệt")
    office.on(signed)
    with office.at_work(LEADER) as leader:
        act(leader, code, "Phê duyệt")
        act(leader, code, "Phát hành kết quả", result_number=number)


def _returned(office: Office, person: Person, code: str, address: str, *, at: str) -> None:
    """The citizen has the result in hand, and reads at home that the promise was kept and never moved."""
    with office.at_work(COUNTER) as clerk:
        hand_over(clerk, address, name=person.name)
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_have_text("Đã trả kết quả")
        said(citizen, code, "đúng hẹn", "ngày hẹn chưa từng thay đổi", "Đã có kết quả", at)
