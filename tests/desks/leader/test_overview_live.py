"""An overview that stays open: what is new, nothing while nothing is, and the pages that stand still."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from motcua.records.people import sessions
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import HAM_TAN, World

OVERVIEW, LIVE = "/lanh-dao/", "/lanh-dao/moi/"
HALF = {"period": "2023-H1"}
DURING, AFTER = "2023-05-04 10:00", "2023-07-03 08:00"


@pytest.fixture
def office(world: World) -> World:
    world.bring(world.accept(), State.PROCESSING)
    world.accept(unit_key=HAM_TAN)
    return world


def page(client: Client, **asked: str) -> Read:
    return read(client.get(OVERVIEW, asked or HALF))


def version(answer: Any) -> str:
    return str(answer.headers["ETag"])


def look(client: Client, known: str, **headers: str) -> Any:
    return client.get(LIVE, HALF, headers={"If-None-Match": known, "Motcua-Unattended": "1", **headers})


def test_nothing_is_sent_while_nothing_happens(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    first = client.get(LIVE, HALF)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"
    again = look(client, version(first))
    assert (again.status_code, again.content) == (304, b"")
    assert version(again) == version(first)


def test_what_was_settled_is_sent(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    first = client.get(LIVE, HALF)
    assert "đã giải quyết 0" in read(first).text
    office.bring(office.accept(at="2023-05-04 09:00"), State.SETTLED, at="2023-05-04 09:30")
    second = look(client, version(first))
    assert second.status_code == 200
    assert "đã giải quyết 1" in read(second).text
    assert version(second) != version(first)
    assert look(client, version(second)).status_code == 304


def test_what_happens_out_of_sight_sends_nothing(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "sa_rath")
    first = client.get(LIVE, HALF)
    office.accept(unit_key=HAM_TAN, at="2023-05-04 09:00")
    assert look(client, version(first)).status_code == 304


def test_the_page_knows_the_version_of_what_it_shows(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    html = client.get(OVERVIEW, HALF).content.decode()
    assert f"data-version={version(client.get(LIVE, HALF))}" in html
    assert f'data-href="{LIVE}?period=2023-H1"' in html
    assert "leader/live.js" in html


def test_what_is_late_is_told_though_nothing_happens(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    known = version(client.get(LIVE, HALF))
    at("2023-05-04 10:04")
    assert look(client, known).status_code == 304
    at("2023-05-04 10:06")
    assert look(client, known).status_code == 200


@pytest.mark.parametrize("known", ["", '"x"', '"7-3"', '"999999999-1.5"', "W/", '"' + "9" * 5000 + '"'])
def test_any_other_version_gets_the_numbers(office: World, at: At, known: str) -> None:
    at(DURING)
    assert look(entered(office, "van_phuc"), known).status_code == 200


def test_the_parts_are_those_of_the_page(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    whole, parts = client.get(OVERVIEW, HALF).content.decode(), client.get(LIVE, HALF).content.decode()
    for part in ("sentence", "figures", "units"):
        assert whole.count(f'data-part="{part}"') == parts.count(f'data-part="{part}"') == 1
    shown = {(href, text) for href, text in read(client.get(LIVE, HALF)).links}
    assert shown <= set(page(client).links)


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "my_dung"])
def test_others_are_refused(office: World, at: At, who: str) -> None:
    at(DURING)
    assert entered(office, who).get(LIVE, HALF).status_code == 403


def test_a_period_that_cannot_be_read_is_refused(office: World, at: At) -> None:
    at(DURING)
    assert entered(office, "van_phuc").get(LIVE, {"period": "2023-H3"}).status_code == 400


def test_a_page_left_alone_does_not_keep_its_session(office: World, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    attended: list[bool] = []

    def keep(*_: object, **told: Any) -> bool:
        attended.append(told["attended"])
        return True

    monkeypatch.setattr(sessions, "keep", keep)
    look(client, "")
    client.get(OVERVIEW, HALF)
    assert attended == [False, True]


def test_a_period_that_is_over_stands_and_leads_to_the_one_that_runs(office: World, at: At) -> None:
    at(AFTER)
    shown = page(entered(office, "van_phuc"))
    assert "Kỳ đã hết: số liệu chốt ở cuối kỳ, không tự đổi." in shown.text
    assert (f"{OVERVIEW}?period=2023-H2", "Xem kỳ đang chạy") in shown.links
    assert "data-href" not in entered(office, "van_phuc").get(OVERVIEW).content.decode()


def test_a_cut_off_in_the_address_shows_what_was_known_then(office: World, at: At) -> None:
    at(DURING)
    client = entered(office, "van_phuc")
    (fixed,) = [href for href, text in page(client).links if text == "Giữ số liệu lúc này"]
    assert parse_qs(urlsplit(fixed).query) == {"period": ["2023-H1"], "as_of": ["2023-05-04T10:00:00+07:00"]}
    office.bring(office.accept(at="2023-05-04 10:30"), State.SETTLED, at="2023-05-04 11:00")
    at("2023-05-05 10:00")
    then, now = read(client.get(fixed)), page(client)
    assert "đã giải quyết 0" in then.text
    assert "đã giải quyết 1" in now.text
    assert "Số liệu chốt lúc 10:00 04/05/2023 theo địa chỉ này, không tự đổi." in then.text
    assert (f"{OVERVIEW}?period=2023-H1", "Xem số liệu hiện nay") in then.links
    for href, _ in then.links:
        if "/so-lieu/" in href:
            assert parse_qs(urlsplit(href).query)["as_of"] == ["2023-05-04T10:00:00+07:00"]


@pytest.mark.parametrize("as_of", ["mai", "2030-01-01T00:00", "a\x00b"])
def test_a_cut_off_that_cannot_be_is_refused_in_words(office: World, at: At, as_of: str) -> None:
    at(DURING)
    answer = entered(office, "van_phuc").get(OVERVIEW, {**HALF, "as_of": as_of})
    assert answer.status_code == 400
    assert "thời điểm" in read(answer).text.lower() or "ký tự" in read(answer).text
