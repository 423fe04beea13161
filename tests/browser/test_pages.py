"""Every page as its reader sees it: accessible, no wider than the screen, within the content policy, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response

from tests.browser.fixtures import COUNTER, PHONE, Site
from tests.browser.judging import COLOURS, overhang, problems
from tests.browser.screens import SCREENS, THE_MOVED

pytestmark = pytest.mark.browser

WEIGHT_LIMIT = 150_000
"""Bytes of the counter page with everything it needs, as sent."""


@contextmanager
def opened(site: Site, name: str, *, width: int = 1280, script: bool = True) -> Iterator[Page]:
    """A screen in a browser of its own; whatever the browser complains of fails the test."""
    screen = SCREENS[name]
    complaints: list[str] = []
    with site.context(screen.who, width=width, java_script_enabled=script) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None)
        answer = page.goto(screen.address)
        assert answer is not None
        assert answer.status == screen.status
        if screen.opened:
            screen.opened(page, site)
        yield page
    # Chromium tells every answer of 4xx on its console: the refusals that a screen shows are no defects.
    assert [text for text in complaints if not re.search(r"status of 4\d\d", text)] == []


def _tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the control has the focus."""
    wanted = page.locator(selector).first
    for _ in range(80):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached with Tab")


@pytest.mark.parametrize("name", SCREENS)
def test_accessible_by_day_by_night_and_on_a_phone(site: Site, name: str) -> None:
    """One look for all: opening a page costs more than looking at it again at another size."""
    with opened(site, name) as page:
        assert problems(page) == ""
        if SCREENS[name].who:
            page.emulate_media(color_scheme="dark")
            assert problems(page, only=COLOURS) == "", "dark"
            page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert problems(page) == "", "phone"
        assert overhang(page) <= 0
        page.set_viewport_size({"width": 320, "height": PHONE[1]})
        assert overhang(page) <= 0
        _tab_to(page, SCREENS[name].main)


@pytest.mark.parametrize("name", [name for name in SCREENS if name != "dossier_refused"])  # refused by the browser
def test_shown_without_script(site: Site, name: str) -> None:
    with opened(site, name, script=False) as page:
        assert page.locator("h1").count() == 1


def test_the_first_tab_offers_the_way_past_the_menu(site: Site) -> None:
    with opened(site, "queue") as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert urlsplit(page.url).fragment == "noi-dung"


def test_the_counter_page_is_light(site: Site) -> None:
    with site.context(COUNTER) as context:
        page = context.new_page()
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto("/tiep-nhan/", wait_until="networkidle")
        sent = {answer.url: answer.request.sizes()["responseBodySize"] for answer in answers}
        assert len(sent) >= 5
        assert sum(sent.values()) < WEIGHT_LIMIT, sent
        assert {urlsplit(url).netloc for url in sent} == {urlsplit(site.url).netloc}


def test_the_figures_of_the_leader_lead_to_dossiers(site: Site) -> None:
    with opened(site, "figure") as page:
        assert page.locator("table tbody tr").count() > 0


def test_a_stranger_is_asked_to_enter(site: Site, citizen: Page) -> None:
    citizen.goto(f"/ho-so/{THE_MOVED}/")
    assert "/ho-so/" not in urlsplit(citizen.url).path
    assert THE_MOVED not in citizen.content()


@pytest.mark.parametrize("name", ["narratives", "overview"])
def test_the_header_takes_one_line_however_long_the_page_behind_more_is_called(site: Site, name: str) -> None:
    with opened(site, name) as page:
        assert page.locator("header.top").evaluate("header => header.offsetHeight") <= 62
        assert page.locator(".clock").evaluate("clock => clock.scrollWidth <= clock.clientWidth")
