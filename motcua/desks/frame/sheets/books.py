"""Registers as workbooks: real dates and numbers, nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter

from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.sheets.long_books import Value, with_rows
from motcua.desks.frame.spreadsheets import harmless
from motcua.law.types import LOCAL
from motcua.records.casework.actions import DELIVERIES
from motcua.records.casework.registers import RegisterRow
from motcua.rules.dossier import STATES, State

TOLD = (
    "dossier_code", "content", "sets", "owner_name", "owner_address", "owner_phone", "area", "received_at", "due_at",
    "returned_at", "receiving_officer", "handling_agency", "return_method", "note",
)  # fmt: skip
"""The columns of the book after the serial, by their ids in the form."""

_WIDTHS = (6, 30, 40, 7, 26, 34, 14, 16, 17, 17, 17, 24, 24, 22, 26)
_HEAD_ROW = 3
_NOTED = frozenset({State.VOID, State.WITHDRAWN, State.STOPPED, State.REFUSED})
_FONT = {"font_name": "Times New Roman", "font_size": 11}


@dataclass(kw_only=True, slots=True)
class Total:
    """What the lines of a book add up to, counted while they pass."""

    received: int = 0
    returned: int = 0
    voided: int = 0
    ended: int = 0

    @classmethod
    def of(cls, rows: Iterable[RegisterRow]) -> Total:
        """The sums of some lines."""
        total = cls()
        for _ in total.counting(rows):
            pass
        return total

    def counting(self, rows: Iterable[RegisterRow]) -> Iterator[RegisterRow]:
        """The same lines, counted."""
        for row in rows:
            self.received += row.state is not State.VOID
            self.voided += row.state is State.VOID
            self.returned += row.state is State.RETURNED
            self.ended += row.state in _NOTED and row.state is not State.VOID
            yield row

    @property
    def sentence(self) -> str:
        """The sums in words; numbers that were voided are no dossiers received."""
        voided = f"; {number_vi(self.voided)} số đã hủy, không tính" if self.voided else ""
        return (
            f"Cộng: {number_vi(self.received)} hồ sơ tiếp nhận, {number_vi(self.returned)} hồ sơ đã trả kết quả, "
            f"{number_vi(self.ended)} hồ sơ kết thúc không có kết quả{voided}."
        )


def note_of(row: RegisterRow) -> str:
    """What the last column says: how a dossier ended without a result, and how it came when not to the counter."""
    came = {"online": "nộp trực tuyến", "post": "nộp qua bưu chính"}.get(row.channel, "")
    ended = STATES[row.state].label.lower() if row.state in _NOTED else ""
    return "; ".join(part for part in (ended, came) if part)


def register_book(rows: Iterable[RegisterRow], *, labels: Mapping[str, str], title: str, of: str, days: str) -> bytes:
    """The register as XLSX; lines are written as they are read, none is kept in memory.

    `labels` name the columns by the ids in TOLD; `of` says whose book it is, `days` which days.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sổ theo dõi")
    _set_up(sheet)
    _write_head(book, sheet, labels, title=title, of=of, days=days)
    _write_sample(book, sheet)
    book.set_properties({"title": title, "company": of})
    book.close()
    return with_rows(out.getvalue(), _lines(rows), sample=_HEAD_ROW + 2)


def _lines(rows: Iterable[RegisterRow]) -> Iterator[tuple[Value, ...]]:
    """The lines as cells, and the sums below them."""
    total = Total()
    for place, row in enumerate(total.counting(rows), start=1):
        yield (
            place,
            row.code,
            row.content,
            row.copies,
            row.owner,
            row.address,
            row.phone,
            row.area,
            _naive(row.accepted_at),
            _naive(row.due_at),
            _naive(row.returned_at),
            row.receiving_officer,
            row.handling_unit,
            DELIVERIES.get(row.how, ""),
            note_of(row),
        )
    yield (None, total.sentence)


def _set_up(sheet: Any) -> None:
    """Paper across, one page wide, the heading on every page and always in sight."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.63)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.freeze_panes(_HEAD_ROW + 1, 2)
    sheet.set_footer("&CTrang &P/&N")
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)


def _write_head(book: Any, sheet: Any, labels: Mapping[str, str], *, title: str, of: str, days: str) -> None:
    sheet.write_string(0, 0, harmless(of), book.add_format({**_FONT, "bold": True}))
    sheet.write_string(1, 0, f"{title.upper()} · {days}", book.add_format({**_FONT, "bold": True, "font_size": 14}))
    head = book.add_format(
        {**_FONT, "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True,
         "bg_color": "#E1ECEE"}
    )  # fmt: skip
    sheet.set_row(_HEAD_ROW, 32)
    for place, label in enumerate(("TT", *(labels[name] for name in TOLD))):
        sheet.write_string(_HEAD_ROW, place, label, head)


def _write_sample(book: Any, sheet: Any) -> None:
    """A row with the look of each column."""
    look = {**_FONT, "border": 1, "valign": "top"}
    text = book.add_format(look)
    number = book.add_format({**look, "num_format": "#,##0"})
    instant = book.add_format({**look, "num_format": "hh:mm dd/mm/yyyy"})
    for place, name in enumerate(("order", *TOLD)):
        kind = number if name in ("order", "sets") else instant if name.endswith("_at") else text
        sheet.write_blank(_HEAD_ROW + 1, place, None, kind)


def _naive(at: datetime | None) -> datetime | None:
    """The local time as a spreadsheet keeps it: without a zone."""
    return None if at is None else at.astimezone(LOCAL).replace(tzinfo=None)
