"""Taking staff in from Excel: the template, the dry run, the marked file, doing it, undoing it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.records.documents import imports
from motcua.records.people import actions as people
from motcua.records.people.models import Account
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import MORNING, World

KIND = "/quan-tri/nhap/can-bo/"
HEAD = ("Tên đăng nhập", "Họ và tên", "Đơn vị", "Vai trò", "Chức danh", "Từ ngày", "Đến trước ngày")
NEW = ("van_moi", "Kim Văn Mới", "Xã Thanh Sơn (tra_cu.thanh_son)", "Cán bộ một cửa", "Công chức", "01/05/2023", None)


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("cán bộ.xlsx", out.getvalue())


def send(client: Client, *rows: tuple[Any, ...]) -> str:
    """Sends a table; the address of its dry run."""
    response = client.post(KIND, {"file": workbook(HEAD, *rows)})
    assert response.status_code == 302
    return str(response.headers["Location"])


def take(client: Client, address: str) -> Any:
    return client.post(address, read(client.get(address)).forms[address])


def test_the_template_offers_the_units_kept(keeper: Client) -> None:
    response = keeper.get(f"{KIND}mau.xlsx")
    assert "attachment" in response.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert [cell.value for cell in book.worksheets[0][1]][:2] == ["Tên đăng nhập *", "Họ và tên *"]
    listed = [cell.value for cell in book["Danh mục"]["A"]]
    assert "Xã Thanh Sơn (tra_cu.thanh_son)" in listed


def test_a_dry_run_tells_each_row_and_changes_nothing(keeper: Client) -> None:
    minh = ("minh", "Nguyễn Văn Minh", "tra_cu.thanh_son", "officer", "Công chức Tư pháp – Hộ tịch", "01/01/2020", None)
    address = send(keeper, NEW, minh, ("Sai Tên", "", "xã nào", "Vua", "x", "hôm qua", "mai"))
    page = read(keeper.get(address))
    assert "1 trong 3 dòng có lỗi" in page.text
    assert "Mở tài khoản, giao «Công chức» tại Xã Thanh Sơn từ 01/05/2023." in page.text
    assert "Đã có đúng như vậy." in page.text
    assert "Từ ngày: Không đọc được ngày «hôm qua»" in page.text
    assert "Đến trước ngày: Không đọc được ngày «mai»" in page.text
    assert address not in page.forms
    assert not Account.objects.filter(username="van_moi").exists()


def test_the_same_file_comes_back_with_its_errors(keeper: Client) -> None:
    address = send(keeper, NEW, ("sai ten", "Kim Sai", "tra_cu.thanh_son", "Vua", "x", "01/05/2023", None))
    response = keeper.get(f"{address}loi/")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [cell.value for cell in sheet["H"]][:2] == ["Lỗi", None]
    assert str(sheet["H3"].value).startswith("Tên đăng nhập: Tên đăng nhập cần 3 đến 60 ký tự")
    assert response.headers["Content-Security-Policy"] == "sandbox"


def test_what_was_looked_at_is_taken_in_once_and_undone(keeper: Client) -> None:
    address = send(keeper, NEW)
    assert take(keeper, address).headers["Location"] == KIND
    assert Account.objects.filter(username="van_moi").exists()
    assert keeper.get(address).status_code == 404
    page = read(keeper.get(KIND))
    assert "Đã nhập 1 dòng từ «cán bộ.xlsx»." in page.text
    response = keeper.post(f"{KIND}hoan-tac/", page.forms[f"{KIND}hoan-tac/"])
    assert response.status_code == 302
    assert not Account.objects.filter(username="van_moi").exists()
    page = read(keeper.get(KIND))
    assert "đã hoàn tác" in page.text
    assert f"{KIND}hoan-tac/" not in page.forms


def test_an_undo_that_cannot_be_says_why(keeper: Client) -> None:
    take(keeper, send(keeper, NEW))
    people.rename(Viewer.system(), account_id=Account.objects.get(username="van_moi").pk, full_name="Kim Khác")
    form = read(keeper.get(KIND)).forms[f"{KIND}hoan-tac/"]
    response = keeper.post(f"{KIND}hoan-tac/", form)
    assert response.status_code == 409
    assert "tài khoản «van_moi» đã được sửa sau khi nhập" in read(response).text
    assert Account.objects.filter(username="van_moi").exists()


def test_what_changed_meanwhile_is_told_before_anything_is_written(keeper: Client) -> None:
    address = send(keeper, NEW)
    form = read(keeper.get(address)).forms[address]
    people.create_account(Viewer.system(), username="van_moi", full_name="Người Khác")
    people.close_account(Viewer.system(), account_id=Account.objects.get(username="van_moi").pk, reason="Nhầm")
    response = keeper.post(address, form)
    assert response.status_code == 400
    assert "Dòng 2 còn lỗi" in read(response).text
    assert imports.last("staff") is None


def test_the_file_of_somebody_else_is_not_shown(keeper: Client, world: World) -> None:
    address = send(keeper, NEW)
    assert entered(world, "sa_ruone").get(address).status_code == 403
    assert keeper.get(address.replace("can-bo", "khac")).status_code == 404
    assert keeper.get(f"{KIND}999/").status_code == 404


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (None, "Chưa chọn tệp"),
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04xx"), "bị hỏng"),
        (SimpleUploadedFile("a.csv", "Tên đăng nhập\nminh".encode()), "Không thấy cột"),
        (SimpleUploadedFile("a.csv", b"\xff\xfe\x00"), "Không đọc được"),
    ],
)
def test_a_file_that_is_none_is_told_by_its_input(keeper: Client, file: Any, told: str) -> None:
    response = keeper.post(KIND, {"file": file} if file else {})
    assert response.status_code == 400
    page = read(response)
    assert any(href == "#id_file" and told in text for href, text in page.links)


def test_a_csv_is_taken_in_as_well(keeper: Client) -> None:
    lines = ";".join(HEAD), ";".join(str(cell or "") for cell in NEW)
    file = SimpleUploadedFile("can_bo.csv", "\r\n".join(lines).encode("utf-8-sig"))
    address = keeper.post(KIND, {"file": file}).headers["Location"]
    assert take(keeper, address).status_code == 302
    assert Account.objects.filter(username="van_moi").exists()


def test_formulas_and_markup_in_a_file_stay_text(keeper: Client) -> None:
    address = send(keeper, ("<script>x</script>", "=HYPERLINK(1)", "x", "y", "z", "01/05/2023", None))
    html = keeper.get(address).content.decode()
    assert "<script>x" not in html
    assert "&lt;script&gt;" in html
