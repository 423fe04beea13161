"""What was submitted online and waits at the door."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import (
    Badge,
    Deadline,
    EmptyState,
    Fact,
    Frame,
    Hidden,
    Link,
    Part,
)
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class OnlinePage:
    """Dossiers submitted online that wait to be accepted or declined, the oldest first."""

    frame: Frame
    sentence: tuple[Part, ...]
    table: Table
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SubmittedPage:
    """An online dossier at the door. Both buttons POST to `action`: `decision` is accept or decline, the latter with
    `reason`. `promise` says which date accepting would set, or is None where there is none.
    """

    frame: Frame
    code: str
    procedure: str
    badge: Badge
    facts: tuple[Fact, ...]
    papers: tuple[str, ...]
    action: str
    hidden: tuple[Hidden, ...]
    reason: Field
    back: Link
    promise: Deadline | None = None
    errors: tuple[ErrorLink, ...] = ()
