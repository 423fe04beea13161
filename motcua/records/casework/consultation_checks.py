"""Whether the questions put to units still are what the journal says: each problem as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection

from motcua.law.types import LOCAL
from motcua.records.casework.models import Consultation, Dossier, FactsRow
from motcua.records.journal import append_only
from motcua.records.journal import queries as journal
from motcua.rules.dossier import TRANSITIONS, Act, ClockEffect

_TABLE = "casework_consultation"
_CONSULT, _ANSWER, _TAKE_BACK = (f"dossier.{act}" for act in (Act.CONSULT, Act.ANSWER, Act.TAKE_BACK))
_ENDS = frozenset(f"dossier.{act}" for act, row in TRANSITIONS.items() if row.clock is ClockEffect.END)

Question = tuple[int, int, int, int, datetime, str, int | None, datetime | None, bool | None, bool]
"""A question as compared: number, asker's unit, unit, version, when, due; the answer's version, when, what; closed."""


def problems() -> Iterator[str]:
    """Every disagreement between the rows of the questions and the journal."""
    for change in append_only.unguarded(connection, table=_TABLE, only=append_only.DELETE):
        yield f"Bảng {_TABLE} không còn từ chối {change}."
    counted = FactsRow.objects.filter(known_to=None, consultations__gt=0).values_list("dossier_id", flat=True)
    rows: dict[int, list[Question]] = {dossier_id: [] for dossier_id in counted}
    for row in Consultation.objects.order_by("dossier_id", "number").iterator():
        rows.setdefault(row.dossier_id, []).append(_kept(row))
    codes = dict(Dossier.objects.filter(pk__in=rows).values_list("pk", "code"))
    for dossier_id, kept in rows.items():
        if kept != _told(journal.entries_of("dossier", dossier_id)):
            yield f"Hồ sơ {codes.get(dossier_id, f'số {dossier_id}')}: các lần lấy ý kiến khác với nhật ký."


def _kept(row: Consultation) -> Question:
    return (
        row.number,
        row.asker_unit_id,
        row.unit_id,
        row.asked_version,
        row.asked_at.astimezone(LOCAL),
        row.due_at.astimezone(LOCAL).isoformat(),
        row.answered_version,
        row.answered_at.astimezone(LOCAL) if row.answered_at else None,
        row.agrees,
        row.closed,
    )


def _told(entries: Sequence[journal.EntryView]) -> list[Question]:
    """The questions made again from the journal alone."""
    told: dict[int, Question] = {}
    for entry in entries:
        at = entry.occurred_at.astimezone(LOCAL)
        if entry.act == _CONSULT:
            asker = entry.data["event"]["holder_unit"]
            for one in entry.data["consultations"]:
                asked = (one["number"], asker, one["unit"], entry.version, at, one["due"])
                told[one["number"]] = (*asked, None, None, None, False)
        elif entry.act == _ANSWER:
            number = entry.data["consultation"]
            told[number] = (*told[number][:6], entry.version, at, entry.data["agrees"], True)
        elif entry.act == _TAKE_BACK:
            number = entry.data["consultation"]
            told[number] = (*told[number][:9], True)
        elif entry.act in _ENDS:
            told = {number: (*one[:9], True) for number, one in told.items()}
    return list(told.values())
