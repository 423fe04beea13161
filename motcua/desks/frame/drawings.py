"""A process drawn as SVG on the server: lanes, steps, lines. Its table of steps says the same in words.

The markup is written in Python, as the rows of tables are; every text of a page is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from motcua.records.catalogue.step_rows import KIND_LABELS, LEVEL_LABELS, hours_vi
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.places.drafts import UnitKind
from motcua.rules.drawing import LEFT, Box, Drawing, Edge, Line, Shape, drawn
from motcua.rules.process import Step, StepKind, StepTable

_PADDING = 12
_NAME_LINES = 3
_NAME_EM, _ROLE_EM = 7.8, 6.8  # how wide an ordinary letter stands, in bold 13 and in regular 12
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|()! íìỉĩị/"), frozenset("mwMWƠƯ@%—")
_ARROW = 7
_UPRIGHT = 1100
"""The widest drawing that can still be read on an upright A4 sheet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcessDrawing:
    """A drawn process: `summary` says in a sentence what it shows; `svg` is markup made here.

    A `wide` one is printed on a sheet lying on its side.
    """

    title: str
    summary: str
    svg: SafeString
    wide: bool = False


def process_drawing(table: StepTable, *, title: str) -> ProcessDrawing:
    """Draws a sound table that has steps. Raises as `rules.drawing.drawn` does."""
    drawing = drawn(table, lane_of=lane_vi)
    asked = len(table.steps) - len(table.main)
    opinions = f", {asked} lần lấy ý kiến" if asked else ""
    summary = f"{len(table.way())} bước qua {len(drawing.lanes)} nơi làm việc{opinions}"
    if table.minutes:
        summary += f", tổng cộng {hours_vi(table.minutes)} giờ làm việc"
    return ProcessDrawing(
        title=title,
        summary=f"{summary}.",
        svg=SafeString(_svg(drawing, table, label=summary)),
        wide=drawing.width > _UPRIGHT,
    )


def lane_vi(step: Step) -> str:
    """Who works at a step: the kind of unit, and its level where that is not the agency which received."""
    kind = str(UnitKind(step.unit_kind).label)
    return f"{kind} · {LEVEL_LABELS[step.level].lower()}" if step.level else kind


def step_vi(step: Step) -> str:
    """What a drawing for other programs says beside the name of a step: the role, the quota, what kind of step."""
    parts = [ROLE_LABELS[step.role]]
    if step.minutes:
        parts.append(f"{hours_vi(step.minutes)} giờ làm việc")
    if step.kind is not StepKind.WORK:
        parts.append(KIND_LABELS[step.kind].lower())
    return "; ".join(parts)


def wrapped(text: str, *, width: int, letter: float, lines: int) -> tuple[str, ...]:
    """A text in at most so many lines of `width`, an ordinary letter being `letter` wide; a text cut ends in "…"."""
    found: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if not line or _width(longer, letter) <= width:
            line = longer
        else:
            found.append(line)
            line = word
    found.append(line)
    kept = [_cut(line, width=width, letter=letter) for line in found[:lines]]
    if len(found) > lines:
        kept[-1] = _cut(f"{kept[-1]}…", width=width, letter=letter)
    return tuple(kept)


def _cut(line: str, *, width: int, letter: float) -> str:
    """A line that fits: a single word may be longer than any."""
    if _width(line, letter) <= width:
        return line
    while _width(f"{line}…", letter) > width:
        line = line[:-1]
    return f"{line.rstrip('… ')}…"


def _width(text: str, letter: float) -> float:
    """About how wide a text stands: fonts differ, so rather too wide than too narrow."""
    return letter * sum(0.55 if each in _NARROW else 1.5 if each in _WIDE else 1 for each in text)


def _svg(drawing: Drawing, table: StepTable, *, label: str) -> str:
    width, height = drawing.width - LEFT + 2, drawing.height + 2
    return "".join(
        (
            f'<svg class="flow" viewBox="{LEFT - 1} -1 {width} {height}" width="{width}" height="{height}"',
            f' role="img" aria-label="{escape(label)}">',
            *_lanes(drawing),
            *(_edge(edge) for edge in drawing.edges),
            *_answers(drawing),
            *(_box(box, table) for box in drawing.boxes),
            "</svg>",
        )
    )


def _lanes(drawing: Drawing) -> Iterator[str]:
    width = drawing.width - LEFT
    for place, lane in enumerate(drawing.lanes):
        look = "flow-lane odd" if place % 2 else "flow-lane"
        yield f'<rect class="{look}" x="{LEFT}" y="{lane.y}" width="{width}" height="{lane.height}"/>'
        yield f'<text class="flow-title" x="{LEFT + 16}" y="{lane.y + 22}">{escape(lane.title)}</text>'


def _edge(edge: Edge) -> str:
    way = "L".join(f"{x} {y}" for x, y in edge.points)
    (before_x, before_y), (x, y) = edge.points[-2:]
    across = before_y == y
    back = _ARROW if (x, y) < (before_x, before_y) else -_ARROW
    half = _ARROW * 4 // 7
    head = f"M{x} {y}L{x + back} {y - half}V{y + half}Z" if across else f"M{x} {y}L{x - half} {y + back}H{x + half}Z"
    return f'<path class="flow-line {edge.line}" d="M{way}"/><path class="flow-head {edge.line}" d="{head}"/>'


def _answers(drawing: Drawing) -> Iterator[str]:
    """What the two lines of a decision mean."""
    returning = {edge.source for edge in drawing.edges if edge.line is Line.BACK}
    for box in drawing.boxes:
        if box.key in returning:
            x, y = box.middle
            yield f'<text class="flow-answer" x="{box.right + 3}" y="{y - 6}">đạt</text>'
            yield f'<text class="flow-answer" x="{x + 7}" y="{box.y - 3}">chưa đạt</text>'


def _box(box: Box, table: StepTable) -> str:
    step = table.step(box.number)
    if box.shape is Shape.TASK and step is not None:
        return _task(box, step)
    x, y = box.middle
    half = box.width // 2
    if box.shape in (Shape.START, Shape.END):
        return f'<circle class="flow-{box.shape}" cx="{x}" cy="{y}" r="{half - 2}"/>'
    sign = f"M{x - 6} {y - 6}l12 12m0-12l-12 12" if box.shape is Shape.DECISION else f"M{x - 8} {y}h16m-8-8v16"
    corners = f"M{x} {box.y}L{box.right} {y}L{x} {box.bottom}L{box.x} {y}Z"
    return f'<path class="flow-gate" d="{corners}"/><path class="flow-sign" d="{sign}"/>'


def _task(box: Box, step: Step) -> str:
    left = box.x + _PADDING
    lines = wrapped(step.name, width=box.width - 2 * _PADDING, letter=_NAME_EM, lines=_NAME_LINES)
    name = "".join(
        f'<tspan x="{left}" y="{box.y + 43 + 16 * place}">{escape(line)}</tspan>' for place, line in enumerate(lines)
    )
    role = wrapped(
        f"{step.number} · {ROLE_LABELS[step.role]}", width=box.width - 2 * _PADDING, letter=_ROLE_EM, lines=1
    )[0]
    quota = f"{hours_vi(step.minutes)} giờ" if step.minutes else ""
    return (
        f'<g><title>{escape(step.name)}</title><rect class="flow-task {step.kind}" x="{box.x}" y="{box.y}"'
        f' width="{box.width}" height="{box.height}" rx="6"/>'
        f'<text class="flow-role" x="{left}" y="{box.y + 22}">{escape(role)}</text>'
        f'<text class="flow-name">{name}</text>'
        f'<text class="flow-quota" x="{left}" y="{box.bottom - 10}">{escape(quota)}</text></g>'
    )
