"""Rows of forms that count dossiers: by field of work and level, by unit, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from motcua.law.types import Channel, Level
from motcua.records.casework import flows, late_lists
from motcua.records.casework.flows import Group
from motcua.records.casework.late_lists import LateDossier
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures import queries as measures
from motcua.records.people.viewer import Viewer
from motcua.records.places.queries import UnitView
from motcua.records.reports.looking import LEVELS, Look, added_up, by_name
from motcua.rules.indicator import By
from motcua.rules.reporting.columns import cells, number
from motcua.rules.reporting.flow import Counted
from motcua.rules.reporting.table import Cell, Row, RowKind, Table

_ROMAN = ("I", "II", "III")
TOTAL = "Tổng cộng"
_OF_SERVICES = frozenset({"services", "services_online", "fees_due", "fees_online"})


def by_field(look: Look) -> Table:
    """Sections by level, each with its fields of work, and the sum of all."""
    groups = flows.counted(look.at, look.unit_ids)
    levels = [level for level in Level if any(unit.level is level for unit in look.units)]
    rows: list[Row] = []
    for order, level in zip(_ROMAN, levels, strict=False):
        rows += _section(look, level, [group for group in groups if group.level == level], order=order)
    whole = added_up(groups)
    rows.append(_row(look, "", RowKind.TOTAL, "", TOTAL, whole))
    return Table(rows=tuple(rows), notes=_notes(whole))


def by_unit(look: Look) -> Table:
    """A line for each unit that receives dossiers, or did, and the sum of all."""
    groups = flows.counted(look.at, look.unit_ids)
    received = {group.unit_id for group in groups}
    units = [unit for unit in look.units if unit.receives or unit.id in received]
    rows = [
        _row(
            look, unit.key, RowKind.LINE, str(order), unit.name,
            added_up(group for group in groups if group.unit_id == unit.id),
        )
        for order, unit in enumerate(units, start=1)
    ]  # fmt: skip
    whole = added_up(groups)
    rows.append(_row(look, "", RowKind.TOTAL, "", TOTAL, whole))
    if _OF_SERVICES & set(look.columns):
        rows = _with_services(look, rows, units)
    return Table(rows=tuple(rows), notes=(*(_notes(whole) if look.form.identities else ()), *_gaps(look)))


def by_dossier(look: Look) -> Table:
    """The late dossiers, the latest first."""
    found = late_lists.late(look.at, look.unit_ids)
    rows = tuple(_late(look, one, order=order) for order, one in enumerate(found, start=1))
    ended = sum(one.ended_at is not None for one in found)
    said = (
        (
            f"{_vi(len(found))} hồ sơ quá hạn: {_vi(ended)} đã kết thúc sau ngày hẹn, {_vi(len(found) - ended)} chưa "
            "xong tại thời điểm chốt. Số ngày quá hạn đếm theo lịch, từ ngày hẹn đến ngày kết thúc hoặc ngày chốt."
        ),
        "Bước chậm nhất là bước góp nhiều phần chậm nhất theo định mức của quy trình.",
    )
    return Table(rows=rows, notes=said)


def _section(look: Look, level: Level, groups: list[Group], *, order: str) -> Iterable[Row]:
    yield _row(look, level.value, RowKind.SECTION, order, LEVELS[level], added_up(groups))
    names = flows.fields_of(group.procedure_version_id for group in groups)
    fields: dict[str, list[Group]] = {}
    for group in groups:
        fields.setdefault(names[group.procedure_version_id], []).append(group)
    for place, name in enumerate(by_name(fields), start=1):
        yield _row(look, f"{level.value}/{name}", RowKind.LINE, str(place), name, added_up(fields[name]))


def _row(look: Look, key: str, kind: RowKind, order: str, label: str, counted: Counted) -> Row:
    return Row(key=key, kind=kind, order=order, label=label, cells=cells(look.columns, counted))


def _notes(counted: Counted) -> tuple[str, ...]:
    """What the columns do not say: how much of «settled» has no result, what has no due date, what waits."""
    refused, withdrawn, stopped = _ends(counted)
    said = [
        "Trước hạn, đúng hạn, quá hạn so theo ngày, không so theo giờ.",
        (
            f"Trong số đã giải quyết có {_vi(refused)} hồ sơ từ chối, {_vi(stopped)} dừng xử lý và {_vi(withdrawn)} "
            "rút, so với hạn theo ngày kết thúc."
        ),
    ]
    settled, opened = number("settled_untimed", counted), number("open_untimed", counted)
    if settled or opened:
        said.append(
            f"Không có ngày hẹn: {_vi(settled)} hồ sơ đã giải quyết (xếp ở đúng hạn), {_vi(opened)} hồ sơ đang giải "
            "quyết (xếp ở trong hạn)."
        )
    if waiting := number("waiting", counted):
        said.append(
            f"{_vi(waiting)} hồ sơ đang giải quyết là chờ người nộp bổ sung hoặc nộp tiền, so với hạn theo ngày bắt "
            "đầu chờ."
        )
    return tuple(said)


def _ends(counted: Counted) -> tuple[int, ...]:
    ends = ("refused", "withdrawn", "stopped")
    return tuple(sum(count for place, count in counted.items() if place.end == end) for end in ends)


def _gaps(look: Look) -> tuple[str, ...]:
    if "synchronised" not in look.columns:
        return ()
    return (
        (
            "Danh mục chưa ghi mức độ dịch vụ (toàn trình, một phần) và hệ thống chưa nối Cổng Dịch vụ công quốc gia "
            "nên các cột ấy chưa có dữ liệu."
        ),
    )


def _with_services(look: Look, rows: list[Row], units: list[UnitView]) -> list[Row]:
    """Fills what the flow does not tell: procedures that the units receive, and fees paid online."""
    services = {level: _services(level, look.period.last) for level in {unit.level for unit in units}}
    fees, total_fees = _fees(look)
    filled = []
    for row, unit in zip(rows, units, strict=False):
        paid = fees.get(unit.key, (0, 0)) if total_fees else None
        filled.append(replace(row, cells=_filled(look, row.cells, services[unit.level], paid)))
    different = {code: online for of_level in services.values() for code, online in of_level.items()}
    return [*filled, replace(rows[-1], cells=_filled(look, rows[-1].cells, different, total_fees))]


def _services(level: Level, on: date) -> dict[str, bool]:
    """The procedures that a level receives by their codes, and whether they may be done online."""
    return {one.code: Channel.ONLINE in one.channels for one in catalogue.procedures_on(on, level=level)}


def _filled(
    look: Look, told: tuple[Cell, ...], services: Mapping[str, bool], fees: tuple[int, int] | None
) -> tuple[Cell, ...]:
    more: Mapping[str, Cell] = {
        "services": len(services),
        "services_online": sum(services.values()),
        "fees_online": fees[0] if fees else None,
        "fees_due": fees[1] if fees else None,
    }
    return tuple(more.get(name, cell) for name, cell in zip(look.columns, told, strict=True))


def _fees(look: Look) -> tuple[dict[str, tuple[int, int]], tuple[int, int] | None]:
    """By unit and in all, dossiers paid online and dossiers with a fee due; nothing where nothing records it."""
    figure = measures.figure(Viewer.system(), "online_payment_share", look.period, by=By.UNIT, as_of=look.at.as_of)
    if not figure.total.known:
        return {}, None
    keys = {unit.key for unit in look.units}
    told = {
        group.key: (group.count.numerator, group.count.denominator or 0) for group in figure.groups if group.key in keys
    }
    return told, (sum(paid for paid, _ in told.values()), sum(due for _, due in told.values()))


def _late(look: Look, one: LateDossier, *, order: int) -> Row:
    told: Mapping[str, Cell] = {
        "procedure": one.procedure,
        "unit": one.unit,
        "accepted": one.accepted_at.date().isoformat(),
        "due": one.due_at.date().isoformat(),
        "ended": one.ended_at.date().isoformat() if one.ended_at else "",
        "days_late": one.days,
        "late_step": one.step,
        "late_unit": one.step_unit,
    }
    values = tuple(told.get(name) for name in look.columns)
    return Row(key=one.code, kind=RowKind.LINE, order=str(order), label=one.code, cells=values)


def _vi(count: int) -> str:
    return f"{count:,}".replace(",", ".")
