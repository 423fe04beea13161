"""What waits for a head, and one dossier beside the decision on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from motcua.desks.frame import bulk as frame
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.bulk import BulkPage
from motcua.desks.frame.dossiers import dossier_href, dossier_table
from motcua.desks.frame.due import due_badge, why
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import ABSENT, capitalised, instant_vi, iso, moment_vi, number_vi, term_vi
from motcua.desks.frame.pages import Badge, Deadline, EmptyState, Fact, Link, Tone
from motcua.desks.frame.posts import post_fields, post_vi
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, fresh_key, kept_key, version_seen
from motcua.desks.frame.usual import REASON, with_usual
from motcua.desks.leader.approvals.forms import DECISIONS, NOTE, TO, Decision, Refused, Typed
from motcua.desks.leader.approvals.pages import ApprovalsPage, DecisionForm, DecisionPage, FileLine, Opinion
from motcua.desks.leader.framing import leader_frame
from motcua.records import clock
from motcua.records.casework import approving, attachments, bulk, letters, signatures, signing
from motcua.records.casework.attachments import AttachmentView, Kind
from motcua.records.casework.bulk import Report
from motcua.records.casework.marks import marks_of
from motcua.records.casework.signing import POST
from motcua.records.casework.views import ConsultationView, DossierView, TimelineEntry
from motcua.records.catalogue import queries as catalogue
from motcua.records.files.media import MEDIA, Media
from motcua.records.notices import queries as notices
from motcua.records.notices.views import UsualReasons
from motcua.records.people import queries as people
from motcua.records.people.viewer import Post, Viewer
from motcua.rules.dossier import Act, State

APPROVALS = "approvals"
MOST_FILES = 40
_LIMIT = "2000"
_ERASED = "Nội dung đã xóa theo quy định về dữ liệu cá nhân."
_KINDS = {Kind.RESULT: "dự thảo kết quả", Kind.LETTER: "bản quét văn bản đã ký", Kind.OTHER: "tệp khác"}
_BACK = "Về danh sách chờ phê duyệt"


def approvals_href() -> str:
    """The address of what waits."""
    return reverse("leader:approvals")


def approvals_page(
    request: StaffRequest, *, all_picked: bool, typed: Typed | None = None, errors: Mapping[str, str] | None = None
) -> ApprovalsPage:
    """What waits for the person's decision, to be opened one by one or approved together."""
    viewer, rows = request.viewer, approving.awaiting(request.viewer)
    sent, page = typed or {}, reverse("leader:decide", args=("*",))
    posts = _posts(viewer)
    fields = with_errors(_approving(posts, sent), errors or {})
    table = dossier_table(
        rows,
        caption="Chờ phê duyệt, ít thời gian trước",
        marks=marks_of([row.id for row in rows]),
        tick=frame.ticks(checked=all_picked),
        page=page,
    )
    return ApprovalsPage(
        frame=leader_frame(request, title="Chờ phê duyệt", current=APPROVALS),
        sentence=_waiting(len(rows), approving.count_awaiting(viewer) if len(rows) == approving.MOST else len(rows)),
        table=table,
        action=reverse("leader:approve_many"),
        all_href=f"{approvals_href()}?pick=all",
        hidden=(kept_key(sent.get(KEY, "")),),
        fields=fields,
        signs=_signs(posts),
        empty=None if rows else _nothing(),
        errors=summary(fields, errors or {}),
    )


def approved_page(request: StaffRequest, report: Report, typed: Typed) -> BulkPage:
    """What came of approving many: those refused still picked, with their reasons."""
    left = bulk.picked(request.viewer, [each.dossier_id for each in report.refused]) if report.refused else ()
    heading = frame.outcome_vi(report, "Đã phê duyệt")
    page = BulkPage(
        frame=leader_frame(request, title=heading.rstrip("."), current=APPROVALS),
        heading=heading,
        sentence="Hồ sơ chưa duyệt được vẫn được đánh dấu, kèm lý do." if left else "Kết quả chờ được phát hành.",
        back=Link(text=_BACK, href=approvals_href()),
        done=frame.done_table(report, caption="Đã phê duyệt"),
        errors=frame.unseen(report, left),
    )
    if not left:
        return page
    return replace(
        page,
        chosen=frame.picked_table(left, caption="Chưa phê duyệt được", reasons=report),
        action=reverse("leader:approve_many"),
        hidden=(fresh_key(),),
        fields=_approving(_posts(request.viewer), typed),
        label="Phê duyệt lại",
        consequence="Hồ sơ còn nơi chưa trả lời ý kiến thì phải ghi vì sao vẫn phê duyệt.",
    )


def decision_page(
    request: StaffRequest, dossier: DossierView, *, file: str = "", refused: Refused | None = None
) -> DecisionPage:
    """A dossier with what there is to read before deciding; `file` is the number of the picture to show."""
    viewer, now = request.viewer, clock.now()
    listed, copies = attachments.of(dossier, most=MOST_FILES).rows, signatures.signed_copies_of(dossier)
    picture = _picture(listed, file)
    forms = tuple(_form(viewer, dossier, way, refused=refused) for way in DECISIONS.values() if way.act in dossier.acts)
    refused_fields = next((form.fields for form in forms if form.open), ())
    return DecisionPage(
        frame=leader_frame(request, title=f"Phê duyệt hồ sơ {dossier.code}", current=APPROVALS),
        code=dossier.code,
        procedure=dossier.procedure,
        deadline=Deadline(
            due=capitalised(moment_vi(dossier.due_at)) if dossier.due_at else "Không có ngày hẹn",
            due_iso=iso(dossier.due_at) if dossier.due_at else "",
            badge=due_badge(dossier, now=now),
            why=why(dossier.ledger[-1].lines) if dossier.ledger else None,
        ),
        facts=_facts(dossier),
        opinions=_opinions(dossier),
        papers=_papers(dossier),
        files=tuple(_file(dossier, view, current=view is picture, signed=view.number in copies) for view in listed),
        forms=forms,
        signs=_signs(signing.posts_for(viewer, Act.APPROVE, unit_id=dossier.holder_unit_id)) if forms else "",
        links=(Link(text="Xem cả hồ sơ", href=dossier_href(dossier.code)), Link(text=_BACK, href=approvals_href())),
        picture=_shown(dossier, picture) if picture else "",
        picture_name=picture.name if picture else "",
        notice="" if dossier.state is State.PROCESSING and forms else "Hồ sơ này không còn chờ ông/bà phê duyệt.",
        errors=summary(refused_fields, refused.errors) if refused else (),
    )


def next_href(viewer: Viewer) -> str:
    """The next dossier to decide; the list where none is left."""
    rows = approving.awaiting(viewer, size=1)
    return reverse("leader:decide", args=(rows[0].code,)) if rows else approvals_href()


def _waiting(shown: int, count: int) -> str:
    if not count:
        return "Mọi hồ sơ trình đến ông/bà đã được quyết định."
    if count > shown:
        return f"{number_vi(count)} hồ sơ chờ ông/bà quyết định; {number_vi(shown)} hồ sơ gấp nhất ở đây."
    return f"{number_vi(count)} hồ sơ chờ ông/bà quyết định. Mở từng hồ sơ để đọc, hoặc đánh dấu để duyệt nhiều."


def _nothing() -> EmptyState:
    return EmptyState(
        title="Không có hồ sơ chờ phê duyệt",
        text="Hồ sơ được trình đến ông/bà, hoặc đến người đã giao quyền cho ông/bà, nằm ở đây.",
        link=Link(text="Xem hồ sơ cả đơn vị", href=f"{reverse('officer:queue')}?whose=unit"),
    )


def _posts(viewer: Viewer) -> tuple[Post, ...]:
    return tuple(post for post in viewer.posts if post.role in approving.HEADS)


def _signs(posts: Sequence[Post]) -> str:
    """Under what one signs where there is nothing to choose."""
    return f"Ký với tư cách: {post_vi(posts[0])}." if len(posts) == 1 else ""


def _approving(posts: Sequence[Post], typed: Typed) -> tuple[Field, ...]:
    return (_area(NOTE, "Ý kiến phê duyệt", typed, optional=True), *post_fields(posts, chosen=typed.get(POST, "")))


def _form(viewer: Viewer, dossier: DossierView, way: Decision, *, refused: Refused | None) -> DecisionForm:
    again = refused if refused and refused.slug == way.slug else None
    typed: Typed = again.typed if again else {}
    fields = tuple(replace(each, prefix=f"{way.slug}-") for each in _fields(viewer, dossier, way, typed))
    issues = letters.issues(way.act, began=(dossier.accepted_at or dossier.submitted_at).date())
    return DecisionForm(
        label=_LABELS[way.act],
        action=reverse("leader:decision", args=(dossier.code, way.slug)),
        hidden=(version_seen(dossier.version), kept_key(typed.get(KEY, ""))),
        fields=with_errors(fields, again.errors) if again else fields,
        consequence=_CONSEQUENCES[way.act],
        preview=reverse("officer:draft", args=(dossier.code, way.slug)) if issues else "",
        open=again is not None,
    )


_LABELS = {Act.APPROVE: "Phê duyệt", Act.SEND_BACK: "Trả lại để làm lại", Act.REFUSE: "Từ chối giải quyết"}
_CONSEQUENCES = {
    Act.APPROVE: "",
    Act.SEND_BACK: "Người xử lý thấy lý do này; ngày hẹn trả không đổi.",
    Act.REFUSE: "Phát hành văn bản từ chối, lấy số tiếp theo của đơn vị; người dân đọc đúng lý do ở trên.",
}


def _fields(viewer: Viewer, dossier: DossierView, way: Decision, typed: Typed) -> tuple[Field, ...]:
    posts = signing.posts_for(viewer, way.act, unit_id=dossier.holder_unit_id)
    match way.act:
        case Act.APPROVE:
            silent = any(not one.closed for one in dossier.consultations)
            note = _area(NOTE, "Vì sao vẫn phê duyệt" if silent else "Ý kiến phê duyệt", typed, optional=not silent)
            return (note, *post_fields(posts, chosen=typed.get(POST, "")))
        case Act.SEND_BACK:
            reason = _area(REASON, "Cần làm lại điều gì, vì sao", typed)
            return (_back_to(viewer, dossier, typed), with_usual(reason, _usual(dossier, way.act)))
        case _:
            reason = with_usual(_area(REASON, "Lý do từ chối", typed), _usual(dossier, way.act))
            return (reason, *post_fields(posts, chosen=typed.get(POST, "")))


def _usual(dossier: DossierView, act: Act) -> UsualReasons | None:
    return notices.usual_reasons((act,), unit_id=dossier.holder_unit_id).get(act)


def _area(name: str, label: str, typed: Typed, *, optional: bool = False) -> Field:
    return Field(
        name=name,
        label=label,
        value=typed.get(name, ""),
        kind=FieldKind.AREA,
        required=not optional,
        optional=optional,
        maxlength=_LIMIT,
    )


def _back_to(viewer: Viewer, dossier: DossierView, typed: Typed) -> Field:
    """Colleagues where the dossier lies; whoever put it forward is proposed."""
    proposer = _proposal(dossier)
    wanted = typed.get(TO) or (str(proposer.actor_id) if proposer else "")
    colleagues = people.colleagues(viewer, dossier.holder_unit_id, clock.now().date())
    options = tuple(
        Option(value=str(one.id), label=f"{one.full_name} – {one.posts[0].title}", chosen=str(one.id) == wanted)
        for one in colleagues
        if one.id != viewer.account_id
    )
    return Field(name=TO, label="Trả lại cho", kind=FieldKind.SELECT, required=True, options=options)


def _proposal(dossier: DossierView) -> TimelineEntry | None:
    """By which act the dossier was put to a head: the last time it was passed on."""
    passed = [one for one in dossier.timeline if one.act in (Act.FORWARD, Act.ASSIGN, Act.HAND_OVER)]
    return passed[-1] if passed else None


def _facts(dossier: DossierView) -> tuple[Fact, ...]:
    person = dossier.applicant
    owner = person["owner_name"]
    accepted = instant_vi(dossier.accepted_at) if dossier.accepted_at else ABSENT
    return (
        Fact(label="Người nộp", value=person["name"], note=person["address"]),
        *((Fact(label="Chủ hồ sơ", value=owner, note=person["owner_address"]),) if owner else ()),
        Fact(label="Tiếp nhận", value=accepted, note=dossier.unit),
        Fact(label="Thời hạn giải quyết", value=term_vi(dossier.term)),
        Fact(label="Người trình", value=_who_proposed(dossier)),
    )


def _who_proposed(dossier: DossierView) -> str:
    proposal = _proposal(dossier)
    return f"{proposal.actor}, {instant_vi(proposal.at)}" if proposal else ABSENT


def _opinions(dossier: DossierView) -> tuple[Opinion, ...]:
    """What the one who put it forward says, then the units that were asked."""
    proposal = _proposal(dossier)
    words = _words(proposal) if proposal else ""
    own = (Opinion(who=proposal.actor, at=instant_vi(proposal.at), words=words),) if proposal and words else ()
    return (*own, *map(_answer, dossier.consultations))


def _words(entry: TimelineEntry) -> str:
    if entry.personal is None:
        return _ERASED if entry.act is Act.HAND_OVER else ""
    return str(entry.personal.get("reason", ""))


_ANSWERS = {
    True: Badge(tone=Tone.GOOD, text="đồng ý"),
    False: Badge(tone=Tone.NEAR, text="không đồng ý"),
    None: Badge(tone=Tone.QUIET, text="có ý kiến khác"),
}


def _answer(one: ConsultationView) -> Opinion:
    if one.taken_back_at:
        badge = Badge(tone=Tone.QUIET, text="đã rút lại")
        return Opinion(who=one.unit, at=instant_vi(one.taken_back_at), words=one.reason or _ERASED, badge=badge)
    if one.answered_at is None:
        badge = Badge(tone=Tone.NEAR, text="chưa trả lời")
        return Opinion(who=one.unit, at=f"hạn {instant_vi(one.due_at)}", words=one.question or _ERASED, badge=badge)
    badge = _ANSWERS[one.agrees]
    return Opinion(
        who=f"{one.unit} ({one.answered_by})", at=instant_vi(one.answered_at), words=one.answer or _ERASED, badge=badge
    )


def _papers(dossier: DossierView) -> tuple[Fact, ...]:
    handed = frozenset(dossier.papers)
    papers = catalogue.version(dossier.procedure_version_id).papers
    return tuple(
        Fact(label=paper.name, value="đã nộp" if paper.number in handed else "chưa nộp")
        for paper in papers
        if paper.number in handed or paper.required
    )


def _picture(rows: Sequence[AttachmentView], file: str) -> AttachmentView | None:
    """The picture that was asked for, else the first: results come before papers."""
    pictures = [view for view in rows if MEDIA[view.media].shown and view.media is not Media.PDF]
    pictures.sort(key=lambda view: view.kind is not Kind.RESULT)
    return next((view for view in pictures if str(view.number) == file), pictures[0] if pictures else None)


def _file(dossier: DossierView, view: AttachmentView, *, current: bool, signed: bool) -> FileLine:
    shown = MEDIA[view.media].shown
    inline = shown and view.media is not Media.PDF
    compared = "đã đối chiếu" if view.checked_at else "bản ký số" if signed else "chưa đối chiếu"
    own = f"{reverse('leader:decide', args=(dossier.code,))}?file={view.number}#tep" if inline else ""
    return FileLine(
        name=view.label or view.name,
        what=" · ".join((_what(dossier, view), compared)),
        href=reverse("officer:file", args=(dossier.code, view.number)),
        shown=own or (_shown(dossier, view) if shown else ""),
        current=current,
    )


def _what(dossier: DossierView, view: AttachmentView) -> str:
    if view.kind is not Kind.PAPER:
        return _KINDS[view.kind]
    papers = catalogue.version(dossier.procedure_version_id).papers
    return next((paper.name for paper in papers if paper.number == view.paper), "giấy tờ")


def _shown(dossier: DossierView, view: AttachmentView) -> str:
    return reverse("officer:file_shown", args=(dossier.code, view.number))
