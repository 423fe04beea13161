"""Indicators in plain Python, one dossier at a time: what every engine must agree with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from motcua.rules.facts import Facts
from motcua.rules.indicator import (
    RECEIVED,
    Base,
    BeforeCutOff,
    Condition,
    Equals,
    Every,
    Indicator,
    Known,
    Not,
    OneOf,
)


def holds(condition: Condition, facts: Facts, *, as_of: datetime) -> bool:
    """Whether one dossier meets a condition."""
    match condition:
        case Equals(column, value):
            return bool(getattr(facts, column) == value)
        case OneOf(column, accepted):
            return getattr(facts, column) in accepted
        case Known(column):
            return getattr(facts, column) is not None
        case BeforeCutOff(column):
            return getattr(facts, column) is not None and getattr(facts, column) < as_of
        case Not(part):
            return not holds(part, facts, as_of=as_of)
        case Every(parts):
            return all(holds(part, facts, as_of=as_of) for part in parts)


def counted(
    indicator: Indicator, dossiers: Iterable[Facts], *, first: date, last: date, as_of: datetime
) -> tuple[int, int | None]:
    """Numerator and denominator of an indicator over the facts known at the cut-off."""
    base = [
        facts for facts in dossiers if holds(RECEIVED, facts, as_of=as_of) and _within(indicator, facts, first, last)
    ]
    top = sum(holds(indicator.numerator, facts, as_of=as_of) for facts in base)
    if indicator.denominator is None:
        return top, None
    return top, sum(holds(indicator.denominator, facts, as_of=as_of) for facts in base)


def _within(indicator: Indicator, facts: Facts, first: date, last: date) -> bool:
    assert facts.accepted_day is not None
    return facts.accepted_day <= last and (indicator.base is Base.STANDING or first <= facts.accepted_day)
