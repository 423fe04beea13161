"""One dossier from the counter to the citizen's hand, in a real browser, at every desk it passes."""

from __future__ import annotations

import io
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.fixtures import COUNTER, LEADER, NOW, OFFICER, Site
from tests.journeys.screens import at_work, code_of, look_up_address, press, receipt, words
from tools.browsing import motcua

pytestmark = pytest.mark.browser

CARD = "084190012345||Kim Thị Ngọc Ánh|03051990|Nữ|ấp Giồng Chanh, xã Thanh Sơn, huyện Trà Cú, Trà Vinh|12082021"
"""What a scanner types when it reads the QR code of an identity card; the person is invented."""
NAME = "Kim Thị Ngọc Ánh"
ANOTHER = "Sơn Thị Mỹ Linh"
ANOTHER_CARD = f"084187054321||{ANOTHER}|09021987|Nữ|ấp Ba Cụm, xã Thanh Sơn, huyện Trà Cú, Trà Vinh|12082021"
PROCEDURE = "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
PAPERS = ("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Căn cước của người yêu cầu")
DUE = "10/07/2023, 08:30"
"""Three working days after Wednesday 05/07/2023, 08:30: a Saturday and a Sunday lie between."""


def intake_by_keyboard(page: Page) -> str:
    """Takes a dossier in from the start page on, with nothing but keys; gives its code."""
    page.goto("/")
    page.locator(f'button[name=account][value="{COUNTER}"]').press("Enter")
    expect(page.locator("[name=scan]")).to_be_focused()
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=name]")).to_have_value(NAME)
    expect(page.locator("[name=birth]")).to_have_value("03/05/1990")
    expect(page.locator("[name=scan]")).to_have_value("")
    expect(page.locator("[name=procedure_query]")).to_be_focused()
    page.keyboard.type("tinh trang hon")
    expect(page.locator("#tim-thay button").first).to_contain_text(PROCEDURE)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tim-thay button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chosen-name")).to_have_text(PROCEDURE)
    expect(page.locator(".slip")).to_contain_text(DUE)
    page.keyboard.press("1")
    page.keyboard.press("2")
    expect(page.locator("[name=papers]:checked")).to_have_count(2)
    with page.context.expect_page() as opened:
        page.keyboard.press("Control+Enter")
    code = code_of(page)
    opened.value.wait_for_url(f"**/{code}/giay-tiep-nhan/")  # one key saves and opens the receipt
    opened.value.close()
    return code


def test_from_the_counter_to_the_hand_of_the_citizen(site: Site) -> None:
    with at_work(site) as clerk:
        code = intake_by_keyboard(clerk)
        expect(clerk.locator(".slip")).to_contain_text(DUE)
        sheet = receipt(clerk)
        with at_work(site) as citizen:
            address = look_up_address(sheet, site)
            _the_citizen_reads(citizen, address, code, "Đã được tiếp nhận")
            _the_clerk_forwards(clerk, code)
            _the_officer_asks_for_approval(site, code)
            _the_leader_approves_and_issues(site, code)
            _the_citizen_reads(citizen, address, code, "mời ông/bà đến nhận")
            _the_clerk_hands_over(clerk, address, code)
            _the_citizen_reads(citizen, address, code, "Đã trả kết quả")
    _the_receipt_says_it_all(sheet, code)
    verified = motcua("verify", data=site.data, now=NOW)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _the_receipt_says_it_all(sheet: bytes, code: str, name: str = NAME) -> None:
    text = words(sheet)
    assert len(PdfReader(io.BytesIO(sheet)).pages) == 1
    for said in (code, name, "08 giờ 30 phút, thứ Hai 10/07/2023", *PAPERS):
        assert said in text


def _the_citizen_reads(page: Page, address: str, code: str, state: str) -> None:
    """The address of the receipt opens the dossier, and neither code nor secret stays in the address."""
    page.goto("/")
    page.goto(address)
    expect(page.locator("h1")).to_contain_text(state)
    expect(page.locator("main")).to_contain_text(code)
    expect(page.locator(".timeline")).to_contain_text("Cơ quan đã nhận hồ sơ tại quầy và hẹn ngày trả")
    expect(page.locator("main")).not_to_contain_text(NAME)
    assert urlsplit(page.url).fragment == ""


def _the_clerk_forwards(page: Page, code: str) -> None:
    page.goto(f"/ho-so/{code}/")
    form = page.locator("form[action$='/chuyen-xu-ly/']").first
    form.locator("select").select_option(label="Đỗ Thị Thu Cúc – Công chức Tư pháp – Hộ tịch")
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text("Đang xử lý")


def _the_officer_asks_for_approval(site: Site, code: str) -> None:
    with at_work(site, OFFICER) as page:
        page.goto("/ho-so/")
        page.get_by_role("link", name=code).click()
        press(page, "Trình lãnh đạo duyệt")
        expect(page.locator("main")).to_contain_text("Kim Sóc Kim")


def _the_leader_approves_and_issues(site: Site, code: str) -> None:
    with at_work(site, LEADER) as page:
        page.goto("/ho-so/")
        page.get_by_role("link", name=code).click()
        press(page, "Phê duyệt")
        page.goto(f"/ho-so/{code}/")
        form = page.locator("form[action$='/phat-hanh/']").first
        form.locator("[name=result_number]").fill("131/XN-UBND")
        form.locator("button").click()
        page.goto(f"/ho-so/{code}/")
        expect(page.locator("main")).to_contain_text("Đã xử lý xong")


def _the_clerk_hands_over(page: Page, address: str, code: str) -> None:
    """The clerk scans the QR code of the receipt: the scanner types the whole address."""
    page.goto("/tiep-nhan/")
    page.keyboard.press("F4")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    expect(page.locator("[name=recipient_name]")).to_have_value(NAME)
    expect(page.locator("main")).to_contain_text(code)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(f"Đã trả kết quả hồ sơ {code}")


def test_the_same_intake_without_script(site: Site) -> None:
    with at_work(site, COUNTER, script=False) as page:
        page.goto("/tiep-nhan/")
        page.locator("[name=scan]").fill(ANOTHER_CARD)
        page.locator("[name=scan]").press("Enter")
        expect(page.locator("[name=name]")).to_have_value(ANOTHER)
        page.locator("[name=procedure_query]").fill("tinh trang hon")
        page.get_by_role("button", name="Tìm thủ tục").click()
        page.locator("#tim-thay button").first.click()
        for paper in PAPERS:
            page.get_by_label(paper).check()
        page.get_by_role("button", name="Tính lại ngày hẹn").click()
        expect(page.locator("[name=papers]:checked")).to_have_count(2)
        page.locator("button[name=step][value=save]").click()
        code = code_of(page)
        expect(page.locator(".slip")).to_contain_text(DUE)
        _the_receipt_says_it_all(receipt(page), code, ANOTHER)
    with at_work(site, script=False) as citizen:
        citizen.goto("/tra-cuu/")
        citizen.locator("[name=code]").fill(code)
        citizen.locator("[name=secret]").fill("aaaabbbbcccc1")
        citizen.locator("form.look-up button").click()
        expect(citizen.locator("#loi")).to_be_visible()
        expect(citizen.locator("main")).not_to_contain_text(PROCEDURE)


def test_pressing_save_twice_accepts_once(site: Site) -> None:
    with at_work(site, COUNTER) as page:
        page.goto("/tiep-nhan/")
        page.locator("[name=name]").fill("Sơn Thị Hai Lần")
        page.locator("[name=procedure_query]").press_sequentially("tinh trang hon")
        page.locator("#tim-thay button").first.click()
        page.get_by_label(PAPERS[0]).check()
        sent = page.locator("#tiep-nhan").evaluate("form => Object.fromEntries(new FormData(form))")
        codes = set()
        for _ in range(2):
            answer = page.request.post("/tiep-nhan/", form={**sent, "step": "save"}, headers={"Referer": page.url})
            codes.add(urlsplit(answer.url).path)
        (path,) = codes
        assert path.startswith("/tiep-nhan/000.30.30.H59-2307")


def test_a_draft_stays_over_a_reload_and_a_lost_session_and_is_nobody_elses(site: Site) -> None:
    with at_work(site) as page:
        page.goto("/")
        page.locator(f'button[name=account][value="{COUNTER}"]').press("Enter")
        page.locator("[name=name]").fill("Lâm Thị Dở Dang")
        page.locator("[name=procedure_query]").press_sequentially("tinh trang hon")
        page.locator("#tim-thay button").first.click()
        page.get_by_label(PAPERS[1]).check()
        page.reload()
        page.goto("/tiep-nhan/")
        expect(page.locator(".chosen-name")).to_have_text(PROCEDURE)
        expect(page.locator("[name=papers]:checked")).to_have_count(1)
        page.context.clear_cookies()
        page.goto("/tiep-nhan/")
        page.goto("/")
        page.locator(f'button[name=account][value="{COUNTER}"]').press("Enter")
        expect(page.locator("[name=name]")).to_have_value("Lâm Thị Dở Dang")
        expect(page.locator(".chosen-name")).to_have_text(PROCEDURE)
        page.evaluate("""() => {
            const kept = JSON.parse(sessionStorage.getItem("motcua-tiep-nhan"));
            sessionStorage.setItem("motcua-tiep-nhan", JSON.stringify({ ...kept, of: "0" }));
        }""")
        page.goto("/tiep-nhan/")
        expect(page.locator("[name=name]")).to_have_value("")
        assert page.evaluate("sessionStorage.getItem('motcua-tiep-nhan')") is None
        page.locator("[name=name]").fill("Lâm Thị Dở Dang")
        page.get_by_role("link", name="Bắt đầu lại").click()
        expect(page.locator("[name=name]")).to_have_value("")
        assert page.url.endswith("/tiep-nhan/")


def test_a_scanner_that_presses_no_enter_and_a_receipt_in_the_box(site: Site) -> None:
    with at_work(site, COUNTER) as page:
        page.goto("/tiep-nhan/")
        expect(page.locator("[name=scan]")).to_be_focused()
        page.keyboard.insert_text(CARD)
        expect(page.locator("[name=name]")).to_have_value(NAME)
        assert CARD not in page.evaluate("JSON.stringify(sessionStorage)")
        page.goto("/tiep-nhan/?bat-dau-lai")
        expect(page.locator("[name=scan]")).to_be_focused()
        page.keyboard.type("000.30.30.H59-230703-0006\n")
        expect(page.locator("[name=recipient_name]")).to_be_visible()


def test_a_refused_form_leaves_no_empty_window_behind(site: Site) -> None:
    with at_work(site, COUNTER) as page:
        page.goto("/tiep-nhan/")
        page.locator("[name=name]").fill("Sơn Thị Sai Số")
        page.locator("[name=phone]").fill("123")
        page.locator("[name=procedure_query]").press_sequentially("tinh trang hon")
        page.locator("#tim-thay button").first.click()
        expect(page.locator(".chosen-name")).to_have_text(PROCEDURE)
        with page.context.expect_page() as opened:
            page.keyboard.press("Control+Enter")
        expect(page.locator("#loi")).to_be_visible()
        if not opened.value.is_closed():
            opened.value.wait_for_event("close")
        assert page.context.pages == [page]
