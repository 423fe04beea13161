"""Tables that only grow: triggers that refuse UPDATE and DELETE, for the migrations of any application.

They stop a slip and an honest mistake of the program. Whoever owns the database file can drop a trigger; that
such a person is found out is the work of the signed log.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

UPDATE = "UPDATE"
DELETE = "DELETE"


def refuse_changes(table: str, *, only: str | None = None) -> RefuseChanges:
    """The migration operation after which `table` refuses UPDATE and DELETE, or `only` one of them.

    Raised as an IntegrityError on both databases. On SQLite a later migration that rebuilds the table loses the
    triggers: repeat the operation after it. Where the trigger is still there, nothing changes.
    """
    return RefuseChanges(table, only=only)


class RefuseChanges(Operation):
    """See `refuse_changes`."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, *, only: str | None = None) -> None:
        self.table = table
        self.only = only

    @property
    def changes(self) -> tuple[str, ...]:
        """The changes refused."""
        return (self.only,) if self.only else (UPDATE, DELETE)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Creates the triggers."""
        create = _create_postgresql if schema_editor.connection.vendor == "postgresql" else _create_sqlite
        for change in self.changes:
            for statement in create(self.table, change):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drops the triggers."""
        place = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for change in self.changes:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{trigger(self.table, change)}"{place}', params=None)

    def describe(self) -> str:
        """Shown by `migrate`."""
        return f"Refuse {' and '.join(self.changes)} on {self.table}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """For the writer of migrations."""
        return self.__class__.__name__, [self.table], {"only": self.only}


def trigger(table: str, change: str) -> str:
    """Name of the trigger that refuses `change` on `table`."""
    return f"{table}_refuses_{change.lower()}"


def unguarded(connection: BaseDatabaseWrapper, *, table: str, only: str | None = None) -> tuple[str, ...]:
    """The changes that `table` should refuse and does not, because their trigger is gone or switched off."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        present = {name for (name,) in cursor.fetchall()}
    expected = RefuseChanges(table, only=only).changes
    return tuple(change for change in expected if trigger(table, change) not in present)


def _create_sqlite(table: str, change: str) -> list[str]:
    # REPLACE counts as DELETE here only under `PRAGMA recursive_triggers`, which our connections switch on.
    head = f'CREATE TRIGGER IF NOT EXISTS "{trigger(table, change)}" BEFORE {change} ON "{table}"'
    return [f"{head} BEGIN SELECT RAISE(ABORT, '{table} only grows: {change} refused'); END"]


_REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION motcua_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _create_postgresql(table: str, change: str) -> list[str]:
    # TRUNCATE would empty the table without asking a trigger on rows.
    event = f"{change} OR TRUNCATE" if change == DELETE else change
    head = f'CREATE OR REPLACE TRIGGER "{trigger(table, change)}" BEFORE {event} ON "{table}"'
    return [_REFUSE_CHANGE, f"{head} FOR EACH STATEMENT EXECUTE FUNCTION motcua_refuse_change()"]
