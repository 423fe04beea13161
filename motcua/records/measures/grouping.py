"""What figures are broken down by: the groups as SQL over `f`, and how each is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection

from motcua.law.types import Channel, Level
from motcua.records.casework import legal
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.compiling import Moments, compiled
from motcua.records.measures.statement import Sql, instant, joined, put
from motcua.records.people import queries as people
from motcua.records.places import queries as places
from motcua.rules.indicator import OPEN as STILL_OPEN
from motcua.rules.indicator import By, Column, Known
from motcua.rules.refusal import Refusal
from motcua.rules.working_time import OutsideCalendar, WorkCalendar

COLUMNS: Mapping[By, tuple[str, ...]] = {
    By.UNIT: ("unit_id",),
    By.LEVEL: ("level",),
    By.PROCEDURE: ("procedure_id",),
    By.MONTH: ("accepted_day",),
    By.WEEK: ("accepted_day",),
    By.CHANNEL: ("channel",),
    By.HOLDER: ("holder_id",),
    By.AGE: ("end_kind", "waiting_since", "due_at"),
}
"""The columns that a breakdown looks at."""

EVERY_COLUMN = tuple(sorted({column for columns in COLUMNS.values() for column in columns}))
"""The columns that any breakdown looks at."""

Labels = Mapping[object, tuple[str, str]]
"""Of each group, by what the database calls it, the key that others rely on and the words for people."""

_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
_CHANNELS = {Channel.COUNTER: "Tại quầy", Channel.ONLINE: "Trực tuyến", Channel.POST: "Bưu chính"}

_DAYS = (20, 10, 5, 1)
"""Where the bands of lateness begin, and backwards those of the time left, in working days: a rule of the system."""

_AGES = {
    "late_20": "quá hạn từ 20 ngày làm việc",
    "late_10": "quá hạn 10 đến dưới 20 ngày làm việc",
    "late_5": "quá hạn 5 đến dưới 10 ngày làm việc",
    "late_1": "quá hạn 1 đến dưới 5 ngày làm việc",
    "late_0": "quá hạn dưới 1 ngày làm việc",
    "left_1": "còn không quá 1 ngày làm việc",
    "left_5": "còn trên 1 đến 5 ngày làm việc",
    "left_10": "còn trên 5 đến 10 ngày làm việc",
    "left_20": "còn trên 10 đến 20 ngày làm việc",
    "left_more": "còn trên 20 ngày làm việc",
    "waiting": "đang chờ người dân",
    "no_due": "không có ngày hẹn",
    "ended": "đã kết thúc",
}


_ORDER_OF_AGES = {key: place for place, key in enumerate(_AGES)}


def group_of(by: By | None, *, at: Moments) -> Sql:
    """The group of a dossier as an expression over `f`."""
    match by:
        case None:
            return Sql("0")
        case By.MONTH | By.WEEK:
            return Sql(_BEGINNINGS[connection.vendor][by])
        case By.AGE:
            return _age(at)
        case _:
            return Sql(f"f.{COLUMNS[by][0]}")


def labels(by: By, keys: Iterable[object]) -> Labels:
    """Keys and words of groups; one that exists no more is left out."""
    return _LABELS[by](list(keys))


def place_of(key: str) -> tuple[int, str]:
    """Where a group stands among the others of its breakdown: ages from the latest on, all others by their keys."""
    return (_ORDER_OF_AGES.get(key, 0), key)


def of_key(by: By, key: str) -> object:
    """The group of a key, as `group_of` gives it. Raises NotFound, and Refusal (`key`) for what can be no key."""
    match by:
        case By.UNIT:
            return places.unit(key).id
        case By.PROCEDURE:
            return catalogue.procedure_id(key)
        case By.HOLDER if key:
            if not (key.isascii() and key.isdecimal() and len(key) < 19):
                raise _no_group()
            return int(key)
        case By.HOLDER:
            return None
        case By.MONTH:
            return f"{key}-01"
        case _:
            return key


def _no_group() -> Refusal:
    return Refusal("key", "Địa chỉ trang không đúng; hãy mở lại từ trang số liệu.")


def always(by: By, *, open_only: bool) -> tuple[object, ...]:
    """Groups that a breakdown tells also where nothing is in them."""
    if by is not By.AGE:
        return ()
    return tuple(key for key in _AGES if not (open_only and key == DONE))


def of_rollup(key: object, *, by: By) -> object:
    """The group to which a unit, procedure, channel or day of the rollups belongs, as `group_of` gives it."""
    match by:
        case By.LEVEL:
            return places.unit_by_id(int(str(key))).level.value
        case By.MONTH | By.WEEK:
            assert isinstance(key, date)
            back = key.day - 1 if by is By.MONTH else key.weekday()
            return (key - timedelta(days=back)).isoformat()
        case _:
            return key


_BEGINNINGS = {
    "sqlite": {
        By.MONTH: "substr(f.accepted_day, 1, 8) || '01'",
        By.WEEK: "date(f.accepted_day, '-6 days', 'weekday 1')",
    },
    "postgresql": {
        By.MONTH: "to_char(date_trunc('month', f.accepted_day), 'YYYY-MM-DD')",
        By.WEEK: "to_char(date_trunc('week', f.accepted_day), 'YYYY-MM-DD')",
    },
}
"""The first day of the month, or the Monday, as text."""


class Band(NamedTuple):
    """A band of ages: open dossiers whose due date is before `until`, or at it, `inclusive`; the first that fits."""

    key: str
    until: datetime
    inclusive: bool


WAITING, NO_DUE, REST, DONE = "waiting", "no_due", "left_more", "ended"
"""The bands that no due date tells: who waits, what has none, what is due later than all bands, what has ended."""


def bands(as_of: datetime) -> tuple[Band, ...]:
    """The bands in which an open dossier with a due date falls, in the order of their instants."""
    calendar = legal.calendar()
    day = legal.rules_on(as_of.date()).working_day_minutes
    return (
        *(Band(f"late_{days}", _back(calendar, as_of, minutes=days * day), inclusive=True) for days in _DAYS),
        Band("late_0", as_of, inclusive=False),
        *(Band(f"left_{days}", _ahead(calendar, as_of, minutes=days * day), inclusive=True) for days in _DAYS[::-1]),
    )


def _age(at: Moments) -> Sql:
    """How far the due date of an open dossier is from the cut-off, in bands of working days."""
    cases = (
        put(f"WHEN NOT {{}} THEN '{DONE}'", compiled(STILL_OPEN, at=at)),
        put(f"WHEN {{}} THEN '{WAITING}'", compiled(Known(Column("waiting_since")), at=at)),
        Sql(f"WHEN f.due_at IS NULL THEN '{NO_DUE}'"),
        *(
            put(f"WHEN f.due_at {'<=' if inclusive else '<'} {{}} THEN '{key}'", instant(until))
            for key, until, inclusive in bands(at.as_of)
        ),
    )
    return put(f"CASE {{}} ELSE '{REST}' END", joined(" ", cases))


def _ahead(calendar: WorkCalendar, at: datetime, *, minutes: int) -> datetime:
    """The latest instant until which no more working minutes pass: an opening, where they end with a shift."""
    return calendar.into_office_hours(calendar.add(at, minutes=minutes))


def _back(calendar: WorkCalendar, at: datetime, *, minutes: int) -> datetime:
    """So many working minutes earlier, or the begin of the calendar: nothing was promised before."""
    try:
        return calendar.back(at, minutes=minutes)
    except OutsideCalendar:
        return calendar.origin


def _of_units(keys: list[object]) -> Labels:
    units = (places.unit_by_id(int(str(each))) for each in keys)
    return {unit.id: (unit.key, unit.name) for unit in units}


def _of_procedures(keys: list[object]) -> Labels:
    ids = [int(str(key)) for key in keys]
    named = catalogue.codes_and_names(ids)
    return {procedure_id: named[procedure_id] for procedure_id in ids if procedure_id in named}


def _of_holders(keys: list[object]) -> Labels:
    names = people.names_of(int(str(key)) for key in keys if key is not None)
    nobody: dict[object, tuple[str, str]] = {None: ("", "chưa giao cho ai")} if None in keys else {}
    return {**nobody, **{account_id: (str(account_id), name) for account_id, name in names.items()}}


def _of_months(keys: list[object]) -> Labels:
    days = {key: date.fromisoformat(str(key)) for key in keys}
    return {key: (f"{day:%Y-%m}", f"tháng {day:%m/%Y}") for key, day in days.items()}


def _of_weeks(keys: list[object]) -> Labels:
    days = {key: date.fromisoformat(str(key)) for key in keys}
    return {key: (f"{day:%Y-%m-%d}", f"tuần từ {day:%d/%m/%Y}") for key, day in days.items()}


_LABELS: Mapping[By, Callable[[list[object]], Labels]] = {
    By.UNIT: _of_units,
    By.LEVEL: lambda keys: {key: (str(key), _LEVELS[Level(str(key))]) for key in keys},
    By.PROCEDURE: _of_procedures,
    By.MONTH: _of_months,
    By.WEEK: _of_weeks,
    By.CHANNEL: lambda keys: {key: (str(key), _CHANNELS[Channel(str(key))]) for key in keys},
    By.HOLDER: _of_holders,
    By.AGE: lambda keys: {key: (str(key), _AGES[str(key)]) for key in keys},
}
