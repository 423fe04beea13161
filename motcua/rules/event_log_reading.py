"""Putting a log together from what a file says of it: which columns mean what, instants as they are written, and
what cannot be read, told line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.law.types import LOCAL
from motcua.rules.event_log import Case, Event, moment
from motcua.rules.folding import LIMIT, clean, fold
from motcua.rules.refusal import Refusal

MOST_TOLD = 200
"""Wrong lines told one by one; all are counted."""

YEARS = range(1900, 2200)

_NOTHING = frozenset({"", "null", "none", "nat", "nan", "-", "—"})
"""What programs write where there is no date."""

_BY_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Column(StrEnum):
    """What a column of a log, or an attribute of a case or an event, tells."""

    CASE = "case"
    ACTIVITY = "activity"
    TIME = "time"
    RESOURCE = "resource"
    CHANNEL = "channel"
    PLANNED_END = "planned_end"
    ACTUAL_END = "actual_end"


REQUIRED = (Column.CASE, Column.ACTIVITY, Column.TIME)

NAMES: Mapping[Column, tuple[str, ...]] = {
    Column.CASE: (
        "case:concept:name", "case", "case_id", "caseid", "trace", "ma ho so", "ho so", "so ho so", "concept:name:case",
    ),
    Column.ACTIVITY: ("concept:name", "activity", "task", "hoat dong", "viec", "buoc", "cong viec"),
    Column.TIME: (
        "time:timestamp", "time", "timestamp", "completetime", "complete_timestamp", "thoi diem", "thoi gian", "luc",
    ),
    Column.RESOURCE: ("org:resource", "resource", "user", "nguoi thuc hien", "can bo", "nguoi xu ly"),
    Column.CHANNEL: ("channel", "case:channel", "kenh", "kenh nop", "cach nop", "hinh thuc nop"),
    Column.PLANNED_END: (
        "planned_end", "case:planned_end", "enddate_planned", "case:enddate_planned", "due", "due_at", "due_date",
        "ket thuc du kien", "han", "hen tra", "ngay hen tra", "han xu ly", "deadline", "case:deadline",
    ),
    Column.ACTUAL_END: (
        "actual_end", "case:actual_end", "enddate", "case:enddate", "end_date", "ended_at", "closed_at",
        "ket thuc thuc te", "ket thuc", "ngay ket thuc", "ngay ket thuc xu ly",
    ),
}  # fmt: skip
"""By which names a column is known, the likeliest first; marks, case and the blanks between words do not count."""


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


def mapped(text: str) -> dict[Column, str]:
    """A mapping as typed, "case=Mã hồ sơ,activity=Bước". Raises Refusal (`map`)."""
    found: dict[Column, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, column = part.partition("=")
        try:
            known = Column(name.strip().replace("-", "_"))
        except ValueError:
            known = None
        if known is None or not equals or not column.strip():
            raise Refusal(
                "map",
                "Không hiểu «{part}»; hãy ghi như case=Mã hồ sơ,activity=Bước. Các cột: {known}.",
                part=part[:40],
                known=", ".join(Column),
            )
        found[known] = column.strip()
    return found


class Meanings:
    """What the names of a file mean: by the mapping told, else by the names known. The likelier of two names wins."""

    def __init__(self, chosen: Mapping[Column, str], *, columns: Iterable[Column] = Column) -> None:
        wanted = tuple(columns)
        self._known = {_name(chosen[column]): (column, 0) for column in wanted if column in chosen}
        for column in wanted:
            for place, name in enumerate(() if column in chosen else NAMES[column]):
                self._known.setdefault(_name(name), (column, place))

    def of(self, name: str) -> tuple[Column, int] | None:
        """What a name means, and how far down the list of names it stands; None for one that tells nothing here."""
        return self._known.get(_name(name))


def _name(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", fold(text)).strip()


def instant(text: str, *, column: Column) -> int:
    """An instant as logs write it: ISO 8601, or 31/12/2023 15:20. One without an offset is in legal time (+07:00).

    A day alone begins with it, but a planned end that is a day lasts until its last second: whoever was promised a
    day is served in time all that day. Raises Refusal naming the column.
    """
    written = text.strip()
    day = _day(written)
    try:
        at = _at(day, column) if day is not None else _read(written)
        if at.year in YEARS:
            return moment(at if at.tzinfo else at.replace(tzinfo=LOCAL))
    except (ValueError, OverflowError):
        pass
    raise Refusal(
        column, "Không đọc được thời điểm «{text}»; cần như 2023-04-28 15:20 hoặc 28/04/2023 15:20.", text=written[:40]
    )


def _at(day: date, column: Column) -> datetime:
    begun = datetime.combine(day, time(), LOCAL)
    return begun + timedelta(days=1, seconds=-1) if column is Column.PLANNED_END else begun


def _day(written: str) -> date | None:
    """The day, of a text that is only a day; None for others, and for days that do not exist."""
    try:
        if _ISO_DAY.fullmatch(written):
            return date.fromisoformat(written)
        match = _BY_DAY.fullmatch(written)
        return date(int(match[3]), int(match[2]), int(match[1])) if match and match[4] is None else None
    except ValueError:
        return None


def _read(written: str) -> datetime:
    match = _BY_DAY.fullmatch(written)
    if match is None:
        return datetime.fromisoformat(written.replace(" UTC", "+00:00"))
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=LOCAL)


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
        planned_end = _end(told, Column.PLANNED_END)
        actual_end = _end(told, Column.ACTUAL_END)
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


def _end(told: Mapping[Column, str], column: Column) -> int | None:
    written = told.get(column, "").strip()
    return None if written.lower() in _NOTHING else instant(written, column=column)
