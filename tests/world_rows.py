"""The rows of the tests' world, read once and put back into the database of each test, which is quicker than to build
it anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from motcua.records.journal import actions as journal
from motcua.records.journal.models import Tree


@dataclass(frozen=True, kw_only=True, eq=False)
class Copy:
    """The rows of the world by table, and size and frontier of its journal."""

    rows: dict[str, list[tuple[Any, ...]]]
    size: int
    frontier: bytes


def read() -> Copy:
    """The rows of the world that stands in the database now."""
    journal.sequence()
    with connection.cursor() as cursor:
        rows = {table: _all(cursor, table) for table in _TABLES}
    tree = Tree.objects.get()
    return Copy(rows=rows, size=tree.size, frontier=bytes(tree.frontier))


def _all(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {table}")
    return list(cursor.fetchall())


def write(copy: Copy) -> None:
    """Puts the rows of a world into an empty database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_script(copy))
        else:
            for table, told in copy.rows.items():
                cursor.executemany(_insert(table, told, rows=1), told)
    Tree.objects.update(size=copy.size, frontier=copy.frontier)


def _insert(table: str, told: list[tuple[Any, ...]], *, rows: int) -> str:
    marks = ", ".join(["%s"] * len(told[0]))
    return f"INSERT INTO {table} VALUES {', '.join([f'({marks})'] * rows)}"


@cache
def _script(copy: Copy) -> str:
    """The rows of the world and the numbers to go on from, as one text: each journey to the server costs time."""
    compose: Any = connection.ops.compose_sql
    inserts = [
        compose(_insert(table, told, rows=len(told)), [value for row in told for value in row])
        for table, told in copy.rows.items()
    ]
    return ";\n".join([*inserts, _numbers()])


def restart_numbers(cursor: Any) -> None:
    """Lets PostgreSQL go on after the greatest id of each table, as SQLite does: a rollback leaves its sequences on."""
    if connection.vendor == "postgresql":
        cursor.execute(_numbers())


@cache
def _numbers() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE is_identity = 'YES'"
            " AND table_schema = current_schema()"
        )
        columns = cursor.fetchall()
    restarts = (
        f"setval(pg_get_serial_sequence('{table}', '{column}'),"
        f' (SELECT COALESCE(MAX("{column}"), 0) + 1 FROM "{table}"), false)'
        for table, column in columns
    )
    return f"SELECT {', '.join(restarts)}"


_TABLES = (
    "places_unit",
    "people_account",
    "people_position",
    "catalogue_procedure",
    "catalogue_procedureversion",
    "catalogue_channeloption",
    "catalogue_paper",
    "catalogue_step",
    "journal_entry",
    "journal_personalcontent",
    "journal_leaf",
)
"""The tables that the world fills, in an order in which they can be filled; the log's tree has its one row."""
