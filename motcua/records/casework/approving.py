"""What waits for a head's decision: put to this person, or to somebody whose post this person was lent."""

from __future__ import annotations

from django.db.models import F, QuerySet

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework.lists import listed
from motcua.records.casework.models import Dossier
from motcua.records.casework.views import ListRow
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State

HEADS = frozenset({Role.LEADER, Role.CHAIR})
MOST = 100
"""Dossiers listed at once: as many as one decision may name."""


def awaiting(viewer: Viewer, *, size: int = MOST) -> tuple[ListRow, ...]:
    """The dossiers that wait for this person's decision, the most urgent first."""
    return listed(_awaiting(viewer).order_by(F("due_at").asc(nulls_last=True), "id")[:size])


def count_awaiting(viewer: Viewer) -> int:
    """How many wait for this person's decision."""
    return _awaiting(viewer).count()


def _awaiting(viewer: Viewer) -> QuerySet[Dossier]:
    units = _led(viewer)
    if viewer.account_id is None or not units:
        return Dossier.objects.none()
    lenders = people.lenders_to(viewer.account_id, clock.now().date())
    holders = {viewer.account_id} | {account_id for account_id, role in lenders.items() if role in HEADS}
    return Dossier.objects.filter(state=State.PROCESSING, holder_unit_id__in=units, holder_id__in=holders)


def _led(viewer: Viewer) -> frozenset[int]:
    """The units where the person decides."""
    units = frozenset(
        unit_id
        for post in viewer.posts
        if post.role in HEADS
        for unit_id in {post.unit_id} | post.leads | post.carries_on
    )
    return frozenset(unit_id for unit_id in units if policy.roles_at(viewer, unit_id) & HEADS)
