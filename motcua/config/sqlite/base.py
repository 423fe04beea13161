"""Django's SQLite backend with durable settings and a queue of writers.

Use it as `ENGINE = "motcua.config.sqlite"`; nothing else needs to be set. A transaction (`atomic`) takes the writer
lock before BEGIN IMMEDIATE and gives it back after COMMIT or ROLLBACK; so does a single write outside one. A read
outside a transaction takes nothing: views that only read open no transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.backends.sqlite3 import base

from motcua.config.sqlite.lock import WriterLock

# What a commit acknowledged survives a power cut (WAL with NORMAL does not promise that). REPLACE is a DELETE and
# must meet the triggers that refuse it. No memory map: an I/O error would kill the process instead of being told.
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
"""How long SQLite itself waits; only for other programs, since our writers queue before."""

_READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "BEGIN")


class Connection(sqlite3.Connection):
    """A connection that knows its writer lock, so that its cursors find it. None for a database in memory."""

    writer_lock: WriterLock | None = None


class Cursor(base.SQLiteCursorWrapper):
    """Queues for a single write outside a transaction as a transaction does."""

    connection: Connection

    def execute(self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None) -> Any:
        """As Django's."""
        lock = self._lock_for(query)
        if lock is None:
            return super().execute(query, params)
        lock.acquire()
        try:
            return super().execute(query, params)
        finally:
            lock.release()

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """As Django's."""
        lock = self._lock_for(query)
        if lock is None:
            return super().executemany(query, param_list)
        lock.acquire()
        try:
            return super().executemany(query, param_list)
        finally:
            lock.release()

    def _lock_for(self, query: str) -> WriterLock | None:
        lock = self.connection.writer_lock
        if lock is None or lock.held or query.lstrip()[:9].upper().startswith(_READS):
            return None
        return lock


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
        """A cursor that queues for writes."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor

    @property
    def writer_lock(self) -> WriterLock | None:
        """The lock of the open connection; None for a database in memory."""
        return self.connection.writer_lock if self.connection is not None else None

    def _start_transaction_under_autocommit(self) -> None:
        lock = self.writer_lock
        if lock is not None:
            lock.acquire()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._let_the_next_write()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._let_the_next_write()

    def _rollback(self) -> None:
        super()._rollback()
        self._let_the_next_write()

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)
        if autocommit:  # sqlite3 has committed whatever was open
            self._let_the_next_write()

    def _close(self) -> None:
        lock = self.writer_lock
        try:
            super()._close()
        finally:
            if lock is not None:
                lock.close()

    def _let_the_next_write(self) -> None:
        lock = self.writer_lock
        if lock is not None:
            lock.release()
