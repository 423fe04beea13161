"""A period at a glance: the sentence of the report, the figures kept apart, the units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.charts import ColumnChart, Value, column_chart, share_bar
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import (
    ABSENT,
    capitalised,
    date_vi,
    decimal_vi,
    instant_vi,
    number_vi,
    percent_vi,
)
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import Badge, Figure, Link, Part, Tone
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.asking import INDEX, AskedPicture
from motcua.desks.leader.asking import AS_OF, AskedFigure, TypedPeriod
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.overview import live
from motcua.desks.leader.overview.counting import (
    ALL,
    ON_TIME,
    ONLINE,
    OPEN,
    OVERDUE,
    SETTLED,
    Counted,
    UnitCounts,
    counted,
)
from motcua.desks.leader.overview.pages import OverviewNumbers, OverviewPage
from motcua.desks.leader.periods import days_vi, period_form, period_vi
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.measures.figures import Count
from motcua.records.measures.queries import Part as PartOf
from motcua.records.people.viewer import Post
from motcua.rules.comparison import Change
from motcua.rules.period import Period

NO_COMPARATOR = "không có số liệu cùng kỳ"
"""What stands where the same period of a year before is not known."""

_LEVELS = {Level.PROVINCE: "cấp tỉnh", Level.DISTRICT: "cấp huyện", Level.COMMUNE: "cấp xã"}
_OPENS = {ONLINE: PartOf.NUMERATOR}
"""Which list a ratio opens: what is missing from it, but for shares where the counted ones are of interest."""


def overview_page(
    request: StaffRequest,
    period: Period,
    *,
    typed: TypedPeriod,
    as_of: datetime | None = None,
    errors: Mapping[str, str] | None = None,
) -> OverviewPage:
    """The overview of a period for what the person may see, as known at a cut-off, its end or now."""
    now = clock.now()
    changes = as_of is None and period.end > now
    version = live.version(request.viewer, period) if changes else ""  # before the figures, which may know more
    numbers = overview_numbers(request, period, as_of=as_of)
    head = agency_head(_post(request).unit_id, on=now.date())
    told = dict(errors or {})
    form = period_form(period, typed=typed, errors=told)
    return OverviewPage(
        frame=leader_frame(request, title=f"Toàn cảnh {period_vi(period)}"),
        eyebrow=f"{head.agency} · {period_vi(period)}",
        note="Đã giải quyết chia cho tiếp nhận, không phải tỷ lệ đúng hạn. Mỗi con số mở ra danh sách hồ sơ của nó.",
        numbers=numbers,
        live=live.told(period, fixed=as_of, now=now, version=version),
        period=form,
        pictures=Link(text="Xem kỳ này bằng hình", href=AskedPicture(picture=INDEX, period=period, as_of=as_of).href),
        print_head=head,
        errors=error_links(form.period, form.first, form.last, general=[told[AS_OF]] if AS_OF in told else []),
    )


def overview_numbers(request: StaffRequest, period: Period, *, as_of: datetime | None = None) -> OverviewNumbers:
    """What of the overview changes."""
    found = counted(request.viewer, period, as_of=as_of)
    asked = AskedFigure(indicator=SETTLED, period=period, as_of=found.as_of)
    return OverviewNumbers(
        sentence=half_year_sentence(found, asked, single=not _post(request).descendants),
        as_of=_as_of(found, period),
        figures=tuple(_figure(found, name, asked) for name in ALL if name != SETTLED),
        units=_units(found, asked),
        units_note="Chiều dài thanh là số hồ sơ so với đơn vị đông nhất; phần đỏ là xong muộn, phần cuối là chưa xong.",
        rhythm=_rhythm(found, period),
    )


def _post(request: StaffRequest) -> Post:
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return post


def half_year_sentence(found: Counted, asked: AskedFigure, *, single: bool) -> tuple[Part, ...]:
    """Received, settled and their ratio as the report says them, by level; of one unit alone, by its name."""
    if single:
        spoken = [
            (each.unit.short_name, each.counts[SETTLED], replace(asked, unit=each.unit.key)) for each in found.units
        ]
    else:
        spoken = [(label, found.level(level), replace(asked, level=level.value)) for level, label in _LEVELS.items()]
    clauses = [each for each in spoken if each[1].denominator]
    if not clauses:
        return (Part(text="Không có hồ sơ nào được tiếp nhận trong kỳ này."),)
    parts: list[Part] = []
    for index, (name, count, of_it) in enumerate(clauses):
        parts += _clause(f"; {name}" if index else capitalised(name), count, of_it)
    return (*parts, Part(text="."))


def _clause(name: str, count: Count, asked: AskedFigure) -> tuple[Part, ...]:
    return sentence(
        "{name} tiếp nhận {received} hồ sơ, đã giải quyết {settled}, đạt {rate}",
        name=name,
        received=Part(text=number_vi(count.denominator or 0), href=asked.at(PartOf.DENOMINATOR).href),
        settled=Part(text=number_vi(count.numerator), href=asked.at(PartOf.NUMERATOR).href),
        rate=Part(text=percent_vi(count.value), href=asked.at(PartOf.REST).href),
    )


def _figure(found: Counted, name: str, asked: AskedFigure) -> Figure:
    figure = found.figures[name]
    total = figure.total
    of_it = replace(asked, indicator=name)
    if total.denominator is None:
        late = name == OVERDUE and total.numerator > 0
        return Figure(
            value=number_vi(total.numerator),
            label=figure.indicator.label.lower(),
            href=of_it.href,
            note=figure.indicator.formula,
            badge=Badge(tone=Tone.LATE, text="quá hạn") if late else None,
        )
    return Figure(
        value=percent_vi(total.value),
        label=figure.indicator.label.lower(),
        href=of_it.at(_OPENS.get(name, PartOf.REST)).href,
        note=f"{number_vi(total.numerator)} ÷ {number_vi(total.denominator)}: {figure.indicator.formula}; "
        f"{_comparator(found, name)}",
    )


def _comparator(found: Counted, name: str) -> str:
    """The same period a year before, how far it is from there, and whether anybody counted it."""
    before = found.before.get(name)
    if before is None:
        return NO_COMPARATOR
    invented = ", số liệu giả định" if before.invented else ""
    change = before.change(found.figures[name].total)
    return f"cùng kỳ {percent_vi(before.count.value)}{change_vi(change)}{invented}"


def change_vi(change: Change | None) -> str:
    """How far a ratio has come, in percentage points: ", tăng 1,52 điểm phần trăm"; nothing where it cannot be said."""
    if change is None:
        return ""
    points = decimal_vi(abs(float(change.points)), places=2)
    if points == "0,00":
        return ", không đổi"
    return f", {'tăng' if change.points > 0 else 'giảm'} {points} điểm phần trăm"


def _as_of(found: Counted, period: Period) -> str:
    simulated = " Dữ liệu mô phỏng." if found.figures[SETTLED].flags else ""
    version = found.figures[SETTLED].indicator.version
    return (
        f"Số liệu đến {instant_vi(found.as_of)}, tiếp nhận trong {days_vi(period)}, cách tính phiên bản {version}."
        f"{simulated}"
    )


_UNIT_COLUMNS = (
    Column(label="Đơn vị"),
    Column(label="Tiếp nhận", numeric=True),
    Column(label="Giải quyết", numeric=True),
    Column(label="Đúng hạn", numeric=True),
    Column(label="Khối lượng", minor=True),
    Column(label="Chưa xong", numeric=True),
    Column(label="Quá hạn", numeric=True),
)


def _units(found: Counted, asked: AskedFigure) -> Table:
    shown = [each for each in found.units if each.counts[SETTLED].denominator or each.counts[OPEN].numerator]
    full = max((each.counts[SETTLED].denominator or 0 for each in shown), default=0)
    rows = tuple(_unit_row(each, asked, full=full) for each in shown)
    return Table(caption="Các đơn vị", columns=_UNIT_COLUMNS, rows=rows)


def _unit_row(each: UnitCounts, asked: AskedFigure, *, full: int) -> Row:
    def number(name: str, count: int, part: PartOf = PartOf.NUMERATOR) -> Cell:
        of_it = replace(asked, indicator=name, unit=each.unit.key, part=part)
        return Cell(text=number_vi(count), href=of_it.href) if count else Cell(text=ABSENT)

    settled, on_time = each.counts[SETTLED], each.counts[ON_TIME]
    received = settled.denominator or 0
    overdue = number(OVERDUE, each.counts[OVERDUE].numerator)
    if overdue.href:
        overdue = Cell(href=overdue.href, badge=Badge(tone=Tone.LATE, text=f"{overdue.text} hồ sơ"))
    late = (on_time.denominator or 0) - on_time.numerator
    name = each.unit.short_name
    rate = replace(asked, indicator=ON_TIME, unit=each.unit.key, part=PartOf.REST).href if on_time.denominator else ""
    bar = share_bar(
        good=settled.numerator - late,
        late=late,
        open_=received - settled.numerator,
        full=full,
        text=f"{name}: {settled.numerator} đã giải quyết, {late} muộn, {received - settled.numerator} chưa xong",
    )
    return Row(
        cells=(
            Cell(text=name),
            number(SETTLED, received, PartOf.DENOMINATOR),
            number(SETTLED, settled.numerator),
            Cell(text=percent_vi(on_time.value, places=1), href=rate),
            Cell(bar=bar),
            number(OPEN, each.counts[OPEN].numerator),
            overdue,
        )
    )


def _rhythm(found: Counted, period: Period) -> ColumnChart | None:
    weeks = found.weeks.groups
    if not weeks:
        return None
    values = [_week(date.fromisoformat(week.key), week.count, found, period) for week in weeks]
    total = found.weeks.total
    return column_chart(
        values,
        title="Tỷ lệ trực tuyến theo tuần",
        summary=f"Cả kỳ {percent_vi(total.value)} hồ sơ nộp trực tuyến; tuần bị cắt ở đầu hoặc cuối kỳ vẽ nhạt.",
        label="Tuần",
        unit="Nộp trực tuyến",
    )


def _week(monday: date, count: Count, found: Counted, period: Period) -> Value:
    last = monday + timedelta(days=6)
    cut = monday < period.first or last > period.last or last > found.as_of.date()
    return Value(
        label=f"{date_vi(max(monday, period.first))}–{date_vi(min(last, period.last))}",
        number=round(1000 * (count.value or 0)),
        text=percent_vi(count.value, places=1),
        tick=f"{monday:%d/%m}" if monday.day <= 7 else "",
        dim=cut,
    )
