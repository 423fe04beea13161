"""The period at a glance, and one figure with the dossiers it counted."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.charts import ColumnChart
from motcua.desks.frame.fields import ErrorLink
from motcua.desks.frame.pages import AgencyHead, EmptyState, Fact, Figure, Frame, Link, Pager, Part
from motcua.desks.frame.tables import Table
from motcua.desks.leader.pages import PeriodForm


@dataclass(frozen=True, kw_only=True, slots=True)
class Live:
    """Whether the figures change by themselves, in a sentence with a way to the other kind of page. `href` gives what
    is new, `version` is what the page knows, and `again` opens the page anew; all empty where nothing changes any more.
    """

    text: str
    link: Link
    again: str = ""
    href: str = ""
    version: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewNumbers:
    """What of an overview changes: the period in a sentence, then its figures, then the units; `as_of` dates them."""

    sentence: tuple[Part, ...]
    as_of: str
    figures: tuple[Figure, ...]
    units: Table
    units_note: str
    rhythm: ColumnChart | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OverviewPage:
    """The period at a glance. `note` keeps figures apart; `pictures` leads to the same period drawn."""

    frame: Frame
    eyebrow: str
    note: str
    numbers: OverviewNumbers
    live: Live
    period: PeriodForm
    pictures: Link
    print_head: AgencyHead
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FigurePage:
    """The dossiers behind a figure, and how it was counted. `facts` are numerator, denominator, period, cut-off,
    exclusions and the version of the definition; `apart` says which figures it must not be taken for. `groups` is the
    breakdown in which it is read.
    """

    frame: Frame
    eyebrow: str
    heading: str
    value: str
    formula: str
    facts: tuple[Fact, ...]
    exclusions: tuple[str, ...]
    apart: str
    table: Table
    back: Link
    print_head: AgencyHead
    groups: Table | None = None
    empty: EmptyState | None = None
    pager: Pager | None = None
