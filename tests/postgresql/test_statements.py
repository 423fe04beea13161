"""On PostgreSQL an act is written by one statement, which the server has prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from motcua.records import plain
from motcua.records.casework.models import Dossier
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict
from tests.postgresql.fixtures import Office
from tests.world import World

pytestmark = pytest.mark.postgresql


@pytest.fixture
def world(postgresql_office: Office) -> Iterator[World]:
    with postgresql_office.here() as made:
        yield made


@contextmanager
def writing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements that write, sent inside the block."""
    sent: list[str] = []
    execute = psycopg.Cursor.execute

    def executed(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        text = query.decode() if isinstance(query, bytes) else str(query)
        if "INSERT" in text or "UPDATE" in text:
            sent.append(text)
        return execute(self, query, params, **options)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", executed)
        yield sent


def test_intake_takes_its_number_and_writes_the_rest_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(monkeypatch) as sent:
        world.accept()
    counter, whole = sent
    assert "casework_codecounter" in counter
    for table in ("dossier", "applicant", "ledgerrow", "factsrow", "rollup"):
        assert f"INSERT INTO casework_{table}" in whole
    assert "INSERT INTO journal_entry" in whole
    assert "INSERT INTO outbox_message" in whole


def test_a_further_act_is_one_statement(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with writing(monkeypatch) as sent:
        world.do("approve", at, by="bich_thuy")
    assert len(sent) == 1


def test_the_server_prepares_what_comes_again(world: World) -> None:
    def prepared() -> int:
        ((number,),) = plain.prepared(connections[DEFAULT_DB_ALIAS], "SELECT count(*) FROM pg_prepared_statements", ())
        return int(number)

    for _ in range(4):
        world.accept(phone="")
    known = prepared()
    assert known >= 4
    for unknown in ("0900000001", ""):
        world.accept(phone=unknown, copies=2)
    assert prepared() == known


def test_the_statement_of_a_stale_act_writes_nothing(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    world.do("approve", before, by="bich_thuy")
    with pytest.raises(Conflict):
        world.do("approve", before, by="bich_thuy")
    assert Dossier.objects.get().version == before.version + 1


def test_parts_that_follow_an_empty_part_write_nothing(world: World) -> None:
    database = connections[DEFAULT_DB_ALIAS]
    none = plain.Part(name="none", sql="SELECT id FROM casework_dossier WHERE id = %s", values=(404,))
    counter = "INSERT INTO casework_codecounter (agency_id, day, last) SELECT %s, %s, 1 FROM none"
    with transaction.atomic():
        written = plain.Part(name="written", sql=f"{counter} RETURNING id", values=("000.30.30.H59", "2023-04-27"))
        assert plain.together(database, [none, written], giving="SELECT id FROM written") == []


def test_a_value_that_the_database_cannot_hold_finds_nothing(world: World) -> None:
    assert plain.row("SELECT id FROM places_unit WHERE key = %s", ("tra_cu\0",)) is None
