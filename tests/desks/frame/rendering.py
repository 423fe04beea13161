"""Renders templates of the desks with typed pages, and reads what came out."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

import motcua.desks

DESKS = Path(motcua.desks.__file__).parent
MISSING = "!missing!"
"""What a template shows for a name that its page does not have."""

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect", "col"})


@cache
def engine() -> DjangoTemplates:
    """An engine over the templates of all desks, which shows MISSING for what a page lacks."""
    return DjangoTemplates(
        {
            "NAME": "desks",
            "DIRS": sorted(DESKS.glob("*/templates")),
            "APP_DIRS": False,
            "OPTIONS": {"string_if_invalid": MISSING},
        }
    )


def render(template: str, page: object) -> str:
    """The HTML of a page."""
    return str(engine().get_template(template).render({"page": page}, RequestFactory().get("/")))


@dataclass
class Element:
    """An element with its attributes, its ancestors (outermost first) and the text inside it."""

    tag: str
    attributes: dict[str, str]
    ancestors: list[Element]
    text: str = ""

    def within(self, tag: str) -> bool:
        """Whether it stands inside such an element."""
        return any(ancestor.tag == tag for ancestor in self.ancestors)


@dataclass
class Document(HTMLParser):
    """Everything that a page holds, in order. Raises AssertionError for a tag that does not match."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, html: str) -> Document:
        """Reads a page."""
        document = cls()
        document.feed(html)
        document.close()
        assert not document._open, [element.tag for element in document._open]
        return document

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, list(self._open)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """The elements of these tags."""
        return [element for element in self.elements if element.tag in tags]

    def ids(self) -> list[str]:
        """Every id, as often as it occurs."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]
