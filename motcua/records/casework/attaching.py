"""Adding files to a dossier, checking them, and taking them away. The dossier itself does not change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from motcua.records import clock
from motcua.records.casework.attachments import ATTACH, CHECK, REMOVE, SUBJECT, Kind
from motcua.records.casework.changes import JSON
from motcua.records.casework.models import Attachment, Dossier
from motcua.records.casework.performing import one_act, own_key, reason_in, roles_of
from motcua.records.casework.seeing import visible
from motcua.records.casework.signatures import LOOK_TOPIC
from motcua.records.catalogue import queries as catalogue
from motcua.records.files import actions as files
from motcua.records.files.keeping import Kept, Upload, keep
from motcua.records.files.media import Media
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox import actions as outbox
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.folding import clean
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal

_CLOSED = frozenset({State.VOID, State.DECLINED})
"""There is nothing to add to."""

_CITIZEN_ADDS = frozenset({State.SUBMITTED, State.SUPPLEMENT})
"""While the dossier waits for its citizen, and nowhere else, papers come from there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What files are: `paper` is the number of the component that they are a copy of, for a PAPER and only there.

    The rest describes the paper as far as it is known. `digitised`: made by staff from the paper in hand.
    """

    kind: Kind
    paper: int | None = None
    label: str = ""
    symbol: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    digitised: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """Files of which the same is known."""

    about: About
    uploads: Sequence[Upload]


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """The numbers of the files that an act was done on; `repeated` when the same request had come before."""

    numbers: tuple[int, ...]
    repeated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Request:
    account_id: int | None
    act: str
    key: str
    digest: str
    at: datetime


def attach(viewer: Viewer | None, dossier_id: int, batches: Sequence[Batch], *, key: str) -> Filed:
    """Adds files to a dossier, all or none. Staff where it was received or lies may; so may (None) its citizen, whose
    right to it the caller has made sure of, while it waits for papers.

    Raises NotFound, NotAllowed, Conflict (`key`; a state in which nothing is added; the same file there already), and
    Refusal: of a file by the field it came with, or of `paper`, `label`, `symbol`, `issuer`, `issued_on`, `expires_on`.
    """
    dossier = _dossier(viewer, dossier_id)
    abouts = [_about(viewer, dossier, batch.about) for batch in batches]
    uploads = [upload for batch in batches for upload in batch.uploads]
    kept = keep(uploads)
    owners = [about for about, batch in zip(abouts, batches, strict=True) for _ in batch.uploads]
    pairs = tuple(zip(owners, kept, strict=True))

    def done(request: _Request) -> tuple[int, ...]:
        _require_new(dossier_id, pairs, fields=[upload.field for upload in uploads])
        return tuple(row.number for row in _added(request, dossier_id, pairs))

    inputs = [(about, one.name, one.sha256) for about, one in pairs]
    return _once(viewer, dossier_id, ATTACH, key=key, inputs=inputs, act=done)


def check(viewer: Viewer, dossier_id: int, numbers: Sequence[int], *, key: str) -> Filed:
    """Notes that the person compared files with what they should be. Those that somebody checked before stay as they
    are. Raises NotFound, NotAllowed, Conflict, and Refusal (`numbers`) when none is named or none is left to check.
    """
    wanted = sorted(set(numbers))

    def done(request: _Request) -> tuple[int, ...]:
        rows = [row for row in _rows(dossier_id, wanted) if row.checked_at is None]
        if not rows:
            raise Refusal("numbers", "Không còn tệp nào chờ đối chiếu trong số đã chọn; hãy tải lại trang hồ sơ.")
        left = tuple(row.number for row in rows)
        for row in rows:
            row.checked_by_id, row.checked_at = viewer.account_id, request.at
            row.version += 1
            row.save(update_fields=("checked_by", "checked_at", "version"))
            _tell(request, row, numbers=left)
        return left

    return _once(viewer, dossier_id, CHECK, key=key, inputs=wanted, act=done)


def remove(viewer: Viewer, dossier_id: int, number: int, *, reason: str, key: str) -> Filed:
    """Takes a file away from a dossier, with a reason: nobody opens it there any more. That it was there, its hash and
    its content stay. Raises NotFound, NotAllowed, Conflict, and Refusal (`reason`).
    """
    why = reason_in(reason, needed=True)

    def done(request: _Request) -> tuple[int, ...]:
        (row,) = _rows(dossier_id, [number])
        row.removed_by_id, row.removed_at = viewer.account_id, request.at
        row.version += 1
        row.save(update_fields=("removed_by", "removed_at", "version"))
        _tell(request, row, numbers=(number,), personal={"reason": why})
        return (number,)

    return _once(viewer, dossier_id, REMOVE, key=key, inputs=(number, why), act=done)


def add_made(dossier_id: int, about: About, kept: Kept, *, account_id: int, at: datetime) -> Attachment:
    """Adds a file that was made here on somebody's behalf, in the transaction of a caller alone with the dossier."""
    request = _Request(account_id=account_id, act=ATTACH, key="", digest="", at=at)
    return _added(request, dossier_id, [(about, kept)])[0]


def may_file(viewer: Viewer, *, state: State, unit_id: int, holder_unit_id: int) -> bool:
    """Whether the person may add, check and take away files of a dossier in this state, received and held there."""
    return state not in _CLOSED and _files_at(viewer, unit_id, holder_unit_id)


def _added(request: _Request, dossier_id: int, pairs: Sequence[tuple[About, Kept]]) -> list[Attachment]:
    """Files as rows of a dossier. The signatures in a PDF are looked at later, away from the counter."""
    ids = files.record(kept for _, kept in pairs)
    last = Attachment.objects.filter(dossier_id=dossier_id).order_by("-number").values_list("number", flat=True)
    first = (last.first() or 0) + 1
    numbers = tuple(range(first, first + len(pairs)))
    rows = []
    for number, (about, one) in zip(numbers, pairs, strict=True):
        row = _row(request, dossier_id, number, about, one, file_id=ids[one.sha256])
        row.save(force_insert=True)
        _tell(request, row, numbers=numbers, data=_told_data(row, one), personal=_told_personal(row))
        if one.media is Media.PDF:
            outbox.post(topic=LOOK_TOPIC, subject_type="file", subject_id=row.file_id, payload={})
        rows.append(row)
    return rows


def _once(
    viewer: Viewer | None,
    dossier_id: int,
    act_name: str,
    *,
    key: str,
    inputs: object,
    act: Callable[[_Request], tuple[int, ...]],
) -> Filed:
    """Does an act in one transaction, alone with the dossier, or gives the answer to the same request before."""
    digest = hashlib.sha256(repr((act_name, dossier_id, inputs)).encode()).hexdigest()
    account_id = viewer.account_id if viewer else None
    request = _Request(account_id=account_id, act=act_name, key=own_key(viewer, key), digest=digest, at=clock.now())
    with one_act():
        list(Dossier.objects.select_for_update().filter(pk=dossier_id).values_list("pk"))  # on SQLite all writers wait
        dossier = _dossier(viewer, dossier_id)
        before = _answered(request)
        if before is not None:
            return before
        _require_open(viewer, dossier)
        return Filed(numbers=act(request))


def _answered(request: _Request) -> Filed | None:
    prior = journal_queries.entry_for_key(request.key)
    if prior is None:
        return None
    if prior.request_digest != request.digest:
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return Filed(numbers=tuple(journal_queries.entry(prior.entry_id).data["numbers"]), repeated=True)


def _dossier(viewer: Viewer | None, dossier_id: int) -> Dossier:
    """The dossier, if this person files there. Raises NotFound, NotAllowed."""
    row = (Dossier.objects.all() if viewer is None else visible(viewer)).filter(pk=dossier_id).first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
    if viewer and not _files_at(viewer, row.unit_id, row.holder_unit_id):
        raise NotAllowed("act", "Chỉ nơi tiếp nhận và nơi đang giữ hồ sơ mới thêm, đối chiếu, gỡ tệp; hãy nhờ nơi ấy.")
    return row


def _files_at(viewer: Viewer, *unit_ids: int) -> bool:
    return viewer.operator or any(roles_of(viewer, unit_id) for unit_id in unit_ids)


def _require_open(viewer: Viewer | None, dossier: Dossier) -> None:
    if dossier.state in _CLOSED or (viewer is None and dossier.state not in _CITIZEN_ADDS):
        raise Conflict("state", "Hồ sơ đang ở trạng thái không thêm, bớt tệp được; hãy tải lại trang hồ sơ để xem.")


def _about(viewer: Viewer | None, dossier: Dossier, about: About) -> About:
    """What was told of files, cleaned and checked."""
    known = {paper.number for paper in catalogue.version(dossier.procedure_version_id).papers}
    if (about.kind is Kind.PAPER) != (about.paper is not None) or (about.paper and about.paper not in known):
        raise Refusal("paper", "Chưa chọn đúng giấy tờ của thủ tục này; hãy chọn lại trong danh sách.")
    if viewer is None and (about.digitised or about.kind not in (Kind.PAPER, Kind.OTHER)):
        raise NotAllowed("kind", "Người nộp chỉ gửi giấy tờ của hồ sơ; hãy chọn loại giấy tờ khác.")
    today = clock.now().date()
    if about.issued_on and about.issued_on > today:
        raise Refusal("issued_on", "Ngày cấp ở tương lai; hãy xem lại trên giấy tờ.")
    if about.issued_on and about.expires_on and about.expires_on < about.issued_on:
        raise Refusal("expires_on", "Ngày hết hạn trước ngày cấp; hãy xem lại trên giấy tờ.")
    return About(
        kind=about.kind,
        paper=about.paper,
        label=clean(about.label, field="label"),
        symbol=clean(about.symbol, field="symbol", limit=60),
        issuer=clean(about.issuer, field="issuer"),
        issued_on=about.issued_on,
        expires_on=about.expires_on,
        digitised=about.digitised,
    )


def _require_new(dossier_id: int, pairs: Sequence[tuple[About, Kept]], *, fields: Sequence[str]) -> None:
    """Refuses a file that is there already for the same purpose: most often a form was sent twice."""
    rows = Attachment.objects.filter(dossier_id=dossier_id, removed_at=None)
    there = {
        (kind, paper, sha256): number
        for kind, paper, sha256, number in rows.values_list("kind", "paper", "file__sha256", "number")
    }
    for (about, one), field in zip(pairs, fields, strict=True):
        place = (about.kind.value, about.paper, one.sha256)
        if place in there:
            raise Conflict(
                field,
                "Tệp «{name}» đã có trong hồ sơ (tệp số {number}); hãy bỏ tệp này ra rồi gửi lại.",
                name=one.name,
                number=there[place] or "vừa chọn",
            )
        there[place] = 0


def _rows(dossier_id: int, numbers: Sequence[int]) -> list[Attachment]:
    """The files of these numbers that are still there."""
    rows = list(Attachment.objects.filter(dossier_id=dossier_id, number__in=numbers).order_by("number"))
    if len(rows) != len(numbers) or not rows:
        raise NotFound("file", "Không có tệp này trong hồ sơ; hãy tải lại trang hồ sơ.")
    if any(row.removed_at for row in rows):
        raise Conflict("file", "Tệp này vừa được gỡ khỏi hồ sơ; hãy tải lại trang hồ sơ.")
    return rows


def _row(request: _Request, dossier_id: int, number: int, about: About, kept: Kept, *, file_id: int) -> Attachment:
    return Attachment(
        dossier_id=dossier_id,
        number=number,
        file_id=file_id,
        kind=about.kind,
        paper=about.paper,
        name=kept.name,
        label=about.label,
        symbol=about.symbol,
        issuer=about.issuer,
        issued_on=about.issued_on,
        expires_on=about.expires_on,
        digitised=about.digitised,
        added_by_id=request.account_id,
        added_at=request.at,
    )


def _told_data(row: Attachment, kept: Kept) -> dict[str, JSON]:
    """What the journal keeps for ever of a file: nothing that a person wrote."""
    return {
        "sha256": kept.sha256,
        "size": kept.size,
        "media": kept.media.value,
        "kind": row.kind,
        "paper": row.paper,
        "digitised": row.digitised,
    }


def _told_personal(row: Attachment) -> dict[str, JSON]:
    return {
        "name": row.name,
        "label": row.label,
        "symbol": row.symbol,
        "issuer": row.issuer,
        "issued_on": row.issued_on.isoformat() if row.issued_on else None,
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
    }


def _tell(
    request: _Request,
    row: Attachment,
    *,
    numbers: tuple[int, ...],
    data: Mapping[str, JSON] | None = None,
    personal: Mapping[str, JSON] | None = None,
) -> None:
    """Writes the entry of a file, one of the `numbers` of a request; the first carries the key of the request."""
    first = row.number == numbers[0]
    journal.append(
        act=request.act,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=request.account_id,
        occurred_at=request.at,
        data={"dossier": row.dossier_id, "number": row.number, "numbers": list(numbers), **(data or {})},
        personal=personal,
        request_key=request.key or None if first else None,
        request_digest=request.digest if first else "",
    )
