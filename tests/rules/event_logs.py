"""Small event logs: by hand, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from motcua.rules.event_log import HOUR, Case, Event

BEGUN = 1_672_704_000_000
"""An instant to count hours from: 2023-01-03T07:00+07:00."""


def after(hours: float) -> int:
    """So many hours after BEGUN."""
    return BEGUN + round(hours * HOUR)


def case(
    way: str,
    *,
    key: str = "a",
    hours: tuple[float, ...] = (),
    by: str = "",
    channel: str = "",
    planned: float | None = None,
    ended: float | None = None,
) -> Case:
    """A case whose activities are the letters of `way`, an hour apart or at `hours`; `by` names who did each."""
    times = hours or tuple(range(len(way)))
    people = by or " " * len(way)
    return Case(
        key=key,
        events=tuple(
            Event(activity, after(at), person.strip()) for activity, at, person in zip(way, times, people, strict=True)
        ),
        channel=channel,
        planned_end=None if planned is None else after(planned),
        actual_end=None if ended is None else after(ended),
    )


_MOMENTS = st.integers(0, 40 * 24 * HOUR).map(lambda since: BEGUN + since)
_ENDS = st.none() | _MOMENTS

_EVENTS = st.builds(Event, activity=st.sampled_from("ABCDE"), at=_MOMENTS, resource=st.sampled_from(["", "x", "y"]))

CASES = st.lists(
    st.builds(
        Case,
        key=st.text("0123456789-", min_size=1, max_size=8),
        events=st.lists(_EVENTS, min_size=1, max_size=6).map(tuple),
        channel=st.sampled_from(["", "quầy", "trực tuyến"]),
        planned_end=_ENDS,
        actual_end=_ENDS,
    ),
    max_size=12,
)
"""Logs as a file may hold them: events in any order, ends before beginnings, nothing told of some cases."""
