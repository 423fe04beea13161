"""A figure: how it was counted, and the dossiers it counted."""

from __future__ import annotations

import pytest

from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, THANH_SON, World

AFTER = "2023-07-03 08:00"
RATE = "/lanh-dao/so-lieu/settlement_rate/"
HALF = {"period": "2023-H1"}


@pytest.fixture
def office(world: World) -> World:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(), State.PROCESSING)
    world.bring(world.accept(unit_key=HAM_TAN), State.PROCESSING, unit=HAM_TAN)
    return world


def test_the_page_tells_how_the_figure_was_counted(office: World, at: At) -> None:
    at(AFTER)
    page = read(entered(office, "van_phuc").get(RATE, HALF))
    for text in (
        "Tỷ lệ giải quyết",
        "33,33%",
        "Đã giải quyết (có kết quả, từ chối, dừng, rút) ÷ tiếp nhận trong kỳ.",
        "Tử số 1 hồ sơ",
        "Mẫu số 3 hồ sơ",
        "Còn lại 2 hồ sơ",
        "Kỳ 01/01/2023–30/06/2023",
        "Tính đến 00:00 01/07/2023",
        "settlement_rate, phiên bản 1",
        "báo cáo CCHC",
        "hồ sơ hủy số",
        "Không dùng thay cho tỷ lệ đúng hạn, tiến độ giải quyết theo QĐ 766, tỷ lệ đúng hẹn lần đầu.",
    ):
        assert text in page.text


def test_each_part_lists_its_dossiers_and_each_leads_to_its_page(office: World, at: At) -> None:
    at(AFTER)
    client = entered(office, "van_phuc")
    for which, count in (("numerator", 1), ("denominator", 3), ("rest", 2)):
        page = read(client.get(RATE, {**HALF, "part": which}))
        dossiers = [href for href, _ in page.links if href.startswith("/ho-so/000")]
        assert len(dossiers) == count
        assert all(client.get(href).status_code == 200 for href in dossiers)


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"unit": THANH_SON}, 2), ({"unit": HAM_TAN}, 1), ({"level": "commune"}, 3), ({"level": "district"}, 0)],
)
def test_a_unit_or_a_level_alone(office: World, at: At, asked: dict[str, str], count: int) -> None:
    at(AFTER)
    page = read(entered(office, "van_phuc").get(RATE, {**HALF, **asked, "part": "denominator"}))
    assert f"Mẫu số {count} hồ sơ" in page.text
    assert len([href for href, _ in page.links if href.startswith("/ho-so/000")]) == count


def test_a_plain_count_has_one_list(office: World, at: At) -> None:
    at(AFTER)
    page = read(entered(office, "van_phuc").get("/lanh-dao/so-lieu/open_dossiers/", {**HALF, "part": "rest"}))
    assert "Số hồ sơ 2 hồ sơ" in page.text
    assert "Mẫu số" not in page.text
    assert len([href for href, _ in page.links if href.startswith("/ho-so/000")]) == 2


def test_a_leader_reads_nothing_of_another_commune(office: World, at: At) -> None:
    at(AFTER)
    client = entered(office, "bich_thuy")
    page = read(client.get(RATE, {**HALF, "unit": HAM_TAN, "part": "denominator"}))
    assert "Mẫu số 0 hồ sơ" in page.text
    assert "Mẫu số 2 hồ sơ" in read(client.get(RATE, HALF)).text


def test_a_long_list_comes_in_pages(world: World, at: At) -> None:
    for _ in range(52):
        world.accept()
    at(AFTER)
    client = entered(world, "van_phuc")
    page = read(client.get(RATE, {**HALF, "part": "denominator"}))
    assert "50 hồ sơ trên trang này, trong 52 hồ sơ" in page.text
    (further,) = [href for href, text in page.links if text == "Trang sau"]
    assert "2 hồ sơ trên trang này, trong 52 hồ sơ" in read(client.get(further)).text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"period": "2023-H9"}, 400),
        ({"as_of": "2023-07-03 08:01"}, 400),
        ({"as_of": "hôm qua"}, 400),
        ({"as_of": "a\x00"}, 400),
        ({"unit": "tra_cu.khong_co"}, 404),
        ({"unit": "x" * 10_000}, 400),
        ({"level": "ward"}, 400),
        ({"part": "all"}, 400),
        ({"after": "-1"}, 400),
        ({"after": "9" * 40}, 400),
    ],
    ids=str,
)
def test_what_no_page_asked_is_refused_in_words(office: World, at: At, asked: dict[str, str], status: int) -> None:
    at(AFTER)
    answer = entered(office, "van_phuc").get(RATE, {**HALF, **asked})
    assert answer.status_code == status
    assert "hãy" in read(answer).text.lower()


def test_an_indicator_that_does_not_exist_is_not_found(office: World, at: At) -> None:
    at(AFTER)
    answer = entered(office, "van_phuc").get("/lanh-dao/so-lieu/hai-long/", HALF)
    assert answer.status_code == 404
    assert "Không có chỉ tiêu «hai-long»" in read(answer).text


@pytest.mark.parametrize(
    ("indicator", "texts"),
    [
        ("progress_766", ("Tiến độ giải quyết theo QĐ 766", "Mẫu số 3 hồ sơ", "QĐ 766/QĐ-TTg, mục 2.1")),
        ("processing_working_average", ("0 phút làm việc", "Tử số 0 phút", "Mẫu số 1 hồ sơ", "1 hồ sơ được tính")),
        ("processing_calendar_average", ("0,0 giờ", "Mẫu số 1 hồ sơ")),
        ("processing_working_p90", ("Không vượt 1 hồ sơ", "Tất cả 1 hồ sơ", "Vượt 0 hồ sơ")),
        ("waiting_share", ("Tử số 0 phút", "Mẫu số 0 phút", "Hồ sơ được tính")),
        ("workload", ("Số hồ sơ 2 hồ sơ",)),
        ("steps_overrun", (" lượt", "Hồ sơ có bước vượt định mức hoặc chịu phần trễ")),
    ],
)
def test_every_kind_of_figure_is_told_in_its_own_words(
    office: World, at: At, indicator: str, texts: tuple[str, ...]
) -> None:
    at(AFTER)
    page = read(entered(office, "van_phuc").get(f"/lanh-dao/so-lieu/{indicator}/", HALF))
    for text in texts:
        assert text in page.text


@pytest.mark.parametrize("asked", [{}, {"unit": THANH_SON}, {"level": "commune", "part": "rest"}])
def test_what_nothing_records_is_said_and_never_0(office: World, at: At, asked: dict[str, str]) -> None:
    at(AFTER)
    page = read(entered(office, "van_phuc").get("/lanh-dao/so-lieu/satisfaction/", {**HALF, **asked}))
    assert "chưa có dữ liệu" in page.text
    assert "chưa được ghi ở đâu trong hệ thống" in page.text
    assert "Tử số" not in page.text
    assert "0%" not in page.text


@pytest.mark.parametrize(
    ("indicator", "label"),
    [
        ("workload", "Nguyễn Văn Minh"),
        ("backlog_age", "Quá hạn từ 20 ngày làm việc"),
        ("steps_overrun", "xã Thanh Sơn"),
    ],
)
def test_a_figure_that_is_read_in_parts_opens_each(office: World, at: At, indicator: str, label: str) -> None:
    at(AFTER)
    client = entered(office, "van_phuc")
    page = read(client.get(f"/lanh-dao/so-lieu/{indicator}/", HALF))
    assert label in page.text
    parts = [(href, text) for href, text in page.links if "by=" in href]
    assert parts
    for href, text in parts:
        found = read(client.get(href))
        assert text in found.text
        if indicator != "steps_overrun":
            assert len({link for link, _ in found.links if link.startswith("/ho-so/000")}) == int(text)


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "holder", "key": "x" * 50},
        {"by": "colour"},
        {"by": "unit", "key": "nowhere"},
        {"by": "procedure", "key": "9"},
    ],
)
def test_a_part_that_there_cannot_be_is_refused(office: World, at: At, asked: dict[str, str]) -> None:
    at(AFTER)
    assert entered(office, "van_phuc").get(RATE, {**HALF, **asked}).status_code in (400, 404)
