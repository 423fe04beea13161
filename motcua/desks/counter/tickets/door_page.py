"""The screen at the door, the number drawn there, and the board: pages for everybody, naming nobody."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.counter.tickets.pages import BoardPage, Called, Choice, DoorPage, TicketPage
from motcua.desks.frame.formats import moment_vi, number_vi
from motcua.desks.frame.pages import Badge, Link, Tone
from motcua.desks.frame.presenting import public_frame
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, kept_key
from motcua.records.tickets import queries
from motcua.records.tickets.queries import TicketView
from motcua.rules.queueing import Series, TicketState, spoken
from motcua.rules.refusal import Refusal

ANYTHING = Choice(value="", name="Lấy số")
"""What is pressed where a unit offers no services to choose from."""

NEXT_SHOWN = 8
"""Waiting numbers that the board names."""


def door_page(request: HttpRequest, unit_key: str, *, refusal: Refusal | None = None) -> DoorPage:
    """What can be drawn a number for."""
    unit = queries.receiving(unit_key)
    offered = tuple(
        Choice(value=str(service.id), name=service.name) for service in queries.services(unit.id) if service.active
    )
    waiting = len(queries.board(unit_key).waiting)
    return DoorPage(
        frame=public_frame(request, title=f"Lấy số tại {unit.short_name}"),
        unit=unit.name,
        waiting=f"{number_vi(waiting)} người đang chờ" if waiting else "Hiện không có ai chờ",
        action=reverse("counter:door", args=(unit_key,)),
        hidden=(kept_key(request.POST.get(KEY, "")),),
        choices=offered or (ANYTHING,),
        board=_board_link(unit_key),
        errors=summary((), errors_of(refusal)),
    )


def ticket_page(request: HttpRequest, unit_key: str, number: str) -> TicketPage:
    """A number of today, with how long it waits."""
    taken = queries.taken(unit_key, number)
    return TicketPage(
        frame=public_frame(request, title=f"Số {number} tại {taken.unit.short_name}"),
        unit=taken.unit.name,
        number=number,
        service=taken.ticket.service or "Giải quyết thủ tục",
        badge=_badge(taken.ticket),
        ahead=f"{number_vi(taken.ahead)} người" if taken.ahead else "không có ai",
        wait=_wait(taken.ticket, taken.minutes),
        at=moment_vi(taken.ticket.taken_at),
        back=Link(text="Lấy số khác", href=reverse("counter:door", args=(unit_key,))),
    )


def board_page(request: HttpRequest, unit_key: str) -> BoardPage:
    """Who is called where, and who comes next."""
    shown = queries.board(unit_key)
    called = tuple(_called(ticket) for ticket in shown.called)
    beyond = len(shown.waiting) - NEXT_SHOWN
    return BoardPage(
        frame=public_frame(request, title=f"Bảng gọi số · {shown.unit.short_name}"),
        unit=shown.unit.name,
        href=reverse("counter:board", args=(unit_key,)),
        version=str(shown.version),
        latest=called[0] if called else None,
        others=called[1:],
        waiting=shown.waiting[:NEXT_SHOWN],
        more=f"và {number_vi(beyond)} số nữa" if beyond > 0 else "",
    )


def _called(ticket: TicketView) -> Called:
    window = str(ticket.window or "")
    return Called(
        number=ticket.number,
        window=window,
        voice=f"Mời số {spoken(ticket.number)}, đến quầy {window}",
        mark=f"{ticket.id}-{ticket.calls}",
    )


def _badge(ticket: TicketView) -> Badge:
    if ticket.state is TicketState.CALLED:
        return Badge(tone=Tone.GOOD, text=f"mời đến quầy {ticket.window}")
    if ticket.state is TicketState.WAITING:
        return Badge(tone=Tone.CALM, text="ưu tiên" if ticket.series is Series.PRIORITY else "đang chờ")
    return Badge(tone=Tone.QUIET, text="đã gọi xong")


def _wait(ticket: TicketView, minutes: int) -> str:
    if ticket.state is not TicketState.WAITING:
        return "không phải chờ nữa"
    return f"khoảng {number_vi(minutes)} phút" if minutes else "sắp đến lượt"


def _board_link(unit_key: str) -> Link:
    return Link(text="Xem bảng gọi số", href=reverse("counter:board", args=(unit_key,)))
