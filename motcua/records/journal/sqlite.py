"""Writing an entry on SQLite: the writer lock is held, so the entry takes its place in the log at once.

Raw statements on the driver's connection, where they stay prepared; `tests` keep this equal to the plain ORM.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.records.journal.canonical import Draft, Record
from motcua.rules.merkle import Frontier, leaf_hash

_TREE = "SELECT size, frontier FROM journal_tree WHERE id = 1"
_ENTRY = (
    "INSERT INTO journal_entry (occurred_at, recorded_at, act, subject_type, subject_id, subject_version, actor_id,"
    " request_key, request_digest, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PERSONAL = "INSERT INTO journal_personalcontent (entry_id, salt, content) VALUES (?, ?, ?)"
_LEAF = "INSERT INTO journal_leaf (position, entry_id, hash) VALUES (?, ?, ?)"
_TILE = 'INSERT INTO journal_tile (level, "index", hash) VALUES (?, ?, ?)'
_GROW = "UPDATE journal_tree SET size = ?, frontier = ? WHERE id = 1"


def write(connection: BaseDatabaseWrapper, draft: Draft) -> tuple[int, int]:
    """Writes the entry, its personal content if any, and its leaf; returns its id and its position."""
    record = draft.record
    body = record.body()
    run = connection.connection.execute
    with connection.wrap_database_errors:
        entry_id: int = run(_ENTRY, _columns(record, body)).lastrowid
        if draft.content:
            run(_PERSONAL, (entry_id, draft.salt, draft.content))
        size, stored = run(_TREE).fetchone()
        frontier, leaf = Frontier(size=size, roots=stored), leaf_hash(body.encode())
        run(_LEAF, (size, entry_id, leaf))
        for tile in frontier.tiles_closed_by(leaf):
            run(_TILE, (tile.level, tile.index, tile.hash))
        run(_GROW, (size + 1, frontier.append(leaf).roots))
    return entry_id, size


def _columns(record: Record, body: str) -> tuple[object, ...]:
    return (
        _stored(record.occurred_at),
        _stored(record.recorded_at),
        record.act,
        record.subject_type,
        record.subject_id,
        record.version,
        record.actor_id,
        record.request_key,
        record.request_digest,
        body,
    )


@lru_cache(maxsize=256)  # the acts of a replay share their minutes
def _stored(at: datetime) -> str:
    """An instant as Django's SQLite backend stores and reads it: UTC without an offset."""
    return at.astimezone(UTC).isoformat(" ").removesuffix("+00:00")
