"""How much working time a dossier has left, as a badge."""

from __future__ import annotations

from datetime import datetime

from motcua.desks.frame.formats import remaining_vi, working_span_vi
from motcua.desks.frame.pages import Badge, Tone
from motcua.records.casework import queries
from motcua.records.casework.lists import NEAR_MINUTES
from motcua.rules.dossier import INSIDE, WAITING, State


def due_badge(*, state: State, due_at: datetime | None, ended_at: datetime | None, now: datetime) -> Badge | None:
    """What remains until the promise, or how it was kept; None where there is nothing to say."""
    if state in WAITING:
        return Badge(tone=Tone.QUIET, text="đang tạm dừng")
    if due_at is None:
        return None
    if state in INSIDE:
        return _running(queries.remaining(due_at, at=now), passed=due_at < now)
    if state in (State.SETTLED, State.RETURNED) and ended_at:
        return _kept(queries.remaining(due_at, at=ended_at))
    return None


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
