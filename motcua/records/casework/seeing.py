"""Which dossiers a person may know of: those that a unit of theirs received, holds, decides, helped with, or is asked
about. What one may do is another question, answered by the act.
"""

from __future__ import annotations

from typing import Protocol

from django.db.models import Q, QuerySet

from motcua.records.casework.models import Consultation, Dossier
from motcua.records.casework.models.dossier import DECIDED_ELSEWHERE
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer


class Held(Protocol):
    """A dossier, or its facts, as far as they say whose it is."""

    @property
    def unit_id(self) -> int:
        """Which unit received it."""

    @property
    def holder_unit_id(self) -> int:
        """Which unit holds it."""

    @property
    def competent_unit_id(self) -> int:
        """Which unit decides it."""


def visible(viewer: Viewer) -> QuerySet[Dossier]:
    """The dossiers this person may see. Who was asked for an opinion, or helped a citizen, goes on seeing it.

    Each condition has an index of its own, so that a list reads no dossiers but these. For a single one ask `sees`.
    """
    scope = policy.scope(viewer)
    if scope.everything:
        return Dossier.objects.all()
    unit_ids = scope.unit_ids
    decided = Dossier.objects.filter(DECIDED_ELSEWHERE, competent_unit_id__in=unit_ids)
    helped = Dossier.objects.filter(helped_unit_id__in=unit_ids)
    asked = Consultation.objects.filter(unit_id__in=unit_ids)
    return Dossier.objects.filter(
        Q(unit_id__in=unit_ids)
        | Q(holder_unit_id__in=unit_ids)
        | Q(pk__in=decided.values("pk"))
        | Q(pk__in=helped.values("pk"))
        | Q(pk__in=asked.values("dossier_id"))
    )


def sees(viewer: Viewer, dossier_id: int, held: Held) -> bool:
    """Whether this person may see a dossier as it stands; nothing is asked of the database for most."""
    scope = policy.scope(viewer)
    if any(map(scope.allows, (held.unit_id, held.holder_unit_id, held.competent_unit_id))):
        return True
    helped = Dossier.objects.filter(pk=dossier_id, helped_unit_id__in=scope.unit_ids)
    asked = Consultation.objects.filter(dossier_id=dossier_id, unit_id__in=scope.unit_ids)
    return helped.exists() or asked.exists()
