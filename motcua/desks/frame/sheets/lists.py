"""Sheets of many dossiers: lists of hand-overs, the register."""

from __future__ import annotations

from datetime import date

from motcua.desks.frame.formats import date_vi, number_vi
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sheets.books import register_book
from motcua.desks.frame.sheets.filling import official_form, sheet_head
from motcua.desks.frame.sheets.forms import hand_over_list, register
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.records import clock
from motcua.records.casework import hand_over_lists, registers
from motcua.records.casework.registers import Book
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

MOST_ON_PAPER = 400
"""Lines of the longest register that becomes a PDF: a busy month. Laying out a line takes some 20 ms, so a longer one
would keep the desk waiting for more than ten seconds.
"""

MOST_IN_BOOK = 200_000
"""Lines of the longest register that becomes a workbook; a sheet of Excel holds a million."""


def hand_over_sheet(viewer: Viewer, list_id: int) -> Sheet:
    """A list of hand-overs, the same at every print. Raises NotFound."""
    listed, lines = hand_over_lists.hand_over_list(viewer, list_id)
    on = listed.issued_at.date()
    desk, other = places.unit_by_id(listed.unit_id), places.unit_by_id(listed.other_unit_id)
    inside = listed.unit_id == listed.other_unit_id
    return hand_over_list.sheet(
        official_form(hand_over_list.FORMS, began=on),
        listed,
        lines,
        head=sheet_head(listed.unit_id, on=on),
        desk=f"bộ phận tiếp nhận và trả kết quả, {desk.name}" if inside else desk.name,
        other=f"công chức chuyên môn, {other.name}" if inside else other.name,
        simulated=in_demonstration(),
    )


def register_sheet(viewer: Viewer, unit_id: int, days: Period, *, text: str = "") -> Sheet:
    """The register of a unit for some days. Raises NotFound, and Refusal for more lines than go on paper."""
    book = _book(unit_id, days, text)
    _require_within(registers.count(viewer, book), MOST_ON_PAPER, instead="tải tệp Excel, hoặc chọn ít ngày hơn")
    return register.sheet(
        official_form(register.FORMS, began=days.last),
        registers.lines(viewer, book),
        head=sheet_head(unit_id, on=clock.now().date()),
        days=days_vi(days),
        file_name=register_name(days),
        simulated=in_demonstration(),
    )


def register_workbook(viewer: Viewer, unit_id: int, days: Period, *, text: str = "") -> bytes:
    """The register of a unit for some days as XLSX. Raises NotFound, and Refusal for more lines than a book holds."""
    book = _book(unit_id, days, text)
    _require_within(registers.count(viewer, book), MOST_IN_BOOK, instead="chọn ít ngày hơn")
    form = official_form(register.FORMS, began=days.last)
    of = places.unit_by_id(unit_id).name
    lines = registers.lines(viewer, book)
    return register_book(lines, labels=form.labels, title=form.title, of=of, days=days_vi(days))


def register_name(days: Period) -> str:
    """The name of a file with the register of some days, without ending."""
    return f"so-theo-doi_{days.first:%Y-%m-%d}_{days.last:%Y-%m-%d}"


def days_vi(days: Period) -> str:
    """Some days as the title of a book says them."""
    if days.first == days.last:
        return f"Ngày {date_vi(days.first)}"
    return f"Từ ngày {date_vi(days.first)} đến ngày {date_vi(days.last)}"


def one_day(day: date) -> Period:
    """A single day as a period."""
    return Period(id=f"{day}..{day}", first=day, last=day)


def _book(unit_id: int, days: Period, text: str) -> Book:
    return Book(unit_id=unit_id, first=days.start, last=days.end, text=text)


def _require_within(count: int, most: int, *, instead: str) -> None:
    if count > most:
        raise Refusal(
            "to",
            "Sổ của những ngày này có {count} hồ sơ, quá {most} dòng cho một lần in; hãy {instead}.",
            count=number_vi(count),
            most=number_vi(most),
            instead=instead,
        )
