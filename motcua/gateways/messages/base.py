"""The contract of a gateway for messages, and the gateways there are, by name."""

from __future__ import annotations

from typing import Protocol

from motcua.records.outbox.delivery import OutgoingMessage, PermanentFailure, TemporaryFailure

__all__ = ["Gateway", "OutgoingMessage", "PermanentFailure", "TemporaryFailure"]


class Gateway(Protocol):
    """Takes messages to one system outside."""

    def deliver(self, message: OutgoingMessage) -> None:
        """Delivers a message so that it is safe on the other side when this returns.

        A message may come again, with the same `id`: delivering it twice must do no harm. Raises
        TemporaryFailure when it is worth trying again, PermanentFailure when it is not; their texts name no
        person.
        """
