"""Results that wait for their owners, and the hand that takes one.

The hand-over form POSTs `recipient` (self | other), `recipient_name`, `recipient_id_number`, `authorisation`, `note`,
`also` (repeated: id.version of the other results given to the same hand), and its hidden fields. Search forms GET `q`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import (
    Badge,
    EmptyState,
    Fact,
    Frame,
    Hidden,
    Link,
    Pager,
    Part,
    SearchForm,
)
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnsPage:
    """Results that wait for their owners; `search` reads the QR or the bar code of a receipt."""

    frame: Frame
    sentence: tuple[Part, ...]
    search: SearchForm
    ballots: Link
    ready: Table
    empty: EmptyState | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AlsoReady:
    """Another result of the same person, to tick."""

    value: str
    code: str
    procedure: str
    checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverPage:
    """Confirms that a result goes into the hands of a person. `owed` leads to what is still to be paid, `sheet` to the
    receipt that this person signs.
    """

    frame: Frame
    code: str
    procedure: str
    badge: Badge
    facts: tuple[Fact, ...]
    action: str
    hidden: tuple[Hidden, ...]
    recipient: Field
    recipient_name: Field
    recipient_id_number: Field
    authorisation: Field
    note: Field
    back: Link
    sheet: Link | None = None
    errors: tuple[ErrorLink, ...] = ()
    notice: str = ""
    owed: Link | None = None
    also: tuple[AlsoReady, ...] = ()
