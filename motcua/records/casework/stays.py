"""The way of a dossier from unit to unit, and which units overran their steps: read from the versions of the facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from motcua.law.registry import law
from motcua.law.types import Term, TermUnit
from motcua.records import clock, plain
from motcua.records.casework import legal
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.people import queries as people
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.passing_on import pass_on_by
from motcua.rules.process import Step
from motcua.rules.stays import Mark, Stay, Version, stays
from motcua.rules.working_time import OutsideCalendar, WorkCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class StayView:
    """A step of the way at one unit: `people` who held it, in order. `worked`, `quota` (0: none set), `overrun` and
    `late`, its part of the lateness, are working minutes; `until` is None while the dossier is there.
    """

    unit_id: int
    unit: str
    people: tuple[str, ...]
    step: int
    step_name: str
    since: datetime
    until: datetime | None
    worked: int
    quota: int
    overrun: int
    late: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """The stays of a dossier in order. `pass_on_by` is until when whoever received it had to pass it on, `passed_on_at`
    when that was done; both None for a dossier that was never accepted.
    """

    stays: tuple[StayView, ...]
    pass_on_by: datetime | None
    passed_on_at: datetime | None

    @property
    def late(self) -> int:
        """Working minutes by which the dossier is, or was, late."""
        return sum(stay.late for stay in self.stays)


_VERSIONS = (
    "SELECT holder_unit_id, holder_id, step, state, last_at FROM casework_factsrow"
    " WHERE dossier_id = %s ORDER BY version"
)

NO_ROUTE = Route(stays=(), pass_on_by=None, passed_on_at=None)
"""Of a dossier that was never accepted, or whose time lies outside the calendar known."""


def of(dossier: DossierView) -> Route:
    """The way of a dossier that a person sees, until now."""
    if dossier.accepted_at is None:
        return NO_ROUTE
    try:
        return _route(dossier, calendar=legal.calendar(dossier.unit_id), now=clock.now())
    except OutsideCalendar:
        return NO_ROUTE


def steps_of(version_id: int) -> Mapping[int, Step]:
    """The steps of a procedure version by their numbers."""
    return {step.number: step for step in catalogue.version(version_id).steps.steps}


def _route(dossier: DossierView, *, calendar: WorkCalendar, now: datetime) -> Route:
    versions = [
        Version(unit_id=unit, account_id=holder, step=step, state=State(state), at=_mark(last_at, calendar))
        for unit, holder, step, state, at in plain.rows(_VERSIONS, (dossier.id,))
        if (last_at := plain.aware(at)) is not None
    ]
    due = None if dossier.due_at is None else _mark(dossier.due_at, calendar)
    steps = steps_of(dossier.procedure_version_id)
    found = stays(versions, steps=steps, due=due, now=_mark(now, calendar))
    assert dossier.accepted_at is not None
    return Route(
        stays=_views(found, steps=steps, calendar=calendar),
        pass_on_by=_pass_on_by(dossier.accepted_at, calendar),
        passed_on_at=_passed_on(versions, calendar),
    )


def _mark(at: datetime, calendar: WorkCalendar) -> Mark:
    return Mark(minute=calendar.minute(at), worked=calendar.between(calendar.origin, at))


def _views(found: tuple[Stay, ...], *, steps: Mapping[int, Step], calendar: WorkCalendar) -> tuple[StayView, ...]:
    names = people.names_of(account_id for stay in found for account_id in stay.account_ids)
    units = {unit_id: places.unit_by_id(unit_id).name for unit_id in {stay.unit_id for stay in found}}
    return tuple(
        StayView(
            unit_id=stay.unit_id,
            unit=units[stay.unit_id],
            people=tuple(names.get(account_id, "") for account_id in stay.account_ids),
            step=stay.step,
            step_name=steps[stay.step].name if stay.step in steps else "",
            since=calendar.instant(stay.since),
            until=None if stay.until is None else calendar.instant(stay.until),
            worked=stay.worked,
            quota=stay.quota,
            overrun=stay.overrun,
            late=stay.late,
        )
        for stay in found
    )


def _pass_on_by(accepted: datetime, calendar: WorkCalendar) -> datetime:
    day = accepted.date()
    cut_off = law().value_on("deadlines.hand_over_cut_off", day).value
    morning = law().value_on("deadlines.hand_over_next_morning", day).value
    assert isinstance(cut_off, time)
    assert isinstance(morning, Term)
    assert morning.unit is TermUnit.WORKING_HOUR
    return pass_on_by(accepted, cut_off=cut_off, morning_minutes=morning.amount * 60, calendar=calendar)


def _passed_on(versions: list[Version], calendar: WorkCalendar) -> datetime | None:
    """When the dossier first left whoever accepted it."""
    accepted = next(version for version in versions if version.state is State.ACCEPTED)
    for version in versions[versions.index(accepted) :]:
        if (version.unit_id, version.account_id) != (accepted.unit_id, accepted.account_id):
            return calendar.instant(version.at.minute)
    return None
