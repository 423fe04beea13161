"""The forms of the evaluation as workbooks: real numbers, the head and the notes of the sheet."""

from __future__ import annotations

import io
from decimal import Decimal

from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.sheets.form_books import FormBook
from motcua.desks.frame.sheets.forms.evaluation import FORM_NOTE, EvaluationForm, Value, said
from motcua.desks.frame.sheets.sheet import SIMULATED, Align, head_rows
from motcua.desks.frame.spreadsheets import harmless

_HEAD = {"bold": True, "border": 1, "bg_color": "#E1ECEE", "align": "center", "valign": "vcenter", "text_wrap": True}
_ALIGNED = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
_TITLE_ROWS = 6


def evaluation_book(form: EvaluationForm) -> bytes:
    """The form as XLSX."""
    out = io.BytesIO()
    writer, last = FormBook(out, name="Đánh giá"), len(form.columns) - 1
    _write_title(writer, form, last=last)
    first = _write_headings(writer, form)
    for place, row in enumerate(form.rows):
        _write_row(writer, form, row, number=first + place, strong=place in form.strong)
    note = writer.look(italic=True, font_size=10, text_wrap=True, valign="top")
    for place, text in enumerate((*form.notes, f"{FORM_NOTE}."), start=first + len(form.rows) + 1):
        writer.sheet.merge_range(place, 0, place, last, harmless(text), note)
        writer.sheet.set_row(place, 28)
    writer.set_up(form.columns, top=_TITLE_ROWS, first=first)
    writer.book.set_properties({"title": form.title, "company": form.unit, "comments": FORM_NOTE})
    writer.book.close()
    return out.getvalue()


def _write_title(writer: FormBook, form: EvaluationForm, *, last: int) -> None:
    bold = writer.look(bold=True, align="center")
    lines = (
        (form.unit.upper(), bold),
        (form.title.upper(), writer.look(bold=True, align="center", font_size=14)),
        (form.subject, bold),
        (f"Số liệu biết đến {instant_vi(form.known)}", writer.look(italic=True, align="center")),
        (SIMULATED if form.simulated else "", writer.look(bold=True, align="center", font_color="#9C0006")),
    )
    for row, (text, look) in enumerate(lines):
        writer.sheet.merge_range(row, 0, row, last, harmless(text), look)


def _write_headings(writer: FormBook, form: EvaluationForm) -> int:
    """The headings; the row where the values begin."""
    look, rows = writer.look(**_HEAD), head_rows(form.columns)
    for number, row in enumerate(rows, start=_TITLE_ROWS):
        writer.sheet.set_row(number, 32)
        for head in row:
            bottom, right = number + head.depth - 1, head.place + head.span - 1
            writer.merged(number, head.place, bottom, right, head.text, look)
    return _TITLE_ROWS + len(rows)


def _write_row(writer: FormBook, form: EvaluationForm, row: tuple[Value, ...], *, number: int, strong: bool) -> None:
    for place, (value, column) in enumerate(zip(row, form.columns, strict=True)):
        shared = {"border": 1, "valign": "top", "bold": strong, "align": _ALIGNED[column.align]}
        match value:
            case Decimal():
                writer.sheet.write_number(number, place, float(value), writer.look(**shared, num_format="0.0"))
            case int():
                writer.sheet.write_number(number, place, value, writer.look(**shared, num_format="#,##0"))
            case _:
                look = writer.look(**shared, text_wrap=True)
                writer.sheet.write_string(number, place, harmless(said(value)), look)
