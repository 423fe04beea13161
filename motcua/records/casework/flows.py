"""Dossiers as official reports count them: from the versions of the facts known at a cut-off, in one statement.

The definition is `rules.reporting.flow`; this is the same in SQL, for SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from motcua.law.types import Channel
from motcua.records import plain
from motcua.records.casework.counting import PAGE, dossiers_of, newest_recorded
from motcua.records.casework.views import ListRow
from motcua.rules.dossier import State
from motcua.rules.reporting.changes import Change, Version, changes
from motcua.rules.reporting.columns import COLUMNS
from motcua.rules.reporting.flow import Cut, Flow, Known

_DATES = {
    "sqlite": "CASE WHEN substr({0}, 12, 2) < '17' THEN substr({0}, 1, 10) ELSE date({0}, '+7 hours') END",
    "postgresql": "({0} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
}
"""The legal date of an instant. SQLite keeps UTC as text, and `date` is slow: before 17:00 it is the same date."""

_STANDING = (
    "SELECT f.dossier_id, f.unit_id, f.level, d.procedure_version_id, f.due_at, f.end_kind, f.waiting_since,"
    " {due} AS due_day, {ended} AS ended_day,"
    " CASE WHEN f.accepted_day < %s THEN 1 ELSE 0 END AS carried,"
    " CASE WHEN f.channel = 'online' THEN 1 ELSE 0 END AS online,"
    " CASE WHEN f.ended_at < %s THEN 0 ELSE 1 END AS open"
    " FROM casework_factsrow n JOIN casework_factsrow f ON f.dossier_id = n.dossier_id"
    " AND f.version = CASE WHEN n.last_at < %s THEN n.version ELSE (SELECT MAX(e.version) FROM casework_factsrow e"
    " WHERE e.dossier_id = n.dossier_id AND e.known_from <= %s AND e.last_at < %s) END"
    " JOIN casework_dossier d ON d.id = f.dossier_id"
    " WHERE {known} AND n.unit_id IN ({units}) AND n.accepted_day <= %s AND n.dossier_id > %s AND n.state <> 'void'"
    " AND (n.ended_at IS NULL OR n.ended_at >= %s) AND f.accepted_day <= %s"
)
"""Of each dossier the version `n` that was known at the cut-off, and `f`, the last that had happened by the end of the
period: mostly the same.
"""

_KNOWN_THEN = "n.known_from <= %s AND (n.known_to IS NULL OR n.known_to > %s)"
_KNOWN_NOW = "n.known_to IS NULL"
"""The same while nothing was recorded after the cut-off; an index holds these."""

_FLOWS = (
    "SELECT s.dossier_id, s.unit_id, s.level, s.procedure_version_id, s.carried, s.online, s.open,"
    " CASE WHEN s.open = 0 AND s.due_at IS NULL THEN 'on_time'"
    " WHEN s.open = 0 AND s.ended_day < s.due_day THEN 'early'"
    " WHEN s.open = 0 AND s.ended_day = s.due_day THEN 'on_time'"
    " WHEN s.open = 0 THEN 'late' WHEN s.due_at IS NULL OR COALESCE({waiting}, %s) <= s.due_day THEN 'open_in_time'"
    " ELSE 'open_late' END AS fate,"
    " CASE WHEN s.open = 1 THEN '' ELSE s.end_kind END AS end_kind,"
    " CASE WHEN s.due_at IS NULL THEN 0 ELSE 1 END AS timed,"
    " CASE WHEN s.waiting_since IS NULL THEN 0 ELSE 1 END AS waiting"
    " FROM ({standing}) s"
)
_COUNTED = (
    "SELECT unit_id, level, procedure_version_id, carried, online, open, fate, end_kind, timed, waiting, COUNT(*)"
    " FROM ({flows}) c GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
)
_NAMES = {"end": "end_kind"}
"""Columns that another name has in SQL."""


class Group(NamedTuple):
    """Dossiers received by one unit under one version of a procedure that stand at one place in the flow."""

    unit_id: int
    level: str
    procedure_version_id: int
    flow: Flow
    dossiers: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Among:
    """Which dossiers of a report: those that these units received; of one level, of some versions of procedures."""

    unit_ids: frozenset[int]
    level: str = ""
    version_ids: frozenset[int] | None = field(default=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A dossier that stands elsewhere in a report than when its figures were pinned, by one act."""

    dossier_id: int
    unit_id: int
    level: str
    procedure_version_id: int
    change: Change


def counted(at: Cut, unit_ids: Collection[int]) -> tuple[Group, ...]:
    """Every dossier of a report, counted by unit, procedure and place. Who asks must be entitled to the units."""
    sql, values = _flows(at, unit_ids)
    rows = plain.rows(_COUNTED.format(flows=sql), values)
    return tuple(
        Group(unit_id, level, version_id, Flow(*place), count) for unit_id, level, version_id, *place, count in rows
    )


def fields_of(version_ids: Iterable[int]) -> dict[int, str]:
    """The fields of work of versions of procedures, as they were when dossiers were accepted under them."""
    marks, versions = _units(set(version_ids))
    return dict(plain.rows(f"SELECT id, field FROM catalogue_procedureversion WHERE id IN ({marks})", versions))  # noqa: S608  (marks only)


def ids(at: Cut, among: Among, column: str, *, after: int = 0, limit: int | None = None) -> list[int]:
    """The ids of the dossiers that a column counts, in order, from after one on."""
    flows, values = _flows(at, among.unit_ids, after=after)
    held = COLUMNS[column]
    conditions = [_one_of(f"c.{_NAMES.get(name, name)}", allowed) for name, allowed in held.items()]
    told: list[str | int] = [value for allowed in held.values() for value in allowed]
    if among.level:
        conditions.append("c.level = %s")
        told.append(among.level)
    if among.version_ids is not None:
        versions = sorted(among.version_ids)
        conditions.append(_one_of("c.procedure_version_id", versions))
        told += versions
    where = " AND ".join(conditions) or "1 = 1"
    most = "" if limit is None else f" LIMIT {limit}"
    sql = f"SELECT c.dossier_id FROM ({flows}) c WHERE {where} ORDER BY c.dossier_id{most}"  # noqa: S608  (of the code)
    return [dossier_id for (dossier_id,) in plain.rows(sql, (*values, *told))]


def members(at: Cut, among: Among, column: str, *, after: int = 0) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers that a column counts; and the id after which the next page starts (0: none)."""
    return dossiers_of(ids(at, among, column, after=after, limit=PAGE + 1))


def changed(at: Cut, unit_ids: Collection[int], *, until: datetime) -> tuple[Changed, ...]:
    """The acts recorded after `at.as_of` and not after `until` by which dossiers moved in the report, in the order in
    which they were recorded.
    """
    marks, units = _units(unit_ids)
    sql = _VERSIONS.format(units=marks)
    rows = plain.rows(sql, (plain.instant(at.as_of), plain.instant(until), *units, at.last.isoformat()))
    versions: defaultdict[tuple[int, int, str, int], list[Version]] = defaultdict(list)
    for row in rows:
        versions[row[:4]].append(_version(row[4:]))
    found = [
        Changed(dossier_id=of[0], unit_id=of[1], level=of[2], procedure_version_id=of[3], change=change)
        for of, told in versions.items()
        for change in changes(told, at, until=until)
    ]
    return tuple(sorted(found, key=lambda one: (one.change.recorded_at, one.dossier_id, one.change.number)))


_VERSIONS = (
    "SELECT f.dossier_id, f.unit_id, f.level, d.procedure_version_id, f.version, f.known_from, f.last_at, f.state,"
    " f.accepted_at, f.channel, f.due_at, f.ended_at, f.end_kind, f.waiting_since"
    " FROM casework_factsrow f JOIN casework_dossier d ON d.id = f.dossier_id"
    " WHERE f.dossier_id IN (SELECT n.dossier_id FROM casework_factsrow n WHERE n.known_from > %s"
    " AND n.known_from <= %s AND n.unit_id IN ({units}) AND n.accepted_day <= %s) ORDER BY f.dossier_id, f.version"
)


def _version(row: tuple[Any, ...]) -> Version:
    number, known_from, last_at, state, accepted, channel, due, ended, end_kind, waiting = row
    recorded_at, happened_at, accepted_at = map(plain.aware, (known_from, last_at, accepted))
    assert recorded_at is not None
    assert happened_at is not None
    known = None
    if accepted_at is not None:
        known = Known(
            accepted_at=accepted_at,
            online=channel == Channel.ONLINE,
            due_at=plain.aware(due),
            ended_at=plain.aware(ended),
            end_kind=end_kind,
            waiting_since=plain.aware(waiting),
        )
    return Version(number, recorded_at, happened_at, known, state == State.VOID)


def _flows(at: Cut, unit_ids: Collection[int], *, after: int = 0) -> tuple[str, tuple[str | int, ...]]:
    """Every dossier of a report with its place, as a statement and its values."""
    date_of = _DATES[connection.vendor].format
    marks, units = _units(unit_ids)
    until, as_of, start = map(plain.instant, (at.until, at.as_of, at.start))
    newest = newest_recorded()
    all_known = newest is None or newest <= at.as_of
    standing = _STANDING.format(
        due=date_of("f.due_at"),
        ended=date_of("f.ended_at"),
        known=_KNOWN_NOW if all_known else _KNOWN_THEN,
        units=marks,
    )
    sql = _FLOWS.format(waiting=date_of("s.waiting_since"), standing=standing)
    known = () if all_known else (as_of, as_of)
    last = at.last.isoformat()
    first = (at.day.isoformat(), at.first.isoformat(), until, until, as_of, until)
    return sql, (*first, *known, *units, last, after, start, last)


def _units(unit_ids: Iterable[int]) -> tuple[str, list[int]]:
    """Marks for a list of units that is never empty: no unit has the number 0."""
    units = sorted(unit_ids) or [0]
    return ", ".join(["%s"] * len(units)), units


def _one_of(column: str, values: Collection[object]) -> str:
    return f"{column} IN ({', '.join(['%s'] * len(values)) or 'NULL'})"
