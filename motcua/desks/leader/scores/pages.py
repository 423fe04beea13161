"""Pages of the scores of QĐ 766."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import AgencyHead, EmptyState, Fact, Figure, Frame, Hidden, Link, Pager, Part
from motcua.desks.frame.tables import Table
from motcua.desks.leader.pages import PeriodForm


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingPage:
    """All units in sight with their points; `notes` say what a reader must know before comparing."""

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    notes: tuple[str, ...]
    table: Table
    period: PeriodForm
    print_head: AgencyHead
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreSheetPage:
    """The sheet of a unit: its groups as figures, its rows in one table, and what would gain a point."""

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    notes: tuple[str, ...]
    groups: tuple[Figure, ...]
    rows: Table
    gains: Table
    gains_note: str
    links: tuple[Link, ...]
    period: PeriodForm
    print_head: AgencyHead
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreRowPage:
    """A row of a sheet: how it was scored, procedure by procedure, and what was declared of it."""

    frame: Frame
    eyebrow: str
    heading: str
    formula: str
    value: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    procedures: Table | None
    declarations: Table | None
    back: Link
    print_head: AgencyHead
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthsPage:
    """The points of a unit month by month, drawn and as a table; `drawing` is markup made here."""

    frame: Frame
    eyebrow: str
    heading: str
    note: str
    drawing: SafeString
    table: Table
    links: tuple[Link, ...]
    back: Link
    print_head: AgencyHead
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclarablePage:
    """What an administrator may declare: the rows of a unit for a period, with what stands."""

    frame: Frame
    heading: str
    sentence: str
    table: Table
    choice: DeclarableChoice
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclarableChoice:
    """The form that chooses the unit and the period."""

    action: str
    unit: Field
    period: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclarePage:
    """The form that declares a row, or corrects what was declared."""

    frame: Frame
    eyebrow: str
    heading: str
    formula: str
    note: str
    action: str
    fields: tuple[Field, ...]
    hidden: tuple[Hidden, ...]
    button: str
    back: Link
    declarations: Table | None
    errors: tuple[ErrorLink, ...] = ()
