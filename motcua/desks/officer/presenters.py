"""A dossier as a page: what it is, what was promised, what happened, what may be done."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.due import due_badge, why
from motcua.desks.frame.fields import ErrorLink
from motcua.desks.frame.formats import (
    ABSENT,
    birth_vi,
    capitalised,
    instant_vi,
    iso,
    moment_vi,
    money_vi,
    number_vi,
    term_vi,
)
from motcua.desks.frame.pages import Badge, Deadline, Fact, Link, Passage, TimelineItem, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.officer import consultations, files, notes, promises, route
from motcua.desks.officer.choices import Choices
from motcua.desks.officer.letters import letters_of
from motcua.desks.officer.lists import officer_frame
from motcua.desks.officer.narrowing import CHANNELS
from motcua.desks.officer.pages import DossierPage, PaperLine, Viewing
from motcua.desks.officer.panel import Panel, Refused, panel
from motcua.law.types import Channel, TermUnit
from motcua.records import clock
from motcua.records.casework import duties, queries
from motcua.records.casework.changes import Outcome, PromiseKind
from motcua.records.casework.views import DossierView, LedgerView, TimelineEntry, ViewingView
from motcua.records.catalogue import queries as catalogue
from motcua.records.evaluation import queries as evaluation
from motcua.records.payments import queries as payments
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import INSIDE, STATES, TRANSITIONS, WAITING, Act, State

_PROMISES = {
    PromiseKind.PROMISE: "Hẹn lần đầu",
    PromiseKind.PAUSE: "Tạm dừng",
    PromiseKind.RESUME: "Tính tiếp",
    PromiseKind.EXTENSION: "Hẹn lại",
    PromiseKind.RECALCULATION: "Tính lại",
}
_SPEAKING = frozenset({act for act, row in TRANSITIONS.items() if row.needs_reason} | {Act.RETURN_RESULT})
"""Acts that never come without personal content: where it is missing, it was erased."""
ERASED = "Nội dung đã xóa theo quy định về dữ liệu cá nhân."
SHOWN = 50
"""Acts shown on the page of a dossier, the latest; all of them have a page of their own."""

_NEVER_ENDED = INSIDE | WAITING | {State.SUBMITTED}


def dossier_page(
    request: StaffRequest, dossier: DossierView, *, refused: Refused | None = None, note: notes.Typed | None = None
) -> DossierPage:
    """The page of a dossier; `refused` opens again the form that was refused, `note` the one of a note."""
    now = clock.now()
    choices = Choices(request.viewer, dossier, on=now.date())
    owed = duties.of(dossier)
    forms = panel(request.viewer, dossier, choices=choices, refused=refused, owed=owed)
    written = notes.section(request.viewer, dossier, note)
    return DossierPage(
        frame=officer_frame(request, title=f"Hồ sơ {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        meta=" · ".join((dossier.procedure_code, CHANNELS[Channel(dossier.channel)], _where(dossier))),
        catalogue=_catalogue(dossier),
        badge=state_badge(dossier.state),
        deadline=_deadline(dossier),
        duty=promises.duty(owed),
        facts=_applicant(dossier),
        intake=_intake(request.viewer, dossier),
        papers=_papers(dossier),
        files=files.section(request.viewer, dossier),
        opinions=consultations.section(dossier),
        route=route.section(dossier),
        notes=written,
        timeline=_timeline(dossier),
        whole_timeline=_whole_timeline(dossier),
        ledger=_ledger(dossier),
        letters=letters_of(dossier),
        viewings=tuple(
            Viewing(who=f"{seen.name} · {seen.title}" if seen.title else seen.name, at=_times(seen))
            for seen in queries.viewings(dossier.id)
        ),
        viewings_note="Mỗi lần mở đều được ghi và người dân thấy được, theo chức danh.",
        primary=forms.primary,
        others=forms.others,
        no_action=_no_action(dossier, forms),
        owner=_owner(dossier),
        errors=_errors(dossier, forms, refused) if refused else _note_errors(written, note),
    )


def _times(seen: ViewingView) -> str:
    last = instant_vi(seen.at)
    return last if seen.times == 1 else f"{number_vi(seen.times)} lần, lần cuối {last}"


def dossier_href(code: str) -> str:
    """The address of a dossier."""
    return reverse("officer:dossier", args=(code,))


def told(act: Act, outcome: Outcome) -> str:
    """What has just happened, for the next page."""
    due = (
        f" Hẹn trả {moment_vi(outcome.due_at)}."
        if act in (Act.ACCEPT, Act.EXTEND, Act.RESUME, Act.CONFIRM_PAYMENT) and outcome.due_at
        else ""
    )
    return f"Hồ sơ {outcome.code}: đã ghi «{TRANSITIONS[act].label}».{due}"


def _where(dossier: DossierView) -> str:
    if dossier.state not in _NEVER_ENDED:
        return f"tiếp nhận tại {dossier.unit}"
    return f"đang ở {dossier.holder}, {dossier.holder_unit}" if dossier.holder else f"đang ở {dossier.holder_unit}"


def _deadline(dossier: DossierView) -> Deadline:
    due, first = dossier.due_at, dossier.first_due_at
    badge = due_badge(dossier, now=clock.now())
    if due is None:
        return Deadline(due=_without_date(dossier), badge=badge)
    explained = [entry for entry in dossier.ledger if entry.lines]
    return Deadline(
        due=capitalised(moment_vi(due)),
        due_iso=iso(due),
        badge=badge,
        why=why(explained[-1].lines) if explained else None,
        first_due=moment_vi(first) if first and first != due else "",
    )


def _without_date(dossier: DossierView) -> str:
    if dossier.accepted_at is None:
        return "Chưa tiếp nhận, chưa có ngày hẹn"
    return "Chưa rõ thời hạn" if dossier.term.unit is TermUnit.UNKNOWN else "Thủ tục không quy định thời hạn"


def _applicant(dossier: DossierView) -> tuple[Fact, ...]:
    person = dossier.applicant
    birth = person["birth"]
    return (
        Fact(label="Họ và tên", value=person["name"] or ABSENT, note=f"sinh {birth_vi(birth)}" if birth else ""),
        *_told(("Số căn cước", person["id_number"]), ("Điện thoại", person["phone"])),
        *_told(("Thư điện tử", person["email"]), ("Nơi cư trú", person["address"])),
        *_told(("Giấy ủy quyền", person["authorisation"])),
    )


def _owner(dossier: DossierView) -> tuple[Fact, ...]:
    person = dossier.applicant
    return _told(("Họ và tên", person["owner_name"]), ("Địa chỉ", person["owner_address"]))


def _intake(viewer: Viewer, dossier: DossierView) -> tuple[Fact, ...]:
    accepted = instant_vi(dossier.accepted_at) if dossier.accepted_at else "chưa tiếp nhận"
    fee = ABSENT if dossier.fee is None else money_vi(dossier.fee)
    competent = "" if dossier.competent_unit_id == dossier.unit_id else f"thẩm quyền: {dossier.competent_unit}"
    helped = f"hướng dẫn tại: {dossier.helped_unit}" if dossier.helped_unit else ""
    elsewhere = "; ".join(part for part in (competent, helped) if part)
    money = reverse("counter:fees", args=(dossier.code,)) if payments.collects(viewer, dossier.unit_id) else ""
    return (
        Fact(label="Nơi tiếp nhận", value=dossier.unit, note=elsewhere),
        Fact(label="Tiếp nhận lúc", value=accepted),
        Fact(label="Thời hạn giải quyết", value=term_vi(dossier.term)),
        Fact(label="Số bộ · lệ phí", value=f"{dossier.copies} bộ · {fee}", href=money),
        *_told(("Số kết quả", dossier.result_number)),
        *_ballot(viewer, dossier),
    )


def _ballot(viewer: Viewer, dossier: DossierView) -> tuple[Fact, ...]:
    """The way to the ballot of a dossier with a result, for who may type it."""
    if not evaluation.may_enter(viewer, dossier):
        return ()
    there = bool(evaluation.with_ballot((dossier.id,)))
    href = reverse("counter:ballot", args=(dossier.code,))
    return (Fact(label="Phiếu đánh giá", value="đã nhập" if there else "nhập phiếu", href=href),)


def _told(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label=label, value=value) for label, value in pairs if value)


def _catalogue(dossier: DossierView) -> Link:
    """The version of the procedure under which the dossier stands, to read."""
    number = catalogue.version(dossier.procedure_version_id).number
    return Link(
        text="Xem thủ tục trong danh mục",
        href=reverse("office:procedure_version", args=(dossier.procedure_code, number)),
    )


def _papers(dossier: DossierView) -> tuple[PaperLine, ...]:
    given, missing = Badge(tone=Tone.GOOD, text="đã nộp"), Badge(tone=Tone.QUIET, text="không nộp")
    papers = catalogue.version(dossier.procedure_version_id).papers
    return tuple(
        PaperLine(name=paper.name, badge=given if paper.number in dossier.papers else missing) for paper in papers
    )


def _timeline(dossier: DossierView) -> tuple[TimelineItem, ...]:
    items = [timeline_item(entry) for entry in dossier.timeline[-SHOWN:]]
    if dossier.state in _NEVER_ENDED:
        now = clock.now()
        late = dossier.state in INSIDE and dossier.due_at is not None and dossier.due_at < now
        label = STATES[dossier.state].label
        where = dossier.holder or dossier.holder_unit
        items.append(
            TimelineItem(at="bây giờ", at_iso=iso(now), text=label, passage=Passage.CURRENT, actor=where, late=late)
        )
    return tuple(items)


def _whole_timeline(dossier: DossierView) -> Link | None:
    count = len(dossier.timeline)
    if count <= SHOWN:
        return None
    text = f"Xem toàn bộ nhật ký: {number_vi(count)} việc"
    return Link(text=text, href=reverse("officer:history", args=(dossier.code,)))


def timeline_item(entry: TimelineEntry) -> TimelineItem:
    """An act as a line of a timeline."""
    said = TRANSITIONS[entry.act].done
    number = entry.data.get("letter") or entry.data.get("result_number")
    text = f"{said}: {entry.to}" if entry.to else f"{said}, số {number}" if number else said
    recorded = entry.recorded_at.replace(second=0, microsecond=0)
    later = f"ghi vào sổ lúc {instant_vi(recorded)}" if recorded > entry.at else ""
    return TimelineItem(
        at=instant_vi(entry.at),
        at_iso=iso(entry.at),
        text=text,
        actor=" · ".join(part for part in (entry.actor, later) if part),
        quote=_quote(entry),
    )


def _quote(entry: TimelineEntry) -> str:
    if entry.personal is None:
        return ERASED if entry.act in _SPEAKING else ""
    if entry.act is Act.RETURN_RESULT:
        return f"Người nhận: {entry.personal['recipient']}"
    said = (entry.personal.get(name) for name in ("reason", "note", "question", "answer"))
    return str(next((words for words in said if words), ""))


def _ledger(dossier: DossierView) -> Table:
    columns = ("Khi nào", "Việc", "Hạn trước", "Hạn sau", "Lý do và căn cứ")
    rows = tuple(_promise(dossier, entry) for entry in dossier.ledger)
    return Table(caption="Sổ lời hẹn", columns=tuple(Column(label=label) for label in columns), rows=rows)


def _promise(dossier: DossierView, entry: LedgerView) -> Row:
    kind = PromiseKind(entry.kind)
    met = "đã nộp tiền" if entry.after_payment else "đã nhận bổ sung"
    reason = entry.reason or (term_vi(dossier.term) if kind is PromiseKind.PROMISE else met)
    approver = f"người duyệt: {entry.approver}" if entry.approver else ""
    document = f"văn bản số {entry.document}" if entry.document else ""
    note = " · ".join(part for part in (document, approver, entry.legal_basis) if part)
    return Row(
        cells=(
            Cell(text=instant_vi(entry.at)),
            Cell(text=_PROMISES[kind]),
            Cell(text=instant_vi(entry.due_before) if entry.due_before else ABSENT),
            Cell(text=instant_vi(entry.due_after) if entry.due_after else ABSENT),
            Cell(text=reason, note=note),
        )
    )


def _no_action(dossier: DossierView, forms: Panel) -> str:
    if forms.primary:
        return ""
    if dossier.state not in _NEVER_ENDED and not forms.others:
        return "Hồ sơ đã kết thúc, không còn việc phải làm."
    where = dossier.holder or dossier.holder_unit
    if forms.others:
        return f"Bước tiếp theo thuộc về {where}; việc khác có thể làm ở dưới."
    return f"Hồ sơ đang ở {where}. Ông/bà xem được nhưng không có việc phải làm ở bước này."


def _note_errors(written: notes.NotesSection | None, note: notes.Typed | None) -> tuple[ErrorLink, ...]:
    return summary(written.fields, note.errors) if written and note else ()


def _errors(dossier: DossierView, forms: Panel, refused: Refused) -> tuple[ErrorLink, ...]:
    links = summary(forms.fields, refused.errors)
    if "version" in refused.errors:
        links += (ErrorLink(text="Tải lại hồ sơ", href=dossier_href(dossier.code)),)
    return links
