"""The markup of long tables, made in Python: a template included for each cell would cost ten times as much.

Every text is escaped here; nothing of a page is ever trusted to be markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from motcua.desks.frame.pages import Badge, Bar, Cell, Column, Row


def table_rows(columns: Iterable[Column], rows: Iterable[Row]) -> SafeString:
    """The rows of a table: the first cell of each is its heading."""
    opened = [_opened(column) for column in columns]
    return SafeString("\n".join(_row(row, opened) for row in rows))


def _row(row: Row, opened: list[str]) -> str:
    head, *rest = row.cells
    total = ' class="total"' if row.total else ""
    cells = "".join(f"{start}<div>{_cell(cell)}</div></td>" for start, cell in zip(opened[1:], rest, strict=True))
    return f'<tr role="row"{total}><th role="rowheader" scope="row">{_cell(head)}</th>{cells}</tr>'


def _opened(column: Column) -> str:
    kinds = " ".join(kind for kind, is_kind in (("num", column.numeric), ("minor", column.minor)) if is_kind)
    return f'<td role="cell" data-label="{escape(column.label)}" class="{kinds}">'


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    if text and cell.href:
        text = f'<a href="{escape(cell.href)}">{text}</a>'
    note = f"<small>{escape(cell.note)}</small>" if cell.note else ""
    badge = _badge(cell.badge) if cell.badge else ""
    if badge and cell.href and not cell.text:
        badge = f'<a class="badge-link" href="{escape(cell.href)}">{badge}</a>'
    return f"{_bar(cell.bar) if cell.bar else ''}{text}{note}{badge}"


def _badge(badge: Badge) -> str:
    icon = _icon(badge.icon) if badge.icon else ""
    return f'<span class="badge {badge.tone.value}">{icon}{escape(badge.text)}</span>'


def _bar(bar: Bar) -> str:
    return (
        f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{escape(bar.text)}">'
        f'<rect class="bar-good" width="{escape(bar.good)}" height="6"/>'
        f'<rect class="bar-late" x="{escape(bar.late_from)}" width="{escape(bar.late)}" height="6"/>'
        f'<rect class="bar-open" x="{escape(bar.open_from)}" width="{escape(bar.open)}" height="6"/></svg>'
    )


@cache
def _icon(template: str) -> str:
    return render_to_string(template)
