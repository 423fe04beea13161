"""Django's SQLite backend with durable settings and a queue of writers.

Use it as `ENGINE = "motcua.config.sqlite"`; nothing else needs to be set. A transaction (`atomic`) takes the writer
lock before BEGIN IMMEDIATE and gives it back after COMMIT or ROLLBACK; a single write outside one takes it for
itself. A read outside a transaction takes nothing: what only reads opens no transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from django.db.backends.sqlite3 import base

from motcua.config.sqlite.lock import WriterLock

# What a commit acknowledged survives a power cut, which WAL with NORMAL does not promise. A REPLACE meets the
# triggers that refuse DELETE. No memory map: an I/O error would kill the process instead of being told.
INIT_COMMAND = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA cache_size = -16384;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864
"""
BUSY_SECONDS = 30.0
"""How long SQLite itself waits: only for other programs, since our writers queue before."""

_BEGIN = "BEGIN"
_READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_AT_ONCE = nullcontext()


class Connection(sqlite3.Connection):
    """A connection with its writer lock; None for a database in memory."""

    writer_lock: WriterLock | None = None

    def commit(self) -> None:
        """Commits, then lets the next one write."""
        super().commit()
        self._let_the_next_write()

    def rollback(self) -> None:
        """Rolls back, then lets the next one write."""
        super().rollback()
        self._let_the_next_write()

    def close(self) -> None:
        """Closes, which rolls back, then lets the next one write."""
        super().close()
        if self.writer_lock is not None:
            self.writer_lock.close()

    def turn(self, query: str) -> AbstractContextManager[None]:
        """In what `query` is executed: in a turn that ends with it, one that it opens, or at once."""
        lock = self.writer_lock
        if lock is None or lock.held:
            return _AT_ONCE
        word = query.lstrip()[:9].upper()
        if word.startswith(_BEGIN):
            return _until_the_end(lock)
        return _AT_ONCE if _only_reads(word, query) else _meanwhile(lock)

    def _let_the_next_write(self) -> None:
        if self.writer_lock is not None:
            self.writer_lock.release()


def _only_reads(word: str, query: str) -> bool:
    """Whether a query that begins with `word` changes nothing; in doubt it does, and merely queues."""
    if word.startswith("WITH"):
        return not any(change in query.upper() for change in _CHANGES)
    return word.startswith(_READS)


@contextmanager
def _until_the_end(lock: WriterLock) -> Iterator[None]:
    lock.acquire()
    try:
        yield
    except BaseException:
        lock.release()
        raise


@contextmanager
def _meanwhile(lock: WriterLock) -> Iterator[None]:
    lock.acquire()
    try:
        yield
    finally:
        lock.release()


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that queues before it writes."""

    connection: Connection

    def execute(self, query: str, params: Any = None) -> Any:
        """As Django's."""
        with self.connection.turn(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """As Django's."""
        with self.connection.turn(query):
            return super().executemany(query, param_list)


class DatabaseWrapper(base.DatabaseWrapper):
    """See the module."""

    def get_connection_params(self) -> dict[str, Any]:
        """Our options, unless the settings say otherwise."""
        chosen = self.settings_dict["OPTIONS"]
        ours = {"transaction_mode": "IMMEDIATE", "init_command": INIT_COMMAND, "timeout": BUSY_SECONDS}
        self.settings_dict["OPTIONS"] = {**ours, **chosen}
        try:
            params: dict[str, Any] = super().get_connection_params()
        finally:
            self.settings_dict["OPTIONS"] = chosen
        return {**params, "factory": Connection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Opens the database; one in a file gets a lock file beside it."""
        opened: Connection = super().get_new_connection(conn_params)
        file = opened.execute("PRAGMA database_list").fetchone()[2]
        opened.writer_lock = WriterLock(f"{file}.lock") if file else None
        return opened

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor that queues before it writes."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        # As Django's, but straight on the connection: its cursor would cost as much as a statement of an act.
        begin = f"{_BEGIN} {getattr(self, 'transaction_mode', None) or ''}"
        with self.connection.turn(begin), self.wrap_database_errors:
            self.connection.execute(begin)
