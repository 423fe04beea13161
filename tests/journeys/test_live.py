"""The overview of a leader stays open: a dossier settled at another desk changes it within two seconds."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.fixtures import CHAIR, COUNTER, LEADER, OFFICER, Site
from tests.journeys.screens import Person, act, at_work, take_in

pytestmark = pytest.mark.browser

RUNNING = "/lanh-dao/?period=2023-H2"
ONE = Person(name="Thạch Thị Sô Phia", id_number="084192003355", phone="0900111333")
CLERK_OF_JUSTICE = "Đỗ Thị Thu Cúc – Công chức Tư pháp – Hộ tịch"
WITHIN = 2000
"""Milliseconds."""


def approved(site: Site) -> str:
    """A dossier of Thanh Sơn that only waits for its result to be issued; its code."""
    with at_work(site, COUNTER) as clerk:
        paper = "Bản chính giấy tờ cần chứng thực"
        code = take_in(clerk, ONE, procedure="Chứng thực bản sao từ bản chính", papers=(paper,))
        act(clerk, code, "Chuyển xử lý", to=CLERK_OF_JUSTICE)
    with at_work(site, OFFICER) as officer:
        act(officer, code, "Trình lãnh đạo duyệt")
    with at_work(site, LEADER) as leader:
        act(leader, code, "Phê duyệt")
    return code


def row(page: Page) -> Locator:
    """Thanh Sơn in the table of units."""
    return page.locator("tr", has=page.locator("th, td", has_text="Xã Thanh Sơn"))


def test_a_dossier_settled_elsewhere_changes_the_overview(site: Site) -> None:
    code = approved(site)
    with at_work(site, CHAIR) as chair, at_work(site, LEADER) as leader:
        chair.goto(RUNNING)
        chair.locator("[data-part=units] td a").first.focus()
        before = row(chair).inner_text()
        chair.evaluate("window.neverReloaded = true")
        act(leader, code, "Phát hành kết quả", result_number="78/CT")
        expect(chair.locator("#song [role=status]")).to_contain_text("Vừa đổi", timeout=WITHIN)
        assert row(chair).inner_text() != before
        assert chair.locator(".just-changed").count() > 0
        assert chair.evaluate("window.neverReloaded")
        assert chair.evaluate("document.activeElement.localName") == "a"


def asked(page: Page) -> list[str]:
    """The addresses that a page asks for news from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "/lanh-dao/moi/" in request.url else None)
    return found


def test_a_page_that_nobody_sees_asks_nothing(site: Site) -> None:
    with at_work(site, CHAIR) as chair:
        chair.goto(RUNNING)
        chair.evaluate("""() => {
            Object.defineProperty(document, "hidden", { get: () => window.away ?? true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""")
        looks = asked(chair)
        chair.wait_for_timeout(2 * WITHIN)
        assert looks == []
        chair.evaluate("window.away = false; document.dispatchEvent(new Event('visibilitychange'))")
        chair.wait_for_timeout(WITHIN / 4)
        assert len(looks) == 1


def test_a_page_that_stands_asks_nothing(site: Site) -> None:
    with at_work(site, CHAIR) as chair:
        looks = asked(chair)
        for address in ("/lanh-dao/?period=2023-H1", f"{RUNNING}&as_of=2023-07-04T10:00:00%2B07:00"):
            chair.goto(address)
            expect(chair.locator("main")).to_contain_text("không tự đổi")
        chair.wait_for_timeout(WITHIN)
        assert looks == []


def test_a_server_that_is_away_is_told_and_asked_less_often(site: Site) -> None:
    with at_work(site, CHAIR) as chair:
        chair.goto(RUNNING)
        looks = asked(chair)
        chair.context.set_offline(True)
        expect(chair.locator("#song [role=status]")).to_contain_text("Chưa nối được", timeout=2 * WITHIN)
        chair.wait_for_timeout(3 * WITHIN)
        assert len(looks) <= 3
        chair.context.set_offline(False)
        expect(chair.locator("#song [role=status]")).to_have_text("", timeout=5 * WITHIN)


def test_without_script_there_is_a_way_to_look_again(site: Site) -> None:
    with at_work(site, CHAIR, script=False) as chair:
        chair.goto(RUNNING)
        chair.get_by_role("link", name="Tải lại").click()
        assert chair.url.endswith(RUNNING)
        expect(chair.locator("main")).to_contain_text("Xã Thanh Sơn")
