"""Decisions read from a CSV file: date, kind, reason, document, article, unit."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from motcua.records.calendar.decisions import Decision, decision
from motcua.rules.refusal import Refusal

COLUMNS = ("date", "kind", "reason", "document", "article", "unit")
NEEDED = COLUMNS[:4]

MOST_BYTES, MOST_ROWS = 1_000_000, 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class RowError:
    """What is wrong in a file: the line as an editor counts it, the column, and the sentence."""

    line: int
    column: str
    refusal: Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What a file holds: the decisions of its good rows, and what is wrong with the others."""

    decisions: tuple[Decision, ...]
    errors: tuple[RowError, ...]


def decisions_in(content: bytes) -> Table:
    """Reads a file in UTF-8, with or without a mark at its start, separated by commas or semicolons.

    Raises Refusal (`file`) for what is no such table: too large, another encoding, a header without the columns.
    """
    text = _text(content)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        _require_columns([name.strip().casefold() for name in reader.fieldnames or ()])
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
        return _table(reader)
    except csv.Error as error:
        raise Refusal(
            "file", "Dòng {line} không đúng dạng CSV ({error}); hãy kiểm tra dấu nháy kép.",
            line=reader.line_num, error=error,
        ) from None  # fmt: skip


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise Refusal("file", "Tệp lớn hơn 1 MB, không phải danh sách ngày nghỉ; hãy kiểm tra lại tệp.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("file", "Tệp không ở bảng mã UTF-8; hãy lưu lại dạng «CSV UTF-8».") from None


def _separator(text: str) -> str:
    """Excel separates by semicolons where a comma stands in numbers."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


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


def _table(reader: csv.DictReader[str]) -> Table:
    decided: dict[tuple[date, int | None], int] = {}
    good: list[Decision] = []
    errors: list[RowError] = []
    for number, row in enumerate(reader, start=1):
        if number > MOST_ROWS:
            raise Refusal("file", "Tệp có hơn {most} dòng; hãy chia thành nhiều tệp.", most=MOST_ROWS)
        line = reader.line_num
        try:
            one = _decision(row)
            first = decided.setdefault(one.place, line)
            if first != line:
                raise Refusal("date", "Ngày này đã có ở dòng {line}; hãy giữ một dòng.", line=first)
            good.append(one)
        except Refusal as refusal:
            errors.append(RowError(line=line, column=refusal.field, refusal=refusal))
    return Table(decisions=tuple(good), errors=tuple(errors))


def _decision(row: dict[str, str]) -> Decision:
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
