"""What is wrong with a page, as a test can tell it."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that judge colours: what changes by night."""

_SETTLED = """Promise.race([
    Promise.allSettled(document.getAnimations().map(running => running.finished)),
    new Promise(done => setTimeout(done, 1000)),
])"""
"""Colours have changed; one that was given up on the way, or never begins, holds nobody up."""


def problems(page: Page, *, only: Sequence[str] = ()) -> str:
    """What axe finds wrong, rule by rule, with the elements; empty for nothing. Colours must have settled before.

    `only` names the rules to ask; all of them unless told.
    """
    page.evaluate(_SETTLED)
    options = {"runOnly": {"type": "rule", "values": list(only)}} if only else None
    violations = Axe().run(page, options=options).response["violations"]
    return "\n".join(f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in violations)


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
