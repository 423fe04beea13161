"""The life of a report in words: begun, written section by section, its figures noted anew, signed with them pinned.
Each is one transaction with its entry in the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.documents import actions as documents
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.narratives import making
from motcua.records.narratives.content import ENDS, SUBJECT, Act, period_of, told_of, written
from motcua.records.narratives.models import Narrative, NarrativeAct
from motcua.records.narratives.queries import NarrativeView, open_narratives, view_of
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Post, Viewer
from motcua.records.places import queries as places
from motcua.records.reports.actions import SERIES
from motcua.records.reports.making import covered, require_whole, symbol
from motcua.rules.folding import clean_lines
from motcua.rules.period import Period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.report_text.fields import pieces, require_fields_kept
from motcua.rules.reporting.table import JSON
from motcua.rules.request_key import request_key

HEADS = frozenset({Role.LEADER, Role.CHAIR})
LONGEST = 20_000
"""Characters of a section: some eight pages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """A report as it was seen: with so many acts."""

    id: int
    acts: int


@transaction.atomic
def begin(viewer: Viewer, unit_key: str, period: Period, *, key: str) -> int:
    """Begins a report and notes its figures; its id. The same `key` gives the same report.

    Raises NotAllowed, NotFound, Refusal as `making.made` does, Conflict while another draft of the period waits.
    """
    own_key = request_key(key, owner=str(viewer.account_id))
    prior = journal_queries.entry_for_key(own_key)
    if prior is not None:
        return prior.subject_id
    made = making.made(viewer, unit_key, period)
    _post(viewer, made.unit.id)
    _lock(made.unit.id)
    same = Narrative.objects.filter(unit_id=made.unit.id, first=period.first, last=period.last)
    if open_narratives(same):
        raise Conflict("period", "Kỳ này đã có một dự thảo báo cáo; hãy mở dự thảo ấy, hoặc bỏ nó trước.")
    row = Narrative.objects.create(
        unit_id=made.unit.id, period=period.id, first=period.first, last=period.last, edition=same.count() + 1
    )
    _note(viewer, row, Act.BEGIN, {"fields": {**made.says}, "as_of": made.as_of.isoformat()}, key=own_key)
    return row.pk


@transaction.atomic
def write(viewer: Viewer, narrative_id: int, section: str, text: str, *, seen: int, key: str) -> None:
    """Writes a section anew; `seen` is its version that the person saw.

    Raises Refusal (`text`) for a field that cannot be read, or one that a typed number took the place of; Conflict
    where somebody else wrote the section meanwhile; NotFound, NotAllowed.
    """
    own_key = request_key(key, owner=str(viewer.account_id))
    if journal_queries.entry_for_key(own_key) is not None:
        return
    row, view = _waiting(viewer, narrative_id)
    told = clean_lines(text, field="text", limit=LONGEST)
    before = _before(viewer, view, section)
    if view.version(section) != seen:
        raise Conflict(
            "text",
            "{who} vừa lưu mục này. Nội dung ông/bà gõ còn nguyên bên dưới; hãy xem bản mới, ghép lại rồi lưu.",
            who=view.history(section)[0].by or "Người khác",
        )
    pieces(told)
    require_fields_kept(before, told)
    _note(viewer, row, Act.WRITE, {"text": told}, section=section, key=own_key)


@transaction.atomic
def fill(viewer: Viewer, ref: Ref, *, key: str) -> None:
    """Notes what the figures of a draft are now. Raises NotFound, NotAllowed, Conflict."""
    own_key = request_key(key, owner=str(viewer.account_id))
    if journal_queries.entry_for_key(own_key) is not None:
        return
    row, view = _waiting(viewer, ref.id, acts=ref.acts)
    made = making.made(viewer, view.unit.key, view.period, texts=view.texts)
    _note(viewer, row, Act.FILL, {"fields": {**made.says}, "as_of": made.as_of.isoformat()}, key=own_key)


@transaction.atomic
def drop(viewer: Viewer, ref: Ref, *, key: str) -> None:
    """Drops a draft that is not wanted; its history stays. Raises NotFound, NotAllowed, Conflict."""
    own_key = request_key(key, owner=str(viewer.account_id))
    if journal_queries.entry_for_key(own_key) is not None:
        return
    row, _ = _waiting(viewer, ref.id, acts=ref.acts)
    _note(viewer, row, Act.DROP, {}, key=own_key)


@transaction.atomic
def sign(viewer: Viewer, ref: Ref, *, key: str) -> None:
    """Signs a report under the next number of the unit's reports: its texts and figures are pinned as they are now.

    Raises Refusal (`sections`) while a section is still to be written, NotFound, NotAllowed, Conflict.
    """
    own_key = request_key(key, owner=str(viewer.account_id))
    if journal_queries.entry_for_key(own_key) is not None:
        return
    row, view = _waiting(viewer, ref.id, acts=ref.acts)
    made = making.made(viewer, view.unit.key, view.period, texts=view.texts)
    unwritten = [one.outline.title for one in made.sections if one.to_write]
    if unwritten:
        raise Refusal(
            "sections",
            "Còn {count} mục cần viết, mục đầu là «{title}»; hãy viết đủ rồi ký.",
            count=len(unwritten),
            title=unwritten[0],
        )
    letter = documents.issue_letter(
        unit_id=row.unit_id, kind=SERIES, symbol=symbol(made.unit), form_id=SUBJECT, dossier_code="", at=clock.now(),
        content={SUBJECT: row.pk},
    )  # fmt: skip
    post, now = _post(viewer, row.unit_id), clock.now()
    own_title = people.title_of(viewer.account_id, now.date()) if viewer.account_id is not None else ""
    content: dict[str, JSON] = {
        "number": letter.number,
        "title": own_title if post.via else post.title,
        "via": post.via,
        "principal": post.title if post.via else "",
        "unit_ids": [*sorted(made.unit_ids)],
        "report": made.to_json(),
    }
    _note(viewer, row, Act.SIGN, content, key=own_key)


def may_act(viewer: Viewer, unit_id: int) -> bool:
    """Whether the person may write and sign the reports of a unit: its head."""
    return any(post.role in HEADS for post in policy.posts_at(viewer, unit_id))


def _waiting(viewer: Viewer, narrative_id: int, *, acts: int | None = None) -> tuple[Narrative, NarrativeView]:
    """A draft that may be changed now."""
    row = Narrative.objects.select_for_update().filter(pk=narrative_id).first()
    if row is None or not policy.scope(viewer).allows(row.unit_id):
        raise NotFound("narrative", "Không có báo cáo này; hãy mở lại danh sách báo cáo.")
    require_whole(viewer, covered(places.unit_by_id(row.unit_id), period_of(row)))
    _post(viewer, row.unit_id)
    view = view_of(row)
    if view.acts[-1].act.value in ENDS or acts not in (None, len(view.acts)):
        raise Conflict("narrative", "Báo cáo vừa được người khác xử lý; hãy tải lại trang để xem tình trạng mới.")
    return row, view


def _before(viewer: Viewer, view: NarrativeView, section: str) -> str:
    """What stands in a section now. Raises NotFound for one that the outline has not."""
    made = making.made(viewer, view.unit.key, view.period, texts=view.texts)
    found = next((one for one in made.sections if one.outline.id == section), None)
    if found is None or not (found.outline.asks or found.text):
        raise NotFound("section", "Đề cương không có mục này; hãy mở lại báo cáo.")
    return found.text


def _post(viewer: Viewer, unit_id: int) -> Post:
    """The post of a head under which the person acts on reports of a unit."""
    post = next((post for post in policy.posts_at(viewer, unit_id) if post.role in HEADS), None)
    if post is None:
        raise NotAllowed("narrative", "Chỉ lãnh đạo đơn vị viết và ký báo cáo của đơn vị; hãy nhờ lãnh đạo.")
    return post


def _lock(unit_id: int) -> None:
    """Two who begin the same report at once queue; on SQLite all writers do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('narratives'), %s)", (unit_id,))


def _note(
    viewer: Viewer, row: Narrative, act: Act, content: Mapping[str, JSON], *, key: str, section: str = ""
) -> None:
    text, digest = written(content)
    noted = NarrativeAct.objects.create(
        narrative=row,
        number=row.acts.count() + 1,
        act=act.value,
        section=section,
        at=clock.now(),
        by_id=viewer.account_id,
        content=text,
        digest=digest,
    )
    journal.append(
        act=f"{SUBJECT}.{act.value}",
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=noted.number,
        actor_id=viewer.account_id,
        occurred_at=noted.at,
        data=told_of(row, noted),
        request_key=key,
    )
