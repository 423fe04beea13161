"""Whom a dossier concerns, as whoever tells them must know it: read when it is told, kept nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from motcua.law.types import LOCAL
from motcua.records.casework.models import Consultation, Dossier


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressed:
    """A dossier and the people it concerns. The name and the ways to reach the applicant never show in a log.

    `unit_name` and what follows are those of the unit that received the dossier; `due_at` is the present promise.
    """

    id: int
    code: str
    procedure: str
    unit_id: int
    unit_name: str
    unit_short_name: str
    unit_phone: str
    unit_address: str
    holder_unit_id: int
    holder_id: int | None
    due_at: datetime | None
    name: str = field(repr=False)
    phone: str = field(repr=False)
    email: str = field(repr=False)


def addressed(dossier_id: int) -> Addressed | None:
    """A dossier and whom it concerns; None where there is no such dossier."""
    related = ("unit", "procedure_version", "applicant")
    row = Dossier.objects.select_related(*related).filter(pk=dossier_id).first()
    if row is None:
        return None
    return Addressed(
        id=row.pk,
        code=row.code,
        procedure=row.procedure_version.short_name,
        unit_id=row.unit_id,
        unit_name=row.unit.name,
        unit_short_name=row.unit.short_name,
        unit_phone=row.unit.phone,
        unit_address=row.unit.address,
        holder_unit_id=row.holder_unit_id,
        holder_id=row.holder_id,
        due_at=row.due_at.astimezone(LOCAL) if row.due_at else None,
        name=row.applicant.name,
        phone=row.applicant.phone,
        email=row.applicant.email,
    )


def asked_units(dossier_id: int, *, version: int, number: int | None = None) -> tuple[int, ...]:
    """The units whose opinion was asked for by the act that made this version of a dossier, or by the question of a
    `number`.
    """
    its = {"asked_version": version} if number is None else {"number": number}
    asked = Consultation.objects.filter(dossier_id=dossier_id, **its)
    return tuple(asked.order_by("number").values_list("unit_id", flat=True))
