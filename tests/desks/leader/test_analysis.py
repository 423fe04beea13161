"""Pictures of a period: each number opens a list as long as it says; period and cut-off stay; nothing is made up."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from motcua.law.types import Channel
from motcua.records import clock
from motcua.records.measures.actions import load
from motcua.records.measures.reading import figures_in
from motcua.records.people.viewer import Viewer
from motcua.records.places.tiles import Tiles, lay
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.desks.leader.test_overview import hold, listed, live, part, received
from tests.world import DESK, HAM_TAN, THANH_SON, TOWN, World

BASE = "/lanh-dao/phan-tich/"
PICTURES = ("xep-hang", "so-do", "tuan", "cung-ky", "trang-thai", "ton-dong", "cho-doi")
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


@pytest.fixture
def office(world: World, at: At) -> World:
    live(world, LIVES)
    late = received(world, HAM_TAN, Channel.COUNTER, at="2023-02-01 09:00")
    world.bring(late, State.SETTLED, at="2023-02-20 09:00", unit=HAM_TAN)
    at(AFTER)
    lay(
        "tra_cu",
        Tiles(places={THANH_SON: (1, 1), HAM_TAN: (1, 2), TOWN: (2, 1)}, source="Xếp tay, chờ kiểm chứng"),
        actor_id=None,
        at=clock.now(),
    )
    return world


def opened(client: Client, picture: str, **asked: str) -> Read:
    address = f"{BASE}{picture}/" if picture else BASE
    answer = client.get(address, {"period": "2023-H1", **asked})
    assert answer.status_code == 200
    return read(answer)


def lists(page: Read) -> list[tuple[str, str]]:
    """The links to lists of dossiers with the number each says."""
    return [(href, text.strip()) for href, text in page.links if "/so-lieu/" in href]


def counted(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+|[\d,]+%", text))


@pytest.mark.parametrize("who", ["van_phuc", "bich_thuy"])
@pytest.mark.parametrize("picture", ["", "xep-hang", "so-do", "cung-ky", "trang-thai", "ton-dong"])
def test_every_number_is_as_long_as_its_list(office: World, picture: str, who: str) -> None:
    client = entered(office, who)
    found = [(href, text) for href, text in lists(opened(client, picture)) if counted(text)]
    assert found
    for href, text in dict(found).items():
        hold(client, href, text)


@pytest.mark.parametrize("measure", ["dung-han", "tiep-nhan"])
def test_every_field_of_the_weeks_is_as_long_as_its_list(office: World, measure: str) -> None:
    client = entered(office, "van_phuc")
    found = lists(opened(client, "tuan", so=measure))
    assert len(found) >= 6
    for href, text in dict(found).items():
        number = re.sub(r"^.*?(\d[\d.,]*%?)$", r"\1", text)
        shown = number if measure == "tiep-nhan" or number.endswith("%") else f"{number}%"
        if measure == "dung-han":
            share(client, href, shown)
        else:
            hold(client, href, number)


def share(client: Client, href: str, text: str) -> None:
    """A whole percentage is that of its two lists."""
    below, rest = (listed(client, part(href, which)) for which in ("denominator", "rest"))
    assert abs(float(text[:-1].replace(",", ".")) - 100 * (below - rest) / below) <= 1


def test_places_are_not_given_to_few_dossiers(office: World) -> None:
    page = opened(entered(office, "van_phuc"), "xep-hang")
    assert "Chưa đơn vị nào có đủ 30 hồ sơ để xếp hạng" in page.text
    assert "2 đơn vị có dưới 30 hồ sơ đứng riêng ở cuối, không xếp hạng." in page.text


def test_equal_shares_stand_on_one_place(world: World, at: At) -> None:
    for unit in (THANH_SON, HAM_TAN):
        for _ in range(30):
            world.bring(world.accept(unit_key=unit), State.SETTLED, unit=unit)
    at(AFTER)
    page = opened(entered(world, "van_phuc"), "xep-hang")
    assert "Cả 2 đơn vị cùng đúng hạn 100,0%" in page.text.replace(" .", ".")
    assert page.text.count("cùng hạng") >= 2
    assert "88,6–100,0%" in page.text


def test_the_year_before_is_told_where_it_is_known_and_marked(office: World) -> None:
    client = entered(office, "van_phuc")
    assert "không có số liệu cùng kỳ" in opened(client, "cung-ky").text
    row = "on_time_rate_by_date,tra_cu,2022-Q1,9,10,Báo cáo 2022,có"
    load(
        Viewer.system(),
        figures_in(f"indicator,unit,period,numerator,denominator,source,invented\n{row}".encode()).figures,
    )
    page = opened(client, "cung-ky")
    assert "01/01/2022–31/03/2022" in page.text
    assert "Báo cáo 2022" in page.text
    assert "số liệu giả định" in page.text


def test_dossiers_stand_where_they_are(office: World) -> None:
    said = opened(entered(office, "van_phuc"), "trang-thai").text
    assert re.search(r"Trong 7 hồ sơ tiếp nhận, 3 chưa kết thúc \( ?1 đang chờ người dân\); 2 kết quả chưa có", said)


def test_open_dossiers_by_age(office: World) -> None:
    said = opened(entered(office, "van_phuc"), "ton-dong").text
    assert re.search(r"3 hồ sơ chưa giải quyết xong, 2 đã quá hạn", said)


def test_the_waits_lead_to_the_log(office: World) -> None:
    page = opened(entered(office, "van_phuc"), "cho-doi")
    assert "thời gian chờ là trước việc" in page.text
    assert [href for href, text in page.links if text == "Xem cả quy trình" and "nhat-ky-quy-trinh/don-vi/" in href]
    assert any("nhat-ky-quy-trinh/don-vi/ho-so/" in href for href, _ in page.links)


def test_a_scheme_says_that_it_is_one(office: World) -> None:
    page = opened(entered(office, "van_phuc"), "so-do")
    assert "Xếp tay, chờ kiểm chứng." in page.text
    assert "Không nằm trên sơ đồ, có trong bảng: Một cửa huyện Trà Cú" in page.text


def test_without_a_scheme_the_table_stands_alone(world: World, at: At) -> None:
    live(world, LIVES)
    at(AFTER)
    page = opened(entered(world, "van_phuc"), "so-do")
    assert "Chưa có sơ đồ của các đơn vị này" in page.text
    assert "Thanh Sơn" in page.text


@pytest.mark.parametrize("picture", ["", *PICTURES])
def test_a_period_without_dossiers_makes_nothing_up(world: World, at: At, picture: str) -> None:
    at(AFTER)
    page = opened(entered(world, "van_phuc"), picture)
    assert not [text for _, text in lists(page) if counted(text)]
    assert "100" not in re.sub(r"\d{2}/\d{2}/\d{4}", "", page.text)


@pytest.mark.parametrize("picture", ["", *PICTURES])
def test_links_keep_the_period_and_the_cut_off(office: World, at: At, picture: str) -> None:
    client = entered(office, "van_phuc")
    page = opened(client, picture, as_of="2023-06-01T08:00:00+07:00")
    (fixed,) = [href for href, text in page.links if text.startswith("Liên kết cố định")]
    assert "period=2023-H1" in fixed
    assert "as_of=2023-06-01T08%3A00%3A00%2B07%3A00" in fixed
    assert "Số liệu đến 08:00 01/06/2023" in read(client.get(fixed)).text
    for href, _ in lists(page):
        assert "as_of=2023-06-01T08%3A00%3A00%2B07%3A00" in href


def test_what_a_past_cut_off_shows_does_not_drift(office: World, at: At) -> None:
    client = entered(office, "van_phuc")
    asked = {"as_of": "2023-06-01T08:00:00+07:00"}
    before = {picture: lists(opened(client, picture, **asked)) for picture in PICTURES[:-1]}
    office.bring(office.accept(at=AFTER), State.SETTLED, at=AFTER)
    assert {picture: lists(opened(client, picture, **asked)) for picture in PICTURES[:-1]} == before


@pytest.mark.parametrize("asked", [{"so": "hai-long"}, {"theo": "ngay"}, {"as_of": "hôm qua"}, {"as_of": "2024-01-01"}])
def test_what_no_page_asked_is_refused_in_words(office: World, asked: dict[str, str]) -> None:
    answer = entered(office, "van_phuc").get(f"{BASE}cung-ky/", {"period": "2023-H1", **asked})
    assert answer.status_code == 400
    assert "hãy" in read(answer).text.lower()


@pytest.mark.parametrize("picture", ["", "tuan"])
def test_a_period_that_cannot_be_read_is_kept_as_typed(office: World, picture: str) -> None:
    address = f"{BASE}{picture}/" if picture else BASE
    answer = entered(office, "van_phuc").get(address, {"period": "custom", "from": "32/01/2023", "to": ""})
    assert answer.status_code == 400
    page = read(answer)
    assert page.forms[address]["from"] == "32/01/2023"


def test_a_picture_that_does_not_exist_is_not_found(office: World) -> None:
    assert entered(office, "van_phuc").get(f"{BASE}khac/").status_code == 404


def test_a_year_is_drawn_week_by_week_and_a_longer_period_says_what_it_leaves_out(office: World) -> None:
    page = opened(entered(office, "van_phuc"), "tuan", period="2022-01-01..2023-06-30")
    assert "chỉ vẽ 53 tuần cuối" in page.text


@pytest.mark.parametrize("who", ["sa_ruone", "minh"])
def test_who_does_not_read_figures_sees_none(office: World, who: str) -> None:
    assert entered(office, who).get(BASE).status_code in (403, 404)
