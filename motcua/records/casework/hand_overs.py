"""What passes between the desk that received a dossier and those who handle it: papers out, results back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from motcua.law.types import LOCAL, Channel
from motcua.records.casework.models import Dossier, FactsRow
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.refusal import NotFound


class Direction(StrEnum):
    """Which way: papers from the desk to those who handle them, or results back to the desk."""

    OUT = "out"
    BACK = "back"


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """A dossier that changed hands: the `version` that the act made names it for ever. `other_unit` is the unit at
    the other end, as `other_unit_id`; a person's name is "" where nobody held the dossier.
    """

    dossier_id: int
    version: int
    code: str
    content: str
    owner: str
    address: str
    papers: int
    due_at: datetime | None
    fee: int | None
    by_post: bool
    result_number: str
    at: datetime
    giver: str
    receiver: str
    other_unit_id: int
    other_unit: str


def hand_overs(viewer: Viewer, *, unit_id: int, day: date, direction: Direction) -> tuple[HandOver, ...]:
    """What passed on a day between the desk of a unit and others, in the order of time.

    Out: the first passing after acceptance, and whatever later leaves the unit. Back: a result that was issued, and
    whatever comes back into the unit. Raises NotFound for a unit whose dossiers the person may not see.
    """
    if not policy.scope(viewer).allows(unit_id):
        raise NotFound("unit", "Không có đơn vị này, hoặc đơn vị ngoài phạm vi của ông/bà.")
    start = datetime.combine(day, time(), LOCAL)
    return _among(_changes(unit_id, start=start, end=start + timedelta(days=1)), unit_id=unit_id, direction=direction)


def named(unit_id: int, entries: Iterable[tuple[int, int]], *, direction: Direction) -> tuple[HandOver, ...]:
    """The hand-overs of dossiers named by id and version, in the order of time."""
    wanted = set(entries)
    found = FactsRow.objects.filter(
        dossier_id__in={dossier_id for dossier_id, _ in wanted}, version__in={version for _, version in wanted}
    )
    rows = [row for row in found if (row.dossier_id, row.version) in wanted]
    return _among(rows, unit_id=unit_id, direction=direction)


def _changes(unit_id: int, *, start: datetime, end: datetime) -> list[FactsRow]:
    """The versions made within a stretch of time; the register's index finds the few dossiers they may belong to."""
    touched = Dossier.objects.filter(unit_id=unit_id, last_at__gte=start, submitted_at__lt=end)
    rows = FactsRow.objects.filter(dossier_id__in=touched.values("pk"), last_at__gte=start, last_at__lt=end)
    return list(rows.filter(version__gt=1))


def _among(rows: list[FactsRow], *, unit_id: int, direction: Direction) -> tuple[HandOver, ...]:
    before = _versions_before(rows)
    passes = _goes_out if direction is Direction.OUT else _comes_back
    chosen = [
        (before[row.dossier_id, row.version - 1], row)
        for row in sorted(rows, key=lambda row: (row.last_at, row.dossier_id, row.version))
        if (row.dossier_id, row.version - 1) in before and passes(before[row.dossier_id, row.version - 1], row, unit_id)
    ]
    return _told(chosen, direction=direction)


def _versions_before(rows: list[FactsRow]) -> dict[tuple[int, int], FactsRow]:
    ids, versions = {row.dossier_id for row in rows}, {row.version - 1 for row in rows}
    found = FactsRow.objects.filter(dossier_id__in=ids, version__in=versions)
    return {(row.dossier_id, row.version): row for row in found}


def _goes_out(before: FactsRow, after: FactsRow, unit_id: int) -> bool:
    if after.state != State.PROCESSING or before.state not in (State.ACCEPTED, State.PROCESSING):
        return False
    return before.state == State.ACCEPTED or (before.holder_unit_id == unit_id != after.holder_unit_id)


def _comes_back(before: FactsRow, after: FactsRow, unit_id: int) -> bool:
    if after.state == State.SETTLED:
        return before.state != State.SETTLED
    return before.holder_unit_id != unit_id == after.holder_unit_id


def _told(chosen: list[tuple[FactsRow, FactsRow]], *, direction: Direction) -> tuple[HandOver, ...]:
    related = ("applicant", "procedure_version")
    dossiers = Dossier.objects.select_related(*related).in_bulk([row.dossier_id for _, row in chosen])
    holders = {row.holder_id for pair in chosen for row in pair if row.holder_id is not None}
    names, units = people.names_of(holders), dict[int, str]()
    told = []
    for before, after in chosen:
        other = after.holder_unit_id if direction is Direction.OUT else before.holder_unit_id
        if other not in units:
            units[other] = places.unit_by_id(other).name
        told.append(_hand_over(dossiers[after.dossier_id], before, after, names=names, other=(other, units[other])))
    return tuple(told)


def _hand_over(
    dossier: Dossier, before: FactsRow, after: FactsRow, *, names: dict[int, str], other: tuple[int, str]
) -> HandOver:
    person = dossier.applicant
    return HandOver(
        dossier_id=dossier.pk,
        version=after.version,
        code=dossier.code,
        content=dossier.procedure_version.short_name,
        owner=person.owner_name or person.name,
        address=person.owner_address if person.owner_name else person.address,
        papers=len(json.loads(dossier.papers)),
        due_at=after.due_at and after.due_at.astimezone(LOCAL),
        fee=dossier.fee,
        by_post=dossier.channel == Channel.POST,
        result_number=dossier.result_number,
        at=after.last_at.astimezone(LOCAL),
        giver=names.get(before.holder_id or 0, ""),
        receiver=names.get(after.holder_id or 0, ""),
        other_unit_id=other[0],
        other_unit=other[1],
    )
