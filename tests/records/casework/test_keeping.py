"""What is kept is what would be computed now, on each database, whoever records something meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from motcua.records import clock
from motcua.records.casework import keeping
from motcua.records.casework.models import FactsRow
from motcua.records.logs import own
from motcua.records.measures import honesty
from motcua.rules.dossier import State
from motcua.rules.period import period
from tests.postgresql.fixtures import Office
from tests.world import HAM_TAN, World

SPRING = period("2023-H1")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world in a store where what is recorded stays."""
    office: Office = request.getfixturevalue(f"{request.param}_office")
    keeping.forget()
    with office.here() as made:
        yield made
    keeping.forget()


@pytest.fixture
def asked() -> list[int]:
    """How many facts there were each time that something was computed."""
    return []


def facts(asked: list[int], *, as_of: datetime | None = None) -> int:
    def count() -> int:
        rows = FactsRow.objects.all() if as_of is None else FactsRow.objects.filter(known_from__lte=as_of)
        asked.append(rows.count())
        return asked[-1]

    return keeping.kept("facts", count, as_of=as_of)


def test_what_is_known_now_is_kept_until_the_next_act(shared: World, asked: list[int]) -> None:
    shared.accept()
    assert facts(asked) == facts(asked) == 1
    shared.accept()
    assert facts(asked) == facts(asked) == 2
    assert asked == [1, 2]


def test_what_was_known_then_is_kept_whatever_is_recorded_later(shared: World, asked: list[int]) -> None:
    shared.accept(at="2023-03-01 09:00")
    then = clock.instant("2023-03-31 00:00", field="at")
    assert facts(asked, as_of=then) == 1
    shared.accept(at="2023-04-03 09:00")
    assert facts(asked, as_of=then) == facts(asked, as_of=then) == 1
    assert asked == [1]


def test_what_was_known_then_is_counted_anew_when_more_was_known(shared: World, asked: list[int]) -> None:
    shared.accept(at="2023-03-01 09:00")
    then = clock.instant("2023-03-31 00:00", field="at")
    assert facts(asked, as_of=then) == 1
    shared.accept(at="2023-03-30 09:00")
    assert facts(asked, as_of=then) == 2


def test_another_store_with_the_same_ids_is_another_store(shared: World, asked: list[int]) -> None:
    shared.accept()
    then = clock.now() + timedelta(days=1)
    assert facts(asked, as_of=then) == 1
    FactsRow.objects.update(known_from=clock.now() + timedelta(days=2))
    assert facts(asked, as_of=then) == 0


def test_what_may_be_rolled_back_is_not_kept(shared: World, asked: list[int]) -> None:
    shared.accept()
    with transaction.atomic():
        shared.accept()
        assert facts(asked) == 2
        transaction.set_rollback(True)
    shared.accept()
    with transaction.atomic():
        assert facts(asked) == facts(asked) == 2
    assert asked == [2, 2, 2]


def test_an_act_on_its_way_is_not_overlooked(shared: World, asked: list[int]) -> None:
    """On PostgreSQL an act may be recorded after one that began later."""
    shared.accept()
    then = clock.now() + timedelta(days=1)
    with being_recorded(shared.accept):
        if connection.vendor == "postgresql":
            shared.accept(unit_key=HAM_TAN)
        counted = facts(asked, as_of=then)
        assert facts(asked, as_of=then) == counted
    assert facts(asked, as_of=then) == counted + 1


@contextmanager
def being_recorded(act: Callable[[], object]) -> Iterator[None]:
    """A transaction in another thread, open as long as the block."""
    written, done = Event(), Event()

    def record() -> None:
        try:
            with transaction.atomic():
                act()
                written.set()
                done.wait(20)
        finally:
            written.set()
            connections.close_all()

    thread = Thread(target=record)
    thread.start()
    assert written.wait(20)
    try:
        yield
    finally:
        done.set()
        thread.join(20)


def test_few_are_kept(shared: World, asked: list[int]) -> None:
    shared.accept()
    for number in range(keeping.MOST + 1):
        keeping.kept(("one of many", number), lambda: None)
    assert facts(asked) == facts(asked) == 1
    assert len(keeping._results) == keeping.MOST


def test_findings_and_own_logs_are_those_of_now(shared: World) -> None:
    chair = shared.viewer("van_phuc")
    for state in (State.PROCESSING, State.RETURNED, State.SUPPLEMENT, State.REFUSED):
        shared.bring(shared.accept(), state)
        found, log = honesty.look(chair, SPRING), own.own_log(chair, SPRING)
        assert honesty.look(chair, SPRING).findings is found.findings
        assert own.own_log(chair, SPRING) is log
        keeping.forget()
        assert honesty.look(chair, SPRING).findings == found.findings
        assert own.own_log(chair, SPRING) == log
