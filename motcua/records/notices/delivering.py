"""From a message of the outbox to a gateway, and from one channel to the next when it does not reach its person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from motcua.records import clock
from motcua.records.notices import composing
from motcua.records.notices.composing import Manner
from motcua.records.notices.envelope import Carry, Envelope
from motcua.records.notices.table import INSTEAD, Channel
from motcua.records.notices.taking import LEAVING
from motcua.records.outbox import actions as outbox
from motcua.records.outbox.delivery import OutgoingMessage, PermanentFailure, TemporaryFailure, Unreachable

PATIENCE = timedelta(minutes=30)
"""For so long a channel is tried again before the one that stands in for it is."""


class Delivery:
    """Delivers the texts of one channel during one round; `channels` are those that are open."""

    def __init__(self, channel: Channel, carry: Carry, manner: Manner, *, channels: Collection[Channel]) -> None:
        self.channel = channel
        self._carry = carry
        self._manner = manner
        instead = INSTEAD.get(channel)
        self._instead = instead if instead in channels else None
        self._closed = False

    def __call__(self, message: OutgoingMessage) -> None:
        """Delivers a message, or hands it to the channel that stands in. Raises as a gateway does, naming nobody."""
        envelope = self._composed(message)
        if envelope is None:
            return
        try:
            self._carried(envelope)
        except (TemporaryFailure, PermanentFailure) as failure:
            if self._instead is None or not self._gives_way(message, failure):
                raise
            self._send_instead(message, self._instead)

    def _composed(self, message: OutgoingMessage) -> Envelope | None:
        try:
            return composing.envelope(message, self.channel, self._manner)
        except Exception as failure:
            # Its text could quote what was to be said; the kind alone names nobody.
            raise TemporaryFailure(f"không soạn được nội dung ({type(failure).__name__})") from None

    def _carried(self, envelope: Envelope) -> None:
        if self._closed:
            raise Unreachable("kênh này vừa không kết nối được")
        try:
            self._carry(envelope)
        except Unreachable:
            self._closed = True
            raise
        except (TemporaryFailure, PermanentFailure):
            raise
        except Exception as failure:
            raise TemporaryFailure(f"lỗi của cổng gửi ({type(failure).__name__})") from None

    def _gives_way(self, message: OutgoingMessage, failure: Exception) -> bool:
        return isinstance(failure, PermanentFailure) or clock.now() - message.created_at >= PATIENCE

    @transaction.atomic
    def _send_instead(self, message: OutgoingMessage, channel: Channel) -> None:
        outbox.post(
            topic=f"{LEAVING}{channel}",
            subject_type=message.subject_type,
            subject_id=message.subject_id,
            payload={**message.payload, "first": message.id},
        )
