"""Writing a message on SQLite: a raw statement on the driver's connection, where it stays prepared."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.records.outbox.posting import Draft

_INSERT = (
    "INSERT INTO outbox_message (topic, subject_type, subject_id, payload, state, attempts, created_at, due_at,"
    " last_error) VALUES (?, ?, ?, ?, ?, 0, ?, ?, '')"
)


def write(connection: BaseDatabaseWrapper, draft: Draft) -> None:
    """Writes the message."""
    created = _stored(draft.created_at)
    due = created if draft.due_at is draft.created_at else _stored(draft.due_at)
    row = (draft.topic, draft.subject_type, draft.subject_id, draft.payload, draft.state, created, due)
    with connection.wrap_database_errors:
        connection.connection.execute(_INSERT, row)


@lru_cache(maxsize=256)  # the acts of a replay share their minutes
def _stored(at: datetime) -> str:
    """An instant as Django's SQLite backend stores and reads it: UTC without an offset."""
    return at.astimezone(UTC).isoformat(" ").removesuffix("+00:00")
