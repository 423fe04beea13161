"""The whole database as values, to see that nothing, or the same, was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.apps import apps
from django.db import connection, transaction

from motcua.rules.refusal import Refusal
from tests.world_rows import restart_numbers

Rows = dict[str, list[tuple[object, ...]]]

_OUR_TABLES = (
    "calendar_", "casework_", "catalogue_", "documents_", "journal_", "measures_", "outbox_", "people_", "places_",
)  # fmt: skip
_NO_RECORD = "people_session"  # who is entered where; every page that one opens may write it


def contents() -> Rows:
    """Every row of every table of the records, in the order of their ids, as SQLite has stored it."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table, everything in _statements(connection.vendor).items():
            cursor.execute(everything)
            rows[table] = cursor.fetchall()
    return rows


@cache
def _statements(vendor: str) -> dict[str, str]:
    """For each table the statement that reads all of it; on SQLite each value in its one spelling."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if _is_record(name)]
        described = {table: connection.introspection.get_table_description(cursor, table) for table in tables}
    spelled = 'quote("{}")' if vendor == "sqlite" else '"{}"'
    columns = {table: ", ".join(spelled.format(column.name) for column in described[table]) for table in tables}
    return {table: f"SELECT {told} FROM {table} ORDER BY 1" for table, told in columns.items()}


def values() -> Rows:
    """Every row of every table of the records, in the order of their ids, as Django reads it from either database.

    What each store throws dice for is left out: the name of its log, and the unusable passwords.
    """
    tables = [model for model in apps.get_models() if _is_record(model._meta.db_table)]
    rows: Rows = {}
    for model in tables:
        columns = [field.attname for field in model._meta.concrete_fields if field.attname not in _DICED]
        rows[model._meta.db_table] = list(map(_plain, model.objects.order_by("pk").values_list(*columns)))
    return rows


def _is_record(table: str) -> bool:
    return table.startswith(_OUR_TABLES) and table != _NO_RECORD


_DICED = frozenset({"origin", "password"})


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


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
    with connection.cursor() as cursor:
        restart_numbers(cursor)
