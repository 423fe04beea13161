"""The acts on dossiers as an event log: of the dossiers accepted in a period, from acceptance on, as known now.

Nobody is named in it: who did something is told by a pseudonym, and so is which dossier it was unless its code is
asked for. What was done is told by the label of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.db import connection

from motcua.records import plain
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act
from motcua.rules.event_log import SECOND, Case, Event, pseudonyms
from motcua.rules.period import Period

Row = tuple[int, str, str, int | None, int | None, str, int | None, int]
"""Dossier, its code, channel, due and end; act, who did it, when (seconds since 1970)."""

_CODE, _ACT, _WHO = 1, 5, 6
_ACCEPTED = f"dossier.{Act.ACCEPT}"

_SQL = (
    "SELECT d.id, d.code, d.channel, {due}, {ended}, e.act, e.actor_id, {at} FROM casework_dossier d"
    " JOIN journal_entry e ON e.subject_type = 'dossier' AND e.subject_id = d.id"
    " WHERE d.accepted_at >= %s AND d.accepted_at < %s AND d.state <> 'void'{ours} ORDER BY d.id, e.id"
)
_SECONDS = {"sqlite": "unixepoch({})", "postgresql": "FLOOR(EXTRACT(EPOCH FROM {}))::bigint"}


def trails(
    viewer: Viewer, period: Period, *, units: Collection[int] | None = None, codes: bool = False
) -> tuple[Case, ...]:
    """The dossiers that the units of a person received in a period, each with its acts; `units` narrows them down.

    They are those that `settlement_rate` counts as received. The planned end of a case is the due date as it stands
    now, the actual end that of the dossier, with a result or without; instants are whole seconds. With `codes` a case
    is known by the code of its dossier.
    """
    rows = _rows(viewer, period, units)
    people = pseudonyms((row[_WHO] for row in rows if row[_WHO] is not None), prefix="cb", width=4)
    dossiers = None if codes else pseudonyms((row[_CODE] for row in rows), prefix="hs", width=6)
    found = []
    for _, own in groupby(rows, key=itemgetter(0)):
        told = list(own)
        _, code, channel, due, ended, *_ = told[0]
        if events := _events(told, people):
            key = code if dossiers is None else dossiers[code]
            found.append(Case(key, events, channel, _moment(due), _moment(ended)))
    return tuple(found)


def _moment(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * SECOND


def _events(rows: Sequence[Row], people: Mapping[object, str]) -> tuple[Event, ...]:
    labels = _labels()
    accepted = next((place for place, row in enumerate(rows) if row[_ACT] == _ACCEPTED), len(rows))
    return tuple(
        [
            Event(labels[act], at * SECOND, people.get(who, ""))
            for _, _, _, _, _, act, who, at in rows[accepted:]
            if act in labels
        ]
    )


@cache
def _labels() -> dict[str, str]:
    return {f"dossier.{act}": row.label for act, row in TRANSITIONS.items()}


def _rows(viewer: Viewer, period: Period, units: Collection[int] | None) -> list[Row]:
    scope, seconds = policy.scope(viewer), _SECONDS[connection.vendor]
    ids = None if scope.everything else scope.unit_ids
    if units is not None:
        ids = frozenset(units) if ids is None else ids & frozenset(units)
    marks = ", ".join(["%s"] * len(ids or ())) or "NULL"
    ours = "" if ids is None else f" AND d.unit_id IN ({marks})"
    sql = _SQL.format(
        due=seconds.format("d.due_at"),
        ended=seconds.format("d.ended_at"),
        at=seconds.format("e.occurred_at"),
        ours=ours,
    )
    return plain.rows(sql, (plain.instant(period.start), plain.instant(period.end), *sorted(ids or ())))
