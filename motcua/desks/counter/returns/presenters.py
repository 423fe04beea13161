"""Results that wait, and the hand-over of one of them."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, fee_vi
from motcua.desks.counter.returns.forms import Received
from motcua.desks.counter.returns.pages import AlsoReady, HandOverPage, ReturnsPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.due import due_badge
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import ABSENT, birth_vi, instant_vi, moment_vi, money_vi, number_vi
from motcua.desks.frame.pages import EmptyState, Fact, Link, Part, SearchForm
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, kept_key, version_seen
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.casework import lists, noting
from motcua.records.casework.views import DossierView, ListRow
from motcua.records.payments import queries as payments
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, Refusal

_COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Người nộp"),
    Column(label="Có kết quả lúc"),
    Column(label="Hẹn trả"),
)


def returns_page(request: StaffRequest, text: str) -> ReturnsPage:
    """What waits for its owner, the longest waiting first; with a text, what matches it."""
    rows = lists.ready(request.viewer, text=text)
    return ReturnsPage(
        frame=counter_frame(request, title="Trả kết quả", current="returns"),
        sentence=_sentence(len(rows), text=text),
        search=SearchForm(
            action=reverse("counter:returns"),
            field=Field(
                name="q",
                label="Quét giấy tiếp nhận, hoặc gõ mã, tên, số điện thoại",
                value=text,
                kind=FieldKind.SEARCH,
                autofocus=True,
                maxlength="500",
            ),
            button="Mở",
        ),
        ballots=Link(text="Nhập phiếu đánh giá", href=reverse("counter:ballots")),
        ready=Table(caption="Kết quả đang chờ trả", columns=_COLUMNS, rows=tuple(_row(row) for row in rows)),
        empty=None if rows else _empty(text),
    )


def hand_over_page(
    request: StaffRequest, dossier: DossierView, *, typed: Received | None = None, refusal: Refusal | None = None
) -> HandOverPage:
    """Who receives the result, asked; a refused form comes back as it was typed."""
    errors = errors_of(refusal, renamed={"recipient": "recipient_name", "id_number": "recipient_id_number"})
    fields = with_errors(_fields(dossier, typed), errors)
    used_up = isinstance(refusal, Conflict)
    return HandOverPage(
        frame=counter_frame(request, title=f"Trả kết quả {dossier.code}", current="returns"),
        code=dossier.code,
        procedure=dossier.procedure,
        badge=state_badge(dossier.state),
        facts=_facts(dossier),
        action=reverse("counter:hand_over", args=(dossier.code,)),
        hidden=(version_seen(dossier.version), kept_key(typed[KEY] if typed and not used_up else "")),
        recipient=fields[0],
        recipient_name=fields[1],
        recipient_id_number=fields[2],
        authorisation=fields[3],
        note=fields[4],
        back=Link(text="Về danh sách chờ trả", href=reverse("counter:returns")),
        sheet=_sheet(dossier),
        errors=summary(fields, errors),
        notice=_notice(noting.times_printed(dossier.id)),
        owed=_owed(request.viewer, dossier.code),
        also=_also(request.viewer, dossier, ticked=typed.also if typed else ()),
    )


def _sheet(dossier: DossierView) -> Link | None:
    if dossier.state not in (State.SETTLED, State.RETURNED):
        return None
    return Link(
        text="Giấy nhận kết quả để người nhận ký (PDF)", href=reverse("officer:result_receipt", args=(dossier.code,))
    )


def _owed(viewer: Viewer, code: str) -> Link | None:
    owed = payments.money(viewer, code).balance.outstanding
    if owed <= 0:
        return None
    return Link(text=f"Còn phải thu {money_vi(owed)}", href=reverse("counter:fees", args=(code,)))


def _also(viewer: Viewer, dossier: DossierView, *, ticked: tuple[str, ...]) -> tuple[AlsoReady, ...]:
    """The other results that wait for the same person: by card number, else by telephone."""
    person = dossier.applicant["id_number"] or dossier.applicant["phone"]
    rows = lists.ready(viewer, text=person) if person else ()
    return tuple(
        AlsoReady(
            value=f"{row.id}.{row.version}",
            code=row.code,
            procedure=row.procedure,
            checked=f"{row.id}.{row.version}" in ticked,
        )
        for row in rows
        if row.id != dossier.id
    )


def _sentence(count: int, *, text: str) -> tuple[Part, ...]:
    counted = f"Ít nhất {number_vi(count)}" if count == lists.PAGE else number_vi(count) if count else "Chưa có"
    if text:
        return sentence("{count} kết quả khớp với «{text}».", count=counted, text=text)
    return sentence("{count} kết quả đang chờ người đến nhận.", count=counted)


def _row(row: ListRow) -> Row:
    badge = due_badge(row, now=clock.now())
    return Row(
        cells=(
            Cell(text=row.code, href=reverse("counter:hand_over", args=(row.code,)), note=row.procedure),
            Cell(text=row.applicant),
            Cell(text=instant_vi(row.ended_at) if row.ended_at else ABSENT),
            Cell(text=instant_vi(row.due_at) if row.due_at else "không hẹn ngày", badge=badge),
        )
    )


def _empty(text: str) -> EmptyState:
    if text:
        return EmptyState(
            title="Không có kết quả nào khớp",
            text="Hãy gõ ít chữ hơn, hoặc quét mã vạch trên giấy tiếp nhận. Hồ sơ chưa có kết quả không ở đây.",
            link=Link(text="Xem tất cả kết quả chờ trả", href=reverse("counter:returns")),
        )
    return EmptyState(
        title="Quầy đã trả hết",
        text="Kết quả mới sẽ hiện ở đây ngay khi được phát hành.",
        link=Link(text="Nhận hồ sơ mới", href=reverse("counter:intake"), key="F2"),
    )


def _fields(dossier: DossierView, typed: Received | None) -> tuple[Field, ...]:
    def value(name: str, otherwise: str = "") -> str:
        return typed[name] if typed else otherwise

    other = typed is not None and typed.by_other
    return (
        Field(
            name="recipient",
            label="Ai nhận",
            kind=FieldKind.RADIO,
            options=(
                Option(value="self", label="Chính người nộp", chosen=not other),
                Option(value="other", label="Người được ủy quyền", chosen=other, hint="phải có giấy ủy quyền"),
            ),
        ),
        Field(
            name="recipient_name",
            label="Họ và tên người nhận",
            value=value("recipient_name", dossier.applicant["name"]),
            autofocus=True,
            maxlength="200",
        ),
        Field(
            name="recipient_id_number",
            label="Số căn cước",
            value=value("recipient_id_number"),
            inputmode="numeric",
            optional=True,
            maxlength="20",
        ),
        Field(
            name="authorisation",
            label="Giấy ủy quyền",
            value=value("authorisation"),
            hint="Số hoặc ngày của giấy, khi người khác nhận thay.",
            maxlength="200",
        ),
        Field(name="note", label="Ghi chú", value=value("note"), kind=FieldKind.AREA, optional=True, maxlength="2000"),
    )


def _facts(dossier: DossierView) -> tuple[Fact, ...]:
    born = birth_vi(dossier.applicant["birth"])
    return (
        Fact(label="Người nộp", value=dossier.applicant["name"], note=f"sinh {born}" if born else ""),
        *((Fact(label="Chủ hồ sơ", value=dossier.applicant["owner_name"]),) if dossier.applicant["owner_name"] else ()),
        Fact(label="Số kết quả", value=dossier.result_number or "chưa ghi"),
        Fact(label="Có kết quả lúc", value=moment_vi(dossier.ended_at) if dossier.ended_at else ABSENT),
        Fact(label="Hẹn trả", value=moment_vi(dossier.due_at) if dossier.due_at else "không hẹn ngày"),
        Fact(label="Phí, lệ phí", value=fee_vi(dossier.fee)),
    )


def _notice(prints: int) -> str:
    if prints <= 1:
        return ""
    return f"Giấy tiếp nhận của hồ sơ này đã in {number_vi(prints)} lần; hãy xem giấy tờ tùy thân của người nhận."
