"""Databases of a test's own: files and servers that threads, processes and rollbacks can really use.

The database that pytest-django gives lives in memory inside one transaction, and flushing it meets the triggers of
the journal. `standing_on` puts another one in its place for a while.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseOperations

from motcua.config.sqlite.base import DatabaseWrapper


@contextmanager
def standing_on(**database: Any) -> Iterator[None]:
    """The default database is the one of these settings inside the block; other threads see it too."""
    kept = connections.databases[DEFAULT_DB_ALIAS]
    connection = connections[DEFAULT_DB_ALIAS]
    connections.databases[DEFAULT_DB_ALIAS] = {**kept, "OPTIONS": {}, **database}
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.databases[DEFAULT_DB_ALIAS] = kept
        connections[DEFAULT_DB_ALIAS] = connection


def sqlite(file: Path) -> dict[str, Any]:
    """Settings of a SQLite database in a file."""
    return {"ENGINE": "motcua.config.sqlite", "NAME": file}


def migrated(file: Path, *apps: str) -> Path:
    """A SQLite database with the tables of `apps`, or of all: made once, then copied by `copy_of`."""
    with standing_on(**sqlite(file)):
        for app in apps:
            call_command("migrate", app, verbosity=0)
        if not apps:
            call_command("migrate", verbosity=0)
    return file


def copy_of(template: Path, file: Path) -> Path:
    """A copy of a closed database."""
    shutil.copyfile(template, file)
    return file


class FlushingOperations(DatabaseOperations):
    """Empties the tables after a transactional test although their triggers refuse it."""

    def sql_flush(
        self, style: Any, tables: Sequence[str], *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        """Django's statements, with the triggers away meanwhile and the tree as a migration leaves it."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        emptied = [table for table in tables if table != "journal_tree"]
        flush = super().sql_flush(style, emptied, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        if "journal_tree" in tables:
            flush.append("UPDATE journal_tree SET size = 0, frontier = x''")
        return [*(f'DROP TRIGGER "{name}"' for name, _ in triggers), *flush, *(sql for _, sql in triggers)]


def flush_past_triggers() -> None:
    """Lets `transactional_db` and `live_server` work on SQLite; called once, in the main thread."""
    DatabaseWrapper.ops_class = FlushingOperations
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ops = FlushingOperations(connection)


def remove_guards(*tables: str) -> None:
    """What an intruder does first: without the triggers and foreign keys every row can be changed."""
    connection = connections[DEFAULT_DB_ALIAS]
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:  # a table with checks to come cannot be changed
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            for change in ("update", "delete"):
                place = f" ON {table}" if on_postgresql else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{change}{place}")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED" if on_postgresql else "PRAGMA defer_foreign_keys = ON")
