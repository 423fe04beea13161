"""The queue of writers: one lock file beside the database, held around each write transaction.

SQLite admits one writer at a time; the others sleep and try again, ever longer, and some give up with "database
is locked". The kernel wakes the next one that waits for a file lock as soon as it is free, and frees it when its
holder dies.
"""

from __future__ import annotations

import fcntl
import os
import threading

from django.db.utils import OperationalError

_holders: dict[str, int] = {}
"""Which thread of this process holds which lock file."""


class WriterLock:
    """The lock of one connection; taken again by its holder, it is released as often."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._file: int | None = None
        self._process = 0
        self._depth = 0

    @property
    def held(self) -> bool:
        """Whether this connection may write now."""
        return self._depth > 0

    def acquire(self) -> None:
        """Waits for the turn of this connection. OperationalError when its own thread holds another one's."""
        if self._depth == 0:
            if _holders.get(self.path) == threading.get_ident():
                raise OperationalError(f"this thread is already writing to {self.path} through another connection")
            fcntl.flock(self._open(), fcntl.LOCK_EX)
            _holders[self.path] = threading.get_ident()
        self._depth += 1

    def release(self) -> None:
        """Lets the next one write; nothing happens when the lock is not held."""
        if self._depth == 0:
            return
        self._depth -= 1
        if self._depth == 0:
            _holders.pop(self.path, None)
            if self._file is not None and self._process == os.getpid():
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Releases the lock and forgets the file."""
        self._depth = min(self._depth, 1)
        self.release()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _open(self) -> int:
        # A file inherited by fork shares its lock with the parent: a child opens its own.
        if self._file is not None and self._process != os.getpid():
            os.close(self._file)
            self._file = None
        if self._file is None:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._process = os.getpid()
        return self._file
