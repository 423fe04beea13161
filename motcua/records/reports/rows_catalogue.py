"""Rows of forms that count no dossiers: procedures of agencies, and feedback, which nothing records yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.law.types import Channel, Level
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.places import queries as places
from motcua.records.reports.looking import Look
from motcua.rules.reporting.table import Cell, Row, RowKind, Table

Procedures = Mapping[Level, Sequence[ProcedureView]]


def by_agency(look: Look) -> Table:
    """A line for each agency with the procedures of its level, and the different ones of all together."""
    on = look.period.last
    agencies = {root: units for root, units in places.units_by_agency(on).items() if root in look.unit_ids}
    levels = [level for level in Level if any(places.unit_by_id(root).level is level for root in agencies)]
    found = {level: catalogue.procedures_on(on, level=level) for level in levels}
    rows = []
    for order, (root, units) in enumerate(agencies.items(), start=1):
        level = places.unit_by_id(root).level
        desk = any(unit.receives for unit in units)
        values = _cells(look, {level: found[level]}, one_stop=[level] if desk else [])
        name = places.unit_by_id(root).name
        rows.append(Row(key="", kind=RowKind.LINE, order=str(order), label=name, cells=values))
    whole = _cells(look, found, one_stop=levels)
    rows.append(Row(key="", kind=RowKind.TOTAL, order="", label="Số thủ tục khác nhau", cells=whole))
    return Table(rows=tuple(rows), notes=_said(on))


def of_feedback(look: Look) -> Table:
    """Feedback about rules and about conduct: no figures, since nothing records it."""
    nothing: tuple[Cell, ...] = (None,) * len(look.columns)
    labels = ("Về quy định hành chính", "Về hành vi hành chính")
    rows = [
        Row(key="", kind=RowKind.LINE, order=str(order), label=label, cells=nothing)
        for order, label in enumerate(labels, start=1)
    ]
    total = Row(key="", kind=RowKind.TOTAL, order="", label="Tổng cộng", cells=nothing)
    said = "Hệ thống chưa ghi phản ánh, kiến nghị nên chưa có dữ liệu; hãy lấy số từ Hệ thống tiếp nhận của Chính phủ."
    return Table(rows=(*rows, total), notes=(said,))


def _cells(look: Look, found: Procedures, *, one_stop: Sequence[Level]) -> tuple[Cell, ...]:
    at_desk = {
        level: [one for one in procedures if Channel.COUNTER in one.channels]
        for level, procedures in found.items()
        if level in one_stop
    }
    told: dict[str, Cell] = {**_by_level("procedures", found), **_by_level("one_stop", at_desk)}
    return tuple(told.get(name) for name in look.columns)


def _by_level(name: str, found: Procedures) -> dict[str, Cell]:
    """The different procedures in all, and of each level."""
    different = {procedure.code for procedures in found.values() for procedure in procedures}
    return {name: len(different), **{f"{name}_{level.value}": len(found.get(level, ())) for level in Level}}


def _said(on: date) -> tuple[str, ...]:
    return (
        (
            f"Thủ tục đang áp dụng vào ngày {on:%d/%m/%Y} trong danh mục của hệ thống; cột một cửa là thủ tục nộp được "
            "tại quầy."
        ),
        "Quyết định ban hành quy trình nội bộ chưa được ghi riêng nên số quy trình đã ban hành chưa có dữ liệu.",
    )
