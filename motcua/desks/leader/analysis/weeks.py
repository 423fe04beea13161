"""Units by weeks: the share on time, or how much was received, each field leading to its dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from motcua.desks.frame.charts.grid import Field, heat_map
from motcua.desks.frame.charts.picture import Picture
from motcua.desks.frame.charts.shades import AMOUNT, LATENESS, NONE, Shade, key_of, shade_of
from motcua.desks.frame.formats import ABSENT, date_vi, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.asking import INDICATORS, Measure
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Choice, Shown
from motcua.records.measures.crossing import by_unit_and_week, mondays, week
from motcua.records.measures.figures import Count

SLUG, TITLE = "tuan", "Từng đơn vị, từng tuần"
MOST_WEEKS = 53
"""Drawn side by side: those of a year; of a longer period, its last ones."""

_LABELS = {Measure.ON_TIME: "Tỷ lệ đúng hạn", Measure.RECEIVED: "Số tiếp nhận"}
_NOTES = {
    Measure.ON_TIME: "Số trong ô là phần trăm đúng hạn theo ngày của hồ sơ tiếp nhận trong tuần; ô trống: chưa có hồ "
    "sơ nào có kết quả và ngày hẹn. Tuần có ít hồ sơ thì một hồ sơ muộn cũng làm tỷ lệ thấp hẳn.",
    Measure.RECEIVED: "Số trong ô là số hồ sơ tiếp nhận trong tuần.",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cells:
    """What is drawn: the counts by unit and Monday, and the names of the units."""

    counts: Mapping[str, Mapping[date, Count]]
    weeks: Sequence[date]
    names: Mapping[str, str]
    measure: Measure
    most: int

    def of(self, key: str, monday: date) -> Count | None:
        return self.counts[key].get(monday)


def weeks(look: Look) -> Shown:
    """The weeks of a period, unit by unit."""
    cells = _counted(look)
    if not cells.counts:
        nothing = (Part(text="Không có hồ sơ nào được tiếp nhận trong kỳ này."),)
        empty = EmptyState(title="Không có hồ sơ nào trong kỳ", text="Hãy chọn kỳ khác.")
        return Shown(slug=SLUG, title=TITLE, sentence=nothing, picture=None, empty=empty)
    left_out = len(mondays(look.period)) - len(cells.weeks)
    long = f"Kỳ dài: chỉ vẽ {number_vi(len(cells.weeks))} tuần cuối, bỏ {number_vi(left_out)} tuần đầu."
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(cells, look),
        picture=_picture(cells, look),
        notes=(_NOTES[cells.measure], *((long,) if left_out else ())),
        choices=() if look.small else (_choices(look),),
    )


def _measure(look: Look) -> Measure:
    return look.asked.measure if look.asked.measure in _LABELS else Measure.ON_TIME


def _counted(look: Look) -> _Cells:
    measure = _measure(look)
    shown = mondays(look.period)[-MOST_WEEKS:]
    period = replace(look.period, first=max(look.period.first, shown[0]))
    counts = by_unit_and_week(look.viewer, INDICATORS[measure], period, as_of=look.as_of)
    units = look.units_of(counts)
    received = [count.denominator or 0 for row in counts.values() for count in row.values()]
    return _Cells(
        counts={unit.key: counts[unit.key] for unit in units},
        weeks=shown,
        names={unit.key: unit.short_name for unit in units},
        measure=measure,
        most=max(received, default=0),
    )


def _choices(look: Look) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            link=Link(text=label, href=replace(look.asked, measure=measure).href),
            current=measure is _measure(look),
        )
        for measure, label in _LABELS.items()
    )


def _sentence(cells: _Cells, look: Look) -> tuple[Part, ...]:
    """The week that stands out: with the smallest share on time among those with most, or the fullest."""
    totals = {monday: _total(cells, monday) for monday in cells.weeks}
    if cells.measure is Measure.RECEIVED:
        fullest = max(totals, key=lambda monday: totals[monday].denominator or 0)
        told, asked = number_vi(totals[fullest].denominator or 0), _asked(look, fullest, "denominator")
        return sentence(
            "Tuần {week} tiếp nhận nhiều nhất, {number} hồ sơ.",
            week=_week_vi(fullest, look),
            number=Part(text=told, href=asked),
        )
    counted = {monday: count for monday, count in totals.items() if count.value is not None}
    if not counted:
        return (Part(text="Chưa có hồ sơ nào có kết quả và có ngày hẹn trong kỳ này."),)
    worst = min(counted, key=lambda monday: counted[monday].value or 0)
    whole = sum(count.numerator for count in counted.values()) / sum(
        count.denominator or 0 for count in counted.values()
    )
    return sentence(
        "Cả kỳ đúng hạn {whole}; thấp nhất là tuần {week}, {rate}.",
        whole=percent_vi(whole, places=1),
        week=_week_vi(worst, look),
        rate=Part(text=percent_vi(counted[worst].value, places=1), href=_asked(look, worst, "rest")),
    )


def _total(cells: _Cells, monday: date) -> Count:
    total = Count(numerator=0, denominator=0)
    for row in cells.counts.values():
        total = total.plus(row.get(monday, Count(numerator=0, denominator=0)))
    return total


def _week_vi(monday: date, look: Look) -> str:
    days = week(monday, within=look.period)
    return f"{days.first:%d/%m}–{date_vi(days.last)}"


def _asked(look: Look, monday: date, part: str, unit: str = "") -> str:
    days = week(monday, within=look.period)
    return look.figure(INDICATORS[_measure(look)], period=days, unit=unit, part=part).href


def _picture(cells: _Cells, look: Look) -> Picture:
    scale = LATENESS if cells.measure is Measure.ON_TIME else AMOUNT
    said = [_Week.of(monday, look) for monday in cells.weeks]
    rows = {cells.names[key]: [_field(cells, key, week, small=look.small) for week in said] for key in cells.counts}
    ticks = [f"{monday:%d/%m}" if _ticked(place, monday, look) else "" for place, monday in enumerate(cells.weeks)]
    summary = f"{number_vi(len(rows))} đơn vị, {number_vi(len(cells.weeks))} tuần; mỗi ô là một tuần của một đơn vị."
    svg = heat_map(rows, ticks, title=TITLE, summary=summary, small=look.small)
    none = any(field.shade is NONE for row in rows.values() for field in row)
    table = None if look.small else _table(cells, said, rows)
    return Picture(title=TITLE, summary=summary, svg=svg, key=key_of(scale, with_none=none), wide=True, table=table)


def _ticked(place: int, monday: date, look: Look) -> bool:
    """Small columns have room for the first week of a month only, the others for every second."""
    return monday.day <= 7 if look.small else place % 2 == 0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Week:
    """A column: its days as read, and the address of its lists with `_UNIT` for the key of a unit."""

    monday: date
    said: str
    href: str

    @classmethod
    def of(cls, monday: date, look: Look) -> _Week:
        part = "denominator" if _measure(look) is Measure.RECEIVED else "rest"
        said, href = _week_vi(monday, look), "" if look.small else _asked(look, monday, part, unit=_UNIT)
        return cls(monday=monday, said=said, href=href)


_UNIT = "--unit--"
"""Stands for the key of a unit in an address that is made once for a whole column."""


def _field(cells: _Cells, key: str, week: _Week, *, small: bool) -> Field:
    count = cells.of(key, week.monday)
    shade, text = _shade(count, cells)
    if small or count is None or shade is NONE:
        return Field(text=text, shade=shade, label=f"{cells.names[key]}, tuần {week.said}: {text or ABSENT}")
    told = f"{number_vi(count.numerator)} đúng hạn trong {number_vi(count.denominator or 0)}"
    if cells.measure is Measure.RECEIVED:
        told = f"{number_vi(count.denominator or 0)} hồ sơ"
    label = f"{cells.names[key]}, tuần {week.said}: {told}"
    return Field(text=text, shade=shade, label=label, href=week.href.replace(_UNIT, key))


def _shade(count: Count | None, cells: _Cells) -> tuple[Shade, str]:
    """The shade of a field and its number."""
    if cells.measure is Measure.RECEIVED:
        received = (count.denominator or 0) if count else 0
        return shade_of(received / cells.most, AMOUNT), number_vi(received) if received else ""
    if count is None or count.value is None:
        return NONE, ""
    return shade_of(count.value, LATENESS), percent_vi(count.value, places=0)[:-1]


def _table(cells: _Cells, columns: Sequence[_Week], fields: Mapping[str, Sequence[Field]]) -> Table:
    """Every number with the list behind it, week by week."""
    heads = (Column(label="Tuần"), *(Column(label=name, numeric=True) for name in fields))
    rows = tuple(
        Row(cells=(Cell(text=each.said), *(_cell(row[place]) for row in fields.values())))
        for place, each in enumerate(columns)
    )
    return Table(caption=f"{_LABELS[cells.measure]}, từng tuần", columns=heads, rows=rows)


def _cell(field: Field) -> Cell:
    return Cell(text=field.text or ABSENT, href=field.href)
