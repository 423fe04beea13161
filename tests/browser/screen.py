"""A page that is looked at in a browser: who opens it, where, and how one comes to what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.fixtures import Site

THE_MOVED = "000.30.30.H59-230703-0004"
"""A dossier of the first days whose date was moved, for which a letter was issued."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A page: who opens it, where, and the control that a keyboard must reach. `opened` goes on from there."""

    who: str
    address: str
    main: str = "a"
    opened: Callable[[Page, Site], None] | None = None
    status: int = 200


def follow(selector: str) -> Callable[[Page, Site], None]:
    """The way that a link leads."""

    def go(page: Page, site: Site) -> None:
        link = page.locator(selector).first.get_attribute("href")
        assert link, selector
        page.goto(link)

    return go
