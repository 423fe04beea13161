"""The evaluation as pages: all agencies in sight, and one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import instant_vi, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.sheets.forms.evaluation import (
    EvaluationForm,
    agency_form,
    beside_vi,
    grade_vi,
    missing_vi,
    notes_of,
    ranking_form,
)
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.evaluation.forms import AskedEvaluation
from motcua.desks.leader.evaluation.pages import EvaluationPage, EvaluationsPage
from motcua.desks.leader.evaluation.words import SIMULATED, few_badge, missing_of, points_vi
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import days_vi, period_form, period_vi
from motcua.records import clock
from motcua.records.evaluation import ballots, scores
from motcua.records.evaluation.ballots import OfficerScore
from motcua.records.evaluation.queries import is_head_above, is_own_head
from motcua.records.evaluation.scores import AgencyScore, Line
from motcua.records.people import queries as people
from motcua.records.people.viewer import Post
from motcua.records.places import queries as places

EVALUATION = "evaluation"
"""The item of the navigation."""

SUBJECT = "Đánh giá giải quyết thủ tục"
KINDS = {"xlsx": "Tải Excel", "pdf": "Bản in (PDF)"}
"""The files of a form, with what their links say."""


def ranking_page(
    request: StaffRequest, asked: AskedEvaluation, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> EvaluationsPage:
    """All agencies in sight for a period."""
    found = scores.ranking(request.viewer, asked.period)
    form = _form(asked, reverse("leader:evaluations"), typed=typed, errors=errors)
    return EvaluationsPage(
        frame=leader_frame(request, title=f"{SUBJECT} · {period_vi(asked.period)}", current=EVALUATION),
        eyebrow=f"{SUBJECT} · {period_vi(asked.period)}",
        sentence=_ranking_sentence(found, asked),
        table=_ranking(found, asked),
        notes=_notes(found, asked),
        files=_files(asked, "evaluations_file") if found else (),
        period=form,
        print_head=agency_head(_post(request).unit_id, on=clock.now().date()),
        empty=None if found else EmptyState(title="Không có cơ quan nào", text="Bạn chưa được xem cơ quan nào."),
        errors=error_links(form.period, form.first, form.last),
    )


def ranking_file(request: StaffRequest, asked: AskedEvaluation) -> EvaluationForm:
    """The ranking as a form, given out by the unit at which the person works. Raises Refusal."""
    unit = places.unit_by_id(_post(request).unit_id)
    return ranking_form(
        scores.ranking(request.viewer, asked.period), unit_id=unit.id, unit=unit.name, period=asked.period
    )


def agency_page(
    request: StaffRequest, asked: AskedEvaluation, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> EvaluationPage:
    """An agency. Raises NotFound, NotAllowed."""
    told = scores.score(request.viewer, asked.unit, asked.period)
    form = _form(asked, reverse("leader:evaluation", args=(asked.unit,)), typed=typed, errors=errors)
    return EvaluationPage(
        frame=leader_frame(request, title=f"{told.agency.unit.short_name} · {SUBJECT}", current=EVALUATION),
        eyebrow=f"{SUBJECT} · {told.agency.unit.name} · {period_vi(asked.period)}",
        sentence=_agency_sentence(told, asked),
        table=_lines(told, asked),
        notes=_notes((told,), asked),
        given=tuple(_given(told)),
        officers=_officers(request, told, asked),
        acts=tuple(_acts(request, told, asked)),
        files=_files(asked, "evaluation_file"),
        period=form,
        back=Link(text="Mọi cơ quan", href=asked.ranking),
        print_head=agency_head(told.agency.unit.id, on=clock.now().date()),
        errors=error_links(form.period, form.first, form.last),
    )


def agency_file(request: StaffRequest, asked: AskedEvaluation) -> EvaluationForm:
    """An agency as a form. Raises NotFound, NotAllowed."""
    return agency_form(scores.score(request.viewer, asked.unit, asked.period))


def _post(request: StaffRequest) -> Post:
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return post


def _form(asked: AskedEvaluation, action: str, *, typed: TypedPeriod, errors: Mapping[str, str] | None) -> PeriodForm:
    return replace(period_form(asked.period, typed=typed, errors=dict(errors or {})), action=action)


def _files(asked: AskedEvaluation, name: str) -> tuple[Link, ...]:
    return tuple(Link(text=text, href=asked.file(name, kind)) for kind, text in KINDS.items())


def _notes(found: tuple[AgencyScore, ...], asked: AskedEvaluation) -> tuple[str, ...]:
    if not found:
        return ()
    dated = f"Số liệu biết đến {instant_vi(found[0].as_of)}; hồ sơ có kết quả trong {days_vi(asked.period)}."
    return (dated, *notes_of(*found), *((SIMULATED,) if found[0].simulated else ()))


def _ranking_sentence(found: tuple[AgencyScore, ...], asked: AskedEvaluation) -> tuple[Part, ...]:
    whole = [one for one in found if one.score.total is not None]
    if not whole:
        count = sum(one.ballots for one in found)
        return sentence(
            "{ballots} phiếu đánh giá; chưa cơ quan nào đủ chín chỉ số để xếp hạng.",
            ballots=number_vi(count) if count else "Chưa có",
        )
    best = whole[0]
    return sentence(
        "{count} trong {all} cơ quan đủ chín chỉ số; cao nhất là {unit}: {points} trên {most} điểm, loại {grade}.",
        count=number_vi(len(whole)),
        all=number_vi(len(found)),
        unit=Part(text=best.agency.unit.short_name, href=asked.of_unit(best.agency.unit.key).agency),
        points=points_vi(best.score.total),
        most=number_vi(best.told.most),
        grade=best.grade.label.lower() if best.grade else "",
    )


def _ranking(found: tuple[AgencyScore, ...], asked: AskedEvaluation) -> Table:
    numbers = found[0].told.numbers if found else ()
    columns = (
        Column(label="Cơ quan"),
        Column(label="Phiếu", numeric=True),
        Column(label="Hồ sơ có kết quả", numeric=True),
        *(Column(label=f"Chỉ số {number}", numeric=True, minor=True) for number in numbers),
        Column(label="Tổng", numeric=True),
        Column(label="Xếp loại"),
    )
    return Table(
        caption=f"Các cơ quan, {period_vi(asked.period)}",
        columns=columns,
        rows=tuple(_ranked(place, one, asked) for place, one in enumerate(found, start=1)),
    )


def _ranked(place: int, one: AgencyScore, asked: AskedEvaluation) -> Row:
    own = asked.of_unit(one.agency.unit.key)
    ranked = f"{place}. " if one.score.total is not None else ""
    return Row(
        cells=(
            Cell(text=f"{ranked}{one.agency.unit.short_name}", href=own.agency),
            Cell(text=number_vi(one.ballots), href=own.ballots() if one.ballots else "", badge=few_badge(one)),
            Cell(text=number_vi(one.settled)),
            *(Cell(text=points_vi(line.points), href=_opens(line, own)) for line in one.lines),
            Cell(text=points_vi(one.score.total)),
            Cell(text=one.grade.label if one.grade else missing_vi(one)),
        )
    )


def _opens(line: Line, asked: AskedEvaluation) -> str:
    """An average opens the ballots behind it."""
    return asked.ballots(line.number) if line.by_ballot and line.answers else ""


def _agency_sentence(told: AgencyScore, asked: AskedEvaluation) -> tuple[Part, ...]:
    ballots_said = Part(
        text=f"{number_vi(told.ballots)} phiếu" if told.ballots else "chưa có phiếu",
        href=asked.ballots() if told.ballots else "",
    )
    if told.score.total is None:
        return sentence(
            "{unit} chưa đủ điểm: {missing}; {ballots} trên {settled} hồ sơ có kết quả.",
            unit=told.agency.unit.short_name,
            missing=missing_vi(told),
            ballots=ballots_said,
            settled=number_vi(told.settled),
        )
    return sentence(
        "{unit} được {points} trên {most} điểm, xếp loại {grade}, theo {ballots} trên {settled} hồ sơ có kết quả.",
        unit=told.agency.unit.short_name,
        points=points_vi(told.score.total),
        most=number_vi(told.told.most),
        grade=grade_vi(told).lower(),
        ballots=ballots_said,
        settled=number_vi(told.settled),
    )


_LINES = (
    Column(label="Chỉ số"),
    Column(label="Điểm chuẩn", numeric=True, minor=True),
    Column(label="Số phiếu", numeric=True),
    Column(label="Theo phiếu", numeric=True),
    Column(label="Tự chấm", numeric=True),
    Column(label="Thẩm định", numeric=True),
    Column(label="Ghi chú"),
)


def _lines(told: AgencyScore, asked: AskedEvaluation) -> Table:
    total = Row(
        cells=(
            Cell(text=f"Tổng điểm {points_vi(told.score.total)}"),
            Cell(text=number_vi(told.told.most)),
            Cell(text=number_vi(told.ballots), badge=few_badge(told)),
            *(Cell(),) * 3,
            Cell(text=grade_vi(told)),
        ),
        total=True,
    )
    return Table(
        caption="Chín chỉ số", columns=_LINES, rows=(*(_line(line, told, asked) for line in told.lines), total)
    )


def _line(line: Line, told: AgencyScore, asked: AskedEvaluation) -> Row:
    opens = _opens(line, asked)
    return Row(
        cells=(
            Cell(text=f"{line.number}. {line.label}"),
            Cell(text=number_vi(told.told.criteria.most)),
            Cell(text=number_vi(line.answers) if line.by_ballot else "", href=opens),
            Cell(text=points_vi(line.average) if line.by_ballot else "", href=opens),
            Cell(text="" if line.by_ballot else points_vi(line.own)),
            Cell(text="" if line.by_ballot else points_vi(line.appraised)),
            Cell(text=beside_vi(line), note=line.note),
        )
    )


def _given(told: AgencyScore) -> Iterator[str]:
    """Who gave the points that no ballot tells of, and when."""
    given = told.standing
    names = people.names_of(each.by_id for each in (given.own, given.appraised) if each and each.by_id is not None)
    for words, each in (("Tự chấm", given.own), ("Thẩm định", given.appraised)):
        if each is not None:
            yield f"{words}: {names.get(each.by_id or 0, 'người vận hành')}, {instant_vi(each.at)}."
    if given.own is None:
        yield f"Các chỉ số {', '.join(told.told.criteria.by_self)}: cơ quan chưa tự chấm kỳ này."
    elif given.appraised is None:
        yield "Điểm tự chấm chưa được cấp trên thẩm định nên chưa tính."


def _acts(request: StaffRequest, told: AgencyScore, asked: AskedEvaluation) -> Iterator[Link]:
    unit, given = told.agency.unit, told.standing
    if places.agency_root(unit.id) != unit.id or ".." in asked.period.id:
        return
    numbers = ", ".join(told.told.criteria.by_self)
    if is_own_head(request.viewer, unit.id):
        yield Link(text=f"{'Chấm lại' if given.own else 'Tự chấm'} chỉ số {numbers}", href=asked.points("tu-cham"))
    elif given.own is not None and is_head_above(request.viewer, unit.id):
        text = "Thẩm định lại" if given.appraised else "Thẩm định điểm tự chấm"
        yield Link(text=text, href=asked.points("tham-dinh"))


def _officers(request: StaffRequest, told: AgencyScore, asked: AskedEvaluation) -> Table | None:
    """Who worked on the dossiers with ballots: for the head of the agency and for inspectors."""
    if not ballots.heads_or_inspects(request.viewer, told.agency.unit.id):
        return None
    found = ballots.officers(told, request.viewer)
    if not found:
        return None
    numbers = told.told.criteria.of_officer
    columns = (
        Column(label="Công chức"),
        Column(label="Phiếu", numeric=True),
        *(Column(label=f"Chỉ số {number}", numeric=True, minor=True) for number in numbers),
        Column(label=f"Tổng trên {told.told.most_of_officer}", numeric=True),
    )
    return Table(
        caption="Người giải quyết hồ sơ có phiếu",
        columns=columns,
        rows=tuple(_officer(one, numbers, asked) for one in found),
    )


def _officer(one: OfficerScore, numbers: tuple[str, ...], asked: AskedEvaluation) -> Row:
    whole = one.score.total is not None
    return Row(
        cells=(
            Cell(text=one.name or f"tài khoản {one.account_id}", href=asked.officer(one.account_id)),
            Cell(text=number_vi(one.ballots)),
            *(Cell(text=points_vi(one.score.parts[number])) for number in numbers),
            Cell(text=points_vi(one.score.total), note="" if whole else missing_of(one.score)),
        )
    )
