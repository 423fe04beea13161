"""Taking in figures that were counted elsewhere. Each is a row of its own with its entry in the journal."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.measures.models import External
from motcua.records.measures.reading import ExternalFigure
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.refusal import NotAllowed

SUBJECT, LOAD = "external_figure", "figures.load"


def load(viewer: Viewer, figures: Sequence[ExternalFigure]) -> int:
    """Takes in figures, all or none; one that is there as it is already is left out. How many were new.

    Raises NotAllowed for whoever does not administer a unit that they are about.
    """
    _require_administrator(viewer, figures)
    with transaction.atomic():
        fresh = [one for one in figures if _in_force(one) != (one.numerator, one.denominator, one.source, one.invented)]
        for one in fresh:
            _add(viewer, one)
    return len(fresh)


def told_of(row: External) -> dict[str, JSON]:
    """What the journal keeps of a figure."""
    return {
        "indicator": row.indicator,
        "unit": row.unit_key,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "numerator": row.numerator,
        "denominator": row.denominator,
        "source": row.source,
        "invented": row.invented,
    }


def _require_administrator(viewer: Viewer, figures: Sequence[ExternalFigure]) -> None:
    for key in sorted({one.unit_key for one in figures}):
        if not policy.administers(viewer, places.unit(key).id):
            raise NotAllowed("unit", "Chỉ người quản trị của đơn vị {unit} mới nạp số liệu; hãy nhờ họ.", unit=key)


def _in_force(one: ExternalFigure) -> tuple[object, ...] | None:
    rows = External.objects.filter(
        indicator=one.indicator, unit_key=one.unit_key, first=one.period.first, last=one.period.last
    )
    return rows.order_by("-pk").values_list("numerator", "denominator", "source", "invented").first()


def _add(viewer: Viewer, one: ExternalFigure) -> None:
    at = clock.now()
    row = External.objects.create(
        indicator=one.indicator,
        unit_key=one.unit_key,
        first=one.period.first,
        last=one.period.last,
        numerator=one.numerator,
        denominator=one.denominator,
        source=one.source,
        invented=one.invented,
        loaded_at=at,
    )
    journal.append(
        act=LOAD,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=1,
        actor_id=viewer.account_id,
        occurred_at=at,
        data=told_of(row),
    )
