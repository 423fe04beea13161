"""What figures are counted over: the facts as known at a cut-off, and the rollups of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Max, Q, QuerySet, Sum, When

from motcua.records.casework.attachments import Kind
from motcua.records.casework.lists import listed
from motcua.records.casework.models import Attachment, Dossier, FactsRow, Rollup
from motcua.records.casework.views import ListRow
from motcua.records.people import policy
from motcua.records.people.policy import Scope
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import OPEN, State
from motcua.rules.facts import COUNTS, RESULT

PAGE = 50

FactsQuery = QuerySet[FactsRow]
"""A selection of facts, one row per dossier, that other applications may narrow down but not write."""


Linked = QuerySet[Any, Any]
"""Rows with a `dossier_id`, one per dossier, to stand beside its facts."""


def facts_known(viewer: Viewer, *, as_of: datetime) -> FactsQuery:
    """One row per dossier: its facts as they were known at `as_of`, of the units the person may see whole."""
    known = Q(known_to__isnull=True) | Q(known_to__gt=as_of)
    rows = FactsRow.objects.filter(known, known_from__lte=as_of)
    scope = policy.scope(viewer)
    return rows if scope.everything else rows.filter(unit_id__in=_units(scope))


def facts_now(viewer: Viewer) -> FactsQuery:
    """One row per dossier: its present facts."""
    rows = FactsRow.objects.filter(known_to__isnull=True)
    scope = policy.scope(viewer)
    return rows if scope.everything else rows.filter(unit_id__in=_units(scope))


def open_facts_now(viewer: Viewer) -> FactsQuery:
    """The present facts of the dossiers that have not ended: few, and found by the index of the work lists."""
    still_open = Dossier.objects.filter(state__in=sorted(OPEN)).values_list("pk", flat=True)
    rows = FactsRow.objects.filter(known_to__isnull=True, dossier_id__in=[*still_open] or [0])
    scope = policy.scope(viewer)
    # The unit as an expression: as a column it would bring in the index by units, and every dossier be walked through.
    return rows if scope.everything else rows.alias(at=F("unit_id") + 0).filter(at__in=_units(scope))


def _units(scope: Scope) -> frozenset[int]:
    """The units of a scope as a list that is never empty: no unit has the number 0."""
    return scope.unit_ids or frozenset({0})


def with_result(viewer: Viewer, *, first: datetime, after: datetime, as_of: datetime) -> FactsQuery:
    """The facts, as known at `as_of`, of the dossiers that ended with a result in [`first`, `after`)."""
    newest = newest_recorded()
    all_known = newest is None or as_of >= newest
    rows = facts_now(viewer) if all_known else facts_known(viewer, as_of=as_of)
    return rows.filter(end_kind=RESULT, ended_at__gte=first, ended_at__lt=after)


def worked_on(*, as_of: datetime) -> FactsQuery:
    """The versions of facts, recorded until `as_of`, in which somebody (`holder_id`) worked on a dossier."""
    return FactsRow.objects.filter(state=State.PROCESSING, holder_id__isnull=False, known_from__lte=as_of)


def files_known(*, as_of: datetime) -> Linked:
    """Of dossiers with files at a cut-off: `papers`, whether one was made from a paper in hand, and `results`, whether
    one is the result; 1 or 0. What was taken away since was there then.
    """
    there = Q(removed_at__isnull=True) | Q(removed_at__gt=as_of)
    return (
        Attachment.objects.filter(there, added_at__lte=as_of)
        .values("dossier_id")
        .annotate(
            papers=Max(Case(When(kind=Kind.PAPER, digitised=True, then=1), default=0)),
            results=Max(Case(When(kind=Kind.RESULT, then=1), default=0)),
        )
        .order_by()
    )


def tariffs() -> Linked:
    """What each dossier's channel costs and which version of its procedure it goes by: fixed when it was handed in."""
    return Dossier.objects.values("fee", "procedure_version_id", dossier_id=F("pk")).order_by()


def received_under(viewer: Viewer, column: str, *, last: date) -> list[object]:
    """The units, procedures or days (a column of the rollups) under which dossiers were received until `last`."""
    rows = Rollup.objects.filter(day__lte=last, received__gt=0)
    scope = policy.scope(viewer)
    if not scope.everything:
        rows = rows.filter(unit_id__in=_units(scope))
    return list(rows.values_list(column, flat=True).distinct().order_by())


def first_received() -> date | None:
    """The first day on which anything was received; None where nothing was."""
    return Rollup.objects.filter(received__gt=0).order_by("day").values_list("day", flat=True).first()


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


def dossiers_of(ids: Sequence[int], *, size: int = PAGE) -> tuple[tuple[ListRow, ...], int]:
    """The first `size` of the dossiers counted, whose ids come in order; and the id after which the next page starts
    (0: none). Whoever counted them has seen to it that the person may.
    """
    rows = listed(Dossier.objects.filter(pk__in=ids[:size]).order_by("id"))
    return rows, ids[size - 1] if len(ids) > size else 0
