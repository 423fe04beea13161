"""The served store and the browser, and an office whose clock the journeys move."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import Site, chromium, citizen, said_nothing, site, store_copy
from tests.journeys.office import Office
from tools import browsing

__all__ = ["chromium", "citizen", "office", "site"]


@pytest.fixture(scope="module")
def office(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A demonstration store of this module's own, served on its own clock, which must have complained of nothing."""
    data = store_copy(tmp_path_factory)
    with browsing.serving(data, now="") as url:
        yield Office(site=Site(url=url, data=data, browser=chromium))
    said_nothing(data)
