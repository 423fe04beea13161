"""A figure as a page: how it was counted, and the dossiers it counted."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.formats import capitalised, instant_vi, number_vi, percent_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Fact, Link, Pager
from motcua.desks.frame.presenting import working_post
from motcua.desks.leader.forms import AskedFigure
from motcua.desks.leader.pages import FigurePage
from motcua.desks.leader.periods import days_vi, period_vi
from motcua.desks.leader.presenters import ROLES, leader_frame
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import Count, Figure
from motcua.records.measures.queries import By, Part
from motcua.records.places import queries as places
from motcua.rules.indicator import Indicator
from motcua.rules.indicators import indicators

_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
_PARTS = {
    Part.NUMERATOR: "hồ sơ trong tử số",
    Part.DENOMINATOR: "hồ sơ trong mẫu số",
    Part.REST: "hồ sơ trong mẫu số mà không trong tử số",
}


def figure_page(request: StaffRequest, asked: AskedFigure) -> FigurePage:
    """The page of a figure with one part of its dossiers."""
    figure, count = _counted(request, asked)
    fixed = AskedFigure(
        indicator=asked.indicator,
        period=asked.period,
        as_of=datetime.fromisoformat(figure.as_of),
        part=asked.part if count.denominator is not None else Part.NUMERATOR,
        unit=asked.unit,
        level=asked.level,
    )
    rows, after = measures.behind(
        request.viewer,
        asked.indicator,
        asked.period,
        part=fixed.part,
        unit_key=asked.unit,
        level=asked.level,
        as_of=fixed.as_of,
        after=asked.after,
    )
    post = working_post(request.viewer, *ROLES)
    assert post is not None  # the audience of the view
    said = figure.indicator
    caption = f"{number_vi(_of(count, fixed.part))} {_part_vi(fixed.part, count)}"
    return FigurePage(
        frame=leader_frame(request, title=f"{said.label} · {period_vi(asked.period)}"),
        eyebrow=" · ".join(part for part in (_where(asked), period_vi(asked.period)) if part),
        heading=said.label,
        value=value_vi(count),
        formula=f"{capitalised(said.formula)}.",
        facts=_facts(figure, count, fixed),
        exclusions=said.exclusions,
        apart=_apart(said),
        table=dossier_table(rows, caption=caption, caption_hidden=False),
        back=Link(text="Về toàn cảnh", href=f"{reverse('leader:overview')}?{urlencode({'period': asked.period.id})}"),
        print_head=agency_head(post.unit_id, on=clock.now().date()),
        empty=None if rows else EmptyState(title=f"Không có {_part_vi(fixed.part, count)}", text=caption + "."),
        pager=_pager(fixed, shown=len(rows), of=_of(count, fixed.part), after=after, paged=asked.after > 0),
    )


def value_vi(count: Count) -> str:
    """A count as read: a percentage, or a number."""
    return number_vi(count.numerator) if count.denominator is None else percent_vi(count.value)


def _counted(request: StaffRequest, asked: AskedFigure) -> tuple[Figure, Count]:
    by = By.UNIT if asked.unit else By.LEVEL if asked.level else None
    figure = measures.figure(request.viewer, asked.indicator, asked.period, by=by, as_of=asked.as_of)
    if by is None:
        return figure, figure.total
    nothing = Count(numerator=0, denominator=0 if figure.indicator.denominator is not None else None)
    key = asked.unit or asked.level
    return figure, next((group.count for group in figure.groups if group.key == key), nothing)


def _of(count: Count, part: Part) -> int:
    if part is Part.NUMERATOR or count.denominator is None:
        return count.numerator
    return count.denominator - (count.numerator if part is Part.REST else 0)


def _part_vi(part: Part, count: Count) -> str:
    return "hồ sơ" if count.denominator is None else _PARTS[part]


def _where(asked: AskedFigure) -> str:
    if asked.unit:
        return places.unit(asked.unit).name
    return _LEVELS[Level(asked.level)] if asked.level else ""


def _facts(figure: Figure, count: Count, asked: AskedFigure) -> tuple[Fact, ...]:
    def part(label: str, which: Part) -> Fact:
        return Fact(label=label, value=f"{number_vi(_of(count, which))} hồ sơ", href=asked.at(which).href)

    ratio = (part("Mẫu số", Part.DENOMINATOR), part("Còn lại", Part.REST)) if count.denominator is not None else ()
    said = figure.indicator
    simulated = (Fact(label="Lưu ý", value="dữ liệu mô phỏng"),) if figure.flags else ()
    return (
        part("Tử số" if ratio else "Số hồ sơ", Part.NUMERATOR),
        *ratio,
        Fact(label="Kỳ", value=days_vi(figure.period)),
        Fact(label="Tính đến", value=instant_vi(datetime.fromisoformat(figure.as_of))),
        Fact(label="Cách tính", value=f"{said.id}, phiên bản {said.version}", note=said.source),
        *simulated,
    )


def _apart(said: Indicator) -> str:
    known = indicators()
    others = [known[name].label.lower() if name in known else "tiến độ theo QĐ 766" for name in said.distinct_from]
    return f"Không dùng thay cho {', '.join(others)}." if others else ""


def _pager(asked: AskedFigure, *, shown: int, of: int, after: int, paged: bool) -> Pager | None:
    if not (after or paged):
        return None
    return Pager(
        summary=f"{number_vi(shown)} hồ sơ trên trang này, trong {number_vi(of)} hồ sơ",
        next_href=asked.at(asked.part, after=after).href if after else "",
    )
