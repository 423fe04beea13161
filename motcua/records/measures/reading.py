"""Figures counted elsewhere, read from a CSV file: what, of whom and when, its two numbers, and their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.records.csv_rows import RowError, opened, rows_in
from motcua.records.places import queries as places
from motcua.rules.folding import clean, fold
from motcua.rules.indicator import Condition, Elsewhere, Sum
from motcua.rules.indicators import indicator
from motcua.rules.period import Period, period
from motcua.rules.refusal import Refusal

COLUMNS = ("indicator", "unit", "period", "numerator", "denominator", "source", "invented")
NEEDED = COLUMNS[:6]

MOST_ROWS = 5_000

_TRUTHS = {"": False, "khong": False, "no": False, "0": False, "co": True, "yes": True, "1": True}


@dataclass(frozen=True, kw_only=True, slots=True)
class ExternalFigure:
    """A figure that was counted elsewhere, of a unit with all below it."""

    indicator: str
    unit_key: str
    period: Period
    numerator: int
    denominator: int | None
    source: str
    invented: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a file holds: the figures of its good rows, and what is wrong with the others."""

    figures: tuple[ExternalFigure, ...]
    errors: tuple[RowError, ...]


def figures_in(content: bytes) -> Table:
    """Reads a file in UTF-8, with or without a mark at its start, separated by commas or semicolons.

    Raises Refusal (`file`) for what is no such table: too large, another encoding, a header without the columns.
    """
    large = Refusal("file", "Tệp lớn hơn 1 MB, không phải bảng số liệu; hãy kiểm tra lại tệp.")
    reader = opened(content, too_large=large)
    _require_columns(list(reader.fieldnames or ()))
    good, errors = rows_in(reader, _figure, most=MOST_ROWS, place=_place, again=_again)
    return Table(figures=good, errors=errors)


def _require_columns(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing or not set(names) <= set(COLUMNS) or len(set(names)) < len(names):
        raise Refusal("file", "Dòng đầu phải là: {columns}; hãy sửa lại tên các cột.", columns=",".join(COLUMNS))


def _place(one: ExternalFigure) -> tuple[str, str, Period]:
    return one.indicator, one.unit_key, one.period


def _again(line: int) -> Refusal:
    return Refusal("period", "Số liệu này đã có ở dòng {line}; hãy giữ một dòng.", line=line)


def _figure(row: Mapping[str, str]) -> ExternalFigure:
    if None in row:  # more cells than columns: a comma without quotes around the cell
        raise Refusal("source", "Dòng có nhiều ô hơn số cột; hãy đặt ô có dấu phẩy trong dấu nháy kép.")
    cells = {name: clean(row.get(name) or "", field=name, limit=300) for name in COLUMNS}
    said = indicator(cells["indicator"])
    if isinstance(said.numerator, Elsewhere) or said.percentile is not None:
        raise Refusal("indicator", "Chỉ tiêu này không so được bằng tử số và mẫu số; hãy bỏ dòng này.")
    numerator = _number(cells["numerator"], field="numerator")
    denominator = None if said.denominator is None else _number(cells["denominator"], field="denominator")
    if said.denominator is None and cells["denominator"]:
        raise Refusal("denominator", "Chỉ tiêu này là một số đếm, không có mẫu số; hãy để trống ô này.")
    parts: Condition | Sum = said.numerator
    if denominator is not None and numerator > denominator and not isinstance(parts, Sum):
        raise Refusal("numerator", "Tử số lớn hơn mẫu số; hãy kiểm tra lại hai ô.")
    if not cells["source"]:
        raise Refusal("source", "Chưa ghi nguồn của số liệu; hãy ghi tên báo cáo, số văn bản.")
    return ExternalFigure(
        indicator=said.id,
        unit_key=places.unit(cells["unit"]).key,
        period=period(cells["period"]),
        numerator=numerator,
        denominator=denominator,
        source=cells["source"],
        invented=_truth(cells["invented"]),
    )


def _number(text: str, *, field: str) -> int:
    digits = text.replace(".", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        raise Refusal(field, "«{text}» không phải số nguyên; hãy nhập như 39779 hoặc 39.779.", text=text[:20])
    return int(digits)


def _truth(text: str) -> bool:
    found = _TRUTHS.get(fold(text))
    if found is None:
        raise Refusal("invented", "Ô này ghi «có» nếu số liệu là giả định, hoặc «không»; hãy sửa lại.")
    return found
