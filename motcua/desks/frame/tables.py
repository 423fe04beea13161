"""Tables of a page, and the markup of their rows.

The rows are drawn in Python: a template included for each cell would cost ten times as much. Every text is escaped
here; nothing of a page is ever trusted to be markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from motcua.desks.frame.pages import Badge


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A column of a table. `minor` ones leave on narrow screens; `numeric` ones stand on the right."""

    label: str
    numeric: bool = False
    minor: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """Shares of a bar as SVG lengths, 0 to 100 in all; `text` says the same in words.

    `late_from` and `open_from` are where the late and the open share begin.
    """

    good: str
    late_from: str
    late: str
    open_from: str
    open: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tick:
    """The boxes by which rows are picked; `label` with the text of its heading names each to whoever cannot see it."""

    name: str
    label: str
    checked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What stands in a row under a column; `note` is a second line in small, `marks` further badges."""

    text: str = ""
    href: str = ""
    note: str = ""
    badge: Badge | None = None
    bar: Bar | None = None
    marks: tuple[Badge, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row; its first cell is its heading. `below` says how far it stands under the rows before it, in a tree; `pick`
    is the value of the box that picks it, where the table has such boxes.
    """

    cells: tuple[Cell, ...]
    total: bool = False
    below: int = 0
    pick: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table with its caption. Raises ValueError when a row has not one cell for each column."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption_hidden: bool = False
    tick: Tick | None = None

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.caption}: a row has not one cell for each column")

    @property
    def body(self) -> SafeString:
        """The rows as markup, their texts escaped."""
        return _rows(self.columns, self.rows, self.tick)


_BELOW = ("below", "below-2")
"""Classes of the headings of rows that stand under others."""


def _rows(columns: Iterable[Column], rows: Iterable[Row], tick: Tick | None) -> SafeString:
    opened = [_opened(column) for column in columns]
    return SafeString("\n".join(_row(row, opened, tick) for row in rows))


def _row(row: Row, opened: list[str], tick: Tick | None) -> str:
    head, *rest = row.cells
    total = ' class="total"' if row.total else ""
    cells = "".join(f"{start}<div>{_cell(cell)}</div></td>" for start, cell in zip(opened[1:], rest, strict=True))
    below = f' class="{_BELOW[min(row.below, len(_BELOW)) - 1]}"' if row.below else ""
    heading = _ticked(tick, row.pick, head) if tick else _cell(head)
    return f'<tr role="row"{total}><th role="rowheader" scope="row"{below}>{heading}</th>{cells}</tr>'


def _ticked(tick: Tick, value: str, head: Cell) -> str:
    checked = " checked" if tick.checked else ""
    return (
        f'<div class="ticked"><label><input type="checkbox" name="{escape(tick.name)}" value="{escape(value)}"'
        f'{checked}><span class="hidden">{escape(tick.label)} {escape(head.text)}</span></label>'
        f"<div>{_cell(head)}</div></div>"
    )


def _opened(column: Column) -> str:
    kinds = " ".join(kind for kind, is_kind in (("num", column.numeric), ("minor", column.minor)) if is_kind)
    return f'<td role="cell" data-label="{escape(column.label)}" class="{kinds}">'


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    if text and cell.href:
        text = f'<a href="{escape(cell.href)}">{text}</a>'
    note = f"<small>{escape(cell.note)}</small>" if cell.note else ""
    badge: str = cell.badge.markup if cell.badge else ""
    if badge and cell.href and not cell.text:
        badge = f'<a class="badge-link" href="{escape(cell.href)}">{badge}</a>'
    badge += "".join(mark.markup for mark in cell.marks)
    return f"{_bar(cell.bar) if cell.bar else ''}{text}{note}{badge}"


def _bar(bar: Bar) -> str:
    return (
        f'<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{escape(bar.text)}">'
        f'<rect class="bar-good" width="{escape(bar.good)}" height="6"/>'
        f'<rect class="bar-late" x="{escape(bar.late_from)}" width="{escape(bar.late)}" height="6"/>'
        f'<rect class="bar-open" x="{escape(bar.open_from)}" width="{escape(bar.open)}" height="6"/></svg>'
    )
