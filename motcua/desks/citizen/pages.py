"""Pages for the citizen. The look-up form sends `code` and `secret`.

A look-up address printed on a receipt carries both in its fragment (#ma=…&khoa=…), which no server sees; the page's
script reads it, fills the form and sends it.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, Deadline, Fact, Frame, Link, TimelineItem
from motcua.desks.frame.transfers import TransferCode


@dataclass(frozen=True, kw_only=True, slots=True)
class LookUpPage:
    """Asks for the code and the secret of a dossier."""

    frame: Frame
    action: str
    code: Field
    secret: Field
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DateChange:
    """A change of the promised date: when it was made, from what to what, and why."""

    at: str
    before: str
    after: str
    reason: str
    basis: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """Someone of the staff looked: a post, not a name, and when."""

    who: str
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierPage:
    """A dossier in plain words. `sentence` is the state; `to_do` what the citizen does next, or empty.

    `due_label` introduces the date ("Hẹn trả kết quả", "Đã trả kết quả lúc"); `unchanged` says the promise never moved.
    `owed` says how much is still to be paid, or is empty; `transfer` the code to pay it with.
    """

    frame: Frame
    code: str
    procedure: str
    unit: str
    sentence: str
    badge: Badge
    due_label: str
    deadline: Deadline
    unchanged: Badge | None
    changes: tuple[DateChange, ...]
    timeline: tuple[TimelineItem, ...]
    looked: tuple[Looked, ...]
    looked_summary: str
    to_do: str = ""
    owed: str = ""
    transfer: TransferCode | None = None
    contact: tuple[Fact, ...] = ()
    again: Link | None = None
