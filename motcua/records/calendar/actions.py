"""Applying decisions on days off: rows that only grow, each told by the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from motcua.records import clock
from motcua.records.calendar.decisions import Decision, refuse_twice
from motcua.records.calendar.models import DecidedDay
from motcua.records.calendar.queries import in_force
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.journal.canonical import JSON, canonical
from motcua.rules.refusal import Conflict

ACT = "calendar.decide"
SUBJECT = "calendar"


def decide(decisions: Sequence[Decision], *, actor_id: int | None, request_key: str) -> tuple[int, ...]:
    """Appends the decisions that do not hold already; ids of the rows written, in the caller's transaction.

    A retry with the key of an earlier call writes nothing. Raises Refusal (`date`) for two on one day, Conflict
    (`key`) for a key used for other decisions, TransactionManagementError outside a transaction.
    """
    refuse_twice(decisions)
    holding = {one.place: content_of(one) for one in in_force()}
    at = clock.now()
    written = []
    for one in decisions:
        content, own_key = content_of(one), f"{request_key}:{one.day:%y%m%d}{_of_unit(one)}"
        if not _answered(content, request_key=own_key) and holding.get(one.place) != content:
            written.append(_append(one, at=at, actor_id=actor_id, request_key=own_key))
    return tuple(written)


def _of_unit(one: Decision) -> str:
    return f".{one.unit.id}" if one.unit else ""


def _answered(content: Mapping[str, JSON], *, request_key: str) -> bool:
    """Whether this request was answered before. Raises Conflict where its key was used for another decision."""
    prior = journal_queries.entry_for_key(request_key)
    if prior is None:
        return False
    if prior.request_digest != chained(content, after=""):
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return True


def _append(one: Decision, *, at: datetime, actor_id: int | None, request_key: str) -> int:
    content = content_of(one)
    last = DecidedDay.objects.order_by("-pk").values_list("digest", flat=True).first()
    row = DecidedDay.objects.create(
        day=one.day,
        kind=one.kind.value,
        reason=one.reason,
        document=one.document,
        article=one.article,
        unit_id=one.unit.id if one.unit else None,
        applied_at=at,
        actor_id=actor_id,
        digest=chained(content, after=last or ""),
    )
    journal.append(
        act=ACT,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=1,
        actor_id=actor_id,
        occurred_at=at,
        data=content,
        request_key=request_key,
        request_digest=chained(content, after=""),
    )
    return row.pk


def chained(content: Mapping[str, JSON], *, after: str) -> str:
    """The digest of a decision and of all before it."""
    return sha256(f"{after}\n{canonical(content)}".encode()).hexdigest()


def content_of(one: Decision) -> dict[str, JSON]:
    """A decision as the journal tells it; only one of a unit names it."""
    return {
        "date": one.day.isoformat(),
        "kind": one.kind.value,
        "reason": one.reason,
        "document": one.document,
        "article": one.article,
        **({"unit": one.unit.id} if one.unit else {}),
    }
