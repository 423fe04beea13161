"""The key that signs sessions and forms, kept in the store and outside the database."""

from __future__ import annotations

import secrets
from pathlib import Path

SESSION_KEY = Path("keys") / "session.key"
"""Where the key is, below the data folder."""


def session_key(data: Path) -> str:
    """The session key of a store.

    A store without one gets a key that lives as long as this process, so that `motcua init` can run; a server does
    not start on such a store.
    """
    try:
        return (data / SESSION_KEY).read_text(encoding="ascii").strip() or secrets.token_hex(32)
    except (FileNotFoundError, NotADirectoryError):
        return secrets.token_hex(32)
