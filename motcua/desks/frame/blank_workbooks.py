"""Workbooks to fill in: headings, lists to choose from, and a second sheet that explains each column."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from motcua.desks.frame.spreadsheets import MOST_ROWS, SheetColumn, harmless

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_DATA, _GUIDE, _LISTS = "Dữ liệu", "Hướng dẫn", "Danh mục"
_DATE = "dd/mm/yyyy"
_FONT = {"font_name": "Times New Roman", "font_size": 12}


def blank_workbook(columns: Sequence[SheetColumn], *, title: str, examples: Sequence[Mapping[str, str]]) -> bytes:
    """An XLSX whose first sheet takes rows under the labels of the `columns` (a star marks compulsory ones).

    The `examples` stand on the sheet that explains, so that nobody sends them back.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({**_FONT, "bold": True, "bg_color": "#E1ECEE", "border": 1, "text_wrap": True})
    data = book.add_worksheet(_DATA)
    data.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        own = book.add_format({**_FONT, "num_format": _DATE if column.is_date else "@"})
        data.set_column(place, place, column.width, own)
        data.write_string(0, place, f"{column.label} *" if column.required else column.label, head)
    _explain(book, head, columns, title=title, examples=examples)
    _offer(book, data, columns)
    book.close()
    return out.getvalue()


def _explain(
    book: Any, head: Any, columns: Sequence[SheetColumn], *, title: str, examples: Sequence[Mapping[str, str]]
) -> None:
    guide = book.add_worksheet(_GUIDE)
    plain = book.add_format({**_FONT, "text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 24, plain)
    guide.set_column(1, 1, 14, plain)
    guide.set_column(2, 2, 70, plain)
    guide.set_column(3, 2 + len(examples), 28, plain)
    guide.write_string(0, 0, title, book.add_format({**_FONT, "bold": True, "font_size": 14}))
    told = ("Cột", "Bắt buộc", "Cách ghi", *(f"Ví dụ {number}" for number in range(1, len(examples) + 1)))
    guide.write_row(2, 0, told, head)
    for row, column in enumerate(columns, start=3):
        own = (harmless(example.get(column.name, "")) for example in examples)
        guide.write_row(row, 0, (column.label, "có" if column.required else "", column.note, *own), plain)


def _offer(book: Any, data: Any, columns: Sequence[SheetColumn]) -> None:
    """Lists to choose from, kept on a sheet of their own: within a cell Excel takes no more than 255 characters."""
    offering = [(place, column) for place, column in enumerate(columns) if column.choices]
    if not offering:
        return
    lists = book.add_worksheet(_LISTS)
    for place, (target, column) in enumerate(offering):
        lists.set_column(place, place, 36)
        lists.write_column(0, place, [column.label, *map(harmless, column.choices)])
        letter = xlsxwriter.utility.xl_col_to_name(place)
        source = f"='{_LISTS}'!${letter}$2:${letter}${len(column.choices) + 1}"
        data.data_validation(1, target, MOST_ROWS, target, {"validate": "list", "source": source})
