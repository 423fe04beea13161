"""What figures are counted over: the facts as known at a cut-off, and the rollups of today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import F, Q, QuerySet, Sum

from motcua.records.casework.lists import listed
from motcua.records.casework.models import Dossier, FactsRow, Rollup
from motcua.records.casework.views import ListRow
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import OPEN
from motcua.rules.facts import COUNTS

PAGE = 50

FactsQuery = QuerySet[FactsRow]
"""A selection of facts, one row per dossier, that other applications may narrow down but not write."""


def facts_known(viewer: Viewer, *, as_of: datetime) -> FactsQuery:
    """One row per dossier: its facts as they were known at `as_of`, of the units the person may see whole."""
    known = Q(known_to__isnull=True) | Q(known_to__gt=as_of)
    rows = FactsRow.objects.filter(known, known_from__lte=as_of)
    scope = policy.scope(viewer)
    return rows if scope.everything else rows.filter(unit_id__in=scope.unit_ids)


def facts_now(viewer: Viewer) -> FactsQuery:
    """One row per dossier: its present facts."""
    rows = FactsRow.objects.filter(known_to__isnull=True)
    scope = policy.scope(viewer)
    return rows if scope.everything else rows.filter(unit_id__in=scope.unit_ids)


def open_facts_now(viewer: Viewer) -> FactsQuery:
    """The present facts of the dossiers that have not ended: few, and found by the index of the work lists."""
    still_open = Dossier.objects.filter(state__in=sorted(OPEN)).values_list("pk", flat=True)
    rows = FactsRow.objects.filter(known_to__isnull=True, dossier_id__in=list(still_open))
    scope = policy.scope(viewer)
    # The unit as an expression: as a column it would bring in the index by units, and every dossier be walked through.
    return rows if scope.everything else rows.alias(at=F("unit_id") + 0).filter(at__in=scope.unit_ids)


def received_under(viewer: Viewer, column: str, *, last: date) -> list[object]:
    """The units, procedures or days (a column of the rollups) under which dossiers were received until `last`."""
    rows = Rollup.objects.filter(day__lte=last, received__gt=0)
    scope = policy.scope(viewer)
    if not scope.everything:
        rows = rows.filter(unit_id__in=scope.unit_ids)
    return list(rows.values_list(column, flat=True).distinct().order_by())


def newest_recorded() -> datetime | None:
    """When the latest act was recorded; a cut-off not before it knows all there is."""
    return FactsRow.objects.order_by("-id").values_list("known_from", flat=True).first()


def rolled_up(
    viewer: Viewer, *, first: date, last: date, by: tuple[str, ...], names: Iterable[str] = COUNTS
) -> list[dict[str, object]]:
    """Sums of the counters `names` over days of acceptance [`first`, `last`], grouped by the columns `by`.

    A group in which every number is void has no row, as it has no facts to count.
    """
    rows = Rollup.objects.filter(day__gte=first, day__lte=last)
    scope = policy.scope(viewer)
    if not scope.everything:
        rows = rows.filter(unit_id__in=scope.unit_ids)
    sums = rows.values(*by).annotate(**{f"sum_{name}": Sum(name) for name in {"received", *names}})
    return list(sums.filter(sum_received__gt=0).order_by())


def dossiers_of(facts: FactsQuery, *, after: int = 0, size: int = PAGE) -> tuple[tuple[ListRow, ...], int]:
    """The dossiers behind a selection of facts, in the order of their codes' issue, from after an id on; and the
    id after which the next page starts (0: none).
    """
    counted = facts.filter(dossier_id__gt=after).order_by("dossier_id").values_list("dossier_id", flat=True)
    ids = list(counted[: size + 1])
    rows = listed(Dossier.objects.filter(pk__in=ids[:size]).order_by("id"))
    return rows, ids[size - 1] if len(ids) > size else 0
