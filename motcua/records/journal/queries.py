"""Reading the journal and proving what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from motcua.law.types import LOCAL
from motcua.records import clock, plain
from motcua.records.journal import check as checking
from motcua.records.journal import export as exporting
from motcua.records.journal import tree
from motcua.records.journal.models import Checkpoint, Entry, Leaf, Pending
from motcua.rules.merkle import consistency_spans, inclusion_spans
from motcua.rules.refusal import NotFound

CHECKPOINT_ENTRIES = 1_000
CHECKPOINT_INTERVAL = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class PriorEntry:
    """What a request with the same key did before; another digest means that it asked for something else."""

    entry_id: int
    subject_id: int
    version: int
    request_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """An entry as people read it. `personal` is None when there is none or it has been erased."""

    id: int
    position: int | None
    act: str
    version: int
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    data: Mapping[str, Any]
    personal: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Inclusion:
    """Proof that the entry whose hash is `leaf` stands at `position` of the log of `size` entries."""

    position: int
    size: int
    leaf: bytes
    proof: tuple[bytes, ...]
    root: bytes


_OF_SUBJECT = (
    "SELECT e.id, l.position, e.body, p.content FROM journal_entry e LEFT JOIN journal_leaf l ON l.entry_id = e.id"
    " LEFT JOIN journal_personalcontent p ON p.entry_id = e.id"
    " WHERE e.subject_type = %s AND e.subject_id = %s ORDER BY e.id"
)


def entry_for_key(request_key: str) -> PriorEntry | None:
    """The entry written under this key, if a request with it came before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, subject_id, subject_version, request_digest FROM journal_entry WHERE request_key = %s",
            (request_key,),
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return PriorEntry(entry_id=row[0], subject_id=row[1], version=row[2], request_digest=row[3])


def entries_of(subject_type: str, subject_id: int) -> list[EntryView]:
    """Everything that happened to a subject, in the order in which it was recorded."""
    return [_view(*row) for row in plain.rows(_OF_SUBJECT, (subject_type, subject_id))]


def data_among(subject_type: str, subject_ids: Iterable[int], *, act: str) -> dict[int, Mapping[str, Any]]:
    """What the last entry of an act says of each of these subjects, by id; without what is personal."""
    rows = Entry.objects.filter(subject_type=subject_type, subject_id__in=list(subject_ids), act=act).order_by("id")
    return {subject_id: json.loads(body)["data"] for subject_id, body in rows.values_list("subject_id", "body")}


def entry(entry_id: int) -> EntryView:
    """An entry by its id. Raises NotFound."""
    rows = Entry.objects.filter(pk=entry_id)
    row = rows.values_list("id", "leaf__position", "body", "personal__content").first()
    if row is None:
        raise NotFound("entry", "Không có mục nhật ký {entry}.", entry=entry_id)
    return _view(*row)


def origin() -> str:
    """The name of this store's log, unlike that of any other store ("motcua/0f3a…")."""
    return tree.stored().origin


def inclusion(entry_id: int, size: int) -> Inclusion:
    """Proof that an entry is in the log of the first `size` entries. NotFound when it is not in there (yet)."""
    leaf = Leaf.objects.filter(entry_id=entry_id).first()
    if leaf is None or leaf.position >= size or size > tree.stored().size:
        raise NotFound("entry", "Mục nhật ký {entry} chưa nằm trong {size} mục đầu.", entry=entry_id, size=size)
    spans = inclusion_spans(leaf.position, size=size)
    return Inclusion(
        position=leaf.position,
        size=size,
        leaf=bytes(leaf.hash),
        proof=tuple(tree.root_over(span) for span in spans),
        root=tree.root_at(size),
    )


def consistency(old_size: int, new_size: int) -> tuple[bytes, ...]:
    """Proof that the log of `new_size` entries begins with that of `old_size`. NotFound for sizes it never had."""
    if not 0 <= old_size <= new_size <= tree.stored().size:
        raise NotFound("size", "Nhật ký chưa từng có {old} rồi {new} mục.", old=old_size, new=new_size)
    return tuple(tree.root_over(span) for span in consistency_spans(old_size, new_size=new_size))


def checkpoint_due() -> bool:
    """Whether a checkpoint should be signed: 1,000 entries since the last, or 5 minutes and any entry."""
    last = Checkpoint.objects.order_by("-size").first()
    unsigned = tree.stored().size + Pending.objects.count() - (last.size if last else 0)
    if unsigned >= CHECKPOINT_ENTRIES:
        return True
    return unsigned > 0 and (last is None or clock.now() - last.signed_at >= CHECKPOINT_INTERVAL)


def check(*, limit: int = 100) -> list[checking.Problem]:
    """The first `limit` places where log, rows, personal content, tiles and checkpoints do not agree."""
    return checking.problems(limit=limit)


def export() -> Iterator[str]:
    """The log as JSON lines for `tools/verify.py`; sign a checkpoint before, so that its end is signed too."""
    return exporting.lines()


def _view(entry_id: int, position: int | None, body: str, personal: str | None) -> EntryView:
    said = json.loads(body)
    return EntryView(
        id=entry_id,
        position=position,
        act=said["act"],
        version=said["version"],
        actor_id=said["actor_id"],
        occurred_at=datetime.fromisoformat(said["occurred_at"]).astimezone(LOCAL),
        recorded_at=datetime.fromisoformat(said["recorded_at"]).astimezone(LOCAL),
        data=said["data"],
        personal=None if personal is None else json.loads(personal),
    )
