"""The working calendar of the store: that of the law, and what was decided after it was written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import TypeVar

from motcua.law.registry import law
from motcua.law.types import LOCAL, DayKind
from motcua.records import plain
from motcua.records.calendar.decisions import Decision
from motcua.records.calendar.models import DecidedDay
from motcua.records.places import queries as places
from motcua.rules.working_time import WorkCalendar

D = TypeVar("D", bound=Decision)

_LAST = "SELECT id, digest FROM calendar_decidedday ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionView(Decision):
    """A decision as applied; `actor_id` None: the operator of the command line."""

    id: int
    applied_at: datetime
    actor_id: int | None


def working_calendar(unit_id: int | None = None) -> WorkCalendar:
    """The calendar in force in this store, or at a unit, by its own decisions and those of the units above it.

    Built once for each state of the decisions; the check is one statement, where no unit has decisions of its own.
    """
    return working_calendars()(unit_id)


def working_calendars() -> Callable[[int | None], WorkCalendar]:
    """The calendar of each unit (None: the one of all), as the decisions stand now; asked once for many units."""
    last_id, digest = plain.lasting_row(_LAST, ()) or (0, "")
    deciding = _deciding(last_id, digest)

    @cache
    def of(unit_id: int | None) -> WorkCalendar:
        return _built(last_id, digest, _scope(unit_id, deciding))

    return of


def calendar_with(decisions: Iterable[Decision], unit_id: int | None = None) -> WorkCalendar:
    """The calendar as it would be, at a unit where one is named, if `decisions` were applied too."""
    every = (*decisions_applied(), *decisions)
    scope = _scope(unit_id, frozenset(one.unit.id for one in every if one.unit))
    return _calendar(every, scope)


def concerning(decisions: Iterable[D], unit_id: int) -> tuple[D, ...]:
    """Those of `decisions` that hold at a unit: of all units, of its own, and of those above it."""
    given = tuple(decisions)
    scope = _scope(unit_id, frozenset(one.unit.id for one in given if one.unit))
    return tuple(one for one in given if one.unit is None or one.unit.id in scope)


def decisions_applied() -> list[DecisionView]:
    """Every decision applied in this store, the first one first; the last one on a day and of a unit holds."""
    return [_view(row) for row in DecidedDay.objects.order_by("pk")]


def in_force() -> list[DecisionView]:
    """The decisions that hold, by day, those for all units before those of one."""
    last = {one.place: one for one in decisions_applied()}
    return [last[place] for place in sorted(last, key=lambda place: (place[0], place[1] or 0))]


@lru_cache(maxsize=4)
def _deciding(last_id: int, digest: str) -> frozenset[int]:
    """Ids of the units that have decisions of their own; `digest` as in `_built`."""
    rows = DecidedDay.objects.filter(pk__lte=last_id, unit__isnull=False)
    return frozenset(rows.values_list("unit_id", flat=True))


def _scope(unit_id: int | None, deciding: frozenset[int]) -> tuple[int, ...]:
    """The units whose own decisions hold at a unit, the widest first."""
    found: list[int] = []
    while deciding and unit_id is not None:
        if unit_id in deciding:
            found.append(unit_id)
        unit_id = places.unit_by_id(unit_id).parent_id
    return tuple(reversed(found))


@lru_cache(maxsize=16)
def _built(last_id: int, digest: str, scope: tuple[int, ...]) -> WorkCalendar:
    """The digest stands for all decisions up to the last: what was rolled back leaves nothing wrong behind."""
    return _calendar(map(_view, DecidedDay.objects.filter(pk__lte=last_id).order_by("pk")), scope)


def _calendar(decisions: Iterable[Decision], scope: tuple[int, ...]) -> WorkCalendar:
    """What a unit decided goes before what wider ones did; of the same units, the later decision holds."""
    known, given = law().calendar(), tuple(decisions)
    days = {exception.day: exception for exception in known.exceptions}
    for unit_id in (None, *scope):
        days |= {one.day: one.exception for one in given if (one.unit.id if one.unit else None) == unit_id}
    return WorkCalendar.from_law(replace(known, exceptions=tuple(days.values())))


def _view(row: DecidedDay) -> DecisionView:
    return DecisionView(
        id=row.pk,
        day=row.day,
        kind=DayKind(row.kind),
        reason=row.reason,
        document=row.document,
        article=row.article,
        unit=None if row.unit_id is None else places.unit_by_id(row.unit_id),
        applied_at=row.applied_at.astimezone(LOCAL),
        actor_id=row.actor_id,
    )
