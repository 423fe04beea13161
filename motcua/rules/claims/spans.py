"""The periods that reports name: "6 tháng đầu năm 2023", "quý II/2023", "tháng 6 năm 2023"."""

from __future__ import annotations

import re
from collections.abc import Callable

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NOT_NOW = r"(?<!cùng kỳ )"
_YEAR = r"(?:năm |/)? ?(?P<year>20\d\d)(?!\d)"


def _half(match: re.Match[str]) -> str:
    return f"{match['year']}-H{1 if match['which'].casefold() == 'đầu' else 2}"


def _nine(match: re.Match[str]) -> str:
    return f"{match['year']}-01-01..{match['year']}-09-30"


def _quarter(match: re.Match[str]) -> str:
    return f"{match['year']}-Q{_QUARTERS[match['which'].casefold()]}"


def _month(match: re.Match[str]) -> str:
    month = int(match["which"])
    return f"{match['year']}-{month:02d}" if 1 <= month <= 12 else ""


def _whole_year(match: re.Match[str]) -> str:
    return match["year"]


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), told)
    for pattern, told in (
        (rf"{_NOT_NOW}\b(?:0?6|sáu) tháng (?P<which>đầu|cuối) {_YEAR}", _half),
        (rf"{_NOT_NOW}\b(?:0?9|chín) tháng (?:đầu )?{_YEAR}", _nine),
        (rf"{_NOT_NOW}\bquý (?P<which>iv|i{{1,3}}|[1-4]) ?{_YEAR}", _quarter),
        (rf"{_NOT_NOW}(?<!\d )(?<!\d  )\btháng (?P<which>\d{{1,2}}) ?{_YEAR}", _month),
    )
)
_YEARLY = re.compile(rf"\b(?:(?:báo cáo|kết quả)\b[^\n.;]{{0,160}}?|trong) {_YEAR}", re.IGNORECASE)
_TITLE = 2_000
"""Characters at the beginning of a report among which its period is looked for."""


def period_in_sentence(sentence: str) -> str:
    """The half-year, quarter or month that a sentence speaks of, as periods are written ("2023-Q2"); "" for none."""
    found = [(match.start(), told(match)) for form, told in _FORMS for match in form.finditer(sentence)]
    return max(found, default=(0, ""))[1]


def period_of_report(text: str) -> str:
    """The period of a report by its title and first lines; "" where they do not tell it."""
    start = text[:_TITLE]
    found = [(match.start(), told(match)) for form, told in _FORMS[:3] for match in form.finditer(start)]
    if not found:
        found = [(match.start(), told(match)) for form, told in _FORMS[3:] for match in form.finditer(start)]
    if found:
        return min(found)[1]
    yearly = _YEARLY.search(start)
    return _whole_year(yearly) if yearly else ""
