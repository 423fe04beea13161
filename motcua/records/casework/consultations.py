"""Reading the questions put to units: those of a dossier, and those that wait for one's own units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.law.types import LOCAL, Role
from motcua.records import plain
from motcua.records.casework.models import Consultation
from motcua.records.casework.performing import roles_of
from motcua.records.casework.views import ConsultationView, TimelineEntry
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State

PAGE = 50
_WAITING = "SELECT COUNT(*), COUNT(CASE WHEN due_at < %s THEN 1 END) FROM casework_consultation WHERE NOT closed"

Told = tuple[ConsultationView, ...]
"""The questions of one dossier."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionRow:
    """A question that waits for an answer of one's unit, as listed."""

    dossier_id: int
    code: str
    number: int
    procedure: str
    unit: str
    asker_unit: str
    asked_at: datetime
    due_at: datetime


def waiting(viewer: Viewer, *, size: int = PAGE) -> tuple[QuestionRow, ...]:
    """The questions that wait for the person's units, the earliest deadline first."""
    rows = _put_to(viewer).order_by("due_at", "id").values_list(
        "dossier_id", "dossier__code", "number", "dossier__procedure_version__short_name", "unit__short_name",
        "asker_unit__short_name", "asked_at", "due_at",
    )[:size]  # fmt: skip
    return tuple(
        QuestionRow(
            dossier_id=dossier_id,
            code=code,
            number=number,
            procedure=procedure,
            unit=unit,
            asker_unit=asker,
            asked_at=asked_at.astimezone(LOCAL),
            due_at=due_at.astimezone(LOCAL),
        )
        for dossier_id, code, number, procedure, unit, asker, asked_at, due_at in rows
    )


def count_waiting(viewer: Viewer, *, now: datetime) -> tuple[int, int]:
    """How many questions wait for the person's units, and how many of them are past their deadline."""
    scope = policy.scope(viewer)
    ids = tuple(scope.unit_ids)
    among = "" if scope.everything else f" AND unit_id IN ({', '.join(['%s'] * len(ids)) or 'NULL'})"
    [(count, late)] = plain.rows(f"{_WAITING}{among}", (plain.instant(now), *ids))
    return count, late


def of(viewer: Viewer, dossier_id: int, *, state: State, timeline: Sequence[TimelineEntry]) -> Told:
    """The questions of a dossier in the order asked; the words of question and answer are in its timeline."""
    asked = {number: entry for entry in timeline if entry.act is Act.CONSULT for number in _numbers(entry)}
    if not asked:
        return ()
    ended = {entry.data["consultation"]: entry for entry in timeline if entry.act in (Act.ANSWER, Act.TAKE_BACK)}
    rows = Consultation.objects.filter(dossier_id=dossier_id).select_related("unit", "asker_unit").order_by("number")
    return tuple(_view(viewer, row, state=state, asked=asked[row.number], ended=ended.get(row.number)) for row in rows)


def roles_asked(viewer: Viewer, consultations: Told) -> frozenset[Role]:
    """The roles that a person holds where a question waits for an answer."""
    return frozenset().union(*(roles_of(viewer, one.unit_id) for one in consultations if not one.closed))


def roles_asking(viewer: Viewer, consultations: Told) -> frozenset[Role]:
    """The roles that a person holds where a question that waits was put."""
    return frozenset().union(*(roles_of(viewer, one.asker_unit_id) for one in consultations if not one.closed))


def _put_to(viewer: Viewer) -> QuerySet[Consultation]:
    scope = policy.scope(viewer)
    rows = Consultation.objects.filter(closed=False)
    return rows if scope.everything else rows.filter(unit_id__in=scope.unit_ids)


def _may(viewer: Viewer, act: Act, row: Consultation, *, unit_id: int, state: State) -> bool:
    """Whether a person may do an act on a question, at the unit to which it belongs."""
    its = TRANSITIONS[act]
    return not row.closed and state in its.sources and bool(its.roles & roles_of(viewer, unit_id))


def _numbers(entry: TimelineEntry) -> list[int]:
    opened: Any = entry.data["consultations"]
    return [one["number"] for one in opened]


def _view(
    viewer: Viewer, row: Consultation, *, state: State, asked: TimelineEntry, ended: TimelineEntry | None
) -> ConsultationView:
    said = ended if ended and ended.act is Act.ANSWER else None
    taken = ended if ended and ended.act is Act.TAKE_BACK else None
    return ConsultationView(
        number=row.number,
        unit_id=row.unit_id,
        unit=row.unit.name,
        asker_unit_id=row.asker_unit_id,
        asker_unit=row.asker_unit.name,
        asked_at=row.asked_at.astimezone(LOCAL),
        asked_by=asked.actor,
        question=_text(asked, "question"),
        due_at=row.due_at.astimezone(LOCAL),
        answered_at=row.answered_at.astimezone(LOCAL) if row.answered_at else None,
        answered_by=said.actor if said else "",
        agrees=row.agrees,
        answer=_text(said, "answer") if said else None,
        closed=row.closed,
        may_answer=_may(viewer, Act.ANSWER, row, unit_id=row.unit_id, state=state),
        may_take_back=_may(viewer, Act.TAKE_BACK, row, unit_id=row.asker_unit_id, state=state),
        taken_back_at=taken.at if taken else None,
        taken_back_by=taken.actor if taken else "",
        reason=_text(taken, "reason") if taken else None,
    )


def _text(entry: TimelineEntry, name: str) -> str | None:
    return None if entry.personal is None else str(entry.personal.get(name, ""))
