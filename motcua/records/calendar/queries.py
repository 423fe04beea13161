"""The working calendar of the store: that of the law, and what was decided after it was written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from motcua.law.registry import law
from motcua.law.types import LOCAL, CalendarException, DayKind
from motcua.records import plain
from motcua.records.calendar.decisions import Decision
from motcua.records.calendar.models import DecidedDay
from motcua.rules.working_time import WorkCalendar

_LAST = "SELECT id, digest FROM calendar_decidedday ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, kw_only=True, slots=True)
class DecisionView(Decision):
    """A decision as applied; `actor_id` None: the operator of the command line."""

    id: int
    applied_at: datetime
    actor_id: int | None


def working_calendar() -> WorkCalendar:
    """The calendar in force in this store. Built once for each state of the decisions; the check is one statement."""
    last = plain.row(_LAST, ())
    return _built(*(last or (0, "")))


def calendar_with(decisions: Iterable[Decision]) -> WorkCalendar:
    """The calendar as it would be if `decisions` were applied too."""
    return _calendar(one.exception for one in (*decisions_applied(), *decisions))


def decisions_applied() -> list[DecisionView]:
    """Every decision applied in this store, the first one first; the last one on a day holds."""
    return [_view(row) for row in DecidedDay.objects.order_by("pk")]


def in_force() -> list[DecisionView]:
    """The decisions that hold, by day."""
    last = {one.day: one for one in decisions_applied()}
    return [last[day] for day in sorted(last)]


@lru_cache(maxsize=4)
def _built(last_id: int, digest: str) -> WorkCalendar:
    """The digest stands for all decisions up to the last: what was rolled back leaves nothing wrong behind."""
    return _calendar(_view(row).exception for row in DecidedDay.objects.filter(pk__lte=last_id).order_by("pk"))


def _calendar(exceptions: Iterable[CalendarException]) -> WorkCalendar:
    known = law().calendar()
    days = {exception.day: exception for exception in (*known.exceptions, *exceptions)}
    return WorkCalendar.from_law(replace(known, exceptions=tuple(days.values())))


def _view(row: DecidedDay) -> DecisionView:
    return DecisionView(
        id=row.pk,
        day=row.day,
        kind=DayKind(row.kind),
        reason=row.reason,
        document=row.document,
        article=row.article,
        applied_at=row.applied_at.astimezone(LOCAL),
        actor_id=row.actor_id,
    )
