"""The environment, read once and typed; nothing else reads `os.environ` for settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the operator may set. `data` holds motcua.sqlite3, files/, keys/ and store.json."""

    data: Path
    database_url: str
    debug: bool
    hosts: tuple[str, ...]
    public_url: str
    language: str
    https: bool

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> Environment:
        """Reads MOTCUA_DATA, DATABASE_URL, MOTCUA_DEBUG, MOTCUA_HOSTS, MOTCUA_URL, MOTCUA_LANG, MOTCUA_HTTPS."""
        return cls(
            data=Path(source.get("MOTCUA_DATA") or "var").absolute(),
            database_url=source.get("DATABASE_URL", ""),
            debug=source.get("MOTCUA_DEBUG") == "1",
            hosts=tuple(source.get("MOTCUA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")),
            public_url=source.get("MOTCUA_URL", "http://127.0.0.1:8000").rstrip("/"),
            language="en" if source.get("MOTCUA_LANG") == "en" else "vi",
            https=source.get("MOTCUA_HTTPS") == "1",
        )
