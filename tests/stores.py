"""Databases of a test's own: files and servers that threads, processes and rollbacks can really use.

The database that pytest-django gives lives in memory inside one transaction, and flushing it meets the triggers of
the journal. `standing_on` puts another one in its place for a while.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


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
