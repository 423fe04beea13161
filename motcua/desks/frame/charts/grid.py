"""Fields side by side: a heat map of rows and columns, and tiles laid out as on a map. Each field says its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from motcua.desks.frame.charts.picture import drawing, lines_of, linked, words
from motcua.desks.frame.charts.shades import Shade, shaded

_NAME, _CELL, _ROW, _HEAD = 138, 31, 25, 20
_SMALL_NAME, _SMALL_CELL, _SMALL_ROW = 112, 15, 15
_TILE, _GAP = 84, 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A field of a grid: its number as read, its shade, what it is in words, the dossiers behind it ("": none)."""

    text: str
    shade: Shade
    label: str
    href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """A field laid out at a place, from 1 on, with its name."""

    row: int
    column: int
    name: str
    field: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class _Measure:
    name: int
    cell: int
    row: int
    small: bool


_WHOLE = _Measure(name=_NAME, cell=_CELL, row=_ROW, small=False)
_SMALL = _Measure(name=_SMALL_NAME, cell=_SMALL_CELL, row=_SMALL_ROW, small=True)


def heat_map(
    rows: Mapping[str, Sequence[Field]], ticks: Sequence[str], *, title: str, summary: str, small: bool = False
) -> SafeString:
    """A row of fields for each name; `ticks` head the columns, "" where nothing stands. A `small` one shows shades
    alone.
    """
    measure = _SMALL if small else _WHOLE
    width = measure.name + measure.cell * len(ticks)
    height = _HEAD + measure.row * len(rows)
    heads = [
        words(measure.name + place * measure.cell + 1, _HEAD - 7, tick, kind="tick")
        for place, tick in enumerate(ticks)
        if tick
    ]
    lines = (part for place, row in enumerate(rows.items()) for part in _line(place, *row, measure=measure))
    kind = "heat small" if small else "heat"
    return drawing([*heads, *lines], width=width, height=height, title=title, summary=summary, kind=kind)


def _line(place: int, name: str, fields: Sequence[Field], *, measure: _Measure) -> Iterator[str]:
    top = _HEAD + place * measure.row
    yield words(measure.name - 8, top + measure.row / 2 + 4, name, kind="name", anchor="end")
    for column, field in enumerate(fields):
        left = measure.name + column * measure.cell
        drawn = shaded(left + 1, top + 1, measure.cell - 2, measure.row - 2, field.shade)
        if measure.small:
            yield drawn
            continue
        text = words(left + measure.cell / 2, top + measure.row / 2 + 4, field.text, kind="in", anchor="middle")
        yield linked(f"<title>{escape(field.label)}</title>{drawn}{text}", href=field.href, shortcut=True)


def tile_map(tiles: Sequence[Tile], *, title: str, summary: str) -> SafeString:
    """Tiles in rows and columns; each names itself and says its number."""
    columns = max((tile.column for tile in tiles), default=1)
    rows = max((tile.row for tile in tiles), default=1)
    width, height = columns * (_TILE + _GAP) - _GAP, rows * (_TILE + _GAP) - _GAP
    parts = [_tile(tile) for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column))]
    return drawing(parts, width=width, height=height, title=title, summary=summary, kind="tiles")


def _tile(tile: Tile) -> str:
    left, top = (tile.column - 1) * (_TILE + _GAP), (tile.row - 1) * (_TILE + _GAP)
    middle = left + _TILE / 2
    names = lines_of(tile.name, most=11)[:3]
    first = top + (26 if len(names) > 1 else 33)
    told = "".join(
        words(middle, first + place * 14, text, kind="place", anchor="middle") for place, text in enumerate(names)
    )
    number = words(middle, top + _TILE - 14, tile.field.text, kind="number", anchor="middle")
    body = f"{shaded(left, top, _TILE, _TILE, tile.field.shade, round_=4)}{told}{number}"
    return linked(body, href=tile.field.href, label=tile.field.label)
