"""The writer in hand-written SQL on Django's own SQLite connection: same rows as the ORM's, a fraction of its time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.law.types import LOCAL
from motcua.records.casework.changes import Change, Loaded, Outcome, Promise
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
from motcua.records.journal import sqlite as journal_sqlite
from motcua.records.outbox import actions as outbox
from motcua.records.outbox import sqlite as outbox_sqlite
from motcua.rules.dossier import Act, State
from motcua.rules.facts import COLUMNS, COUNTS, NOTHING, Facts, counts
from motcua.rules.numbering import LAST_SERIAL

Row = list[Any]


def _insert(table: str, columns: Iterable[str]) -> str:
    names = tuple(columns)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _plain(name: str) -> str:
    # An expression has no declared type, so that no converter of Django's is called: `read` is quicker.
    return f"+f.{name}" if is_instant(name) else f"f.{name}"


_LOAD = (
    f"SELECT {LOADED}, {', '.join(map(_plain, COLUMNS))} FROM casework_dossier d "
    "JOIN casework_factsrow f ON f.dossier_id = d.id AND f.version = d.version WHERE d.id = ?"
)
_SERIAL = (
    "INSERT INTO casework_codecounter (agency_id, day, last) VALUES (?, ?, 1) "
    f"ON CONFLICT (agency_id, day) DO UPDATE SET last = last + 1 WHERE last < {LAST_SERIAL} RETURNING last"
)
_OPEN = _insert("casework_dossier", (*OPENING, *STANDING))
_APPLICANT = _insert("casework_applicant", ("dossier_id", *PERSON))


@cache
def _update(columns: tuple[str, ...]) -> str:
    """The statement of an act that sets what moves, and `columns` besides."""
    assignments = ", ".join(f"{name} = ?" for name in ("version", *MOVING, *columns))
    return f"UPDATE casework_dossier SET {assignments} WHERE id = ? AND version = ?"


_SUPERSEDE = "UPDATE casework_factsrow SET known_to = ? WHERE dossier_id = ? AND version = ?"
_FACTS = _insert("casework_factsrow", ("dossier_id", "version", "known_from", *COLUMNS))
_LEDGER = (
    "INSERT INTO casework_ledgerrow (dossier_id, occurred_at, recorded_at, number, "
    f"{', '.join(PROMISE)}) VALUES (?, ?, ?, "
    "(SELECT COALESCE(MAX(number), 0) + 1 FROM casework_ledgerrow WHERE dossier_id = ?), "
    f"{', '.join('?' * len(PROMISE))})"
)
_ROLLUP = (
    f"INSERT INTO casework_rollup (unit_id, procedure_id, channel, day, {', '.join(COUNTS)}) "
    f"VALUES (?, ?, ?, ?, {', '.join('?' * len(COUNTS))}) "
    "ON CONFLICT (unit_id, day, procedure_id, channel) DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in COUNTS)
)
_ANSWERED = (
    "SELECT j.request_digest, j.subject_id, d.code, j.subject_version, +f.due_at FROM journal_entry j "
    "JOIN casework_dossier d ON d.id = j.subject_id "
    "JOIN casework_factsrow f ON f.dossier_id = d.id AND f.version = j.subject_version WHERE j.request_key = ?"
)

_INSTANTS = tuple(i for i, name in enumerate(COLUMNS) if is_instant(name))
_DAYS = tuple(i for i, name in enumerate(COLUMNS) if name.endswith("_day"))
_STATE = COLUMNS.index("state")
_PERSON_VALUES = attrgetter(*PERSON)
_SUBMITTED = OPENING.index("submitted_at")


@lru_cache(maxsize=4096)
def stored(at: datetime | None) -> str | None:
    """An instant as Django's SQLite backend stores it: UTC, without offset."""
    return None if at is None else str(at.astimezone(UTC).replace(tzinfo=None))


@lru_cache(maxsize=4096)
def read(text: str | None) -> datetime | None:
    """An instant as stored, in legal time."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(LOCAL)


class SqliteWriter:
    """`hot.base.Writer` on the raw connection of the current transaction."""

    def __init__(self, database: BaseDatabaseWrapper) -> None:
        self._database = database
        self._execute = database.connection.execute

    def load(self, dossier_id: int) -> Loaded | None:
        row = self._execute(_LOAD, (dossier_id,)).fetchone()
        if row is None:
            return None
        return loaded(row, facts=_facts(list(row[FACTS_FROM:])))

    def next_serial(self, agency_id: str, *, day: date) -> int:
        row = self._execute(_SERIAL, (agency_id, day.isoformat())).fetchone()
        return LAST_SERIAL + 1 if row is None else int(row[0])

    def open(self, change: Change) -> int:
        assert change.opening is not None
        row, opening = _row(change.after), opened(change)
        opening[_SUBMITTED] = stored(change.after.submitted_at)
        standing = (row[place] for place in STANDING_PLACES)
        dossier_id: int = self._execute(_OPEN, (*opening, *standing)).lastrowid
        self._execute(_APPLICANT, (dossier_id, *_PERSON_VALUES(change.opening.person)))
        self._record(change, dossier_id=dossier_id, row=row)
        return dossier_id

    def write(self, change: Change, *, dossier_id: int) -> None:
        row = _row(change.after)
        accepting = change.act is Act.ACCEPT
        standing = [row[place] for place in (ACCEPTED_PLACES if accepting else MOVING_PLACES)]
        sql = _update((*(AT_ACCEPTANCE if accepting else ()), *change.columns))
        values = (change.version, *standing, *change.columns.values(), dossier_id, change.version - 1)
        if self._execute(sql, values).rowcount != 1:
            raise stale()
        if change.person is not None:
            assignments = ", ".join(f"{name} = ?" for name in PERSON)
            self._execute(
                f"UPDATE casework_applicant SET {assignments} WHERE dossier_id = ?",
                (*_PERSON_VALUES(change.person), dossier_id),
            )
        self._record(change, dossier_id=dossier_id, row=row)

    def answered(self, request_key: str) -> tuple[str, Outcome] | None:
        row = self._execute(_ANSWERED, (request_key,)).fetchone()
        if row is None:
            return None
        return row[0], Outcome(dossier_id=row[1], code=row[2], version=row[3], due_at=read(row[4]), repeated=True)

    def _record(self, change: Change, *, dossier_id: int, row: Row) -> None:
        topic = f"dossier.{change.act.value}"
        entry = journal.drafted(
            act=topic,
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
        entry_id, _ = journal_sqlite.write(self._database, entry)
        recorded = stored(entry.record.recorded_at)
        if change.promise is not None:
            self._promise(change.promise, dossier_id=dossier_id, at=stored(change.at), recorded=recorded)
        if change.before is not None:
            self._execute(_SUPERSEDE, (recorded, dossier_id, change.version - 1))
        self._execute(_FACTS, (dossier_id, change.version, recorded, *row))
        self._rollup(change)
        message = outbox.drafted(
            topic=topic,
            subject_type="dossier",
            subject_id=dossier_id,
            payload={"code": change.code, "entry": entry_id, "version": change.version},
        )
        outbox_sqlite.write(self._database, message)

    def _promise(self, promise: Promise, *, dossier_id: int, at: str | None, recorded: str | None) -> None:
        self._execute(
            _LEDGER,
            (
                dossier_id, at, recorded, dossier_id, promise.kind.value, stored(promise.due_before),
                stored(promise.due_after), promise.legal_basis, promise.reason, promise.approver_id,
                promise.document, promise.basis, promise.explanation,
            ),
        )  # fmt: skip

    def _rollup(self, change: Change) -> None:
        new, old = counts(change.after), counts(change.before)
        if new == old:
            return
        facts = change.after
        assert facts.accepted_day is not None
        delta = tuple(a - b for a, b in zip(new, old, strict=True))
        assert delta != NOTHING
        place = (facts.unit_id, facts.procedure_id, facts.channel, facts.accepted_day.isoformat())
        self._execute(_ROLLUP, (*place, *delta))


def _row(facts: Facts) -> Row:
    row: Row = list(facts)
    for place in _INSTANTS:
        at = row[place]
        if at is not None:
            row[place] = stored(at)
    for place in _DAYS:
        day = row[place]
        row[place] = None if day is None else str(day)
    row[_STATE] = facts.state.value
    return row


def _facts(row: Row) -> Facts:
    for place in _INSTANTS:
        row[place] = read(row[place])
    row[_STATE] = State(str(row[_STATE]))
    return Facts._make(row)
