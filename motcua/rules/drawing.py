"""Where the boxes and lines of a process stand when it is drawn, in whole units of about one pixel.

The way runs from left to right; whoever works has a lane. Opinions stand below the step that they are asked beside,
between a fork and a join; a step that sends back to a named one is followed by a decision, whose line runs in the
free band at the top of its lane. Lines turn only between columns, where no box stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.process import Step, StepTable
from motcua.rules.process_problems import problems

LEFT = 30
"""The strip at the left for the name of the whole."""

_STRIP = 30  # at the left of a lane, where programs for BPMN write its name
_GAP = 40
_RIGHT = 28
_TITLE = 34  # the band at the top of a lane
_CHANNEL = 9  # between two lines in that band
_BELOW = 8  # from the lowest of them to the boxes
_ROWS = 20  # between two boxes of a lane in one column
_FOOT = 22
_BESIDE = 12  # from a line that comes back to the box it comes to


class Shape(StrEnum):
    """What a box stands for."""

    START = "start"
    TASK = "task"
    FORK = "fork"
    JOIN = "join"
    DECISION = "decision"
    END = "end"


_SIZES = {
    Shape.START: (28, 28),
    Shape.TASK: (192, 104),
    Shape.FORK: (36, 36),
    Shape.JOIN: (36, 36),
    Shape.DECISION: (36, 36),
    Shape.END: (28, 28),
}
_TASK_HEIGHT = _SIZES[Shape.TASK][1]


class Line(StrEnum):
    """What a line means: on the way, to an opinion and its answer, or back to an earlier step."""

    FORWARD = "forward"
    ASKED = "asked"
    BACK = "back"


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A box by its upper left corner. `number` is that of its step: of the first and the last one for start and end."""

    shape: Shape
    number: int
    lane: int
    x: int
    y: int
    width: int
    height: int

    @property
    def key(self) -> str:
        """What tells it from the others: "task_3"."""
        return f"{self.shape.value}_{self.number}"

    @property
    def middle(self) -> tuple[int, int]:
        """Its centre."""
        return self.x + self.width // 2, self.y + self.height // 2

    @property
    def right(self) -> int:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of its lower side."""
        return self.y + self.height


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A line from the box `source` to the box `target`, both by their keys, through its points."""

    source: str
    target: str
    line: Line
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """The lane of those who work, from the strip to the right border."""

    title: str
    y: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A drawn process; lanes reach from LEFT to `width`, boxes stand in the order of the way."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]


def drawn(table: StepTable, *, lane_of: Callable[[Step], str]) -> Drawing:
    """Draws a sound table that has steps; `lane_of` gives the name of the lane in which a step stands.

    Raises the first problem of a table that has some, and ValueError for one without steps.
    """
    for problem in problems(table, most=None):
        raise problem
    places = _places(table, lane_of=lane_of)
    if not places:
        raise ValueError("a table without steps is not drawn")
    titles = tuple(dict.fromkeys(place.title for place in places))
    returns = Counter(lane_of(step) for step in table.way() if step.back_number is not None)
    lanes = _lanes(places, titles, returns)
    boxes = _boxes(places, titles, lanes, returns)
    edges = _Edges(table, boxes, lanes).all()
    width = max(box.right for box in boxes) + _RIGHT
    return Drawing(width=width, height=lanes[-1].y + lanes[-1].height, lanes=lanes, boxes=boxes, edges=edges)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Place:
    """A box before it has its coordinates: `row` counts the boxes of its lane in its column from the top."""

    shape: Shape
    number: int
    column: int
    title: str
    row: int = 0


def _places(table: StepTable, *, lane_of: Callable[[Step], str]) -> list[_Place]:
    way = table.way()
    places: list[_Place] = []
    column = 0

    def put(shape: Shape, step: Step) -> None:
        nonlocal column
        places.append(_Place(shape=shape, number=step.number, column=column, title=lane_of(step)))
        column += 1

    for step in way:
        asked = table.beside(step.number)
        if step is way[0]:
            put(Shape.START, step)
        if asked:
            put(Shape.FORK, step)
        put(Shape.TASK, step)
        places += _asked(asked, column=column - 1, host=lane_of(step), lane_of=lane_of)
        if asked:
            put(Shape.JOIN, step)
        if step.back_number is not None:
            put(Shape.DECISION, step)
        if step is way[-1]:
            put(Shape.END, step)
    return places


def _asked(asked: tuple[Step, ...], *, column: int, host: str, lane_of: Callable[[Step], str]) -> list[_Place]:
    rows = Counter({host: 1})
    places = []
    for step in asked:
        title = lane_of(step)
        places.append(_Place(shape=Shape.TASK, number=step.number, column=column, title=title, row=rows[title]))
        rows[title] += 1
    return places


def _lanes(places: list[_Place], titles: tuple[str, ...], returns: Counter[str]) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    y = 0
    for title in titles:
        rows = 1 + max(place.row for place in places if place.title == title)
        height = _top(title, returns) + rows * (_TASK_HEIGHT + _ROWS) - _ROWS + _FOOT
        lanes.append(Lane(title=title, y=y, height=height))
        y += height
    return tuple(lanes)


def _top(title: str, returns: Counter[str]) -> int:
    """From the upper border of a lane to its first row."""
    return _TITLE + (returns[title] * _CHANNEL + _BELOW if returns[title] else 0)


def _boxes(
    places: list[_Place], titles: tuple[str, ...], lanes: tuple[Lane, ...], returns: Counter[str]
) -> tuple[Box, ...]:
    widths: dict[int, int] = {}
    for place in places:
        widths[place.column] = _SIZES[place.shape][0]
    lefts: dict[int, int] = {}
    x = LEFT + _STRIP
    for column in sorted(widths):
        lefts[column] = x
        x += widths[column] + _GAP
    boxes = []
    for place in places:
        width, height = _SIZES[place.shape]
        lane = titles.index(place.title)
        middle = lanes[lane].y + _top(place.title, returns) + place.row * (_TASK_HEIGHT + _ROWS) + _TASK_HEIGHT // 2
        boxes.append(
            Box(
                shape=place.shape,
                number=place.number,
                lane=lane,
                x=lefts[place.column],
                y=middle - height // 2,
                width=width,
                height=height,
            )
        )
    return tuple(boxes)


class _Edges:
    """The lines between the boxes of a table."""

    def __init__(self, table: StepTable, boxes: tuple[Box, ...], lanes: tuple[Lane, ...]) -> None:
        self.table = table
        self.lanes = lanes
        self.boxes = {(box.shape, box.number): box for box in boxes}
        opinions = {step.number for step in table.steps if step not in table.main}
        self.chain = [box for box in boxes if box.shape is not Shape.TASK or box.number not in opinions]

    def all(self) -> tuple[Edge, ...]:
        """Along the way, around the opinions, and back."""
        edges = [_forward(source, target) for source, target in zip(self.chain, self.chain[1:], strict=False)]
        used: Counter[int] = Counter()
        for step in self.table.way():
            for asked in self.table.beside(step.number):
                edges += self._opinion(step, asked)
            if step.back_number is not None:
                decision = self.boxes[Shape.DECISION, step.number]
                edges.append(self._back(decision, self._entry(step.back_number), place=used[decision.lane]))
                used[decision.lane] += 1
        return tuple(edges)

    def _entry(self, number: int) -> Box:
        """Where one comes into a step: at the fork, where it has one."""
        return self.boxes.get((Shape.FORK, number)) or self.boxes[Shape.TASK, number]

    def _opinion(self, host: Step, asked: Step) -> list[Edge]:
        box = self.boxes[Shape.TASK, asked.number]
        fork, join = self.boxes[Shape.FORK, host.number], self.boxes[Shape.JOIN, host.number]
        below = box.middle[1] > fork.middle[1]
        (fork_x, _), (join_x, _), (_, y) = fork.middle, join.middle, box.middle
        out = ((fork_x, fork.bottom if below else fork.y), (fork_x, y), (box.x, y))
        home = ((box.right, y), (join_x, y), (join_x, join.bottom if below else join.y))
        return [
            Edge(source=fork.key, target=box.key, line=Line.ASKED, points=out),
            Edge(source=box.key, target=join.key, line=Line.ASKED, points=home),
        ]

    def _back(self, decision: Box, target: Box, *, place: int) -> Edge:
        x, channel = decision.middle[0], self.lanes[decision.lane].y + _TITLE + place * _CHANNEL
        left = target.x - _BESIDE
        y = target.y + target.height // 4 if target.shape is Shape.TASK else target.middle[1]
        points = ((x, decision.y), (x, channel), (left, channel), (left, y), (target.x, y))
        return Edge(source=decision.key, target=target.key, line=Line.BACK, points=points)


def _forward(source: Box, target: Box) -> Edge:
    start, end = (source.right, source.middle[1]), (target.x, target.middle[1])
    turn = source.right + _GAP // 2
    bent = () if start[1] == end[1] else ((turn, start[1]), (turn, end[1]))
    return Edge(source=source.key, target=target.key, line=Line.FORWARD, points=(start, *bent, end))
