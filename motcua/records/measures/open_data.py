"""Open data: what was received in a month that has closed and what became of it, by unit, field of work and channel.

Counted as known at the end of the month, so that a file never changes; small rows are withheld, with what they could
be worked out from. Nothing of a person, of the staff or of a single dossier is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import connection

from motcua.law.registry import law
from motcua.law.types import Channel
from motcua.records import clock, store
from motcua.records.casework import counting
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.compiling import TRUE, counted
from motcua.records.measures.relation import look, relation
from motcua.records.measures.statement import Sql, joined, put, rows
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.indicator import Indicator, Quantity
from motcua.rules.indicators import indicator
from motcua.rules.period import Period, period
from motcua.rules.refusal import Refusal
from motcua.rules.suppression import Key, totals, withheld

VERSION = 1
"""Of the whole: how it is broken down and what is withheld."""

LEAST = "open_data.least"


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A count that is published; `said` is what it counts, as the indicator says whose part it is."""

    id: str
    said: str
    indicator: Indicator
    quantity: Quantity

    @property
    def definition(self) -> str:
        """Which version of which indicator counts it."""
        return f"{self.indicator.id}/{self.indicator.version}"


def measures() -> tuple[Measure, ...]:
    """The counts, each of them part of the one before it."""
    return (
        _below("received", "settlement_rate", "Hồ sơ tiếp nhận trong tháng."),
        _above(
            "settled", "settlement_rate", "Trong số tiếp nhận: đã kết thúc đến hết tháng, kể cả từ chối, dừng, rút."
        ),
        _below("with_result", "processing_calendar_average", "Trong số đã kết thúc: có kết quả."),
        _below("due", "on_time_rate", "Trong số có kết quả: có ngày hẹn trả."),
        _above("on_time", "on_time_rate", "Trong số có ngày hẹn: có kết quả không muộn hơn giờ hẹn."),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenRow:
    """A row: a cell, or a total over what is empty. `counts` are those of `measures`, None where withheld."""

    key: Key
    unit_name: str
    counts: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenMonth:
    """What is published of a month, as known at `as_of`; `least` is the smallest count told."""

    month: Period
    as_of: datetime
    least: int
    rows: tuple[OpenRow, ...]
    simulated: bool

    @property
    def withheld(self) -> int:
        """How many rows are withheld."""
        return sum(row.counts is None for row in self.rows)


def closed_months() -> tuple[Period, ...]:
    """The months that have closed, from the first in which anything was received; the latest first."""
    first, now = counting.first_received(), clock.now()
    found: list[Period] = []
    while first is not None:
        month = period(f"{first:%Y-%m}")
        if month.end > now:
            break
        found.append(month)
        first = month.last + timedelta(days=1)
    return tuple(reversed(found))


def closed_month(text: str) -> Period:
    """A month that has closed, written as 2023-06. Raises Refusal (`period`) for anything else."""
    month = period(text)
    if month.id != f"{month.first:%Y-%m}":
        raise Refusal("period", "Dữ liệu mở công bố theo tháng; hãy ghi một tháng như 2023-06.")
    if month.end > clock.now():
        raise Refusal(
            "period",
            "Tháng {month} chưa kết thúc nên chưa công bố; hãy chọn một tháng đã qua.",
            month=f"{month.first:%m/%Y}",
        )
    first = counting.first_received()
    if first is None or month.last < first:
        raise Refusal(
            "period",
            "Đến hết tháng {month} kho này chưa nhận hồ sơ nào nên không có gì để công bố; hãy chọn tháng sau đó.",
            month=f"{month.first:%m/%Y}",
        )
    return month


def published(month: Period) -> OpenMonth:
    """What is published of a closed month. What it was does not change, so each is counted once and kept in memory."""
    here = store.read()
    kept = (str(settings.DATA_DIR), str(connection.settings_dict["NAME"]), here.created_at if here else "")
    return _published(month, kept=kept, definitions=definitions(), simulated=bool(here and here.is_demonstration))


def definitions() -> str:
    """The versions of everything that decides what a file says."""
    return " ".join((str(VERSION), *(each.definition for each in measures())))


def least_on(day: date) -> int:
    """The smallest count that is told of a month that ends on a day."""
    value = law().value_on(LEAST, day).value
    assert isinstance(value, int)
    return value


def forget() -> None:
    """Forgets what is kept in memory."""
    _published.cache_clear()


@lru_cache(maxsize=60)
def _published(month: Period, *, kept: tuple[str, str, str], definitions: str, simulated: bool) -> OpenMonth:
    least = least_on(month.last)
    told = totals(_cells(month))
    hidden = withheld(told, least=least)
    names = {key: places.unit(key).name for key in {row.unit for row in told} if key}
    return OpenMonth(
        month=month,
        as_of=month.end,
        least=least,
        rows=tuple(
            OpenRow(key=key, unit_name=names.get(key.unit, ""), counts=None if key in hidden else told[key])
            for key in sorted(told)
        ),
        simulated=simulated,
    )


def _cells(month: Period) -> Mapping[Key, tuple[int, ...]]:
    """The counts by unit, field of work of the version that each dossier goes by, and channel."""
    looked = look(Viewer.system(), month, as_of=month.end)
    wanted = {each.indicator.id: each.indicator for each in measures()}
    statement = put(
        "SELECT f.unit_id, t.procedure_version_id, f.channel, {} FROM ({}) f"
        " JOIN ({}) t ON t.dossier_id = f.dossier_id GROUP BY 1, 2, 3",
        joined(", ", (counted(each.quantity, within=TRUE, at=looked.at) for each in measures())),
        relation(looked, wanted.values(), columns=("unit_id", "channel")),
        Sql(*counting.tariffs().values_list("procedure_version_id", "dossier_id").query.sql_with_params()),
    )
    fields = catalogue.fields_of_versions()
    counted_rows = rows(statement)
    units = {unit_id: places.unit_by_id(unit_id).key for unit_id in {row[0] for row in counted_rows}}
    found: dict[Key, tuple[int, ...]] = {}
    for unit_id, version_id, channel, *counts in counted_rows:
        key = Key(unit=units[unit_id], field=fields[version_id], channel=Channel(channel).value)
        before = found.get(key, (0,) * len(counts))
        found[key] = tuple(one + more for one, more in zip(before, map(int, counts), strict=True))
    return found


def _below(measure_id: str, indicator_id: str, said: str) -> Measure:
    found = indicator(indicator_id)
    assert found.denominator is not None
    return Measure(id=measure_id, said=said, indicator=found, quantity=found.denominator)


def _above(measure_id: str, indicator_id: str, said: str) -> Measure:
    found = indicator(indicator_id)
    return Measure(id=measure_id, said=said, indicator=found, quantity=found.numerator)
