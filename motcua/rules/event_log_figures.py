"""What an event log shows: variants, where cases wait, what is done again, who does it, how long cases take.

All of it is computed from the cases alone, in the same way for our own dossiers and for a log of another system.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from motcua.rules.event_log import DAY, HOUR, Case, Fate, Summary, activities, median, share_below, summary

VERSION = 1
"""Of the way in which all this is computed; it grows with each change that could give another number."""

MOST_VARIANTS = 20
MOST_RESOURCES = 20
"""Kept in an analysis; the summary counts all."""

BINS = 12
"""Columns of a histogram, without the last one for what takes longer."""

WIDTHS = (
    *(hours * HOUR for hours in (1, 2, 4, 8, 12)),
    *(days * DAY for days in (1, 2, 3, 5, 7, 10, 14, 30, 60, 90, 180, 365)),
)
"""Widths that a column may have: those that people count time in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """Cases that took the same way. `planned` are closed with a planned end, `late` those of them after it; `median`
    is that of the durations of the closed ones.
    """

    activities: tuple[str, ...]
    cases: int
    planned: int
    late: int
    median: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An activity: how often it was done (`events`), in how many cases, in how many of them again (`again`).

    A case waits for an activity since the event before; its first event waits for nothing. `waits` counts them,
    `total` adds them up; `median` and `p90` are None where nothing was waited for.
    """

    activity: str
    events: int
    cases: int
    again: int
    waits: int
    total: int
    median: float | None
    p90: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """Who did something: how often, and in how many cases."""

    name: str
    events: int
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Bin:
    """A column of a histogram: cases that took `low` or longer, less than `high`; None for the last one, without end.

    The first one also holds what would be less than nothing.
    """

    low: int
    high: int | None
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """A log analysed: its most frequent `variants` and `resources`, all `steps`, those with the longest waits first.

    `durations` are those of the closed cases, or, where the log tells of no end, from first to last event
    (`by_span`).
    """

    summary: Summary
    variants: tuple[Variant, ...]
    steps: tuple[Step, ...]
    resources: tuple[Resource, ...]
    durations: tuple[Bin, ...]
    by_span: bool

    @property
    def waited(self) -> int:
        """All the waiting of all cases: what the shares of the steps are parts of."""
        return sum(step.total for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Analysis:
        """As it was kept."""
        return cls(
            summary=Summary(**told["summary"]),
            variants=tuple(Variant(**{**one, "activities": tuple(one["activities"])}) for one in told["variants"]),
            steps=tuple(Step(**one) for one in told["steps"]),
            resources=tuple(Resource(**one) for one in told["resources"]),
            durations=tuple(Bin(**one) for one in told["durations"]),
            by_span=told["by_span"],
        )


def analysed(cases: Sequence[Case]) -> Analysis:
    """Everything that the pages of a log show."""
    told = summary(cases)
    ended = [duration for case in cases if (duration := case.duration) is not None]
    by_span = not ended
    return Analysis(
        summary=told,
        variants=variants(cases)[:MOST_VARIANTS],
        steps=steps(cases),
        resources=resources(cases)[:MOST_RESOURCES],
        durations=histogram([case.span for case in cases] if by_span else ended),
        by_span=by_span,
    )


def variants(cases: Iterable[Case]) -> tuple[Variant, ...]:
    """The ways that cases took, the most frequent first; of equally frequent ones, in the order of their activities."""
    alike: defaultdict[tuple[str, ...], list[Case]] = defaultdict(list)
    for case in cases:
        alike[activities(case)].append(case)
    found = [_variant(way, each) for way, each in alike.items()]
    return tuple(sorted(found, key=lambda one: (-one.cases, one.activities)))


def ranks(cases: Iterable[Case]) -> dict[tuple[str, ...], int]:
    """The place of each variant, from 1, in the order of `variants`."""
    return {one.activities: place for place, one in enumerate(variants(cases), start=1)}


def _variant(way: tuple[str, ...], cases: Sequence[Case]) -> Variant:
    fates = [case.fate for case in cases]
    late = fates.count(Fate.LATE)
    return Variant(
        activities=way,
        cases=len(cases),
        planned=late + fates.count(Fate.ON_TIME),
        late=late,
        median=median(sorted(duration for case in cases if (duration := case.duration) is not None)),
    )


def steps(cases: Iterable[Case]) -> tuple[Step, ...]:
    """The activities, the one for which cases wait longest in all first.

    An event recorded before the one that it follows in the log has waited for nothing, not for less.
    """
    waits: defaultdict[str, list[int]] = defaultdict(list)
    done: defaultdict[str, list[int]] = defaultdict(list)  # by activity, how often in each case that has it
    for case in cases:
        for before, after in pairwise(case.events):
            waits[after.activity].append(max(after.at - before.at, 0))
        for activity, times in _times(activities(case)).items():
            done[activity].append(times)
    found = [_step(activity, times, sorted(waits[activity])) for activity, times in done.items()]
    return tuple(sorted(found, key=lambda one: (-one.total, -one.events, one.activity)))


def _times(way: tuple[str, ...]) -> dict[str, int]:
    times: dict[str, int] = {}
    for activity in way:
        times[activity] = times.get(activity, 0) + 1
    return times


def _step(activity: str, times: Sequence[int], waits: Sequence[int]) -> Step:
    return Step(
        activity=activity,
        events=sum(times),
        cases=len(times),
        again=sum(1 for each in times if each > 1),
        waits=len(waits),
        total=sum(waits),
        median=median(waits),
        p90=share_below(waits, percent=90),
    )


def resources(cases: Iterable[Case]) -> tuple[Resource, ...]:
    """Who did something, whoever did most first; events of nobody are not told."""
    events: defaultdict[str, int] = defaultdict(int)
    held: defaultdict[str, int] = defaultdict(int)
    for case in cases:
        here = [event.resource for event in case.events if event.resource]
        for name in here:
            events[name] += 1
        for name in set(here):
            held[name] += 1
    found = [Resource(name=name, events=count, cases=held[name]) for name, count in events.items()]
    return tuple(sorted(found, key=lambda one: (-one.events, one.name)))


def histogram(durations: Sequence[int]) -> tuple[Bin, ...]:
    """Durations in columns of equal width: the least of WIDTHS at which nineteen in twenty fit into BINS columns.

    What takes longer stands in one last column without end.
    """
    if not durations:
        return ()
    ordered = sorted(durations)
    most = max(share_below(ordered, percent=95) or 0, 0)
    width = next((width for width in WIDTHS if most < BINS * width), WIDTHS[-1])
    columns = min(max(ordered[-1], 0) // width + 1, BINS)
    counts = [0] * (BINS + 1)
    for duration in ordered:
        counts[min(max(duration, 0) // width, BINS)] += 1
    bins = [Bin(low=place * width, high=(place + 1) * width, cases=counts[place]) for place in range(columns)]
    if counts[BINS]:
        bins.append(Bin(low=BINS * width, high=None, cases=counts[BINS]))
    return tuple(bins)
