"""The contract of a gateway for messages. To write one, copy `demo`."""

from __future__ import annotations

from typing import Protocol

from motcua.records.notices.envelope import Envelope
from motcua.records.notices.table import Channel
from motcua.records.outbox.delivery import PermanentFailure, TemporaryFailure, Unreachable

__all__ = ["Channel", "Envelope", "Gateway", "PermanentFailure", "TemporaryFailure", "Unreachable"]


class Gateway(Protocol):
    """Takes texts to one system outside."""

    def deliver(self, envelope: Envelope) -> None:
        """Delivers an envelope so that it is safe on the other side when this returns.

        An envelope may come again, with the same `id`: the other side is given it, to pass over the second. Raises
        TemporaryFailure when it is worth trying again, Unreachable when the other side takes nothing at all now,
        PermanentFailure when it will never take this one; their texts name no person and quote no answer.
        """
