"""The hand-written SQL writes what the ORM writes, to the letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from motcua.records import clock
from motcua.records.casework import opening, performing
from motcua.records.casework.hot import OrmWriter, SqliteWriter, Writer
from motcua.records.casework.models import Dossier
from motcua.records.journal import actions as journal
from motcua.rules.dossier import State
from motcua.rules.refusal import Refusal
from tests.records.casework.contents import Rows, contents, forgotten, refused
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.casework.inputs import BEFORE, INPUTS, named, opened
from tests.world import World


@pytest.fixture(autouse=True)
def _without_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Salts and the machine's clock, which differ from one writing to the next, stand still."""
    monkeypatch.setattr(journal, "os", SimpleNamespace(urandom=bytes))
    monkeypatch.setattr(clock, "machine", lambda: datetime(2026, 1, 1, tzinfo=UTC))


Kind = Callable[[], Writer]


def sqlite_writer() -> SqliteWriter:
    return SqliteWriter(connection.connection)


def written(kind: Kind, world: World, script: list[Step]) -> Rows:
    with pytest.MonkeyPatch.context() as patch, forgotten():
        patch.setattr(opening, "writer", kind)
        patch.setattr(performing, "writer", kind)
        History(world=world).play(script)
        return {table: _without_ids(rows) if table in _UPSERTED else rows for table, rows in contents().items()}


_UPSERTED = ("casework_codecounter", "casework_rollup")
"""Tables whose rows are found by what they count; an upsert leaves gaps in their ids, which say nothing."""


def _without_ids(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row[1:] for row in rows]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=SCRIPTS)
def test_any_history_is_written_alike(world: World, script: list[Step]) -> None:
    assert written(sqlite_writer, world, script) == written(OrmWriter, world, script)


@pytest.mark.parametrize("kind", [OrmWriter, sqlite_writer])
def test_every_act_through_either_writer(world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "writer", kind)
    monkeypatch.setattr(performing, "writer", kind)
    for act, inputs in INPUTS.items():
        before = opened(world, BEFORE[act])
        first = world.do(named(act), before, key=f"once-{act}", **inputs)
        again = world.do(named(act), before, key=f"once-{act}", **inputs)
        assert again.repeated
        assert (again.version, again.due_at) == (first.version, first.due_at)


@pytest.mark.parametrize("kind", [OrmWriter, sqlite_writer])
def test_a_writer_loads_what_it_wrote(world: World, kind: Kind) -> None:
    for state in (State.ACCEPTED, State.SUPPLEMENT, State.RETURNED, State.VOID):
        at = world.bring(world.accept(), state)
        loaded, other = kind().load(at.dossier_id), sqlite_writer().load(at.dossier_id)
        assert loaded == other
        assert loaded is not None
        assert (loaded.code, loaded.version, loaded.facts.state) == (at.code, at.version, state)
    assert kind().load(404) is None
    assert kind().answered("nobody:asked") is None


@pytest.mark.parametrize("kind", [OrmWriter, sqlite_writer])
def test_the_last_number_of_a_day_is_not_passed(world: World, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "writer", kind)
    world.accept()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_codecounter SET last = 99998")
    assert world.accept().code.endswith("-99999")
    with refused(Refusal, "serial"):
        world.accept()
    assert Dossier.objects.count() == 2
