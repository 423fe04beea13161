"""Whether a database keeps what it acknowledged, asked of the database itself and not of our settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.config.sqlite.base import Connection

# pragma → (accepted answers, what is wrong otherwise)
_SQLITE: dict[str, tuple[Callable[[Any], bool], str]] = {
    "journal_mode": (lambda mode: mode == "wal", "journal_mode là {found}, phải là WAL"),
    "synchronous": (
        lambda level: level >= 2,
        "synchronous là {found}, phải là FULL (2): mất điện có thể mất việc đã báo xong",
    ),
    "foreign_keys": (lambda on: on == 1, "foreign_keys đang tắt: dữ liệu có thể trỏ tới hồ sơ không có"),
    "recursive_triggers": (lambda on: on == 1, "recursive_triggers đang tắt: REPLACE xóa được dòng nhật ký"),
    "busy_timeout": (lambda ms: ms >= 1000, "busy_timeout là {found} ms, phải ít nhất 1000 ms"),
}
_POSTGRESQL: dict[str, tuple[Callable[[Any], bool], str]] = {
    "fsync": (lambda on: on == "on", "fsync đang tắt: mất điện có thể hỏng cả cơ sở dữ liệu"),
    "full_page_writes": (lambda on: on == "on", "full_page_writes đang tắt: mất điện có thể hỏng cơ sở dữ liệu"),
    "synchronous_commit": (
        lambda mode: mode != "off",
        "synchronous_commit đang tắt: mất điện có thể mất việc đã báo xong",
    ),
    "server_encoding": (lambda name: name == "UTF8", "server_encoding là {found}, phải là UTF8 để giữ đúng chữ Việt"),
}


def durability(connection: BaseDatabaseWrapper) -> list[str]:
    """What makes this database unfit to hold a real store, in Vietnamese; empty when nothing does."""
    if connection.vendor == "postgresql":
        return _unfit(connection, "SHOW", _POSTGRESQL)
    problems = _unfit(connection, "PRAGMA", _SQLITE)
    opened = connection.connection
    if not isinstance(opened, Connection) or opened.writer_lock is None:
        problems.append("thiếu khóa ghi: dùng ENGINE motcua.config.sqlite với tệp cơ sở dữ liệu trên đĩa")
    return problems


def _unfit(
    connection: BaseDatabaseWrapper, ask: str, wanted: dict[str, tuple[Callable[[Any], bool], str]]
) -> list[str]:
    problems: list[str] = []
    with connection.cursor() as cursor:
        for name, (fits, problem) in wanted.items():
            cursor.execute(f"{ask} {name}")
            (found,) = cursor.fetchone()
            if not fits(found):
                problems.append(problem.format(found=found))
    return problems
