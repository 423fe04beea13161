"""Reports made: the form in force, the units it covers, its table as of a cut-off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from motcua.law.registry import law
from motcua.law.report_types import ReportForm, ReportRows
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView
from motcua.records.places.successions import carried_on
from motcua.records.reports import rows_catalogue, rows_flow
from motcua.records.reports.looking import Look
from motcua.rules.period import Period
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from motcua.rules.reporting.flow import cut
from motcua.rules.reporting.table import Table, checked


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """A report as made: on which form, of which unit with which units below it, over which period, as of when."""

    form: ReportForm
    unit: UnitView
    unit_ids: frozenset[int]
    period: Period
    as_of: datetime
    table: Table


_TABLES: Mapping[ReportRows, Callable[[Look], Table]] = {
    ReportRows.FIELDS: rows_flow.by_field,
    ReportRows.UNITS: rows_flow.by_unit,
    ReportRows.DOSSIERS: rows_flow.by_dossier,
    ReportRows.AGENCIES: rows_catalogue.by_agency,
    ReportRows.FEEDBACK: rows_catalogue.of_feedback,
}
"""How the rows of each kind of form are made."""

RECOUNTED = frozenset({ReportRows.FIELDS, ReportRows.UNITS, ReportRows.DOSSIERS})
"""Kinds of form whose numbers come from dossiers."""


def forms(on: date) -> tuple[ReportForm, ...]:
    """The report forms in force on a day, official ones first."""
    found = (cast(ReportForm, value.value) for value in law().report_forms_on(on).values())
    return tuple(sorted(found, key=lambda form: (form.own, form.code)))


def form(code: str, *, on: date) -> ReportForm:
    """The form of a code in force on a day, however it is written: ii.06A. Raises NotFound (`form`)."""
    known = forms(on)
    found = next((one for one in known if one.code.casefold() == code.strip().casefold()), None)
    if not known:
        raise NotFound(
            "period", "Chưa có biểu báo cáo nào áp dụng vào ngày {on}; hãy chọn kỳ gần hơn.", on=f"{on:%d/%m/%Y}"
        )
    if found is None:
        raise NotFound(
            "form",
            "Không có biểu báo cáo «{code}»; hãy chọn một trong: {known}.",
            code=code[:20],
            known=", ".join(one.code for one in known),
        )
    return found


def made(viewer: Viewer, code: str, unit_key: str, period: Period, *, as_of: datetime | None = None) -> Made:
    """A report as of a cut-off (default: the end of the period or now, the earlier).

    Raises NotFound for an unknown form or unit, NotAllowed for a unit that the person does not see whole, Refusal
    (`as_of`, `period`) for a cut-off in the future or before the period, BrokenReport where columns do not add up.
    """
    look = looked(viewer, code, unit_key, period, as_of=as_of)
    return _made(look, as_of=look.at.as_of)


def looked(viewer: Viewer, code: str, unit_key: str, period: Period, *, as_of: datetime | None = None) -> Look:
    """What a report looks at, for the dossiers behind its numbers. Raises as `made` does."""
    unit = places.unit(unit_key)
    unit_ids = covered(unit, period)
    require_whole(viewer, unit_ids)
    at = cut(period, as_of=_cut_off(period, as_of))
    return Look(form=form(code, on=period.last), unit=unit, unit_ids=unit_ids, period=period, at=at)


def remade(chosen: ReportForm, unit: UnitView, unit_ids: frozenset[int], period: Period, as_of: datetime) -> Made:
    """A report over units told before, for whoever is entitled to it."""
    at = cut(period, as_of=as_of)
    return _made(Look(form=chosen, unit=unit, unit_ids=unit_ids, period=period, at=at), as_of=as_of)


def _made(look: Look, *, as_of: datetime) -> Made:
    table = checked(look.form, _TABLES[look.form.rows](look))
    return Made(form=look.form, unit=look.unit, unit_ids=look.unit_ids, period=look.period, as_of=as_of, table=table)


def symbol(unit: UnitView) -> str:
    """What stands after the serial of the number of a unit's report."""
    return "BC-UBND" if unit.kind is UnitKind.COMMITTEE else "BC"


def covered(unit: UnitView, period: Period) -> frozenset[int]:
    """The unit, those below it on the first or the last day of the period, and those whose work they carry on."""
    below = places.descendants_of(unit.id, period.first) | places.descendants_of(unit.id, period.last)
    own = {unit.id} | below
    before = carried_on(period.last)
    return frozenset(own.union(*(before.get(unit_id, frozenset()) for unit_id in own)))


def require_whole(viewer: Viewer, unit_ids: frozenset[int]) -> None:
    """Raises NotAllowed unless the person sees all dossiers of the units."""
    scope = policy.scope(viewer)
    if not all(map(scope.allows, unit_ids)):
        raise NotAllowed(
            "unit",
            "Báo cáo này gồm cả hồ sơ ngoài phạm vi của ông/bà; hãy chọn đơn vị của mình, hoặc nhờ lãnh đạo cấp trên.",
        )


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
    if cut_off < period.start:
        raise Refusal(
            "period" if as_of is None else "as_of",
            "Kỳ {period} bắt đầu sau thời điểm chốt {at}; hãy chọn kỳ đã bắt đầu.",
            period=period.label,
            at=f"{cut_off:%H:%M %d/%m/%Y}",
        )
    return cut_off
