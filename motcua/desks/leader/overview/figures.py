"""A figure as a page: how it was counted, and the dossiers it counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.formats import capitalised, instant_vi, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Fact, Link, Pager
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import AskedFigure
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.overview.figure_parts import NO_DATA_YET, Spoken, spoken, value_vi
from motcua.desks.leader.overview.pages import FigurePage
from motcua.desks.leader.periods import days_vi, period_vi
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import SIMULATED, Count, Figure, nothing
from motcua.records.measures.queries import By, Part
from motcua.records.places import queries as places
from motcua.rules.indicator import Indicator
from motcua.rules.indicators import indicator, indicators

_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}


def figure_page(request: StaffRequest, asked: AskedFigure) -> FigurePage:
    """The page of a figure with one part of its dossiers."""
    figure, count = _counted(request, asked)
    said = figure.indicator
    parts = spoken(said, count)
    shown = _shown(parts, asked.part)
    fixed = replace(asked, as_of=datetime.fromisoformat(figure.as_of), part=shown.part, after=0)
    rows, after = measures.behind(
        request.viewer,
        asked.indicator,
        asked.period,
        part=fixed.part,
        unit_key=asked.unit,
        level=asked.level,
        by=asked.by,
        key=asked.key,
        as_of=fixed.as_of,
        after=asked.after,
    )
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    caption = _caption(shown)
    return FigurePage(
        frame=leader_frame(request, title=f"{said.label} · {period_vi(asked.period)}"),
        eyebrow=" · ".join(part for part in (_where(figure, asked), period_vi(asked.period)) if part),
        heading=said.label,
        value=value_vi(said, count),
        formula=f"{capitalised(said.formula)}.",
        facts=_facts(figure, parts, fixed),
        exclusions=said.exclusions,
        apart=_apart(said),
        groups=_groups(figure, fixed) if _as_a_whole(asked) else None,
        table=dossier_table(rows, caption=caption, caption_hidden=False),
        back=Link(text="Về toàn cảnh", href=f"{reverse('leader:overview')}?{urlencode({'period': asked.period.id})}"),
        print_head=agency_head(post.unit_id, on=clock.now().date()),
        empty=None if rows else _nothing_listed(count, shown, caption),
        pager=_pager(fixed, shown=len(rows), of=shown.dossiers, after=after, paged=asked.after > 0),
    )


_NO_PART = Spoken(part=Part.NUMERATOR, label="", amount="", lists="hồ sơ", dossiers=None)


def _shown(parts: tuple[Spoken, ...], wanted: Part) -> Spoken:
    """The part whose dossiers are listed: the one asked for, or the first that opens a list."""
    lists = [part for part in parts if part.lists]
    return next((part for part in lists if part.part is wanted), lists[0] if lists else _NO_PART)


def _caption(shown: Spoken) -> str:
    return capitalised(shown.lists) if shown.dossiers is None else f"{number_vi(shown.dossiers)} {shown.lists}"


def _nothing_listed(count: Count, shown: Spoken, caption: str) -> EmptyState:
    if not count.known:
        return EmptyState(
            title=capitalised(NO_DATA_YET), text="Việc này chưa được ghi ở đâu trong hệ thống nên chưa tính được."
        )
    return EmptyState(title=f"Không có {shown.lists}", text=f"{caption}.")


def _counted(request: StaffRequest, asked: AskedFigure) -> tuple[Figure, Count]:
    one = (By.UNIT, asked.unit) if asked.unit else (By.LEVEL, asked.level) if asked.level else (asked.by, asked.key)
    by, key = one if one[0] else (indicator(asked.indicator).breakdown, None)
    figure = measures.figure(request.viewer, asked.indicator, asked.period, by=by, as_of=asked.as_of)
    if key is None or not figure.total.known:
        return figure, figure.total
    return figure, next((group.count for group in figure.groups if group.key == key), nothing(figure.indicator))


def _where(figure: Figure, asked: AskedFigure) -> str:
    if asked.unit:
        return places.unit(asked.unit).name
    if asked.by:
        return next((capitalised(group.label) for group in figure.groups if group.key == asked.key), asked.key)
    return _LEVELS[Level(asked.level)] if asked.level else ""


def _facts(figure: Figure, parts: tuple[Spoken, ...], asked: AskedFigure) -> tuple[Fact, ...]:
    said = figure.indicator
    simulated = (Fact(label="Lưu ý", value="dữ liệu mô phỏng"),) if SIMULATED in figure.flags else ()
    return (
        *(
            Fact(label=part.label, value=part.amount, href=asked.at(part.part).href if part.lists else "")
            for part in parts
        ),
        Fact(label="Kỳ", value=days_vi(figure.period)),
        Fact(label="Tính đến", value=instant_vi(datetime.fromisoformat(figure.as_of))),
        Fact(label="Cách tính", value=f"{said.id}, phiên bản {said.version}", note=said.source),
        *simulated,
    )


def _as_a_whole(asked: AskedFigure) -> bool:
    return not (asked.unit or asked.level or asked.by)


def _groups(figure: Figure, asked: AskedFigure) -> Table | None:
    """The breakdown in which a figure is read, each number with the way to its dossiers; without empty groups."""
    by = figure.indicator.breakdown
    told = [group for group in figure.groups if group.count.numerator or group.count.denominator]
    if by is None or not told:
        return None
    rows = tuple(
        Row(
            cells=(
                Cell(text=capitalised(group.label)),
                Cell(
                    text=value_vi(figure.indicator, group.count),
                    href=replace(asked, by=by, key=group.key, part=Part.NUMERATOR).href,
                ),
            )
        )
        for group in told
    )
    columns = (Column(label=_BREAKDOWNS[by]), Column(label=figure.indicator.label, numeric=True))
    return Table(caption=f"Chia theo {_BREAKDOWNS[by].lower()}", columns=columns, rows=rows)


_BREAKDOWNS = {
    By.UNIT: "Đơn vị",
    By.LEVEL: "Cấp",
    By.PROCEDURE: "Thủ tục",
    By.MONTH: "Tháng",
    By.WEEK: "Tuần",
    By.CHANNEL: "Cách nộp",
    By.HOLDER: "Người giữ",
    By.AGE: "Ngày hẹn",
}


def _apart(said: Indicator) -> str:
    labels = (indicators()[name].label for name in said.distinct_from)
    others = [f"{label[:1].lower()}{label[1:]}" for label in labels]
    return f"Không dùng thay cho {', '.join(others)}." if others else ""


def _pager(asked: AskedFigure, *, shown: int, of: int | None, after: int, paged: bool) -> Pager | None:
    if not (after or paged):
        return None
    whole = "" if of is None else f", trong {number_vi(of)} hồ sơ"
    return Pager(
        summary=f"{number_vi(shown)} hồ sơ trên trang này{whole}",
        next_href=asked.at(asked.part, after=after).href if after else "",
    )
