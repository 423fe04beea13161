"""Indicators counted by DuckDB over the facts taken out of the store as of a cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from motcua.gateways.analytics.compiling import Expression, compiled, counted, group_of, plain, within
from motcua.records.measures.compiling import Moments
from motcua.records.measures.extracting import Extract
from motcua.records.measures.figures import Count
from motcua.rules.indicator import By, Indicator, condition_of
from motcua.rules.linked_facts import LinkedFacts
from motcua.rules.period import Period

Counts = dict[object, dict[str, Count]]
"""By group, as the facts call it, the counts by indicator; without a breakdown there is one group, 0."""

_WORDS = frozenset({"level", "channel", "state", "end_kind", "progress", "apology"})
_TRUTHS = frozenset({"on_time", "on_time_by_date", "first_promise_kept"}) | {
    name for name in LinkedFacts._fields if name not in _WORDS
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """A table of facts in a DuckDB: where it is, and what Ibis knows of it."""

    database: duckdb.DuckDBPyConnection
    table: Expression


def facts_of(extract: Extract) -> Facts:
    """The facts in the memory of a DuckDB of their own."""
    columns = list(zip(*extract.rows, strict=True)) if extract.rows else [() for _ in extract.columns]
    arrays = [
        pa.array([_value(name, value) for value in values], type=_TYPES[_kind(name)][0])
        for name, values in zip(extract.columns, columns, strict=True)
    ]
    database = duckdb.connect()
    database.register("extract", pa.table(arrays, names=list(extract.columns)))
    database.execute("CREATE TABLE facts AS SELECT * FROM extract")
    return Facts(
        database=database, table=ibis.table({name: _TYPES[_kind(name)][1] for name in extract.columns}, name="facts")
    )


def counts(facts: Facts, wanted: Sequence[Indicator], period: Period, *, by: By | None, at: Moments) -> Counts:
    """The counts of indicators over a table of facts."""
    found: Counts = {}
    added_up = [each for each in wanted if each.additive]
    for part, told in _added_up(facts, added_up, period, by=by, at=at).items():
        found.setdefault(part, {}).update(told)
    for each in wanted:
        if not each.additive:
            for part, count in _percentile(facts, each, period, by=by, at=at).items():
                found.setdefault(part, {})[each.id] = count
    return found


def _added_up(facts: Facts, wanted: Sequence[Indicator], period: Period, *, by: By | None, at: Moments) -> Counts:
    if not wanted:
        return {}
    sums, table = {}, facts.table.mutate(part=group_of(by, facts.table, at=at))
    for each in wanted:
        own = within(each.base, table, period=period, at=at)
        sums[f"n_{each.id}"] = counted(each.numerator, table, within=own, at=at)
        if each.denominator is not None:
            sums[f"d_{each.id}"] = counted(each.denominator, table, within=own, at=at)
    rows = _read(facts, table.group_by("part").aggregate(**sums))
    return {row["part"]: {each.id: _count(row, each) for each in wanted} for row in rows}


def _count(row: dict[str, Any], each: Indicator) -> Count:
    bottom = None if each.denominator is None else int(row[f"d_{each.id}"])
    return Count(numerator=int(row[f"n_{each.id}"]), denominator=bottom)


def _percentile(facts: Facts, each: Indicator, period: Period, *, by: By | None, at: Moments) -> dict[object, Count]:
    assert each.percentile is not None
    assert each.denominator is not None
    column = each.percentile.column
    table = facts.table.mutate(part=group_of(by, facts.table, at=at), value=facts.table[column])
    chosen = within(each.base, table, period=period, at=at) & compiled(condition_of(each.denominator), table, at=at)
    measured = table.filter(chosen & table.value.notnull())
    spread = measured.group_by("part", "value").aggregate(number=measured.count())
    summed = spread.mutate(
        so_far=spread.number.sum().over(ibis.cumulative_window(group_by="part", order_by="value")),
        whole=spread.number.sum().over(group_by="part"),
    )
    reached = summed.filter(summed.so_far * 100 >= each.percentile.percent * summed.whole)
    told = reached.group_by("part").aggregate(
        at=reached.value.min(), numerator=reached.so_far.min(), denominator=reached.whole.max()
    )
    return {
        row["part"]: Count(numerator=int(row["numerator"]), denominator=int(row["denominator"]), at=int(row["at"]))
        for row in _read(facts, told)
    }


def _read(facts: Facts, expression: Expression) -> list[dict[str, Any]]:
    """What an expression finds: Ibis writes the statement, DuckDB is asked directly."""
    found = facts.database.execute(ibis.to_sql(expression, dialect="duckdb"))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _value(name: str, value: Any) -> Any:
    """A value as a table of facts holds it: instants in UTC, without saying so; SQLite tells truths as 1 and 0."""
    if isinstance(value, datetime):
        return plain(value if value.tzinfo else value.replace(tzinfo=UTC))
    return bool(value) if name in _TRUTHS and value is not None else value


def _kind(name: str) -> str:
    if name in _WORDS:
        return "word"
    if name in _TRUTHS:
        return "truth"
    if name.endswith(("_at", "_since")):
        return "instant"
    return "day" if name == "accepted_day" else "number"


_TYPES = {
    "word": (pa.string(), "string"),
    "truth": (pa.bool_(), "boolean"),
    "instant": (pa.timestamp("us"), "timestamp"),
    "day": (pa.date32(), "date"),
    "number": (pa.int64(), "int64"),
}
"""The types of columns as Arrow and as Ibis call them."""
