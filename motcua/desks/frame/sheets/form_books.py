"""Workbooks of official forms: what those of the reports and of the evaluation have in common."""

from __future__ import annotations

import io
from typing import Any, Protocol

import xlsxwriter

from motcua.desks.frame.spreadsheets import harmless

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_WIDTH = 1.25
"""Widths of a spreadsheet to a share of the sheet on paper."""


class _Wide(Protocol):
    @property
    def width(self) -> int: ...


class FormBook:
    """A workbook of one sheet being written: formats are made once for each look."""

    def __init__(self, out: io.BytesIO, *, name: str) -> None:
        self.book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
        self.sheet = self.book.add_worksheet(name)
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **looks: Any) -> Any:
        """The format of a look."""
        key = tuple(sorted(looks.items()))
        if key not in self._looks:
            self._looks[key] = self.book.add_format({**_FONT, **looks})
        return self._looks[key]

    def merged(self, top: int, left: int, bottom: int, right: int, text: str, look: Any) -> None:
        """A text in one cell, or in several made one."""
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, harmless(text), look)
        else:
            self.sheet.merge_range(top, left, bottom, right, harmless(text), look)

    def set_up(self, columns: tuple[_Wide, ...], *, top: int, first: int) -> None:
        """Paper across, one page wide; the headings, from row `top` to the `first` of values, on every page and always
        in sight.
        """
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(top, first - 1)
        self.sheet.freeze_panes(first, 2)
        self.sheet.set_footer("&CTrang &P/&N")
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width * _WIDTH)
