"""The tables only grow: the databases themselves refuse UPDATE and DELETE."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, migrations, transaction
from django.db.migrations.state import ProjectState

from motcua.records.journal import queries
from motcua.records.journal.actions import checkpoint
from motcua.records.journal.append_only import DELETE, UPDATE, refuse_changes, unguarded
from motcua.records.journal.models import Checkpoint, Entry, Leaf, PersonalContent, Tile
from tests.records.journal.conftest import Write

REFUSED = (
    "UPDATE journal_entry SET act = 'void'",
    "UPDATE journal_entry SET occurred_at = recorded_at WHERE id = 1",
    "DELETE FROM journal_entry",
    "UPDATE journal_leaf SET position = 1000",
    "DELETE FROM journal_leaf",
    "UPDATE journal_tile SET level = 9",
    "DELETE FROM journal_tile",
    "UPDATE journal_checkpoint SET text = ''",
    "DELETE FROM journal_checkpoint",
    "DELETE FROM journal_tree",
    "UPDATE journal_personalcontent SET content = '{}'",
    "INSERT INTO journal_tile SELECT * FROM journal_tile WHERE true ON CONFLICT (id) DO UPDATE SET level = 9",
)


@pytest.fixture
def filled(journal: str, write: Write) -> str:
    """A journal with a row in every table."""
    with transaction.atomic():
        for number in range(256):
            write(subject_id=number, personal={"name": "Sơn Thị Ri"} if number == 0 else None)
    checkpoint()
    return journal


def rows() -> list[int]:
    return [model.objects.count() for model in (Entry, Leaf, Tile, Checkpoint, PersonalContent)]


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_raw_statements_are_refused(filled: str) -> None:
    before = rows()
    for statement in REFUSED:
        with pytest.raises(IntegrityError, match="only grows"):
            run(statement)
    assert rows() == before == [256, 256, 1, 1, 1]
    assert queries.check() == []


def test_emptying_a_table_is_refused(filled: str) -> None:
    if filled == "sqlite":
        emptying = "REPLACE INTO journal_checkpoint SELECT size, root, signed_at, '' FROM journal_checkpoint"
    else:
        emptying = "TRUNCATE journal_entry CASCADE"
    with pytest.raises(IntegrityError, match="only grows"):
        run(emptying)
    assert queries.check() == []


def test_personal_content_can_be_erased_and_the_log_stays_valid(filled: str) -> None:
    run("DELETE FROM journal_personalcontent")
    (entry,) = queries.entries_of("dossier", 0)
    assert entry.personal is None
    assert queries.check() == []


@pytest.fixture
def table(journal: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE promise (id integer PRIMARY KEY, due varchar(10))")
        cursor.execute("INSERT INTO promise VALUES (1, 'thứ hai')")
    return "promise"


def apply(operation: migrations.operations.base.Operation, *, backwards: bool = False) -> None:
    state = ProjectState()
    with connection.schema_editor() as editor:
        move = operation.database_backwards if backwards else operation.database_forwards
        move("casework", editor, state, state)


def test_any_application_can_make_its_table_only_grow(table: str) -> None:
    operation = refuse_changes(table)
    assert unguarded(connection, table=table) == (UPDATE, DELETE)
    apply(operation)
    assert unguarded(connection, table=table) == ()
    for statement in ("UPDATE promise SET due = ''", "DELETE FROM promise"):
        with pytest.raises(IntegrityError, match="promise only grows"):
            run(statement)
    run("INSERT INTO promise VALUES (2, 'thứ ba')")
    apply(operation, backwards=True)
    assert unguarded(connection, table=table) == (UPDATE, DELETE)
    run("DELETE FROM promise")


def test_only_one_change_can_be_refused(table: str) -> None:
    apply(refuse_changes(table, only=DELETE))
    run("UPDATE promise SET due = 'thứ tư'")
    with pytest.raises(IntegrityError):
        run("DELETE FROM promise")
    assert unguarded(connection, table=table, only=DELETE) == ()
    assert unguarded(connection, table=table) == (UPDATE,)


def test_the_operation_tells_what_it_does_and_is_written_into_migrations() -> None:
    operation = refuse_changes("casework_ledgerrow")
    assert operation.describe() == "Refuse UPDATE and DELETE on casework_ledgerrow"
    name, arguments, named = operation.deconstruct()
    assert (name, arguments, named) == ("RefuseChanges", ["casework_ledgerrow"], {"only": None})


def test_a_trigger_dropped_behind_our_back_is_reported(sqlite_journal: Path) -> None:
    with sqlite3.connect(sqlite_journal) as other:
        other.execute("DROP TRIGGER journal_leaf_refuses_delete")
    other.close()
    assert [problem.text for problem in queries.check()] == ["Bảng journal_leaf không còn từ chối DELETE."]
