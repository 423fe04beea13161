"""What waits to leave. Messages hold no personal data; whoever runs the system may see them all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from motcua.law.types import LOCAL
from motcua.records.journal.canonical import JSON
from motcua.records.outbox.models import Message, MessageState


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """How many messages are to be delivered, held from a replay, and given up; `oldest` of those to be delivered."""

    pending: int
    held: int
    dead: int
    oldest: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLetter:
    """A message given up, with the last failure in words."""

    id: int
    topic: str
    subject_type: str
    subject_id: int
    attempts: int
    created_at: datetime
    last_error: str
    payload: Mapping[str, JSON]


def waiting() -> Waiting:
    """What waits now."""
    pending = Q(state=MessageState.PENDING)
    found = Message.objects.exclude(state=MessageState.SENT).aggregate(
        pending=Count("pk", filter=pending),
        held=Count("pk", filter=Q(state=MessageState.HELD)),
        dead=Count("pk", filter=Q(state=MessageState.DEAD)),
        oldest=Min("created_at", filter=pending),
    )
    oldest = found.pop("oldest")
    return Waiting(**found, oldest=oldest.astimezone(LOCAL) if oldest else None)


def dead_letters(*, limit: int | None = 50) -> tuple[DeadLetter, ...]:
    """The messages given up, the oldest first, or (None) all; `outbox.actions.retry` puts one back."""
    rows = Message.objects.filter(state=MessageState.DEAD).order_by("pk")[:limit]
    return tuple(
        DeadLetter(
            id=row.pk,
            topic=row.topic,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            attempts=row.attempts,
            created_at=row.created_at.astimezone(LOCAL),
            last_error=row.last_error,
            payload=json.loads(row.payload),
        )
        for row in rows
    )
