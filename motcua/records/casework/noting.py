"""What is noted beside the acts: staff opened a dossier, a receipt was printed. Nothing of the dossier changes."""

from __future__ import annotations

from django.db import transaction

from motcua.records import clock
from motcua.records.casework.models import Dossier, Viewing
from motcua.records.journal import actions as journal
from motcua.records.journal.note import SignedCheckpoint
from motcua.records.people.viewer import Viewer


def viewed(viewer: Viewer, dossier_id: int) -> None:
    """Notes that a member of staff opened a dossier; the citizen can read it."""
    if viewer.account_id is not None:
        Viewing.objects.create(dossier_id=dossier_id, account_id=viewer.account_id, at=clock.now())


def receipt_printed(viewer: Viewer, dossier_id: int) -> SignedCheckpoint:
    """Journals the printing of a receipt and gives a signed checkpoint that includes the dossier's entries."""
    now = clock.now()
    with transaction.atomic():
        version = Dossier.objects.values_list("version", flat=True).get(pk=dossier_id)
        journal.append(
            act="receipt.print",
            subject_type="dossier",
            subject_id=dossier_id,
            version=version,
            actor_id=viewer.account_id,
            occurred_at=now,
            data={},
        )
        return journal.checkpoint()
