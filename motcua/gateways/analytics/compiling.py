"""An indicator's conditions as expressions of Ibis over a table of facts; equal to `records.measures.compiling`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import Any

import ibis

from motcua.records.measures import grouping
from motcua.records.measures.compiling import Moments
from motcua.rules.indicator import (
    Base,
    BeforeCutOff,
    BeforeEnd,
    By,
    Condition,
    Equals,
    Every,
    Known,
    MoreThan,
    Not,
    NotAfter,
    OneOf,
    Quantity,
    Sum,
    condition_of,
)
from motcua.rules.period import Period

Expression = Any
"""An expression of Ibis, whose own types say little more."""


def compiled(condition: Condition, table: Expression, *, at: Moments) -> Expression:
    """The condition over the columns of a table; never NULL."""
    match condition:
        case Not(part):
            return ~compiled(part, table, at=at)
        case Every(parts):
            return reduce(and_, (compiled(part, table, at=at) for part in parts), ibis.literal(True))
        case Known(column):
            return table[column].notnull()
        case _:
            return _compared(condition, table, at=at).fill_null(False)


def _compared(
    condition: Equals | OneOf | MoreThan | NotAfter | BeforeCutOff | BeforeEnd, table: Expression, *, at: Moments
) -> Expression:
    match condition:
        case Equals(column, value):
            return table[column] == value
        case OneOf(column, values):
            return table[column].isin(values) if values else ibis.literal(False)
        case MoreThan(column, number):
            return table[column] > number
        case NotAfter(column, other):
            return table[column] <= table[other]
        case BeforeCutOff(column):
            return table[column] < instant(at.as_of)
        case BeforeEnd(column):
            return table[column] < instant(at.until)


def counted(quantity: Quantity, table: Expression, *, within: Expression, at: Moments) -> Expression:
    """How many rows meet a condition, or the sum over those that do; 0 for none."""
    chosen = within & compiled(condition_of(quantity), table, at=at)
    if not isinstance(quantity, Sum):
        return table.count(where=chosen)
    added = reduce(lambda left, right: left + right, (table[column].fill_null(0) for column in quantity.columns))
    return added.sum(where=chosen).fill_null(0)


def within(base: Base, table: Expression, *, period: Period, at: Moments) -> Expression:
    """Which rows a base holds."""
    accepted = table.accepted_day <= ibis.literal(period.last)
    match base:
        case Base.STANDING:
            return accepted
        case Base.COHORT:
            return accepted & (table.accepted_day >= ibis.literal(period.first))
        case Base.HANDLED:
            return accepted & (table.ended_at.isnull() | (table.ended_at >= instant(at.start)).fill_null(False))


def group_of(by: By | None, table: Expression, *, at: Moments) -> Expression:
    """The group of a row, as `records.measures.grouping` calls it."""
    match by:
        case None:
            return ibis.literal(0)
        case By.MONTH:
            return table.accepted_day.truncate("M").strftime("%Y-%m-%d")
        case By.WEEK:
            return table.accepted_day.truncate("W").strftime("%Y-%m-%d")
        case By.AGE:
            return _age(table, bands=grouping.bands(at.as_of))
        case _:
            return table[grouping.COLUMNS[by][0]]


def _age(table: Expression, *, bands: Sequence[grouping.Band]) -> Expression:
    due = table.due_at
    cases = (
        (table.end_kind != "", grouping.DONE),
        (table.waiting_since.notnull(), grouping.WAITING),
        (due.isnull(), grouping.NO_DUE),
        *((due <= instant(until) if inclusive else due < instant(until), key) for key, until, inclusive in bands),
    )
    return ibis.cases(*cases, else_=grouping.REST)


def instant(at: datetime) -> Expression:
    """An instant as tables of facts hold it: in UTC, without saying so."""
    return ibis.literal(plain(at))


def plain(at: datetime) -> datetime:
    """An instant in UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None)
