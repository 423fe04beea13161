"""Random lives of a dossier along the transition table, for the properties of facts and figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from motcua.rules.dossier import TRANSITIONS, Act, ClockEffect, State
from motcua.rules.facts import Event, Facts, advanced

_BEGIN = datetime(2023, 1, 1, tzinfo=UTC)
_DATES = frozenset({ClockEffect.START, ClockEffect.RESUME, ClockEffect.EXTEND, ClockEffect.MOVE})

MINUTES = st.integers(0, 400_000).map(lambda minutes: timedelta(minutes=minutes))
"""Steps of time, from nothing to nine months."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """The events of one dossier, and its facts after each of them."""

    events: tuple[Event, ...]
    facts: tuple[Facts, ...]

    @property
    def last(self) -> Facts:
        """The facts after the latest act."""
        return self.facts[-1]


def blank(*, at: datetime, unit_id: int = 1, channel: str = "counter") -> Facts:
    """A dossier that has just been handed in."""
    return Facts(
        unit_id=unit_id,
        competent_unit_id=unit_id,
        holder_unit_id=unit_id,
        holder_id=None,
        level="commune",
        procedure_id=1,
        channel=channel,
        state=State.SUBMITTED,
        step=0,
        submitted_at=at,
        last_at=at,
    )


@st.composite
def walks(draw: st.DrawFn, *, most: int = 8) -> Walk:
    """Up to `most` acts that the table allows, each at or after the one before it."""
    at = _BEGIN + draw(MINUTES)
    facts = blank(at=at, unit_id=draw(st.integers(1, 3)), channel=draw(st.sampled_from(("counter", "online", "post"))))
    events: list[Event] = []
    known: list[Facts] = []
    for _ in range(draw(st.integers(1, most))):
        allowed = [act for act, row in TRANSITIONS.items() if facts.state in row.sources]
        if not allowed:
            break
        at += draw(MINUTES)
        event = _event(draw, draw(st.sampled_from(allowed)), facts=facts, at=at)
        facts = advanced(facts, event)
        events.append(event)
        known.append(facts)
    return Walk(events=tuple(events), facts=tuple(known))


def _event(draw: st.DrawFn, act: Act, *, facts: Facts, at: datetime) -> Event:
    effect = TRANSITIONS[act].clock
    due_at = None
    if effect is ClockEffect.START:
        due_at = draw(st.none() | MINUTES.map(lambda later: at + later))
    elif effect in _DATES and facts.due_at is not None:
        due_at = facts.due_at + draw(MINUTES)
    ends = effect is ClockEffect.END
    return Event(
        act=act,
        at=at,
        holder_unit_id=draw(st.integers(1, 3)),
        holder_id=draw(st.none() | st.integers(1, 9)),
        step=draw(st.integers(0, 5)),
        due_at=due_at,
        waited=draw(st.integers(0, 999)) if facts.waiting_since else 0,
        worked=draw(st.integers(0, 9_999)) if ends else None,
    )
