"""Declaring what nothing here records: an administrator's pages. They show no dossiers and no figures."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field, typed_day
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links, with_errors
from motcua.desks.frame.formats import ABSENT, capitalised, date_vi, number_vi
from motcua.desks.frame.pages import Frame, Hidden, Link, NavItem
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import VERSION, version_seen, whole_number
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.periods import period_vi
from motcua.desks.leader.scores.forms import default_period
from motcua.desks.leader.scores.pages import DeclarableChoice, DeclarablePage, DeclarePage
from motcua.desks.leader.scores.rows import declarations
from motcua.law.registry import law
from motcua.law.types import Role, ScoreRow, ScoreRule
from motcua.records import clock
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView
from motcua.records.scoring import queries
from motcua.records.scoring.actions import LONGEST_DOCUMENT, LONGEST_GROUND, Declaration, row_on
from motcua.records.scoring.content import DeclaredView
from motcua.records.scoring.sources import SOURCES
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.period import period as period_of
from motcua.rules.refusal import NotAllowed

FIELDS = ("numerator", "denominator", "document", "document_date", "ground", VERSION)
_MONTHS, _QUARTERS = 12, 4


def declarable_page(request: StaffRequest, data: QueryDict) -> DeclarablePage:
    """The rows of a unit for a period with what was declared. Raises NotFound, NotAllowed, Refusal."""
    unit = _unit(request.viewer, clean(data.get("unit", ""), field="unit"))
    queries.require_declarer(request.viewer, unit.id)
    period = _period(data)
    told = queries.declared([unit.id], period, as_of=clock.now())
    rows = [row for row in law().score_sheet_on(period.last).rows if row.rule is not ScoreRule.WATCHED]
    return DeclarablePage(
        frame=_frame(request, title="Khai số liệu Bộ chỉ số 766"),
        heading="Khai số liệu Bộ chỉ số 766",
        sentence=(
            "Số mà hệ thống không ghi thì khai từ văn bản, cho đúng đơn vị và đúng kỳ. Muốn sửa thì khai lần nữa kèm "
            "lý do, lần trước vẫn còn. Chỉ số hệ thống đếm được thì số khai chỉ dùng khi chưa có gì để đếm."
        ),
        table=Table(
            caption=f"{unit.name}, {period_vi(period)}",
            columns=_ROWS,
            rows=tuple(_row(row, unit, period, told.get((unit.id, row.id))) for row in rows),
        ),
        choice=_choice(request.viewer, unit, period),
    )


def declare_page(
    request: StaffRequest,
    unit_key: str,
    row_id: str,
    period: Period,
    *,
    typed: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
) -> DeclarePage:
    """The form of one row; what was typed is kept where it was refused."""
    unit, row = places.unit(unit_key), row_on(row_id, period)
    queries.require_declarer(request.viewer, unit.id)
    found = queries.history(unit.id, row.id, period)
    latest = found[0] if found else None
    fields = with_errors(_fields(latest, typed or _as_declared(latest)), errors or {})
    return DeclarePage(
        frame=_frame(request, title=f"Khai {row.id} · {unit.short_name}"),
        eyebrow=f"Khai số liệu · {unit.name} · {period_vi(period)}",
        heading=f"{row.id} {row.label}",
        formula=f"{capitalised(row.formula)}.",
        note=row.note,
        action=f"{reverse('leader:score_declare', args=(unit.key, row.id))}?{urlencode({'period': period.id})}",
        fields=fields,
        hidden=(_seen(latest, typed),),
        button="Khai lại" if latest else "Khai số liệu",
        back=Link(text="Về các chỉ số", href=listed_at(unit.key, period)),
        declarations=declarations(found),
        errors=summary(fields, errors or {}) if errors else error_links(*fields),
    )


def listed_at(unit_key: str, period: Period) -> str:
    """The address of the rows that can be declared."""
    return f"{reverse('leader:score_declarable')}?{urlencode({'unit': unit_key, 'period': period.id})}"


def declaration_of(row_id: str, typed: Mapping[str, str]) -> Declaration:
    """A declaration as typed. Raises Refusal naming the field."""
    return Declaration(
        row=row_id,
        numerator=_number(typed["numerator"], field="numerator"),
        denominator=_number(typed["denominator"], field="denominator"),
        document=typed["document"],
        document_date=typed_day(typed["document_date"], field="document_date"),
        ground=typed["ground"],
        seen=whole_number(typed[VERSION], field=VERSION),
    )


def _number(text: str, *, field: str) -> int | None:
    """A whole number, with or without dots between thousands; None for an empty box."""
    typed = clean(text, field=field, limit=20).replace(".", "")
    return whole_number(typed, field=field) if typed else None


def _frame(request: StaffRequest, *, title: str) -> Frame:
    nav = (
        NavItem(label="Về trang quản trị", href=reverse("office:home")),
        NavItem(label="Khai số liệu 766", href=reverse("leader:score_declarable"), current=True),
    )
    return staff_frame(request, title=title, desk="Quản trị", nav=nav, roles=(Role.ADMINISTRATOR,))


def _units(viewer: Viewer) -> list[UnitView]:
    """The committees whose figures a person declares."""
    return [
        unit
        for unit in places.units_on(clock.now().date())
        if unit.kind is UnitKind.COMMITTEE and policy.administers(viewer, unit.id)
    ]


def _unit(viewer: Viewer, key: str) -> UnitView:
    if key:
        return places.unit(key)
    units = _units(viewer)
    if not units:
        raise NotAllowed("account", "Bạn không quản trị ủy ban nào nên không khai được số liệu chấm điểm.")
    return units[0]


def _period(data: QueryDict) -> Period:
    written = clean(data.get("period", ""), field="period")
    return period_of(written) if written else default_period()


def _choice(viewer: Viewer, unit: UnitView, period: Period) -> DeclarableChoice:
    units = tuple(Option(value=each.key, label=each.name, chosen=each.key == unit.key) for each in _units(viewer))
    periods = tuple(
        Option(value=each.id, label=capitalised(period_vi(each)), chosen=each.id == period.id)
        for each in _offered(period)
    )
    return DeclarableChoice(
        action=reverse("leader:score_declarable"),
        unit=Field(name="unit", label="Đơn vị", kind=FieldKind.SELECT, options=units),
        period=Field(name="period", label="Kỳ", kind=FieldKind.SELECT, options=periods),
    )


def _offered(chosen: Period) -> list[Period]:
    today = clock.now().date()
    names: list[str] = []
    for year in (today.year, today.year - 1):
        names += [f"{year}", *(f"{year}-Q{quarter}" for quarter in range(1, _QUARTERS + 1))]
        names += [f"{year}-{month:02d}" for month in range(1, _MONTHS + 1)]
    offered = [each for each in map(period_of, names) if each.first <= today]
    return offered if chosen.id in names else [chosen, *offered]


_ROWS = (
    Column(label="Chỉ số"),
    Column(label="Điểm", numeric=True, minor=True),
    Column(label="Hệ thống"),
    Column(label="Tử số", numeric=True),
    Column(label="Mẫu số", numeric=True),
    Column(label="Văn bản"),
)


def _row(row: ScoreRow, unit: UnitView, period: Period, stands: DeclaredView | None) -> Row:
    here = f"{reverse('leader:score_declare', args=(unit.key, row.id))}?{urlencode({'period': period.id})}"

    def number(value: int | None) -> Cell:
        return Cell(text=ABSENT if value is None else number_vi(value))

    document = Cell(text=stands.document, note=date_vi(stands.document_date)) if stands else Cell(text=ABSENT)
    return Row(
        cells=(
            Cell(text=f"{row.id} {row.label}", href=here),
            Cell(text=number_vi(row.points)),
            Cell(text="đếm được" if row.id in SOURCES else "không ghi"),
            number(stands.numerator if stands else None),
            number(stands.denominator if stands else None),
            document,
        )
    )


def _as_declared(latest: DeclaredView | None) -> dict[str, str]:
    if latest is None:
        return {}
    return {
        "numerator": "" if latest.numerator is None else str(latest.numerator),
        "denominator": "" if latest.denominator is None else str(latest.denominator),
        "document": latest.document,
        "document_date": date_vi(latest.document_date),
    }


def _seen(latest: DeclaredView | None, typed: Mapping[str, str] | None) -> Hidden:
    kept = (typed or {}).get(VERSION, "")
    return Hidden(name=VERSION, value=kept) if kept else version_seen(latest.number if latest else 0)


def _fields(latest: DeclaredView | None, typed: Mapping[str, str]) -> tuple[Field, ...]:
    emptied = " Để trống cả hai để rút số đã khai." if latest else ""
    told = dict(typed)
    ground = Field(
        name="ground",
        label="Lý do sửa hoặc rút",
        value=told.get("ground", ""),
        required=True,
        maxlength=str(LONGEST_GROUND),
    )
    return (
        _count("numerator", "Tử số", told, hint=f"Phần đạt.{emptied}", required=latest is None),
        _count("denominator", "Mẫu số", told, hint="Tất cả.", required=latest is None),
        Field(
            name="document",
            label="Số, ký hiệu văn bản",
            value=told.get("document", ""),
            hint="Văn bản nêu số liệu này, ví dụ 15/BC-UBND.",
            required=True,
            maxlength=str(LONGEST_DOCUMENT),
        ),
        day_field("document_date", "Ngày văn bản", value=told.get("document_date", "")),
        *((ground,) if latest else ()),
    )


def _count(name: str, label: str, typed: Mapping[str, str], *, hint: str, required: bool) -> Field:
    return Field(
        name=name,
        label=label,
        value=typed.get(name, ""),
        hint=hint,
        required=required,
        inputmode="numeric",
        maxlength="13",
    )
