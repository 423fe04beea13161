"""What the columns of a log mean, by which names they are known, and how instants are written in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.law.types import LOCAL
from motcua.rules.event_log import moment
from motcua.rules.folding import fold
from motcua.rules.refusal import Refusal

YEARS = range(1900, 2200)

_NOTHING = frozenset({"", "null", "none", "nat", "nan", "-", "—"})
"""What programs write where there is no date."""

_BY_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(\d{1,2})[:hH](\d{2})(?::(\d{2}))?)?", re.ASCII)
_DAY_LONG = 10
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
    try:
        # Most logs write instants as the standard does: nothing else is tried for those.
        day = None if len(written) > _DAY_LONG and written[:4].isdecimal() else _day(written)
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
    match = None if written[:4].isdecimal() else _BY_DAY.fullmatch(written)
    if match is None:
        return datetime.fromisoformat(written.replace(" UTC", "+00:00"))
    day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=LOCAL)


def end(told: Mapping[Column, str], column: Column) -> int | None:
    """An end as told; None where a program writes that there is none. Raises Refusal naming the column."""
    written = told.get(column, "").strip()
    return None if written.lower() in _NOTHING else instant(written, column=column)
