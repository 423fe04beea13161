"""How a check of honesty is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.honesty.trace import Trace


class Kind(StrEnum):
    """SHARE: how many of the dossiers looked at are marked. CLOSING: how many end on the days that close a period."""

    SHARE = "share"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What is looked for, in the reader's words and as conditions on a trace.

    `rule` says what is marked, with {limit} where `limit`, the id of a value of the law, stands in it. `innocent`
    tells how it may come about honestly, `look_at` what to look at before anything is said. `base` names the
    dossiers that are looked at. With `alone` each marked dossier is worth a look; without, only where the unit has
    unusually many. `when` is the instant by which a trace falls into a week or on a day.
    """

    id: str
    label: str
    rule: str
    base: str
    innocent: str
    look_at: str
    limit: str
    alone: bool
    kind: Kind = Kind.SHARE
    looked: Callable[[Trace], bool]
    marked: Callable[[Trace, int], bool]
    when: Callable[[Trace], int]


def accepted(trace: Trace) -> int:
    """When a dossier was accepted."""
    return trace.accepted


def ended(trace: Trace) -> int:
    """When a dossier ended; a check that asks looks at ended ones only."""
    assert trace.ended is not None
    return trace.ended
