"""What a gateway gets: a text ready to go, whom to, and an id by which a repeated one is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from motcua.records.notices.table import Channel
from motcua.records.notices.wording import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Envelope:
    """A text to deliver. `id` is the same whenever it comes again, and unlike that of any other store.

    `to` is a mail address or a telephone number within the country; `subject` is empty but for mail. Address and
    text are personal data: they never show in a log.
    """

    id: str
    channel: Channel
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    language: Language


Carry = Callable[[Envelope], None]
"""Delivers an envelope, or raises TemporaryFailure, Unreachable or PermanentFailure."""
