"""Ballots as pages: those behind a score or an average, and a person's with the score they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_href
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import ABSENT, date_vi, instant_vi, number_vi
from motcua.desks.frame.pages import EmptyState, Frame, Link, NavItem, Pager, Part
from motcua.desks.frame.presenting import in_demonstration, staff_frame
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.sheets.forms.evaluation import EvaluationForm, ballots_form, differs_vi
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.evaluation.forms import AskedEvaluation
from motcua.desks.leader.evaluation.pages import BallotListPage
from motcua.desks.leader.evaluation.presenters import EVALUATION, KINDS, SUBJECT
from motcua.desks.leader.evaluation.words import SIMULATED, missing_of, points_vi
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.periods import days_vi, period_form, period_vi
from motcua.records.evaluation import ballots, scores
from motcua.records.evaluation.ballots import BallotLine, OfficerScore
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.scores import AgencyScore
from motcua.rules.evaluation import Origin
from motcua.rules.refusal import NotAllowed, NotFound

ORIGINS = {Origin.PAPER: "phiếu giấy", Origin.CITIZEN: "người dân gửi"}
MOST_IN_BOOK = 20_000
"""Ballots of the longest list that becomes a file."""


def ballots_page(request: StaffRequest, asked: AskedEvaluation) -> BallotListPage:
    """The ballots behind the score of an agency, or behind an average. Raises NotFound, NotAllowed."""
    told = scores.score(request.viewer, asked.unit, asked.period)
    line = _line(told, asked.criterion)
    lines, further = ballots.behind(told, request.viewer, criterion=asked.criterion, after=asked.after)
    return BallotListPage(
        frame=leader_frame(request, title=f"{told.agency.unit.short_name} · Phiếu đánh giá", current=EVALUATION),
        eyebrow=f"Phiếu đánh giá · {told.agency.unit.name} · {period_vi(asked.period)}",
        sentence=line,
        scores=None,
        table=_table(lines, told.told),
        notes=(
            f"Số liệu biết đến {instant_vi(told.as_of)}; hồ sơ có kết quả trong {days_vi(asked.period)}.",
            *((SIMULATED,) if told.simulated else ()),
        ),
        files=tuple(Link(text=text, href=asked.file("evaluation_ballots_file", kind)) for kind, text in KINDS.items()),
        back=Link(text="Về điểm của cơ quan", href=asked.agency),
        empty=None if lines else _EMPTY,
        pager=_pager(asked.after, further, len(lines), asked.ballots(asked.criterion, after=further)),
    )


def ballots_file(request: StaffRequest, asked: AskedEvaluation) -> EvaluationForm:
    """The ballots of an agency as a form. Raises NotFound, NotAllowed."""
    told = scores.score(request.viewer, asked.unit, asked.period)
    lines, _ = ballots.behind(told, request.viewer, size=MOST_IN_BOOK)
    return ballots_form(told, lines)


def officer_page(
    request: StaffRequest,
    account_id: int,
    asked: AskedEvaluation,
    *,
    typed: TypedPeriod,
    errors: Mapping[str, str] | None = None,
) -> BallotListPage:
    """A person's score with its ballots. Raises NotAllowed."""
    if not ballots.may_see_officer(request.viewer, account_id):
        raise NotAllowed("account", "Điểm của công chức chỉ cho người ấy, lãnh đạo đơn vị và đoàn kiểm tra xem.")
    one, lines, further = ballots.officer(account_id, asked.period, after=asked.after)
    told = evaluation_on(asked.period.last)
    action = reverse("leader:evaluation_officer", args=(account_id,))
    form = replace(period_form(asked.period, typed=typed, errors=dict(errors or {})), action=action)
    return BallotListPage(
        frame=_frame(request, title=f"Điểm đánh giá · {one.name}"),
        eyebrow=f"{SUBJECT} · {one.name} · {period_vi(asked.period)}",
        sentence=_officer_sentence(one, told),
        scores=_scores(one, told),
        table=_table(lines, told),
        notes=tuple(note for note in (told.doubt, SIMULATED if in_demonstration() else "") if note),
        files=(),
        period=form,
        empty=None if lines else _EMPTY,
        pager=_pager(asked.after, further, len(lines), asked.officer(account_id, after=further)),
        errors=error_links(form.period, form.first, form.last),
    )


_EMPTY = EmptyState(
    title="Chưa có phiếu nào",
    text="Bộ phận một cửa nhập phiếu giấy ở trang Phiếu đánh giá; phiếu tính vào kỳ mà hồ sơ có kết quả.",
)


def _frame(request: StaffRequest, *, title: str) -> Frame:
    if any(post.role in READERS for post in request.viewer.posts):
        return leader_frame(request, title=title, current=EVALUATION)
    nav = (NavItem(label="Hồ sơ của tôi", href=reverse("officer:queue")),)
    return staff_frame(request, title=title, desk="Đánh giá", nav=nav)


def _line(told: AgencyScore, criterion: str) -> tuple[Part, ...]:
    if not criterion:
        return sentence("{count} phiếu đánh giá của {unit}.", count=_count(told.ballots), unit=told.agency.unit.name)
    line = next((line for line in told.lines if line.number == criterion and line.by_ballot), None)
    if line is None:
        raise NotFound("chi_so", "Không có chỉ số «{number}» chấm theo phiếu; hãy mở lại.", number=criterion)
    return sentence(
        "Chỉ số {number} được {points} điểm trung bình, theo {count} phiếu có trả lời.",
        number=f"{line.number} ({line.label[:1].lower()}{line.label[1:]})",
        points=points_vi(line.average),
        count=_count(line.answers),
    )


def _count(count: int) -> str:
    return number_vi(count) if count else "chưa có"


def _table(lines: tuple[BallotLine, ...], told: EvaluationLaw) -> Table:
    numbers = told.criteria.by_ballot
    columns = (
        Column(label="Hồ sơ"),
        Column(label="Có kết quả"),
        *(Column(label=f"Chỉ số {number}", numeric=True) for number in numbers),
        Column(label="Nguồn", minor=True),
        Column(label="Ghi chú", minor=True),
    )
    return Table(
        caption="Phiếu đánh giá theo từng hồ sơ", columns=columns, rows=tuple(_row(line, told) for line in lines)
    )


def _row(line: BallotLine, told: EvaluationLaw) -> Row:
    most, dossier = told.criteria.most, line.dossier
    corrected = f"đã sửa, lần {line.number}" if line.number > 1 else ""
    return Row(
        cells=(
            Cell(text=dossier.code, href=dossier_href(dossier.code), note=dossier.procedure),
            Cell(text=date_vi(dossier.ended_at) if dossier.ended_at else ABSENT),
            *(Cell(text=points_vi(line.points(number, most=most))) for number in told.criteria.by_ballot),
            Cell(text=f"{ORIGINS[line.origin]}, {line.levels} mức", note=instant_vi(line.at)),
            Cell(text=differs_vi(line, told), note=corrected),
        )
    )


def _pager(after: int, further: int, shown: int, following: str) -> Pager | None:
    if not (after or further):
        return None
    return Pager(summary=f"{number_vi(shown)} phiếu trên trang này", next_href=following if further else "")


def _officer_sentence(one: OfficerScore, told: EvaluationLaw) -> tuple[Part, ...]:
    if one.score.total is None:
        return sentence(
            "{name} chưa đủ điểm: {missing}; {count} phiếu.",
            name=one.name,
            missing=missing_of(one.score),
            count=_count(one.ballots),
        )
    return sentence(
        "{name} được {points} trên {most} điểm, theo {count} phiếu.",
        name=one.name,
        points=points_vi(one.score.total),
        most=number_vi(told.most_of_officer),
        count=_count(one.ballots),
    )


def _scores(one: OfficerScore, told: EvaluationLaw) -> Table:
    rows = [
        Row(
            cells=(
                Cell(text=f"{number}. {told.labels[number]}"),
                Cell(text=number_vi(one.answers[number])),
                Cell(text=points_vi(one.score.parts[number])),
            )
        )
        for number in told.criteria.of_officer
    ]
    total = (Cell(text="Cộng"), Cell(text=number_vi(one.ballots)), Cell(text=points_vi(one.score.total)))
    columns = (Column(label="Chỉ số"), Column(label="Số phiếu", numeric=True), Column(label="Điểm", numeric=True))
    return Table(
        caption="Điểm của công chức", caption_hidden=True, columns=columns, rows=(*rows, Row(cells=total, total=True))
    )
