"""Pages of the officer.

The queue GETs `tab`, `whose` (mine or unit), `q`, `after`, `size`, `pick` (all) and what narrows it down (`field`,
`channel`, `due`, `holder`); its boxes POST `pick` and `act` to the address of its `bulk` bar. Each act of a dossier
POSTs to its own `action` its hidden fields (`version`, `request_key`) and the inputs that `forms.FORMS` names.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.bulk import BulkBar
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import (
    Badge,
    Deadline,
    EmptyState,
    Fact,
    Frame,
    Hidden,
    Link,
    Pager,
    Part,
    SearchForm,
    Tab,
    TimelineItem,
)
from motcua.desks.frame.tables import Table
from motcua.desks.officer.consultations_pages import OpinionsSection
from motcua.desks.officer.files_pages import FilesSection
from motcua.desks.officer.notes import NotesSection
from motcua.desks.officer.route import RouteSection


@dataclass(frozen=True, kw_only=True, slots=True)
class Chip:
    """A choice among several that are all seen at once."""

    link: Link
    current: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class QueuePage:
    """The dossiers of a person or unit by remaining working time. `chips` are the lists that the person keeps,
    `narrowed` says what this one is narrowed to, `sizes` how many rows a page may have.
    """

    frame: Frame
    heading: str
    sentence: tuple[Part, ...]
    tabs: tuple[Tab, ...]
    search: SearchForm
    table: Table
    empty: EmptyState | None = None
    pager: Pager | None = None
    chips: tuple[Chip, ...] = ()
    narrow: Link | None = None
    narrowed: tuple[Part, ...] = ()
    bulk: BulkBar | None = None
    sizes: tuple[Chip, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionForm:
    """An act that the state allows this person. `consequence` says what it does, with the letter it makes if any."""

    label: str
    action: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...] = ()
    consequence: str = ""
    preview: str = ""  # where the letter is shown before it is issued
    open: bool = False  # opened again because it was refused

    @property
    def inputs(self) -> SafeString:
        """What is sent: hidden inputs and fields, drawn in Python as fields are."""
        hidden, fields = (each.markup for each in self.hidden), (each.markup for each in self.fields)
        return SafeString("\n".join((*hidden, *fields)))


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperLine:
    """A component of the dossier: what it is, and whether it was handed in."""

    name: str
    badge: Badge


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter issued for the dossier, or another of its sheets; `link` opens it, `files` are to keep."""

    link: Link
    at: str
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewing:
    """Who opened the dossier, and when."""

    who: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierPage:
    """A dossier whole. `primary` is the one thing to do next; a person who may do nothing gets `no_action` to read.

    `catalogue` leads to the procedure as it was when the dossier was accepted.
    """

    frame: Frame
    code: str
    procedure: str
    meta: str
    catalogue: Link
    badge: Badge
    deadline: Deadline
    facts: tuple[Fact, ...]
    papers: tuple[PaperLine, ...]
    timeline: tuple[TimelineItem, ...]
    ledger: Table
    letters: tuple[Letter, ...]
    viewings: tuple[Viewing, ...]
    viewings_note: str
    primary: ActionForm | None = None
    others: tuple[ActionForm, ...] = ()
    no_action: str = ""
    owner: tuple[Fact, ...] = ()
    intake: tuple[Fact, ...] = ()
    errors: tuple[ErrorLink, ...] = ()
    files: FilesSection | None = None
    opinions: OpinionsSection | None = None
    route: RouteSection | None = None
    notes: NotesSection | None = None
    whole_timeline: Link | None = None  # where the timeline is longer than the page shows
    duty: str = ""  # what is owed to the citizen because of the promise
