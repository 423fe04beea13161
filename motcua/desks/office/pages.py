"""Pages of the office's administration: a home, lists, pages of one thing with what can be done to it, single forms."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, Pager, Part
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A part of the administration: what one does there, and what is there now."""

    link: Link
    text: str
    now: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HomePage:
    """Parts to choose from: the home of the desk, and the kinds of tables that can be taken in."""

    frame: Frame
    heading: str
    sentence: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterForm:
    """A GET form that narrows a list."""

    action: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListPage:
    """A list. `actions` lead to what makes more of it, the first of them first in weight."""

    frame: Frame
    heading: str
    sentence: tuple[Part, ...]
    table: Table
    actions: tuple[Link, ...] = ()
    filter: FilterForm | None = None
    empty: EmptyState | None = None
    pager: Pager | None = None
    note: str = ""
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActForm:
    """A form that POSTs; without `fields` it is a button. `open` shows it unfolded where others are folded."""

    label: str
    action: str
    button: str
    hidden: tuple[Hidden, ...] = ()
    fields: tuple[Field, ...] = ()
    consequence: str = ""
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ThingPage:
    """One thing: an account, a unit. `acts` are what can be done to it; `no_acts` says why there are none."""

    frame: Frame
    eyebrow: Link
    heading: str
    facts: tuple[Fact, ...]
    tables: tuple[Table, ...] = ()
    badge: Badge | None = None
    meta: str = ""
    acts: tuple[ActForm, ...] = ()
    no_acts: str = ""
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FormPage:
    """A single form. `back` leads to where one came from."""

    frame: Frame
    heading: str
    note: str
    form: ActForm
    back: Link
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PasswordPage:
    """A first password, shown once."""

    frame: Frame
    heading: str
    facts: tuple[Fact, ...]
    password: str
    note: str
    back: Link
