"""The period at a glance: the sentence, the figures kept apart, and the list behind every number."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.types import Channel
from motcua.records.casework.changes import Outcome
from motcua.records.measures.actions import load
from motcua.records.measures.reading import figures_in
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import BUSINESS, DESK, HAM_TAN, MARITAL, MORNING, THANH_SON, World

OVERVIEW = "/lanh-dao/"
AFTER = "2023-07-03 08:00"

LIVES = [
    (THANH_SON, Channel.COUNTER, State.SETTLED),
    (THANH_SON, Channel.ONLINE, State.PROCESSING),
    (THANH_SON, Channel.COUNTER, State.SUPPLEMENT),
    (THANH_SON, Channel.COUNTER, State.VOID),
    (HAM_TAN, Channel.COUNTER, State.RETURNED),
    (HAM_TAN, Channel.ONLINE, State.REFUSED),
    (DESK, Channel.COUNTER, State.ACCEPTED),
]


def live(world: World, lives: list[tuple[str, Channel, State]]) -> None:
    for unit, channel, state in lives:
        procedure = BUSINESS if unit == DESK else MARITAL
        world.bring(received(world, unit, channel, procedure=procedure), state, unit=unit)


def received(world: World, unit: str, channel: Channel, *, procedure: str = MARITAL, at: str = MORNING) -> Outcome:
    """A dossier accepted at the counter, or submitted online and accepted."""
    if channel is Channel.ONLINE:
        submitted = world.submit(unit_key=unit, procedure=procedure, at=at)
        return world.do("accept_submitted", submitted, by=world.post(unit, "counter"), at=at)
    return world.accept(unit_key=unit, procedure=procedure, at=at)


def overview(client: Client, **asked: str) -> Read:
    response = client.get(OVERVIEW, asked)
    assert response.status_code == 200
    return read(response)


def numbers(page: Read) -> list[tuple[str, str]]:
    return [(href, text) for href, text in page.links if href.startswith(f"{OVERVIEW}so-lieu/")]


def listed(client: Client, href: str) -> int:
    """How many dossiers a list holds, on all its pages."""
    codes: list[str] = []
    while href:
        page = read(client.get(href))
        codes += [text for link, text in page.links if link.startswith("/ho-so/000")]
        href = next((link for link, text in page.links if text == "Trang sau"), "")
    assert len(codes) == len(set(codes))
    return len(codes)


def tight(text: str) -> str:
    """A text without the blanks that the ends of links leave before commas and points."""
    return re.sub(r" (?=[,;.])", "", text)


def part(href: str, which: str) -> str:
    return re.sub(r"part=\w+", f"part={which}", href)


def hold(client: Client, href: str, text: str) -> None:
    """A count is the length of its list; a ratio is that of its two lists."""
    if text == "—":
        assert listed(client, part(href, "denominator")) == 0
        return
    if not text.endswith("%"):
        assert listed(client, href) == int(text.removesuffix(" hồ sơ").replace(".", "")), (href, text)
        return
    above, below, rest = (listed(client, part(href, which)) for which in ("numerator", "denominator", "rest"))
    assert above + rest == below
    assert abs(float(text[:-1].replace(",", ".")) - 100 * above / below) < 0.1, (href, text)


def test_the_sentence_of_the_report(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    said = tight(overview(entered(world, "van_phuc")).text)
    assert "Cấp huyện tiếp nhận 1 hồ sơ, đã giải quyết 0, đạt 0,00%;" in said
    assert "; cấp xã tiếp nhận 5 hồ sơ, đã giải quyết 3, đạt 60,00%." in said
    assert "6 tháng đầu năm 2023" in said
    assert "Số liệu đến 00:00 01/07/2023, tiếp nhận trong 01/01/2023–30/06/2023" in said


@pytest.mark.parametrize("who", ["bich_thuy", "sa_rath"])
def test_a_commune_reads_of_itself_only(world: World, at: At, who: str) -> None:
    live(world, LIVES)
    at(AFTER)
    page = overview(entered(world, who))
    assert "Xã Thanh Sơn tiếp nhận 3 hồ sơ, đã giải quyết 1" in page.text
    assert "Cấp xã" not in page.text
    assert HAM_TAN not in " ".join(href for href, _ in numbers(page))


def test_the_inspector_reads_what_the_chair_reads(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    chair, inspector = (numbers(overview(entered(world, who))) for who in ("van_phuc", "quoc_thai"))
    assert chair == inspector


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "hong_cuc", "my_dung"])
def test_others_are_refused(world: World, at: At, who: str) -> None:
    at(AFTER)
    client = entered(world, who)
    assert client.get(OVERVIEW).status_code == 403
    assert client.get(f"{OVERVIEW}so-lieu/settlement_rate/").status_code == 403


def test_nobody_is_asked_to_enter(db: None) -> None:
    assert Client().get(OVERVIEW).status_code == 302


@pytest.mark.parametrize("who", ["van_phuc", "quoc_thai", "bich_thuy", "quoc_huy", "ngoc_lan"])
@pytest.mark.parametrize("asked", [AFTER, "2023-05-04 10:00"])
def test_every_number_opens_as_many_dossiers_as_it_says(world: World, at: At, who: str, asked: str) -> None:
    live(world, LIVES)
    at(asked)
    client = entered(world, who)
    found = numbers(overview(client))
    assert len(found) >= 10
    for href, text in found:
        hold(client, href, text)


@given(
    lives=st.lists(
        st.tuples(
            st.sampled_from([THANH_SON, HAM_TAN]),
            st.sampled_from([Channel.COUNTER, Channel.ONLINE]),
            st.sampled_from(sorted(set(State) - {State.SUBMITTED, State.DECLINED, State.PAYMENT})),
        ),
        max_size=5,
    )
)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happened_numbers_and_lists_agree(world: World, at: At, lives: list[Any]) -> None:
    live(world, lives)
    at("2023-05-05 09:30")
    client = entered(world, "van_phuc")
    for href, text in numbers(overview(client)):
        hold(client, href, text)


def test_a_list_stays_as_it_was_counted_whatever_happens_later(world: World, at: At) -> None:
    live(world, LIVES)
    at("2023-05-04 10:00")
    client = entered(world, "van_phuc")
    found = [(href, text) for href, text in numbers(overview(client)) if not text.endswith("%")]
    waiting = world.accept(at="2023-05-04 10:30")
    world.bring(waiting, State.SETTLED, at="2023-05-04 11:00")
    at("2023-05-04 11:30")
    for href, text in found:
        hold(client, href, text)
    assert [text for _, text in numbers(overview(client))] != [text for _, text in found]


def test_figures_of_different_meaning_stand_apart(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    page = overview(entered(world, "van_phuc"))
    kinds = {urlsplit(href).path.split("/")[3] for href, _ in numbers(page)}
    assert kinds == {
        "settlement_rate", "on_time_rate", "on_time_rate_by_date", "first_promise_rate", "online_share",
        "open_dossiers", "overdue_open",
    }  # fmt: skip
    assert "không phải tỷ lệ đúng hạn" in page.text
    assert "có kết quả không muộn hơn giờ hẹn ÷ có kết quả và có ngày hẹn" in page.text


def test_without_a_year_before_the_page_says_so(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    assert overview(entered(world, "van_phuc")).text.count("không có số liệu cùng kỳ") == 4


def test_a_year_later_the_same_period_is_compared(world: World, at: At) -> None:
    live(world, LIVES)
    received(world, THANH_SON, Channel.ONLINE, at="2024-05-06 09:00")
    at("2024-06-28 09:00")
    said = overview(entered(world, "van_phuc")).text
    assert "cùng kỳ 33,33%" in said  # 2 of 6 online


@pytest.mark.parametrize(
    ("asked", "name", "days"),
    [
        ({"period": "2023-Q2"}, "quý II năm 2023", "01/04/2023–30/06/2023"),
        ({"period": "2023-04"}, "tháng 4 năm 2023", "01/04/2023–30/04/2023"),
        ({"period": "2023"}, "năm 2023", "01/01/2023–31/12/2023"),
        ({"period": "nd09:2023-H1"}, "6 tháng đầu năm 2023 (chốt ngày 14", "15/12/2022–14/06/2023"),
        ({"period": "custom", "from": "27/04/2023", "to": "2023-04-28"}, "từ 27/04/2023", "27/04/2023–28/04/2023"),
    ],
)
def test_another_period_is_chosen(world: World, at: At, asked: dict[str, str], name: str, days: str) -> None:
    live(world, LIVES)
    at(AFTER)
    page = overview(entered(world, "van_phuc"), **asked)
    assert f"Ủy ban nhân dân huyện Trà Cú · {name}" in page.text
    assert days in page.text
    assert "tiếp nhận 5 hồ sơ" in page.text


def test_a_period_in_which_nothing_came_says_so(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    page = overview(entered(world, "van_phuc"), period="2022")
    assert "Không có hồ sơ nào được tiếp nhận trong kỳ này." in page.text


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"period": "2023-H3"}, "period"),
        ({"period": "a\x00b"}, "period"),
        ({"period": "9" * 10_000}, "period"),
        ({"period": "custom"}, "from"),
        ({"period": "custom", "from": "31/02/2023", "to": "01/03/2023"}, "from"),
        ({"period": "custom", "from": "01/03/2023", "to": "mai"}, "to"),
        ({"period": "custom", "from": "02/03/2023", "to": "01/03/2023"}, "to"),
        ({"period": "custom", "from": "01/01/0001", "to": "01/03/2023"}, "period"),
    ],
)
def test_a_period_that_cannot_be_read_keeps_what_was_typed(
    world: World, at: At, asked: dict[str, str], field: str
) -> None:
    at(AFTER)
    answer = entered(world, "van_phuc").get(OVERVIEW, asked)
    assert answer.status_code == 400
    page = read(answer)
    assert f"#id_{field}" in [href for href, _ in page.links]
    if asked["period"] == "custom":
        assert page.forms[OVERVIEW]["from"] == asked.get("from", "")


def test_the_chart_of_weeks_has_its_table(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    said = overview(entered(world, "van_phuc")).text
    assert "Tỷ lệ trực tuyến theo tuần" in said
    assert "24/04/2023–30/04/2023 33,3%" in said


def test_the_overview_asks_little_of_the_database(world: World, at: At, django_assert_max_num_queries: Any) -> None:
    live(world, LIVES)
    at(AFTER)
    client = entered(world, "van_phuc")
    with django_assert_max_num_queries(22):
        client.get(OVERVIEW)


def test_links_fix_all_that_was_counted(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    for href, _ in numbers(overview(entered(world, "van_phuc"))):
        assert {"period", "as_of", "part"} <= set(parse_qs(urlsplit(href).query))


@pytest.mark.parametrize("invented", ["có", "không"])
def test_a_year_before_told_from_elsewhere_says_how_far_and_whether_it_is_invented(
    world: World, at: At, invented: str
) -> None:
    world.accept()
    at(AFTER)
    told = f"indicator,unit,period,numerator,denominator,source,invented\nonline_share,tra_cu,2022-H1,1,3,12,{invented}"
    load(Viewer.system(), figures_in(told.encode()).figures)
    said = overview(entered(world, "van_phuc")).text
    assert "cùng kỳ 33,33%, giảm 33,33 điểm phần trăm" in said
    assert ("số liệu giả định" in said) == (invented == "có")
    assert overview(entered(world, "sa_rath")).text.count("không có số liệu cùng kỳ") == 4
