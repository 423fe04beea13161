"""Indicators in plain Python, one dossier at a time: what every engine must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.law.types import LOCAL
from motcua.rules.facts import Facts
from motcua.rules.indicator import (
    RECEIVED,
    Base,
    BeforeCutOff,
    BeforeEnd,
    Condition,
    Equals,
    Every,
    Indicator,
    Known,
    MoreThan,
    Not,
    NotAfter,
    OneOf,
    Quantity,
    Sum,
    condition_of,
)
from motcua.rules.linked_facts import LinkedFacts

NO_LINKS = LinkedFacts()

Dossier = tuple[Facts, LinkedFacts]
Told = tuple[int, int | None, float | None]
"""Numerator, denominator and value."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A period of days, both included, as of a cut-off."""

    first: date
    last: date
    as_of: datetime

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def until(self) -> datetime:
        """The end of the period or the cut-off; a period without end has none of its own."""
        if self.last == date.max:
            return self.as_of
        return min(self.as_of, datetime.combine(self.last + timedelta(days=1), time(), LOCAL))


def holds(
    condition: Condition,
    facts: Facts,
    *,
    as_of: datetime,
    until: datetime | None = None,
    links: LinkedFacts = NO_LINKS,
) -> bool:
    """Whether one dossier meets a condition."""

    def value(column: str) -> Any:
        return getattr(facts if hasattr(facts, column) else links, column)

    match condition:
        case Equals(column, wanted):
            return bool(value(column) == wanted)
        case OneOf(column, accepted):
            return value(column) in accepted
        case Known(column):
            return value(column) is not None
        case MoreThan(column, number):
            return value(column) is not None and value(column) > number
        case NotAfter(column, other):
            return None not in (value(column), value(other)) and value(column) <= value(other)
        case BeforeCutOff(column):
            return value(column) is not None and value(column) < as_of
        case BeforeEnd(column):
            return value(column) is not None and value(column) < (until or as_of)
        case Not(part):
            return not holds(part, facts, as_of=as_of, until=until, links=links)
        case Every(parts):
            return all(holds(part, facts, as_of=as_of, until=until, links=links) for part in parts)


def told(indicator: Indicator, dossiers: Iterable[Dossier], look: Look) -> Told:
    """Numerator, denominator and value of an indicator over the facts known at the cut-off."""
    base = [one for one in dossiers if _received(one, look) and _within(indicator, one[0], look)]
    if indicator.percentile is not None:
        return _percentile(indicator, base, look)
    top = _quantity(indicator.numerator, base, look)
    if indicator.denominator is None:
        return top, None, top
    bottom = _quantity(indicator.denominator, base, look)
    return top, bottom, top / bottom if bottom else None


def counted(
    indicator: Indicator, dossiers: Iterable[Facts], *, first: date, last: date, as_of: datetime
) -> tuple[int, int | None]:
    """Numerator and denominator where no dossier has linked facts."""
    look = Look(first=first, last=last, as_of=as_of)
    return told(indicator, [(facts, NO_LINKS) for facts in dossiers], look)[:2]


def _chosen(condition: Condition, base: Sequence[Dossier], look: Look) -> list[Dossier]:
    return [
        (facts, links)
        for facts, links in base
        if holds(condition, facts, as_of=look.as_of, until=look.until, links=links)
    ]


def _quantity(quantity: Quantity, base: Sequence[Dossier], look: Look) -> int:
    chosen = _chosen(condition_of(quantity), base, look)
    if not isinstance(quantity, Sum):
        return len(chosen)
    return sum(getattr(facts, column) or 0 for facts, _ in chosen for column in quantity.columns)


def _percentile(indicator: Indicator, base: Sequence[Dossier], look: Look) -> Told:
    assert indicator.percentile is not None
    assert indicator.denominator is not None
    chosen = _chosen(condition_of(indicator.denominator), base, look)
    column, percent = indicator.percentile.column, indicator.percentile.percent
    values = sorted(value for facts, _ in chosen if (value := getattr(facts, column)) is not None)
    for rank, value in enumerate(values, start=1):
        if rank * 100 >= percent * len(values):
            return sum(other <= value for other in values), len(values), value
    return 0, 0, None


def _received(one: Dossier, look: Look) -> bool:
    return holds(RECEIVED, one[0], as_of=look.as_of)


def _within(indicator: Indicator, facts: Facts, look: Look) -> bool:
    assert facts.accepted_day is not None
    match indicator.base:
        case Base.STANDING:
            return facts.accepted_day <= look.last
        case Base.COHORT:
            return look.first <= facts.accepted_day <= look.last
        case Base.HANDLED:
            return facts.accepted_day <= look.last and (facts.ended_at is None or facts.ended_at >= look.start)
