"""A row of a score sheet as a page, the dossiers behind it, and the months of a unit."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.formats import ABSENT, capitalised, date_vi, instant_vi, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Fact, Link, Pager
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.framing import leader_frame
from motcua.desks.leader.logs.pages import CasesPage
from motcua.desks.leader.periods import days_vi, period_vi
from motcua.desks.leader.scores.drawing import Month, months_drawing
from motcua.desks.leader.scores.forms import AskedScore
from motcua.desks.leader.scores.pages import MonthsPage, ScoreRowPage
from motcua.desks.leader.scores.presenters import AVERAGES, INDEX, SCORES, numbers, print_head
from motcua.desks.leader.scores.words import RULES, flags_vi, given_vi, known_vi, points_vi, range_vi, ratio_vi
from motcua.law.types import ScoreRow
from motcua.records import clock
from motcua.records.measures.queries import Part
from motcua.records.people import queries as people
from motcua.records.scoring import queries
from motcua.records.scoring.actions import row_on
from motcua.records.scoring.content import DeclaredView
from motcua.records.scoring.details import ProcedureCount, by_procedure, dossiers_behind
from motcua.records.scoring.scores import UnitScore, first_day, unit_score
from motcua.records.scoring.sources import SOURCES, Origin
from motcua.records.scoring.words import ORIGINS, STANDINGS
from motcua.rules.period import Period
from motcua.rules.period import period as period_of
from motcua.rules.qd766.scoring import Scored, Standing
from motcua.rules.refusal import Refusal

_MONTHS = 12


def row_page(request: StaffRequest, asked: AskedScore) -> ScoreRowPage:
    """How a row was scored. Raises NotFound for a row that the sheet of the period has not."""
    row = row_on(asked.row, asked.period)
    told = unit_score(request.viewer, asked.unit, asked.period, as_of=asked.as_of)
    each = told.score.row(row.id)
    assert each is not None  # the sheet of the same day
    fixed = replace(asked, known_at=told.as_of)
    unit = told.scored.unit
    return ScoreRowPage(
        frame=leader_frame(request, title=f"{row.id} {row.label} · {unit.short_name}", current=SCORES),
        eyebrow=f"{INDEX} · {unit.name} · {period_vi(asked.period)}",
        heading=f"{row.id} {row.label}",
        formula=f"{capitalised(row.formula)}.",
        value=_value(each),
        facts=_facts(told, each, fixed),
        notes=tuple(part for part in (*map(capitalised, flags_vi(told, each)), row.note) if part),
        procedures=_procedures(request, told, row, fixed),
        declarations=declarations(queries.history(unit.id, row.id, asked.period)),
        back=Link(text="Về phiếu điểm", href=asked.sheet),
        print_head=print_head(request),
    )


def _value(each: Scored) -> str:
    if each.points is None or each.standing is Standing.WATCHED:
        return STANDINGS[each.standing]
    return given_vi(each)


def _facts(told: UnitScore, each: Scored, asked: AskedScore) -> tuple[Fact, ...]:
    labels = ("Tử số", "Mẫu số", "Tỷ lệ")
    cells = numbers(told, each, asked)
    here = asked.of_row(each.row.id)
    counts = (
        Fact(label=label, value=cell.text, href="" if cell.href == here else cell.href)
        for label, cell in zip(labels, cells, strict=True)
    )
    factor = each.counted.factor if each.counted else None
    source = SOURCES.get(each.row.id)
    multiplied = bool(source and source.synchronised and factor is not None)
    given = told.inputs[each.row.id]
    return (
        *counts,
        *((Fact(label="Nhân tỷ lệ đồng bộ", value=ratio_vi(factor)),) if multiplied else ()),
        Fact(label="Cách cho điểm", value=RULES[each.row.rule], note=_threshold(each.row)),
        Fact(label="Nguồn số", value=ORIGINS[given.origin if each.counted else Origin.NONE], note=given.indicator),
        Fact(label="Kỳ", value=days_vi(told.period)),
        Fact(label="Tính đến", value=instant_vi(told.as_of)),
        Fact(label="Căn cứ", value="766/QĐ-TTg", note="" if told.certain else "chờ kiểm chứng"),
    )


def _threshold(row: ScoreRow) -> str:
    return f"ngưỡng {row.threshold}%, tối đa {row.points} điểm" if row.threshold else f"tối đa {row.points} điểm"


_BY_DOSSIER = (
    Column(label="Thủ tục"),
    Column(label="Tử số", numeric=True),
    Column(label="Mẫu số", numeric=True),
    Column(label="Còn lại", numeric=True),
    Column(label="Tỷ lệ", numeric=True),
)
_BY_PROCEDURE = (Column(label="Thủ tục"), Column(label="Được tính"))


def _procedures(request: StaffRequest, told: UnitScore, row: ScoreRow, asked: AskedScore) -> Table | None:
    if not row.by_procedure or row.id not in SOURCES or row.id in AVERAGES:
        return None
    found = by_procedure(request.viewer, told.scored, row.id, asked.period, as_of=told.as_of)
    if not found:
        return None
    caption = f"Theo thủ tục: {number_vi(len(found))} thủ tục, phần còn thiếu nhiều nhất ở trên"
    if SOURCES[row.id].tally:
        rows = tuple(Row(cells=(_name(each), Cell(text="có" if each.numerator else "chưa"))) for each in found)
        return Table(caption=caption, columns=_BY_PROCEDURE, rows=rows)
    return Table(caption=caption, columns=_BY_DOSSIER, rows=tuple(_procedure(each, asked) for each in found))


def _name(each: ProcedureCount) -> Cell:
    return Cell(text=each.name, note=each.code)


def _procedure(each: ProcedureCount, asked: AskedScore) -> Row:
    def number(count: int, part: Part) -> Cell:
        href = asked.dossiers(part, procedure=each.code) if count else ""
        return Cell(text=number_vi(count) if count else ABSENT, href=href)

    rate = each.numerator / each.denominator if each.denominator else None
    return Row(
        cells=(
            _name(each),
            number(each.numerator, Part.NUMERATOR),
            number(each.denominator, Part.DENOMINATOR),
            number(each.denominator - each.numerator, Part.REST),
            Cell(text=percent_vi(rate)),
        )
    )


def dossiers_page(request: StaffRequest, asked: AskedScore) -> CasesPage:
    """The dossiers that a row counted. Raises Refusal for a row that counts none."""
    row = row_on(asked.row, asked.period)
    source = SOURCES.get(row.id)
    if source is None or source.tally:
        raise Refusal("row", "Chỉ số {row} không đếm hồ sơ; hãy mở lại từ phiếu điểm.", row=row.id)
    told = unit_score(request.viewer, asked.unit, asked.period, as_of=asked.known_at or asked.as_of)
    part = asked.part or Part.NUMERATOR
    rows, after = dossiers_behind(
        request.viewer,
        told.scored,
        source.indicator,
        asked.period,
        part=part,
        procedure=asked.procedure,
        as_of=told.as_of,
        after=asked.after,
    )
    which = f", thủ tục {asked.procedure}" if asked.procedure else ""
    heading = f"{row.id} {row.label}: {_PARTS[part]}"
    return CasesPage(
        frame=leader_frame(request, title=f"{heading} · {told.scored.unit.short_name}", current=SCORES),
        heading=heading,
        sentence=f"{told.scored.unit.name}, {period_vi(asked.period)}, tính đến {instant_vi(told.as_of)}{which}.",
        tabs=(),
        table=dossier_table(rows, caption=heading),
        back=Link(text="Về chỉ số", href=asked.of_row(row.id)),
        empty=None if rows else EmptyState(title="Không có hồ sơ nào", text="Phần này không có hồ sơ nào."),
        pager=_pager(asked, part, shown=len(rows), after=after),
    )


_PARTS = {
    Part.NUMERATOR: "hồ sơ được tính",
    Part.DENOMINATOR: "mọi hồ sơ trong mẫu số",
    Part.REST: "hồ sơ chưa đạt",
}


def _pager(asked: AskedScore, part: Part, *, shown: int, after: int) -> Pager | None:
    if not (after or asked.after):
        return None
    further = asked.dossiers(part, procedure=asked.procedure, after=after) if after else ""
    return Pager(summary=f"{number_vi(shown)} hồ sơ trên trang này", next_href=further)


_DECLARATIONS = (
    Column(label="Khai lúc"),
    Column(label="Tử số", numeric=True),
    Column(label="Mẫu số", numeric=True),
    Column(label="Văn bản"),
    Column(label="Người khai", minor=True),
    Column(label="Lý do sửa", minor=True),
)


def declarations(found: tuple[DeclaredView, ...]) -> Table | None:
    """Every declaration of a row for a period, the latest first; None where there is none."""
    if not found:
        return None
    names = people.names_of(each.by_id for each in found if each.by_id)
    return Table(
        caption="Các lần khai, lần mới nhất được dùng",
        columns=_DECLARATIONS,
        rows=tuple(
            Row(
                cells=(
                    Cell(text=instant_vi(each.at)),
                    Cell(text="đã rút" if each.numerator is None else number_vi(each.numerator)),
                    Cell(text=ABSENT if each.denominator is None else number_vi(each.denominator)),
                    Cell(text=each.document, note=date_vi(each.document_date)),
                    Cell(text=names.get(each.by_id or 0, "Người vận hành")),
                    Cell(text=each.ground or ABSENT),
                )
            )
            for each in found
        ),
    )


_MONTH_COLUMNS = (
    Column(label="Tháng"),
    Column(label="Đã biết", numeric=True),
    Column(label="Tổng trên 100", numeric=True),
)


def months_page(request: StaffRequest, asked: AskedScore) -> MonthsPage:
    """The months of the year of a period that have begun."""
    found = [(each, unit_score(request.viewer, asked.unit, each)) for each in _months(asked.period)]
    year = asked.period.last.year
    shown = [each for each in found if each[1].score.total.possible]
    name = found[0][1].scored.unit if found else None
    drawn = [
        Month(label=f"{month.first.month}", known=told.score.total.known, most=told.score.total.most)
        for month, told in shown
    ]
    return MonthsPage(
        frame=leader_frame(request, title=f"{INDEX} theo tháng, {year}", current=SCORES),
        eyebrow=f"{INDEX} · {name.name if name else asked.unit}",
        heading=f"Điểm từng tháng năm {year}",
        note="Đường liền là điểm đã biết, đường đứt là tổng cao nhất có thể; ở giữa là các chỉ số chưa có dữ liệu.",
        drawing=months_drawing(drawn, label=_summary(drawn, year)),
        table=Table(
            caption=f"Điểm từng tháng năm {year}",
            caption_hidden=True,
            columns=_MONTH_COLUMNS,
            rows=tuple(_month(month, told, asked) for month, told in shown),
        ),
        links=_years(asked),
        back=Link(text="Về phiếu điểm", href=asked.sheet),
        print_head=print_head(request),
        empty=None if shown else EmptyState(title="Chưa có tháng nào có dữ liệu", text="Hãy chọn năm khác."),
    )


def _months(period: Period) -> list[Period]:
    today, year = clock.now().date(), period.last.year
    months = (period_of(f"{year}-{month:02d}") for month in range(1, _MONTHS + 1))
    return [each for each in months if each.first <= today and each.last >= first_day()]


def _month(month: Period, told: UnitScore, asked: AskedScore) -> Row:
    total = told.score.total
    href = replace(asked, period=month, as_of=None).sheet
    return Row(
        cells=(
            Cell(text=f"tháng {month.first:%m/%Y}", href=href, note=_running(month, told)),
            Cell(text=known_vi(total, of=total.possible)),
            Cell(text=range_vi(total)),
        )
    )


def _running(month: Period, told: UnitScore) -> str:
    return "chưa hết tháng" if told.as_of < month.end else ""


def _summary(drawn: list[Month], year: int) -> str:
    told = "; ".join(f"tháng {each.label}: {points_vi(each.known)} đến {points_vi(each.most)}" for each in drawn)
    return f"Điểm từng tháng năm {year}. {told}."


def _years(asked: AskedScore) -> tuple[Link, ...]:
    year = asked.period.last.year - 1
    before = replace(asked, period=period_of(f"{year}"), as_of=None)
    return (Link(text=f"Năm {year}", href=before.months),) if before.period.last >= first_day() else ()
