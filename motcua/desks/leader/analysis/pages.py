"""Pages of pictures: all of a period together, and each by itself with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.desks.frame.charts.picture import Picture
from motcua.desks.frame.fields import ErrorLink
from motcua.desks.frame.pages import AgencyHead, EmptyState, Frame, Link, Part
from motcua.desks.frame.tables import Table
from motcua.desks.leader.logs.pages import Way
from motcua.desks.leader.pages import PeriodForm


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """A way to see the same otherwise; `current` is how it is seen."""

    link: Link
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A picture with what it says in a sentence. `notes` say how it is to be read; `tables` hold its numbers where they
    are more than a picture has room for. `empty` stands where there is nothing to draw.
    """

    slug: str
    title: str
    sentence: tuple[Part, ...]
    picture: Picture | None
    notes: tuple[str, ...] = ()
    choices: tuple[tuple[Choice, ...], ...] = ()
    tables: tuple[Table, ...] = ()
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A picture on the page of all of them, and the way to its own."""

    shown: Shown
    link: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class AnalysisPage:
    """All pictures of a period. `as_of` dates them; `fixed` is the link that shows them so for good; `waiting` leads to
    the one that stands on its own page alone.
    """

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    cards: Sequence[Card]
    period: PeriodForm
    as_of: str
    fixed: Link
    waiting: Link
    print_head: AgencyHead
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PicturePage:
    """One picture. `others` lead to the other ones; `ways` are variants of a log, all of which `further` shows."""

    frame: Frame
    eyebrow: str
    shown: Shown
    period: PeriodForm
    as_of: str
    fixed: Link
    back: Link
    others: tuple[Choice, ...]
    print_head: AgencyHead
    ways: tuple[Way, ...] = ()
    further: Link | None = None
    errors: tuple[ErrorLink, ...] = ()
