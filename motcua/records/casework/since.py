"""The dossiers of which something was recorded after a cut-off: few where the cut-off is not long ago, so that what was
known then is what is known now, but for these.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import F, Q

from motcua.records.casework.counting import FactsQuery
from motcua.records.casework.models import Dossier, FactsRow
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import OPEN

NOBODY = (0,)
"""No dossier and no unit has this number."""


def recorded_since(as_of: datetime, *, last: date, most: int) -> frozenset[int] | None:
    """The dossiers accepted until `last` of which something was recorded after a cut-off; None for more than `most`
    things.
    """
    rows = FactsRow.objects.filter(known_from__gt=as_of, accepted_day__lte=last)
    # Told apart here: for DISTINCT the database would walk through the dossiers instead of through what is new.
    found = list(rows.values_list("dossier_id", flat=True).order_by()[: max(most + 1, 0)])
    return frozenset(found) if len(found) <= most else None


def open_now() -> frozenset[int]:
    """The dossiers that have not ended."""
    return frozenset(Dossier.objects.filter(state__in=sorted(OPEN)).values_list("pk", flat=True))


def facts_then(viewer: Viewer, dossiers: Collection[int], *, as_of: datetime) -> FactsQuery:
    """One row for each of these dossiers that a person may see: its facts as they were known at `as_of`."""
    known = Q(known_to__isnull=True) | Q(known_to__gt=as_of)
    return _of(viewer, FactsRow.objects.filter(known, known_from__lte=as_of), dossiers)


def facts_now_of(viewer: Viewer, dossiers: Collection[int]) -> FactsQuery:
    """One row for each of these dossiers that a person may see: its present facts."""
    return _of(viewer, FactsRow.objects.filter(known_to__isnull=True), dossiers)


def _of(viewer: Viewer, rows: FactsQuery, dossiers: Collection[int]) -> FactsQuery:
    """These dossiers, found by their ids: the unit is an expression, lest a walk through all of a unit be preferred."""
    chosen, scope = rows.filter(dossier_id__in=dossiers or NOBODY), policy.scope(viewer)
    return chosen if scope.everything else chosen.alias(at=F("unit_id") + 0).filter(at__in=scope.unit_ids or NOBODY)
