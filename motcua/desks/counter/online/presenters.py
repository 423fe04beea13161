"""Dossiers submitted online, at the door: the list, and the decision on one of them."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, fee_vi
from motcua.desks.counter.online.pages import OnlinePage, SubmittedPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.due import why
from motcua.desks.frame.fields import Field, FieldKind, with_errors
from motcua.desks.frame.formats import birth_vi, capitalised, instant_vi, iso, moment_vi, number_vi, term_vi
from motcua.desks.frame.pages import Badge, Deadline, EmptyState, Fact, Link, Tone
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import kept_key, version_seen
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.frame.usual import with_usual
from motcua.records.casework import lists, previewing
from motcua.records.casework.views import DossierView, ListRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.notices import queries as notices
from motcua.rules.dossier import Act
from motcua.rules.refusal import Refusal

_COLUMNS = (Column(label="Hồ sơ"), Column(label="Người nộp"), Column(label="Gửi lúc"))


def online_page(request: StaffRequest) -> OnlinePage:
    """What citizens have sent and nobody has answered yet, the oldest first."""
    rows = lists.submitted(request.viewer)
    return OnlinePage(
        frame=counter_frame(request, title="Hồ sơ trực tuyến", current="online"),
        sentence=sentence("{count} hồ sơ gửi trực tuyến đang chờ tiếp nhận.", count=_counted(len(rows))),
        table=Table(
            caption="Hồ sơ chờ tiếp nhận, gửi trước xem trước",
            columns=_COLUMNS,
            rows=tuple(_row(row) for row in rows),
        ),
        empty=None if rows else _empty(),
    )


def submitted_page(
    request: StaffRequest, dossier: DossierView, *, reason: str = "", refusal: Refusal | None = None
) -> SubmittedPage:
    """An online dossier, what accepting it now would promise, and the two ways to answer."""
    errors = errors_of(refusal)
    usual = notices.usual_reasons((Act.DECLINE,), unit_id=dossier.unit_id).get(Act.DECLINE)
    (field,) = with_errors((with_usual(_reason(reason), usual),), errors)
    return SubmittedPage(
        frame=counter_frame(request, title=f"Hồ sơ trực tuyến {dossier.code}", current="online"),
        code=dossier.code,
        procedure=dossier.procedure,
        badge=state_badge(dossier.state),
        facts=_facts(dossier),
        papers=_papers(dossier),
        action=reverse("counter:submitted", args=(dossier.code,)),
        hidden=(version_seen(dossier.version), kept_key("")),
        reason=field,
        back=Link(text="Về danh sách hồ sơ trực tuyến", href=reverse("counter:online")),
        promise=_promise(dossier),
        errors=summary((field,), errors),
    )


def _counted(count: int) -> str:
    return number_vi(count) if count else "Chưa có"


def _row(row: ListRow) -> Row:
    return Row(
        cells=(
            Cell(text=row.code, href=reverse("counter:submitted", args=(row.code,)), note=row.procedure),
            Cell(text=row.applicant),
            Cell(text=instant_vi(row.received_at)),
        )
    )


def _empty() -> EmptyState:
    return EmptyState(
        title="Không có hồ sơ nào chờ",
        text="Hồ sơ người dân gửi trực tuyến sẽ hiện ở đây để tiếp nhận hoặc trả lời vì sao chưa nhận.",
        link=Link(text="Nhận hồ sơ tại quầy", href=reverse("counter:intake"), key="F2"),
    )


def _reason(value: str) -> Field:
    return Field(
        name="reason",
        label="Lý do không tiếp nhận",
        value=value,
        kind=FieldKind.AREA,
        hint="Chỉ cần khi không tiếp nhận; người nộp đọc được lý do này.",
        maxlength="2000",
    )


def _facts(dossier: DossierView) -> tuple[Fact, ...]:
    told = (
        ("Người nộp", dossier.applicant["name"]),
        ("Sinh", birth_vi(dossier.applicant["birth"])),
        ("Số căn cước", dossier.applicant["id_number"]),
        ("Điện thoại", dossier.applicant["phone"]),
        ("Nơi cư trú", dossier.applicant["address"]),
        ("Chủ hồ sơ", dossier.applicant["owner_name"]),
        ("Gửi lúc", moment_vi(dossier.submitted_at)),
        ("Phí, lệ phí", fee_vi(dossier.fee)),
    )
    return tuple(Fact(label=label, value=value) for label, value in told if value)


def _papers(dossier: DossierView) -> tuple[str, ...]:
    procedure = catalogue.version(dossier.procedure_version_id)
    return tuple(paper.name for paper in procedure.papers if paper.number in dossier.papers)


def _promise(dossier: DossierView) -> Deadline:
    deadline = previewing.promise_of(dossier)
    return Deadline(
        due=capitalised(moment_vi(deadline.due)) if deadline.due else "Không có ngày hẹn",
        due_iso=iso(deadline.due) if deadline.due else "",
        badge=Badge(tone=Tone.CALM, text=f"thời hạn {term_vi(dossier.term)}"),
        why=why(deadline.lines),
    )
