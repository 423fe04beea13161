"""Pages of event logs: which there are, what one shows, its cases, one case, and taking one in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.charts import ColumnChart
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import AgencyHead, EmptyState, Fact, Figure, Frame, Link, Pager, Part, Tab, TimelineItem
from motcua.desks.frame.tables import Table
from motcua.desks.leader.pages import PeriodForm


@dataclass(frozen=True, kw_only=True, slots=True)
class SendForm:
    """Where a log is sent to be read first; it POSTs `file`, `name` and `map`."""

    action: str
    file: Field
    name: Field
    columns: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class LogsPage:
    """The logs of the store. `own` leads to the own dossiers seen in the same way; `form` is for who takes one in."""

    frame: Frame
    table: Table
    own: Link | None = None
    form: SendForm | None = None
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Way:
    """A variant: drawn, in words, how many cases took it, what became of them. `href` leads to these cases."""

    number: str
    drawing: SafeString
    words: str
    count: str
    share: str
    note: str
    href: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LogPage:
    """What a log shows. `notes` say how it is counted and what the log does not tell; `period` chooses another period
    of the own dossiers.
    """

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    notes: tuple[str, ...]
    figures: tuple[Figure, ...]
    ways: tuple[Way, ...]
    ways_note: str
    steps: Table
    steps_note: str
    back: Link
    print_head: AgencyHead
    durations: ColumnChart | None = None
    channels: Table | None = None
    resources: Table | None = None
    period: PeriodForm | None = None
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CasesPage:
    """The cases behind a number of a log."""

    frame: Frame
    heading: str
    sentence: str
    tabs: tuple[Tab, ...]
    table: Table
    back: Link
    empty: EmptyState | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CasePage:
    """One case with its events in order."""

    frame: Frame
    eyebrow: str
    heading: str
    facts: tuple[Fact, ...]
    events: tuple[TimelineItem, ...]
    back: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeseenLogPage:
    """A log that was read and not yet taken in. `action` is empty where nothing of it can be."""

    frame: Frame
    heading: str
    sentence: str
    columns: tuple[Fact, ...]
    wrong: Table
    wrong_note: str
    back: Link
    name: Field
    replace: Field
    columns_told: str
    action: str = ""
    button: str = ""
    errors: tuple[ErrorLink, ...] = ()
