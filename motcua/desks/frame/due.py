"""A promise as pages show it: how much working time is left, and why it is that date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from motcua.desks.frame.formats import remaining_vi, working_span_vi
from motcua.desks.frame.pages import Badge, Tone, Why
from motcua.records.casework import legal, queries
from motcua.records.casework.lists import NEAR_MINUTES
from motcua.rules.deadline import Line
from motcua.rules.dossier import INSIDE, WAITING, State
from motcua.rules.working_time import WorkCalendar


class Promised(Protocol):
    """A dossier as its promise is told: in a list, on a page."""

    @property
    def state(self) -> State: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


def due_badge(
    of: Promised, *, now: datetime, calendars: Callable[[int | None], WorkCalendar] = legal.calendar
) -> Badge | None:
    """What remains until the promise by the calendar of the unit which received it, or how it was kept; None where
    there is nothing to say. A list of many gives the `calendars` that it looked up once.
    """
    if of.state in WAITING:
        return Badge(tone=Tone.QUIET, text="đang tạm dừng")
    if of.due_at is None:
        return None
    if of.state in INSIDE:
        return _running(queries.remaining(of.due_at, at=now, calendar=calendars(of.unit_id)), passed=of.due_at < now)
    if of.state in (State.SETTLED, State.RETURNED) and of.ended_at:
        return _kept(queries.remaining(of.due_at, at=of.ended_at, calendar=calendars(of.unit_id)))
    return None


def why(lines: Iterable[Line]) -> Why | None:
    """The lines that explain a date, and what they rest on, each source once; None without lines."""
    told = tuple(lines)
    sources = tuple(dict.fromkeys(line.source for line in told if line.source))
    return Why(lines=tuple(line.text for line in told), sources=sources) if told else None


def _running(minutes: int | None, *, passed: bool) -> Badge | None:
    if minutes is None:
        return None
    if passed and not minutes:  # after office hours of the day it was due
        return Badge(tone=Tone.LATE, text="vừa quá hạn")
    tone = Tone.LATE if minutes < 0 else Tone.NEAR if minutes <= NEAR_MINUTES else Tone.CALM
    return Badge(tone=tone, text=remaining_vi(minutes))


def _kept(minutes: int | None) -> Badge | None:
    if minutes is None:
        return None
    if minutes < 0:
        return Badge(tone=Tone.LATE, text=f"xong muộn {working_span_vi(-minutes)}")
    return Badge(tone=Tone.GOOD, text="xong đúng hẹn")
