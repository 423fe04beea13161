"""Twenty working days through three units: received at a commune for a department of the district, which asks for a
paper and for opinions, has the commune verify, apologises in time for a later date, and settles.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect

from tests.browser.fixtures import ADMINISTRATOR, COUNTER, OFFICER
from tests.journeys.office import Office
from tests.journeys.screens import (
    Person,
    act,
    fetched_pdf,
    form_of,
    hand_over,
    look_up,
    look_up_address,
    receipt,
    said,
    take_in,
    words,
)

pytestmark = pytest.mark.browser

EXPERT, HEAD = "tuphap.chuyenvien", "tuphap.truong"
JUSTICE, COMMUNE = "Phòng Tư pháp huyện Trà Cú", "Ủy ban nhân dân xã Thanh Sơn"
LAND = "Phòng Tài nguyên và Môi trường huyện Trà Cú"
PERSON = Person(name="Thạch Kim Sa Phép", id_number="084181009900", phone="0900777888")

CODE, NAME, PAPER = "1.099991", "Thủ tục xác nhận nguồn gốc gia đình (thử)", "Đơn đề nghị xác nhận"
PROCEDURE = {
    "Mã thủ tục": CODE,
    "Tên thủ tục": NAME,
    "Lĩnh vực": "Hộ tịch",
    "Cấp tiếp nhận": "huyện",
    "Thời hạn trực tiếp": "20 ngày làm việc",
    "Mức thu trực tiếp": "0",
    "Giấy tờ": f"bản chính: {PAPER} | bản chụp?: Giấy tờ kèm theo",
    "Áp dụng từ ngày": "05/07/2023",
}
ELSEWHERE = "Cơ quan khác xử lý"
STEPS = (
    ("Tiếp nhận", "Bộ phận một cửa", "Cán bộ một cửa", "4", "", ""),
    ("Thẩm định", "Phòng chuyên môn", "Công chức chuyên môn", "48", ELSEWHERE, "Cấp huyện"),
    ("Xác minh tại xã", "Ủy ban nhân dân", "Công chức chuyên môn", "24", ELSEWHERE, "Cấp xã"),
    ("Tổng hợp, ký", "Phòng chuyên môn", "Lãnh đạo đơn vị", "76", ELSEWHERE, "Cấp huyện"),
    ("Trả kết quả", "Bộ phận một cửa", "Cán bộ một cửa", "8", "", ""),
)
STEP_COLUMNS = ("Việc làm", "Nơi thực hiện", "Vai trò", "Thời gian (giờ)", "Loại bước", "Cấp của đơn vị")

FIRST, RESTARTED, LAST = "thứ Năm 03/08/2023, 08:00", "thứ Ba 08/08/2023, 08:00", "thứ Sáu 11/08/2023, 08:00"
LACKING = "Thiếu bản sao sổ gia đình có ghi tên cha, mẹ."
QUESTION = "Người nộp có từng được giao đất tại ấp Giồng Chanh không?"
DELAY = "Phòng Tài nguyên và Môi trường chưa trả lời, cần thêm thời gian đối chiếu sổ địa chính."


def test_from_a_commune_to_the_district_and_back(office: Office) -> None:
    _the_administrator_takes_the_procedure_in(office)
    code, address = _the_commune_receives_for_the_department(office)
    _a_paper_is_asked_for_and_brought(office, code, address)
    _two_units_are_asked_and_one_is_silent(office, code)
    _the_commune_verifies_for_too_long(office, code)
    _the_timer_warns_and_the_head_puts_the_date_off(office, code)
    _the_head_approves_in_spite_of_the_silence(office, code)
    _the_citizen_has_the_result(office, code, address)
    _what_the_dossier_tells_of_its_way(office, code)
    office.verify()


def _the_administrator_takes_the_procedure_in(office: Office) -> None:
    """The procedure and the steps that a decision approves come from two sheets."""
    office.on("07-05 10:00")
    first = {"Mã thủ tục": CODE, "Quyết định phê duyệt": "45/QĐ-UBND", "Áp dụng từ ngày": "06/07/2023"}
    steps = [dict(zip(STEP_COLUMNS, step, strict=True)) for step in STEPS]
    with office.at_work(ADMINISTRATOR) as page:
        _take_in_sheet(page, "thu-tuc", [PROCEDURE])
        _take_in_sheet(page, "cac-buoc", [first | steps[0], *steps[1:]])


def _take_in_sheet(page: Page, kind: str, rows: Sequence[Mapping[str, str]]) -> None:
    page.goto(f"/quan-tri/nhap/{kind}/")
    file = {"name": f"{kind}.xlsx", "mimeType": "application/octet-stream", "buffer": _workbook(rows)}
    page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]  # a mapping is a FilePayload
    page.get_by_role("button", name="Xem thử").click()
    page.wait_for_url("**/nhap/*/*/")
    page.locator(".head form button").click()
    page.wait_for_url(f"**/nhap/{kind}/")


def _workbook(rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    labels = list(dict.fromkeys(label for row in rows for label in row))
    for column, label in enumerate(labels):
        sheet.write_string(0, column, label)
        for number, row in enumerate(rows, start=1):
            sheet.write_string(number, column, row.get(label, ""))
    book.close()
    return out.getvalue()


def _the_commune_receives_for_the_department(office: Office) -> tuple[str, str]:
    office.on("07-06 08:00")
    with office.at_work(COUNTER) as clerk:
        code = take_in(clerk, PERSON, procedure=NAME, papers=(PAPER,), competent=JUSTICE)
        assert code.startswith("000.30.30.H59-230706-"), "the number is the commune's own"
        expect(clerk.locator(".slip")).to_contain_text(FIRST, ignore_case=True)
        address = look_up_address(receipt(clerk), office.site)
        office.on("07-06 08:30")
        clerk.goto(f"/ho-so/{code}/")
        said(clerk, f"thẩm quyền: {JUSTICE}")
        expect(form_of(clerk, "Chuyển cơ quan khác").locator("[name=to] option:checked")).to_have_text(JUSTICE)
        act(clerk, code, "Chuyển cơ quan khác", reason="Theo thẩm quyền của phòng.")
    office.on("07-06 10:00")
    with office.at_work(EXPERT) as expert:
        act(expert, code, "Nhận xử lý")
    return code, address


def _a_paper_is_asked_for_and_brought(office: Office, code: str, address: str) -> None:
    office.on("07-07 09:00")
    with office.at_work(EXPERT) as expert:
        act(expert, code, "Yêu cầu bổ sung", reason=LACKING)
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_have_text("Đang chờ ông/bà bổ sung giấy tờ")
        said(citizen, LACKING, "Xin mời bổ sung giấy tờ")
    office.on("07-11 08:00")
    with office.at_work(COUNTER) as clerk:
        act(clerk, code, "Nhận bổ sung", note="Đã nhận bản sao sổ gia đình.")
        clerk.goto(f"/ho-so/{code}/")
        said(clerk, "Sổ lời hẹn", RESTARTED.replace("thứ", "Thứ"), f"Hẹn lần đầu: {FIRST}")
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator(".changes del")).to_have_text(FIRST)
        expect(citizen.locator(".changes ins")).to_have_text(RESTARTED)


def _two_units_are_asked_and_one_is_silent(office: Office, code: str) -> None:
    office.on("07-11 14:00")
    with office.at_work(EXPERT) as expert:
        expert.goto(f"/ho-so/{code}/")
        expert.get_by_role("link", name="Lấy ý kiến đơn vị khác").click()
        for unit in (COMMUNE, LAND):
            expert.get_by_label(unit, exact=True).check()
        expert.get_by_label("Nội dung cần ý kiến").fill(QUESTION)
        expert.get_by_role("button", name="Gửi lấy ý kiến").click()
        said(expert, QUESTION)
    office.on("07-12 09:00")
    with office.at_work(OFFICER) as officer:
        officer.goto("/ho-so/y-kien/")
        officer.get_by_role("link", name=code).click()
        officer.get_by_label("Đồng ý", exact=True).check()
        officer.get_by_label("Nội dung trả lời").fill("Không có trong sổ giao đất của xã.")
        officer.get_by_role("button", name="Gửi trả lời").click()
    office.on("07-17 09:00")
    with office.at_work(EXPERT) as expert:
        expert.goto(f"/ho-so/{code}/")
        opinions = expert.locator("#lay-y-kien")
        expect(opinions.locator("li", has_text=COMMUNE)).to_contain_text("đồng ý")
        expect(opinions.locator("li", has_text=LAND)).to_contain_text("quá hạn")


def _the_commune_verifies_for_too_long(office: Office, code: str) -> None:
    """Three working days are the commune's; it takes seven."""
    with office.at_work(EXPERT) as expert:
        act(expert, code, "Chuyển cơ quan khác", to=COMMUNE, reason="Đề nghị xác minh tại nơi cư trú.")
    office.on("07-17 10:00")
    with office.at_work(OFFICER) as officer:
        act(officer, code, "Nhận xử lý")
        office.on("07-26 09:00")
        officer.goto(f"/ho-so/{code}/")
        expect(form_of(officer, "Chuyển cơ quan khác").locator("[name=to] option:checked")).to_have_text(JUSTICE)
        act(officer, code, "Chuyển cơ quan khác", reason="Đã xác minh, biên bản kèm theo.")
    office.on("07-27 08:00")
    with office.at_work(EXPERT) as expert:
        act(expert, code, "Nhận xử lý")


def _the_timer_warns_and_the_head_puts_the_date_off(office: Office, code: str) -> None:
    office.on("07-31 08:00")
    office.tick()
    with office.at_work(EXPERT) as expert:
        expert.goto("/thong-bao/")
        expect(expert.locator("li", has_text=code).first).to_contain_text("08/08/2023")
        act(expert, code, "Trình lãnh đạo duyệt")
    office.on("08-04 09:00")
    office.tick()
    with office.at_work(HEAD) as head:
        head.goto("/thong-bao/")
        said(head, code)
        head.goto(f"/ho-so/{code}/")
        said(head, "Dự thảo thư xin lỗi đã sẵn sàng")
        act(head, code, "Xin lỗi và hẹn lại", amount="3", unit="ngày làm việc", reason=DELAY)
        head.goto(f"/ho-so/{code}/")
        said(head, LAST.replace("thứ", "Thứ"), f"Hẹn lần đầu: {FIRST}")
        letters = head.locator("li", has_text="/PXL").locator("a[href$='/pdf/']")
        letter = words(fetched_pdf(head, letters))
        for text in ("Mẫu số 04", PERSON.name, DELAY, "08 giờ 00 phút, thứ Sáu 11/08/2023", "thành thật xin lỗi"):
            assert text in letter, text


def _the_head_approves_in_spite_of_the_silence(office: Office, code: str) -> None:
    office.on("08-07 09:00")
    with office.at_work(HEAD) as head:
        head.goto(f"/ho-so/{code}/")
        said(head, f"Chưa trả lời ý kiến: {LAND}", "Im lặng không phải là đồng ý")
        act(head, code, "Phê duyệt", note="Sổ địa chính của xã đã đủ căn cứ.")
        act(head, code, "Phát hành kết quả", result_number="12/XN-TP")


def _the_citizen_has_the_result(office: Office, code: str, address: str) -> None:
    """The result goes to the desk that received the dossier; every promise that was made stays to be read."""
    office.on("08-08 09:00")
    with office.at_work(COUNTER) as clerk:
        hand_over(clerk, address, name=PERSON.name)
    with office.citizen() as citizen:
        look_up(citizen, address)
        expect(citizen.locator("h1")).to_have_text("Đã trả kết quả")
        expect(citizen.locator(".changes del")).to_have_text([FIRST, RESTARTED])
        expect(citizen.locator(".changes ins")).to_have_text([RESTARTED, LAST])
        said(citizen, code, DELAY, "Đã chuyển sang cơ quan khác xử lý", "đúng hẹn")


def _what_the_dossier_tells_of_its_way(office: Office, code: str) -> None:
    with office.at_work(COUNTER) as clerk:
        clerk.goto(f"/ho-so/{code}/")
        way = clerk.get_by_role("table", name="Đường đi của hồ sơ")
        expect(way.get_by_role("rowheader").filter(has_text=COMMUNE)).to_have_count(2)
        expect(way.locator("tr", has_text="Xác minh tại xã")).to_contain_text("vượt 4 ngày làm việc")
        expect(way.locator("tr", has_text="vượt").filter(has_not_text="Nơi giữ")).to_have_count(1)
        expect(clerk.locator("main")).not_to_contain_text("Trễ hẹn")
