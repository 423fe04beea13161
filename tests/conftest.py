"""What every test may ask for: a store, the named cast, and a clock that stands."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as chosen
from django.db import connections

from motcua.records import clock, keys
from motcua.records import store as stores
from tests import world as worlds
from tests.postgresql.fixtures import (
    cluster,
    postgresql_journal,
    postgresql_office,
    postgresql_office_template,
    postgresql_template,
    sqlite_office,
    sqlite_office_template,
)
from tests.proving import TIMES
from tests.world import World

__all__ = [
    "cluster",
    "postgresql_journal",
    "postgresql_office",
    "postgresql_office_template",
    "postgresql_template",
    "sqlite_office",
    "sqlite_office_template",
]

collect_ignore = [] if TIMES in os.environ else ["proofs"]
"""Proofs that take minutes run by `make prove` only."""

AFTER_REPLAY = "2023-06-30T17:00+07:00"
MONDAY = "2023-07-03T07:00+07:00"

At = Callable[[str], datetime]


def pytest_unconfigure() -> None:
    """The data folder made by tests/settings.py goes with the run."""
    folder = os.environ.get("MOTCUA_DATA", "")
    if Path(folder).name.startswith("motcua-tests-"):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another store than the usual one only what touches the database runs again."""
    if chosen.TEST_STORE == "sqlite":
        return
    again = [item for item in items if "db" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=list(set(items) - set(again)))
    items[:] = again


def pytest_collection_finish() -> None:
    """What was read by now stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Starts the server that the tests stand on, when they were told to stand on one."""
    if chosen.TEST_STORE == "postgresql":
        started = request.getfixturevalue("cluster")
        connections["default"].settings_dict.update(started.settings("motcua"))


@pytest.fixture
def store(settings: Any, tmp_path: Path) -> Path:
    """The folder of a demonstration store with its keys; its clock stands at the end of the replay."""
    settings.DATA_DIR = tmp_path
    keys.create(tmp_path)
    stores.write(
        stores.Store(
            kind=stores.DEMONSTRATION,
            created_at=AFTER_REPLAY,
            pack="tra_cu_2023",
            seed=2023,
            stands_at=AFTER_REPLAY,
            resumes_at=MONDAY,
        )
    )
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """The named cast at work in a small district: see tests/world.py."""
    return worlds.build()


@pytest.fixture
def at() -> Iterator[At]:
    """`at("2023-04-28 15:20")` lets the clock stand there until the end of the test or the next call."""
    with ExitStack() as standing:

        def stand(told: str) -> datetime:
            standing.close()
            instant = clock.instant(told, field="at")
            standing.enter_context(clock.standing_at(instant))
            return instant

        yield stand
