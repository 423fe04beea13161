"""The work list narrowed down, kept under a name, and in pages of a chosen size."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.records.casework import duties
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import ADOPTION, World

NOW = "2023-05-04 10:00"
QUEUE, NARROW = "/ho-so/", "/ho-so/loc/"


def codes(client: Client, address: str) -> list[str]:
    return [text for _, text in read(client.get(address)).links if text.startswith("000.")]


def test_a_list_is_narrowed_from_the_page_and_says_so(world: World, at: At) -> None:
    soon = world.bring(world.accept(), State.PROCESSING)
    later = world.bring(world.accept(procedure=ADOPTION), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    assert ("/ho-so/loc/?tab=processing&whose=mine", "Lọc thêm") in read(client.get(QUEUE)).links
    form = read(client.get(NARROW)).forms[QUEUE]
    assert form["field"] == form["due"] == ""
    assert codes(client, QUEUE) == [soon.code, later.code]
    page = read(client.get(QUEUE, {**form, "due": "three_days"}))
    assert "Đang lọc: hẹn trả trong 3 ngày tới. Bỏ lọc" in page.text
    assert later.code not in page.text
    assert (f"{QUEUE}?tab=processing&whose=mine", "Bỏ lọc") in page.links
    tabs = [href for href, text in page.links if text.startswith("Quá hạn")]
    assert tabs == [f"{QUEUE}?tab=overdue&whose=mine&due=three_days"], "kept from tab to tab"


def test_a_list_is_kept_opened_and_forgotten(world: World, at: At) -> None:
    world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    form = read(client.get(f"{NARROW}?whose=unit&field=H%E1%BB%99+t%E1%BB%8Bch")).forms[f"{NARROW}luu/"]
    answer = client.post(f"{NARROW}luu/", {**form, "name": "Hộ tịch cả xã"}, follow=True)
    page = read(answer)
    assert "Đã lưu bộ lọc «Hộ tịch cả xã»" in page.text
    (address,) = [href for href, text in page.links if text == "Hộ tịch cả xã"]
    assert "field=H%E1%BB%99+t%E1%BB%8Bch" in address
    assert 'aria-current="true">Hộ tịch cả xã' in client.get(address).content.decode()
    assert "Hộ tịch cả xã" not in read(entered(world, "so_phia").get(QUEUE)).text
    kept = read(client.get(NARROW))
    assert "Đang xử lý, cả đơn vị; lĩnh vực Hộ tịch" in kept.text
    (forget,) = [action for action in kept.forms if action.endswith("/xoa/")]
    assert "Đã xóa bộ lọc «Hộ tịch cả xã»." in read(client.post(forget, follow=True)).text
    assert client.post(forget).status_code == 404


def test_a_name_that_is_missing_is_asked_for_with_the_list_kept(world: World, at: At) -> None:
    at(NOW)
    client = entered(world, "minh")
    form = read(client.get(f"{NARROW}?due=week")).forms[f"{NARROW}luu/"]
    answer = client.post(f"{NARROW}luu/", {**form, "name": " "})
    assert answer.status_code == 400
    page = read(answer)
    assert any(href == "#id_name" for href, _ in page.links)
    assert page.forms[f"{NARROW}luu/"]["due"] == "week"


@pytest.mark.parametrize("size", [20, 50, 100])
def test_the_size_of_pages_is_chosen_and_kept(world: World, at: At, size: int) -> None:
    for _ in range(23):
        world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    page = read(client.get(f"{QUEUE}?size={size}"))
    shown = [text for _, text in page.links if text.startswith("000.")]
    assert len(shown) == min(size, 23)
    if size == 20:
        (further,) = [href for href, text in page.links if text == "Trang sau"]
        assert "size=20" in further
        assert len(codes(client, further)) == 3
        assert [href for href, text in page.links if text == "100"] == [f"{QUEUE}?tab=processing&whose=mine&size=100"]


@pytest.mark.parametrize(
    "wrong",
    [{"size": "10"}, {"size": "x"}, {"due": "soon"}, {"channel": "fax"}, {"holder": "x"}, {"pick": "some"}],
    ids=str,
)
def test_an_address_that_no_page_gave_is_refused(world: World, at: At, wrong: dict[str, str]) -> None:
    at(NOW)
    assert entered(world, "minh").get(QUEUE, wrong).status_code == 400


def test_a_row_says_what_is_owed(world: World, at: At) -> None:
    world.bring(world.accept(), State.PROCESSING)
    duties.tick(at("2023-05-05 16:00"))
    said = read(entered(world, "minh").get(QUEUE)).text
    assert "quá hạn" in said
    assert "thiếu thư xin lỗi" in said


def test_what_ended_without_a_result_says_so_where_it_is_found(world: World, at: At) -> None:
    refused = world.bring(world.accept(), State.REFUSED)
    stopped = world.bring(world.accept(), State.STOPPED)
    at(NOW)
    said = read(entered(world, "minh").get("/ho-so/tim/", {"q": "Ngọc Ánh"})).text
    assert refused.code in said
    assert "Từ chối giải quyết" in said
    assert stopped.code in said
    assert "Dừng xử lý" in said
