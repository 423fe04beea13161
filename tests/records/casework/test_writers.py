"""The hand-written SQL writes what the ORM writes, to the letter, and the same on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from motcua.records import clock
from motcua.records.casework import performing
from motcua.records.casework.hot import OrmWriter, PostgresqlWriter, SqliteWriter, Writer, writer
from motcua.records.casework.models import Dossier
from motcua.records.journal import actions as journal
from motcua.rules.dossier import State
from motcua.rules.refusal import Refusal
from tests.postgresql.fixtures import Office
from tests.proving import examples
from tests.records.casework.contents import Rows, contents, forgotten, refused, values
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.casework.inputs import BEFORE, INPUTS, named, opened
from tests.world import World

Kind = Callable[[], Writer]
KINDS = pytest.mark.parametrize("kind", [OrmWriter, writer])
ON_THE_WORLD = settings(
    deadline=None, max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def _without_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts and the machine's clock, which differ from one writing to the next, stand still."""
    monkeypatch.setattr(journal, "os", SimpleNamespace(urandom=bytes))
    monkeypatch.setattr(clock, "machine", lambda: datetime(2026, 1, 1, tzinfo=UTC))


def written(kind: Kind, world: World, script: list[Step], *, read: Callable[[], Rows]) -> Rows:
    with pytest.MonkeyPatch.context() as patch, forgotten():
        patch.setattr(performing, "writer", kind)
        History(world=world).play(script)
        journal.sequence()
        return {table: _without_ids(rows) if table in _UPSERTED else rows for table, rows in read().items()}


_UPSERTED = ("casework_codecounter", "casework_rollup")
"""Tables whose rows are found by what they count; an upsert leaves gaps in their ids, which say nothing."""


def _without_ids(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(row[1:] for row in rows)


def test_each_database_has_a_writer_of_its_own(db: None) -> None:
    kinds = {"sqlite": SqliteWriter, "postgresql": PostgresqlWriter}
    assert type(writer()) is kinds[connection.vendor]


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_any_history_is_written_alike(world: World, script: list[Step]) -> None:
    assert written(writer, world, script, read=contents) == written(OrmWriter, world, script, read=contents)


@pytest.mark.postgresql
@ON_THE_WORLD
@given(script=SCRIPTS)
def test_any_history_is_written_alike_on_both_databases(
    world: World, postgresql_office: Office, script: list[Step]
) -> None:
    with postgresql_office.here() as world_there:
        there = written(writer, world_there, script, read=values)
    assert there == written(writer, world, script, read=values)


@KINDS
def test_every_act_through_either_writer(world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "writer", kind)
    for act, inputs in INPUTS.items():
        before = opened(world, BEFORE[act])
        first = world.do(named(act), before, key=f"once-{act}", **inputs)
        again = world.do(named(act), before, key=f"once-{act}", **inputs)
        assert again.repeated
        assert (again.version, again.due_at) == (first.version, first.due_at)


@KINDS
def test_a_writer_loads_what_it_wrote(world: World, kind: Kind) -> None:
    for state in (State.ACCEPTED, State.SUPPLEMENT, State.RETURNED, State.VOID):
        at = world.bring(world.accept(), state)
        loaded, other = kind().load(at.dossier_id), writer().load(at.dossier_id)
        assert loaded == other
        assert loaded is not None
        assert (loaded.code, loaded.version, loaded.facts.state) == (at.code, at.version, state)
    assert kind().load(404) is None
    assert kind().answered("nobody:asked") is None


@KINDS
def test_the_last_number_of_a_day_is_not_passed(world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(performing, "writer", kind)
    world.accept()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_codecounter SET last = 99998")
    assert world.accept().code.endswith("-99999")
    with refused(Refusal, "serial"):
        world.accept()
    assert Dossier.objects.count() == 2
