"""A report in words as of a cut-off: sections with their text, what each field in it says, the tables of the annex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.errors import NoValue
from motcua.law.registry import law
from motcua.law.types import LOCAL, Level, OutlineSection, OutlineTable, ReportOutline
from motcua.records import clock
from motcua.records.narratives.held import Figures
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.reports.making import covered, require_whole
from motcua.rules.period import Period, spoken
from motcua.rules.refusal import Refusal
from motcua.rules.report_text.fields import Field, each_field, field, fields_in, filled
from motcua.rules.report_text.proposals import PROPOSED, TO_WRITE, Scope, Spoken, proposal
from motcua.rules.report_text.sayings import said
from motcua.rules.reporting.table import JSON

_WHOLE = {Level.PROVINCE: "Toàn tỉnh", Level.DISTRICT: "Toàn huyện", Level.COMMUNE: "Toàn xã"}
_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
TOTAL = "Cộng"


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section with its `text`, fields and all; it is `proposed` until somebody writes it."""

    outline: OutlineSection
    text: str
    proposed: bool

    @property
    def to_write(self) -> bool:
        """Whether something is still to be written there."""
        return TO_WRITE in self.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """A table of the annex: a row for each unit, the last of all together; texts as printed."""

    outline: OutlineTable
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A report of a unit over a period. `says` is what each field of its texts says, by the field as written."""

    outline: ReportOutline
    unit: UnitView
    unit_ids: frozenset[int]
    period: Period
    as_of: datetime
    sections: tuple[Section, ...]
    says: Mapping[str, str]
    tables: tuple[Annex, ...]

    def told(self, section: Section) -> tuple[str, ...]:
        """The paragraphs of a section as a reader sees them."""
        text = filled(section.text, lambda one: self.says[str(one)])
        return tuple(line for line in text.split("\n") if line)

    @property
    def text(self) -> str:
        """The whole report as plain text, without its annex."""
        lines = [f"{self.outline.title} {self.outline.subject} {spoken(self.period)}"]
        for section in self.sections:
            lines += [f"{section.outline.number}. {section.outline.title}", *self.told(section)]
        return "\n".join(lines) + "\n"

    def to_json(self) -> dict[str, JSON]:
        """The shape that others read, and in which a signed report is kept."""
        sections: list[JSON] = [
            {"id": one.outline.id, "number": one.outline.number, "title": one.outline.title, "text": one.text,
             "proposed": one.proposed, "paragraphs": [*self.told(one)]}
            for one in self.sections
        ]  # fmt: skip
        tables: list[JSON] = [{"id": one.outline.id, "rows": [[*row] for row in one.rows]} for one in self.tables]
        return {
            "unit": self.unit.key,
            "period": {
                "id": self.period.id,
                "from": self.period.first.isoformat(),
                "to": self.period.last.isoformat(),
            },
            "as_of": self.as_of.isoformat(),
            "sections": sections,
            "fields": {**self.says},
            "tables": tables,
        }


def made(
    viewer: Viewer,
    unit_key: str,
    period: Period,
    *,
    texts: Mapping[str, str] | None = None,
    as_of: datetime | None = None,
    told_by: datetime | None = None,
) -> Made:
    """A report as of a cut-off (default: the end of the period or now, the earlier); `texts` are the sections that
    somebody wrote, by id. Figures of the year before that were counted elsewhere are those told by `told_by`.

    Raises NotFound for an unknown unit, NotAllowed for one that the person does not see whole, Refusal (`as_of`,
    `period`) for a cut-off in the future, a period that has not begun or one before there was an outline.
    """
    unit = places.unit(unit_key)
    unit_ids = covered(unit, period)
    require_whole(viewer, unit_ids)
    outline = _outline(period)
    cut_off = _cut_off(period, as_of)
    written = texts or {}
    columns = [field(column.field) for table in outline.tables for column in table.columns]
    named = {one.indicator for one in (*columns, *each_field(iter(written.values())))}
    figures = Figures(viewer, unit, period, as_of=cut_off, indicators=named | PROPOSED, told_by=told_by)
    scope = _scope(unit, figures)
    sections = tuple(_section(one, written, scope, figures) for one in outline.sections)
    fields = each_field(section.text for section in sections)
    return Made(
        outline=outline,
        unit=unit,
        unit_ids=unit_ids,
        period=period,
        as_of=cut_off,
        sections=sections,
        says={str(one): said(one, figures.held(one)) for one in fields},
        tables=tuple(_table(table, scope, figures) for table in outline.tables),
    )


def remade(pinned: Mapping[str, Any], *, unit: UnitView, unit_ids: frozenset[int], period: Period) -> Made:
    """A report from what was kept of it; nothing is counted anew."""
    outline = law().report_outline_on(period.last)
    tables = {table["id"]: table["rows"] for table in pinned["tables"]}
    return Made(
        outline=outline,
        unit=unit,
        unit_ids=unit_ids,
        period=period,
        as_of=datetime.fromisoformat(pinned["as_of"]).astimezone(LOCAL),
        sections=tuple(
            Section(
                outline=OutlineSection(id=one["id"], number=one["number"], title=one["title"]),
                text=one["text"],
                proposed=one["proposed"],
            )
            for one in pinned["sections"]
        ),
        says=pinned["fields"],
        tables=tuple(
            Annex(outline=table, rows=tuple(map(tuple, tables[table.id])))
            for table in outline.tables
            if table.id in tables
        ),
    )


def _section(outline: OutlineSection, written: Mapping[str, str], scope: Scope, figures: Figures) -> Section:
    text = written.get(outline.id)
    if text is None:
        return Section(outline=outline, text=proposal(outline.id, outline.asks, scope, figures.held), proposed=True)
    fields_in(text)
    return Section(outline=outline, text=text, proposed=False)


def _scope(unit: UnitView, figures: Figures) -> Scope:
    """Whom the sentences speak of; the levels and units only where there are several."""
    active = figures.active
    if len(figures.units) == 1:
        return Scope(whole=Spoken(name=unit.short_name))
    levels = [level for level in _LEVELS if any(each.level is level for each in active)]
    return Scope(
        whole=Spoken(name=_WHOLE[unit.level]),
        levels=tuple(Spoken(name=_LEVELS[level], place=level.value) for level in levels),
        units=tuple(Spoken(name=each.short_name, place=each.key) for each in active),
    )


def _table(table: OutlineTable, scope: Scope, figures: Figures) -> Annex:
    columns = [field(column.field) for column in table.columns]
    rows = [(each.name, *_cells(columns, each, figures)) for each in scope.units]
    total = (TOTAL if rows else scope.whole.name, *_cells(columns, scope.whole, figures))
    return Annex(outline=table, rows=(*rows, total))


def _cells(columns: list[Field], each: Spoken, figures: Figures) -> tuple[str, ...]:
    placed = [Field(indicator=one.indicator, part=one.part, unit=each.place) for one in columns]
    return tuple(said(one, figures.held(one)).strip("()") for one in placed)


def _outline(period: Period) -> ReportOutline:
    try:
        return law().report_outline_on(period.last)
    except NoValue:
        raise Refusal(
            "period", "Chưa có đề cương báo cáo cho kỳ {period}; hãy chọn kỳ gần hơn.", period=period.label
        ) from None


def _cut_off(period: Period, as_of: datetime | None) -> datetime:
    now = clock.now()
    cut_off = (min(period.end, now) if as_of is None else as_of).astimezone(LOCAL)
    if cut_off > now:
        raise Refusal(
            "as_of",
            "Thời điểm chốt {at} ở tương lai (bây giờ là {now}); hãy chọn thời điểm đã qua.",
            at=f"{cut_off:%H:%M %d/%m/%Y}",
            now=f"{now:%H:%M %d/%m/%Y}",
        )
    if cut_off <= period.start:
        raise Refusal(
            "period" if as_of is None else "as_of",
            "Kỳ {period} bắt đầu sau thời điểm chốt {at}; hãy chọn kỳ đã bắt đầu.",
            period=period.label,
            at=f"{cut_off:%H:%M %d/%m/%Y}",
        )
    return cut_off
