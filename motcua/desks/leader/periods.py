"""Periods as people call them, and the form that chooses one."""

from __future__ import annotations

import re

from django.urls import reverse

from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import date_vi
from motcua.desks.leader.asking import CUSTOM, TypedPeriod
from motcua.desks.leader.pages import PeriodForm
from motcua.records import clock
from motcua.rules.period import Period, period, spoken

_NAMED = re.compile(r"(nd09:)?([0-9]{4})(?:-(?:H([12])|Q([1-4])|([0-9]{2})))?", re.ASCII)


def period_vi(given: Period) -> str:
    """What a report calls a period: 6 tháng đầu năm 2023."""
    return spoken(given)


def days_vi(given: Period) -> str:
    """The first and last day of a period: 01/01/2023–30/06/2023."""
    return f"{date_vi(given.first)}–{date_vi(given.last)}"


def period_form(chosen: Period, *, typed: TypedPeriod, errors: dict[str, str]) -> PeriodForm:
    """The form with the period shown chosen; what was typed stays where it was refused."""
    own = typed.period == CUSTOM or _NAMED.fullmatch(chosen.id) is None
    offered = _offered(chosen)
    options = tuple(
        Option(value=each.id, label=period_vi(each), chosen=not own and each.id == chosen.id) for each in offered
    )
    first, last = (typed.first, typed.last) if typed.period == CUSTOM else (date_vi(chosen.first), date_vi(chosen.last))
    return PeriodForm(
        action=reverse("leader:overview"),
        period=Field(
            name="period",
            label="Kỳ",
            kind=FieldKind.SELECT,
            options=(*options, Option(value=CUSTOM, label="Tùy chọn, theo hai ngày bên cạnh", chosen=own)),
            error=errors.get("period", ""),
        ),
        first=_day_field("from", "Từ ngày", first, errors),
        last=_day_field("to", "Đến ngày", last, errors),
    )


def _day_field(name: str, label: str, value: str, errors: dict[str, str]) -> Field:
    return Field(name=name, label=label, value=value, maxlength="10", error=errors.get(name, ""))


def _offered(chosen: Period) -> list[Period]:
    """The periods of this year and the last that have begun, by the calendar and as NĐ 09 closes them."""
    today = clock.now().date()
    names = []
    for year in (today.year, today.year - 1):
        names += [f"{year}-H1", f"{year}-H2", f"{year}", *(f"{year}-Q{quarter}" for quarter in range(1, 5))]
    names += [f"{today.year}-{month:02d}" for month in range(1, 13)]
    names += [f"nd09:{today.year}{part}" for part in ("-H1", "-H2", "", "-Q1", "-Q2", "-Q3", "-Q4")]
    offered = [each for each in map(period, names) if each.first <= today]
    return offered if chosen.id in names or _NAMED.fullmatch(chosen.id) is None else [chosen, *offered]
