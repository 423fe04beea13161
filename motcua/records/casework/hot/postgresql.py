"""The writer on PostgreSQL: each act is written, whole, by one prepared statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.law.types import LOCAL
from motcua.records.casework.changes import Change, Loaded, Outcome
from motcua.records.casework.hot.base import stale
from motcua.records.casework.hot.columns import (
    ACCEPTED_PLACES,
    AT_ACCEPTANCE,
    FACTS_FROM,
    LOADED,
    MOVING,
    MOVING_PLACES,
    OPENING,
    PERSON,
    PROMISE,
    STANDING,
    STANDING_PLACES,
    is_instant,
    loaded,
    opened,
)
from motcua.records.journal import actions as journal
from motcua.records.journal import postgresql as journal_postgresql
from motcua.records.outbox import actions as outbox
from motcua.records.outbox import postgresql as outbox_postgresql
from motcua.records.plain import Part, prepared, together
from motcua.rules.dossier import Act, State
from motcua.rules.facts import COLUMNS, COUNTS, Facts, counts
from motcua.rules.numbering import LAST_SERIAL

_INSTANTS = tuple(place for place, name in enumerate(COLUMNS) if is_instant(name))
_STATE = COLUMNS.index("state")


def _marks(names: Iterable[str]) -> str:
    return ", ".join("%s" for _ in names)


def _assigned(names: Iterable[str]) -> str:
    return ", ".join(f"{name} = %s" for name in names)


def _read_plain(name: str) -> str:
    # As text: the driver would make a datetime in Python of each, `_instant` knows most of them.
    return f"f.{name}::text" if is_instant(name) else f"f.{name}"


_LOAD = (
    f"SELECT {LOADED}, {', '.join(map(_read_plain, COLUMNS))} FROM casework_dossier d "
    "JOIN casework_factsrow f ON f.dossier_id = d.id AND f.version = d.version WHERE d.id = %s"
)
_ANSWERED = (
    "SELECT j.request_digest, j.subject_id, d.code, j.subject_version, f.due_at::text FROM journal_entry j "
    "JOIN casework_dossier d ON d.id = j.subject_id "
    "JOIN casework_factsrow f ON f.dossier_id = d.id AND f.version = j.subject_version WHERE j.request_key = %s"
)
_NEXT_ID = "nextval(pg_get_serial_sequence('casework_dossier', 'id'))"
_SERIAL = (
    "INSERT INTO casework_codecounter AS c (agency_id, day, last) VALUES (%s, %s, 1) "
    f"ON CONFLICT (agency_id, day) DO UPDATE SET last = c.last + 1 WHERE c.last < {LAST_SERIAL} "
    f"RETURNING last, {_NEXT_ID}"
)
_OPEN = (
    f"INSERT INTO casework_dossier (id, {', '.join((*OPENING, *STANDING))}) "
    f"VALUES (%s, {_marks((*OPENING, *STANDING))}) RETURNING id"
)
_UPDATE = "UPDATE casework_dossier SET {assigned} WHERE id = %s AND version = %s RETURNING id"
_APPLICANT = (
    f"INSERT INTO casework_applicant (dossier_id, {', '.join(PERSON)}) SELECT id, {_marks(PERSON)} FROM dossier"
)
_CORRECTED = f"UPDATE casework_applicant SET {_assigned(PERSON)} FROM dossier WHERE dossier_id = dossier.id"
_LEDGER = (
    f"INSERT INTO casework_ledgerrow (dossier_id, number, occurred_at, recorded_at, {', '.join(PROMISE)}) SELECT id, "
    "(SELECT COALESCE(MAX(number), 0) + 1 FROM casework_ledgerrow WHERE dossier_id = dossier.id), "
    f"%s, %s, {_marks(PROMISE)} FROM dossier"
)
_SUPERSEDE = "UPDATE casework_factsrow SET known_to = %s FROM dossier WHERE dossier_id = dossier.id AND version = %s"
_FACTS = (
    f"INSERT INTO casework_factsrow (dossier_id, version, known_from, {', '.join(COLUMNS)}) "
    f"SELECT id, %s, %s, {_marks(COLUMNS)} FROM dossier"
)
_ROLLUP = (
    f"INSERT INTO casework_rollup AS r (unit_id, procedure_id, channel, day, {', '.join(COUNTS)}) "
    f"SELECT %s, %s, %s, %s, {_marks(COUNTS)} FROM dossier ON CONFLICT (unit_id, day, procedure_id, channel) "
    f"DO UPDATE SET {', '.join(f'{name} = r.{name} + excluded.{name}' for name in COUNTS)}"
)
_person_values = attrgetter(*PERSON)
_promise_values = attrgetter(*PROMISE)


class PostgresqlWriter:
    """`hot.base.Writer` on the connection of the current transaction; one for each act."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self._database = database
        self._next_id: int | None = None

    def load(self, dossier_id: int) -> Loaded | None:
        row = next(iter(self._read(_LOAD, dossier_id)), None)
        if row is None:
            return None
        return loaded(row, facts=_facts(list(row[FACTS_FROM:])))

    def next_serial(self, agency_id: str, *, day: date) -> int:
        # The id of the dossier comes along: it stands in the entry of the journal, made before the statement.
        row = next(iter(self._read(_SERIAL, agency_id, day)), None)
        if row is None:
            return LAST_SERIAL + 1
        serial, self._next_id = row
        return int(serial)

    def open(self, change: Change) -> int:
        assert change.opening is not None
        dossier_id = self._taken_id()
        standing = (change.after[place] for place in STANDING_PLACES)
        dossier = Part(name="dossier", sql=_OPEN, values=(dossier_id, *opened(change), *standing))
        applicant = Part(name="applicant", sql=_APPLICANT, values=_person_values(change.opening.person))
        self._record([dossier, applicant], change, dossier_id=dossier_id)
        return dossier_id

    def write(self, change: Change, *, dossier_id: int) -> None:
        accepting = change.act is Act.ACCEPT
        names = (*MOVING, *AT_ACCEPTANCE) if accepting else MOVING
        standing = (change.after[place] for place in (ACCEPTED_PLACES if accepting else MOVING_PLACES))
        sql = _UPDATE.format(assigned=_assigned(("version", *names, *change.columns)))
        values = (change.version, *standing, *change.columns.values(), dossier_id, change.version - 1)
        parts = [Part(name="dossier", sql=sql, values=values)]
        if change.person is not None:
            parts.append(Part(name="applicant", sql=_CORRECTED, values=_person_values(change.person)))
        self._record(parts, change, dossier_id=dossier_id)

    def answered(self, request_key: str) -> tuple[str, Outcome] | None:
        row = next(iter(self._read(_ANSWERED, request_key)), None)
        if row is None:
            return None
        return row[0], Outcome(dossier_id=row[1], code=row[2], version=row[3], due_at=_instant(row[4]), repeated=True)

    def _read(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return prepared(self._database, sql, values)

    def _taken_id(self) -> int:
        if self._next_id is None:
            ((self._next_id,),) = self._read(f"SELECT {_NEXT_ID}")
        taken, self._next_id = self._next_id, None
        assert taken is not None
        return taken

    def _record(self, parts: list[Part], change: Change, *, dossier_id: int) -> None:
        """Writes `parts`, the first of which gives the row `dossier`, and all that follows from the act."""
        draft = journal.drafted(
            act=f"dossier.{change.act.value}",
            subject_type="dossier",
            subject_id=dossier_id,
            version=change.version,
            actor_id=change.actor_id,
            occurred_at=change.at,
            data=change.told,
            personal=change.personal,
            request_key=change.request_key,
            request_digest=change.request_digest,
        )
        parts += journal_postgresql.parts(draft, after="dossier")
        parts += _remembered(change, recorded_at=draft.record.recorded_at)
        message = outbox.drafted(
            topic=draft.record.act,
            subject_type="dossier",
            subject_id=dossier_id,
            payload={"code": change.code, "entry": 0, "version": change.version},
        )
        parts.append(outbox_postgresql.part(message))
        if not together(self._database, parts, giving="SELECT id FROM entry"):
            raise stale()


def _remembered(change: Change, *, recorded_at: datetime) -> Iterable[Part]:
    """Ledger, facts and counters."""
    promise, after = change.promise, change.after
    if promise is not None:
        yield Part(name="ledger", sql=_LEDGER, values=(change.at, recorded_at, *_promise_values(promise)))
    if change.before is not None:
        yield Part(name="superseded", sql=_SUPERSEDE, values=(recorded_at, change.version - 1))
    yield Part(name="facts", sql=_FACTS, values=(change.version, recorded_at, *after))
    new, old = counts(after), counts(change.before)
    if new != old:
        place = (after.unit_id, after.procedure_id, after.channel, after.accepted_day)
        delta = [step - before for step, before in zip(new, old, strict=True)]
        yield Part(name="rollup", sql=_ROLLUP, values=(*place, *delta))


@lru_cache(maxsize=4096)
def _instant(text: str | None) -> datetime | None:
    """An instant as the server spells it, in legal time."""
    return None if text is None else datetime.fromisoformat(text).astimezone(LOCAL)


def _facts(row: list[Any]) -> Facts:
    for place in _INSTANTS:
        row[place] = _instant(row[place])
    row[_STATE] = State(row[_STATE])
    return Facts._make(row)
