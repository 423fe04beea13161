"""The columns that count dossiers: which places in the flow each holds, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from motcua.rules.reporting.flow import Counted, Fate, Flow
from motcua.rules.reporting.table import Cell, Share

Held = Mapping[str, tuple[str | int, ...]]
"""By field of Flow, the values that a column holds; {}: every dossier."""

COLUMNS: Mapping[str, Held] = {
    "received": {},
    "new": {"carried": (0,)},
    "online": {"carried": (0,), "online": (1,)},
    "direct": {"carried": (0,), "online": (0,)},
    "carried": {"carried": (1,)},
    "settled": {"open": (0,)},
    "early": {"fate": (Fate.EARLY.value,)},
    "on_time": {"fate": (Fate.ON_TIME.value,)},
    "late": {"fate": (Fate.LATE.value,)},
    "open": {"open": (1,)},
    "open_in_time": {"fate": (Fate.OPEN_IN_TIME.value,)},
    "open_late": {"fate": (Fate.OPEN_LATE.value,)},
    "waiting": {"open": (1,), "waiting": (1,)},
    "returned": {"end": ("refused", "withdrawn")},
    "stopped": {"end": ("stopped",)},
    "online_settled": {"online": (1,), "open": (0,)},
    "kept": {"fate": (Fate.EARLY.value, Fate.ON_TIME.value)},
    "all_late": {"fate": (Fate.LATE.value, Fate.OPEN_LATE.value)},
    "without_result": {"end": ("refused", "stopped", "withdrawn")},
    "settled_untimed": {"open": (0,), "timed": (0,)},
    "open_untimed": {"open": (1,), "timed": (0,)},
}
"""Columns by id; those that no form prints stand in the lines below."""

_SHARES: Mapping[str, tuple[str, str]] = {"kept_share": ("kept", "settled")}


def holds(column: str, place: Flow) -> bool:
    """Whether a column holds a place in the flow. Raises KeyError for a column that does not count dossiers."""
    return all(getattr(place, name) in values for name, values in COLUMNS[column].items())


def number(column: str, counted: Counted) -> int:
    """How many dossiers a column holds. Raises KeyError for a column that does not count dossiers."""
    return sum(count for place, count in counted.items() if holds(column, place))


def cells(columns: Iterable[str], counted: Counted) -> tuple[Cell, ...]:
    """The numbers of a row; None in the columns that the flow says nothing of."""
    return tuple(_cell(column, counted) for column in columns)


def _cell(column: str, counted: Counted) -> Cell:
    if column in _SHARES:
        part, whole = _SHARES[column]
        return Share(number(part, counted), number(whole, counted))
    return number(column, counted) if column in COLUMNS else None
