"""Scores on the leader's desk: who sees them, what each number opens, and that what is not known is said."""

from __future__ import annotations

import pytest

from motcua.records.scoring.models import Declared
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, THANH_SON, World

AFTER = "2023-07-03 08:00"
BASE = "/lanh-dao/diem-766/"
SHEET = f"{BASE}{THANH_SON}/"
HALF = {"period": "2023-H1"}
DECLARE = f"{BASE}khai/{THANH_SON}/1.4/?period=2023-H1"
TYPED = {
    "numerator": "1.900", "denominator": "2.000", "document": "15/BC-UBND", "document_date": "03/07/2023",
    "ground": "", "version": "0",
}  # fmt: skip


@pytest.fixture
def office(world: World, at: At) -> World:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(), State.PROCESSING)
    world.bring(world.accept(unit_key=HAM_TAN), State.PROCESSING, unit=HAM_TAN)
    at(AFTER)
    return world


def test_the_ranking_names_every_unit_in_sight(office: World) -> None:
    page = read(entered(office, "van_phuc").get(BASE, HALF))
    for text in ("4 đơn vị", "Xã Thanh Sơn", "Xã Hàm Tân", "Thị trấn Trà Cú", "tổng là một khoảng", "chờ kiểm chứng"):
        assert text in page.text
    own = read(entered(office, "sa_rath").get(BASE, HALF))
    assert "Xã Thanh Sơn" in own.text
    assert "Xã Hàm Tân" not in own.text


def test_the_sheet_tells_points_and_what_is_missing(office: World) -> None:
    page = read(entered(office, "van_phuc").get(SHEET, HALF))
    for text in (
        "2.1 Hồ sơ giải quyết sớm hạn và đúng hạn",
        "66,67%",
        "13,33 / 20",
        "chưa có dữ liệu: hệ thống không ghi, chưa ai khai",
        "chưa có dữ liệu: chưa ghi lần nào trong hệ thống",
        "không áp dụng: tính điểm theo quy ước của phiếu",
        "xếp loại yếu đến",
        "Cần thêm gì để được một điểm",
        "1 hồ sơ",
        "chưa đối chiếu được là dòng nào",
        "nếu tính năm nhóm",
    ):
        assert text in page.text, text


def test_each_number_of_the_sheet_opens_what_it_counts(office: World) -> None:
    client = entered(office, "van_phuc")
    page = read(client.get(SHEET, HALF))
    lists = {text: href for href, text in page.links if "/2.1/ho-so/" in href}
    assert set(lists) == {"2", "3", "66,67%", "1 hồ sơ"}
    for text, count in (("2", 2), ("3", 3), ("66,67%", 1)):
        listed = read(client.get(lists[text]))
        assert len([href for href, _ in listed.links if href.startswith("/ho-so/000")]) == count
    for href, _ in page.links:
        if href.startswith(BASE):
            assert client.get(href).status_code == 200, href


def test_a_row_is_told_procedure_by_procedure(office: World) -> None:
    client = entered(office, "sa_rath")
    page = read(client.get(f"{SHEET}2.1/", HALF))
    for text in ("điểm tối đa × tỷ lệ", "đếm từ hồ sơ", "progress_766", "766/QĐ-TTg", "Theo thủ tục: 1 thủ tục"):
        assert text in page.text
    rest = next(href for href, text in page.links if "procedure=" in href and "part=rest" in href)
    assert read(client.get(rest)).text.count("000.30.30.H59") == 1
    catalogue = read(client.get(f"{SHEET}3.1/", HALF))
    assert "đếm từ danh mục thủ tục" in catalogue.text
    assert "ngưỡng 80%, tối đa 2 điểm" in catalogue.text


def test_months_are_drawn_and_listed(office: World) -> None:
    response = entered(office, "van_phuc").get(f"{SHEET}thang/", HALF)
    page = read(response)
    assert "tháng 04/2023" in page.text
    assert 'class="month-known"' in response.content.decode()
    assert "Năm 2022" in page.text
    before = read(entered(office, "van_phuc").get(f"{SHEET}thang/", {"period": "2022-H2"}))
    assert "tháng 06/2022" in before.text
    assert "tháng 05/2022" not in before.text
    assert "Năm 2021" not in before.text


def test_a_year_before_the_decision_is_answered_in_words(office: World) -> None:
    response = entered(office, "van_phuc").get(SHEET, {"period": "2021"})
    assert response.status_code in (400, 404)
    assert "Chưa có giá trị pháp lý" in read(response).text


@pytest.mark.parametrize("address", [BASE, SHEET])
def test_a_period_that_cannot_be_read_is_kept_and_said(office: World, address: str) -> None:
    response = entered(office, "van_phuc").get(address, {"period": "custom", "from": "hôm qua", "to": ""})
    assert response.status_code == 400
    assert "Không đọc được ngày «hôm qua»" in read(response).text
    assert 'value="hôm qua"' in response.content.decode()


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("thu_ha", BASE, 403),
        ("my_dung", BASE, 403),
        ("sa_rath", f"{BASE}{HAM_TAN}/", 403),
        ("sa_rath", f"{BASE}{HAM_TAN}/2.1/", 403),
        ("sa_rath", f"{BASE}{HAM_TAN}/2.1/ho-so/", 403),
        ("sa_rath", f"{BASE}{HAM_TAN}/thang/", 403),
        ("sa_rath", f"{BASE}khai/", 403),
        ("quoc_thai", SHEET, 200),
        ("van_phuc", f"{BASE}tra_cu.khong_co/", 404),
        ("van_phuc", f"{SHEET}9.9/", 404),
        ("van_phuc", f"{SHEET}1.1/ho-so/", 400),
        ("van_phuc", f"{SHEET}2.1/ho-so/?part=x", 400),
    ],
)
def test_who_may_see_what(office: World, who: str, address: str, status: int) -> None:
    assert entered(office, who).get(address).status_code == status


def test_an_administrator_declares_and_the_sheet_counts_it(office: World) -> None:
    client = entered(office, "my_dung")
    listed = read(client.get(f"{BASE}khai/", {"unit": THANH_SON, **HALF}))
    assert "Ủy ban nhân dân xã Thanh Sơn, 6 tháng đầu năm 2023" in listed.text
    assert client.post(DECLARE, TYPED).status_code == 302
    after = read(client.get(f"{BASE}khai/", {"unit": THANH_SON, **HALF}))
    assert "Đã ghi số khai của chỉ số 1.4." in after.text
    assert "15/BC-UBND" in after.text
    chair = entered(office, "sa_rath")
    sheet = read(chair.get(SHEET, HALF))
    assert "95,00%" in sheet.text
    assert "số do quản trị khai" in sheet.text
    row = read(chair.get(f"{SHEET}1.4/", HALF))
    assert "Các lần khai" in row.text
    assert "Kim Thị Mỹ Dung" in row.text


def test_a_declaration_that_is_refused_keeps_what_was_typed(office: World) -> None:
    response = entered(office, "my_dung").post(DECLARE, {**TYPED, "numerator": "3.000"})
    assert response.status_code == 400
    page = read(response)
    assert "Tử số phải từ 0 đến mẫu số (2000)" in page.text
    assert {"3.000", "2.000", "15/BC-UBND", "03/07/2023"} <= set(page.forms[DECLARE].values())
    assert not Declared.objects.exists()


def test_a_correction_needs_its_ground_and_what_was_seen(office: World) -> None:
    client = entered(office, "my_dung")
    client.post(DECLARE, TYPED)
    form = read(client.get(DECLARE))
    assert "Lý do sửa hoặc rút" in form.text
    assert client.post(DECLARE, TYPED).status_code == 409
    assert client.post(DECLARE, {**TYPED, "version": "1"}).status_code == 400
    taken_back = {**TYPED, "numerator": "", "denominator": "", "ground": "Nhầm kỳ", "version": "1"}
    assert client.post(DECLARE, taken_back).status_code == 302
    assert "chưa ai khai" in read(entered(office, "sa_rath").get(SHEET, HALF)).text


def test_an_administrator_of_a_commune_declares_nothing_elsewhere(office: World) -> None:
    assert entered(office, "sa_rath").post(DECLARE, TYPED).status_code == 403
    assert entered(office, "my_dung").get(f"{BASE}khai/{THANH_SON}/2.2x/?period=2023-H1").status_code == 404
