"""Whether the database only had too much to do: nothing was written, and the same may be asked again."""

from __future__ import annotations

_POSTGRESQL = frozenset({"40001", "40P01", "55P03"})
"""SQLSTATE of a serialization failure, a deadlock, and a lock that was not given in time."""

_SQLITE = frozenset({5, 6})
"""SQLITE_BUSY and SQLITE_LOCKED: another program held the file, or a part of it, for too long."""


def is_busy(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that others were writing; of any other error it is False."""
    while error is not None:
        if getattr(error, "sqlstate", None) in _POSTGRESQL or _sqlite_code(error) in _SQLITE:
            return True
        error = error.__cause__
    return False


def _sqlite_code(error: BaseException) -> int:
    """The primary result code: what stands above its eight bits only refines it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
