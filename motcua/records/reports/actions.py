"""The life of a report: a draft, signed with its figures pinned, sent. Each is one transaction with its entry in the
journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.documents import actions as documents
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Post, Viewer
from motcua.records.places import queries as places
from motcua.records.reports import making
from motcua.records.reports.content import AFTER, SUBJECT, Act, Signed, period_of, told_of, written
from motcua.records.reports.models import Report, ReportAct
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.reporting.table import JSON
from motcua.rules.request_key import request_key

HEADS = frozenset({Role.LEADER, Role.CHAIR})
SERIES = "report"
"""The series of letters that numbers the reports of a unit, those in words as well."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """A report as it was seen: with so many acts."""

    id: int
    acts: int


@transaction.atomic
def draft(viewer: Viewer, code: str, unit_key: str, period: Period, *, key: str) -> int:
    """Begins a report; its id. Its figures stay live until it is signed; the same `key` gives the same report.

    Raises NotAllowed, NotFound, Refusal as `making.made` does, Conflict while another draft of it waits.
    """
    own_key = request_key(key, owner=str(viewer.account_id))
    prior = journal_queries.entry_for_key(own_key)
    if prior is not None:
        return prior.subject_id
    made = making.made(viewer, code, unit_key, period)
    _post(viewer, made.unit.id)
    _lock(made.unit.id)
    same = Report.objects.filter(form=made.form.code, unit_id=made.unit.id, first=period.first, last=period.last)
    editions = list(same.order_by("edition"))
    if editions and _last(editions[-1]).act == Act.DRAFT:
        raise Conflict("form", "Kỳ này đã có một dự thảo của biểu này; hãy mở dự thảo ấy, hoặc bỏ nó trước.")
    row = Report.objects.create(
        form=made.form.code,
        unit_id=made.unit.id,
        period=period.id,
        first=period.first,
        last=period.last,
        edition=len(editions) + 1,
    )
    _note(viewer, row, Act.DRAFT, {}, at=clock.now(), key=own_key)
    return row.pk


@transaction.atomic
def drop(viewer: Viewer, ref: Ref, *, key: str) -> None:
    """Drops a draft that is not wanted. Raises NotAllowed, NotFound, Conflict."""
    row = _waiting(viewer, ref, Act.DROP, key=key)
    if row is not None:
        _note(viewer, row, Act.DROP, {}, at=clock.now(), key=request_key(key, owner=str(viewer.account_id)))


@transaction.atomic
def sign(viewer: Viewer, ref: Ref, *, key: str) -> None:
    """Signs a report under its next number: its figures are pinned as known now, or at the end of its period.

    Raises NotAllowed, NotFound, Conflict, BrokenReport where columns do not add up.
    """
    row = _waiting(viewer, ref, Act.SIGN, key=key)
    if row is None:
        return
    post = _post(viewer, row.unit_id)
    unit = places.unit_by_id(row.unit_id)
    # Whoever signs answers for what is known now: acts of the period that were recorded after its end are in it.
    now = clock.now()
    made = making.made(viewer, row.form, unit.key, period_of(row), as_of=now)
    letter = documents.issue_letter(
        unit_id=unit.id, kind=SERIES, symbol=making.symbol(unit), form_id=row.form, dossier_code="", at=now,
        content={"report": row.pk},
    )  # fmt: skip
    signed = Signed(
        as_of=made.as_of,
        number=letter.number,
        unit_ids=made.unit_ids,
        table=made.table,
        title=_own_title(viewer, now) if post.via else post.title,
        via=post.via,
        principal=post.title if post.via else "",
    )
    own_key = request_key(key, owner=str(viewer.account_id))
    _note(viewer, row, Act.SIGN, signed.to_json(), at=now, key=own_key, more={"number": letter.number})


@transaction.atomic
def send(viewer: Viewer, ref: Ref, *, to: str, key: str) -> None:
    """Notes to whom a signed report was sent. Raises Refusal (`to`), NotAllowed, NotFound, Conflict."""
    receiver = clean(to, field="to", limit=200)
    if not receiver:
        raise Refusal("to", "Hãy ghi nơi nhận báo cáo, ví dụ Văn phòng UBND tỉnh.")
    row = _waiting(viewer, ref, Act.SEND, key=key)
    if row is not None:
        own_key = request_key(key, owner=str(viewer.account_id))
        _note(viewer, row, Act.SEND, {"to": receiver}, at=clock.now(), key=own_key, personal={"to": receiver})


def may_act(viewer: Viewer, unit_id: int) -> bool:
    """Whether the person may make, sign and send the reports of a unit: its head."""
    return any(post.role in HEADS for post in policy.posts_at(viewer, unit_id))


def _waiting(viewer: Viewer, ref: Ref, act: Act, *, key: str) -> Report | None:
    """The report that an act may be done on now; None where this request was answered before."""
    if journal_queries.entry_for_key(request_key(key, owner=str(viewer.account_id))) is not None:
        return None
    row = Report.objects.select_for_update().filter(pk=ref.id).first()
    if row is None:
        raise NotFound("report", "Không có báo cáo này; hãy mở lại danh sách báo cáo.")
    making.require_whole(viewer, making.covered(places.unit_by_id(row.unit_id), period_of(row)))
    _post(viewer, row.unit_id)
    last = _last(row)
    if last.number != ref.acts or last.act != AFTER[act]:
        raise Conflict("report", "Báo cáo vừa được người khác xử lý; hãy tải lại trang để xem tình trạng mới.")
    return row


def _post(viewer: Viewer, unit_id: int) -> Post:
    """The post of a head under which the person acts on reports of a unit."""
    post = next((post for post in policy.posts_at(viewer, unit_id) if post.role in HEADS), None)
    if post is None:
        raise NotAllowed("report", "Chỉ lãnh đạo đơn vị lập, ký và gửi báo cáo của đơn vị; hãy nhờ lãnh đạo.")
    return post


def _own_title(viewer: Viewer, at: datetime) -> str:
    return people.title_of(viewer.account_id, at.date()) if viewer.account_id is not None else ""


def _last(row: Report) -> ReportAct:
    return row.acts.order_by("-number")[0]


def _lock(unit_id: int) -> None:
    """Two who begin the same report at once queue; on SQLite all writers do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reports'), %s)", (unit_id,))


def _note(
    viewer: Viewer,
    row: Report,
    act: Act,
    content: Mapping[str, JSON],
    *,
    at: datetime,
    key: str,
    more: Mapping[str, JSON] | None = None,
    personal: Mapping[str, JSON] | None = None,
) -> None:
    text, digest = written(content)
    number = row.acts.count() + 1
    ReportAct.objects.create(
        report=row, number=number, act=act.value, at=at, by_id=viewer.account_id, content=text, digest=digest
    )
    journal.append(
        act=f"{SUBJECT}.{act.value}",
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=number,
        actor_id=viewer.account_id,
        occurred_at=at,
        data={**told_of(row), "digest": digest, **(more or {})},
        personal=personal,
        request_key=key,
    )
