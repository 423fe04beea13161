"""Pages of the catalogue: the list, a version of a procedure, the form that drafts one."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.drawings import ProcessDrawing
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, Pager, Part
from motcua.desks.frame.tables import Table
from motcua.desks.office.pages import ActForm, FilterForm


@dataclass(frozen=True, kw_only=True, slots=True)
class ProceduresPage:
    """The catalogue as a list."""

    frame: Frame
    sentence: tuple[Part, ...]
    filter: FilterForm
    table: Table
    actions: tuple[Link, ...] = ()
    empty: EmptyState | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperLine:
    """A component of the dossier; `note` says so where it is not compulsory."""

    name: str
    badge: Badge
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedurePage:
    """A version of a procedure. `edit` leads to the form; `acts` are what else can be done to this version."""

    frame: Frame
    back: Link
    code: str
    heading: str
    badge: Badge
    meta: str
    facts: tuple[Fact, ...]
    channels: Table
    papers: tuple[PaperLine, ...]
    steps: Table
    versions: Table
    drawing: ProcessDrawing | None = None
    no_drawing: str = ""
    exchange: Link | None = None
    note: str = ""
    edit: Link | None = None
    edit_note: str = ""
    acts: tuple[ActForm, ...] = ()
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RowButton:
    """A button of a row: `value` is sent as `do`, `label` says what it does to which row."""

    value: str
    sign: str
    label: str
    off: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EditRow:
    """A row of papers or steps: the fields always seen, those folded away, and its buttons."""

    legend: str
    fields: tuple[Field, ...]
    folded: tuple[Field, ...] = ()
    folded_label: str = ""
    open: bool = False
    buttons: tuple[RowButton, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelGroup:
    """How dossiers are handed in by one channel."""

    legend: str
    offered: Field
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Checklist:
    """What still keeps a draft from being saved; without problems `good` says so. `total` compares hours and term."""

    problems: tuple[str, ...]
    good: str
    total: str
    drawing: ProcessDrawing | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EditPage:
    """The form that drafts a version."""

    frame: Frame
    heading: str
    note: str
    action: str
    back: Link
    hidden: tuple[Hidden, ...]
    identity: tuple[Field, ...]
    levels: tuple[Field, ...]
    levels_error: str
    channels: tuple[ChannelGroup, ...]
    papers: tuple[EditRow, ...]
    steps: tuple[EditRow, ...]
    rules: tuple[Field, ...]
    check: Checklist
    errors: tuple[ErrorLink, ...] = ()
