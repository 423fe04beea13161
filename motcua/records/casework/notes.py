"""Notes of staff on a dossier: for colleagues, never for its citizen. The dossier itself does not change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.law.types import LOCAL
from motcua.records import clock, plain
from motcua.records.casework.changes import JSON
from motcua.records.casework.models import Dossier, Note
from motcua.records.casework.performing import one_act, own_key
from motcua.records.casework.seeing import visible
from motcua.records.casework.views import DossierView
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox import actions as outbox
from motcua.records.people import queries as people
from motcua.records.people.policy import ACTING_ROLES
from motcua.records.people.queries import AccountView
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal

ADD = "note.add"
TOPIC = "dossier.note"
"""The message of a note that mentions somebody. Its payload holds the dossier's `code`, `mentioned` and `by`, ids of
accounts, and `note`, the number of the note; never its words.
"""

LONGEST = 2_000
MOST_MENTIONED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteView:
    """A note as read; `text` is None where it was erased. `mentioned` are names."""

    number: int
    author: str
    at: datetime
    text: str | None
    mentioned: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Noted:
    """The answer to a note; `repeated` when the same request had come before."""

    number: int
    repeated: bool = False


def add(viewer: Viewer, dossier_id: int, *, key: str, text: str, mentioned: Sequence[int] = ()) -> Noted:
    """Writes a note on a dossier, and tells the accounts `mentioned` of it.

    Raises NotFound, NotAllowed for whoever only reads, Conflict (`key`), and Refusal: of `text` that is missing or too
    long, of `mentioned` for a colleague who may not see the dossier.
    """
    told = clean_lines(text, field="text", limit=LONGEST)
    if not told:
        raise Refusal("text", "Chưa có nội dung ghi chú; hãy viết vài chữ cho đồng nghiệp.")
    wanted = sorted(set(mentioned) - {viewer.account_id or 0})
    request_key = own_key(viewer, key)
    digest = hashlib.sha256(repr((ADD, dossier_id, told, wanted)).encode()).hexdigest()
    with one_act():
        list(Dossier.objects.select_for_update().filter(pk=dossier_id).values_list("pk"))  # on SQLite all writers wait
        code, version, author_id = _dossier(viewer, dossier_id)
        before = _answered(request_key, digest=digest)
        if before is not None:
            return before
        _require_seeing(dossier_id, wanted)
        number = Note.objects.filter(dossier_id=dossier_id).count() + 1
        told_of: dict[str, JSON] = {"note": number, "mentioned": list[JSON](wanted)}
        entry = journal.append(
            act=ADD,
            subject_type="dossier",
            subject_id=dossier_id,
            version=version,
            actor_id=author_id,
            occurred_at=clock.now(),
            data=told_of,
            personal={"text": told},
            request_key=request_key,
            request_digest=digest,
        )
        Note.objects.create(
            dossier_id=dossier_id,
            number=number,
            entry_id=entry.entry_id,
            author_id=author_id,
            at=entry.recorded_at,
            mentioned=json.dumps(wanted),
        )
        if wanted:
            payload = {"code": code, "by": author_id, **told_of}
            outbox.post(topic=TOPIC, subject_type="dossier", subject_id=dossier_id, payload=payload)
    return Noted(number=number)


def of(dossier: DossierView) -> tuple[NoteView, ...]:
    """The notes on a dossier that a person sees, the latest first."""
    if not plain.row("SELECT 1 FROM casework_note WHERE dossier_id = %s LIMIT 1", (dossier.id,)):
        return ()
    rows = list(Note.objects.filter(dossier_id=dossier.id).order_by("-number"))
    words = {entry.id: entry.personal for entry in journal_queries.entries_of("dossier", dossier.id)}
    named = {row.number: _ids(row) for row in rows}
    names = people.names_of({one for ids in named.values() for one in ids} | {row.author_id for row in rows})
    return tuple(
        NoteView(
            number=row.number,
            author=names.get(row.author_id, ""),
            at=row.at.astimezone(LOCAL),
            text=_words(words.get(row.entry_id)),
            mentioned=tuple(names[one] for one in named[row.number] if one in names),
        )
        for row in rows
    )


def may_add(viewer: Viewer) -> bool:
    """Whether the person may write notes on the dossiers they see: who only reads does not."""
    return viewer.account_id is not None and any(post.role in ACTING_ROLES for post in viewer.posts)


def colleagues(viewer: Viewer, dossier: DossierView) -> tuple[AccountView, ...]:
    """Who may be mentioned on a dossier that `viewer` sees: the people of the units that received it, hold it or
    decide it, by name.
    """
    on, found = clock.now().date(), dict[int, AccountView]()
    for unit_id in dict.fromkeys((dossier.holder_unit_id, dossier.unit_id, dossier.competent_unit_id)):
        for account in people.colleagues(viewer, unit_id, on):
            found.setdefault(account.id, account)
    found.pop(viewer.account_id or 0, None)
    return tuple(found.values())


def kept(row: Note) -> tuple[int, int, list[int]]:
    """Number, author and who is mentioned, as the entry of the journal also tells them."""
    return row.number, row.author_id, _ids(row)


def _dossier(viewer: Viewer, dossier_id: int) -> tuple[str, int, int]:
    """Code and version of a dossier, and who may write on it. Raises NotFound, NotAllowed."""
    row = visible(viewer).filter(pk=dossier_id).values_list("code", "version").first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
    if viewer.account_id is None or not may_add(viewer):
        raise NotAllowed("act", "Chỉ người xử lý hồ sơ mới ghi chú; ông/bà chỉ được xem hồ sơ này.")
    return *row, viewer.account_id


def _answered(request_key: str, *, digest: str) -> Noted | None:
    prior = journal_queries.entry_for_key(request_key)
    if prior is None:
        return None
    if prior.request_digest != digest:
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return Noted(number=journal_queries.entry(prior.entry_id).data["note"], repeated=True)


def _require_seeing(dossier_id: int, account_ids: Iterable[int]) -> None:
    """Raises Refusal unless each of these people may open the dossier: a mention is no way around that."""
    wanted, on = list(account_ids), clock.now().date()
    if len(wanted) > MOST_MENTIONED:
        raise Refusal("mentioned", "Mỗi ghi chú nhắc nhiều nhất {most} người; hãy bỏ bớt.", most=MOST_MENTIONED)
    for account_id in wanted:
        try:
            colleague = people.viewer_of(account_id, on)
        except NotFound:
            raise Refusal("mentioned", "Có người được nhắc không còn tài khoản; hãy tải lại trang.") from None
        if not visible(colleague).filter(pk=dossier_id).exists():
            raise Refusal(
                "mentioned",
                "{name} không thuộc nơi được xem hồ sơ này nên không nhắc được; hãy bỏ tên, hoặc lấy ý kiến đơn vị ấy.",
                name=colleague.name,
            )


def _ids(row: Note) -> list[int]:
    ids: list[int] = json.loads(row.mentioned)
    return ids


def _words(personal: Mapping[str, JSON] | None) -> str | None:
    return None if personal is None else str(personal["text"])
