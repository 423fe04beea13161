"""Declarations of units for periods, as known at a cut-off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from motcua.records.people.policy import administers
from motcua.records.people.viewer import Viewer
from motcua.records.scoring.content import DeclaredView, view
from motcua.records.scoring.models import Declared
from motcua.rules.period import Period
from motcua.rules.refusal import NotAllowed


def declared(unit_ids: Iterable[int], period: Period, *, as_of: datetime) -> dict[tuple[int, str], DeclaredView]:
    """The declarations that stand at a cut-off for exactly this period, by unit and row."""
    rows = Declared.objects.filter(unit_id__in=list(unit_ids), first=period.first, last=period.last, at__lte=as_of)
    latest = {(row.unit_id, row.row): view(row) for row in rows.order_by("number")}
    return {key: each for key, each in latest.items() if each.stands}


def history(unit_id: int, row_id: str, period: Period) -> tuple[DeclaredView, ...]:
    """Every declaration of a row for a unit and a period, the latest first."""
    rows = Declared.objects.filter(unit_id=unit_id, row=row_id, first=period.first, last=period.last)
    return tuple(view(row) for row in rows.order_by("-number"))


def require_declarer(viewer: Viewer, unit_id: int) -> None:
    """Raises NotAllowed for whoever does not administer the unit."""
    if not administers(viewer, unit_id):
        raise NotAllowed("account", "Chỉ quản trị của đơn vị này hoặc của cấp trên khai được số liệu chấm điểm.")
