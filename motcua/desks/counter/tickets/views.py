"""Views of the numbers drawn at a desk: parse, one query or action, a page."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import condition, require_GET, require_http_methods

from motcua.desks.counter.tickets import calling_page, door_page
from motcua.desks.frame.audience import PUBLIC, StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.law.types import Role
from motcua.records.people.viewer import Viewer
from motcua.records.tickets import actions, queries
from motcua.rules.refusal import Refusal

_either = require_http_methods(["GET", "POST"])
_CALLING = ("act", "ticket", "window", "service", "back", KEY)
_ARRANGING = ("act", "number", "active", "name", "service")


@_either
@audience(PUBLIC)
def door(request: StaffRequest, unit: str) -> HttpResponse:
    """The screen at the door: press what one comes for, and a number is drawn."""
    if request.method == "GET":
        return render(request, "counter/take.html", {"page": door_page.door_page(request, unit)})
    try:
        typed = sent(request.POST, fields=("service", "priority", KEY))
        service = whole_number(typed["service"], field="service") if typed["service"] else None
        drawn = actions.take(unit, service_id=service, priority=bool(typed["priority"]), key=typed[KEY])
    except Refusal as refusal:
        page = door_page.door_page(request, unit, refusal=refusal)
        return render(request, "counter/take.html", {"page": page}, status=status_of(refusal))
    return redirect("counter:ticket", unit, drawn.number)


@require_GET
@audience(PUBLIC)
def ticket(request: StaffRequest, unit: str, number: str) -> HttpResponse:
    """A number just drawn, to read and to print; looking again says how long it still waits."""
    return render(request, "counter/ticket.html", {"page": door_page.ticket_page(request, unit, number)})


def _board_version(request: StaffRequest, unit: str) -> str:
    part = "bang" if "bang" in request.GET else "trang"
    return f'"{queries.today():%Y%m%d}-{queries.version(queries.receiving(unit).id)}-{part}"'


@require_GET
@audience(PUBLIC)
@condition(etag_func=_board_version)
def board(request: StaffRequest, unit: str) -> HttpResponse:
    """The board of the waiting room; `?bang` gives only the part that changes."""
    template = "counter/board_part.html" if "bang" in request.GET else "counter/board.html"
    response = render(request, template, {"page": door_page.board_page(request, unit)})
    response.headers["Cache-Control"] = "no-cache"
    return response


@_either
@audience(Role.COUNTER)
def calling(request: StaffRequest) -> HttpResponse:
    """The window: call the next number, call it again, send it elsewhere."""
    if request.method == "GET":
        return render(request, "counter/calling.html", {"page": calling_page.calling_page(request)})
    try:
        _called(request, sent(request.POST, fields=_CALLING))
    except Refusal as refusal:
        page = calling_page.calling_page(request, refusal=refusal)
        return render(request, "counter/calling.html", {"page": page}, status=status_of(refusal))
    return redirect("counter:intake" if request.POST.get("back") else "counter:calling")


@_either
@audience(*calling_page.ARRANGERS)
def arrange(request: StaffRequest) -> HttpResponse:
    """Windows and services of a desk, for its leader or the administrator."""
    unit = calling_page.arranged_unit(request.viewer, request.GET.get("don-vi", ""))
    if request.method == "GET":
        return render(request, "counter/windows.html", {"page": calling_page.arrange_page(request, unit)})
    try:
        typed = sent(request.POST, fields=_ARRANGING, repeated=("services",))
        _arranged(request.viewer, unit.id, typed, services=request.POST.getlist("services"))
    except Refusal as refusal:
        page = calling_page.arrange_page(request, unit, refusal=refusal)
        return render(request, "counter/windows.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã lưu cách sắp xếp quầy.")
    return redirect(request.get_full_path())


def _called(request: StaffRequest, typed: Mapping[str, str]) -> None:
    viewer, key = request.viewer, typed[KEY]
    act = typed["act"]
    if act in ("sit", "leave"):
        window = whole_number(typed["window"], field="window") if act == "sit" else None
        actions.sit_down(viewer, window_id=window)
    elif act == "next":
        if actions.call_next(viewer, key=key) is None:
            tell(request, "Không còn ai chờ ở quầy này.")
    elif act == "transfer":
        service = whole_number(typed["service"], field="service")
        actions.transfer(viewer, ticket_id=_ticket(typed), service_id=service, key=key)
    elif act in _ON_A_TICKET:
        _ON_A_TICKET[act](viewer, ticket_id=_ticket(typed), key=key)
    else:
        raise Refusal("act", "Không rõ việc cần làm; hãy tải lại trang rồi bấm lại.")


_ON_A_TICKET = {
    "call": actions.call,
    "recall": actions.recall,
    "absent": actions.absent,
    "finish": actions.finish,
}


def _ticket(typed: Mapping[str, str]) -> int:
    return whole_number(typed["ticket"], field="ticket")


def _arranged(viewer: Viewer, unit_id: int, typed: Mapping[str, str], *, services: list[str]) -> None:
    match typed["act"]:
        case "window":
            actions.arrange_window(
                viewer,
                unit_id=unit_id,
                number=whole_number(typed["number"], field="number"),
                services=[whole_number(each, field="services") for each in services],
                active=bool(typed["active"]),
            )
        case "service":
            actions.add_service(viewer, unit_id=unit_id, name=typed["name"])
        case "offer":
            service = whole_number(typed["service"], field="service")
            actions.offer_service(viewer, unit_id=unit_id, service_id=service, active=bool(typed["active"]))
        case _:
            raise Refusal("act", "Không rõ việc cần làm; hãy tải lại trang rồi bấm lại.")
