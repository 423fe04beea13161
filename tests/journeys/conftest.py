"""The served store and the browser."""

from __future__ import annotations

from tests.browser.fixtures import chromium, citizen, site

__all__ = ["chromium", "citizen", "site"]
