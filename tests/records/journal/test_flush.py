"""Tests that commit for real can be cleaned up after, and only they."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.color import no_style
from django.db import IntegrityError, connection, transaction

from motcua.records import clock
from motcua.records.journal import queries
from motcua.records.journal.models import Entry, Tree
from tests.records.journal.conftest import Write
from tests.stores import FlushingOperations


@pytest.fixture
def filled(sqlite_journal: Path, write: Write) -> Iterator[None]:
    with clock.standing_at(datetime(2023, 4, 28, 8, 20, tzinfo=UTC)):
        write(personal={"name": "Lâm Thị Út"})
        yield


def flush_as_tests_do() -> None:
    tables = [table for table in connection.introspection.table_names() if table.startswith("journal_")]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in FlushingOperations(connection).sql_flush(no_style(), tables):
            cursor.execute(statement)


def test_the_programs_own_flush_is_refused(filled: None) -> None:
    with pytest.raises(CommandError, match="couldn't be flushed") as refused:
        call_command("flush", interactive=False, verbosity=0)
    assert "only grows" in str(refused.value.__cause__)
    assert queries.check() == []
    assert Entry.objects.count() == 1


def test_the_tests_flush_empties_the_journal_and_leaves_it_guarded(filled: None, write: Write) -> None:
    flush_as_tests_do()
    assert not Entry.objects.exists()
    assert Tree.objects.get().size == 0
    write()
    assert queries.check() == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.all().delete()
