"""What the money of a dossier hangs on: its tariff, where it was received, and whether it waits to be paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from motcua.records.casework.models import Dossier
from motcua.records.casework.seeing import visible
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import NotFound

GONE = frozenset({State.DECLINED, State.VOID})
"""States of a dossier for which nothing is taken any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DueView:
    """A dossier as its fees see it; `tariff` in đồng, None where the catalogue does not state one."""

    id: int
    code: str
    version: int
    state: State
    unit_id: int
    unit: str
    procedure: str
    applicant: str
    tariff: int | None
    copies: int


def due_of(viewer: Viewer, code: str) -> DueView:
    """A dossier by its code. Raises Refusal, NotFound where this person may not know of it."""
    row = _rows(visible(viewer)).filter(code=parse_dossier_code(code).text).first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
    return _view(row)


def dues_at(unit_id: int, codes: Iterable[str]) -> dict[str, DueView]:
    """The dossiers received at a unit among these codes; those of a statement may be codes of none."""
    return {row.code: _view(row) for row in _rows(Dossier.objects.filter(unit_id=unit_id, code__in=[*codes]))}


def due_by_id(dossier_id: int) -> DueView:
    """A dossier by its id, for whoever has checked who may know of it. Raises NotFound."""
    row = _rows(Dossier.objects.filter(pk=dossier_id)).first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này; hãy tải lại trang.")
    return _view(row)


def due_by_code(code: str) -> DueView:
    """A dossier by its code, for whoever has shown code and secret. Raises NotFound."""
    row = _rows(Dossier.objects.filter(code=code)).first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này; hãy tải lại trang.")
    return _view(row)


def _rows(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.select_related("unit", "procedure_version", "applicant")


def _view(row: Dossier) -> DueView:
    return DueView(
        id=row.pk,
        code=row.code,
        version=row.version,
        state=State(row.state),
        unit_id=row.unit_id,
        unit=row.unit.name,
        procedure=row.procedure_version.name,
        applicant=row.applicant.name,
        tariff=row.fee,
        copies=row.copies,
    )
