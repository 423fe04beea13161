"""Looking at the signatures in the files of dossiers, away from whoever added them."""

from __future__ import annotations

from functools import partial

from motcua.records import clock
from motcua.records.casework.models import Attachment, Dossier, SignatureReport
from motcua.records.casework.performing import one_act
from motcua.records.casework.signature_types import SignatureView, Verify
from motcua.records.casework.signatures import LOOK, LOOK_TOPIC, REPORT, found_text
from motcua.records.files import queries as files
from motcua.records.journal import actions as journal
from motcua.records.outbox import actions as outbox
from motcua.records.outbox.delivery import OutgoingMessage, PermanentFailure
from motcua.rules.refusal import NotFound


def look_waiting(verify: Verify, *, roots: str, limit: int = 50) -> outbox.Drained:
    """Looks at up to `limit` files that were added; `roots` names the set of trusted roots that `verify` judges by."""
    return outbox.drain(partial(_look, verify, roots), topic=LOOK_TOPIC, limit=limit)


def look_again(verify: Verify, *, roots: str, limit: int = 20) -> int:
    """Looks again at up to `limit` signed files that were judged by other roots than those of now; how many."""
    stale = SignatureReport.objects.filter(signed=True).exclude(roots=roots).order_by("pk")
    reports = list(stale.values_list("file_id", "file__sha256")[:limit])
    for file_id, sha256 in reports:
        _judge(verify, roots, file_id, sha256)
    return len(reports)


def _look(verify: Verify, roots: str, message: OutgoingMessage) -> None:
    file_id = message.subject_id
    known = SignatureReport.objects.filter(file_id=file_id, roots=roots)
    sha256 = Attachment.objects.filter(file_id=file_id).values_list("file__sha256", flat=True).first()
    if sha256 is not None and not known.exists():
        _judge(verify, roots, file_id, sha256)


def _judge(verify: Verify, roots: str, file_id: int, sha256: str) -> None:
    found: tuple[SignatureView, ...] = ()
    unreadable = False
    try:
        found = verify(files.content(sha256))
    except (PermanentFailure, NotFound):  # the file itself is told of by `motcua verify`
        unreadable = True
    _report(file_id, sha256, roots=roots, found=found, unreadable=unreadable)


def _report(file_id: int, sha256: str, *, roots: str, found: tuple[SignatureView, ...], unreadable: bool) -> None:
    with one_act():
        _alone(file_id)
        row = SignatureReport.objects.filter(file_id=file_id).first() or SignatureReport(file_id=file_id, version=0)
        row.looked_at, row.roots, row.unreadable = clock.now(), roots, unreadable
        row.found, row.signed = found_text(found), bool(found)
        row.version += 1
        row.save()
        journal.append(
            act=LOOK,
            subject_type=REPORT,
            subject_id=row.pk,
            version=row.version,
            actor_id=None,
            occurred_at=row.looked_at,
            data={
                "sha256": sha256,
                "roots": roots,
                "unreadable": unreadable,
                "verdicts": [[one.intact, one.unchanged, one.whole, one.distrust.value] for one in found],
            },
            personal={"found": row.found} if found else None,
        )


def _alone(file_id: int) -> None:
    """Lets two workers look at a file one after the other: on SQLite all writers wait anyway."""
    dossiers = Attachment.objects.filter(file_id=file_id).values("dossier_id")
    list(Dossier.objects.select_for_update().filter(pk__in=dossiers).order_by("pk").values_list("pk"))
