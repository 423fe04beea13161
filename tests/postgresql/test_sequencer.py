"""On PostgreSQL many write the journal at once and one sequencer puts the entries in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from motcua.config.durability import durability
from motcua.law.types import LOCAL
from motcua.records import clock, keys
from motcua.records.journal import queries
from motcua.records.journal.actions import append, checkpoint, sequence
from motcua.records.journal.models import Leaf, Pending, Tree
from tests.postgresql.cluster import Cluster
from tests.stores import standing_on

pytestmark = pytest.mark.postgresql


@pytest.fixture(autouse=True)
def store_with_keys(postgresql_journal: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    keys.create()
    with clock.standing_at(clock.instant("2023-04-28 15:20", field="at")):
        yield


def write(subject_id: int = 1) -> int:
    return append(
        act="accept",
        subject_type="dossier",
        subject_id=subject_id,
        version=1,
        actor_id=None,
        occurred_at=clock.now().astimezone(LOCAL),
        data={},
        personal={"name": "Huỳnh Thị Nu"},
    ).entry_id


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            with clock.standing_at(clock.instant("2023-04-28 15:21", field="at")):
                work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_an_entry_waits_for_its_place_until_it_is_needed() -> None:
    with transaction.atomic():
        write()
    assert (Pending.objects.count(), Leaf.objects.count(), Tree.objects.get().size) == (1, 0, 0)
    assert queries.check() == []
    assert queries.entries_of("dossier", 1)[0].position is None
    assert sequence() == 1
    assert sequence() == 0
    assert (Pending.objects.count(), Tree.objects.get().size) == (0, 1)
    assert queries.entries_of("dossier", 1)[0].position == 0


def test_an_entry_committed_late_gets_a_later_place_and_none_is_left_out() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            write(1)
            begun.set()
            assert go_on.wait(10)

    thread = in_thread(slow)
    assert begun.wait(10)
    with transaction.atomic():
        quick = write(2)
    assert checkpoint().size == 1
    go_on.set()
    thread.join()
    assert checkpoint().size == 2
    ordered = list(Leaf.objects.order_by("position").values_list("entry_id", flat=True))
    assert ordered[0] == quick
    assert ordered[1] < quick
    assert queries.check() == []


def test_writers_do_not_wait_for_the_sequencer() -> None:
    with transaction.atomic():
        write(1)
        sequence()  # its lock is held until this transaction ends

        def other() -> None:
            with transaction.atomic():
                write(2)

        thread = in_thread(other)
        thread.join(5)
        assert not thread.is_alive()
    assert sequence() == 1


def test_sequencers_at_once_give_each_entry_one_place() -> None:
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(30):
                with transaction.atomic():
                    write(number)
                if number % 7 == 0:
                    checkpoint()
        except BaseException as error:
            errors.append(error)

    threads = [in_thread(work) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert errors == []
    assert checkpoint().size == 120
    assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == list(range(120))
    assert queries.check() == []


def test_what_is_sequenced_and_rolled_back_leaves_no_trace() -> None:
    with transaction.atomic():
        write()
        assert sequence() == 1
        transaction.set_rollback(True)
    assert sequence() == 0
    assert queries.check() == []


def test_many_entries_are_sequenced_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.records.journal.postgresql._BATCH", 100)
    with transaction.atomic():
        for number in range(520):
            write(number)
    assert sequence() == 520
    assert queries.check() == []


def test_the_server_is_durable_and_says_when_it_is_not() -> None:
    connection = connections["default"]
    assert durability(connection) == []
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    (problem,) = durability(connection)
    assert problem.startswith("synchronous_commit đang tắt")


def test_all_migrations_run_on_postgresql(cluster: Cluster) -> None:

    cluster.execute("CREATE DATABASE whole")
    with standing_on(**cluster.settings("whole")):
        call_command("migrate", verbosity=0)
        assert "journal_entry" in connections["default"].introspection.table_names()
    cluster.execute("DROP DATABASE whole WITH (FORCE)")
