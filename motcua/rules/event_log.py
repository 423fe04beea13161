"""Event logs: what happened to cases, activity by activity, and what a log as a whole says of them.

A log may be ours or another system's, so it speaks of cases and activities, not of dossiers and acts. The terms are
those of IEEE 1849 (XES). Instants are whole milliseconds since 1970 (UTC), durations milliseconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from motcua.law.types import LOCAL

SECOND = 1_000
HOUR = 3_600 * SECOND
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class Event(NamedTuple):
    """An activity that happened to a case, made by name; `resource` is who did it, "" where nobody is told."""

    activity: str
    at: int
    resource: str = ""


class Case(NamedTuple):
    """A case with its events in order, at least one; made by name.

    `planned_end` is until when it was to be closed, `actual_end` when it was: None where the log does not tell.
    """

    key: str
    events: tuple[Event, ...]
    channel: str = ""
    planned_end: int | None = None
    actual_end: int | None = None

    @property
    def start(self) -> int:
        """When its first event happened."""
        return self.events[0].at

    @property
    def duration(self) -> int | None:
        """From the first event until the actual end; None while it is open."""
        return None if self.actual_end is None else self.actual_end - self.events[0].at

    @property
    def span(self) -> int:
        """From the first event until the last."""
        return self.events[-1].at - self.events[0].at

    @property
    def fate(self) -> Fate:
        """How it ended, if it did."""
        if self.actual_end is None:
            return Fate.OPEN
        if self.planned_end is None:
            return Fate.UNPLANNED
        return Fate.LATE if self.actual_end > self.planned_end else Fate.ON_TIME


class Fate(StrEnum):
    """How a case ended: by its planned end, after it, without one; or not yet."""

    ON_TIME = "on_time"
    LATE = "late"
    UNPLANNED = "unplanned"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """A log in numbers. `late` are cases closed after their planned end, `unplanned` those closed without one; `open`
    are those whose actual end the log does not tell. `channels` counts cases, without those of an unknown channel.

    `median` is that of the durations of closed cases, None without any. `first` and `last` are the instants of the
    first and last event. `repeating` counts cases in which an activity was done again, `backward` closed cases that end
    before they begin: an error of whoever wrote the log.
    """

    cases: int
    events: int
    activities: int
    variants: int
    resources: int
    channels: Mapping[str, int] = field(default_factory=dict)
    closed: int
    late: int
    unplanned: int
    open: int
    median: float | None
    repeating: int
    backward: int
    first: int | None
    last: int | None

    @property
    def on_time(self) -> int:
        """Cases closed at or before their planned end."""
        return self.closed - self.late - self.unplanned

    @property
    def median_hours(self) -> float | None:
        """The median duration of closed cases in hours, not rounded."""
        return None if self.median is None else self.median / HOUR

    def to_json(self) -> dict[str, Any]:
        """The shape in which `motcua log summary --json` tells it."""
        return {
            "cases": self.cases,
            "events": self.events,
            "activities": self.activities,
            "variants": self.variants,
            "resources": self.resources,
            "channels": dict(self.channels),
            "closed": self.closed,
            "late": self.late,
            "open": self.open,
            "median_hours": self.median_hours,
        }


def summary(cases: Sequence[Case]) -> Summary:
    """What a log says as a whole. A case closed exactly at its planned end is on time."""
    fates = Counter(case.fate for case in cases)
    durations = sorted(duration for case in cases if (duration := case.duration) is not None)
    return Summary(
        cases=len(cases),
        events=sum(len(case.events) for case in cases),
        activities=len({event.activity for case in cases for event in case.events}),
        variants=len({activities(case) for case in cases}),
        resources=len({event.resource for case in cases for event in case.events} - {""}),
        channels=dict(Counter(case.channel for case in cases if case.channel).most_common()),
        closed=len(durations),
        late=fates[Fate.LATE],
        unplanned=fates[Fate.UNPLANNED],
        open=fates[Fate.OPEN],
        median=median(durations),
        repeating=sum(1 for case in cases if len(set(activities(case))) < len(case.events)),
        backward=sum(1 for duration in durations if duration < 0),
        first=min((case.start for case in cases), default=None),
        last=max((case.events[-1].at for case in cases), default=None),
    )


def activities(case: Case) -> tuple[str, ...]:
    """The activities of a case in order: cases with the same ones are of one variant."""
    return tuple([event.activity for event in case.events])


def median(ordered: Sequence[int]) -> float | None:
    """The middle of numbers in order, between the two middle ones where their count is even; None of none."""
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2


def share_below(ordered: Sequence[int], *, percent: int) -> int | None:
    """The least of numbers in order that so many per cent of them do not exceed (nearest rank); None of none."""
    if not ordered:
        return None
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(rank, 1) - 1]


def moment(at: datetime) -> int:
    """An aware instant in milliseconds since 1970; what is finer is cut off."""
    return (at - _EPOCH) // _MILLISECOND


def instant(moment: int) -> datetime:
    """Milliseconds since 1970 as an instant in legal time."""
    return (_EPOCH + timedelta(milliseconds=moment)).astimezone(LOCAL)


def pseudonyms(names: Iterable[Hashable], *, prefix: str, width: int) -> dict[Hashable, str]:
    """Names that tell nothing but who is the same, numbered as they first come: hs-000001."""
    different = dict.fromkeys(names)
    return {name: f"{prefix}-{number:0{width}d}" for number, name in enumerate(different, start=1)}
