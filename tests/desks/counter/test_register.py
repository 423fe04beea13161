"""The register of dossiers: the days asked for, the own unit, and what was typed wrongly."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from motcua.desks.counter.registers import presenters as register_page
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, World

REGISTER = "/tiep-nhan/so-theo-doi/"


@pytest.fixture
def codes(world: World, at: At) -> dict[str, str]:
    """Dossiers of three days at Thanh Sơn and one at Hàm Tân; today is Friday the 28th."""
    taken = {day: world.accept(at=f"2023-04-{day} 09:00") for day in ("26", "27", "28")}
    world.bring(taken["26"], State.RETURNED, at="2023-04-26 15:00")
    there = world.accept(unit_key=HAM_TAN, at="2023-04-27 10:00", name="Thạch Sô Phi")
    at("2023-04-28 16:00")
    return {**{day: on.code for day, on in taken.items()}, "there": there.code}


def said(world: World, query: str = "", who: str = "sa_ruone") -> str:
    response = entered(world, who).get(f"{REGISTER}{query}")
    assert response.status_code == 200
    return read(response).text


def test_without_days_it_is_that_of_today(world: World, codes: dict[str, str]) -> None:
    text = said(world)
    assert "1 hồ sơ tiếp nhận ngày 28/04/2023." in text
    assert codes["28"] in text
    assert codes["27"] not in text


@pytest.mark.parametrize("query", ["?from=26/04/2023&to=27/04/2023", "?from=2023-04-26&to=2023-04-27"])
def test_both_ends_belong_to_it(world: World, codes: dict[str, str], query: str) -> None:
    text = said(world, query)
    assert "2 hồ sơ tiếp nhận từ 26/04/2023 đến 27/04/2023." in text
    assert text.index(codes["26"]) < text.index(codes["27"])
    assert "15:00 26/04/2023" in text, "when it was returned"
    assert "Đã trả kết quả" in text


def test_each_row_opens_its_dossier(world: World, codes: dict[str, str]) -> None:
    page = read(entered(world, "sa_ruone").get(REGISTER))
    assert (f"/ho-so/{codes['28']}/", codes["28"]) in page.links


@pytest.mark.parametrize(
    ("stretch", "days"),
    [
        ("day", "ngày 27/04/2023"),
        ("month", "từ 01/04/2023 đến 30/04/2023"),
        ("quarter", "từ 01/04/2023 đến 30/06/2023"),
        ("year", "từ 01/01/2023 đến 31/12/2023"),
    ],
)
def test_a_day_stands_for_its_month_quarter_or_year(
    world: World, codes: dict[str, str], stretch: str, days: str
) -> None:
    assert f"hồ sơ tiếp nhận {days}." in said(world, f"?stretch={stretch}&from=27/04/2023&to=01/01/2020")


@pytest.mark.parametrize("text", ["ngoc anh", unicodedata.normalize("NFD", "Ngọc Ánh"), "0900123456"])
def test_words_narrow_it(world: World, codes: dict[str, str], text: str) -> None:
    assert codes["28"] in said(world, f"?q={quote(text)}")
    assert "Chưa có hồ sơ nào" in said(world, "?q=thach")


def test_another_unit_has_a_register_of_its_own(world: World, codes: dict[str, str]) -> None:
    text = said(world, "?from=01/04/2023", who="thu_ha")
    assert codes["there"] in text
    assert codes["27"] not in text


def test_it_prints_under_the_head_of_the_unit_as_form_06(world: World, codes: dict[str, str]) -> None:
    text = said(world)
    assert "Ủy ban nhân dân xã Thanh Sơn" in text
    assert "Thanh Sơn, ngày 28 tháng 4 năm 2023" in text
    assert "Mẫu số 06" in text


def test_a_long_stretch_says_that_it_is_cut(
    world: World, codes: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_page, "MOST", 2)
    text = said(world, "?from=01/04/2023")
    assert "3 hồ sơ tiếp nhận từ 01/04/2023 đến 28/04/2023; trang này hiện 2 hồ sơ đầu" in text
    assert codes["28"] not in text


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?from=31/02/2023", "from"),
        ("?from=hôm qua", "from"),
        ("?to=1/1", "to"),
        ("?from=" + "9" * 5_000, "from"),
        ("?from=28/04/2023&to=27/04/2023", "to"),
        ("?stretch=week", "stretch"),
        ("?q=a%00b", "q"),
        ("?q=" + "x" * 3_000, "q"),
        ("?from=01/01/0001", "from"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(world: World, codes: dict[str, str], query: str, field: str) -> None:
    response = entered(world, "sa_ruone").get(f"{REGISTER}{query}")
    assert response.status_code == 400
    assert f"trường {field}" in read(response).text


def test_the_stranger_gets_nothing(world: World, codes: dict[str, str]) -> None:
    for other in ("minh", "van_phuc", "my_dung"):
        assert entered(world, other).get(REGISTER).status_code == 403
    assert Client().get(REGISTER).status_code == 302


def test_few_questions_are_asked_of_the_database(
    world: World, codes: dict[str, str], django_assert_max_num_queries: Any
) -> None:
    client = entered(world, "sa_ruone")
    with django_assert_max_num_queries(12):
        client.get(f"{REGISTER}?from=01/04/2023")
