"""What an office takes in by a file: read first, done in one transaction, the last one undone whole or not at all.

What a row means is for the app it belongs to; here is remembered which file it was, who sent it and what was done.
The file itself is kept only until it is taken in, or until the same person sends another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.documents.models import Import
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON, canonical
from motcua.rules.refusal import Conflict, NotFound

SUBJECT = "import"
DONE, UNDONE = "import.done", "import.undo"

Change = Mapping[str, JSON]
"""One thing that was done for a row, as the app that did it needs it to undo it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingFile:
    """A file that has been read and not taken in."""

    id: int
    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportView:
    """A file that was taken in. `rows` are those that changed something; `undone_at` is None while it stands."""

    id: int
    kind: str
    name: str
    digest: str
    by_id: int | None
    done_at: datetime
    rows: int
    changes: tuple[Change, ...]
    undone_at: datetime | None


@transaction.atomic
def wait(kind: str, *, name: str, content: bytes, by_id: int | None) -> int:
    """Keeps a file until it is taken in, in place of the one that this person sent before; its id."""
    Import.objects.filter(kind=kind, by_id=by_id, done_at=None).delete()
    row = Import.objects.create(
        kind=kind,
        name=name,
        digest=sha256(content).hexdigest(),
        content=content,
        by_id=by_id,
        read_at=clock.now(),
    )
    return row.pk


def waiting(kind: str, import_id: int, *, by_id: int | None) -> WaitingFile:
    """A file that this person sent and has not taken in. Raises NotFound."""
    row = Import.objects.filter(pk=import_id, kind=kind, by_id=by_id, done_at=None).first()
    if row is None or row.content is None:
        raise NotFound("file", "Tệp này đã nhập xong hoặc đã thay bằng tệp khác; hãy gửi lại tệp nếu còn cần.")
    return WaitingFile(id=row.pk, name=row.name, content=bytes(row.content))


def finish(import_id: int, *, changes: Sequence[Change], rows: int) -> None:
    """Remembers what was done, within the transaction that did it; the file is forgotten.

    Raises TransactionManagementError outside one, Conflict where it was taken in already.
    """
    row = Import.objects.select_for_update().filter(pk=import_id, done_at=None).first()
    if row is None:
        raise Conflict("file", "Tệp này đã được nhập từ trước; hãy tải lại trang để xem kết quả.")
    row.content, row.done_at, row.rows, row.changes = None, clock.now(), rows, canonical(list(changes))
    row.save()
    _journal(row, DONE, version=1, by_id=row.by_id, at=row.done_at)


def last(kind: str) -> ImportView | None:
    """The latest file taken in of a kind that has not been undone: the only one that can be."""
    row = Import.objects.filter(kind=kind, undone_at=None).exclude(done_at=None).order_by("-pk").first()
    return _view(row) if row else None


def latest(kind: str, *, most: int = 20) -> list[ImportView]:
    """The files taken in of a kind, the latest first, undone ones too."""
    rows = Import.objects.filter(kind=kind).exclude(done_at=None).order_by("-pk")[:most]
    return [view for row in rows if (view := _view(row))]


def undo(kind: str, import_id: int, *, by_id: int | None) -> ImportView:
    """Marks the last file of a kind as undone, within the transaction that undoes it; what had been done.

    Raises TransactionManagementError outside one, Conflict where it is not the last one or was undone already.
    """
    row = Import.objects.select_for_update().filter(pk=import_id, kind=kind, undone_at=None).first()
    newest = last(kind)
    if row is None or newest is None or newest.id != import_id:
        raise Conflict("import", "Chỉ hoàn tác được lần nhập gần nhất; hãy tải lại trang để xem lần nào gần nhất.")
    row.undone_at, row.undone_by_id = clock.now(), by_id
    row.save(update_fields=["undone_at", "undone_by_id"])
    _journal(row, UNDONE, version=2, by_id=by_id, at=row.undone_at)
    return newest


def _journal(row: Import, act: str, *, version: int, by_id: int | None, at: datetime) -> None:
    """The changes may name people, so they stand in the part that can be erased."""
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=version,
        actor_id=by_id,
        occurred_at=at,
        data={"kind": row.kind, "digest": row.digest, "rows": row.rows},
        personal={"file": row.name, "changes": json.loads(row.changes)},
    )


def _view(row: Import) -> ImportView | None:
    if row.done_at is None:
        return None
    return ImportView(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        digest=row.digest,
        by_id=row.by_id,
        done_at=row.done_at.astimezone(LOCAL),
        rows=row.rows,
        changes=tuple(json.loads(row.changes)),
        undone_at=row.undone_at.astimezone(LOCAL) if row.undone_at else None,
    )
