"""The money of a day: an account, a transfer by VietQR found in the statement, cash with a receipt, the count."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.browser.fixtures import COUNTER, LEADER
from tests.journeys.office import Office
from tests.journeys.screens import (
    Person,
    fetched_pdf,
    look_up,
    look_up_address,
    press,
    receipt,
    said,
    take_in,
    words,
)

pytestmark = pytest.mark.browser

MARITAL = "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
PAPERS = ("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", "Căn cước của người yêu cầu")
BY_TELEPHONE = Person(name="Kiên Thị Sa Vuông", id_number="084196001122", phone="0900888999")
IN_CASH = Person(name="Nguyễn Văn Tới", id_number="084088002233", phone="0900999000")
BANK, NUMBER, FEE = "970436", "0123456789", "15.000 đồng"


def test_the_money_of_a_day(office: Office) -> None:
    office.on("07-06 07:30")
    _the_leader_sets_the_account(office)
    office.on("07-06 08:00")
    code, address, purpose = _a_code_to_pay_with(office)
    office.on("07-06 09:00")
    _cash_with_a_receipt(office)
    office.on("07-06 14:00")
    _the_statement_is_taken_in(office, purpose)
    with office.citizen() as citizen:
        look_up(citizen, address)
        said(citizen, code)
        expect(citizen.locator("main")).not_to_contain_text("Còn phải nộp")
    office.on("07-06 16:45")
    _the_day_is_closed(office, code)
    office.verify()


def _the_leader_sets_the_account(office: Office) -> None:
    with office.at_work(LEADER) as leader:
        leader.goto("/tiep-nhan/tai-khoan/")
        said(leader, "chưa có tài khoản nào")
        leader.get_by_label("Mã ngân hàng (6 số)").fill(BANK)
        leader.get_by_label("Số tài khoản").fill(NUMBER)
        leader.get_by_label("Chủ tài khoản").fill("UBND XA THANH SON")
        press(leader, "Lưu tài khoản")
        said(leader, f"Vietcombank {NUMBER}")


def _a_code_to_pay_with(office: Office) -> tuple[str, str, str]:
    """A dossier with a fee: the code on the screen and on the citizen's phone say the same; gives the purpose too."""
    with office.at_work(COUNTER) as clerk:
        code = take_in(clerk, BY_TELEPHONE, procedure=MARITAL, papers=PAPERS)
        shown = _read(clerk.locator(".transfer img"))
        purpose = clerk.locator(".transfer dl > div", has_text="Nội dung").locator("dd").inner_text()
        address = look_up_address(receipt(clerk), office.site)
    for text in (BANK, NUMBER, "540515000", purpose):
        assert text in shown, text
    with office.citizen() as citizen:
        look_up(citizen, address)
        said(citizen, f"Còn phải nộp {FEE}", purpose)
        assert _read(citizen.locator(".transfer img")) == shown
    return code, address, purpose


def _read(picture: Locator) -> str:
    """What the camera of a telephone reads from a picture on a screen."""
    photograph = Image.open(io.BytesIO(picture.screenshot()))
    (found,) = zxingcpp.read_barcodes(photograph)
    return str(found.text)


def _cash_with_a_receipt(office: Office) -> None:
    with office.at_work(COUNTER) as clerk:
        code = take_in(clerk, IN_CASH, procedure=MARITAL, papers=PAPERS)
        clerk.get_by_role("link", name=f"Thu {FEE}").click()
        said(clerk, f"Còn phải nộp {FEE}")
        press(clerk, "Ghi đã thu")
        said(clerk, "Không còn phải nộp gì", "biên nhận số 01/2023")
        sheet = words(fetched_pdf(clerk, clerk.locator("a[href*='/bien-nhan/']")))
        for text in ("Số: 01/2023", IN_CASH.name, code, FEE, "Mười lăm nghìn đồng", "tiền mặt"):
            assert text in sheet, text


def _the_statement_is_taken_in(office: Office, purpose: str) -> None:
    """One credit is the transfer; the other is none of the desk's, and somebody says what it is."""
    file = _statement(
        ("06/07/2023 09:12:00", "FT23187001", f"{purpose} KIEN THI SA VUONG chuyen tien", "15,000"),
        ("06/07/2023 10:40:00", "FT23187002", "UNG HO QUY KHUYEN HOC", "200,000"),
    )
    with office.at_work(COUNTER) as clerk:
        clerk.goto("/tiep-nhan/doi-soat/")
        clerk.get_by_label("Tệp sao kê").set_input_files(
            {"name": "sao-ke.xlsx", "mimeType": "application/octet-stream", "buffer": file}
        )
        press(clerk, "Xem trước")
        said(clerk, "Sao kê có 2 khoản ghi có: 1 khớp, 1 chưa rõ hồ sơ")
        press(clerk, "Ghi nhận 1 khoản khớp")
        unclear = clerk.locator(".unclear li", has_text="UNG HO QUY KHUYEN HOC")
        unclear.get_by_placeholder("Khoản này là gì").fill("Ủng hộ quỹ khuyến học, đã chuyển kế toán xã.")
        unclear.get_by_role("button", name="Không thuộc bộ phận").click()
        said(clerk, "Không còn khoản chưa rõ hồ sơ")


def _statement(*rows: Sequence[str]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("NGÂN HÀNG MẪU – SAO KÊ TÀI KHOẢN",))
    for number, row in enumerate((("Ngày giao dịch", "Số tham chiếu", "Nội dung", "Ghi có"), *rows), start=1):
        sheet.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def _the_day_is_closed(office: Office, code: str) -> None:
    with office.at_work(COUNTER) as clerk:
        clerk.goto("/tiep-nhan/so-thu/")
        said(clerk, "thu 30.000 đồng", code, IN_CASH.name, f"đang giữ {FEE} tiền mặt")
        clerk.get_by_label("Tiền mặt đếm được (đồng)").fill("15.000")
        press(clerk, "Chốt và bàn giao tiền")
        said(clerk, "đã chốt lúc 16:45 06/07/2023", f"đếm được {FEE}")
