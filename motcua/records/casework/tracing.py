"""The instants of dossiers, and when they were written down, for checks of honesty to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import connection

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.casework import counting, legal
from motcua.records.people import policy
from motcua.records.people.policy import Scope
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.facts import RESULT
from motcua.rules.honesty.trace import Trace
from motcua.rules.period import Period
from motcua.rules.working_time import WorkCalendar

_OFFSET = int(LOCAL.utcoffset(None).total_seconds()) // 60
_MINUTES = {"sqlite": "unixepoch({}) / 60", "postgresql": "FLOOR(EXTRACT(EPOCH FROM {}) / 60)::bigint"}
_NOW = "f.known_to IS NULL"
_THEN = "f.known_from <= %s AND (f.known_to IS NULL OR f.known_to > %s)"
_SQL = (
    "SELECT f.dossier_id, f.unit_id, {accepted}, {entered}, {first_due}, {due}, {ended}, f.end_kind"
    " FROM casework_factsrow f"
    " LEFT JOIN casework_ledgerrow l ON l.dossier_id = f.dossier_id AND l.kind = 'promise'"
    " WHERE {known} AND f.accepted_day <= %s"
    " AND (f.ended_at IS NULL OR f.ended_at >= %s) AND f.state <> %s{ours}"
    " ORDER BY f.dossier_id"
)
_STOPPED = (
    "SELECT l.dossier_id, {at}, {due} FROM casework_ledgerrow l"
    " WHERE l.kind = 'pause' AND l.due_before IS NOT NULL AND l.recorded_at <= %s"
)


def traces(viewer: Viewer, period: Period, *, as_of: datetime) -> Iterator[Trace]:
    """The dossiers of the units that a person sees whole which were received until the end of a period and open in it
    for at least a moment, as known at `as_of`; void numbers are left out.

    A dossier of which no first promise is in the ledger counts as entered when it was accepted. Raises OutsideCalendar
    for a suspension beyond the calendar known.
    """
    stops = _stops(as_of)
    scope = policy.scope(viewer)
    for row in _rows(period, scope, as_of):
        dossier_id, unit_id, accepted, entered, first_due, due, ended, end_kind = row
        stopped, left = stops.get(dossier_id, (None, None))
        yield Trace(
            dossier_id,
            unit_id,
            accepted + _OFFSET,
            (accepted if entered is None else entered) + _OFFSET,
            None if first_due is None else first_due + _OFFSET,
            None if due is None else due + _OFFSET,
            None if ended is None else ended + _OFFSET,
            ended is not None and end_kind == RESULT,
            stopped,
            left,
        )


def _rows(
    period: Period, scope: Scope, as_of: datetime
) -> list[tuple[int, int, int, int | None, int | None, int | None, int | None, str]]:
    minutes = _MINUTES[connection.vendor]
    newest, ids = counting.newest_recorded(), sorted(scope.unit_ids)
    all_known = newest is None or newest <= as_of
    ours = "" if scope.everything else f" AND f.unit_id IN ({', '.join(['%s'] * len(ids)) or 'NULL'})"
    sql = _SQL.format(
        accepted=minutes.format("f.accepted_at"),
        entered=minutes.format("l.recorded_at"),
        first_due=minutes.format("f.first_due_at"),
        due=minutes.format("f.due_at"),
        ended=minutes.format("f.ended_at"),
        known=_NOW if all_known else _THEN,
        ours=ours,
    )
    known = () if all_known else (plain.instant(as_of),) * 2
    within = (*known, period.last.isoformat(), plain.instant(period.start), State.VOID.value)
    return plain.rows(sql, within if scope.everything else (*within, *ids))


def _stops(as_of: datetime) -> dict[int, tuple[int, int]]:
    """By dossier, when its clock was stopped with the least working time left, and how many minutes that was."""
    minutes = _MINUTES[connection.vendor]
    sql = _STOPPED.format(at=minutes.format("l.occurred_at"), due=minutes.format("l.due_before"))
    found = plain.rows(sql, (plain.instant(as_of),))
    stops: dict[int, tuple[int, int]] = {}
    calendar = legal.calendar() if found else None
    for dossier_id, at, due in found:
        assert calendar is not None
        left = _left(at, due, calendar)
        if dossier_id not in stops or left < stops[dossier_id][1]:
            stops[dossier_id] = at + _OFFSET, left
    return stops


def _left(at: int, due: int, calendar: WorkCalendar) -> int:
    return max(0, calendar.between(_instant(at), _instant(due))) if at < due else 0


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
