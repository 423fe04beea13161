"""Fixtures of a PostgreSQL store; a test module imports the names it uses."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests.postgresql.cluster import Cluster, binaries, running
from tests.stores import standing_on


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
