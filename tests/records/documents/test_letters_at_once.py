"""Several desks number letters at the same time on PostgreSQL, where writers do not wait for one another."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from motcua.law.types import LOCAL
from motcua.records.documents import actions as documents
from motcua.records.documents.check import problems
from tests.postgresql.cluster import Cluster
from tests.stores import standing_on

pytestmark = pytest.mark.postgresql

DESKS, LETTERS = 4, 10


@pytest.fixture
def register(cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """An empty register of letters on PostgreSQL is the default database."""
    cluster.execute("CREATE DATABASE letters")
    with django_db_blocker.unblock(), standing_on(**cluster.settings("letters")):
        call_command("migrate", "documents", verbosity=0)
        yield
        connections.close_all()
    cluster.execute("DROP DATABASE letters WITH (FORCE)")


def test_numbers_run_on_without_a_gap_though_some_are_given_back(register: None) -> None:
    def desk(which: int) -> list[int]:
        given: list[int] = []
        try:
            for letter in range(LETTERS):
                given_back = letter % 3 == which % 3
                with transaction.atomic():
                    serial = documents.issue_letter(
                        unit_id=7,
                        kind="apology",
                        symbol="PXL",
                        form_id="apology",
                        dossier_code=f"H59-230504-{which}",
                        at=datetime(2023, 5, 4, 9, 0, tzinfo=LOCAL),
                        content={},
                    ).serial
                    transaction.set_rollback(given_back)
                given += [] if given_back else [serial]
        finally:
            connections.close_all()
        return given

    with ThreadPoolExecutor(DESKS) as desks:
        numbers = sorted(serial for given in desks.map(desk, range(DESKS)) for serial in given)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > DESKS * LETTERS / 2
    assert problems() == []
