"""Dossiers that are late in a report, one by one: by how many days, and which step at which unit held them longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from motcua.records import plain
from motcua.records.casework import flows, legal
from motcua.records.casework.flows import Among
from motcua.records.casework.stays import steps_of
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.reporting.flow import Cut
from motcua.rules.stays import Mark, Version, stays
from motcua.rules.working_time import OutsideCalendar, WorkCalendar

COLUMN = "all_late"
_CHUNK = 500

_VERSIONS = (
    "SELECT d.id, d.code, v.short_name, d.procedure_version_id, d.unit_id, f.accepted_at, f.due_at, f.ended_at,"
    " f.holder_unit_id, f.step, f.state, f.last_at FROM casework_dossier d"
    " JOIN catalogue_procedureversion v ON v.id = d.procedure_version_id"
    " JOIN casework_factsrow f ON f.dossier_id = d.id AND f.known_from <= %s AND f.last_at < %s"
    " WHERE d.id IN ({marks}) ORDER BY d.id, f.version"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class LateDossier:
    """A dossier that ended late, or is late and open (`ended_at` None). `days` are calendar days from the date due to
    the date of the end or of the cut-off; `step` and `step_unit`, "" where nothing tells, had the greatest part in it.
    """

    code: str
    procedure: str
    unit: str
    accepted_at: datetime
    due_at: datetime
    ended_at: datetime | None
    days: int
    step: str
    step_unit: str


def late(at: Cut, unit_ids: Iterable[int]) -> tuple[LateDossier, ...]:
    """The late dossiers of a report, the latest first. Who asks must be entitled to the units."""
    ids = flows.ids(at, Among(unit_ids=frozenset(unit_ids)), COLUMN)
    found: list[LateDossier] = []
    for start in range(0, len(ids), _CHUNK):
        found += _told(at, ids[start : start + _CHUNK])
    return tuple(sorted(found, key=lambda one: (-one.days, one.code)))


def _told(at: Cut, ids: Sequence[int]) -> Iterable[LateDossier]:
    sql = _VERSIONS.format(marks=", ".join(["%s"] * len(ids)))
    versions: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in plain.rows(sql, (plain.instant(at.as_of), plain.instant(at.until), *ids)):
        versions[row[0]].append(row)
    calendar, name = cache(legal.calendar), cache(lambda unit_id: places.unit_by_id(unit_id).short_name)
    return [_one(at, rows, calendar=calendar(rows[-1][4]), name=name) for rows in versions.values()]


def _one(at: Cut, rows: Sequence[tuple[Any, ...]], *, calendar: WorkCalendar, name: Any) -> LateDossier:
    _, code, procedure, version_id, unit_id, accepted, due, ended, *_ = rows[-1]
    accepted_at, due_at, ended_at = plain.aware(accepted), plain.aware(due), plain.aware(ended)
    assert accepted_at is not None
    assert due_at is not None  # nothing without a due date is late
    if ended_at is not None and ended_at >= at.until:
        ended_at = None
    step, step_unit = _slowest(at, rows, due=due_at, steps=steps_of(version_id), calendar=calendar)
    return LateDossier(
        code=code,
        procedure=procedure,
        unit=name(unit_id),
        accepted_at=accepted_at,
        due_at=due_at,
        ended_at=ended_at,
        days=(_end(at, ended_at) - due_at.date()).days,
        step=step,
        step_unit=name(step_unit) if step_unit else "",
    )


def _end(at: Cut, ended_at: datetime | None) -> date:
    return at.day if ended_at is None else ended_at.date()


def _slowest(
    at: Cut, rows: Sequence[tuple[Any, ...]], *, due: datetime, steps: Mapping[int, Any], calendar: WorkCalendar
) -> tuple[str, int]:
    """The step and unit with the greatest part of the lateness; of equal ones the first."""
    try:
        versions = [
            Version(row[8], None, row[9], State(row[10]), _mark(plain.aware(row[11]), calendar)) for row in rows
        ]
        found = stays(versions, steps=steps, due=_mark(due, calendar), now=_mark(at.until, calendar))
    except OutsideCalendar:
        return "", 0
    worst = max(found, key=lambda stay: stay.late, default=None)
    if worst is None or not worst.late:
        return "", 0
    step = steps.get(worst.step)
    return (step.name if step else ""), worst.unit_id


def _mark(at: datetime | None, calendar: WorkCalendar) -> Mark:
    assert at is not None
    return Mark(minute=calendar.minute(at), worked=calendar.between(calendar.origin, at))
