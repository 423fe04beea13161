"""Stores of a test's own on a PostgreSQL server and in a SQLite file, which tests/conftest.py gives to every test."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests import world as worlds
from tests.postgresql.cluster import Cluster, binaries, running
from tests.stores import copy_of, migrated, sqlite, standing_on
from tests.world import World


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The server, started once; skipped only where there is no PostgreSQL to start."""
    programs = binaries()
    if programs is None:
        pytest.skip("không có chương trình PostgreSQL (Debian: postgresql-15)")
    with running(programs) as started:
        yield started


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """A database with the tables of the journal, copied for each test."""
    cluster.execute("CREATE DATABASE journal_template")
    with django_db_blocker.unblock(), standing_on(**cluster.settings("journal_template")):
        call_command("migrate", "journal", verbosity=0)
    return "journal_template"


@pytest.fixture
def postgresql_journal(
    cluster: Cluster, postgresql_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """An empty journal on PostgreSQL is the default database."""
    name = f"journal_{secrets.token_hex(6)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}")
    with django_db_blocker.unblock(), standing_on(**cluster.settings(name)):
        yield
        connections.close_all()
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@dataclass(frozen=True, kw_only=True)
class Office:
    """A database with the world of the tests in it, committed, and nobody connected."""

    world: World
    database: dict[str, Any]

    @contextmanager
    def here(self) -> Iterator[World]:
        """It is the default database inside the block, for every thread."""
        with standing_on(**self.database):
            yield replace(self.world, _keys=count(1))


@pytest.fixture(scope="session")
def postgresql_office_template(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> World:
    """The world, in the database `office_template`."""
    cluster.execute("CREATE DATABASE office_template")
    with django_db_blocker.unblock(), standing_on(**cluster.settings("office_template")):
        call_command("migrate", verbosity=0)
        return worlds.build()


@pytest.fixture
def postgresql_office(
    cluster: Cluster, postgresql_office_template: World, django_db_blocker: DjangoDbBlocker
) -> Iterator[Office]:
    """An office on PostgreSQL."""
    name = f"office_{secrets.token_hex(6)}"
    cluster.execute(f"CREATE DATABASE {name} TEMPLATE office_template")
    with django_db_blocker.unblock():
        yield Office(world=postgresql_office_template, database=cluster.settings(name))
    cluster.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_office_template(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> tuple[Path, World]:
    """The world, in a SQLite file."""
    with django_db_blocker.unblock():
        file = migrated(tmp_path_factory.mktemp("office") / "template.sqlite3")
        with standing_on(**sqlite(file)):
            return file, worlds.build()


@pytest.fixture
def sqlite_office(
    sqlite_office_template: tuple[Path, World], tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Office]:
    """An office on SQLite, in a file."""
    template, world = sqlite_office_template
    with django_db_blocker.unblock():
        yield Office(world=world, database=sqlite(copy_of(template, tmp_path / "office.sqlite3")))
