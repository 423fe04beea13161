"""What a scanner types into the box of the intake screen."""

from __future__ import annotations

import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.counter.scanning import code_in, scanned
from motcua.records.tickets import actions, queries
from motcua.rules.refusal import Refusal
from tests.conftest import At
from tests.desks.counter.test_intake import CARD, FRIDAY, INTAKE, PERSON, Desk, errors
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MARITAL, World

CODE = "000.30.30.H59-230428-0001"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"  {CODE}\n",
        CODE.lower(),
        f"https://motcua.example.vn/tra-cuu/#ma={CODE}&khoa=abcd-efgh",
        f"http://127.0.0.1:8000/tra-cuu/#khoa=abcd&ma={CODE}",
    ],
)
def test_a_receipt_is_its_dossier(text: str) -> None:
    assert scanned(text).dossier == CODE


@pytest.mark.parametrize(("text", "ticket"), [("A003", "A003"), ("u012\n", "U012"), ("A1000", "A1000")])
def test_a_ticket_is_its_number(text: str, ticket: str) -> None:
    assert scanned(text).ticket == ticket


def test_a_card_fills_what_it_says() -> None:
    assert scanned(unicodedata.normalize("NFD", CARD)).person == {
        "name": "Kim Thị Ngọc Ánh",
        "birth": "03/05/1990",
        "id_number": "084190012345",
        "address": "Ấp Giồng Chanh, Thanh Sơn, Trà Cú, Trà Vinh",
    }
    assert scanned("084160001234||Kim Thị Sa|00001960|Nữ||").person["birth"] == "1960"


def test_words_are_sent_to_the_box_for_names() -> None:
    with pytest.raises(Refusal, match="ô «Họ và tên»"):
        scanned("Kim Thị Ngọc Ánh")


@given(st.text(max_size=80))
def test_whatever_is_scanned_is_read_or_refused(text: str) -> None:
    code_in(text)
    try:
        read_as = scanned(text)
    except Refusal:
        return
    assert sum(map(bool, (read_as.person.get("id_number"), read_as.dossier, read_as.ticket))) <= 1


@pytest.fixture
def desk(world: World, at: At) -> Desk:
    """The screen at 15:20 on a Friday before the holidays."""
    at(FRIDAY)
    return Desk(world)


@pytest.mark.parametrize(
    "damaged",
    [CARD.replace("|", "~"), CARD.replace("|", ""), unicodedata.normalize("NFD", CARD), f"]Q1{CARD}", f"{CARD}|x|y|"],
)
def test_a_card_is_read_through_what_scanners_do(desk: Desk, damaged: str) -> None:
    desk.press("read", scan=damaged)
    assert (desk.value("name"), desk.value("scan")) == ("Kim Thị Ngọc Ánh", "")


def test_telex_is_told_in_words(desk: Desk) -> None:
    page = desk.press("read", scan="084190012345||Kim Thij Anhs|03051990|Nuwx|Aaps Giongf|01072021", phone="0900123456")
    assert "hãy tắt bộ gõ tiếng Việt" in page.text
    assert desk.value("phone") == "0900123456"


def test_a_receipt_opens_its_dossier_at_once(world: World, at: At) -> None:
    code = world.accept(at="2023-04-20 09:00").code
    at(FRIDAY)
    desk = Desk(world)
    desk.press("read", scan=f"https://x.example/tra-cuu/#ma={code}&khoa=abcd")
    assert desk.response.headers["Location"] == f"{INTAKE}tra-ket-qua/{code}/"


def test_a_receipt_scanned_in_the_middle_of_a_form_loses_nothing(world: World, at: At) -> None:
    code = world.accept(at="2023-04-20 09:00").code
    at(FRIDAY)
    desk = Desk(world)
    page = desk.press("read", scan=code, name="Thạch Sô Phi")
    assert (f"{INTAKE}tra-ket-qua/{code}/", f"Mở hồ sơ {code} vừa quét") in page.links
    assert desk.value("name") == "Thạch Sô Phi"


@pytest.mark.parametrize("scan", ["000.32.30.H59-230428-0001", "000.30.30.H59-230428-9999"])
def test_a_dossier_one_may_not_see_is_like_one_that_is_not(world: World, at: At, scan: str) -> None:
    world.accept(unit_key=HAM_TAN, at=FRIDAY)
    at(FRIDAY)
    page = Desk(world).press("read", scan=scan)
    assert "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi" in errors(page)["#id_scan"]


def test_a_ticket_is_called_to_the_window_and_belongs_to_the_dossier(world: World, at: At) -> None:
    at(FRIDAY)
    window, number = seat(world)
    desk = Desk(world)
    assert "Chưa gọi số nào" in desk.page.text
    page = desk.press("read", scan=number, name="Kim Thị Ngọc Ánh")
    assert f"Đang phục vụ {number}" in page.text
    assert desk.value("name") == "Kim Thị Ngọc Ánh"
    desk.press("", choose=MARITAL, **PERSON)
    desk.press("save")
    code = desk.response.headers["Location"].removeprefix(INTAKE).rstrip("/")
    (row,) = queries.of_today(queries.desk_unit(world.viewer("sa_ruone")).id)
    assert (row.dossier_code, row.window_id) == (code, window)
    actions.finish(world.viewer("sa_ruone"), ticket_id=row.pk, key="done")
    row.refresh_from_db()
    assert (row.dossier_code, row.state) == (code, "done")


def test_a_ticket_needs_a_window(world: World, at: At) -> None:
    at(FRIDAY)
    desk = Desk(world)
    assert "Hôm nay chưa cấp số này" in errors(desk.press("read", scan="A001"))["#id_scan"]
    assert "Đang phục vụ" not in desk.page.text


def test_the_next_number_is_called_from_the_intake(world: World, at: At) -> None:
    at(FRIDAY)
    _, number = seat(world)
    client = entered(world, "sa_ruone")
    form = read(client.get(INTAKE)).forms[f"{INTAKE}goi-so/"]
    response = client.post(f"{INTAKE}goi-so/", {**form, "act": "next"})
    assert response.headers["Location"] == INTAKE
    assert f"Đang phục vụ {number}" in read(client.get(INTAKE)).text


def test_a_card_is_in_no_log(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        desk.press("read", scan=CARD)
        desk.press("read", scan=CARD.replace("03051990", "33051990"))
    assert "084190012345" not in caplog.text
    assert "Ánh" not in caplog.text
    assert desk.response.headers["Cache-Control"].count("no-store") == 1


def seat(world: World) -> tuple[int, str]:
    """Chị Sa Rươne sits at window 1, and somebody draws a number; the id of the window, and the number."""
    clerk = world.viewer("sa_ruone")
    unit = queries.desk_unit(clerk)
    window = actions.arrange_window(world.viewer("bich_thuy"), unit_id=unit.id, number=1)
    actions.sit_down(clerk, window_id=window)
    drawn = actions.take(unit.key, service_id=None, priority=False, key="drawn")
    return window, drawn.number
