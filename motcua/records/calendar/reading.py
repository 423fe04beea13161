"""Decisions read from a CSV file: date, kind, reason, document, article, unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.records.calendar.decisions import Decision, decision
from motcua.records.csv_rows import RowError, opened, rows_in
from motcua.rules.refusal import Refusal

COLUMNS = ("date", "kind", "reason", "document", "article", "unit")
NEEDED = COLUMNS[:4]

MOST_ROWS = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a file holds: the decisions of its good rows, and what is wrong with the others."""

    decisions: tuple[Decision, ...]
    errors: tuple[RowError, ...]


def decisions_in(content: bytes) -> Table:
    """Reads a file in UTF-8, with or without a mark at its start, separated by commas or semicolons.

    Raises Refusal (`file`) for what is no such table: too large, another encoding, a header without the columns.
    """
    large = Refusal("file", "Tệp lớn hơn 1 MB, không phải danh sách ngày nghỉ; hãy kiểm tra lại tệp.")
    reader = opened(content, too_large=large)
    _require_columns(list(reader.fieldnames or ()))
    good, errors = rows_in(reader, _decision, most=MOST_ROWS, place=lambda one: one.place, again=_again)
    return Table(decisions=good, errors=errors)


def _require_columns(names: list[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    strange = [name for name in names if name not in COLUMNS]
    if missing:
        raise Refusal(
            "file", "Thiếu cột {missing}; dòng đầu phải là: {columns}.",
            missing=", ".join(missing), columns=",".join(COLUMNS),
        )  # fmt: skip
    if strange or len(set(names)) < len(names):
        raise Refusal(
            "file", "Dòng đầu có cột lạ hoặc cột lặp; dòng đầu phải là: {columns}.", columns=",".join(COLUMNS)
        )


def _again(line: int) -> Refusal:
    return Refusal("date", "Ngày này đã có ở dòng {line}; hãy giữ một dòng.", line=line)


def _decision(row: Mapping[str, str]) -> Decision:
    if None in row:  # more cells than columns: a comma without quotes around the cell
        raise Refusal("reason", "Dòng có nhiều ô hơn số cột; hãy đặt ô có dấu phẩy trong dấu nháy kép.")
    cells = {name: row.get(name) or "" for name in COLUMNS}
    return decision(
        day=cells["date"],
        kind=cells["kind"],
        reason=cells["reason"],
        document=cells["document"],
        article=cells["article"],
        unit=cells["unit"],
    )
