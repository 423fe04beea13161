"""Intake on one screen, step by step as without a script: read the card, search, choose, see the promise, save."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.test import Client

from motcua.desks.counter.receipts.presenters import receipt_page
from motcua.records.casework import lists, noting, queries
from motcua.records.casework.papers import Counts
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import ADOPTION, BIRTH, BUSINESS, MARITAL, MIGRATION, World

INTAKE = "/tiep-nhan/"
FRIDAY = "2023-04-28 15:20"
CARD = "084190012345|330000001|Kim Thị Ngọc Ánh|03051990|Nữ|Ấp Giồng Chanh, Thanh Sơn, Trà Cú, Trà Vinh|01072021"
PERSON = {"name": "Kim Thị Ngọc Ánh", "birth": "03/05/1990", "phone": "0900 123 456", "id_number": "084190012345"}


class Desk:
    """Chị Sa Rươne at her screen, sending the whole form at every step as a browser does."""

    def __init__(self, world: World, who: str = "sa_ruone") -> None:
        self.world, self.client = world, entered(world, who)
        self.page = read(self.client.get(INTAKE))
        self.response: Any = None

    def press(self, step: str, /, **typed: Any) -> Read:
        """Types, and presses a button: a step, or with `choose` a match."""
        form = {**self.page.forms[INTAKE], **({"step": step} if step else {}), **typed}
        self.response = self.client.post(INTAKE, form)
        if self.response.status_code != 302:
            self.page = read(self.response)
        return self.page

    def value(self, name: str) -> str:
        """What stands in an input now."""
        return self.page.forms[INTAKE][name]


@pytest.fixture
def desk(world: World, at: At) -> Desk:
    """The screen at 15:20 on a Friday before the holidays."""
    at(FRIDAY)
    return Desk(world)


def written(code: str = "") -> int:
    return len(lists.found(Viewer.system(), code).rows)


def errors(page: Read) -> dict[str, str]:
    return {href: text for href, text in page.links if href.startswith("#id_")}


def test_the_whole_way_without_a_script(desk: Desk) -> None:
    assert desk.page.text.count("Tiếp nhận hồ sơ mới") == 1
    desk.press("read", scan=CARD)
    assert desk.response.status_code == 200
    assert (desk.value("name"), desk.value("birth")) == ("Kim Thị Ngọc Ánh", "03/05/1990")
    assert desk.value("id_number") == "084190012345"
    assert desk.value("scan") == ""
    page = desk.press("search", procedure_query="hon nhan", phone="0900123456")
    assert "Xác nhận tình trạng hôn nhân" in page.text
    page = desk.press("", choose=MARITAL)
    assert (f"/quan-tri/thu-tuc/{MARITAL}/1/", "Xem thủ tục trong danh mục (mở thẻ mới)") in page.links
    assert "Thứ Hai 08/05/2023, 15:20" in page.text
    assert "Vì sao hẹn ngày này?" in page.text
    assert "Thời hạn 3 ngày làm việc = 1.440 phút làm việc." in page.text
    assert "8.000 đồng" in page.text
    assert "sẽ cấp khi lưu" in page.text
    assert desk.value("phone") == "0900123456"
    assert written() == 0, "nothing is written before it is saved"
    desk.press("save", papers=["1", "2"], copies="2")
    code = "000.30.30.H59-230428-0001"
    assert desk.response.headers["Location"] == f"{INTAKE}{code}/"
    page = read(desk.client.get(desk.response.headers["Location"]))
    assert "Thứ Hai 08/05/2023, 15:20" in page.text
    assert "2 loại, 2 bộ" in page.text
    assert f"{INTAKE}{code}/giay-tiep-nhan/" in page.forms


def test_a_number_typed_in_the_scan_box_is_a_card_number(desk: Desk) -> None:
    desk.press("read", scan="084 190 012 345")
    assert desk.value("id_number") == "084190012345"
    assert desk.value("scan") == ""


@pytest.mark.parametrize("scan", ["abc", "1|2", "084190012345||Ánh|32131990|Nữ|x|01072021", "x" * 10_000, "08\0|1"])
def test_a_scan_that_is_no_card_is_refused_and_kept(desk: Desk, scan: str) -> None:
    page = desk.press("read", scan=scan, name="Kim Thị Ngọc Ánh")
    assert desk.response.status_code == 400
    assert "#id_scan" in errors(page)
    assert desk.value("name") == "Kim Thị Ngọc Ánh"


def test_enter_with_words_searches_and_other_words_are_told_apart(desk: Desk) -> None:
    assert "Đăng ký khai sinh" in desk.press("read", procedure_query="KHAI SINH").text
    assert "Không có thủ tục nào mang những chữ này" in desk.press("search", procedure_query="xyz").text


def test_ticks_and_channel_come_back(desk: Desk) -> None:
    desk.press("", choose=MARITAL)
    desk.press("preview", papers=["2"], channel="post", copies="3")
    html = desk.response.content.decode()
    assert 'value="2" checked' in html
    assert 'value="1" checked' not in html
    assert desk.value("channel") == "post"
    assert desk.value("copies") == "3"


def test_the_fragment_for_typing_ahead_has_only_what_the_desk_receives(world: World, at: At) -> None:
    at(FRIDAY)
    commune, district = entered(world, "sa_ruone"), entered(world, "hong_cuc")
    address = f"{INTAKE}thu-tuc/?q=ho%20kinh%20doanh"
    assert BUSINESS in district.get(address).content.decode()
    response = commune.get(address)
    assert BUSINESS not in response.content.decode()
    assert "<html" not in response.content.decode()


def test_the_promise_shown_is_the_promise_made(world: World, at: At) -> None:
    at(FRIDAY)
    for procedure in (BIRTH, MARITAL, ADOPTION, MIGRATION):
        desk = Desk(world)
        foreseen = desk.press("", choose=procedure, **PERSON)
        desk.press("save")
        made = read(desk.client.get(desk.response.headers["Location"]))
        why = foreseen.text.partition("Vì sao hẹn ngày này?")[2].partition("Tính lại")[0].partition("Căn cứ")[0]
        assert why
        assert why.strip() in made.text


def test_a_term_that_is_not_known_promises_no_date(desk: Desk) -> None:
    assert "Không có ngày hẹn" in desk.press("", choose=MIGRATION).text


def test_a_probable_duplicate_is_told_before_it_is_made(world: World, at: At) -> None:
    code = world.accept(at="2023-04-20 09:00").code
    at(FRIDAY)
    desk = Desk(world)
    page = desk.press("", choose=MARITAL, **PERSON)
    assert "Người này có hồ sơ cùng thủ tục, nộp ngày 20/04/2023, chưa giải quyết xong." in page.text
    assert (f"/ho-so/{code}/", f"Xem hồ sơ {code}") in page.links
    page = desk.press("save")
    assert desk.response.status_code == 400
    assert "#id_duplicate" in errors(page)
    assert written() == 1
    desk.press("save", duplicate="1")
    assert desk.response.status_code == 302, "the clerk says that it is another"
    assert written() == 2


def test_pressing_twice_makes_one_dossier(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("save")
    first = desk.response.headers["Location"]
    desk.press("save")
    assert desk.response.headers["Location"] == first
    assert written() == 1


def test_the_key_of_a_saved_form_cannot_carry_another_dossier(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    used = desk.value("request_key")
    desk.press("save")
    page = desk.press("save", name="Thạch Sô Phi")
    assert desk.response.status_code == 409
    assert "Khóa chống gửi trùng" in page.text
    assert written() == 1
    assert desk.value("request_key") not in ("", used), "the corrected form is a request of its own"


def test_every_wrong_input_is_told_at_once_and_everything_typed_stays(desk: Desk) -> None:
    page = desk.press("save", name="", birth="31/02/1990", phone="09000", email="khong phai thu", id_number="123")
    assert desk.response.status_code == 400
    assert set(errors(page)) == {
        "#id_name", "#id_birth", "#id_phone", "#id_email", "#id_id_number", "#id_procedure_query",
    }  # fmt: skip
    assert desk.value("phone") == "09000"
    assert written() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Kim\0Ánh"),
        ("name", "Kim\x1bÁnh"),
        ("name", "Á" * 10_000),
        ("name", "Kim \u202eÁnh"),
        ("address", "ấp\nGiồng Chanh"),
        ("owner_name", "x" * 201),
        ("authorisation", "\x00"),
        ("birth", "2023-04-29"),
        ("birth", "1899"),
        ("email", "a" * 130 + "@example.vn"),
        ("copies", "0"),
        ("copies", "100"),
        ("copies", "hai"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(desk: Desk, name: str, value: str) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    page = desk.press("save", **{name: value})
    assert desk.response.status_code == 400
    assert f"#id_{name}" in errors(page)
    assert written() == 0


def test_a_decomposed_name_is_stored_composed(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("save", name=unicodedata.normalize("NFD", "Kim Thị Ngọc Ánh"))
    (row,) = lists.found(Viewer.system(), "ngoc anh").rows
    assert row.applicant == "Kim Thị Ngọc Ánh"


@pytest.mark.parametrize("procedure", ["9.999999", "\0", "x" * 10_000, BUSINESS])
def test_a_procedure_the_desk_does_not_have_is_refused(desk: Desk, procedure: str) -> None:
    page = desk.press("save", procedure=procedure, **PERSON)
    assert desk.response.status_code == 404
    assert "#id_procedure_query" in errors(page)
    assert written() == 0


def test_a_paper_the_procedure_does_not_have_is_refused(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    page = desk.press("save", papers=["9"])
    assert desk.response.status_code == 400
    assert "không có giấy tờ số 9" in page.text
    assert written() == 0


def test_a_channel_that_the_procedure_does_not_have_is_told(desk: Desk) -> None:
    desk.press("", choose=BIRTH, **PERSON)
    page = desk.press("save", channel="post")
    assert desk.response.status_code == 400
    assert "không nhận qua bưu chính" in page.text
    assert written() == 0


@pytest.mark.parametrize("field", ["code", "due_at", "status", "state", "unit", "unit_key", "accepted_at", "at"])
def test_what_is_the_servers_is_refused_and_never_applied(desk: Desk, field: str) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("save", **{field: "2023-01-01"})
    assert desk.response.status_code == 400
    assert f"«{field}»" in read(desk.response).text
    assert written() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("step", "delete"), ("channel", "online"), ("channel", "x"), ("papers", "một"), ("papers", "9" * 5_000)],
)
def test_buttons_and_choices_that_the_form_does_not_show_are_refused(desk: Desk, field: str, value: str) -> None:
    desk.press("save", **{**PERSON, "procedure": MARITAL, field: value})
    assert desk.response.status_code == 400
    assert written() == 0


def test_beyond_the_known_calendar_nothing_is_promised(world: World, at: At) -> None:
    at("2026-12-31 16:00")
    desk = Desk(world)
    page = desk.press("save", procedure=MARITAL, **PERSON)
    assert desk.response.status_code == 400
    assert "31/12/2026" in page.text
    assert written() == 0


def test_only_a_counter_takes_in(world: World, at: At) -> None:
    at(FRIDAY)
    for stranger in ("minh", "bich_thuy", "van_phuc", "my_dung", "quoc_thai"):
        client = entered(world, stranger)
        assert client.get(INTAKE).status_code == 403, stranger
        assert client.post(INTAKE, {"step": "save"}).status_code == 403, stranger
    assert Client().get(INTAKE).headers["Location"] == f"/vao/?next={INTAKE}"


def test_the_desk_next_door_does_not_see_what_was_taken_in(world: World, at: At) -> None:
    code = world.accept().code
    at(FRIDAY)
    assert entered(world, "thu_ha").get(f"{INTAKE}{code}/").status_code == 404
    assert entered(world, "sa_ruone").get(f"{INTAKE}{code}/").status_code == 200
    assert entered(world, "sa_ruone").get(f"{INTAKE}khong-phai-ma/").status_code == 400


def test_the_dossier_is_the_desks_own_whatever_is_sent(world: World, at: At) -> None:
    at(FRIDAY)
    desk = Desk(world, "thu_ha")
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("save")
    assert "000.32.30.H59-230428-0001" in desk.response.headers["Location"]


def test_few_questions_are_asked_of_the_database(desk: Desk, django_assert_max_num_queries: Any) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    with django_assert_max_num_queries(20):
        desk.press("preview")


@pytest.mark.usefixtures("store")
def test_papers_are_counted_where_they_differ_from_the_catalogue(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    page = desk.press("save", papers=["1"], count_2_copies="2")
    assert "chưa đánh dấu đã nhận" in page.text
    assert desk.value("count_2_copies") == "2"
    page = desk.press("save", papers=["1", "2"], count_1_originals="0", count_2_copies="0")
    assert "phải từ 1 đến 99" in page.text
    desk.press("save", papers=["1", "2"], count_1_originals="", count_2_copies="2", count_2_certified="1")
    code = desk.response.headers["Location"].removeprefix(INTAKE).rstrip("/")
    found = queries.dossier(Viewer.system(), code)
    assert found.papers == (1, 2)
    assert found.paper_counts == {2: Counts(copies=2, certified=1)}
    sheet = receipt_page(found, noting.receipt_printed(desk.world.viewer("sa_ruone"), found.id))
    told = [(paper.originals, paper.certified, paper.copies) for paper in sheet.papers]
    assert told == [("1", "", ""), ("", "1", "2")]


@pytest.mark.parametrize("name", ["count_1_x", "count_x_copies", "count_1_copies_2"])
def test_only_papers_are_counted(desk: Desk, name: str) -> None:
    desk.press("save", **{**PERSON, "procedure": MARITAL, name: "1"})
    assert desk.response.status_code == 400
    assert written() == 0


@pytest.mark.usefixtures("store")
# WeasyPrint leaves its colour profile to the garbage collector.
@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
def test_save_and_print_comes_to_a_page_that_prints_once(desk: Desk) -> None:
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("print")
    address = desk.response.headers["Location"]
    assert address.endswith("/?in")
    page = desk.client.get(address)
    assert "data-print-now" in page.content.decode()
    (receipt,) = (form for form in read(page).forms if form.endswith("/giay-tiep-nhan/"))
    assert desk.client.post(receipt).content.startswith(b"%PDF")
    assert "data-print-now" not in desk.client.get(address).content.decode()


def test_beginning_again_throws_the_draft_away(desk: Desk) -> None:
    (again,) = (href for href, text in desk.page.links if text == "Bắt đầu lại")
    assert 'data-draft="clear"' in desk.client.get(again).content.decode()
    assert 'data-draft="restore"' in desk.client.get(INTAKE).content.decode()


def test_what_a_desk_receives_most_is_found_first(world: World, at: At) -> None:
    for _ in range(2):
        world.accept(procedure=BIRTH)
    at(FRIDAY)
    found = entered(world, "sa_ruone").get(f"{INTAKE}thu-tuc/?q=dang").content.decode()
    assert found.index(BIRTH) == min(found.index(code) for code in (BIRTH, ADOPTION) if code in found)
