"""The queue of writers: one lock file beside the database, held around each write.

SQLite admits one writer at a time; the others sleep and try again, ever longer, and some give up with "database
is locked". The kernel wakes one that waits for a file lock as soon as it is free, and frees it when its holder
dies.
"""

from __future__ import annotations

import fcntl
import os
import threading

from django.db.utils import OperationalError

_holders: dict[str, int] = {}
"""Which thread of this process holds which lock file."""


class WriterLock:
    """The lock of one connection on the file `path`; each connection has its own, threads too."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.held = False
        self._file: int | None = None
        self._process = 0

    def __del__(self) -> None:
        self.close()  # a thread that ended drops its connection without closing it

    def acquire(self) -> None:
        """Waits for this connection's turn.

        OperationalError when the thread holds the lock through another connection: it would wait for itself.
        """
        if self.held:
            return
        if _holders.get(self.path) == threading.get_ident():
            raise OperationalError(f"this thread is already writing beside {self.path} through another connection")
        fcntl.flock(self._open(), fcntl.LOCK_EX)
        _holders[self.path] = threading.get_ident()
        self.held = True

    def release(self) -> None:
        """Lets the next one write; nothing happens when the lock is not held."""
        if not self.held:
            return
        self.held = False
        if self._file is not None and self._process == os.getpid():
            _holders.pop(self.path, None)
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Releases the lock and forgets the file."""
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
