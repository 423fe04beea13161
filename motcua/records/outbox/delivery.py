"""What is handed to a gateway, and how a gateway says that it could not deliver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.records.journal.canonical import JSON


@dataclass(frozen=True, kw_only=True, slots=True)
class OutgoingMessage:
    """A message to deliver. `id` never changes, so that a receiver can pass over one that comes a second time.

    `topic` says what happened ("dossier.accept"); `payload` holds no personal data; `created_at` is when it was
    posted, by the clock of the store. Messages may arrive out of order: a payload's version says which is newer.
    """

    id: int
    topic: str
    subject_type: str
    subject_id: int
    payload: Mapping[str, JSON]
    created_at: datetime


Deliver = Callable[[OutgoingMessage], None]
"""Delivers one message, or raises TemporaryFailure or PermanentFailure."""


class TemporaryFailure(Exception):  # noqa: N818  (the other side failed, not the program)
    """The other side cannot take the message now; it is tried again later. The text names no person."""


class Unreachable(TemporaryFailure):
    """The other side takes nothing at all now: it is down, or does not know us. The others need not be tried."""


class PermanentFailure(Exception):  # noqa: N818  (as above)
    """The other side will never take this message; a person must look at it. The text names no person."""
