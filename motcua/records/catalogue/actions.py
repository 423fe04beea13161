"""A version of a procedure is drafted, published and closed; once in force it is never changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, ManyToOneRel, Max, QuerySet

from motcua.records.catalogue.checking import checked
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.models import Procedure, ProcedureVersion, VersionStatus
from motcua.records.catalogue.queries import words_of
from motcua.records.catalogue.storing import HEADING, written
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.people.asking import Request
from motcua.rules.refusal import Conflict, NotFound, Refusal

SUBJECT = "procedure"
_LAST_RANK = 9999
_PLAIN = Request()


@transaction.atomic
def draft_version(
    content: ProcedureContent,
    *,
    valid_from: date,
    actor_id: int | None,
    at: datetime,
    rank: int | None = None,
    request: Request = _PLAIN,
) -> int:
    """Drafts the next version of a procedure, new or known, and returns its id; an earlier draft of it is replaced.

    `rank` (1: the most common) orders search results. Raises Refusal naming the field.
    """
    content = checked(content)
    procedure = _procedure(content, rank=rank, request=request)
    ProcedureVersion.objects.filter(procedure=procedure, status=VersionStatus.DRAFT).delete()
    last = ProcedureVersion.objects.filter(procedure=procedure).aggregate(last=Max("number"))["last"] or 0
    version = written(content, procedure=procedure, number=last + 1, valid_from=valid_from)
    _journal("draft_procedure", version, actor_id=actor_id, at=at, digest=version.digest, request=request)
    return version.pk


@transaction.atomic
def publish(
    version_id: int,
    *,
    actor_id: int | None,
    at: datetime,
    valid_from: date | None = None,
    request: Request = _PLAIN,
) -> None:
    """Puts a draft in force from its first day, or another; the version before it ends there.

    Raises NotFound, Conflict where it is no draft, Refusal where it would overlap an earlier version.
    """
    version = _locked(version_id, request=request)
    _require_draft(version)
    version.valid_from = valid_from or version.valid_from
    before = _published(version.procedure_id).order_by("-valid_from").first()
    if before is not None:
        _close_before(before, version)
    version.status = VersionStatus.IN_FORCE
    version.save(update_fields=["status", "valid_from"])
    _set_heading(version)
    _journal("publish_procedure", version, actor_id=actor_id, at=at, digest=version.digest, request=request)


@transaction.atomic
def close(version_id: int, *, on: date, actor_id: int | None, at: datetime, request: Request = _PLAIN) -> None:
    """Ends a version: `on` is the first day it is no longer in force.

    Raises NotFound, Conflict where it is not in force, Refusal where `on` is not after its first day.
    """
    version = _locked(version_id, request=request)
    if version.status != VersionStatus.IN_FORCE:
        raise Conflict("version", "Chỉ kết thúc được phiên bản đang áp dụng; phiên bản này thì không.")
    if on <= version.valid_from:
        raise Refusal("on", "Ngày hết hiệu lực phải sau ngày áp dụng {day}.", day=f"{version.valid_from:%d/%m/%Y}")
    _end(version, on=on)
    _journal("close_procedure", version, actor_id=actor_id, at=at, request=request)


@transaction.atomic
def drop_draft(version_id: int, *, actor_id: int | None, at: datetime, request: Request = _PLAIN) -> None:
    """Removes a draft. Raises NotFound, and Conflict where it is none."""
    version = _locked(version_id, request=request)
    _require_draft(version)
    _journal("drop_procedure_draft", version, actor_id=actor_id, at=at, digest=version.digest, request=request)
    version.delete()


@transaction.atomic
def withdraw(version_id: int, *, reopened_id: int | None, actor_id: int | None, at: datetime) -> None:
    """Takes back a version published by mistake, as though it had never been in force; the version that it ended
    (`reopened_id`) goes on.

    Raises NotFound, and Conflict where something was accepted under it or it was followed or closed since.
    """
    version = _locked(version_id)
    latest = _published(version.procedure_id).order_by("-valid_from").first()
    if version.status != VersionStatus.IN_FORCE or latest != version:
        raise Conflict(
            "version",
            "Thủ tục {code} đã được sửa tiếp sau lần nhập này nên không hoàn tác được; hãy soạn phiên bản mới.",
            code=version.procedure.code,
        )
    _require_unused(version)
    version.status, version.valid_to = VersionStatus.WITHDRAWN, version.valid_from
    version.save(update_fields=["status", "valid_to"])
    if reopened_id is not None:
        before = _locked(reopened_id)
        before.status, before.valid_to = VersionStatus.IN_FORCE, None
        before.save(update_fields=["status", "valid_to"])
        _set_heading(before)
    _journal("withdraw_procedure", version, actor_id=actor_id, at=at)


def _procedure(content: ProcedureContent, *, rank: int | None, request: Request) -> Procedure:
    heading = {name: getattr(content, name) for name in HEADING}
    procedure, _ = Procedure.objects.get_or_create(
        code=content.code, defaults={**heading, "search": _search(content.code, content), "rank": rank or _LAST_RANK}
    )
    request.require_seen(Procedure.objects.select_for_update().values_list("revision", flat=True).get(pk=procedure.pk))
    if rank is not None and procedure.rank != rank:
        Procedure.objects.filter(pk=procedure.pk).update(rank=rank)
    return procedure


def _require_draft(version: ProcedureVersion) -> None:
    if version.status != VersionStatus.DRAFT:
        raise Conflict("version", "Phiên bản này đã được ban hành; hãy soạn phiên bản mới thay vì sửa.")


def _require_unused(version: ProcedureVersion) -> None:
    """Whatever a higher app keeps under a version points to it; the catalogue need not know which apps there are."""
    for relation in version._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.related_model._meta.app_label == version._meta.app_label:
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: version.pk}).exists():
            raise Conflict(
                "version",
                "Đã có hồ sơ theo phiên bản mới của thủ tục {code} nên không hoàn tác được; hãy soạn phiên bản mới.",
                code=version.procedure.code,
            )


def _close_before(before: ProcedureVersion, version: ProcedureVersion) -> None:
    """The version before ends where the new one begins; one that has ended already must have ended by then."""
    ended = before.valid_to is not None and before.valid_to <= version.valid_from
    if ended:
        return
    if before.valid_from >= version.valid_from or before.valid_to is not None:
        raise Refusal(
            "valid_from",
            "Phiên bản {number} áp dụng từ {day}; ngày áp dụng của phiên bản mới phải sau đó và không được chồng lên.",
            number=before.number,
            day=f"{before.valid_from:%d/%m/%Y}",
        )
    _end(before, on=version.valid_from)


def _end(version: ProcedureVersion, *, on: date) -> None:
    version.status, version.valid_to = VersionStatus.CLOSED, on
    version.save(update_fields=["status", "valid_to"])


def _set_heading(version: ProcedureVersion) -> None:
    heading = {name: getattr(version, name) for name in HEADING}
    code = version.procedure.code
    Procedure.objects.filter(pk=version.procedure_id).update(**heading, search=_search(code, version))


def _search(code: str, named: ProcedureContent | ProcedureVersion) -> str:
    """Folded words of code and names, each with a blank before it, so that a word is found by its beginning."""
    return " " + " ".join(words_of(f"{code} {named.short_name} {named.name}"))


def _published(procedure_id: int) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(procedure_id=procedure_id).exclude(
        status__in=[VersionStatus.DRAFT, VersionStatus.WITHDRAWN]
    )


def _locked(version_id: int, *, request: Request = _PLAIN) -> ProcedureVersion:
    """The version, for changing it. Raises NotFound, and Conflict where the `request` saw an earlier state of it."""
    row = (
        ProcedureVersion.objects.select_for_update(of=("self", "procedure"))
        .select_related("procedure")
        .filter(pk=version_id)
        .first()
    )
    if row is None:
        raise NotFound("version", "Không có phiên bản thủ tục số {id}; hãy tải lại trang.", id=version_id)
    request.require_seen(row.procedure.revision)
    return row


def _journal(
    act: str,
    version: ProcedureVersion,
    *,
    actor_id: int | None,
    at: datetime,
    digest: str = "",
    request: Request = _PLAIN,
) -> None:
    """Counts the revision up and writes the act; `digest` seals the content of the version."""
    Procedure.objects.filter(pk=version.procedure_id).update(revision=F("revision") + 1)
    data: dict[str, JSON] = {
        "code": version.procedure.code,
        "number": version.number,
        "valid_from": version.valid_from.isoformat(),
    }
    if version.valid_to is not None:
        data["valid_to"] = version.valid_to.isoformat()
    if digest:
        data["content"] = digest
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=version.procedure_id,
        version=version.number,
        actor_id=actor_id,
        occurred_at=at,
        data=data,
        request_key=request.key,
        request_digest=request.digest,
    )
