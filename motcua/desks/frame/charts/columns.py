"""Columns from zero, and the bars of tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.desks.frame.tables import Bar, Cell, Column, Row, Table

WIDTH = 480
HEIGHT = 132
_LEFT, _BOTTOM, _TOP = 0, 22, 16
_GAP = 0.28  # of the step from column to column


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A column to draw: `label` names it in the table, `tick` below the axis where it is not empty, `text` is shown."""

    label: str
    number: int
    text: str
    tick: str = ""
    dim: bool = False  # a column that cannot be compared, such as a week cut short


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnColumn:
    """A column in the units of the drawing."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    tick: str
    top_text: str
    dim: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnChart:
    """A drawn chart: `summary` says in a sentence what it shows."""

    title: str
    summary: str
    columns: tuple[DrawnColumn, ...]
    table: Table
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _BOTTOM


def column_chart(values: Sequence[Value], *, title: str, summary: str, label: str, unit: str) -> ColumnChart:
    """Draws `values` from zero; only the highest column carries its number. `label` and `unit` head the table."""
    highest = max((value.number for value in values), default=0)
    step = (WIDTH - _LEFT) / max(len(values), 1)
    room = HEIGHT - _BOTTOM - _TOP
    columns = []
    for index, value in enumerate(values):
        height = room * value.number / highest if highest else 0
        x = _LEFT + step * (index + _GAP / 2)
        columns.append(
            DrawnColumn(
                x=_length(x),
                y=_length(HEIGHT - _BOTTOM - height),
                width=_length(step * (1 - _GAP)),
                height=_length(height),
                middle=_length(x + step * (1 - _GAP) / 2),
                tick=value.tick,
                top_text=value.text if highest and value.number == highest else "",
                dim=value.dim,
            )
        )
    rows = tuple(Row(cells=(Cell(text=value.label), Cell(text=value.text))) for value in values)
    table = Table(
        caption=title, caption_hidden=True, columns=(Column(label=label), Column(label=unit, numeric=True)), rows=rows
    )
    return ColumnChart(title=title, summary=summary, columns=tuple(columns), table=table)


def share_bar(*, good: int, late: int, open_: int, full: int, text: str) -> Bar:
    """A bar whose whole length stands for `full` (the largest of the units compared); its parts add up to one unit.

    A part that is not nothing is at least visible. `full` of 0 gives an empty bar.
    """
    late_width = _share(late, full=full)
    open_width = _share(open_, full=full)
    whole = 100 * (good + late + open_) / full if full else 0.0
    good_width = max(whole - late_width - open_width, 0.0)
    return Bar(
        good=_length(good_width),
        late_from=_length(good_width),
        late=_length(late_width),
        open_from=_length(good_width + late_width),
        open=_length(open_width),
        text=text,
    )


def _share(count: int, *, full: int) -> float:
    return max(100 * count / full, 1.2) if count and full else 0.0


def _length(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
