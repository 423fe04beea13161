"""What is wrong with a page, as a test can tell it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def problems(page: Page) -> str:
    """What axe finds wrong, rule by rule, with the elements; empty for nothing. Colours must have settled before."""
    page.evaluate("Promise.all(document.getAnimations().map(running => running.finished))")
    violations = Axe().run(page).response["violations"]
    return "\n".join(f"{rule['id']}: {[node['html'][:160] for node in rule['nodes']]}" for rule in violations)


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
