"""The whole database as values, to see that nothing, or the same, was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.db import connection, transaction

from motcua.rules.refusal import Refusal

Rows = dict[str, list[tuple[object, ...]]]

_OUR_TABLES = ("casework_", "catalogue_", "documents_", "journal_", "outbox_", "people_", "places_")


def contents() -> Rows:
    """Every row of every table of the records, in the order of writing, as SQLite has stored it."""
    with connection.cursor() as cursor:
        return {table: cursor.execute(everything).fetchall() for table, everything in _statements().items()}


@cache
def _statements() -> dict[str, str]:
    """For each table the statement that reads all of it, each value in its one spelling."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith(_OUR_TABLES)]
        described = {table: connection.introspection.get_table_description(cursor, table) for table in tables}
    quoted = {table: ", ".join(f'quote("{column.name}")' for column in described[table]) for table in tables}
    return {table: f"SELECT {columns} FROM {table} ORDER BY rowid" for table, columns in quoted.items()}


@contextmanager
def refused(kind: type[Refusal], field: str) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """The block is refused as `kind` naming `field`, in words, and leaves every table as it was."""
    before = contents()
    with pytest.raises(kind) as caught:
        yield caught
    assert type(caught.value) is kind
    assert caught.value.field == field
    said = str(caught.value)
    assert said.endswith(".")
    assert len(said) < 400
    assert contents() == before


@contextmanager
def forgotten() -> Iterator[None]:
    """What is written in the block is taken back at its end, ids included."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
