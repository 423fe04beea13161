"""What the leader's addresses ask for: a period, and which part of which figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.sent import whole_number
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.measures.queries import By, Part
from motcua.records.places import queries as places
from motcua.rules.folding import clean
from motcua.rules.period import Period, half_year_to_report, period
from motcua.rules.refusal import Refusal

Chosen = TypeVar("Chosen", bound=StrEnum)

CUSTOM = "custom"
"""The choice of a period between two dates."""

AS_OF = "as_of"
"""Where an address names its cut-off, as ISO 8601 has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedPeriod:
    """The period form as typed; all empty where nothing was asked."""

    period: str = ""
    first: str = ""
    last: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedFigure:
    """A part of a figure, all of it in the address so that the list equals the number that led to it: of one unit, one
    level, or the group that a breakdown calls `key`; a breakdown goes with neither of the others.
    """

    indicator: str
    period: Period
    as_of: datetime | None = None
    part: Part = Part.NUMERATOR
    unit: str = ""
    level: str = ""
    by: By | None = None
    key: str = ""
    after: int = 0

    @property
    def href(self) -> str:
        """The address that asks for this."""
        asked = {
            "period": self.period.id,
            AS_OF: self.as_of.isoformat() if self.as_of else "",
            "part": self.part.value,
            "unit": self.unit,
            "level": self.level,
            "by": self.by.value if self.by else "",
            "key": self.key,
            "after": str(self.after or ""),
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('leader:figure', args=(self.indicator,))}?{query}"

    def at(self, part: Part, *, after: int = 0) -> AskedFigure:
        """Another part of the same figure, or a further page."""
        return replace(self, part=part, after=after)


def typed_period(data: QueryDict) -> TypedPeriod:
    """The period form as sent."""
    return TypedPeriod(period=data.get("period", ""), first=data.get("from", ""), last=data.get("to", ""))


def period_in(typed: TypedPeriod) -> Period:
    """The period asked for. Raises Refusal naming `period`, `from` or `to`."""
    written = clean(typed.period, field="period")
    if not written:
        return default_period()
    if written != CUSTOM:
        return period(written)
    first, last = _day(typed.first, field="from"), _day(typed.last, field="to")
    if last < first:
        raise Refusal("to", "Ngày cuối trước ngày đầu của kỳ; hãy đổi lại.")
    return period(f"{first}..{last}")


def cut_off_in(data: QueryDict) -> datetime | None:
    """The cut-off that an address names; None where it names none. Raises Refusal naming `as_of`."""
    written = clean(data.get(AS_OF, ""), field=AS_OF)
    return clock.instant(written, field=AS_OF) if written else None


def default_period() -> Period:
    """The half-year that is being reported."""
    return half_year_to_report(clock.now().date())


def asked_figure(indicator: str, data: QueryDict) -> AskedFigure:
    """A part of a figure. Raises Refusal naming what is wrong, NotFound for a unit that does not exist."""
    unit = clean(data.get("unit", ""), field="unit")
    level, by, after = (data.get(name, "") for name in ("level", "by", "after"))
    return AskedFigure(
        indicator=indicator,
        period=period_in(typed_period(data)),
        as_of=cut_off_in(data),
        part=_one_of(Part, data.get("part", Part.NUMERATOR.value), field="part"),
        unit=places.unit(unit).key if unit else "",
        level=_one_of(Level, level, field="level").value if level else "",
        by=_one_of(By, by, field="by") if by else None,
        key=clean(data.get("key", ""), field="key", limit=60),
        after=whole_number(after, field="after") if after else 0,
    )


def _one_of(kind: type[Chosen], text: str, *, field: str) -> Chosen:
    try:
        return kind(text)
    except ValueError:
        raise Refusal(field, "Địa chỉ trang không đúng; hãy mở lại từ trang toàn cảnh.") from None


def _day(text: str, *, field: str) -> date:
    typed = clean(text, field=field, limit=20)
    if not typed:
        raise Refusal(field, "Kỳ tùy chọn cần cả ngày đầu và ngày cuối; hãy nhập như 01/01/2023.")
    for written in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, written).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    raise Refusal(field, "Không đọc được ngày «{text}»; hãy nhập như 01/01/2023.", text=typed)
