"""The way of one dossier through hands, as its control slip tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.law.types import Role
from motcua.records.casework import legal
from motcua.records.casework.hand_overs import Direction
from motcua.records.casework.views import DossierView, TimelineEntry
from motcua.records.catalogue import queries as catalogue
from motcua.records.places import queries as places
from motcua.rules.dossier import Act
from motcua.rules.process import StepTable
from motcua.rules.working_time import OutsideCalendar, WorkCalendar


class Outcome(StrEnum):
    """How a time compares with its limit: by the minute late, early when something was left."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A hand-over in the life of one dossier, for its control slip.

    `spent` working minutes the giver had it, less all waiting for the citizen; `quota` those that its step allows
    (0: none set); `outcome` of them, for the result of its due date; None where there is nothing to compare with.
    """

    act: Act
    direction: Direction
    at: datetime
    giver: str
    giver_unit: str
    receiver: str
    receiver_unit: str
    spent: int
    quota: int
    outcome: Outcome | None


_PASSING = frozenset({Act.FORWARD, Act.ASSIGN, Act.SEND_BACK, Act.HAND_OVER, Act.APPROVE})
_RETURNING = frozenset({Act.SETTLE, Act.RETURN_RESULT})


def passages(dossier: DossierView) -> tuple[Passage, ...]:
    """The hand-overs of a dossier in order: out from acceptance to approval, back from the result to the citizen.

    An act that leaves the dossier where it lies is none; approving is none either, the result goes on when issued.
    """
    steps = catalogue.version(dossier.procedure_version_id).steps
    units = dict[int, str]()
    told: list[Passage] = []
    since, waited = dossier.accepted_at, 0
    holding: Mapping[str, Any] | None = None
    for entry in dossier.timeline:
        event = _event(entry)
        waited += event["waited"] or 0
        if since and holding and entry.act in (_PASSING - {Act.APPROVE}) | _RETURNING and _moves(entry, holding, event):
            told.append(_passage(dossier, entry, holding, spent=(since, waited), steps=steps, units=units))
            since, waited = entry.at, 0
        holding = event
    return tuple(told)


def _event(entry: TimelineEntry) -> Mapping[str, Any]:
    """Where an act left the dossier, as the journal keeps it."""
    data: Mapping[str, Any] = entry.data
    event: Mapping[str, Any] = data["event"]
    return event


def _moves(entry: TimelineEntry, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    places_changed = (before["holder_unit"], before["holder"]) != (after["holder_unit"], after["holder"])
    return entry.act in _RETURNING or places_changed


def _passage(
    dossier: DossierView,
    entry: TimelineEntry,
    before: Mapping[str, Any],
    *,
    spent: tuple[datetime, int],
    steps: StepTable,
    units: dict[int, str],
) -> Passage:
    event = _event(entry)
    for unit_id in (before["holder_unit"], event["holder_unit"]):
        if unit_id not in units:
            units[unit_id] = places.unit_by_id(unit_id).short_name
    back = entry.act in _RETURNING
    step = steps.step(before["step"])
    quota = step.minutes if step else 0
    minutes = _worked(spent[0], entry.at) - spent[1]
    receiver, receiver_unit = entry.to, units[event["holder_unit"]]
    if entry.act is Act.RETURN_RESULT:
        receiver, receiver_unit = str((entry.personal or {}).get("recipient", "")), ""
    return Passage(
        act=entry.act,
        direction=Direction.BACK if back else Direction.OUT,
        at=entry.at,
        giver=entry.actor,
        giver_unit=units[before["holder_unit"]],
        receiver="" if receiver == receiver_unit else receiver,
        receiver_unit=receiver_unit,
        spent=max(0, minutes),
        quota=quota,
        outcome=_by_due(entry.at, dossier.due_at) if back else _by_quota(minutes, quota),
    )


def hand_back_by(dossier: DossierView) -> datetime | None:
    """The latest time at which the unit that handles must give the result to the desk: the due date, less the quotas
    of the desk's own last steps. None where nothing is promised, or beyond the calendar known.
    """
    if dossier.due_at is None or dossier.accepted_at is None:
        return None
    minutes = 0
    for step in reversed(catalogue.version(dossier.procedure_version_id).steps.way()):
        if step.role is not Role.COUNTER:
            break
        minutes += step.minutes
    calendar = legal.calendar(dossier.unit_id)
    try:
        return _earlier(dossier.due_at, minutes=minutes, not_before=dossier.accepted_at, calendar=calendar)
    except OutsideCalendar:
        return None


def _earlier(due: datetime, *, minutes: int, not_before: datetime, calendar: WorkCalendar) -> datetime:
    """The latest instant from which `minutes` working minutes are left until `due`, found by halving."""
    if minutes == 0 or calendar.between(not_before, due) <= minutes:
        return due if minutes == 0 else not_before
    low, high = 0, int((due - not_before).total_seconds()) // 60
    while low < high:
        middle = (low + high + 1) // 2
        left = calendar.between(not_before + timedelta(minutes=middle), due)
        low, high = (middle, high) if left >= minutes else (low, middle - 1)
    return not_before + timedelta(minutes=low)


def _worked(start: datetime, end: datetime) -> int:
    try:
        return legal.calendar().between(start, end)
    except OutsideCalendar:
        return 0


def _by_quota(spent: int, quota: int) -> Outcome | None:
    if not quota:
        return None
    return Outcome.LATE if spent > quota else Outcome.EARLY if spent < quota else Outcome.ON_TIME


def _by_due(at: datetime, due: datetime | None) -> Outcome | None:
    if due is None:
        return None
    if at > due:
        return Outcome.LATE
    return Outcome.ON_TIME if at.date() == due.date() else Outcome.EARLY
