"""A line through the months or weeks of a period, against the same days of the year before where they are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor

from motcua.desks.frame.charts.lines import Dot, Step, line_chart
from motcua.desks.frame.charts.picture import Picture, key_item
from motcua.desks.frame.formats import capitalised, date_vi, decimal_vi, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.asking import INDICATORS, PACES, Measure, Pace
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Choice, Shown
from motcua.desks.leader.periods import days_vi
from motcua.records.measures import queries as measures
from motcua.records.measures.comparators import Comparator, comparators
from motcua.records.measures.earlier import a_year_on, earlier_parts
from motcua.records.measures.figures import Count, Figure
from motcua.rules.period import Period
from motcua.rules.period import period as period_of

SLUG, TITLE = "cung-ky", "So với cùng kỳ"
NO_COMPARATOR = "không có số liệu cùng kỳ"

_LABELS = {Measure.ON_TIME: "Đúng hạn", Measure.ONLINE: "Trực tuyến", Measure.RECEIVED: "Tiếp nhận"}
_SPOKEN = {
    Measure.ON_TIME: "Tỷ lệ đúng hạn theo ngày",
    Measure.ONLINE: "Tỷ lệ hồ sơ trực tuyến",
    Measure.RECEIVED: "Số hồ sơ tiếp nhận",
}
_PACES = {Pace.MONTH: "Theo tháng", Pace.WEEK: "Theo tuần"}
_PARTS = {Measure.ON_TIME: "rest", Measure.ONLINE: "numerator", Measure.RECEIVED: "denominator"}
_KEY = (
    key_item('<path class="now" d="M0 6H14"/><circle class="point" cx="7" cy="6" r="3"/>', "kỳ này"),
    key_item('<path class="before" d="M0 6H14"/>', "cùng kỳ năm trước"),
    key_item('<circle class="point open" cx="7" cy="6" r="3.5"/>', "chưa trọn tháng, tuần"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    """A month or week of the period: its days within it, and its count."""

    days: Period
    label: str
    tick: str
    count: Count
    cut: bool


def against(look: Look) -> Shown:
    """The line of a period and what it is compared with."""
    measure = look.asked.measure
    figure = measures.figure(look.viewer, INDICATORS[measure], look.period, by=PACES[look.asked.pace], as_of=look.as_of)
    spans = [_span(group.key, group.count, look) for group in figure.groups]
    if not spans:
        nothing = (Part(text="Không có hồ sơ nào được tiếp nhận trong kỳ này."),)
        empty = EmptyState(title="Không có hồ sơ nào trong kỳ", text="Hãy chọn kỳ khác.")
        return Shown(slug=SLUG, title=TITLE, sentence=nothing, picture=None, empty=empty)
    parts = earlier_parts(look.viewer, figure.indicator.id, look.period)
    before = comparators(look.viewer, (figure.indicator.id,), look.period).get(figure.indicator.id)
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(figure, before, look),
        picture=_picture(spans, parts, look),
        notes=_notes(parts, before),
        choices=() if look.small else _choices(look),
        tables=() if look.small else (_table(spans, look), *_earlier(parts, measure)),
    )


def _span(key: str, count: Count, look: Look) -> _Span:
    if look.asked.pace is Pace.MONTH:
        whole = period_of(key)
        label, tick = f"tháng {whole.first:%m/%Y}", f"{whole.first.month}/{whole.first:%y}"
    else:
        monday = date.fromisoformat(key)
        whole = Period(id="", first=monday, last=monday + timedelta(days=6))
        label, tick = f"tuần {date_vi(monday)}", f"{monday:%d/%m}" if monday.day <= 7 else ""
    first, last = max(whole.first, look.period.first), min(whole.last, look.period.last)
    cut = (first, last) != (whole.first, whole.last) or last > look.as_of.date()
    return _Span(
        days=Period(id=f"{first}..{last}", first=first, last=last), label=label, tick=tick, count=count, cut=cut
    )


def _number(count: Count, measure: Measure) -> float | None:
    return (count.denominator or 0) if measure is Measure.RECEIVED else count.value


def _text(count: Count, measure: Measure, *, places: int = 1) -> str:
    return number_vi(count.denominator or 0) if measure is Measure.RECEIVED else percent_vi(count.value, places=places)


def _sentence(figure: Figure, before: Comparator | None, look: Look) -> tuple[Part, ...]:
    measure = look.asked.measure
    asked = look.figure(figure.indicator.id, part=_PARTS[measure])
    return sentence(
        "{what} {now}{before}.",
        what=_SPOKEN[measure],
        now=Part(text=_text(figure.total, measure, places=2), href=asked.href),
        before=f"; {_compared(figure.total, before, measure)}",
    )


def _compared(now: Count, before: Comparator | None, measure: Measure) -> str:
    if before is None:
        return NO_COMPARATOR
    told = f"cùng kỳ {_text(before.count, measure, places=2)}{' (giả định)' if before.invented else ''}"
    if measure is not Measure.RECEIVED:
        change = before.change(now)
        points = decimal_vi(abs(float(change.points)), places=2) if change else "0,00"
        if change is None or points == "0,00":
            return f"{told}, không đổi" if change else told
        return f"{told}, {'tăng' if change.points > 0 else 'giảm'} {points} điểm phần trăm"
    then, here = before.count.denominator or 0, now.denominator or 0
    if not then:
        return told
    return f"{told}, {'tăng' if here >= then else 'giảm'} {percent_vi(abs(here - then) / then, places=1)}"


def _notes(parts: Sequence[Comparator], before: Comparator | None) -> tuple[str, ...]:
    notes = ["Mỗi điểm là hồ sơ tiếp nhận trong tháng hoặc tuần ấy, kết quả tính đến lúc chốt số liệu."]
    if not parts:
        return (*notes, f"{capitalised(NO_COMPARATOR)}: chưa có hồ sơ của năm trước, chưa nạp số liệu của năm trước.")
    if any(part.invented for part in parts) or (before and before.invented):
        notes.append("Số liệu cùng kỳ là số liệu giả định để xem thử; không phải báo cáo của huyện.")
    notes.append("Vạch đứt là cùng kỳ năm trước, dài bằng khoảng thời gian có số liệu: tháng, quý hoặc cả kỳ.")
    return tuple(notes)


def _choices(look: Look) -> tuple[tuple[Choice, ...], ...]:
    asked = look.asked
    return (
        tuple(
            Choice(link=Link(text=label, href=replace(asked, measure=each).href), current=each is asked.measure)
            for each, label in _LABELS.items()
        ),
        tuple(
            Choice(link=Link(text=label, href=replace(asked, pace=each).href), current=each is asked.pace)
            for each, label in _PACES.items()
        ),
    )


def _picture(spans: Sequence[_Span], parts: Sequence[Comparator], look: Look) -> Picture:
    measure = look.asked.measure
    dots = [_dot(span, look) for span in spans]
    steps = [step for part in parts if (step := _step(part, spans, measure)) is not None]
    values = [value for value in (*(dot.value for dot in dots), *(step.value for step in steps)) if value is not None]
    low, high, marks = axis(values, share=measure is not Measure.RECEIVED)
    unit = "tháng" if look.asked.pace is Pace.MONTH else "tuần"
    summary = f"{_SPOKEN[measure]} qua {number_vi(len(spans))} {unit}"
    summary += "." if steps else f"; {NO_COMPARATOR}."
    svg = line_chart(dots, steps, title=TITLE, summary=summary, low=low, high=high, marks=marks)
    cut = any(dot.dim for dot in dots)
    key = tuple(item for item, told in zip(_KEY, (True, bool(steps), cut), strict=True) if told)
    return Picture(title=f"{_SPOKEN[measure]}, từng {unit}", summary=summary, svg=svg, key=key)


def _dot(span: _Span, look: Look) -> Dot:
    measure = look.asked.measure
    text = _text(span.count, measure)
    return Dot(
        value=_number(span.count, measure),
        text=text,
        label=f"{capitalised(span.label)}: {text}",
        href=_href(span, look),
        tick=span.tick,
        dim=span.cut,
    )


def _href(span: _Span, look: Look) -> str:
    if not span.count.denominator:
        return ""
    return look.figure(INDICATORS[look.asked.measure], period=span.days, part=_PARTS[look.asked.measure]).href


def _step(part: Comparator, spans: Sequence[_Span], measure: Measure) -> Step | None:
    """Where a part of the year before stands; a number of dossiers can be compared with one span of its length only."""
    first, last = a_year_on(part.period.first), a_year_on(part.period.last)
    covered = [place for place, span in enumerate(spans) if span.days.first <= last and first <= span.days.last]
    value = _number(part.count, measure)
    if not covered or value is None or (measure is Measure.RECEIVED and len(covered) > 1):
        return None
    return Step(first=covered[0], last=covered[-1], value=value, text=_text(part.count, measure))


Marks = tuple[tuple[float, str], ...]


def axis(values: Sequence[float], *, share: bool) -> tuple[float, float, Marks]:
    """From where to where values are drawn, and those named: of shares a part of the whole, of numbers from 0."""
    if share:
        step = _step_of(max(values) - min(values), (0.005, 0.01, 0.02, 0.05, 0.1, 0.2))
        low, high = max(floor(min(values) / step) * step, 0.0), min(ceil(max(values) / step + 1e-9) * step, 1.0)
        low = low if high - low >= step else max(high - step, 0.0)
        low, high = round(low, 6), round(high, 6)  # 0.1 + 0.2 is no round number
        places = 1 if step < 0.01 else 0
        return low, high, tuple((value, percent_vi(value, places=places)) for value in _along(low, high, step))
    high = max(values) or 1
    step = _step_of(high, tuple(base * 10**power for power in range(7) for base in (1, 2, 5)))
    top = ceil(high / step) * step
    return 0.0, top, tuple((value, number_vi(round(value))) for value in _along(0, top, step))


def _step_of(room: float, steps: Sequence[float]) -> float:
    return next((step for step in steps if room <= 3 * step), steps[-1])


def _along(low: float, high: float, step: float) -> list[float]:
    return [min(round(low + number * step, 6), high) for number in range(round((high - low) / step) + 1)]


def _table(spans: Sequence[_Span], look: Look) -> Table:
    measure = look.asked.measure

    def cells(span: _Span) -> Mapping[str, Cell]:
        number = Cell(text=_text(span.count, measure), href=_href(span, look))
        note = "chưa trọn" if span.cut else ""
        return {"span": Cell(text=capitalised(span.label), note=note), "number": number}

    rows = tuple(Row(cells=tuple(cells(span).values())) for span in spans)
    columns = (Column(label="Thời gian"), Column(label=_SPOKEN[measure], numeric=True))
    return Table(caption="Kỳ này", columns=columns, rows=rows)


def _earlier(parts: Sequence[Comparator], measure: Measure) -> tuple[Table, ...]:
    if not parts:
        return ()
    rows = tuple(
        Row(
            cells=(
                Cell(text=days_vi(part.period)),
                Cell(text=_text(part.count, measure, places=2)),
                Cell(text=part.source or "đếm trong hệ thống"),
            )
        )
        for part in parts
    )
    columns = (Column(label="Thời gian"), Column(label=_SPOKEN[measure], numeric=True), Column(label="Nguồn"))
    return (Table(caption="Cùng kỳ năm trước", columns=columns, rows=rows),)
