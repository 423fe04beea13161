"""The whole database as values, to see that nothing, or the same, was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from motcua.rules.refusal import Refusal

Rows = dict[str, list[tuple[object, ...]]]

_OUR_TABLES = ("casework_", "catalogue_", "documents_", "journal_", "outbox_", "people_", "places_")


def contents() -> Rows:
    """Every row of every table of the records, in the order of writing."""
    tables = [name for name in connection.introspection.table_names() if name.startswith(_OUR_TABLES)]
    with connection.cursor() as cursor:
        return {table: cursor.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall() for table in tables}


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
