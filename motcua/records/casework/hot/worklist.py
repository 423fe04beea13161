"""The work list in plain statements: every page of the officer asks for its rows and for the counts of its tabs.

One text of conditions serves both databases; the lists of the ORM, which also search by text, are its oracle.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.casework.views import ListRow, Tab
from motcua.rules.dossier import INSIDE, WAITING, State

Place = tuple[datetime | None, int]
"""The due instant and the id of a row; the next page starts after it."""

Values = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """Whose dossiers are meant: held in these units (None: all) and, but for those that still wait to be taken, by
    this person (None: everybody). A due date from `now` until `near` counts as near.
    """

    unit_ids: Collection[int] | None
    holder_id: int | None
    now: datetime
    near: datetime


def _states(*states: State) -> str:
    return ", ".join(f"'{state.value}'" for state in sorted(states))


_INSIDE, _OPEN = _states(*INSIDE), _states(*(INSIDE | WAITING))
_UNDER = {
    Tab.INCOMING: f"(d.state = '{State.ACCEPTED}' OR (d.state = '{State.PROCESSING}' AND d.holder_id IS NULL))",
    Tab.PROCESSING: f"d.state IN ({_states(State.PROCESSING, State.APPROVED)}) AND d.holder_id IS NOT NULL",
    Tab.NEAR: f"d.state IN ({_INSIDE}) AND d.due_at >= %s AND d.due_at <= %s",
    Tab.OVERDUE: f"d.state IN ({_INSIDE}) AND d.due_at < %s",
    Tab.WAITING: f"d.state IN ({_states(*WAITING)})",
}
_ROWS = (
    "SELECT d.id, d.code, d.version, d.state, a.name, v.short_name, u.short_name, d.unit_id, h.full_name, d.channel,"
    " COALESCE(d.accepted_at, d.submitted_at), d.due_at FROM casework_dossier d"
    " JOIN casework_applicant a ON a.dossier_id = d.id"
    " JOIN catalogue_procedureversion v ON v.id = d.procedure_version_id"
    " JOIN places_unit u ON u.id = d.unit_id LEFT JOIN people_account h ON h.id = d.holder_id WHERE "
)
_BY_DUE = " ORDER BY d.due_at IS NULL, d.due_at, d.id LIMIT %s"


def counted(held: Held) -> dict[Tab, int]:
    """How many dossiers stand under each tab."""
    counts, values = [], list[str | int]()
    for tab in Tab:
        condition, more = _condition(tab, held)
        counts.append(f"COUNT(*) FILTER (WHERE {condition})")
        values.extend(more)
    units, more = _in_units(held)
    sql = f"SELECT {', '.join(counts)} FROM casework_dossier d WHERE d.state IN ({_OPEN}){units}"
    found = plain.row(sql, (*values, *more))
    assert found is not None
    return dict(zip(Tab, found, strict=True))


def page(tab: Tab, held: Held, *, after: Place | None, size: int) -> tuple[ListRow, ...]:
    """Up to `size` dossiers under a tab, the most urgent first, those without a due date last."""
    condition, values = _condition(tab, held)
    units, unit_values = _in_units(held)
    place, place_values = _after(after)
    rows = plain.rows(f"{_ROWS}{condition}{units}{place}{_BY_DUE}", (*values, *unit_values, *place_values, size))
    return tuple(_row(*row) for row in rows)


def _condition(tab: Tab, held: Held) -> tuple[str, Values]:
    now, near = plain.instant(held.now), plain.instant(held.near)
    values: Values = {Tab.NEAR: (now, near), Tab.OVERDUE: (now,)}.get(tab, ())
    if held.holder_id is None or tab is Tab.INCOMING:
        return _UNDER[tab], values
    return f"{_UNDER[tab]} AND d.holder_id = %s", (*values, held.holder_id)


def _in_units(held: Held) -> tuple[str, Values]:
    if held.unit_ids is None:
        return "", ()
    marks = ", ".join(["%s"] * len(held.unit_ids)) or "NULL"
    return f" AND d.holder_unit_id IN ({marks})", tuple(sorted(held.unit_ids))


def _after(after: Place | None) -> tuple[str, Values]:
    if after is None:
        return "", ()
    due, last_id = after
    if due is None:
        return " AND d.due_at IS NULL AND d.id > %s", (last_id,)
    at = plain.instant(due)
    return " AND (d.due_at > %s OR (d.due_at = %s AND d.id > %s) OR d.due_at IS NULL)", (at, at, last_id)


def _row(
    dossier_id: int,
    code: str,
    version: int,
    state: str,
    applicant: str,
    procedure: str,
    unit: str,
    unit_id: int,
    holder: str | None,
    channel: str,
    received: str | datetime,
    due: datetime | None,
) -> ListRow:
    return ListRow(
        id=dossier_id,
        code=code,
        version=version,
        state=State(state),
        applicant=applicant,
        procedure=procedure,
        unit=unit,
        unit_id=unit_id,
        holder=holder or "",
        channel=channel,
        received_at=_local(received),
        due_at=None if due is None else _local(due),
        ended_at=None,
        returned_at=None,
    )


def _local(at: str | datetime) -> datetime:
    """An instant as either database gives it, in legal time: SQLite's are in UTC and say nothing of it."""
    read = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(LOCAL)
