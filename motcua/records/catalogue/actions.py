"""A version of a procedure is drafted, published and closed; once in force it is never changed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from motcua.records.catalogue.checking import checked
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.models import ChannelOption, Paper, Procedure, ProcedureVersion, Step, VersionStatus
from motcua.records.catalogue.queries import words_of
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.rules.refusal import Conflict, NotFound, Refusal

SUBJECT = "procedure"
_LAST_RANK = 9999
_HEADING = ("name", "short_name", "field", "ministry")


@transaction.atomic
def draft_version(
    content: ProcedureContent, *, valid_from: date, actor_id: int | None, at: datetime, rank: int | None = None
) -> int:
    """Drafts the next version of a procedure, new or known, and returns its id; an earlier draft of it is replaced.

    `rank` (1: the most common) orders search results. Raises Refusal naming the field.
    """
    content = checked(content)
    procedure = _procedure(content, rank=rank)
    ProcedureVersion.objects.filter(procedure=procedure, status=VersionStatus.DRAFT).delete()
    last = ProcedureVersion.objects.filter(procedure=procedure).aggregate(last=Max("number"))["last"] or 0
    version = _write(content, procedure=procedure, number=last + 1, valid_from=valid_from)
    _journal("draft_procedure", version, actor_id=actor_id, at=at, digest=version.digest)
    return version.pk


@transaction.atomic
def publish(version_id: int, *, actor_id: int | None, at: datetime) -> None:
    """Puts a draft in force from its first day; the version before it ends there.

    Raises NotFound, Conflict where it is no draft, Refusal where it would overlap an earlier version.
    """
    version = _locked(version_id)
    if version.status != VersionStatus.DRAFT:
        raise Conflict("version", "Phiên bản này đã được ban hành; hãy soạn phiên bản mới thay vì sửa.")
    before = _published(version.procedure_id).order_by("-valid_from").first()
    if before is not None:
        _close_before(before, version)
    version.status = VersionStatus.IN_FORCE
    version.save(update_fields=["status"])
    _set_heading(version)
    _journal("publish_procedure", version, actor_id=actor_id, at=at, digest=version.digest)


@transaction.atomic
def close(version_id: int, *, on: date, actor_id: int | None, at: datetime) -> None:
    """Ends a version: `on` is the first day it is no longer in force.

    Raises NotFound, Conflict where it is not in force, Refusal where `on` is not after its first day.
    """
    version = _locked(version_id)
    if version.status != VersionStatus.IN_FORCE:
        raise Conflict("version", "Chỉ kết thúc được phiên bản đang áp dụng; phiên bản này thì không.")
    if on <= version.valid_from:
        raise Refusal("on", "Ngày hết hiệu lực phải sau ngày áp dụng {day}.", day=f"{version.valid_from:%d/%m/%Y}")
    _end(version, on=on)
    _journal("close_procedure", version, actor_id=actor_id, at=at)


def _procedure(content: ProcedureContent, *, rank: int | None) -> Procedure:
    heading = {name: getattr(content, name) for name in _HEADING}
    procedure, _ = Procedure.objects.get_or_create(
        code=content.code, defaults={**heading, "search": _search(content.code, content), "rank": rank or _LAST_RANK}
    )
    if rank is not None and procedure.rank != rank:
        Procedure.objects.filter(pk=procedure.pk).update(rank=rank)
    return procedure


def _write(content: ProcedureContent, *, procedure: Procedure, number: int, valid_from: date) -> ProcedureVersion:
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        valid_from=valid_from,
        **{name: getattr(content, name) for name in _HEADING},
        levels=",".join(sorted(content.levels)),
        decision=content.decision,
        supplement_policy=content.supplement_policy or "",
        day_reading=content.day_reading or "",
        result=content.result,
        confidence=content.confidence,
        note=content.note,
        digest=content.digest(),
    )
    _write_parts(content, version=version)
    return version


def _write_parts(content: ProcedureContent, *, version: ProcedureVersion) -> None:
    ChannelOption.objects.bulk_create(
        ChannelOption(
            version=version,
            channel=channel.value,
            term_amount=option.term.amount,
            term_unit=option.term.unit.value,
            term_note=option.term_note,
            fee=option.fee,
            fee_note=option.fee_note,
        )
        for channel, option in content.channels.items()
    )
    Paper.objects.bulk_create(
        Paper(version=version, number=paper.number, name=paper.name, kind=paper.kind, required=paper.required)
        for paper in content.papers
    )
    Step.objects.bulk_create(
        Step(
            version=version,
            number=step.number,
            name=step.name,
            unit_kind=step.unit_kind,
            role=step.role.value,
            minutes=step.minutes,
            next_number=step.next_number,
        )
        for step in content.steps.steps
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
    heading = {name: getattr(version, name) for name in _HEADING}
    code = version.procedure.code
    Procedure.objects.filter(pk=version.procedure_id).update(**heading, search=_search(code, version))


def _search(code: str, named: ProcedureContent | ProcedureVersion) -> str:
    """Folded words of code and names, each with a blank before it, so that a word is found by its beginning."""
    return " " + " ".join(words_of(f"{code} {named.short_name} {named.name}"))


def _published(procedure_id: int) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(procedure_id=procedure_id).exclude(status=VersionStatus.DRAFT)


def _locked(version_id: int) -> ProcedureVersion:
    row = (
        ProcedureVersion.objects.select_for_update(of=("self",))
        .select_related("procedure")
        .filter(pk=version_id)
        .first()
    )
    if row is None:
        raise NotFound("version", "Không có phiên bản thủ tục số {id}; hãy tải lại trang.", id=version_id)
    return row


def _journal(act: str, version: ProcedureVersion, *, actor_id: int | None, at: datetime, digest: str = "") -> None:
    """Writes the act; `digest` seals the content of the version."""
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
    )
