"""Which units took longer than their steps allow, over all dossiers of a period: stays counted by the hundred thousand.

Deeper figures come from indicators; these are for the people who run the units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db import connection

from motcua.records import clock, plain
from motcua.records.casework import legal
from motcua.records.casework.lists import listed
from motcua.records.casework.seeing import visible
from motcua.records.casework.stays import steps_of
from motcua.records.casework.views import ListRow
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.period import Period
from motcua.rules.stays import Mark, Stay, Version, stays
from motcua.rules.working_time import WorkCalendar

PAGE = 50
_CHUNK = 500

_STATES = {state.value: state for state in State}
_SQL = (
    "SELECT d.id, d.procedure_version_id, {due}, {whole}, f.holder_unit_id, f.step, f.state, {at}"
    " FROM casework_dossier d JOIN casework_factsrow f ON f.dossier_id = d.id AND f.known_from <= %s"
    " WHERE d.accepted_at >= %s AND d.accepted_at < %s{ours} ORDER BY d.id, f.version"
)
_MINUTES = {"sqlite": "unixepoch({}) / 60", "postgresql": "(EXTRACT(EPOCH FROM {}) / 60)::bigint"}
_WHOLE = "(d.unit_id IN ({units}) OR d.competent_unit_id IN ({units}))"
_OURS = " AND ({whole} OR d.id IN (SELECT h.dossier_id FROM casework_factsrow h WHERE h.holder_unit_id IN ({units})))"

Row = tuple[int, int, int | None, bool, int, int, str, int]
"""Dossier, version of its procedure, due as of this version of its facts (minutes since 1970), whether all of its way
may be told; and of the version: unit, step, state, from when (minutes since 1970)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitOverruns:
    """The stays of dossiers at a unit: how many, how many beyond the quota of their step and by how much, and the
    lateness laid to the unit; minutes are working minutes.
    """

    unit_id: int
    unit: str
    stays: int
    overruns: int
    overrun_minutes: int
    late_minutes: int


@dataclass(slots=True)
class _Sum:
    stays: int = 0
    overruns: int = 0
    overrun_minutes: int = 0
    late_minutes: int = 0


class _Way(NamedTuple):
    dossier_id: int
    stays: tuple[Stay, ...]


def overruns(
    viewer: Viewer, *, period: Period, unit_id: int | None = None, as_of: datetime | None = None
) -> tuple[UnitOverruns, ...]:
    """By unit, the stays of the dossiers accepted in a period, as they were known at `as_of` (now); `unit_id`: of one.

    A person is told of the units in their scope, and of all units through which dossiers went that theirs received
    or decide. Whose lateness is greatest comes first. Raises OutsideCalendar for dates beyond the calendar known.
    """
    sums: dict[int, _Sum] = {}
    for way in _ways(viewer, period, as_of=as_of or clock.now()):
        for stay in way.stays:
            total = sums.get(stay.unit_id)
            if total is None:
                total = sums[stay.unit_id] = _Sum()
            total.stays += 1
            total.overruns += stay.overrun > 0
            total.overrun_minutes += stay.overrun
            total.late_minutes += stay.late
    found = [_told(key, total) for key, total in sums.items() if unit_id in (None, key)]
    return tuple(sorted(found, key=lambda one: (-one.late_minutes, -one.overrun_minutes, one.unit_id)))


def behind(
    viewer: Viewer,
    *,
    period: Period,
    unit_id: int | None,
    as_of: datetime | None = None,
    after: int = 0,
    size: int = PAGE,
) -> tuple[tuple[ListRow, ...], int]:
    """The dossiers in which a unit, or any (None), overran or was late, those that the person may open, in the order
    of their codes' issue; and the id after which the next page starts (0: none).
    """
    ways = _ways(viewer, period, as_of=as_of or clock.now())
    ids = [way.dossier_id for way in ways if any(_lies_with(unit_id, stay) for stay in way.stays)]
    later = [dossier_id for dossier_id in ids if dossier_id > after]
    rows = visible(viewer).order_by("id")
    page: list[int] = []
    for start in range(0, len(later), _CHUNK):
        chosen = later[start : start + _CHUNK]
        page += rows.filter(pk__in=chosen).values_list("pk", flat=True)[: size + 1 - len(page)]
        if len(page) > size:
            return listed(rows.filter(pk__in=page[:size])), page[size - 1]
    return listed(rows.filter(pk__in=page)), 0


def _lies_with(unit_id: int | None, stay: Stay) -> bool:
    return unit_id in (None, stay.unit_id) and bool(stay.overrun or stay.late)


def _told(unit_id: int, total: _Sum) -> UnitOverruns:
    return UnitOverruns(
        unit_id=unit_id,
        unit=places.unit_by_id(unit_id).name,
        stays=total.stays,
        overruns=total.overruns,
        overrun_minutes=total.overrun_minutes,
        late_minutes=total.late_minutes,
    )


def _ways(viewer: Viewer, period: Period, *, as_of: datetime) -> Iterator[_Way]:
    """The stays that the person may be told of, dossier by dossier; those whose number is void are left out."""
    rows = _rows(viewer, period, as_of=as_of)
    if not rows:
        return
    calendar, minute_now = legal.calendar(), _minutes(as_of)
    starts = [place for place, row in enumerate(rows) if place == 0 or row[0] != rows[place - 1][0]]
    marks = _marks([row[7] for row in rows], calendar)
    ends = [*starts[1:], len(rows)]
    *dues, this_instant = _marks([*(rows[end - 1][2] or minute_now for end in ends), minute_now], calendar)
    steps, scope = cache(steps_of), policy.scope(viewer)
    for start, end, due in zip(starts, ends, dues, strict=True):
        dossier_id, version_id, promised, whole, *_, state, _ = rows[end - 1]
        if state == State.VOID:
            continue
        versions = [
            Version(row[4], None, row[5], _STATES[row[6]], mark)
            for row, mark in zip(rows[start:end], marks[start:end], strict=True)
        ]
        due_mark = None if promised is None else due
        found = stays(versions, steps=steps(version_id), due=due_mark, now=this_instant)
        yield _Way(dossier_id, found if whole else tuple(stay for stay in found if scope.allows(stay.unit_id)))


def _minutes(at: datetime) -> int:
    """Minutes since 1970."""
    return int(at.timestamp()) // 60


def _marks(minutes: list[int], calendar: WorkCalendar) -> list[Mark]:
    """Instants in minutes since 1970 as the calendar counts them. Raises OutsideCalendar."""
    import numpy as np  # weighs on every server process, and only this page needs it

    since = np.array(minutes, dtype=np.int64) - _minutes(calendar.origin)
    if since.min() < 0 or since.max() >= calendar.minutes:
        raise calendar.outside()
    worked = calendar.dense().worked[since]
    return list(map(Mark, since.tolist(), worked.tolist()))


def _rows(viewer: Viewer, period: Period, *, as_of: datetime) -> list[Row]:
    scope, minutes = policy.scope(viewer), _MINUTES[connection.vendor]
    ids = sorted(scope.unit_ids)
    units = ", ".join(["%s"] * len(ids)) or "NULL"
    whole = "1 = 1" if scope.everything else _WHOLE.format(units=units)
    ours = "" if scope.everything else _OURS.format(whole=whole, units=units)
    sql = _SQL.format(due=minutes.format("f.due_at"), at=minutes.format("f.last_at"), whole=whole, ours=ours)
    within = (plain.instant(as_of), plain.instant(period.start), plain.instant(period.end))
    return plain.rows(sql, within if scope.everything else (*ids, *ids, *within, *ids, *ids, *ids))
