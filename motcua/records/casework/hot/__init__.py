"""The hot path: one interface, hand-written SQL for each database, and the ORM as their oracle."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections

from motcua.records.casework.hot.base import Writer
from motcua.records.casework.hot.orm import OrmWriter
from motcua.records.casework.hot.postgresql import PostgresqlWriter
from motcua.records.casework.hot.sqlite import SqliteWriter

__all__ = ["OrmWriter", "PostgresqlWriter", "SqliteWriter", "Writer", "writer"]


def writer() -> Writer:
    """The writer for the database in use."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        return PostgresqlWriter(database)
    return SqliteWriter(database)
