"""Which dossiers a person may know of: those that a unit of theirs received, holds, decides, helped with, or is asked
about. What one may do is another question, answered by the act.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.records.casework.models import Consultation, Dossier
from motcua.records.people import policy
from motcua.records.people.policy import Scope
from motcua.records.people.viewer import Viewer
from motcua.rules.facts import Facts


def visible(viewer: Viewer) -> QuerySet[Dossier]:
    """The dossiers this person may see. Who was asked for an opinion, or helped a citizen, goes on seeing it."""
    scope = policy.scope(viewer)
    if scope.everything:
        return Dossier.objects.all()
    unit_ids = scope.unit_ids
    aside = Q(helped_unit_id__in=unit_ids) | Q(pk__in=_asked(scope))
    return Dossier.objects.filter(
        Q(unit_id__in=unit_ids) | Q(holder_unit_id__in=unit_ids) | Q(competent_unit_id__in=unit_ids) | aside
    )


def sees(viewer: Viewer, dossier_id: int, *, facts: Facts) -> bool:
    """Whether this person may see a dossier as it stands; nothing is asked of the database for most."""
    scope = policy.scope(viewer)
    if any(map(scope.allows, (facts.unit_id, facts.holder_unit_id, facts.competent_unit_id))):
        return True
    return visible(viewer).filter(pk=dossier_id).exists()


def _asked(scope: Scope) -> QuerySet[Consultation, int]:
    return Consultation.objects.filter(unit_id__in=scope.unit_ids).values_list("dossier_id", flat=True)
