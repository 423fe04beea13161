"""Statements put together from pieces, each a text with `%s` for its values, for SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection


class Sql(NamedTuple):
    """A piece of a statement and the values of its marks, in their order."""

    text: str
    values: tuple[Any, ...] = ()


def put(template: str, *pieces: Sql) -> Sql:
    """The template with each `{}` replaced by a piece; texts come from the code, values are bound."""
    return Sql(
        template.format(*(piece.text for piece in pieces)),
        tuple(value for piece in pieces for value in piece.values),
    )


def joined(separator: str, pieces: Iterable[Sql]) -> Sql:
    """The pieces one after the other."""
    told = list(pieces)
    return Sql(separator.join(piece.text for piece in told), tuple(value for piece in told for value in piece.values))


def instant(at: datetime) -> Sql:
    """An instant as the database compares columns with it."""
    return Sql("%s", (connection.ops.adapt_datetimefield_value(at),))


def day(of: date) -> Sql:
    """A day as the database compares columns with it."""
    return Sql("%s", (connection.ops.adapt_datefield_value(of),))


def among(column: str, ids: Iterable[int]) -> Sql:
    """Whether a column of ids holds one of these, however many they are."""
    listed = sorted(ids)
    if connection.vendor == "postgresql":
        return Sql(f"{column} = ANY(%s)", (listed,))
    return Sql(f"{column} IN (SELECT value FROM json_each(%s))", (json.dumps(listed),))  # noqa: S608  (a column of the code)


def rows(statement: Sql) -> list[tuple[Any, ...]]:
    """What a SELECT finds."""
    return named_rows(statement)[1]


def named_rows(statement: Sql) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """What a SELECT finds, and how its columns are called."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return tuple(column[0] for column in cursor.description), found
