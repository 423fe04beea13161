"""Periods of reports: a year, half-year, quarter, month or two dates, by the calendar or as NĐ 09/2019 closes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.law.types import LOCAL
from motcua.rules.refusal import Refusal

_NAMED = re.compile(
    r"(?P<nd09>nd09:)?(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?", re.ASCII
)
_BETWEEN = re.compile(r"(?P<first>\d{4}-\d{2}-\d{2})\.\.(?P<last>\d{4}-\d{2}-\d{2})", re.ASCII)
_YEARS = range(1900, 2200)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """From `first` to `last`, both days included; `id` as it was written."""

    id: str
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first instant that belongs to the period."""
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def end(self) -> datetime:
        """The first instant after the period."""
        return datetime.combine(self.last + timedelta(days=1), time(), LOCAL)

    @property
    def label(self) -> str:
        """How a report calls the period."""
        return f"từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"


_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")


def spoken(given: Period) -> str:
    """What a report calls a period: 6 tháng đầu năm 2023."""
    match = _NAMED.fullmatch(given.id)
    if match is None:
        return f"từ {given.first:%d/%m/%Y} đến {given.last:%d/%m/%Y}"
    name = f"năm {match['year']}"
    if match["half"]:
        name = f"6 tháng {_HALVES[int(match['half']) - 1]} năm {match['year']}"
    elif match["quarter"]:
        name = f"quý {_QUARTERS[int(match['quarter']) - 1]} năm {match['year']}"
    elif match["month"]:
        name = f"tháng {int(match['month'])} năm {match['year']}"
    return f"{name} (chốt ngày 14, {given.first:%d/%m/%Y}–{given.last:%d/%m/%Y})" if match["nd09"] else name


def half_year_to_report(day: date) -> Period:
    """The half-year that is being reported on a day: the one just over during the first month of the next.

    Source: reports of a half-year are drawn up after it has closed (quy ước của hệ thống).
    """
    half = 1 if day.month <= 6 else 2
    if day.month in (1, 7):
        return period(f"{day.year}-H1" if half == 2 else f"{day.year - 1}-H2")
    return period(f"{day.year}-H{half}")


def quarter_to_report(day: date) -> Period:
    """The quarter that is being reported on a day: the one just over during the first month of the next.

    Source: as of a half-year (quy ước của hệ thống).
    """
    quarter, month_of_it = divmod(day.month - 1, 3)
    if month_of_it == 0:
        year, quarter = (day.year - 1, 4) if quarter == 0 else (day.year, quarter)
        return period(f"{year}-Q{quarter}")
    return period(f"{day.year}-Q{quarter + 1}")


def year_before(given: Period) -> Period:
    """The same period of the year before; the end of a month stays the end of that month."""
    first, last = _year_earlier(given.first), _year_earlier(given.last)
    if (given.last + timedelta(days=1)).day == 1:
        last = _month(last.year, last.month + 1) - timedelta(days=1)
    return Period(id=f"{first}..{last}", first=first, last=last)


def _year_earlier(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def period(text: str) -> Period:
    """Reads `2023`, `2023-H1`, `2023-Q2`, `2023-06`, `2023-01-01..2023-06-30` or `nd09:2023-H1` (15/12–14/06).

    Source: NĐ 09/2019/NĐ-CP art. 12 for nd09 (chờ kiểm chứng). Raises Refusal naming the field.
    """
    written = text.strip()
    if ".." in written:
        return _between(written)
    match = _NAMED.fullmatch(written)
    if match is None or int(match["year"]) not in _YEARS:
        raise _unreadable(written)
    first_month, months = _months(match)
    if not 1 <= first_month <= 12:
        raise _unreadable(written)
    year = int(match["year"])
    first, after = _month(year, first_month), _month(year, first_month + months)
    if match["nd09"]:
        first, after = (
            _month(year, first_month - 1).replace(day=15),
            _month(year, first_month + months - 1).replace(day=15),
        )
    return Period(id=written, first=first, last=after - timedelta(days=1))


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return 6 * int(match["half"]) - 5, 6
    if match["quarter"]:
        return 3 * int(match["quarter"]) - 2, 3
    if match["month"]:
        return int(match["month"]), 1
    return 1, 12


def _month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _between(written: str) -> Period:
    match = _BETWEEN.fullmatch(written)
    if match is None:
        raise _unreadable(written)
    found = Period(id=written, first=_day(match["first"], written), last=_day(match["last"], written))
    if found.last < found.first:
        raise Refusal("period", "Kỳ «{text}» có ngày cuối trước ngày đầu; hãy đổi lại.", text=written)
    return found


def _day(text: str, written: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise _unreadable(written) from None
    if day.year not in _YEARS:
        raise _unreadable(written)
    return day


def _unreadable(written: str) -> Refusal:
    return Refusal(
        "period",
        "Không đọc được kỳ «{text}»; hãy viết như 2023, 2023-H1, 2023-Q2, 2023-06, 2023-01-01..2023-06-30 "
        "hoặc nd09:2023-H1.",
        text=written[:40],
    )
