"""Money at the desk of Thanh Sơn: taken, printed, found in the bank, counted at the end of the day."""

from __future__ import annotations

import io
from typing import Any

import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from pypdf import PdfReader
from pypdfium2 import PdfDocument
from weasyprint import HTML

from motcua.records.casework.changes import Outcome
from motcua.records.payments import actions, queries
from motcua.records.payments.models import MoneyEntry
from motcua.rules.fees import FeeState
from motcua.rules.purposes import purpose_of
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import THANH_SON, World

# The renderer of PDF/A leaves its colour profile to the garbage collector to close.
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")

CASH, STATEMENT, ACCOUNT = "/tiep-nhan/so-thu/", "/tiep-nhan/doi-soat/", "/tiep-nhan/tai-khoan/"


@pytest.fixture
def accepted(world: World, at: At, store: object) -> Outcome:
    at("2023-04-27 10:00")
    return world.accept(at="2023-04-27 10:00")


@pytest.fixture
def clerk(world: World, accepted: Outcome) -> Client:
    return entered(world, "sa_ruone")


def fees(code: str) -> str:
    return f"/tiep-nhan/phi/{code}/"


def press(client: Client, code: str, act: str, **typed: str) -> Any:
    key = read(client.get(fees(code))).forms[fees(code)]["request_key"]
    return client.post(fees(code), {"act": act, "request_key": key, **typed})


def page(client: Client, code: str) -> Read:
    return read(client.get(fees(code)))


def set_account(world: World) -> None:
    actions.set_account(
        world.viewer("sa_rath"), unit_id=world.units[THANH_SON], bank="970436", number="0123456789", holder="UBND XA"
    )


def test_money_is_taken_and_its_receipt_printed(clerk: Client, accepted: Outcome) -> None:
    assert "Còn phải nộp 8.000 đồng" in page(clerk, accepted.code).text
    answer = press(clerk, accepted.code, "pay", amount="8.000", method="cash")
    assert (answer.status_code, answer.url) == (302, fees(accepted.code))
    told = page(clerk, accepted.code).text
    assert "biên nhận số 01/2023" in told
    assert "Không còn phải nộp gì" in told
    entry = MoneyEntry.objects.get().pk
    sheet = clerk.get(f"{fees(accepted.code)}bien-nhan/{entry}/")
    text = " ".join(PdfReader(io.BytesIO(sheet.content)).pages[0].extract_text().split())
    for said in ("Số: 01/2023", "Kim Thị Ngọc Ánh", accepted.code, "8.000 đồng", "Tám nghìn đồng", "tiền mặt"):
        assert said in text
    assert "không thay biên lai" in text


def test_the_code_on_the_page_is_read_by_a_bank(world: World, clerk: Client, accepted: Outcome) -> None:
    assert "VietQR" not in page(clerk, accepted.code).text.replace("theo mã VietQR", "")
    set_account(world)
    told = page(clerk, accepted.code).text
    assert "Tài khoản mẫu, không chuyển tiền" in told
    assert purpose_of(accepted.code) in told
    assert "970436" in str(_scanned(clerk.get(fees(accepted.code)).content.decode()))


def _scanned(markup: str) -> str:
    """What a camera reads from the picture of the page."""
    start = markup.index('src="data:image/svg+xml') + len('src="')
    picture = markup[start : markup.index('"', start)]
    sheet = f'<style>@page {{ size: 80mm; margin: 8mm }} img {{ width: 64mm }}</style><img src="{picture}">'
    drawn = PdfDocument(HTML(string=sheet).write_pdf())[0].render(scale=4).to_pil()
    return str(zxingcpp.read_barcodes(drawn)[0].text)


@pytest.mark.parametrize(
    ("act", "typed", "status", "said"),
    [
        ("pay", {"amount": "", "method": "cash"}, 400, "Số tiền"),
        ("pay", {"amount": "8,5", "method": "cash"}, 400, "Số tiền"),
        ("pay", {"amount": "8000", "method": "gold"}, 400, "Cách nộp"),
        ("waive", {"amount": "9.000", "ground": "Hộ nghèo"}, 409, "nhiều hơn"),
        ("waive", {"amount": "8.000", "ground": " "}, 400, "căn cứ"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_lost(
    clerk: Client, accepted: Outcome, act: str, typed: dict[str, str], status: int, said: str
) -> None:
    answer = press(clerk, accepted.code, act, **typed)
    assert answer.status_code == status
    assert said in read(answer).text
    assert not MoneyEntry.objects.exists()
    assert f'value="{typed["amount"]}"' in answer.content.decode(), "what was typed stands there again"


@pytest.mark.parametrize(
    ("act", "typed", "status", "said"),
    [
        ("pay", {"amount": "8000", "method": "cash", "due_at": "x"}, 400, "due_at"),
        ("cancel", {"entry": "99", "ground": "Nhầm"}, 409, "biên nhận"),
        ("refund", {"entry": "99", "amount": "1", "ground": "x", "approver": "x"}, 400, "số nguyên"),
        ("fly", {}, 400, "Không rõ"),
    ],
)
def test_what_no_form_of_the_page_sends(
    clerk: Client, accepted: Outcome, act: str, typed: dict[str, str], status: int, said: str
) -> None:
    answer = press(clerk, accepted.code, act, **typed)
    assert answer.status_code == status
    assert said in read(answer).text
    assert not MoneyEntry.objects.exists()


def test_waived_cancelled_and_given_back(world: World, clerk: Client, accepted: Outcome) -> None:
    press(clerk, accepted.code, "pay", amount="9.000", method="cash")
    entry = str(MoneyEntry.objects.get().pk)
    leader = str(world.accounts["bich_thuy"])
    given = {"entry": entry, "amount": "1.000", "ground": "Nộp thừa"}
    assert press(clerk, accepted.code, "refund", approver=str(world.accounts["minh"]), **given).status_code == 400
    assert press(clerk, accepted.code, "refund", approver=leader, **given).status_code == 302
    assert queries.money(world.viewer("sa_ruone"), accepted.code).balance.state is FeeState.PAID
    assert press(clerk, accepted.code, "cancel", entry=entry, ground="Nhầm").status_code == 409


def test_the_stranger_finds_nothing(world: World, accepted: Outcome) -> None:
    assert entered(world, "thu_ha").get(fees(accepted.code)).status_code == 404
    assert entered(world, "minh").get(fees(accepted.code)).status_code == 403
    assert entered(world, "minh").get(CASH).status_code == 403
    assert entered(world, "thu_ha").get(f"{fees(accepted.code)}bien-nhan/1/").status_code == 404


def test_the_day_is_counted_and_closed(clerk: Client, accepted: Outcome) -> None:
    press(clerk, accepted.code, "pay", amount="8.000", method="cash")
    sheet = read(clerk.get(CASH))
    assert "thu 8.000 đồng bằng 1 biên nhận" in sheet.text
    form = {"request_key": sheet.forms[f"{CASH}#"]["request_key"] if f"{CASH}#" in sheet.forms else "k"}
    assert clerk.post(CASH, {**form, "counted": "7.000"}).status_code == 400
    assert clerk.post(CASH, {**form, "counted": "8.000"}).status_code == 302
    assert "đã chốt lúc" in read(clerk.get(CASH)).text
    assert clerk.post(CASH, {**form, "counted": "8.000"}).status_code == 409
    assert clerk.get(CASH, {"ngay": "hôm qua"}).status_code == 400


def statement(*rows: tuple[object, ...], head: tuple[str, ...] = ()) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["NGÂN HÀNG MẪU – SAO KÊ"])
    sheet.append(list(head or ("Ngày giao dịch", "Số tham chiếu", "Nội dung", "Ghi nợ", "Ghi có")))
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("sao-ke.xlsx", out.getvalue())


def test_a_statement_is_looked_at_and_taken_in(world: World, clerk: Client, accepted: Outcome) -> None:
    sent = statement(
        ("27/04/2023 09:15:00", "FT1", f"CK {purpose_of(accepted.code)}", "", "8,000"),
        ("27/04/2023", "FT2", "chuyen tien", "", "5.000.00"),
        ("27/04/2023", "FT3", "rut tien", "50,000", ""),
        ("hôm nay", "FT4", "sai ngay", "", "1,000"),
    )
    seen = read(clerk.post(STATEMENT, {"file": sent}))
    assert "2 khoản ghi có: 1 khớp, 1 chưa rõ hồ sơ" in seen.text
    assert "Dòng 6" in seen.text
    assert not MoneyEntry.objects.exists()
    form = seen.forms[STATEMENT]
    assert clerk.post(STATEMENT, {**form, "act": "import"}).status_code == 302
    assert queries.money(world.viewer("sa_ruone"), accepted.code).balance.state is FeeState.CONFIRMED
    unclear = read(clerk.get(STATEMENT))
    assert "chuyen tien" in unclear.text
    assert clerk.post(STATEMENT, {**form, "act": "import"}).status_code == 404, "the file was taken in"
    line = str(queries.lines(world.units[THANH_SON])[0].id)
    assert clerk.post(STATEMENT, {"act": "aside", "line": line, "ground": "Tiền điện"}).status_code == 302
    assert "chuyen tien" not in read(clerk.get(STATEMENT)).text


@pytest.mark.parametrize("head", [("Ngày", "Nội dung", "Ghi có", "X", "Y"), ("a", "b", "c", "d", "e")])
def test_a_statement_without_its_columns(clerk: Client, head: tuple[str, ...]) -> None:
    answer = clerk.post(STATEMENT, {"file": statement(("27/04/2023", "x", "1", "", ""), head=head)})
    assert answer.status_code == 400
    assert "cột" in read(answer).text


def test_no_file_and_no_act(clerk: Client) -> None:
    assert clerk.post(STATEMENT, {}).status_code == 400
    assert clerk.post(STATEMENT, {"act": "fly"}).status_code == 400


def test_the_account_belongs_to_the_leader(world: World, at: At, store: object) -> None:
    at("2023-04-27 10:00")
    chair = entered(world, "sa_rath")
    assert "chưa có tài khoản nào" in read(chair.get(ACCOUNT)).text
    told = {"bank": "970436", "number": "0123 456 789", "holder": "UBND XÃ THANH SƠN"}
    assert chair.post(ACCOUNT, {**told, "bank": "97"}).status_code == 400
    assert chair.post(ACCOUNT, told).status_code == 302
    assert "Vietcombank 0123456789" in read(chair.get(ACCOUNT)).text
    assert entered(world, "sa_ruone").get(ACCOUNT).status_code == 403
