"""The way of a variant drawn as SVG: a chevron for each activity, with its number; what is done again stands out.

The words beside say the same. The markup is written here, every text escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from django.utils.safestring import SafeString

_STEP, _ROW, _HEIGHT, _TIP = 30, 26, 20, 6
_IN_ROW = 11
"""Chevrons in a row: as many as a narrow phone shows at their size."""
MOST_DRAWN = 44


def way_drawing(activities: Sequence[str], numbers: Mapping[str, int], *, label: str) -> SafeString:
    """Draws a way in rows; a very long one is cut, and ends in "…"."""
    drawn = activities[:MOST_DRAWN]
    cut = len(activities) > MOST_DRAWN
    places = len(drawn) + cut
    width = min(places, _IN_ROW) * _STEP + _TIP
    height = -(-places // _IN_ROW) * _ROW
    return SafeString(
        f'<svg class="way" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        f' aria-label="{escape(label)}">{"".join(_chevrons(drawn, numbers))}{_more(len(drawn)) if cut else ""}</svg>'
    )


def way_vi(activities: Sequence[str]) -> str:
    """A way in words: Tiếp nhận › Chuyển xử lý ×2 › Phê duyệt."""
    told: list[tuple[str, int]] = []
    for activity in activities:
        if told and told[-1][0] == activity:
            told[-1] = (activity, told[-1][1] + 1)
        else:
            told.append((activity, 1))
    return " › ".join(f"{activity} ×{times}" if times > 1 else activity for activity, times in told)


def _chevrons(activities: Sequence[str], numbers: Mapping[str, int]) -> Iterator[str]:
    seen: set[str] = set()
    for place, activity in enumerate(activities):
        x, y = _at(place)
        look = "way-again" if activity in seen else "way-step"
        seen.add(activity)
        yield (
            f'<g><title>{escape(activity)}</title><path class="{look}" d="M{x} {y}h{_STEP - 3}l{_TIP} {_HEIGHT // 2}'
            f'l-{_TIP} {_HEIGHT // 2}h-{_STEP - 3}l{_TIP} -{_HEIGHT // 2}z"/>'
            f'<text x="{x + _STEP // 2 + 2}" y="{y + 14}" text-anchor="middle">{numbers.get(activity, "")}</text></g>'
        )


def _more(place: int) -> str:
    x, y = _at(place)
    return f'<text x="{x + _STEP // 2}" y="{y + 14}" text-anchor="middle">…</text>'


def _at(place: int) -> tuple[int, int]:
    return place % _IN_ROW * _STEP, place // _IN_ROW * _ROW + 2
