"""What the row of a dossier in a list says beside its due date: how little of the term is left, a letter that is
missing, a question that waits. One small statement for a page of rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from motcua.records import plain
from motcua.rules.dossier import INSIDE, OPEN
from motcua.rules.duty import Duty


class Mark(StrEnum):
    """What is said of a dossier, in the order in which it is."""

    THIRD = "third"
    FIFTH = "fifth"
    APOLOGY_MISSING = "apology_missing"
    CONSULTED = "consulted"


_INSIDE = ", ".join(f"'{state.value}'" for state in sorted(INSIDE))
_OPEN = ", ".join(f"'{state.value}'" for state in sorted(OPEN))
_WARNED = (
    "SELECT w.dossier_id, w.kind FROM casework_dutywarning w"  # noqa: S608  (only names of states stand in the text)
    " JOIN casework_dossier d ON d.id = w.dossier_id AND d.due_at = w.due_at"
    f" WHERE w.dossier_id IN ({{ids}}) AND d.state IN ({_INSIDE})"
    " UNION ALL SELECT c.dossier_id, 'consulted' FROM casework_consultation c"
    f" JOIN casework_dossier d ON d.id = c.dossier_id AND d.state IN ({_OPEN})"
    " WHERE c.dossier_id IN ({ids}) AND NOT c.closed"
)
_APOLOGISED = (
    "SELECT dossier_id FROM casework_factsrow WHERE dossier_id IN ({ids}) AND known_to IS NULL"
    " AND apologised_at IS NOT NULL"
)
_SIZES = (20, 50, 100)
"""Lists of ids are filled up to one of these sizes, so that few statements are ever parsed."""


def marks_of(dossier_ids: Collection[int]) -> Mapping[int, tuple[Mark, ...]]:
    """What is to be said of dossiers that the person may see, by id; nothing of most."""
    told: dict[int, set[str]] = {}
    for dossier_id, kind in _rows(_WARNED, dossier_ids, times=2):
        told.setdefault(dossier_id, set()).add(kind)
    missing = [dossier_id for dossier_id, kinds in told.items() if Duty.APOLOGY_MISSING in kinds]
    given = {dossier_id for dossier_id, *_ in _rows(_APOLOGISED, missing, times=1)}
    found = {dossier_id: _shown(kinds, apologised=dossier_id in given) for dossier_id, kinds in told.items()}
    return {dossier_id: marks for dossier_id, marks in found.items() if marks}


def _shown(kinds: set[str], *, apologised: bool) -> tuple[Mark, ...]:
    """The graver warning of time takes the place of the other; that the date is past, its own badge says."""
    hidden = {Mark.THIRD} if Duty.FIFTH in kinds else set[Mark]()
    if Duty.DUE in kinds:
        hidden |= {Mark.THIRD, Mark.FIFTH}
    if apologised:
        hidden |= {Mark.APOLOGY_MISSING}
    return tuple(mark for mark in Mark if mark.value in kinds and mark not in hidden)


def _rows(sql: str, ids: Collection[int], *, times: int) -> list[tuple[Any, ...]]:
    if not ids:
        return []
    known = tuple(ids)
    size = next((size for size in _SIZES if size >= len(known)), len(known))
    filled = known + (known[-1],) * (size - len(known))
    return plain.rows(sql.format(ids=", ".join(["%s"] * size)), filled * times)
