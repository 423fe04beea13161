"""The work list of a person or a unit, and the search."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.test import Client

from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import DESK, HAM_TAN, MARITAL, World

QUEUE, SEARCH = "/ho-so/", "/ho-so/tim/"
NOW = "2023-05-04 10:00"


def texts(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return read(response).text


def test_an_officer_sees_what_the_unit_holds_and_how_much_time_is_left(world: World, at: At) -> None:
    taken = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    said = texts(entered(world, "minh"), QUEUE)
    assert taken.code in said
    assert "Xác nhận tình trạng hôn nhân" in said
    assert "Kim Thị Ngọc Ánh" in said
    assert "09:00 05/05/2023 còn 7 giờ làm việc" in said


@pytest.mark.parametrize(
    ("tab", "state", "asked", "badge"),
    [
        ("incoming", State.ACCEPTED, NOW, "còn 7 giờ"),
        ("processing", State.PROCESSING, NOW, "còn 7 giờ"),
        ("near", State.PROCESSING, NOW, "còn 7 giờ"),
        ("overdue", State.PROCESSING, "2023-05-05 17:00", "quá hạn 6 giờ"),
        ("overdue", State.PROCESSING, "2023-05-05 09:01", "quá hạn 1 phút"),
        ("waiting", State.SUPPLEMENT, NOW, "đang tạm dừng"),
    ],
)
def test_each_tab_lists_what_it_counts(world: World, at: At, tab: str, state: State, asked: str, badge: str) -> None:
    code = world.bring(world.accept(), state).code
    at(asked)
    page = read(entered(world, "minh").get(f"{QUEUE}?tab={tab}"))
    assert code in page.text
    assert badge in page.text
    label = {"incoming": "Chờ nhận", "processing": "Đang xử lý", "near": "Sắp hạn", "overdue": "Quá hạn"}
    assert (f"{QUEUE}?tab={tab}&whose=mine", f"{label.get(tab, 'Chờ bổ sung')} 1") in page.links


def test_an_empty_tab_says_what_to_do_next(world: World, at: At) -> None:
    at(NOW)
    page = read(entered(world, "minh").get(f"{QUEUE}?tab=overdue"))
    assert "Không có hồ sơ quá hạn" in page.text
    assert (f"{QUEUE}?tab=overdue&whose=unit", "Xem hồ sơ cả đơn vị") in page.links


def test_ones_own_list_is_narrower_than_the_units(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code  # held by anh Minh
    at(NOW)
    other = entered(world, "so_phia")
    assert code not in texts(other, QUEUE)
    assert code in texts(other, f"{QUEUE}?whose=unit")


@pytest.mark.parametrize("who", ["thu_ha", "chanh_da", "kim_loan", "ngoc_lan"])
def test_a_stranger_sees_nothing(world: World, at: At, who: str) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    for address in (f"{QUEUE}?whose=unit", f"{QUEUE}?whose=unit&tab=near", f"{SEARCH}?q={code}", f"{SEARCH}?q=anh"):
        listed = [href for href, _ in read(entered(world, who).get(address)).links]
        assert f"{QUEUE}{code}/" not in listed


@pytest.mark.parametrize("who", ["van_phuc", "quoc_thai"])
def test_the_chair_and_the_inspector_see_all_below(world: World, at: At, who: str) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    assert code in texts(entered(world, who), f"{QUEUE}?whose=unit")


def test_an_administrator_is_refused_and_nobody_is_asked_to_enter(world: World, at: At) -> None:
    at(NOW)
    assert entered(world, "my_dung").get(QUEUE).status_code == 403
    answer = Client().get(QUEUE)
    assert (answer.status_code, answer["Location"]) == (302, "/vao/?next=/ho-so/")


def test_a_long_list_comes_in_pages_without_gap_or_repetition(world: World, at: At) -> None:
    codes = {world.bring(world.accept(procedure=MARITAL), State.PROCESSING).code for _ in range(53)}
    at(NOW)
    client = entered(world, "minh")
    first = read(client.get(QUEUE))
    assert "50 hồ sơ trên trang này, 53 hồ sơ trong thẻ" in first.text
    (further,) = [href for href, text in first.links if text == "Trang sau"]
    second = read(client.get(further))
    listed = [text for page in (first, second) for _, text in page.links if text in codes]
    assert sorted(listed) == sorted(codes)
    assert not [href for href, text in second.links if text == "Trang sau"]


@pytest.mark.parametrize(
    "typed", ["anh", "Ngọc Ánh", "NGỌC ÁNH", unicodedata.normalize("NFD", "Ngọc Ánh"), "0900123456"]
)
def test_a_name_is_found_however_it_is_typed(world: World, at: At, typed: str) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "minh")
    for address in (QUEUE, SEARCH):
        assert code in read(client.get(address, {"q": typed})).text
    assert code not in read(client.get(QUEUE, {"q": "Sa Vy"})).text


def test_a_search_that_finds_much_leads_on_and_counts_no_further_than_it_read(world: World, at: At) -> None:
    codes = {world.accept(procedure=MARITAL).code for _ in range(53)}
    at(NOW)
    client = entered(world, "sa_ruone")
    first = read(client.get(f"{SEARCH}?q=ngoc anh"))
    assert "Có hơn 50 hồ sơ khớp với «ngoc anh»." in first.text
    assert not [href for href, text in first.links if text == "Trang đầu"]
    (further,) = [href for href, text in first.links if text == "Trang sau"]
    second = read(client.get(further))
    assert "Có hơn 50 hồ sơ khớp với «ngoc anh»." in second.text
    assert "3 hồ sơ trên trang này" in second.text
    listed = [text for page in (first, second) for _, text in page.links if text in codes]
    assert sorted(listed) == sorted(codes)
    assert (f"{SEARCH}?q=ngoc+anh", "Trang đầu") in second.links
    assert not [href for href, text in second.links if text == "Trang sau"]


def test_the_next_page_of_a_search_shows_nobody_more_than_the_first(world: World, at: At) -> None:
    for _ in range(51):
        world.accept(procedure=MARITAL)
    at(NOW)
    (further,) = [
        href for href, text in read(entered(world, "sa_ruone").get(f"{SEARCH}?q=anh")).links if text == "Trang sau"
    ]
    page = read(entered(world, "thu_ha").get(further))
    assert "Không còn hồ sơ nào khác khớp với «anh»." in page.text
    assert (f"{SEARCH}?q=anh", "Về trang đầu") in page.links


@pytest.mark.parametrize("after", ["xyz", "~7", "2023-05-04T10:00:00~1", "a\x00b"])
def test_a_page_that_no_search_gave_is_refused(world: World, at: At, after: str) -> None:
    at(NOW)
    assert entered(world, "minh").get(SEARCH, {"q": "anh", "after": after}).status_code == 400


def test_the_search_also_finds_what_has_ended(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.RETURNED).code
    at(NOW)
    client = entered(world, "sa_ruone")
    assert code in texts(client, f"{SEARCH}?q={code}")
    assert "Đã trả kết quả" not in texts(client, f"{QUEUE}?whose=unit")


@pytest.mark.parametrize(
    "wrong",
    [
        {"tab": "settled"},
        {"tab": "INCOMING"},
        {"whose": "all"},
        {"after": "xyz"},
        {"after": "2023-05-04T10:00:00~1"},  # without an offset no page said it
        {"after": "2023-13-45T10:00:00+07:00~1"},
        {"after": f"~{'9' * 30}"},
        {"after": "a\x00b"},
        {"q": "a\x00b"},
        {"q": "a\x1bb"},
        {"q": "a" * 10_000},
    ],
    ids=str,
)
def test_an_address_that_no_page_gave_is_refused_in_words(world: World, at: At, wrong: dict[str, str]) -> None:
    at(NOW)
    answer = entered(world, "minh").get(QUEUE, wrong)
    assert answer.status_code == 400
    assert "hãy" in read(answer).text.lower()


def test_a_page_of_the_list_asks_little_of_the_database(
    world: World, at: At, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    with django_assert_max_num_queries(12):
        client.get(QUEUE)


def test_what_was_received_at_the_desk_is_handled_in_the_department(world: World, at: At) -> None:
    received = world.accept(unit_key=DESK, procedure="1.001612")
    passed = world.do("forward", received, by="hong_cuc", to_account_id="minh_hieu")
    at(NOW)
    assert passed.code in texts(entered(world, "minh_hieu"), QUEUE)
    assert passed.code not in texts(entered(world, "chanh_da"), f"{QUEUE}?whose=unit")
    assert passed.code in texts(entered(world, "hong_cuc"), f"{SEARCH}?q={passed.code}")
    assert HAM_TAN not in passed.code
