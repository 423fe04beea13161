"""What a leader is warned of: apologies owed and missing, units that take longer than their steps allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_href, dossier_table
from motcua.desks.frame.fields import ErrorLink, error_links
from motcua.desks.frame.formats import ABSENT, instant_vi, number_vi, working_span_vi
from motcua.desks.frame.pages import Badge, EmptyState, Frame, Link, Pager, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.framing import leader_frame
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import period_form, period_vi
from motcua.records import clock
from motcua.records.casework import duties, overruns
from motcua.records.casework.duties import Breaches, Listed
from motcua.records.casework.overruns import UnitOverruns
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.duty import Duty
from motcua.rules.period import Period
from motcua.rules.period import period as period_of

WARNINGS = "warnings"
_HALF = 6
_KINDS = {
    Duty.APOLOGY_DRAFT: Badge(tone=Tone.NEAR, text="cần thư xin lỗi nếu không kịp"),
    Duty.APOLOGY_MISSING: Badge(tone=Tone.LATE, text="quá hạn mà chưa xin lỗi"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WarningsPage:
    """Apologies that are owed now, and those that failed to be given in a period, by unit and one by one."""

    frame: Frame
    sentence: str
    owed: Table
    units: Table
    missing: Table
    period: PeriodForm
    period_name: str
    overruns: Link
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class OverrunsPage:
    """Units whose stays overran the quotas of their steps in a period; `note` says how it is counted."""

    frame: Frame
    heading: str
    sentence: str
    table: Table
    note: str
    back: Link
    period: PeriodForm | None = None
    empty: EmptyState | None = None
    pager: Pager | None = None
    errors: tuple[ErrorLink, ...] = ()


def present() -> Period:
    """The half-year that runs: warnings are of now, not of what is being reported."""
    today = clock.now().date()
    return period_of(f"{today.year}-H{1 if today.month <= _HALF else 2}")


def warnings_page(
    request: StaffRequest, period: Period, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> WarningsPage:
    """What is owed now, and what was missed in a period."""
    owed, missed = duties.expected(request.viewer), duties.breaches(request.viewer, period)
    form = _form(period, typed, errors, at=reverse("leader:warnings"))
    return WarningsPage(
        frame=leader_frame(request, title="Cảnh báo", current=WARNINGS),
        sentence=_sentence(owed, missed, period),
        owed=_listed(owed, caption="Cần thư xin lỗi lúc này"),
        units=_units(missed),
        missing=_listed(missed.listed, caption="Các hồ sơ thiếu thư xin lỗi, mới nhất trước"),
        period=form,
        period_name=period_vi(period),
        overruns=Link(text="Đơn vị giữ hồ sơ quá định mức", href=_overruns_href(period)),
        empty=None
        if owed
        else EmptyState(title="Không hồ sơ nào cần xin lỗi lúc này", text=_NOTHING_OWED, link=_late()),
        errors=error_links(form.period, form.first, form.last),
    )


def overruns_page(
    request: StaffRequest, period: Period, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> OverrunsPage:
    """The units that overran in a period, the greatest lateness first; each leads to its dossiers."""
    found = overruns.overruns(request.viewer, period=period)
    late = [unit for unit in found if unit.overruns or unit.late_minutes]
    form = _form(period, typed, errors, at=reverse("leader:overruns"))
    return OverrunsPage(
        frame=leader_frame(request, title="Đơn vị giữ hồ sơ quá định mức", current=WARNINGS),
        heading="Đơn vị giữ hồ sơ quá định mức",
        sentence=f"{number_vi(len(late))} trên {number_vi(len(found))} đơn vị giữ hồ sơ quá định mức của bước, trong "
        f"các hồ sơ tiếp nhận {period_vi(period)}.",
        table=_overruns(late, period),
        note="Một lượt giữ là từ lúc đơn vị nhận hồ sơ đến lúc chuyển đi, trừ thời gian chờ người dân. Phần chậm của "
        "hồ sơ được chia cho các đơn vị giữ quá định mức, mỗi phút chỉ tính một lần.",
        back=Link(text="Về cảnh báo", href=reverse("leader:warnings")),
        period=form,
        empty=None
        if late
        else EmptyState(title="Không đơn vị nào giữ quá định mức", text="Hãy chọn kỳ khác để so sánh."),
        errors=error_links(form.period, form.first, form.last),
    )


def unit_page(request: StaffRequest, unit: UnitView, period: Period, *, after: int) -> OverrunsPage:
    """The dossiers in which a unit overran or was late."""
    rows, further = overruns.behind(request.viewer, period=period, unit_id=unit.id, after=after)
    here = reverse("leader:overruns_of", args=(unit.key,))
    pager = None
    if further or after:
        following = f"{here}?{urlencode({'period': period.id, 'after': further})}" if further else ""
        pager = Pager(summary=f"{number_vi(len(rows))} hồ sơ trên trang này", next_href=following)
    return OverrunsPage(
        frame=leader_frame(request, title=f"Quá định mức · {unit.short_name}", current=WARNINGS),
        heading=unit.name,
        sentence=f"Hồ sơ tiếp nhận {period_vi(period)} mà đơn vị giữ quá định mức hoặc góp phần làm chậm.",
        table=dossier_table(rows, caption="Hồ sơ giữ quá định mức"),
        note="Mở hồ sơ để xem «Đường đi của hồ sơ»: từng lượt giữ, định mức và phần vượt.",
        back=Link(text="Về các đơn vị", href=_overruns_href(period)),
        empty=None
        if rows
        else EmptyState(title="Không có hồ sơ nào", text="Đơn vị không giữ quá định mức trong kỳ này."),
        pager=pager,
    )


_NOTHING_OWED = "Ở đây là hồ sơ sắp lỡ hẹn hoặc đã lỡ hẹn mà người dân chưa nhận được thư xin lỗi."


def _late() -> Link:
    return Link(text="Xem hồ sơ quá hạn của đơn vị", href=f"{reverse('officer:queue')}?tab=overdue&whose=unit")


def _overruns_href(period: Period) -> str:
    return f"{reverse('leader:overruns')}?{urlencode({'period': period.id})}"


def _form(period: Period, typed: TypedPeriod, errors: Mapping[str, str] | None, *, at: str) -> PeriodForm:
    return replace(period_form(period, typed=typed, errors=dict(errors or {})), action=at)


def _sentence(owed: tuple[Listed, ...], missed: Breaches, period: Period) -> str:
    if not (owed or missed.total):
        return f"Không hồ sơ nào cần thư xin lỗi lúc này, và {period_vi(period)} không lần nào thiếu."
    return (
        f"{number_vi(len(owed))} hồ sơ cần thư xin lỗi lúc này; {period_vi(period)} có {number_vi(missed.total)} lần "
        "lỡ hẹn mà không xin lỗi đúng lúc."
    )


_OWED = (
    Column(label="Hồ sơ"),
    Column(label="Đơn vị giữ"),
    Column(label="Người giữ", minor=True),
    Column(label="Hẹn trả"),
)


def _listed(rows: tuple[Listed, ...], *, caption: str) -> Table:
    return Table(
        caption=caption,
        columns=_OWED,
        rows=tuple(
            Row(
                cells=(
                    Cell(text=row.code, href=dossier_href(row.code), note=row.procedure),
                    Cell(text=row.unit),
                    Cell(text=row.holder or "chưa ai nhận"),
                    Cell(text=instant_vi(row.due_at), badge=_KINDS.get(row.kind)),
                )
            )
            for row in rows
        ),
    )


def _units(missed: Breaches) -> Table:
    return Table(
        caption="Thiếu thư xin lỗi, theo đơn vị giữ hồ sơ lúc ấy",
        columns=(Column(label="Đơn vị"), Column(label="Số lần", numeric=True)),
        rows=tuple(Row(cells=(Cell(text=unit.unit), Cell(text=number_vi(unit.count)))) for unit in missed.units),
    )


_OVERRUN_COLUMNS = (
    Column(label="Đơn vị"),
    Column(label="Lượt giữ", numeric=True),
    Column(label="Lượt quá định mức", numeric=True),
    Column(label="Vượt định mức"),
    Column(label="Phần chậm của đơn vị"),
)


def _overruns(units: list[UnitOverruns], period: Period) -> Table:
    return Table(
        caption="Đơn vị giữ hồ sơ quá định mức",
        caption_hidden=True,
        columns=_OVERRUN_COLUMNS,
        rows=tuple(_overrun_row(unit, period) for unit in units),
    )


def _overrun_row(unit: UnitOverruns, period: Period) -> Row:
    key = places.unit_by_id(unit.unit_id).key
    href = f"{reverse('leader:overruns_of', args=(key,))}?{urlencode({'period': period.id})}"
    late = Badge(tone=Tone.LATE, text=working_span_vi(unit.late_minutes)) if unit.late_minutes else None
    return Row(
        cells=(
            Cell(text=unit.unit, href=href),
            Cell(text=number_vi(unit.stays)),
            Cell(text=number_vi(unit.overruns), href=href if unit.overruns else ""),
            Cell(text=working_span_vi(unit.overrun_minutes) if unit.overrun_minutes else ABSENT),
            Cell(badge=late) if late else Cell(text=ABSENT),
        )
    )
