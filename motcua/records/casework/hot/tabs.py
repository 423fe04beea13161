"""How many dossiers stand under each tab of a work list, in one plain statement: every page of the officer asks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from motcua.records import plain
from motcua.rules.dossier import INSIDE, WAITING, State


def _states(*states: State) -> str:
    return ", ".join(f"'{state.value}'" for state in sorted(states))


_INSIDE, _WAITING, _OPEN = _states(*INSIDE), _states(*WAITING), _states(*(INSIDE | WAITING))
_TAKEN = f"state IN ({_states(State.PROCESSING, State.APPROVED)}) AND holder_id IS NOT NULL"
_UNTAKEN = f"state = '{State.ACCEPTED}' OR (state = '{State.PROCESSING}' AND holder_id IS NULL)"
_SELECT = (
    f"SELECT COUNT(*) FILTER (WHERE {_UNTAKEN}),"  # noqa: S608
    f" COUNT(*) FILTER (WHERE {_TAKEN} OWN),"
    f" COUNT(*) FILTER (WHERE state IN ({_INSIDE}) AND due_at >= %s AND due_at <= %s OWN),"
    f" COUNT(*) FILTER (WHERE state IN ({_INSIDE}) AND due_at < %s OWN),"
    f" COUNT(*) FILTER (WHERE state IN ({_WAITING}) OWN)"
    f" FROM casework_dossier WHERE state IN ({_OPEN})"
)


def counted(
    unit_ids: Collection[int] | None, *, holder_id: int | None, now: datetime, near: datetime
) -> tuple[int, int, int, int, int]:
    """Incoming, processing, near, overdue and waiting dossiers held in these units (None: all).

    `holder_id` narrows all but the incoming ones to a person's own (None: everybody's).
    """
    own = () if holder_id is None else (holder_id,)
    at, until = plain.instant(now), plain.instant(near)
    sql = _SELECT.replace("OWN", "AND holder_id = %s" if own else "")
    values: tuple[str | int, ...] = (*own, at, until, *own, at, *own, *own)
    if unit_ids is not None:
        marks = ", ".join(["%s"] * len(unit_ids)) or "NULL"
        sql, values = f"{sql} AND holder_unit_id IN ({marks})", (*values, *sorted(unit_ids))
    found = plain.row(sql, values)
    assert found is not None
    return found[0], found[1], found[2], found[3], found[4]
