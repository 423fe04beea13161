"""The points of a unit month by month, drawn as SVG: what is known, and how much it could be at most.

The table below says the same. The markup is written here, every text escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from django.utils.safestring import SafeString

from motcua.desks.frame.formats import decimal_vi

WIDTH, HEIGHT = 480, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 28, 16, 14, 22
_WHOLE = 100
_MARKS = (0, 50, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """A month to draw: its name, and the two ends of its total."""

    label: str
    known: Decimal
    most: Decimal


def months_drawing(months: Sequence[Month], *, label: str) -> SafeString:
    """Two lines from 0 to 100 with the room between them filled; a single month stands as two dots."""
    xs = [_x(place, len(months)) for place in range(len(months))]
    low = [(x, _y(month.known)) for x, month in zip(xs, months, strict=True)]
    high = [(x, _y(month.most)) for x, month in zip(xs, months, strict=True)]
    parts = [
        *(_mark(points) for points in _MARKS),
        f'<path class="month-room" d="{_way([*low, *reversed(high)])}Z"/>' if len(months) > 1 else "",
        f'<path class="month-most" d="{_way(high)}"/>' if high else "",
        f'<path class="month-known" d="{_way(low)}"/>' if low else "",
        *(_dots(x, month) for x, month in zip(xs, months, strict=True)),
    ]
    return SafeString(
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )


def _x(place: int, count: int) -> float:
    room = WIDTH - _LEFT - _RIGHT
    return _LEFT + room / 2 if count == 1 else _LEFT + room * place / (count - 1)


def _y(points: Decimal) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _BOTTOM - _TOP) * float(points) / _WHOLE


def _way(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _mark(points: int) -> str:
    y = _y(Decimal(points))
    return (
        f'<path class="axis" d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{points}</text>'
    )


def _dots(x: float, month: Month) -> str:
    name = f"T{month.label}"
    between = f"{decimal_vi(float(month.known), places=2)} – {decimal_vi(float(month.most), places=2)}"
    return (
        f"<g><title>{escape(name)}: {between}</title>"
        f'<circle class="month-dot" cx="{x:.1f}" cy="{_y(month.known):.1f}" r="3.5"/></g>'
        f'<text x="{x:.1f}" y="{HEIGHT - 5}" text-anchor="middle">{escape(name)}</text>'
    )
