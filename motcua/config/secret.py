"""The key that signs sessions and forms: `records.keys` makes and keeps it, settings only read the file."""

from __future__ import annotations

import secrets
from pathlib import Path

KEY = Path("keys") / "session.key"
"""Where the key is, below the data folder; the same as `records.keys.SESSION`."""


def session_key(data: Path) -> str:
    """The session key of a store.

    A store without one gets a key that lives as long as this process, so that `motcua init` can run; no server
    starts on such a store.
    """
    try:
        return (data / KEY).read_text(encoding="ascii").strip() or secrets.token_hex(32)
    except (OSError, ValueError):
        return secrets.token_hex(32)
