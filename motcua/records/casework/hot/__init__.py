"""The hot path: one interface, hand-written SQL for SQLite, and the ORM as its oracle."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections

from motcua.records.casework.hot.base import Writer
from motcua.records.casework.hot.orm import OrmWriter
from motcua.records.casework.hot.sqlite import SqliteWriter

__all__ = ["OrmWriter", "SqliteWriter", "Writer", "writer"]


def writer() -> Writer:
    """The writer for the database in use."""
    database = connections[DEFAULT_DB_ALIAS]
    return SqliteWriter(database.connection) if database.vendor == "sqlite" else OrmWriter()
