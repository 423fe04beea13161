"""The acts on dossiers as an event log: of the dossiers accepted in a period, from acceptance on, as known now.

Nobody is named in it: who did something is told by a pseudonym, and so is which dossier it was unless its code is
asked for. What was done is told by the label of the act.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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

Row = tuple[int, str, str, int | None, int | None]
"""Dossier, its code, channel, due and end (seconds since 1970)."""

Entry = tuple[int, str, int | None, int]
"""Dossier, act, who did it, when (seconds since 1970)."""

_ACCEPTED = f"dossier.{Act.ACCEPT}"

_OURS = "d.accepted_at >= %s AND d.accepted_at < %s AND d.state <> 'void'{ours}"
_DOSSIERS = (
    "SELECT d.id, d.code, d.channel, {due}, {ended} FROM casework_dossier d"  # noqa: S608  (conditions of the code)
    f" WHERE {_OURS} ORDER BY d.id"
)
_ENTRIES = (
    "SELECT e.subject_id, e.act, e.actor_id, {at} FROM journal_entry e WHERE e.subject_type = 'dossier'"  # noqa: S608  (as above)
    f" AND e.subject_id IN (SELECT d.id FROM casework_dossier d WHERE {_OURS}) ORDER BY e.subject_id, e.id"
)
_SECONDS = {"sqlite": "unixepoch({})", "postgresql": "FLOOR(EXTRACT(EPOCH FROM {}))::bigint"}


def trails(
    viewer: Viewer,
    period: Period,
    *,
    units: Collection[int] | None = None,
    codes: bool = False,
    only: Collection[str] | None = None,
) -> tuple[Case, ...]:
    """The dossiers that the units of a person received in a period, each with its acts; `units` narrows them down, and
    so does `only`, by their codes.

    They are those that `settlement_rate` counts as received. The planned end of a case is the due date as it stands
    now, the actual end that of the dossier, with a result or without; instants are whole seconds. With `codes` a case
    is known by the code of its dossier.
    """
    chosen = _Chosen.of(viewer, period, units=units, only=only)
    entries = chosen.entries()
    acts = {dossier_id: list(own) for dossier_id, own in groupby(entries, key=itemgetter(0))}
    dossiers = [row for row in chosen.dossiers() if row[0] in acts]
    people = pseudonyms((who for _, _, who, _ in entries if who is not None), prefix="cb", width=4)
    names = None if codes else pseudonyms((code for _, code, *_ in dossiers), prefix="hs", width=6)
    found = []
    for dossier_id, code, channel, due, ended in dossiers:
        if events := _events(acts[dossier_id], people):
            key = code if names is None else names[code]
            found.append(Case(key, events, channel, _moment(due), _moment(ended)))
    return tuple(found)


def _moment(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * SECOND


def _events(entries: Sequence[Entry], people: Mapping[object, str]) -> tuple[Event, ...]:
    labels = _labels()
    accepted = next((place for place, entry in enumerate(entries) if entry[1] == _ACCEPTED), len(entries))
    return tuple(
        [
            Event(labels[act], at * SECOND, people.get(who, ""))
            for _, act, who, at in entries[accepted:]
            if act in labels
        ]
    )


@cache
def _labels() -> dict[str, str]:
    return {f"dossier.{act}": row.label for act, row in TRANSITIONS.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Chosen:
    """Which dossiers, as a condition over `d`, and the values of its marks."""

    ours: str
    values: tuple[str | int, ...]

    @classmethod
    def of(
        cls, viewer: Viewer, period: Period, *, units: Collection[int] | None, only: Collection[str] | None
    ) -> _Chosen:
        scope = policy.scope(viewer)
        ids = None if scope.everything else scope.unit_ids
        if units is not None:
            ids = frozenset(units) if ids is None else ids & frozenset(units)
        # A few codes are found by their own index: the unit is an expression, lest all of a unit be walked through.
        narrowed: list[tuple[str, Collection[object] | None]]
        narrowed = [("d.unit_id" if only is None else "d.unit_id + 0", ids), ("d.code", only)]
        ours = "".join(f" AND {column} IN ({_marks(each)})" for column, each in narrowed if each is not None)
        within = (plain.instant(period.start), plain.instant(period.end))
        return cls(ours=ours, values=(*within, *sorted(ids or ()), *sorted(only or ())))

    def dossiers(self) -> list[Row]:
        seconds = _SECONDS[connection.vendor]
        sql = _DOSSIERS.format(due=seconds.format("d.due_at"), ended=seconds.format("d.ended_at"), ours=self.ours)
        return plain.rows(sql, self.values)

    def entries(self) -> list[Entry]:
        at = _SECONDS[connection.vendor].format("e.occurred_at")
        return plain.rows(_ENTRIES.format(at=at, ours=self.ours), self.values)


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"
