"""An indicator's conditions as SQL over one relation, `f`, the same text for SQLite and PostgreSQL.

No condition is ever NULL: what is not known does not hold, and its negation does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.records.measures.statement import Sql, instant, joined, put
from motcua.rules.indicator import (
    BeforeCutOff,
    BeforeEnd,
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

TRUE = Sql("TRUE")


@dataclass(frozen=True, kw_only=True, slots=True)
class Moments:
    """What instants are compared with: the cut-off, the begin of the period, and its end or the cut-off if earlier."""

    as_of: datetime
    start: datetime
    until: datetime


def moments(period: Period, *, as_of: datetime) -> Moments:
    """The moments of a period looked at as of a cut-off."""
    return Moments(as_of=as_of, start=period.start, until=min(period.end, as_of))


def compiled(condition: Condition, *, at: Moments) -> Sql:
    """The condition over the columns of `f`."""
    match condition:
        case Not(part):
            return put("(NOT {})", compiled(part, at=at))
        case Every(parts):
            return put("({})", joined(" AND ", (compiled(part, at=at) for part in parts))) if parts else TRUE
        case Known(column):
            return Sql(f"f.{column} IS NOT NULL")
        case _:
            return put("COALESCE({}, FALSE)", _compared(condition, at=at))


def _compared(condition: Equals | OneOf | MoreThan | NotAfter | BeforeCutOff | BeforeEnd, *, at: Moments) -> Sql:
    """A comparison, NULL where a column is empty."""
    match condition:
        case Equals(column, value):
            return Sql(f"f.{column} = %s", (value,))
        case OneOf(column, values):
            return Sql(f"f.{column} IN ({', '.join(['%s'] * len(values))})" if values else "FALSE", values)
        case MoreThan(column, number):
            return Sql(f"f.{column} > %s", (number,))
        case NotAfter(column, other):
            return Sql(f"f.{column} <= f.{other}")
        case BeforeCutOff(column):
            return put(f"f.{column} < {{}}", instant(at.as_of))
        case BeforeEnd(column):
            return put(f"f.{column} < {{}}", instant(at.until))


def counted(quantity: Quantity, *, within: Sql, at: Moments) -> Sql:
    """An aggregate over `f`: how many dossiers meet a condition, or the sum over those that do; 0 for none."""
    chosen = joined(" AND ", (part for part in (within, compiled(condition_of(quantity), at=at)) if part != TRUE))
    filtered = put(" FILTER (WHERE {})", chosen) if chosen.text else Sql("")
    if isinstance(quantity, Sum):
        added = " + ".join(f"COALESCE(f.{column}, 0)" for column in quantity.columns)
        return put(f"COALESCE(SUM({added}){{}}, 0)", filtered)
    return put("COUNT(*){}", filtered)
