"""Scores of QĐ 766 as pages: all units in sight, and the sheet of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import ABSENT, instant_vi, number_vi, working_span_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import AgencyHead, EmptyState, Figure, Link, Part
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import days_vi, period_form, period_vi
from motcua.desks.leader.scores.forms import AskedScore
from motcua.desks.leader.scores.pages import RankingPage, ScoreSheetPage
from motcua.desks.leader.scores.words import aside_vi, given_vi, grade_vi, known_vi, points_vi, range_vi, ratio_vi
from motcua.law.types import ScoreRule
from motcua.records import clock
from motcua.records.measures.queries import Part as PartOf
from motcua.records.scoring.scores import UnitScore, unit_score, unit_scores
from motcua.records.scoring.sources import Origin
from motcua.records.scoring.words import FLAGS
from motcua.rules.qd766.scoring import Counted, Scored, Standing, total_of

SCORES = "scores"
INDEX = "Bộ chỉ số 766"

_FIVE = (
    "Phiếu xếp sáu nhóm; nếu tính năm nhóm như lời văn của Quyết định thì thanh toán trực tuyến nằm trong dịch vụ công "
    "trực tuyến (22 điểm)."
)
_RANGE = (
    "Chỉ số chưa có dữ liệu không tính là 0 cũng không cho điểm sẵn: tổng là một khoảng, từ điểm đã biết đến điểm nếu "
    "mọi chỉ số còn thiếu đạt tối đa."
)


def ranking_page(
    request: StaffRequest, asked: AskedScore, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> RankingPage:
    """All units in sight for a period."""
    found = unit_scores(request.viewer, asked.period, as_of=asked.as_of)
    form = _form(asked, reverse("leader:scores"), typed=typed, errors=errors)
    return RankingPage(
        frame=leader_frame(request, title=f"{INDEX} · {period_vi(asked.period)}", current=SCORES),
        eyebrow=f"{INDEX} · {period_vi(asked.period)}",
        sentence=_ranking_sentence(found, asked),
        notes=(_RANGE, *_notes(found)),
        table=_ranking(found, asked),
        period=form,
        print_head=print_head(request),
        empty=None if found else EmptyState(title="Không có đơn vị nào để chấm", text="Bạn chưa được xem đơn vị nào."),
        errors=error_links(form.period, form.first, form.last),
    )


def sheet_page(
    request: StaffRequest, asked: AskedScore, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> ScoreSheetPage:
    """The sheet of a unit. Raises as `records.scoring.scores.unit_score`."""
    told = unit_score(request.viewer, asked.unit, asked.period, as_of=asked.as_of)
    fixed = replace(asked, known_at=told.as_of)
    form = _form(asked, reverse("leader:score", args=(asked.unit,)), typed=typed, errors=errors)
    return ScoreSheetPage(
        frame=leader_frame(request, title=f"{told.scored.unit.short_name} · {INDEX}", current=SCORES),
        eyebrow=f"{INDEX} · {told.scored.unit.name} · {period_vi(asked.period)}",
        sentence=_sheet_sentence(told),
        notes=(*_notes((told,)), _FIVE),
        groups=tuple(_groups(told)),
        rows=_rows(told, fixed),
        gains=_gains(told, fixed),
        gains_note="Số ít nhất trong phần chưa đạt cần đạt thêm, khi mẫu số giữ nguyên.",
        links=(
            Link(text="So các tháng", href=asked.months),
            Link(text="Mọi đơn vị", href=asked.ranking),
        ),
        period=form,
        print_head=print_head(request),
        errors=error_links(form.period, form.first, form.last),
    )


def print_head(request: StaffRequest) -> AgencyHead:
    """The head of a printed page."""
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return agency_head(post.unit_id, on=clock.now().date())


def _form(asked: AskedScore, action: str, *, typed: TypedPeriod, errors: Mapping[str, str] | None) -> PeriodForm:
    return replace(period_form(asked.period, typed=typed, errors=dict(errors or {})), action=action)


def _ranking_sentence(found: tuple[UnitScore, ...], asked: AskedScore) -> tuple[Part, ...]:
    if not found:
        return (Part(text="Chưa có đơn vị nào để chấm điểm."),)
    best = found[0]
    total = best.score.total
    return sentence(
        "{count} đơn vị; nhiều điểm đã biết nhất là {unit}: {known} trên {possible} điểm của các chỉ số có dữ liệu.",
        count=number_vi(len(found)),
        unit=Part(text=best.scored.unit.short_name, href=asked.of_unit(best.scored.unit.key).sheet),
        known=points_vi(total.known),
        possible=number_vi(total.possible),
    )


def _sheet_sentence(told: UnitScore) -> tuple[Part, ...]:
    total = told.score.total
    if total.is_complete:
        text = "{unit} được {known} trên 100 điểm, xếp loại {grade}."
    else:
        text = "{unit}: biết {known} trên {possible} điểm; tổng từ {known} đến {most} trên 100, xếp loại {grade}."
    return sentence(
        text,
        unit=told.scored.unit.short_name,
        known=points_vi(total.known),
        possible=number_vi(total.possible),
        most=points_vi(total.most),
        grade=" đến ".join(dict.fromkeys((told.lowest.label.lower(), told.highest.label.lower()))),
    )


def _notes(found: Iterable[UnitScore]) -> tuple[str, ...]:
    """What a reader must know of sheets as a whole, each thing once."""
    listed = list(found)
    if not listed:
        return ()
    first = listed[0]
    doubt = "" if first.certain else f" Điểm và ngưỡng chờ kiểm chứng. {first.note}"
    dated = f"Số liệu đến {instant_vi(first.as_of)}, {days_vi(first.period)}; phiếu điểm áp dụng từ {_since(first)}."
    flags = dict.fromkeys(flag for each in listed for flag in each.flags)
    return (f"{dated}{doubt}", *(f"{FLAGS[flag][:1].upper()}{FLAGS[flag][1:]}." for flag in flags))


def _since(told: UnitScore) -> str:
    return f"{told.since:%d/%m/%Y}"


def _ranking(found: tuple[UnitScore, ...], asked: AskedScore) -> Table:
    groups = found[0].score.sheet.groups if found else ()
    columns = (
        Column(label="Đơn vị"),
        *(Column(label=f"{group.short} / {group.points}", numeric=True, minor=True) for group in groups),
        Column(label="Đã biết", numeric=True),
        Column(label="Tổng trên 100", numeric=True),
        Column(label="Xếp loại"),
    )
    return Table(
        caption=f"Điểm các đơn vị, {period_vi(asked.period)}",
        columns=columns,
        rows=tuple(_ranked(place, told, asked) for place, told in enumerate(found, start=1)),
    )


def _ranked(place: int, told: UnitScore, asked: AskedScore) -> Row:
    total = told.score.total
    groups = (total_of(told.score.group(group.id)) for group in told.score.sheet.groups)
    return Row(
        cells=(
            Cell(text=f"{place}. {told.scored.unit.short_name}", href=asked.of_unit(told.scored.unit.key).sheet),
            *(Cell(text=points_vi(each.known) if each.possible else ABSENT) for each in groups),
            Cell(text=known_vi(total, of=total.possible)),
            Cell(text=range_vi(total)),
            Cell(text=grade_vi(told)),
        )
    )


def _groups(told: UnitScore) -> Iterator[Figure]:
    for group in told.score.sheet.groups:
        rows = [each for each in told.score.group(group.id) if each.row.points]
        total = total_of(rows)
        known = sum(not each.is_open for each in rows)
        yield Figure(
            value=known_vi(total, of=group.points) if known else ABSENT,
            label=group.label.lower(),
            note=f"biết {known} trong {len(rows)} chỉ số có điểm",
        )


_COLUMNS = (
    Column(label="Chỉ số"),
    Column(label="Tử số", numeric=True),
    Column(label="Mẫu số", numeric=True),
    Column(label="Tỷ lệ", numeric=True),
    Column(label="Ngưỡng", numeric=True, minor=True),
    Column(label="Điểm", numeric=True),
    Column(label="Lưu ý"),
)


def _rows(told: UnitScore, asked: AskedScore) -> Table:
    rows: list[Row] = []
    for group in told.score.sheet.groups:
        members = told.score.group(group.id)
        total = total_of(members)
        cells = [Cell(text=group.label), *[Cell()] * 4, Cell(text=known_vi(total, of=group.points)), Cell()]
        rows.append(Row(cells=tuple(cells), total=True))
        rows += [_row(told, each, replace(asked, row=each.row.id)) for each in members]
    return Table(caption="Phiếu điểm", columns=_COLUMNS, rows=tuple(rows))


def _row(told: UnitScore, each: Scored, asked: AskedScore) -> Row:
    row = each.row
    return Row(
        cells=(
            Cell(text=f"{row.id} {row.label}", href=asked.of_row(row.id)),
            *numbers(told, each, asked),
            Cell(text=f"{row.threshold}%" if row.threshold else ABSENT),
            Cell(text=given_vi(each)),
            Cell(text=aside_vi(told, each)),
        ),
        below=1,
    )


def numbers(told: UnitScore, each: Scored, asked: AskedScore) -> tuple[Cell, Cell, Cell]:
    """Numerator, denominator and ratio of a row; each number opens its dossiers, its procedures or its declaration."""
    counted = each.counted
    if counted is None:
        return Cell(text=ABSENT), Cell(text=ABSENT), Cell(text=ABSENT)
    if told.inputs[each.row.id].origin is Origin.FIGURE and each.row.rule is ScoreRule.WATCHED and _is_average(each):
        return _average(counted, asked)
    above, below, rest = (_opens(told, each, asked, part) for part in PartOf)
    return (
        Cell(text=number_vi(counted.numerator), href=above if counted.numerator else ""),
        Cell(text=number_vi(counted.denominator), href=below if counted.denominator else ""),
        Cell(text=ratio_vi(counted.ratio), href=rest if each.standing is Standing.SCORED else ""),
    )


def _opens(told: UnitScore, each: Scored, asked: AskedScore, part: PartOf) -> str:
    """Dossiers of a figure; what counts procedures or was declared is told on the page of the row."""
    counts_dossiers = told.inputs[each.row.id].origin is Origin.FIGURE
    return asked.dossiers(part) if counts_dossiers else asked.of_row(each.row.id)


AVERAGES = frozenset({"2.2"})
"""Rows whose numerator is a sum of working minutes and whose denominator counts dossiers."""


def _is_average(each: Scored) -> bool:
    return each.row.id in AVERAGES


def _average(counted: Counted, asked: AskedScore) -> tuple[Cell, Cell, Cell]:
    minutes = counted.numerator / counted.denominator if counted.denominator else None
    return (
        Cell(text=f"{number_vi(counted.numerator)} phút"),
        Cell(
            text=number_vi(counted.denominator), href=asked.dossiers(PartOf.DENOMINATOR) if counted.denominator else ""
        ),
        Cell(text=ABSENT if minutes is None else working_span_vi(round(minutes))),
    )


_GAINS = (Column(label="Chỉ số"), Column(label="Đang có", numeric=True), Column(label="Cần thêm"))


def _gains(told: UnitScore, asked: AskedScore) -> Table:
    """Rows below their maximum, those that need the fewest first; what cannot gain a whole point comes last."""
    below = [
        each
        for each in told.score.rows
        if each.standing is Standing.SCORED and each.points is not None and each.points < each.row.points
    ]
    below.sort(key=lambda each: (each.gain is None, each.gain or 0))
    return Table(
        caption="Cần thêm gì để được một điểm",
        columns=_GAINS,
        rows=tuple(
            Row(
                cells=(
                    Cell(text=f"{each.row.id} {each.row.label}", href=asked.of_row(each.row.id)),
                    Cell(text=given_vi(each)),
                    _needed(told, each, replace(asked, row=each.row.id)),
                )
            )
            for each in below
        ),
    )


def _needed(told: UnitScore, each: Scored, asked: AskedScore) -> Cell:
    if each.gain is None:
        assert each.points is not None
        return Cell(text=f"không thể thêm trọn một điểm: chỉ còn thiếu {points_vi(each.row.points - each.points)}")
    what = {Origin.FIGURE: "hồ sơ", Origin.CATALOGUE: "thủ tục"}.get(told.inputs[each.row.id].origin, "đơn vị đếm")
    return Cell(text=f"{number_vi(each.gain)} {what}", href=_opens(told, each, asked, PartOf.REST))
