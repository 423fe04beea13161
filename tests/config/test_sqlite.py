"""The SQLite backend: durable settings as they really are, and a queue of writers that never says "locked"."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from motcua.config.durability import durability
from motcua.config.sqlite.base import Connection
from motcua.config.sqlite.lock import WriterLock
from tests.stores import sqlite, standing_on

WRITER = """
import sys, time
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "motcua.config.sqlite", "NAME": sys.argv[1]}}, USE_TZ=True)
import django; django.setup()
from django.db import connection, transaction
who, count, hold = int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
for number in range(count):
    with transaction.atomic(), connection.cursor() as cursor:
        last = cursor.execute("SELECT COALESCE(MAX(serial), 0) FROM code").fetchone()[0]
        cursor.execute("INSERT INTO code (serial, who) VALUES (%s, %s)", (last + 1, who))
        if hold:
            print("holding", flush=True)
            time.sleep(hold)
    with connection.cursor() as cursor:  # a single write outside a transaction queues as well
        cursor.execute("UPDATE seen SET times = times + 1")
"""


@pytest.fixture
def file(tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """A database in a file is the default one; it has a table of codes."""
    path = tmp_path / "motcua.sqlite3"
    with django_db_blocker.unblock(), standing_on(**sqlite(path)):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE code (serial integer PRIMARY KEY, who integer)")
            cursor.execute("CREATE TABLE seen (times integer)")
            cursor.execute("INSERT INTO seen VALUES (0)")
        yield path


def writer(file: Path, who: int, *, count: int, hold: float = 0) -> subprocess.Popen[str]:
    """Another process that writes `count` codes, holding each transaction open for `hold` seconds."""
    arguments = [str(file), str(who), str(count), str(hold)]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def insert(serial: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO code VALUES (%s, 0)", (serial,))


def serials() -> list[int]:
    with connection.cursor() as cursor:
        return [serial for (serial,) in cursor.execute("SELECT serial FROM code ORDER BY serial").fetchall()]


def opened() -> Connection:
    connection.ensure_connection()
    raw = connection.connection
    assert isinstance(raw, Connection)
    return raw


def lock() -> WriterLock:
    held = opened().writer_lock
    assert held is not None
    return held


def test_the_settings_are_durable(file: Path) -> None:
    assert durability(connection) == []
    answers = {
        name: opened().execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "busy_timeout", "temp_store")
    }
    assert answers == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "busy_timeout": 30_000,
        "temp_store": 2,
    }


@pytest.mark.parametrize(
    ("pragma", "problem"),
    [
        ("synchronous = NORMAL", "synchronous là 1, phải là FULL"),
        ("foreign_keys = OFF", "foreign_keys đang tắt"),
        ("recursive_triggers = OFF", "recursive_triggers đang tắt"),
        ("busy_timeout = 10", "busy_timeout là 10 ms"),
        ("journal_mode = DELETE", "journal_mode là delete, phải là WAL"),
    ],
)
def test_a_setting_that_loses_work_is_reported(file: Path, pragma: str, problem: str) -> None:
    opened().execute(f"PRAGMA {pragma}")
    (told,) = durability(connection)
    assert told.startswith(problem)


@pytest.mark.django_db
def test_a_database_in_memory_works_and_is_reported_as_unfit() -> None:
    assert opened().writer_lock is None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE only_here (a integer)")
        cursor.execute("INSERT INTO only_here VALUES (1)")
    problems = durability(connection)
    assert any("thiếu khóa ghi" in problem for problem in problems)
    assert any("journal_mode là memory" in problem for problem in problems)


def test_djangos_own_backend_is_reported_as_unfit(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    plain = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "plain.sqlite3"}
    with django_db_blocker.unblock(), standing_on(**plain):
        problems = durability(connection)
    assert any("journal_mode là delete" in problem for problem in problems)
    assert any("thiếu khóa ghi" in problem for problem in problems)


def test_the_settings_may_say_otherwise(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    chosen = {**sqlite(tmp_path / "motcua.sqlite3"), "OPTIONS": {"timeout": 2}}
    with django_db_blocker.unblock(), standing_on(**chosen):
        assert opened().execute("PRAGMA busy_timeout").fetchone() == (2000,)
        assert opened().execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_transaction_holds_the_lock_from_begin_to_the_end(file: Path) -> None:
    assert not lock().held
    with transaction.atomic():
        assert lock().held
        with transaction.atomic():
            assert lock().held
        assert lock().held
    assert not lock().held
    with transaction.atomic():
        transaction.set_rollback(True)
    assert not lock().held


def test_an_error_gives_the_lock_back(file: Path) -> None:
    insert(1)
    with pytest.raises(IntegrityError):
        insert(1)
    assert not lock().held
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("INSERT INTO code VALUES (1, 1)")
    assert not lock().held
    insert(2)
    assert serials() == [1, 2]


def test_closing_within_a_transaction_gives_the_lock_back(file: Path) -> None:
    with transaction.atomic():
        insert(1)
        held = lock()
        connection.close()
        assert not held.held
    insert(3)
    assert serials() == [3]


def test_a_read_takes_no_lock(file: Path) -> None:
    other = writer(file, 1, count=1, hold=30)
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == "holding\n"
        started = time.monotonic()
        assert serials() == []
        assert time.monotonic() - started < 1
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize(
    ("query", "queues"),
    [
        ("SELECT 1", False),
        ("  select 1", False),
        ("PRAGMA foreign_keys", False),
        ("EXPLAIN QUERY PLAN SELECT 1", False),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("WITH x AS (SELECT 8 AS serial) INSERT INTO code SELECT serial, 0 FROM x", True),
        ("insert INTO code VALUES (9, 0)", True),
        ("CREATE TABLE other (a integer)", True),
    ],
)
def test_what_queues_outside_a_transaction(file: Path, query: str, queues: bool) -> None:
    taken: list[bool] = []
    opened().set_trace_callback(lambda _: taken.append(lock().held))
    with connection.cursor() as cursor:
        cursor.execute(query)
    opened().set_trace_callback(None)
    assert any(taken) == queues
    assert not lock().held


def test_many_writes_at_once_queue_without_an_error(file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO code VALUES (%s, %s)", [(number, 0) for number in range(1, 6)])
    assert not lock().held
    assert serials() == [1, 2, 3, 4, 5]


def test_four_processes_write_without_an_error(file: Path) -> None:
    others = [writer(file, who, count=60) for who in range(4)]
    told = [other.communicate(timeout=60)[1] for other in others]
    assert told == [""] * 4
    assert [other.returncode for other in others] == [0] * 4
    assert serials() == list(range(1, 241))
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT times FROM seen").fetchone() == (240,)


def test_threads_of_one_process_queue_too(file: Path) -> None:
    errors: list[BaseException] = []

    def write(first: int) -> None:
        try:
            for serial in range(first, first + 20):
                insert(serial)
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(100 * number,)) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(serials()) == 80


def test_a_killed_holder_gives_the_lock_back_and_its_work_is_gone(file: Path) -> None:
    other = writer(file, 1, count=1, hold=60)
    assert other.stdout is not None
    assert other.stdout.readline() == "holding\n"
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    insert(7)
    assert serials() == [7]


def test_a_thread_that_would_wait_for_itself_is_told(file: Path) -> None:
    second = connections.create_connection("default")
    try:
        refused = pytest.raises(OperationalError, match="another connection")
        with transaction.atomic(), second.cursor() as cursor, refused:
            cursor.execute("INSERT INTO code VALUES (9, 9)")
    finally:
        second.close()
    assert serials() == []


def test_a_child_does_not_share_the_lock_of_its_parent(file: Path) -> None:
    mine = WriterLock(f"{file}.lock")
    mine.acquire()
    mine.release()
    child = os.fork()
    if child == 0:  # pragma: no cover  (measured in the parent)
        mine.acquire()
        time.sleep(0.4)
        os._exit(0)
    time.sleep(0.15)
    started = time.monotonic()
    mine.acquire()
    waited = time.monotonic() - started
    mine.close()
    os.waitpid(child, 0)
    assert waited > 0.1


def test_a_forgotten_lock_is_given_back(file: Path) -> None:
    forgotten = WriterLock(f"{file}.lock")
    forgotten.acquire()
    del forgotten
    gc.collect()
    insert(1)
    assert serials() == [1]


def test_the_lock_file_is_the_owners_alone(file: Path) -> None:
    insert(1)
    assert Path(f"{file}.lock").stat().st_mode & 0o777 == 0o600


def test_a_commit_is_in_the_file_at_once(file: Path) -> None:
    insert(5)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT serial FROM code").fetchall() == [(5,)]
