"""Plain statements, each parsed once: on SQLite straight on the driver, on PostgreSQL prepared by the server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.law.types import LOCAL

M = TypeVar("M", bound=models.Model)

_NUL, _NO_LETTER = "\0", "\ufffd"
"""PostgreSQL holds no text with NUL, so what was asked with one finds nothing."""

_read: ContextVar[dict[tuple[object, ...], list[tuple[Any, ...]]] | None] = ContextVar("read", default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One named part of a statement WITH several, and the values of its marks `%s`."""

    name: str
    sql: str
    values: Sequence[object]


def rows(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
    """What a SELECT with `%s` for each value finds; without a literal per cent sign."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        return prepared(database, sql, [str(value).replace(_NUL, _NO_LETTER) for value in values])
    if database.connection is None:
        database.ensure_connection()
    found: list[tuple[Any, ...]] = database.connection.execute(_for_sqlite(sql), values).fetchall()
    return found


def row(sql: str, values: Sequence[str | int]) -> tuple[Any, ...] | None:
    """The first row of `rows`, or None."""
    found = rows(sql, values)
    return found[0] if found else None


def lasting(sql: str, values: Sequence[str | int]) -> Sequence[tuple[Any, ...]]:
    """`rows` of what acts only read: units, posts, procedures, days off. Within `unchanged` each is read once."""
    read = _read.get()
    if read is None:
        return rows(sql, values)
    asked = (sql, *values)
    found = read.get(asked)
    if found is None:
        found = read[asked] = rows(sql, values)
    return found


def lasting_row(sql: str, values: Sequence[str | int]) -> tuple[Any, ...] | None:
    """The first row of `lasting`, or None."""
    found = lasting(sql, values)
    return found[0] if found else None


@contextmanager
def unchanged() -> Iterator[None]:
    """A stretch of acts in which nobody changes what they only read (see `lasting`): a batch of a replay."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def instances(kind: type[M], condition: str, values: Sequence[str | int]) -> list[M]:
    """The rows of a table of which `condition`, with any order after it, holds, as Django's own queries give them."""
    sql, names, instants = _reading(kind)
    found = []
    for told in rows(f"{sql}{condition}", values):
        fields = list(told)
        for place in instants:
            fields[place] = aware(fields[place])
        found.append(kind.from_db(DEFAULT_DB_ALIAS, names, fields))
    return found


def aware(at: datetime | None) -> datetime | None:
    """An instant as `rows` find it, in legal time: SQLite tells it in UTC without saying so."""
    if at is None:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(LOCAL)


def together(database: BaseDatabaseWrapper, parts: Iterable[Part], *, giving: str) -> list[tuple[Any, ...]]:
    """Executes `parts`, which may write, as one statement of PostgreSQL; the rows that `giving` selects from them."""
    given = tuple(parts)
    named = ", ".join([f"{part.name} AS ({part.sql})" for part in given])
    return prepared(database, f"WITH {named} {giving}", [value for part in given for value in part.values])


def prepared(database: BaseDatabaseWrapper, sql: str, values: Iterable[object]) -> list[tuple[Any, ...]]:
    """The rows that a statement of PostgreSQL, with `%s` for each value, gives; the server parses and plans it once.

    Values go as text and take the type of their place: one plan serves them, whatever their size and also for NULL.
    """
    from psycopg import RawCursor

    if not database.in_atomic_block:
        database.close_if_health_check_failed()
    if database.connection is None:
        database.ensure_connection()
    with database.wrap_database_errors:
        cursor = RawCursor(database.connection)
        told = [value if value is None or type(value) is str else _text(value) for value in values]
        return cursor.execute(_for_postgresql(sql), told).fetchall()


def instant(at: datetime) -> str:
    """An instant as a value to compare a column with."""
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        return str(at.astimezone(UTC).replace(tzinfo=None))
    return at.isoformat()


def _text(value: object) -> str:
    return f"\\x{value.hex()}" if isinstance(value, bytes) else str(value)


@cache
def _reading(kind: type[models.Model]) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
    """How the rows of a table are read: the statement up to its condition, the fields, and which hold instants."""
    fields = kind._meta.concrete_fields
    columns = ", ".join(str(field.column) for field in fields)
    instants = tuple(place for place, field in enumerate(fields) if isinstance(field, models.DateTimeField))
    sql = f"SELECT {columns} FROM {kind._meta.db_table} WHERE "  # noqa: S608  (names of the code; values are bound)
    return sql, tuple(field.attname for field in fields), instants


@cache
def _for_sqlite(sql: str) -> str:
    return sql.replace("%s", "?")


@cache
def _for_postgresql(sql: str) -> bytes:
    number = count(1)
    first, *others = sql.split("%s")
    return "".join([first, *(f"${next(number)}{other}" for other in others)]).encode()
