"""A process as a BPMN 2.0 document with its drawing, for exchange with other programs; nothing is executed from it.

Source: ISO/IEC 19510:2013 (OMG BPMN 2.0.1), the elements of a private, not executable process.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from motcua.rules.drawing import LEFT, Box, Drawing, Edge, Line, Shape, drawn
from motcua.rules.process import Step, StepKind, StepTable

CONTENT_TYPE = "application/xml"

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DRAWN = "http://www.omg.org/spec/BPMN/20100524/DI"
_BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
_WAYPOINTS = "http://www.omg.org/spec/DD/20100524/DI"
_PREFIXES = {"bpmn": _MODEL, "bpmndi": _DRAWN, "dc": _BOUNDS, "di": _WAYPOINTS}

_ELEMENTS = {
    Shape.START: "startEvent",
    Shape.TASK: "userTask",
    Shape.FORK: "parallelGateway",
    Shape.JOIN: "parallelGateway",
    Shape.DECISION: "exclusiveGateway",
    Shape.END: "endEvent",
}
_DIRECTIONS = {Shape.FORK: "Diverging", Shape.JOIN: "Converging", Shape.DECISION: "Diverging"}
_NAMES = {
    Shape.START: "Nhận hồ sơ",
    Shape.FORK: "",
    Shape.JOIN: "",
    Shape.DECISION: "Đạt yêu cầu?",
    Shape.END: "Kết thúc",
}
_BACK, _ON, _OTHER_AGENCY = "Chưa đạt, trả lại", "Đạt", "Chuyển cơ quan khác"


def document(
    table: StepTable,
    *,
    name: str,
    lane_of: Callable[[Step], str],
    said_of: Callable[[Step], str],
) -> str:
    """The XML of a sound table that has steps. `name` is that of the procedure; `lane_of` names the lane of a step,
    `said_of` says of it what has no element of its own (role, quota).

    Raises as `drawn` does.
    """
    drawing = drawn(table, lane_of=lane_of)
    root = ET.Element(
        _tag("definitions", _MODEL), id="Definitions", targetNamespace="urn:motcua:process", exporter="Motcua"
    )
    collaboration = _model(root, "collaboration", id="Collaboration")
    _model(collaboration, "participant", id="Participant", name=name, processRef="Process")
    process = _model(root, "process", id="Process", name=name, isExecutable="false")
    _write_lanes(process, drawing)
    for box in drawing.boxes:
        _write_box(process, box, drawing, table, said_of=said_of)
    for number, edge in enumerate(drawing.edges, start=1):
        _write_flow(process, edge, number, table)
    _write_drawing(root, drawing)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _write_lanes(process: ET.Element, drawing: Drawing) -> None:
    lanes = _model(process, "laneSet", id="Lanes")
    for place, lane in enumerate(drawing.lanes):
        written = _model(lanes, "lane", id=_lane_id(place), name=lane.title)
        for box in drawing.boxes:
            if box.lane == place:
                _model(written, "flowNodeRef").text = box.key


def _write_box(
    process: ET.Element, box: Box, drawing: Drawing, table: StepTable, *, said_of: Callable[[Step], str]
) -> None:
    coming = [_flow_id(number) for number, edge in enumerate(drawing.edges, start=1) if edge.target == box.key]
    going = [_flow_id(number) for number, edge in enumerate(drawing.edges, start=1) if edge.source == box.key]
    told = {"id": box.key, "name": _name(box, table)}
    if box.shape in _DIRECTIONS:
        told["gatewayDirection"] = _DIRECTIONS[box.shape]
    if box.shape is Shape.DECISION:
        told["default"] = going[0]
    element = _model(process, _ELEMENTS[box.shape], **{name: value for name, value in told.items() if value})
    step = table.step(box.number) if box.shape is Shape.TASK else None
    if step is not None:
        _model(element, "documentation").text = said_of(step)
    for flow in coming:
        _model(element, "incoming").text = flow
    for flow in going:
        _model(element, "outgoing").text = flow


def _name(box: Box, table: StepTable) -> str:
    step = table.step(box.number)
    return step.name if box.shape is Shape.TASK and step is not None else _NAMES[box.shape]


def _write_flow(process: ET.Element, edge: Edge, number: int, table: StepTable) -> None:
    told = {"id": _flow_id(number), "sourceRef": edge.source, "targetRef": edge.target, "name": _said(edge, table)}
    _model(process, "sequenceFlow", **{name: value for name, value in told.items() if value})


def _said(edge: Edge, table: StepTable) -> str:
    """What a line says: of a decision its answer, and whether the dossier leaves for another agency."""
    shape, _, number = edge.target.partition("_")
    if edge.line is Line.BACK:
        return _BACK
    target = table.step(int(number)) if edge.line is Line.FORWARD and shape in (Shape.TASK, Shape.FORK) else None
    parts = [_ON] if edge.source.startswith(Shape.DECISION) else []
    if target is not None and target.kind is StepKind.HAND_OVER and edge.source != f"{Shape.FORK}_{number}":
        parts.append(_OTHER_AGENCY if not parts else _OTHER_AGENCY.lower())
    return ", ".join(parts)


def _write_drawing(root: ET.Element, drawing: Drawing) -> None:
    diagram = ET.SubElement(root, _tag("BPMNDiagram", _DRAWN), id="Diagram")
    plane = ET.SubElement(diagram, _tag("BPMNPlane", _DRAWN), id="Plane", bpmnElement="Collaboration")
    _shape(plane, "Participant", (0, 0, drawing.width, drawing.height), horizontal=True)
    for place, lane in enumerate(drawing.lanes):
        _shape(plane, _lane_id(place), (LEFT, lane.y, drawing.width - LEFT, lane.height), horizontal=True)
    for box in drawing.boxes:
        _shape(plane, box.key, (box.x, box.y, box.width, box.height))
    for number, edge in enumerate(drawing.edges, start=1):
        flow = _flow_id(number)
        line = ET.SubElement(plane, _tag("BPMNEdge", _DRAWN), id=f"{flow}_drawn", bpmnElement=flow)
        for x, y in edge.points:
            ET.SubElement(line, _tag("waypoint", _WAYPOINTS), x=str(x), y=str(y))


def _shape(plane: ET.Element, of: str, bounds: tuple[int, int, int, int], *, horizontal: bool = False) -> None:
    told = {"isHorizontal": "true"} if horizontal else {}
    shape = ET.SubElement(plane, _tag("BPMNShape", _DRAWN), {"id": f"{of}_drawn", "bpmnElement": of, **told})
    x, y, width, height = map(str, bounds)
    ET.SubElement(shape, _tag("Bounds", _BOUNDS), x=x, y=y, width=width, height=height)


def _model(parent: ET.Element, element: str, /, **told: str) -> ET.Element:
    return ET.SubElement(parent, _tag(element, _MODEL), told)


def _tag(name: str, space: str) -> str:
    return f"{{{space}}}{name}"


def _lane_id(place: int) -> str:
    return f"Lane_{place + 1}"


def _flow_id(number: int) -> str:
    return f"Flow_{number}"


for _prefix, _space in _PREFIXES.items():
    ET.register_namespace(_prefix, _space)
