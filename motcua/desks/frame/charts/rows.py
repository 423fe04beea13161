"""A line for each: bars from zero, and shares as points with their margin of chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.charts.picture import box, drawing, length, line, linked, words

_WIDTH, _NAME, _NUMBER = 520, 186, 66
_ROW, _AXIS = 24, 22


@dataclass(frozen=True, kw_only=True, slots=True)
class BarLine:
    """A bar and its number; `kind` is its class, such as "bar-late" for lateness. A `below` one belongs to the one
    above.
    """

    name: str
    number: int
    text: str
    kind: str = "bar-good"
    href: str = ""
    label: str = ""
    below: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PointLine:
    """A share with its margin, 0 to 1; `open_` where it is given no place. `front` stands before the name."""

    name: str
    front: str
    share: float
    low: float
    high: float
    text: str
    label: str
    href: str = ""
    open_: bool = False


def bars(lines: Sequence[BarLine], *, title: str, summary: str, name_width: int = _NAME) -> SafeString:
    """Bars from zero, the longest over the whole room; what is not nothing is at least visible."""
    most = max((each.number for each in lines), default=0)
    room = _WIDTH - name_width - _NUMBER
    parts = (part for place, each in enumerate(lines) for part in _bar(place, each, most, room, name_width))
    return drawing(parts, width=_WIDTH, height=_ROW * len(lines), title=title, summary=summary, kind="bars")


def _bar(place: int, each: BarLine, most: int, room: float, name_width: int) -> Iterator[str]:
    top = place * _ROW
    yield words(14 if each.below else 0, top + 16, each.name, kind="name below" if each.below else "name")
    wide = max(room * each.number / most, 1.5) if most and each.number else 0
    if wide:
        yield box(name_width, top + 6, wide, _ROW - 12, kind=each.kind, round_=1.5)
    yield linked(
        words(name_width + wide + 7, top + 16, each.text, kind="number"), href=each.href, label=each.label or each.name
    )


def points(lines: Sequence[PointLine], *, title: str, summary: str, least: float, ticks: Sequence[float]) -> SafeString:
    """Points between `least` and the whole, each with the margin of chance as a line through it."""
    room = _WIDTH - _NAME - _NUMBER
    height = _ROW * len(lines) + _AXIS

    def at(share: float) -> float:
        return _NAME + room * (max(share, least) - least) / (1 - least)

    grid = [
        line(f"M{length(at(tick))} 0V{length(height - _AXIS)}", kind="grid")
        + words(at(tick), height - 6, f"{_percent(tick)}%", kind="tick", anchor="middle")
        for tick in ticks
    ]
    rows = (part for place, each in enumerate(lines) for part in _point(place, each, at))
    return drawing([*grid, *rows], width=_WIDTH, height=height, title=title, summary=summary, kind="points")


def _point(place: int, each: PointLine, at: Callable[[float], float]) -> Iterator[str]:
    middle = place * _ROW + _ROW / 2
    yield words(20, middle + 4, each.front, kind="rank", anchor="end")
    yield words(28, middle + 4, each.name, kind="name")
    yield line(f"M{length(at(each.low))} {length(middle)}H{length(at(each.high))}", kind="margin")
    mark = "point open" if each.open_ else "point"
    yield f'<circle class="{mark}" cx="{length(at(each.share))}" cy="{length(middle)}" r="4"/>'
    number = words(_WIDTH - 2, middle + 4, each.text, kind="number", anchor="end")
    yield linked(number, href=each.href, label=each.label)


def _percent(share: float) -> str:
    return f"{100 * share:g}".replace(".", ",")
