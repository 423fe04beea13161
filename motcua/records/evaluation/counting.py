"""The ballots of dossiers as figures count them, at a cut-off."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case, When

from motcua.records.casework.counting import Linked
from motcua.records.evaluation.queries import known


def ballots_known(*, as_of: datetime) -> Linked:
    """Of dossiers with a ballot until a cut-off on which the citizen told something: `pleased`, 1 or 0."""
    told = known(as_of=as_of).filter(satisfied__isnull=False)
    return told.values("dossier_id").annotate(pleased=Case(When(satisfied=True, then=1), default=0)).order_by()
