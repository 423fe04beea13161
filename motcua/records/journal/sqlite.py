"""Writing an entry on SQLite: the writer lock is held, so the entry takes its place in the log at once.

Raw statements on the driver's connection, where they stay prepared; `tests` keep this equal to the plain ORM.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

_batch: ContextVar[_Growth | None] = ContextVar("batch", default=None)


def write(connection: BaseDatabaseWrapper, draft: Draft) -> tuple[int, int]:
    """Writes the entry, its personal content if any, and its leaf; returns its id and its position."""
    record = draft.record
    body = record.body()
    run = connection.connection.execute
    batch = _batch.get()
    with connection.wrap_database_errors:
        entry_id: int = run(_ENTRY, _columns(record, body)).lastrowid
        if draft.content:
            run(_PERSONAL, (entry_id, draft.salt, draft.content))
        growth = batch or _Growth(*run(_TREE).fetchone())
        position = growth.add(entry_id, leaf_hash(body.encode()))
        if batch is None:
            growth.write(connection)
    return entry_id, position


@contextmanager
def at_once(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """The entries written inside take their places in the log together, at the end of the block.

    For many entries in one transaction of which all hold or none: nothing inside may be rolled back alone, and
    nothing may read the log.
    """
    with connection.wrap_database_errors:
        growth = _Growth(*connection.connection.execute(_TREE).fetchone())
    token = _batch.set(growth)
    try:
        yield
    finally:
        _batch.reset(token)
    with connection.wrap_database_errors:
        growth.write(connection)


class _Growth:
    """The tree as it is stored, and the leaves that are added to it."""

    def __init__(self, size: int, roots: bytes) -> None:
        self._frontier = Frontier(size=size, roots=roots)
        self._leaves: list[tuple[int, int, bytes]] = []
        self._tiles: list[tuple[int, int, bytes]] = []

    def add(self, entry_id: int, leaf: bytes) -> int:
        """Adds a leaf; gives its position."""
        position = self._frontier.size
        self._leaves.append((position, entry_id, leaf))
        self._tiles += [(tile.level, tile.index, tile.hash) for tile in self._frontier.tiles_closed_by(leaf)]
        self._frontier = self._frontier.append(leaf)
        return position

    def write(self, connection: BaseDatabaseWrapper) -> None:
        """Writes what was added."""
        raw = connection.connection
        raw.executemany(_LEAF, self._leaves)
        if self._tiles:
            raw.executemany(_TILE, self._tiles)
        raw.execute(_GROW, (self._frontier.size, self._frontier.roots))


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
