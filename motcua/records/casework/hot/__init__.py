"""The hot path: one interface, hand-written SQL for SQLite, and the ORM as its oracle."""

from __future__ import annotations

from django.db import connection

from motcua.records.casework.hot.base import Writer
from motcua.records.casework.hot.orm import OrmWriter
from motcua.records.casework.hot.sqlite import SqliteWriter

__all__ = ["OrmWriter", "SqliteWriter", "Writer", "writer"]


def writer() -> Writer:
    """The writer for the database in use."""
    return SqliteWriter() if connection.vendor == "sqlite" else OrmWriter()
