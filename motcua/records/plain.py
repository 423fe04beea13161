"""Plain statements that read a few values: on SQLite straight on the driver, where they stay prepared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def rows(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    """What a SELECT with `%s` for each value finds; without a literal per cent sign."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite":
        if database.connection is None:
            database.ensure_connection()
        found: list[tuple[Any, ...]] = database.connection.execute(_for_sqlite(sql), values).fetchall()
        return found
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def row(sql: str, values: Sequence[str | int]) -> tuple[Any, ...] | None:
    """The first row of `rows`, or None."""
    found = rows(sql, values)
    return found[0] if found else None


@cache
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


def instant(at: datetime) -> str:
    """An instant as a value to compare a column with."""
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        return str(at.astimezone(UTC).replace(tzinfo=None))
    return at.isoformat()
