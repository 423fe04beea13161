"""A dossier's journal turned into one flat row, act by act; figures count over these rows and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from motcua.law.types import LOCAL
from motcua.rules.dossier import TRANSITIONS, Act, ClockEffect, State

RESULT = "result"
"""`end_kind` of a dossier that ended with a result; the other kinds are refused, stopped and withdrawn."""

_END_KINDS = {
    State.SETTLED: RESULT,
    State.REFUSED: "refused",
    State.STOPPED: "stopped",
    State.WITHDRAWN: "withdrawn",
}


class Facts(NamedTuple):
    """What is known of a dossier after its latest act, made by name. Durations in minutes; instants aware.

    `accepted_day` is the local date of acceptance. `waiting_minutes`, `working_minutes` (acceptance to end
    less waiting) count working minutes; `calendar_minutes` counts all. `apologised_at` is the first apology.
    The three verdicts are None while the dossier has not ended with a result, or has no due date.
    """

    unit_id: int
    competent_unit_id: int
    holder_unit_id: int
    holder_id: int | None
    level: str
    procedure_id: int
    channel: str
    state: State
    step: int
    submitted_at: datetime
    last_at: datetime
    accepted_at: datetime | None = None
    accepted_day: date | None = None
    first_due_at: datetime | None = None
    due_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    end_kind: str = ""
    waiting_since: datetime | None = None
    waiting_minutes: int = 0
    working_minutes: int | None = None
    calendar_minutes: int | None = None
    supplements: int = 0
    payment_waits: int = 0
    consultations: int = 0
    extensions: int = 0
    apologised_at: datetime | None = None
    on_time: bool | None = None
    on_time_by_date: bool | None = None
    first_promise_kept: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An act as the facts see it; the working minutes were counted when it was recorded.

    `due_at` is the due date after the act, given by acts that set, move or resume the term only.
    """

    act: Act
    at: datetime
    holder_unit_id: int
    holder_id: int | None
    step: int
    due_at: datetime | None = None
    waited: int = 0
    worked: int | None = None


def advanced(facts: Facts, event: Event) -> Facts:
    """The facts after one more act. Source: architecture of the ledger; the first due date never changes."""
    row = TRANSITIONS[event.act]
    state = row.target or facts.state
    return facts._replace(
        state=state,
        last_at=event.at,
        holder_unit_id=event.holder_unit_id,
        holder_id=event.holder_id,
        step=event.step,
        **_EFFECTS[row.clock](facts, event, state),
    )


def _unmoved(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    match event.act:
        case Act.RETURN_RESULT:
            return {"returned_at": event.at}
        case Act.CONSULT:
            return {"consultations": facts.consultations + 1}
        case Act.APOLOGISE:
            return {"apologised_at": facts.apologised_at or event.at}
        case _:
            return {}


def _started(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    return {
        "accepted_at": event.at,
        "accepted_day": event.at.astimezone(LOCAL).date(),
        "first_due_at": event.due_at,
        "due_at": event.due_at,
    }


def _paused(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    if event.act is Act.REQUIRE_PAYMENT:
        return {"waiting_since": event.at, "payment_waits": facts.payment_waits + 1}
    return {"waiting_since": event.at, "supplements": facts.supplements + 1}


def _resumed(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    waiting_minutes = facts.waiting_minutes + event.waited
    return {"waiting_since": None, "waiting_minutes": waiting_minutes, "due_at": event.due_at}


def _extended(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    return {
        "due_at": event.due_at,
        "extensions": facts.extensions + 1,
        "apologised_at": facts.apologised_at or event.at,
    }


def _moved(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    return {"due_at": event.due_at}


def _ended(facts: Facts, event: Event, state: State) -> dict[str, Any]:
    kind = _END_KINDS.get(state, "")
    on_time, by_date, first_kept = _verdicts(facts, at=event.at) if kind == RESULT else (None, None, None)
    return {
        "ended_at": event.at,
        "end_kind": kind,
        "waiting_since": None,
        "waiting_minutes": facts.waiting_minutes + event.waited,
        "working_minutes": event.worked,
        "calendar_minutes": _minutes_since(facts.accepted_at, at=event.at),
        "on_time": on_time,
        "on_time_by_date": by_date,
        "first_promise_kept": first_kept,
    }


_EFFECTS: dict[ClockEffect, Callable[[Facts, Event, State], dict[str, Any]]] = {
    ClockEffect.NONE: _unmoved,
    ClockEffect.START: _started,
    ClockEffect.PAUSE: _paused,
    ClockEffect.RESUME: _resumed,
    ClockEffect.EXTEND: _extended,
    ClockEffect.MOVE: _moved,
    ClockEffect.END: _ended,
}


def _verdicts(facts: Facts, *, at: datetime) -> tuple[bool | None, bool | None, bool | None]:
    if facts.due_at is None or facts.first_due_at is None:
        return None, None, None
    by_date = at.astimezone(LOCAL).date() <= facts.due_at.astimezone(LOCAL).date()
    return at <= facts.due_at, by_date, at <= facts.first_due_at


def _minutes_since(start: datetime | None, *, at: datetime) -> int | None:
    return None if start is None else int((at - start).total_seconds()) // 60


COLUMNS: tuple[str, ...] = Facts._fields
"""The names of the facts, in the order in which a Facts holds them."""


COUNTS = (
    "received",
    "settled",
    "with_result",
    "refused",
    "stopped",
    "withdrawn",
    "due",
    "on_time",
    "on_time_by_date",
    "first_promise_kept",
)
"""The additive counters kept by the rollups, in the order of `counts`."""

NOTHING: tuple[int, ...] = (0,) * len(COUNTS)


def counts(facts: Facts | None) -> tuple[int, ...]:
    """What one dossier adds to each counter of COUNTS: nothing before acceptance and when void."""
    if facts is None or facts.accepted_at is None or facts.state is State.VOID:
        return NOTHING
    if not facts.end_kind:
        return _OPEN
    kind = facts.end_kind
    return (
        1,
        1,
        int(kind == RESULT),
        int(kind == "refused"),
        int(kind == "stopped"),
        int(kind == "withdrawn"),
        int(facts.on_time is not None),
        int(bool(facts.on_time)),
        int(bool(facts.on_time_by_date)),
        int(bool(facts.first_promise_kept)),
    )


_OPEN: tuple[int, ...] = (1, *NOTHING[1:])
