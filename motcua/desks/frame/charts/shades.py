"""How much there is of something, told by a shade and, for what is worst, by a notch as well: never by colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.charts.picture import box, key_item, length, line


@dataclass(frozen=True, kw_only=True, slots=True)
class Shade:
    """A step of a scale: what is at least `least`. `kind` is its class; a `notched` one has its corner marked."""

    least: float
    kind: str
    text: str
    notched: bool = False


LATENESS = (
    Shade(least=0.98, kind="shade-late-0", text="từ 98%"),
    Shade(least=0.95, kind="shade-late-1", text="95 đến dưới 98%"),
    Shade(least=0.9, kind="shade-late-2", text="90 đến dưới 95%", notched=True),
    Shade(least=0.8, kind="shade-late-3", text="80 đến dưới 90%", notched=True),
    Shade(least=0.0, kind="shade-late-4", text="dưới 80%", notched=True),
)
"""Of a share on time, the worse the redder: how late the rest is what red is kept for."""

AMOUNT = (
    Shade(least=0.8, kind="shade-much-4", text="từ 80% của mức cao nhất"),
    Shade(least=0.6, kind="shade-much-3", text="60 đến dưới 80%"),
    Shade(least=0.4, kind="shade-much-2", text="40 đến dưới 60%"),
    Shade(least=0.2, kind="shade-much-1", text="20 đến dưới 40%"),
    Shade(least=0.0, kind="shade-much-0", text="dưới 20%"),
)
"""Of a number or a share of which more is merely more, compared with the greatest shown."""

NONE = Shade(least=0.0, kind="shade-none", text="chưa có dữ liệu")
"""Where nothing was counted."""


def shade_of(value: float | None, scale: Sequence[Shade]) -> Shade:
    """The step of a scale in which a value falls."""
    if value is None:
        return NONE
    return next((shade for shade in scale if value >= shade.least), scale[-1])


def shaded(x: float, y: float, width: float, height: float, shade: Shade, *, round_: float = 2) -> str:
    """A field in a shade, with its notch."""
    field = box(x, y, width, height, kind=shade.kind, round_=round_)
    if not shade.notched:
        return field
    size = min(width * 0.3, height * 0.3, 12)
    return field + line(f"M{length(x + width - size)} {length(y)}h{length(size)}v{length(size)}z", kind="notch")


def key_of(scale: Sequence[Shade], *, with_none: bool) -> tuple[SafeString, ...]:
    """The steps of a scale with their meaning."""
    steps = (*scale, NONE) if with_none else tuple(scale)
    return tuple(key_item(shaded(1, 0, 12, 12, shade), shade.text) for shade in steps)
