"""Pages on which a head decides: what waits, and one dossier with what there is to read beside the decision."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, Deadline, EmptyState, Fact, Frame, Hidden, Link
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class ApprovalsPage:
    """What waits for a decision. The form POSTs `pick` for each ticked row, its hidden fields and its `fields`."""

    frame: Frame
    sentence: str
    table: Table
    action: str
    all_href: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...]
    signs: str
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinion:
    """What somebody said of the dossier: who proposed it, or a unit that was asked."""

    who: str
    at: str
    words: str
    badge: Badge | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileLine:
    """A file to read: `shown` opens it in the browser, "" where only the page of the file does."""

    name: str
    what: str
    href: str
    shown: str
    current: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionForm:
    """One of the decisions: POSTs its hidden fields and inputs to `action`."""

    label: str
    action: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...]
    consequence: str = ""
    preview: str = ""
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionPage:
    """A dossier for its decision: the summary, the opinions, the files and papers, and the ways to decide."""

    frame: Frame
    code: str
    procedure: str
    deadline: Deadline
    facts: tuple[Fact, ...]
    opinions: tuple[Opinion, ...]
    papers: tuple[Fact, ...]
    files: tuple[FileLine, ...]
    forms: tuple[DecisionForm, ...]
    signs: str
    links: tuple[Link, ...]
    picture: str = ""
    picture_name: str = ""
    notice: str = ""
    errors: tuple[ErrorLink, ...] = ()
