"""The ballots of settled dossiers.

The search form GETs `q` and `levels`. The form of a ballot POSTs `answer_<indicator>` (a level from 1, or empty),
`remark`, `reason`, and its hidden fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, SearchForm
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotsPage:
    """Finds the dossier of a ballot; `levels` leads to ballots with another number of levels."""

    frame: Frame
    say: str
    search: SearchForm
    levels: Link
    found: Table
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotPage:
    """The ballot of a dossier, empty or as it was typed; `versions` are those entered before."""

    frame: Frame
    code: str
    procedure: str
    badge: Badge
    facts: tuple[Fact, ...]
    note: str
    heading: str
    action: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...]
    button: str
    levels: Link
    back: Link
    versions: Table | None = None
    errors: tuple[ErrorLink, ...] = ()
