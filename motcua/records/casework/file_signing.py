"""Asking for signatures on files of a dossier, and making them: apart from whoever asked, by the worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from django.db.models import QuerySet

from motcua.records import clock
from motcua.records.casework import attachments
from motcua.records.casework.attaching import About, add_made, may_file
from motcua.records.casework.attachments import AttachmentView, Kind
from motcua.records.casework.changes import JSON
from motcua.records.casework.models import Attachment, Dossier, SignatureRequest
from motcua.records.casework.performing import one_act, own_key
from motcua.records.casework.seeing import visible
from motcua.records.casework.signature_types import Sign, SignatureKind, SignOrder
from motcua.records.casework.signatures import (
    ASK,
    FAILED,
    MAKE_TOPIC,
    SIGNED,
    SUBJECT,
    RequestState,
    lineage,
    obstacle,
    requests,
    signing_unit,
    signing_units,
)
from motcua.records.files import queries as files
from motcua.records.files.keeping import NAME_LIMIT, Kept, Upload, keep
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox import actions as outbox
from motcua.records.outbox.delivery import OutgoingMessage, PermanentFailure, TemporaryFailure
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal

_REASONS = {
    SignatureKind.PERSONAL: "Ký số tệp số {number} của hồ sơ {code}",
    SignatureKind.AGENCY: "Chữ ký số của cơ quan trên tệp số {number} của hồ sơ {code}",
}
_STRANGE = "Dịch vụ ký trả về một tệp khác với tệp đã gửi nên không nhận; hãy báo người quản trị."
_ENDS = outbox.MOST_ATTEMPTS - 1
"""Failed tries after which a signature is given up: one before the outbox would give up by itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A signature asked for; `repeated` when the same request had come before."""

    number: int
    kind: SignatureKind
    repeated: bool = False


def ask(viewer: Viewer, dossier_id: int, number: int, kind: SignatureKind, *, key: str) -> Asked:
    """Asks for the person's own signature on a file, or for that of the agency; again, where the last try failed.

    Nothing is signed here: the worker does it, and stores the signed file beside the other. Raises NotFound,
    NotAllowed, Conflict (`key`, `state`, `file`), and Refusal (`file`) for one that is not signed.
    """
    digest = hashlib.sha256(repr((ASK, dossier_id, number, kind)).encode()).hexdigest()
    stored_key = own_key(viewer, key)
    with one_act():
        list(Dossier.objects.select_for_update().filter(pk=dossier_id).values_list("pk"))  # on SQLite all writers wait
        dossier = _dossier(viewer, dossier_id)
        prior = journal_queries.entry_for_key(stored_key)
        if prior is not None:
            if prior.request_digest != digest:
                raise Conflict(
                    "key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại."
                )
            return Asked(number=number, kind=kind, repeated=True)
        row = _asked(viewer, dossier, attachments.attachment(viewer, dossier.code, number), kind)
        _tell(row, ASK, data=_source(row), key=stored_key, digest=digest)
        payload: dict[str, JSON] = {"version": row.version}
        outbox.post(topic=MAKE_TOPIC, subject_type=SUBJECT, subject_id=row.pk, payload=payload)
        return Asked(number=number, kind=kind)


def sign_waiting(sign: Sign, *, limit: int = 20) -> outbox.Drained:
    """Makes up to `limit` signatures that wait; a signer that is down holds up nothing else."""
    return outbox.drain(partial(_make, sign), topic=MAKE_TOPIC, limit=limit)


def _dossier(viewer: Viewer, dossier_id: int) -> Dossier:
    row = visible(viewer).filter(pk=dossier_id).first()
    if row is None:
        raise NotFound("dossier", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
    if viewer.account_id is None:
        raise NotAllowed("act", "Người vận hành hệ thống không ký thay ai; hãy đăng nhập bằng tài khoản của người ký.")
    if not may_file(viewer, state=State(row.state), unit_id=row.unit_id, holder_unit_id=row.holder_unit_id):
        raise NotAllowed("act", "Chỉ nơi tiếp nhận và nơi đang giữ hồ sơ mới ký số tệp của hồ sơ; hãy nhờ nơi ấy.")
    return row


def _asked(viewer: Viewer, dossier: Dossier, file: AttachmentView, kind: SignatureKind) -> SignatureRequest:
    """The row of a signature that may be asked for: a new one, or the one whose last try failed."""
    units = signing_units(dossier)
    against = obstacle(kind, file, requests(dossier.pk), viewer=viewer, unit_ids=units)
    if against is not None:
        raise against
    assert viewer.account_id is not None
    source = Attachment.objects.get(dossier=dossier, number=file.number)
    row = SignatureRequest.objects.filter(source=source, kind=kind).first()
    if row is None:
        row = SignatureRequest(dossier=dossier, source=source, kind=kind, version=0)
    row.state, row.account_id = RequestState.WAITING, viewer.account_id
    row.unit_id = signing_unit(viewer, *units) or dossier.holder_unit_id
    row.asked_at, row.ended_at = clock.now(), None
    row.attempts, row.failure = 0, ""
    row.version += 1
    row.save()
    return row


def _make(sign: Sign, message: OutgoingMessage) -> None:
    """Makes a signature, unless another message has asked for it anew or it was made."""
    found = SignatureRequest.objects.select_related("source__file", "dossier", "account", "unit")
    row = found.get(pk=message.subject_id)
    if row.state != RequestState.WAITING or row.version != message.payload["version"]:
        return
    try:
        content = files.content(row.source.file.sha256)
        signed = sign(content, _order(row))
        if not signed.startswith(content) or len(signed) == len(content):
            raise PermanentFailure(_STRANGE)
        kept = keep([Upload(name=_name(row), chunks=[signed])])[0]
    except (PermanentFailure, Refusal) as failure:
        _give_up(row, str(failure))
    except Exception as failure:  # a fault of the signer's own must not be silent either
        told = str(failure) if isinstance(failure, TemporaryFailure) else type(failure).__name__
        if row.attempts + 1 >= _ENDS:
            _give_up(row, told)
            return
        _noted(row).update(attempts=row.attempts + 1, failure=told[:300])
        raise
    else:
        _store(row, kept)


def _store(seen: SignatureRequest, kept: Kept) -> None:
    """The signed file beside the other one, once."""
    with one_act():
        row = _still_waiting(seen)
        if row is None:
            return
        if row.source.removed_at is not None:
            _end(row, FAILED, RequestState.FAILED, failure="Tệp đã được gỡ khỏi hồ sơ trước khi ký xong.")
            return
        source, now = row.source, clock.now()
        about = About(
            kind=Kind(source.kind),
            paper=source.paper,
            label=source.label,
            symbol=source.symbol,
            issuer=source.issuer,
            issued_on=source.issued_on,
            expires_on=source.expires_on,
            digitised=source.digitised,
        )
        row.result = add_made(row.dossier_id, about, kept, account_id=row.account_id, at=now)
        told: dict[str, JSON] = {"result": row.result.number, "result_sha256": kept.sha256}
        _end(row, SIGNED, RequestState.SIGNED, data={**_source(row), **told})


def _give_up(seen: SignatureRequest, failure: str) -> None:
    with one_act():
        row = _still_waiting(seen)
        if row is not None:
            _end(row, FAILED, RequestState.FAILED, failure=failure)


def _still_waiting(seen: SignatureRequest) -> SignatureRequest | None:
    """The row, alone with its dossier, if nobody has asked anew or made the signature meanwhile."""
    list(Dossier.objects.select_for_update().filter(pk=seen.dossier_id).values_list("pk"))
    found = _noted(seen).select_related("source__file")
    return found.first()


def _noted(seen: SignatureRequest) -> QuerySet[SignatureRequest]:
    return SignatureRequest.objects.filter(pk=seen.pk, state=RequestState.WAITING, version=seen.version)


def _end(
    row: SignatureRequest,
    act: str,
    state: RequestState,
    *,
    data: dict[str, JSON] | None = None,
    failure: str = "",
) -> None:
    row.state, row.ended_at, row.failure = state, clock.now(), failure[:300]
    row.version += 1
    row.save()
    _tell(row, act, data=data or _source(row))


def _order(row: SignatureRequest) -> SignOrder:
    kind, unit = SignatureKind(row.kind), places.unit_by_id(row.unit_id)
    personal = kind is SignatureKind.PERSONAL
    return SignOrder(
        id=row.pk,
        kind=kind,
        key=row.account.username if personal else unit.key,
        name=row.account.full_name if personal else unit.name,
        organisation=unit.name,
        reason=_REASONS[kind].format(number=row.source.number, code=row.dossier.code),
        place=unit.short_name,
        at=clock.now(),
    )


def _name(row: SignatureRequest) -> str:
    """The name of the signed file: that of the first one, and how often it is signed."""
    made = requests(row.dossier_id)
    led = lineage(row.source.number, made)
    first = led[-1].source if led else row.source.number
    name = PurePath(Attachment.objects.get(dossier_id=row.dossier_id, number=first).name)
    ending = " (đã ký).pdf" if not led else f" (đã ký {len(led) + 1}).pdf"
    return f"{name.stem[: NAME_LIMIT - len(ending)]}{ending}"


def _source(row: SignatureRequest) -> dict[str, JSON]:
    return {
        "dossier": row.dossier_id,
        "kind": row.kind,
        "unit": row.unit_id,
        "source": row.source.number,
        "source_sha256": row.source.file.sha256,
    }


def _tell(row: SignatureRequest, act: str, *, data: dict[str, JSON], key: str | None = None, digest: str = "") -> None:
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=row.account_id if act == ASK else None,
        occurred_at=row.asked_at if act == ASK else row.ended_at or clock.now(),
        data=data,
        request_key=key,
        request_digest=digest,
    )
