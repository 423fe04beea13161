"""Which days of the register are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import QueryDict

from motcua.desks.counter.asking import day, searched
from motcua.rules.period import Period, period
from motcua.rules.refusal import Refusal


class Stretch(StrEnum):
    """Which days of a register: two typed ones, or the whole day, month, quarter or year of the first."""

    CUSTOM = "custom"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the register is asked for: days [`first`, `last`], both included, which are a whole `stretch`."""

    text: str
    first: date
    last: date
    stretch: Stretch


def asked(query: QueryDict, *, today: date) -> Asked:
    """The days and words of the register; without days, today. Raises Refusal."""
    typed = query.get("stretch", "")
    if typed not in ("", *Stretch):
        raise Refusal("stretch", "Không có kỳ này; hãy chọn lại trong danh sách.")
    stretch = Stretch(typed or Stretch.CUSTOM)
    first = day(query.get("from", ""), field="from", missing=today)
    if stretch is not Stretch.CUSTOM:
        whole = _whole(stretch, first)
        return Asked(text=searched(query), first=whole.first, last=whole.last, stretch=stretch)
    last = day(query.get("to", ""), field="to", missing=max(first, today))
    if last < first:
        raise Refusal("to", "Ngày cuối trước ngày đầu; hãy chọn lại khoảng ngày.")
    return Asked(text=searched(query), first=first, last=last, stretch=stretch)


def _whole(stretch: Stretch, on: date) -> Period:
    match stretch:
        case Stretch.MONTH:
            return period(f"{on:%Y-%m}")
        case Stretch.QUARTER:
            return period(f"{on.year:04d}-Q{(on.month + 2) // 3}")
        case Stretch.YEAR:
            return period(f"{on.year:04d}")
        case _:
            return period(f"{on}..{on}")
