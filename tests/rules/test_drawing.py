"""The drawing of a process: nothing overlaps, every line leads from box to box, the way runs to the right."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from motcua.rules.drawing import LEFT, Box, Drawing, Edge, Line, Shape, drawn
from motcua.rules.process import Step, StepTable
from motcua.rules.refusal import Refusal
from tests.rules.step_tables import THROUGH_THREE_AGENCIES, sound_tables, step, table


def lane_of(step: Step) -> str:
    return f"{step.unit_kind} {step.level or ''}"


def draw(steps: StepTable) -> Drawing:
    return drawn(steps, lane_of=lane_of)


def on_border(box: Box, point: tuple[int, int]) -> bool:
    x, y = point
    sides = box.x <= x <= box.right and y in (box.y, box.bottom)
    return sides or (x in (box.x, box.right) and box.y <= y <= box.bottom)


def crosses(edge: Edge, box: Box) -> bool:
    """Whether a straight piece of a line runs through the inside of a box."""
    return any(
        max(a[0], b[0]) > box.x
        and min(a[0], b[0]) < box.right
        and max(a[1], b[1]) > box.y
        and min(a[1], b[1]) < box.bottom
        for a, b in pairwise(edge.points)
    )


def test_a_way_through_three_agencies() -> None:
    found = draw(THROUGH_THREE_AGENCIES)
    assert [lane.title for lane in found.lanes] == [
        "desk ",
        "department ",
        "department province",
        "committee commune",
        "committee ",
    ]
    assert [box.key for box in found.boxes] == (
        [
            "start_1",
            "task_1",
            "fork_2",
            "task_2",
            "task_3",
            "task_4",
            "join_2",
            "task_5",
            "decision_5",
            "task_6",
            "decision_6",
            "task_7",
            "end_7",
        ]
    )
    back = [(edge.source, edge.target) for edge in found.edges if edge.line is Line.BACK]
    assert back == [("decision_5", "fork_2"), ("decision_6", "fork_2")]
    asked = [(edge.source, edge.target) for edge in found.edges if edge.line is Line.ASKED]
    assert asked == [("fork_2", "task_3"), ("task_3", "join_2"), ("fork_2", "task_4"), ("task_4", "join_2")]


def test_one_step_has_a_beginning_and_an_end() -> None:
    found = draw(table(step(1, None)))
    assert [box.shape for box in found.boxes] == [Shape.START, Shape.TASK, Shape.END]
    assert [len(edge.points) for edge in found.edges] == [2, 2]


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="without steps"):
        draw(StepTable())
    with pytest.raises(Refusal, match="Bước 1 quay lại bước 1"):
        draw(table(step(1, 1)))


@settings(deadline=None)
@given(sound_tables())
def test_boxes_stand_apart_within_their_lanes(steps: StepTable) -> None:
    found = draw(steps)
    for one, other in combinations(found.boxes, 2):
        apart = one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y
        assert apart, (one, other)
    for box in found.boxes:
        lane = found.lanes[box.lane]
        assert lane.y < box.y
        assert box.bottom < lane.y + lane.height
        assert box.x > LEFT
        assert box.right < found.width
    assert [lane.y for lane in found.lanes[1:]] == [lane.y + lane.height for lane in found.lanes[:-1]]
    assert found.height == sum(lane.height for lane in found.lanes)


@settings(deadline=None)
@given(sound_tables())
def test_lines_lead_squarely_from_box_to_box_and_through_none(steps: StepTable) -> None:
    found = draw(steps)
    boxes = {box.key: box for box in found.boxes}
    for edge in found.edges:
        assert on_border(boxes[edge.source], edge.points[0])
        assert on_border(boxes[edge.target], edge.points[-1])
        assert all((a[0] == b[0]) != (a[1] == b[1]) for a, b in pairwise(edge.points)), edge
        assert not [box.key for box in found.boxes if crosses(edge, box)], edge


@settings(deadline=None)
@given(sound_tables())
def test_the_way_runs_from_left_to_right_and_holds_every_step_once(steps: StepTable) -> None:
    found = draw(steps)
    boxes = {box.key: box for box in found.boxes}
    assert len(boxes) == len(found.boxes)
    tasks = [box.number for box in found.boxes if box.shape is Shape.TASK]
    assert sorted(tasks) == sorted(step.number for step in steps.steps)
    assert [number for number in tasks if steps.step(number) in steps.main] == [step.number for step in steps.way()]
    for edge in found.edges:
        leftwards = boxes[edge.target].x < boxes[edge.source].x
        assert leftwards == (edge.line is Line.BACK)
    assert {edge.target for edge in found.edges} == set(boxes) - {f"start_{steps.way()[0].number}"}
    assert {edge.source for edge in found.edges} == set(boxes) - {f"end_{steps.way()[-1].number}"}
