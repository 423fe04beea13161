"""Open data for everybody: the page lists the closed months, the files are served as they stand, and twice for once."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.records.measures import open_data
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import read
from tests.world import MARITAL, World

WHERE = "/du-lieu-mo/"
AFTER = "2023-05-08 08:00"

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is kept in memory from the store of another test."""
    open_data.forget()
    yield
    open_data.forget()


@pytest.fixture
def office(world: World) -> World:
    """Six certificates in April."""
    for _ in range(6):
        world.bring(world.accept(procedure=MARITAL), State.SETTLED, at="2023-04-28 09:00")
    return world


def test_the_page_lists_closed_months_for_whoever_comes(office: World, at: At) -> None:
    at(AFTER)
    page = read(Client().get(WHERE))
    assert "Tháng 04/2023" in page.text
    assert "Tháng 05/2023" not in page.text
    assert {f"{WHERE}2023-04.csv", f"{WHERE}2023-04.json", f"{WHERE}tu-dien.csv"} <= {href for href, _ in page.links}
    assert "Dữ liệu mô phỏng: người và hồ sơ đều do máy tạo ra" in page.text
    assert "Chưa quyết định giấy phép" in page.text
    assert "Dòng có số từ 1 đến 4 bị ẩn cả dòng." in page.text


def test_before_the_first_month_is_over_the_page_says_when(world: World, at: At) -> None:
    at(AFTER)
    assert "Chưa có tháng nào để công bố" in read(Client().get(WHERE)).text


@pytest.mark.parametrize("page", ["/", "/tra-cuu/"])
def test_the_way_there_stands_below_the_pages_for_everybody(office: World, page: str) -> None:
    assert (WHERE, "Dữ liệu mở") in read(Client().get(page)).links


def test_the_files(office: World, at: At) -> None:
    at(AFTER)
    table = Client().get(f"{WHERE}2023-04.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="du-lieu-mo-2023-04.csv"'
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert (rows[0]["unit"], rows[0]["received"], rows[0]["on_time"]) == ("", "6", "6")
    document = Client().get(f"{WHERE}2023-04.json")
    assert json.loads(document.content)["rows"][0]["received"] == 6
    meanings = Client().get(f"{WHERE}tu-dien.csv").content.decode("utf-8-sig")
    assert "on_time_rate/1" in meanings


@pytest.mark.parametrize("file", ["2023-04.csv", "2023-04.json", "tu-dien.csv"])
def test_whoever_has_a_file_is_sent_nothing(office: World, at: At, file: str) -> None:
    at(AFTER)
    mark = Client().get(f"{WHERE}{file}").headers["ETag"]
    again = Client(headers={"if-none-match": f'"other", W/{mark}'}).get(f"{WHERE}{file}")
    assert (again.status_code, again.content) == (304, b"")
    assert Client(headers={"if-none-match": '"other"'}).get(f"{WHERE}{file}").status_code == 200


@pytest.mark.parametrize("file", ["2023-05.csv", "2023-03.json", "2023-H1.csv", "nay.json"])
def test_of_what_has_not_closed_there_is_no_file(office: World, at: At, file: str) -> None:
    at(AFTER)
    assert Client().get(f"{WHERE}{file}").status_code == 404


def test_nothing_can_be_sent_there(office: World) -> None:
    assert Client().post(WHERE).status_code == 405
