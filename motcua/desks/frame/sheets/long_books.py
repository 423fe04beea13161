"""Workbooks of tens of thousands of rows: XlsxWriter makes the book with one row of each look, which then stands for
all the others. Written cell by cell through the library the same rows would take five times as long.

The format is that of ECMA-376, part 1, 18.3: rows of cells with inline strings and numbers.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from xlsxwriter.utility import xl_col_to_name

from motcua.desks.frame.spreadsheets import harmless

Value = str | int | datetime | None
"""A text, a number, an instant without zone, or an empty cell."""

_SHEET = "xl/worksheets/sheet1.xml"
_STYLE = re.compile(r'<c r="([A-Z]+)(\d+)" s="(\d+)"')
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  (day 0 of spreadsheets, which know no zones)
_DAY = 86_400


def with_rows(scaffold: bytes, rows: Iterable[Sequence[Value]], *, sample: int) -> bytes:
    """The book with `rows` in the place of its sample row, the one-based row `sample`, each cell with the look that
    the sample has in its column; what stands below the sample is dropped. Rows are written as they come.
    """
    with zipfile.ZipFile(io.BytesIO(scaffold)) as made, tempfile.TemporaryFile("w+", encoding="utf-8") as body:
        xml = made.read(_SHEET).decode()
        start, end = xml.index(f'<row r="{sample}"'), xml.index("</sheetData>")
        starts = _starts(_STYLE.findall(xml[start:end]), sample)
        last = sample - 1
        for last, row in enumerate(rows, start=sample):
            body.write(_row(row, starts, last))
        body.seek(0)
        extent = f'<dimension ref="A1:{xl_col_to_name(len(starts) - 1)}{last}"/>'
        head = re.sub(r'<dimension ref="[^"]*"/>', extent, xml[:start])
        return _bound(made, (head, body, xml[end:]))


def _starts(styles: Iterable[tuple[str, str, str]], sample: int) -> list[tuple[str, str]]:
    """What a cell begins with, before and after the number of its row, column by column."""
    return [(f'<c r="{column}', f'" s="{style}"') for column, row, style in styles if row == str(sample)]


def _row(row: Sequence[Value], starts: Sequence[tuple[str, str]], number: int) -> str:
    cells = [f"{start}{number}{look}{_cell(value)}" for (start, look), value in zip(starts, row, strict=False)]
    return f'<row r="{number}">{"".join(cells)}</row>\n'


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "/>"
    if isinstance(value, str):
        text = harmless(value)
        if not text.isprintable():
            text = _UNFIT.sub("\ufffd", text)
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return f' t="inlineStr"><is><t{kept}>{escape(text, quote=False)}</t></is></c>'
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    elapsed = value - _EPOCH
    return f"><v>{elapsed.days + elapsed.seconds / _DAY:.10f}</v></c>"


def _bound(made: zipfile.ZipFile, sheet: tuple[str, Iterable[str], str]) -> bytes:
    """The parts of the made book with another first sheet."""
    head, body, tail = sheet
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for part in made.infolist():
            if part.filename != _SHEET:
                book.writestr(part.filename, made.read(part))
                continue
            with book.open(_SHEET, "w", force_zip64=True) as written:
                written.write(head.encode())
                for line in body:
                    written.write(line.encode())
                written.write(tail.encode())
    return out.getvalue()
