"""Rows that count procedures: those of a level by the catalogue, and those with a dossier of some kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.law.types import Channel, Level
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.compiling import compiled
from motcua.records.measures.relation import Looked, relation
from motcua.records.measures.statement import put, rows
from motcua.records.scoring.sources import Tally
from motcua.rules.indicator import Indicator, condition_of
from motcua.rules.qd766.scoring import Counted


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """The procedures of a level on a day by id: all, those online, those with a fee, those whose fee is not stated."""

    all: frozenset[int]
    online: frozenset[int]
    with_fee: frozenset[int]
    fee_unknown: frozenset[int]


def offer(level: Level, on: date) -> Offer:
    """What units of a level offer by the catalogue."""
    found = catalogue.fees_on(on, level=level)
    return Offer(
        all=frozenset(found),
        online=frozenset(key for key, fees in found.items() if Channel.ONLINE in fees),
        with_fee=frozenset(key for key, fees in found.items() if any(fees.values())),
        fee_unknown=frozenset(key for key, fees in found.items() if None in fees.values()),
    )


def with_dossiers(looked: Looked, each: Indicator) -> dict[int, frozenset[int]]:
    """By unit, the procedures of which at least one dossier counts above the line of an indicator."""
    statement = put(
        "SELECT DISTINCT f.unit_id, f.procedure_id FROM ({}) f WHERE {}",
        relation(looked, [each], columns=("unit_id", "procedure_id")),
        compiled(condition_of(each.numerator), at=looked.at),
    )
    found: dict[int, set[int]] = {}
    for unit_id, procedure_id in rows(statement):
        found.setdefault(unit_id, set()).add(procedure_id)
    return {unit_id: frozenset(ids) for unit_id, ids in found.items()}


def tallied(tally: Tally, offered: Offer, used: Iterable[int]) -> tuple[frozenset[int], frozenset[int]]:
    """The procedures above and below the line of a tally; `used` are those with a dossier that counts."""
    match tally:
        case Tally.OFFERED_ONLINE:
            return offered.online, offered.all
        case Tally.USED_ONLINE:
            return offered.online & frozenset(used), offered.online
        case Tally.PAID_ONLINE:
            return offered.with_fee & frozenset(used), offered.with_fee


def counted(tally: Tally, offered: Offer, used: Iterable[int]) -> Counted:
    """How many procedures stand above and below the line."""
    above, below = tallied(tally, offered, used)
    return Counted(numerator=len(above), denominator=len(below))
