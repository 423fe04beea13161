"""Opinions asked of other units as parts of pages: a section of the dossier, asking, answering, and what waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import instant_vi, moment_vi, number_vi, remaining_vi
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Link, Part, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, kept_key, version_seen
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.officer.consultations_forms import OPINIONS, Typed
from motcua.desks.officer.consultations_pages import (
    AnswerPage,
    AskPage,
    OpinionLine,
    OpinionsSection,
    Question,
    QuestionsPage,
    TakingBack,
)
from motcua.desks.officer.lists import QUESTIONS, officer_frame, queue_href, queue_tabs
from motcua.law.types import TermUnit
from motcua.records import clock
from motcua.records.casework import consultations, legal, queries
from motcua.records.casework.consultations import QuestionRow
from motcua.records.casework.consulting import TERM_UNITS
from motcua.records.casework.lists import NEAR_MINUTES
from motcua.records.casework.views import ConsultationView, DossierView
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.dossier import Act
from motcua.rules.refusal import NotFound

ERASED = "Nội dung đã xóa theo quy định về dữ liệu cá nhân."

_LIMIT = "2000"
_USUAL = "3"
_UNITS = {
    TermUnit.WORKING_DAY: "ngày làm việc",
    TermUnit.DAY: "ngày (kể cả ngày nghỉ)",
    TermUnit.WORKING_HOUR: "giờ làm việc",
}
_SAID = {
    True: Badge(tone=Tone.GOOD, text="đồng ý"),
    False: Badge(tone=Tone.NEAR, text="không đồng ý"),
    None: Badge(tone=Tone.CALM, text="có ý kiến khác"),
}


def section(dossier: DossierView) -> OpinionsSection | None:
    """The questions of a dossier; None where there are none and this person asks none."""
    may_ask = Act.CONSULT in dossier.acts
    if not (dossier.consultations or may_ask):
        return None
    groups = groupby(dossier.consultations, key=lambda one: (one.asked_at, one.due_at, one.asked_by, one.question))
    return OpinionsSection(
        questions=tuple(_question(dossier, list(group)) for _, group in groups),
        ask=Link(text="Lấy ý kiến đơn vị khác", href=reverse("officer:ask", args=(dossier.code,))) if may_ask else None,
    )


def silent(dossier: DossierView) -> str:
    """Whose answer is still awaited, as the leader who approves reads it; "" where nobody's is."""
    names = [one.unit for one in dossier.consultations if not one.closed]
    if not names:
        return ""
    return f"Chưa trả lời ý kiến: {'; '.join(names)}. Im lặng không phải là đồng ý: muốn phê duyệt phải ghi vì sao."


def ask_page(request: StaffRequest, dossier: DossierView, typed: Typed) -> AskPage:
    """The form that puts a question to units."""
    fields = with_errors(_ask_fields(dossier, typed, on=clock.now()), typed.errors)
    units, question, amount, unit = fields
    return AskPage(
        frame=officer_frame(request, title=f"Lấy ý kiến · {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        back=_back(dossier),
        action=reverse("officer:ask", args=(dossier.code,)),
        hidden=(version_seen(dossier.version), kept_key(typed[KEY])),
        units=units,
        question=question,
        amount=amount,
        unit=unit,
        promise=f"Ngày hẹn trả người dân vẫn là {moment_vi(dossier.due_at)}." if dossier.due_at else "",
        errors=summary(fields, typed.errors),
    )


def answer_page(request: StaffRequest, dossier: DossierView, number: int, typed: Typed) -> AnswerPage:
    """The question of a number, with the form for those who may answer. Raises NotFound."""
    found = next((one for one in dossier.consultations if one.number == number), None)
    if found is None:
        raise NotFound("consultation", "Hồ sơ này không có câu hỏi ấy; hãy mở lại trang hồ sơ.")
    fields = with_errors(_answer_fields(typed), typed.errors) if found.may_answer else ()
    reason = with_errors((_reason_field(typed),), typed.errors) if found.may_take_back else ()
    hidden = (version_seen(dossier.version), kept_key(typed[KEY]))
    return AnswerPage(
        frame=officer_frame(request, title=f"Câu hỏi lấy ý kiến số {number} · {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        unit=found.unit,
        badge=_badge(found, now=clock.now()),
        back=_back(dossier),
        question=ERASED if found.question is None else found.question,
        facts=_facts(dossier, found),
        action=reverse("officer:answer", args=(dossier.code, number)),
        hidden=hidden,
        fields=fields,
        taking_back=TakingBack(action=reverse("officer:take_back", args=(dossier.code, number)), reason=reason[0])
        if reason
        else None,
        errors=summary((*fields, *reason), typed.errors),
    )


def questions_page(request: StaffRequest) -> QuestionsPage:
    """What waits for an answer of the person's units."""
    now = clock.now()
    rows = consultations.waiting(request.viewer)
    count, late = consultations.count_waiting(request.viewer, now=now)
    nothing = EmptyState(
        title="Không có câu hỏi chờ trả lời",
        text="Khi đơn vị khác lấy ý kiến đơn vị của ông/bà, câu hỏi và hạn trả lời nằm ở đây.",
        link=Link(text="Về hồ sơ của tôi", href=queue_href()),
    )
    return QuestionsPage(
        frame=officer_frame(request, title="Xin ý kiến"),
        heading="Xin ý kiến",
        sentence=sentence(
            "{count} câu hỏi chờ đơn vị trả lời; {late} câu đã quá hạn.",
            count=Part(text=number_vi(count)),
            late=Part(text=number_vi(late)),
        ),
        tabs=queue_tabs(request.viewer, current=QUESTIONS),
        table=_waiting(rows, now=now),
        empty=None if rows else nothing,
    )


def _question(dossier: DossierView, asked: list[ConsultationView]) -> Question:
    first, now = asked[0], clock.now()
    after = "; sau ngày hẹn trả kết quả" if dossier.due_at and first.due_at > dossier.due_at else ""
    return Question(
        note=f"{first.asked_by} hỏi lúc {instant_vi(first.asked_at)} · trả lời trước {instant_vi(first.due_at)}{after}",
        text=ERASED if first.question is None else first.question,
        units=tuple(_line(dossier, one, now=now) for one in asked),
    )


def _line(dossier: DossierView, one: ConsultationView, *, now: datetime) -> OpinionLine:
    href = reverse("officer:answer", args=(dossier.code, one.number))
    return OpinionLine(
        unit=one.unit,
        badge=_badge(one, now=now),
        note=_ended(one),
        answer=_last_words(one),
        link=Link(text=_OFFERED[one.may_answer], href=href) if one.may_answer or one.may_take_back else None,
        asked=one.may_answer,
    )


_OFFERED = {True: "Trả lời", False: "Rút lại"}
"""What the page of a question offers, by whether one may answer it."""


def _ended(one: ConsultationView) -> str:
    """Who answered a question, or took it back, and when; "" for one that waits."""
    if one.answered_at:
        return f"{one.answered_by} trả lời lúc {instant_vi(one.answered_at)}"
    return f"{one.taken_back_by} rút lại lúc {instant_vi(one.taken_back_at)}" if one.taken_back_at else ""


def _last_words(one: ConsultationView) -> str:
    """The answer, or why the question was taken back."""
    if not (one.answered_at or one.taken_back_at):
        return ""
    words = one.answer if one.answered_at else one.reason
    return ERASED if words is None else words


def _badge(one: ConsultationView, *, now: datetime) -> Badge:
    """How the answer stands; a missing one by the working time that is left for it."""
    if one.answered_at:
        return _SAID[one.agrees]
    if one.closed:
        return Badge(tone=Tone.QUIET, text="đã rút lại" if one.taken_back_at else "không còn cần trả lời")
    return _remaining(one.due_at, now=now)


def _remaining(due: datetime, *, now: datetime) -> Badge:
    """How much is left, by the calendar of all, as the answer was asked for."""
    minutes = queries.remaining(due, at=now, calendar=legal.calendar())
    if minutes is None:
        return Badge(tone=Tone.CALM, text="chưa trả lời")
    late = due < now
    tone = Tone.LATE if late else Tone.NEAR if minutes <= NEAR_MINUTES else Tone.CALM
    return Badge(tone=tone, text="vừa quá hạn" if late and not minutes else remaining_vi(minutes))


def _facts(dossier: DossierView, one: ConsultationView) -> tuple[Fact, ...]:
    asked = Fact(label="Đơn vị hỏi", value=one.asker_unit, note=f"{one.asked_by}, {instant_vi(one.asked_at)}")
    due = Fact(label="Trả lời trước", value=instant_vi(one.due_at))
    if one.taken_back_at:
        return (asked, due, Fact(label="Rút lại vì", value=_last_words(one), note=_ended(one)))
    if one.answered_at is None:
        return (asked, due)
    said = next(label for value, label in OPINIONS.items() if value == _SAYS[one.agrees])
    answer = Fact(label=f"Trả lời: {said}", value=_last_words(one), note=instant_vi(one.answered_at))
    return (asked, due, answer)


_SAYS = {True: "yes", False: "no", None: "other"}


def _back(dossier: DossierView) -> Link:
    return Link(text="Về hồ sơ", href=reverse("officer:dossier", args=(dossier.code,)))


def _ask_fields(dossier: DossierView, typed: Typed, *, on: datetime) -> tuple[Field, ...]:
    chosen_unit = typed["unit"] or TermUnit.WORKING_DAY.value
    return (
        Field(
            name="units",
            label="Đơn vị được hỏi",
            required=True,
            options=tuple(
                Option(value=str(unit.id), label=unit.name, chosen=str(unit.id) in typed.units)
                for unit in _askable(dossier, on=on)
            ),
        ),
        Field(
            name="question",
            label="Nội dung cần ý kiến",
            kind=FieldKind.AREA,
            value=typed["question"],
            required=True,
            maxlength=_LIMIT,
        ),
        Field(
            name="amount",
            label="Trả lời trong",
            value=typed["amount"] or _USUAL,
            inputmode="numeric",
            required=True,
            maxlength="5",
        ),
        Field(
            name="unit",
            label="Đơn vị thời gian",
            kind=FieldKind.SELECT,
            required=True,
            options=tuple(
                Option(value=unit.value, label=_UNITS[unit], chosen=unit.value == chosen_unit) for unit in TERM_UNITS
            ),
        ),
    )


def _askable(dossier: DossierView, *, on: datetime) -> Iterable[UnitView]:
    """The units that may be asked: those of the own agency first."""
    agencies = places.units_by_agency(on.date())
    waiting = {one.unit_id for one in dossier.consultations if not one.closed}
    own = next((units for units in agencies.values() if dossier.holder_unit_id in {unit.id for unit in units}), [])
    others = [unit for units in agencies.values() for unit in units if unit not in own]
    return (unit for unit in (*own, *others) if unit.id != dossier.holder_unit_id and unit.id not in waiting)


def _answer_fields(typed: Typed) -> tuple[Field, ...]:
    return (
        Field(
            name="agrees",
            label="Ý kiến của đơn vị",
            kind=FieldKind.RADIO,
            required=True,
            options=tuple(
                Option(value=value, label=label, chosen=value == typed["agrees"]) for value, label in OPINIONS.items()
            ),
        ),
        Field(
            name="text",
            label="Nội dung trả lời",
            kind=FieldKind.AREA,
            value=typed["text"],
            required=True,
            maxlength=_LIMIT,
        ),
    )


def _reason_field(typed: Typed) -> Field:
    return Field(
        name="reason",
        label="Vì sao không cần hỏi nữa",
        kind=FieldKind.AREA,
        value=typed["reason"],
        required=True,
        maxlength=_LIMIT,
        hint="Đơn vị được hỏi đọc được lý do này và không phải trả lời nữa.",
    )


def _waiting(rows: tuple[QuestionRow, ...], *, now: datetime) -> Table:
    columns = (
        Column(label="Hồ sơ"),
        Column(label="Thủ tục"),
        Column(label="Đơn vị hỏi"),
        Column(label="Trả lời trước"),
    )
    return Table(
        caption="Câu hỏi chờ trả lời, ít thời gian trước",
        caption_hidden=True,
        columns=columns,
        rows=tuple(
            Row(
                cells=(
                    Cell(
                        text=row.code,
                        href=reverse("officer:answer", args=(row.code, row.number)),
                        note=f"hỏi {row.unit}",
                    ),
                    Cell(text=row.procedure),
                    Cell(text=row.asker_unit, note=instant_vi(row.asked_at)),
                    Cell(text=instant_vi(row.due_at), badge=_remaining(row.due_at, now=now)),
                )
            )
            for row in rows
        ),
    )
