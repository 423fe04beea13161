"""A journal of the test's own, on SQLite in a file and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from motcua.law.types import LOCAL
from motcua.records import clock, keys
from motcua.records.journal.actions import Appended, append
from tests.stores import copy_of, migrated, sqlite, standing_on

Write = Callable[..., Appended]

FRIDAY = datetime(2023, 4, 28, 15, 20, tzinfo=LOCAL)


@pytest.fixture(scope="session")
def sqlite_template(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Path:
    with django_db_blocker.unblock():
        return migrated(tmp_path_factory.mktemp("journal") / "template.sqlite3", "journal")


@pytest.fixture
def sqlite_journal(sqlite_template: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """An empty journal in a SQLite file is the default database."""
    file = copy_of(sqlite_template, tmp_path / "motcua.sqlite3")
    with django_db_blocker.unblock(), standing_on(**sqlite(file)):
        yield file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def journal(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[str]:
    """An empty journal with its keys on each database; the clock stands on a Friday afternoon."""
    settings.DATA_DIR = tmp_path
    keys.create()
    request.getfixturevalue(f"{request.param}_journal")
    with clock.standing_at(FRIDAY):
        yield request.param


@pytest.fixture
def write() -> Write:
    """Writes one entry in a transaction of its own; everything has a default."""

    def written(**said: Any) -> Appended:
        plain: dict[str, Any] = {
            "act": "accept",
            "subject_type": "dossier",
            "subject_id": 1,
            "version": 1,
            "actor_id": 7,
            "occurred_at": FRIDAY,
            "data": {"code": "000.01.01.H59-230428-0001"},
        }
        with transaction.atomic():
            return append(**{**plain, **said})

    return written
