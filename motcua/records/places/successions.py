"""Whose work a unit carries on: the units that went before it and exist no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from motcua.records import plain

_ENDED = (
    "SELECT s.successor_id, s.predecessor_id FROM places_succession s JOIN places_unit u ON u.id = s.predecessor_id"
    ' WHERE s."on" <= %s AND u.valid_to <= %s'
)


def carried_on(on: date) -> Mapping[int, frozenset[int]]:
    """The units that are no more on a day by each of their successors, through every reorganisation until then.

    Asked for every person who enters, so it is one plain statement; without a reorganisation it finds nothing.
    """
    day = on.isoformat()
    before: defaultdict[int, set[int]] = defaultdict(set)
    for successor, predecessor in plain.lasting(_ENDED, (day, day)):
        before[successor].add(predecessor)
    return {unit_id: frozenset(_all(unit_id, before)) for unit_id in before}


def _all(unit_id: int, before: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [unit_id]
    while waiting:
        for earlier in before.get(waiting.pop(), ()):
            if earlier not in found:
                found.add(earlier)
                waiting.append(earlier)
    return found
