"""Pages of reports: those of a unit over a period, and one with what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import EmptyState, Frame, Hidden, Link
from motcua.desks.frame.sheets.pages import Words
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportsPage:
    """The forms of a period with how far each report is, and the reports made before. The form GETs `unit`, `period`,
    `from` and `to`.
    """

    frame: Frame
    sentence: str
    action: str
    fields: tuple[Field, ...]
    forms: Table
    made: Table
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActForm:
    """A button that POSTs an act on a report, with its `field` where something must be told."""

    action: str
    label: str
    hidden: tuple[Hidden, ...]
    plain: bool = False
    field: Field | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportPage:
    """A report as its sheet, every number leading to its dossiers; `standing` says how far it is, `life` what was done
    with it. `changes` are the acts recorded since it was signed that moved a dossier in it.
    """

    frame: Frame
    sheet: Sheet
    words: Words
    links: tuple[Link, ...]
    back: Link
    standing: str
    life: tuple[str, ...]
    forms: tuple[ActForm, ...]
    changes: Table | None = None
    changes_note: str = ""
    errors: tuple[ErrorLink, ...] = ()
