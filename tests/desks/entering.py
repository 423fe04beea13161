"""A browser without scripts: somebody of the cast enters, reads pages, fills in their forms and sends them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from motcua.records.people import sessions
from tests.world import World


def entered(world: World, who: str) -> Client:
    """A member of the cast who has entered just now."""
    client = Client()
    client.force_login(get_user_model()._default_manager.get(pk=world.accounts[who]))
    session = client.session
    sessions.keep(session, account_id=world.accounts[who], address="127.0.0.1", device="")
    session.save()
    return client


@dataclass(kw_only=True)
class Read(HTMLParser):
    """What a page says: its text, its links by address with their texts, its forms by address with their values."""

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    forms: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._form: dict[str, str] | None = None
        self._area = self._select = self._href = self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes links, forms and inputs."""
        told = {name: value or "" for name, value in attrs}
        if tag == "a":
            self._href, self._link = told.get("href", ""), ""
        if tag == "form":
            action = told.get("action", "")
            while action in self.forms:  # a second form at an address
                action += "#"
            self._form = self.forms.setdefault(action, {})
        if self._form is None:
            return
        if tag == "input" and told.get("type") not in ("checkbox", "radio"):
            self._form[told.get("name", "")] = told.get("value", "")
        if tag in ("textarea", "select"):
            self._form[told["name"]] = ""
            self._area, self._select = (told["name"], "") if tag == "textarea" else ("", told["name"])
        if tag == "option" and self._select and "selected" in told:
            self._form[self._select] = told.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Ends links, forms and inputs."""
        if tag == "a" and self._href:
            self.links.append((self._href, " ".join(self._link.split())))
            self._href = ""
        if tag == "form":
            self._form = None
        if tag in ("textarea", "select"):
            self._area = self._select = ""

    def handle_data(self, data: str) -> None:
        """Gathers text."""
        self.text += f" {data}"
        self._link += data
        if self._area and self._form is not None:
            self._form[self._area] += data


def read(response: Any) -> Read:
    """A page as read; its text has single blanks."""
    page = Read()
    page.feed(response.content.decode())
    page.text = " ".join(page.text.split())
    return page
