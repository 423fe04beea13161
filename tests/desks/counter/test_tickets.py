"""Numbers at the desk of Thanh Sơn, as people at the door, in the waiting room and at a window see them."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.records.tickets import queries
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import THANH_SON, World

DOOR, BOARD = f"/tiep-nhan/lay-so/{THANH_SON}/", f"/tiep-nhan/bang-goi-so/{THANH_SON}/"
CALLING, ARRANGE = "/tiep-nhan/goi-so/", "/tiep-nhan/quay/"


@pytest.fixture
def arranged(world: World, at: At) -> Client:
    """Chị Bích Thủy has set up a service and window 1, and chị Sa Rươne sits there."""
    at("2023-04-27 08:00")
    leader = entered(world, "bich_thuy")
    page = read(leader.get(ARRANGE))
    assert leader.post(ARRANGE, {"act": "service", "name": "Hộ tịch"}).status_code == 302
    assert leader.post(ARRANGE, {"act": "window", "number": "1", "active": "1"}).status_code == 302
    assert "Quầy và việc ở cửa lấy số" in page.text
    clerk = entered(world, "sa_ruone")
    seat = str(queries.windows(world.units[THANH_SON])[0].id)
    assert "Quầy số 1" in read(clerk.get(CALLING)).text
    assert clerk.post(CALLING, {"act": "sit", "window": seat}).status_code == 302
    return clerk


def draw(**typed: str) -> Read:
    """Somebody at the door presses the first service."""
    visitor = Client()
    door = read(visitor.get(DOOR))
    unit = queries.receiving(THANH_SON)
    service = str(queries.services(unit.id)[0].id)
    sent = {"request_key": door.forms[DOOR]["request_key"], "service": service, **typed}
    return read(visitor.post(DOOR, sent, follow=True))


def press(client: Client, act: str, **typed: str) -> Read:
    """The clerk presses a button of the window."""
    key = read(client.get(CALLING)).forms[CALLING].get("request_key", "")
    return read(client.post(CALLING, {"act": act, "request_key": key, **typed}, follow=True))


def test_a_number_is_drawn_waited_for_and_called(arranged: Client) -> None:
    first, second = draw(), draw(priority="1")
    assert "A001" in first.text
    assert "không có ai" in first.text
    assert "U001" in second.text
    assert "U001" in press(arranged, "next").text
    board = read(Client().get(BOARD)).text
    assert "Mời số U001 đến quầy 1" in board
    assert "A001" in board
    assert "A001" in press(arranged, "next").text


def test_called_again_sent_away_and_back(arranged: Client) -> None:
    draw()
    press(arranged, "next")
    ticket = str(queries.of_today(queries.receiving(THANH_SON).id)[0].pk)
    assert "đã gọi 2 lần" in press(arranged, "recall", ticket=ticket).text
    away = press(arranged, "absent", ticket=ticket).text
    assert "Gọi không có mặt" in away
    assert "A001" in press(arranged, "call", ticket=ticket).text
    assert "1 người đã được phục vụ" in press(arranged, "finish", ticket=ticket).text


def test_a_board_that_has_not_changed_is_not_sent_again(arranged: Client) -> None:
    draw()
    seen = Client().get(f"{BOARD}?bang")
    again = {"headers": {"if-none-match": seen.headers["ETag"]}}
    assert Client().get(f"{BOARD}?bang", **again).status_code == 304  # type: ignore[arg-type]
    press(arranged, "next")
    assert Client().get(f"{BOARD}?bang", **again).status_code == 200  # type: ignore[arg-type]


def test_pages_of_the_door_and_the_board_name_nobody(world: World, arranged: Client) -> None:
    draw()
    press(arranged, "next")
    for address in (DOOR, BOARD, f"{DOOR}A001/"):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert "Thạch Thị Sa Rươne" not in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"service": "999"}, 400),
        ({"service": "một"}, 400),
        ({"service": ""}, 400),
        ({"service": "1", "unit": "x"}, 400),
        ({"service": "1", "request_key": "k" * 101}, 400),
    ],
)
def test_what_the_door_refuses_draws_no_number(arranged: Client, typed: dict[str, str], status: int) -> None:
    answer = Client().post(DOOR, {"request_key": "k", **typed})
    assert answer.status_code == status
    assert "Có chỗ cần xem lại" in read(answer).text
    assert queries.board(THANH_SON).waiting == ()


@pytest.mark.parametrize("address", ["/tiep-nhan/lay-so/khong.co/", "/tiep-nhan/bang-goi-so/tra_cu/", f"{DOOR}A999/"])
def test_what_is_not_there(world: World, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_strangers_neither_call_nor_arrange(world: World, arranged: Client) -> None:
    assert Client().get(CALLING).status_code == 302
    assert entered(world, "minh").get(CALLING).status_code == 403
    assert entered(world, "sa_ruone").get(ARRANGE).status_code == 403
    chair = entered(world, "quoc_huy")
    unit = read(chair.get(f"{ARRANGE}?don-vi={THANH_SON}"))
    assert "xã Hàm Tân" in unit.text
    assert chair.post(f"{ARRANGE}?don-vi={THANH_SON}", {"act": "window", "number": "7"}).status_code == 302
    assert [window.number for window in queries.windows(world.units[THANH_SON])] == [1]


@pytest.mark.parametrize("typed", [{"act": "fly"}, {"act": "recall", "ticket": "x"}, {"act": "sit", "window": ""}])
def test_what_a_window_refuses_is_said(arranged: Client, typed: dict[str, str]) -> None:
    answer = arranged.post(CALLING, {"request_key": "k", **typed})
    assert answer.status_code == 400
    assert "Có chỗ cần xem lại" in read(answer).text


def test_somebody_without_a_window_is_told(world: World, at: At) -> None:
    at("2023-04-27 08:00")
    page = read(entered(world, "sa_ruone").get(CALLING))
    assert "Bộ phận này chưa có quầy" in page.text
    answer = entered(world, "sa_ruone").post(CALLING, {"act": "next", "request_key": "k"})
    assert answer.status_code == 409
