"""A line through the months or weeks of a period, and what it is compared with as steps over the time they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.charts.picture import drawing, length, line, linked, words

_WIDTH, _HEIGHT = 520, 208
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 16, 26


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A point of the line: `value` None where nothing was counted, which leaves a gap. `tick` stands below the axis.

    A `dim` one cannot be compared: its time was cut short.
    """

    value: float | None
    text: str
    label: str
    href: str = ""
    tick: str = ""
    dim: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What a span of the line is compared with: from the place `first` to `last`, both included, from 0 on."""

    first: int
    last: int
    value: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Axes:
    """Where places and values are drawn."""

    places: int
    low: float
    high: float

    def x(self, place: float) -> float:
        room = _WIDTH - _LEFT - _RIGHT
        return _LEFT + room * (place + 0.5) / max(self.places, 1)

    def y(self, value: float) -> float:
        room = _HEIGHT - _TOP - _BOTTOM
        return _TOP + room * (1 - (value - self.low) / ((self.high - self.low) or 1))


def line_chart(
    dots: Sequence[Dot],
    steps: Sequence[Step],
    *,
    title: str,
    summary: str,
    low: float,
    high: float,
    marks: Sequence[tuple[float, str]],
) -> SafeString:
    """A line from `low` to `high`; `marks` are the values named on the left."""
    axes = _Axes(places=len(dots), low=low, high=high)
    parts = (*_grid(axes, marks), *_steps(axes, steps), *_line(axes, dots), *_dots(axes, dots))
    return drawing(parts, width=_WIDTH, height=_HEIGHT, title=title, summary=summary, kind="lines")


def _grid(axes: _Axes, marks: Sequence[tuple[float, str]]) -> Iterator[str]:
    for value, text in marks:
        yield line(f"M{_LEFT} {length(axes.y(value))}H{_WIDTH - _RIGHT}", kind="grid")
        yield words(_LEFT - 7, axes.y(value) + 4, text, kind="tick", anchor="end")


def _steps(axes: _Axes, steps: Sequence[Step]) -> Iterator[str]:
    half = (axes.x(1) - axes.x(0)) / 2
    for each in steps:
        start, end = axes.x(each.first) - half, axes.x(each.last) + half
        yield line(f"M{length(start + 2)} {length(axes.y(each.value))}H{length(end - 2)}", kind="before")
        yield words((start + end) / 2, axes.y(each.value) - 5, each.text, kind="before-text", anchor="middle")


def _line(axes: _Axes, dots: Sequence[Dot]) -> Iterator[str]:
    path, drawing_on = "", False
    for place, dot in enumerate(dots):
        if dot.value is None:
            drawing_on = False
            continue
        path += f"{'L' if drawing_on else 'M'}{length(axes.x(place))} {length(axes.y(dot.value))}"
        drawing_on = True
    if path:
        yield line(path, kind="now")


def _dots(axes: _Axes, dots: Sequence[Dot]) -> Iterator[str]:
    every = len(dots) <= 8
    for place, dot in enumerate(dots):
        x = axes.x(place)
        if dot.tick:
            yield words(x, _HEIGHT - 7, dot.tick, kind="tick", anchor="middle")
        if dot.value is None:
            continue
        mark = "point open" if dot.dim else "point"
        y = axes.y(dot.value)
        circle = f'<circle class="{mark}" cx="{length(x)}" cy="{length(y)}" r="{4 if every else 3}"/>'
        text = words(x, y - 9, dot.text, kind="number", anchor="middle") if every else ""
        yield linked(f"{circle}{text}", href=dot.href, label=dot.label, shortcut=not every)
