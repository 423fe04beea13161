"""What a browser would send of a form: names that come several times together, only the boxes that are ticked."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser
from typing import Any


def filled(html: str, action: str) -> dict[str, Any]:
    """The values of the form at an address: a list for rows and levels, else a text. No button is among them."""
    reader = _Form(action)
    reader.feed(html)
    assert reader.found, f"no form at {action}"
    repeated = ("step_", "paper_", "levels")
    return {name: told if name.startswith(repeated) else told[0] for name, told in reader.values.items()}


class _Form(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.found = self.inside = False
        self.values: defaultdict[str, list[str]] = defaultdict(list)
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = told.get("action") == self.action
            self.found |= self.inside
        if not self.inside:
            return
        name = told.get("name", "")
        if tag == "input":
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self.values[name].append(told.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.values[name].append("")
        elif tag == "select":
            self.select = name
            self.values[name].append("")
        elif tag == "option" and self.select and "selected" in told:
            self.values[self.select][-1] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag in ("textarea", "select"):
            self.area = self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area][-1] += data
