"""Putting a log together from what a file says of it; what cannot be read is told line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from motcua.rules.event_log import Case, Event
from motcua.rules.event_log_columns import Column, end, instant
from motcua.rules.folding import LIMIT, clean
from motcua.rules.refusal import Refusal

MOST_TOLD = 200
"""Wrong lines told one by one; all are counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrong:
    """A line of the file that was left out, and why."""

    line: int
    refusal: Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A log as read. `columns` says by what name each column was found; `wrong` are the first lines left out,
    `left_out` counts them all. `form` is "xes" or "csv".
    """

    form: str
    cases: tuple[Case, ...]
    columns: Mapping[Column, str]
    wrong: tuple[Wrong, ...]
    left_out: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much is read: bytes after unpacking, events."""

    size: int
    events: int


@dataclass(slots=True)
class _Gathered:
    """A case being put together."""

    events: list[Event] = field(default_factory=list)
    channel: str = ""
    planned_end: int | None = None
    actual_end: int | None = None


class Gathering:
    """Cases put together from lines in whatever order; what a line says of its case replaces what one before said.

    Raises Refusal (`file`) where there is more than the limits allow.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cases: dict[str, _Gathered] = {}
        self._events = 0
        self._texts: dict[str, str] = {"": ""}
        self.wrong: list[Wrong] = []
        self.left_out = 0

    def leave_out(self, line: int, refusal: Refusal) -> None:
        """Counts a line that cannot be read."""
        self.left_out += 1
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append(Wrong(line=line, refusal=refusal))

    def text(self, told: str, *, column: Column) -> str:
        """A text cleaned; the same text is cleaned once. Raises Refusal naming the column."""
        found = self._texts.get(told)
        if found is None:
            found = self._texts[told] = clean(told, field=column, limit=LIMIT)
        return found

    def add(self, told: Mapping[Column, str]) -> None:
        """Takes in an event with what is told of its case beside it. Raises Refusal naming what is wrong."""
        self.add_case(told, (self.event(told),))

    def event(self, told: Mapping[Column, str]) -> Event:
        """An event as told. Raises Refusal naming what is wrong."""
        activity = self.text(told.get(Column.ACTIVITY, ""), column=Column.ACTIVITY)
        if not activity:
            raise Refusal(Column.ACTIVITY, "Thiếu tên việc (activity).")
        if not told.get(Column.TIME, "").strip():
            raise Refusal(Column.TIME, "Thiếu thời điểm (time).")
        return Event(
            activity=activity,
            at=instant(told[Column.TIME], column=Column.TIME),
            resource=self.text(told.get(Column.RESOURCE, ""), column=Column.RESOURCE),
        )

    def add_case(self, told: Mapping[Column, str], events: Iterable[Event]) -> None:
        """Takes in events of a case, and what is told of it. Raises Refusal naming what is wrong."""
        key = self.text(told.get(Column.CASE, ""), column=Column.CASE)
        if not key:
            raise Refusal(Column.CASE, "Thiếu mã hồ sơ (case).")
        channel = self.text(told.get(Column.CHANNEL, ""), column=Column.CHANNEL)
        planned_end = end(told, Column.PLANNED_END)
        actual_end = end(told, Column.ACTUAL_END)
        case = self._cases.get(key)
        if case is None:
            case = self._cases[key] = _Gathered()
        before = len(case.events)
        case.events.extend(events)
        self._events += len(case.events) - before
        case.channel = channel or case.channel
        case.planned_end = case.planned_end if planned_end is None else planned_end
        case.actual_end = case.actual_end if actual_end is None else actual_end
        if self._events > self._limits.events:
            raise too_many(self._limits.events)

    def cases(self, *, by_time: bool) -> Iterator[Case]:
        """The cases in the order in which they first came; their events as they came, or in the order of time."""
        for key, case in self._cases.items():
            events = sorted(case.events, key=_happened) if by_time else case.events
            yield Case(
                key=key,
                events=tuple(events),
                channel=case.channel,
                planned_end=case.planned_end,
                actual_end=case.actual_end,
            )


class FileRefused(Refusal):
    """The file as a whole is refused, not one of its lines."""


def too_many(events: int) -> FileRefused:
    """There are more events than are read."""
    return FileRefused(
        "file",
        "Nhật ký có hơn {events} việc, quá nhiều cho một lần; hãy chia theo năm hoặc theo đơn vị.",
        events=events,
    )


def _happened(event: Event) -> int:
    return event.at
