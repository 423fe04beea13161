"""The BPMN of a process: well-formed, whole, and drawn."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from motcua.rules.bpmn import document
from motcua.rules.process import Step, StepKind, StepTable
from motcua.rules.refusal import Refusal
from tests.rules.step_tables import THROUGH_THREE_AGENCIES, sound_tables, step, table

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DRAWN = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
NODES = ("startEvent", "userTask", "parallelGateway", "exclusiveGateway", "endEvent")


def lane_of(step: Step) -> str:
    return f"{step.unit_kind} {step.level or ''}".strip()


def text_of(steps: StepTable, *, name: str = "Tách thửa đất") -> str:
    return document(steps, name=name, lane_of=lane_of, said_of=lambda step: f"{step.role}, {step.minutes} phút")


def read(steps: StepTable) -> ET.Element:
    return ET.fromstring(text_of(steps).encode())


def flows(root: ET.Element) -> list[ET.Element]:
    return list(root.iter(f"{MODEL}sequenceFlow"))


def nodes(root: ET.Element) -> list[ET.Element]:
    return [node for name in NODES for node in root.iter(MODEL + name)]


def test_a_way_through_three_agencies() -> None:
    root = read(THROUGH_THREE_AGENCIES)
    assert root.tag == f"{MODEL}definitions"
    tasks = {task.get("id"): task.get("name") for task in root.iter(f"{MODEL}userTask")}
    assert list(tasks) == [f"task_{number}" for number in range(1, 8)]
    assert tasks["task_3"] == "Cho ý kiến về quy hoạch"
    told = root.find(f".//{MODEL}userTask[@id='task_2']/{MODEL}documentation")
    assert told is not None
    assert told.text == "officer, 2400 phút"
    lanes = {lane.get("name"): [ref.text for ref in lane] for lane in root.iter(f"{MODEL}lane")}
    assert lanes["desk"] == ["start_1", "task_1", "task_7", "end_7"]
    assert lanes["committee commune"] == ["task_4"]
    said = {(flow.get("sourceRef"), flow.get("targetRef")): flow.get("name") for flow in flows(root)}
    assert said["task_1", "fork_2"] is None
    assert said["decision_5", "fork_2"] == "Chưa đạt, trả lại"
    assert said["decision_5", "task_6"] == "Đạt, chuyển cơ quan khác"
    assert said["decision_6", "task_7"] == "Đạt, chuyển cơ quan khác"


def test_a_hand_over_is_said_once_also_before_a_fork() -> None:
    steps = table(
        step(1, 2),
        step(2, None, kind=StepKind.HAND_OVER),
        step(3, None, kind=StepKind.CONSULT, beside=2),
    )
    said = {flow.get("targetRef"): flow.get("name") for flow in flows(read(steps)) if flow.get("name")}
    assert said == {"fork_2": "Chuyển cơ quan khác"}


def test_names_stay_what_they_are() -> None:
    name = "Cấp <giấy> & «sao» \"một\" 'hai' ]]>"
    root = ET.fromstring(text_of(table(step(1, None, name=name)), name=name).encode())
    assert [task.get("name") for task in root.iter(f"{MODEL}userTask")] == [name]
    participant = root.find(f".//{MODEL}participant")
    assert participant is not None
    assert participant.get("name") == name
    assert text_of(table(step(1, None))).startswith('<?xml version="1.0" encoding="UTF-8"?>\n<bpmn:definitions ')


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refusal, match="không có trong quy trình"):
        text_of(table(step(1, 9)))


@settings(deadline=None)
@given(sound_tables())
def test_every_id_is_unique_and_every_reference_leads_somewhere(steps: StepTable) -> None:
    root = read(steps)
    ids = Counter(found for element in root.iter() if (found := element.get("id")))
    assert max(ids.values()) == 1
    refs = [flow.get(end) for flow in flows(root) for end in ("sourceRef", "targetRef")]
    refs += [element.get("bpmnElement") for element in root.iter() if element.get("bpmnElement")]
    refs += [element.get("default") for element in root.iter() if element.get("default")]
    refs += [element.text for name in ("flowNodeRef", "incoming", "outgoing") for element in root.iter(MODEL + name)]
    assert set(refs) <= set(ids)


@settings(deadline=None)
@given(sound_tables())
def test_every_node_has_its_flows_its_lane_and_its_shape(steps: StepTable) -> None:
    root = read(steps)
    in_lanes = Counter(ref.text for ref in root.iter(f"{MODEL}flowNodeRef"))
    assert in_lanes == Counter(node.get("id") for node in nodes(root))
    for node in nodes(root):
        key = node.get("id")
        coming = [flow.get("id") for flow in flows(root) if flow.get("targetRef") == key]
        going = [flow.get("id") for flow in flows(root) if flow.get("sourceRef") == key]
        assert [each.text for each in node.findall(f"{MODEL}incoming")] == coming
        assert [each.text for each in node.findall(f"{MODEL}outgoing")] == going
        assert bool(coming) == (node.tag != f"{MODEL}startEvent")
        assert bool(going) == (node.tag != f"{MODEL}endEvent")
        if node.tag == f"{MODEL}exclusiveGateway":
            assert len(going) == 2
            assert node.get("default") == going[0]
    lanes = [lane.get("name") for lane in root.iter(f"{MODEL}lane")]
    assert lanes == list(dict.fromkeys(lanes))
    assert set(lanes) == {lane_of(step) for step in steps.steps}


@settings(deadline=None)
@given(sound_tables())
def test_everything_is_drawn_once_within_the_whole(steps: StepTable) -> None:
    root = read(steps)
    shapes = Counter(shape.get("bpmnElement") for shape in root.iter(f"{DRAWN}BPMNShape"))
    lanes = [lane.get("id") for lane in root.iter(f"{MODEL}lane")]
    assert shapes == Counter(["Participant", *lanes, *(node.get("id") for node in nodes(root))])
    edges = Counter(edge.get("bpmnElement") for edge in root.iter(f"{DRAWN}BPMNEdge"))
    assert edges == Counter(flow.get("id") for flow in flows(root))
    bounds = [{key: int(value) for key, value in each.items()} for each in root.iter(f"{BOUNDS}Bounds")]
    whole = bounds[0]
    for each in bounds:
        assert each["x"] >= 0
        assert each["y"] >= 0
        assert each["x"] + each["width"] <= whole["width"]
        assert each["y"] + each["height"] <= whole["height"]
    assert all(len(edge.findall(WAYPOINT)) >= 2 for edge in root.iter(f"{DRAWN}BPMNEdge"))
