"""A promise as pages show it: how much working time is left, and why it is that date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.desks.frame.formats import remaining_vi, working_span_vi
from motcua.desks.frame.pages import Badge, Tone, Why
from motcua.records.casework import queries
from motcua.records.casework.lists import NEAR_MINUTES
from motcua.rules.deadline import Line
from motcua.rules.dossier import INSIDE, WAITING, State
from motcua.rules.working_time import WorkCalendar


def due_badge(
    *,
    state: State,
    due_at: datetime | None,
    ended_at: datetime | None,
    now: datetime,
    calendar: WorkCalendar | None = None,
) -> Badge | None:
    """What remains until the promise, or how it was kept; None where there is nothing to say.

    A list of many gives the `calendar` that it looked up once.
    """
    if state in WAITING:
        return Badge(tone=Tone.QUIET, text="đang tạm dừng")
    if due_at is None:
        return None
    if state in INSIDE:
        return _running(queries.remaining(due_at, at=now, calendar=calendar), passed=due_at < now)
    if state in (State.SETTLED, State.RETURNED) and ended_at:
        return _kept(queries.remaining(due_at, at=ended_at, calendar=calendar))
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
