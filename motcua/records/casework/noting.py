"""What is noted beside the acts: staff opened a dossier, a receipt was printed. Nothing of the dossier changes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import receipts
from motcua.records.casework.models import Dossier, Viewing
from motcua.records.casework.performing import roles_of
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.journal.note import SignedCheckpoint
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed, NotFound

PRINT = "receipt.print"
_VIEWED = "INSERT INTO casework_viewing (dossier_id, account_id, at) VALUES (%s, %s, %s)"


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedReceipt:
    """What only the printing of a receipt gives out: the look-up secret, and a signed checkpoint that includes the
    dossier's entries. `reprint` counts the prints before this one.
    """

    secret: str
    checkpoint: SignedCheckpoint
    reprint: int


def viewed(viewer: Viewer, dossier_id: int) -> None:
    """Notes that a member of staff opened a dossier; the citizen can read it."""
    if viewer.account_id is None:
        return
    at = connection.ops.adapt_datetimefield_value(clock.now())
    with connection.cursor() as cursor:  # plain, since every opening of a dossier comes by
        cursor.execute(_VIEWED, (dossier_id, viewer.account_id, at))


def viewed_today(viewer: Viewer, dossier_id: int) -> None:
    """As `viewed`, once a day: for the pages and files of a dossier that are opened from its own page. A link to
    one of them is no way around being noted.
    """
    if viewer.account_id is None:
        return
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    noted = Viewing.objects.filter(dossier_id=dossier_id, account_id=viewer.account_id, at__gte=midnight)
    if not noted.exists():
        viewed(viewer, dossier_id)


@transaction.atomic
def receipt_printed(viewer: Viewer, dossier_id: int) -> PrintedReceipt:
    """Journals the printing of a receipt.

    Raises NotFound, and NotAllowed for whoever has no desk where the dossier was received: whoever holds a receipt
    can follow the dossier as its citizen.
    """
    row = Dossier.objects.filter(pk=dossier_id).values_list("code", "version", "unit_id").first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này; hãy tải lại trang.")
    code, version, unit_id = row
    if not viewer.operator and Role.COUNTER not in roles_of(viewer, unit_id):
        raise NotAllowed("act", "Chỉ bộ phận đã tiếp nhận hồ sơ mới in giấy tiếp nhận; hãy nhờ nơi tiếp nhận in.")
    reprint = times_printed(dossier_id)
    journal.append(
        act=PRINT,
        subject_type="dossier",
        subject_id=dossier_id,
        version=version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={"reprint": reprint},
    )
    return PrintedReceipt(secret=receipts.secret(code), checkpoint=journal.checkpoint(), reprint=reprint)


def times_printed(dossier_id: int) -> int:
    """How often the receipt of a dossier was printed."""
    return sum(entry.act == PRINT for entry in journal_queries.entries_of("dossier", dossier_id))
