"""A served demonstration store and a Chromium for a module of tests; `conftest.py` of two folders takes them in.

Both live as long as one module: Playwright keeps an event loop running in this thread, and Django's database refuses
to work beside one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tools import browsing, first_days

SCALE = 0.003
NOW = first_days.OVER
"""The clock of every store that is served here stands at this instant."""

DESKTOP, PHONE = (1280, 900), (360, 740)

COUNTER, OFFICER, LEADER = first_days.COUNTER, first_days.OFFICER, first_days.LEADER
CHAIR, INSPECTOR, ADMINISTRATOR = "huyen.chutich", "huyen.kiemtra", "huyen.quantri"
CITIZEN = ""
"""Nobody: a person who has not entered."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A served store, and the browser that looks at it."""

    url: str
    data: Path
    browser: Browser
    _entered: dict[str, StorageState] = field(default_factory=dict)

    def context(self, who: str = CITIZEN, *, width: int = 1280, height: int = 900, **options: Any) -> BrowserContext:
        """A browser of its own, in which a member of the cast has entered already; the caller closes it."""
        if who and who not in self._entered:
            with self.browser.new_context() as entering:
                browsing.enter(entering.new_page(), self.url, who)
                self._entered[who] = entering.storage_state()
        return self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            storage_state=self._entered.get(who),
            locale="vi-VN",
            **options,
        )


def store_copy(factory: pytest.TempPathFactory) -> Path:
    """A demonstration store of a module's own, a copy of the one made for the run."""
    data = factory.mktemp("site") / "store"
    shutil.copytree(_template(factory.getbasetemp() / "demonstration"), data)
    return data


def said_nothing(data: Path) -> None:
    """The server of a store told where it is to be found, and complained of nothing."""
    said = (data / "serve.log").read_text(encoding="utf-8").splitlines()
    assert said[1:] == [], "\n".join(said)


@cache
def _template(folder: Path) -> Path:
    browsing.make_store(folder, scale=SCALE)
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not browsing.CHROMIUM.exists():
        pytest.skip(f"{browsing.CHROMIUM} is absent: install the Debian package chromium")
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration store of this module's own, served by `motcua serve`, which must have complained of nothing."""
    data = store_copy(tmp_path_factory)
    with browsing.serving(data, now=NOW) as url:
        yield Site(url=url, data=data, browser=chromium)
    said_nothing(data)


@pytest.fixture
def citizen(site: Site) -> Iterator[Page]:
    """A page of somebody who has not entered, on a phone."""
    with site.context(width=PHONE[0], height=PHONE[1]) as context:
        yield context.new_page()
