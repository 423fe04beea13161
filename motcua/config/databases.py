"""Django's settings of the two databases a store may stand on."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from motcua.config.environment import PostgreSQL
from motcua.rules.refusal import Refusal

PREPARED_FROM = 2
"""After so many times a statement of `records.plain` is prepared by the server; Django's own never are."""

_LIMITS = {
    "lock_timeout": 30_000,
    "idle_in_transaction_session_timeout": 60_000,
}
"""Milliseconds after which the server gives up, so that one that hangs does not hold all the others."""


def sqlite(file: Path) -> dict[str, Any]:
    """A SQLite database in a file; a connection is kept between requests."""
    return {"ENGINE": "motcua.config.sqlite", "NAME": file, "CONN_MAX_AGE": None}


def postgresql(where: PostgreSQL) -> dict[str, Any]:
    """A PostgreSQL database; a connection is kept between requests, and tried before it is used again.

    Raises Refusal (DATABASE_URL) where its driver is not installed.
    """
    if find_spec("psycopg") is None:
        raise Refusal(
            "DATABASE_URL",
            "DATABASE_URL chỉ PostgreSQL nhưng chưa cài trình điều khiển. Hãy chạy: "
            ".venv/bin/pip install -c constraints.txt -e '.[postgresql]'.",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": where.name,
        "USER": where.user,
        "PASSWORD": where.password,
        "HOST": where.host,
        "PORT": where.port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "motcua",
            "connect_timeout": 10,
            "prepare_threshold": PREPARED_FROM,
            "options": " ".join(f"-c {name}={value}" for name, value in _LIMITS.items()),
        },
    }
