"""Pages of reports in words: those of a unit, one with its sections, and a section that is written."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import EmptyState, Frame, Hidden, Link
from motcua.desks.frame.tables import Table
from motcua.desks.leader.reports.pages import ActForm


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrativesPage:
    """The reports of the person's unit, and a form whose GET shows one of a period before it is begun."""

    frame: Frame
    sentence: str
    action: str
    fields: tuple[Field, ...]
    made: Table | None
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrativePage:
    """A report: how far its sections are, what its fields say now, what may be done with it, what was done."""

    frame: Frame
    heading: str
    sentence: str
    links: tuple[Link, ...]
    back: Link
    sections: Table
    figures: Table
    moved: Table | None
    moved_note: str
    forms: tuple[ActForm, ...]
    life: tuple[str, ...]
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionPage:
    """A section that is written: its text with fields, how it reads now, the fields there are, its versions. `newer`
    is what somebody else saved meanwhile.
    """

    frame: Frame
    eyebrow: str
    heading: str
    asks: str
    action: str
    text: Field
    hidden: tuple[Hidden, ...]
    preview: tuple[str, ...]
    newer: str
    fields: Table
    history: Table | None
    back: Link
    errors: tuple[ErrorLink, ...] = ()
