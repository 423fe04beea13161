"""The settings of either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.config import databases
from motcua.config.environment import PostgreSQL
from motcua.rules.refusal import Refusal

WHERE = PostgreSQL(name="motcua", user="u", password="p", host="db.example.vn", port="5433")


def test_sqlite_stands_in_its_file() -> None:
    assert databases.sqlite(Path("/srv/motcua.sqlite3"))["NAME"] == Path("/srv/motcua.sqlite3")


def test_postgresql_prepares_statements_and_waits_for_no_lock_for_ever() -> None:
    found = databases.postgresql(WHERE)
    assert (found["NAME"], found["HOST"], found["PORT"]) == ("motcua", "db.example.vn", "5433")
    assert found["OPTIONS"]["prepare_threshold"] is not None
    assert "lock_timeout=30000" in found["OPTIONS"]["options"]


def test_without_the_driver_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda name: None)
    with pytest.raises(Refusal, match=r"pip install .*\[postgresql\]") as caught:
        databases.postgresql(WHERE)
    assert caught.value.field == "DATABASE_URL"
