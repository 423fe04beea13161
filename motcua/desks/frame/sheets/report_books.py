"""Official reports as workbooks: merged headings, the row of numbers, real numbers and dates, places to sign."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.sheets.form_books import FormBook
from motcua.desks.frame.sheets.forms.report import DAYS, NO_DATA, days_vi, report_sheet
from motcua.desks.frame.sheets.sheet import MOTTO, NATION, SIMULATED, Grid, Sheet, Signatures, head_rows
from motcua.desks.frame.spreadsheets import harmless
from motcua.records.reports.making import Made
from motcua.records.reports.queries import ReportView
from motcua.rules.reporting.table import Cell, Row, RowKind, Share

_MIDDLE = {"align": "center", "valign": "vcenter", "text_wrap": True}
_EXACT = {"num_format": "#,##0"}
_PER_CENT, _DAY = {"num_format": "0.00%"}, {"num_format": "dd/mm/yyyy"}


def report_book(made: Made, view: ReportView | None = None) -> bytes:
    """The report as XLSX, in the layout of its form."""
    out = io.BytesIO()
    writer, sheet = FormBook(out, name="Báo cáo"), report_sheet(made, view)
    grid = next(block for block in sheet.blocks if isinstance(block, Grid))
    top = _write_head(writer, made, sheet, last=len(grid.columns) - 1)
    first = _write_headings(writer, grid, top=top)
    for place, row in enumerate(made.table.rows):
        _write_row(writer, made, row, first + place)
    _write_foot(writer, made, sheet, top=first + len(made.table.rows), last=len(grid.columns) - 1)
    writer.set_up(grid.columns, top=top, first=first)
    writer.sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.63)
    writer.book.set_properties({"title": made.form.title, "company": made.unit.name, "comments": sheet.form})
    writer.book.close()
    return out.getvalue()


def _write_head(writer: FormBook, made: Made, sheet: Sheet, *, last: int) -> int:
    """Agency and nation side by side, title and period; the row where the headings begin."""
    half = max(1, last * 2 // 5)
    bold, plain = writer.look(bold=True, align="center"), writer.look(align="center")
    slanted = writer.look(italic=True, align="center")
    agency = sheet.head.agency.replace("\n", " ").upper()
    left = (sheet.form.partition(" – ")[0], agency, sheet.head.number)
    right = (NATION.upper(), MOTTO, sheet.head.place_and_date)
    for row, (own, nation) in enumerate(zip(left, right, strict=True)):
        writer.merged(row, 0, row, half, own, (slanted, bold, plain)[row])
        writer.merged(row, half + 1, row, last, nation, (bold, bold, slanted)[row])
    writer.merged(4, 0, 4, last, sheet.title.upper(), writer.look(bold=True, font_size=14, align="center"))
    writer.merged(5, 0, 5, last, sheet.subject, bold)
    known = f"Đơn vị báo cáo: {made.unit.name} · Số liệu biết đến {instant_vi(made.as_of)}"
    writer.merged(6, 0, 6, last, known, slanted)
    marks = " · ".join(mark for mark in (sheet.mark, SIMULATED if sheet.simulated else "") if mark)
    writer.merged(7, 0, 7, last, marks, writer.look(bold=True, align="center", font_color="#9C0006"))
    return 8


def _write_headings(writer: FormBook, grid: Grid, *, top: int) -> int:
    """The headings and the numbers of the columns; the row where the report begins."""
    look = writer.look(bold=True, border=1, bg_color="#E1ECEE", **_MIDDLE)
    rows = head_rows(grid.columns)
    for number, row in enumerate(rows, start=top):
        writer.sheet.set_row(number, 32)
        for head in row:
            writer.merged(number, head.place, number + head.depth - 1, head.place + head.span - 1, head.text, look)
    numbers = top + len(rows)
    small = writer.look(italic=True, border=1, align="center", font_size=9)
    for place, text in enumerate(grid.rows[0]):
        writer.sheet.write_string(numbers, place, text, small)
    return numbers + 1


def _write_row(writer: FormBook, made: Made, row: Row, number: int) -> None:
    look = {"border": 1, "valign": "top", "bold": row.kind is not RowKind.LINE}
    writer.sheet.write_string(number, 0, row.order, writer.look(align="center", **look))
    writer.sheet.write_string(number, 1, harmless(row.label), writer.look(text_wrap=True, **look))
    for place, (cell, column) in enumerate(zip(row.cells, made.form.columns, strict=True), start=2):
        _write_cell(writer, number, place, cell, look=look, day=column.id in DAYS)


def _write_cell(writer: FormBook, row: int, place: int, cell: Cell, *, look: dict[str, Any], day: bool) -> None:
    sheet = writer.sheet
    match cell:
        case None:
            absent = writer.look(italic=True, font_color="#666666", font_size=9, text_wrap=True, border=1)
            sheet.write_string(row, place, NO_DATA, absent)
        case Share() if cell.whole:
            sheet.write_number(row, place, cell.part / cell.whole, writer.look(**look, **_PER_CENT))
        case int():
            sheet.write_number(row, place, cell, writer.look(**look, **_EXACT))
        case str() if day and cell:
            at = datetime.combine(date.fromisoformat(cell), time())
            sheet.write_datetime(row, place, at, writer.look(**look, **_DAY))
        case str() if cell:
            sheet.write_string(row, place, harmless(cell), writer.look(text_wrap=True, **look))
        case _:
            sheet.write_blank(row, place, None, writer.look(**look))


def _write_foot(writer: FormBook, made: Made, sheet: Sheet, *, top: int, last: int) -> None:
    """What is said below, and the places to sign side by side."""
    small = writer.look(italic=True, font_size=10, text_wrap=True, valign="top")
    for row, line in enumerate((*made.table.notes, f"Kỳ báo cáo {days_vi(made.period)}; {sheet.form}."), start=top + 1):
        writer.merged(row, 0, row, last, line, small)
    signed = next(block for block in sheet.blocks if isinstance(block, Signatures))
    begin, half = top + len(made.table.notes) + 3, last // 2
    bold, slanted = writer.look(bold=True, align="center"), writer.look(italic=True, align="center")
    for (left, right), signer in zip(((0, half), (half + 1, last)), signed.signers, strict=True):
        lines = [(line.upper(), bold) for line in signer.lines] + [(signer.how, slanted)]
        for row, (text, look) in enumerate(lines, start=begin):
            writer.merged(row, left, row, right, text, look)
        writer.merged(begin + len(lines) + 4, left, begin + len(lines) + 4, right, signer.name, bold)
