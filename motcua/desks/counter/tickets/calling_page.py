"""A window calling numbers, and the arrangement of windows and services."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame
from motcua.desks.counter.tickets.pages import ArrangePage, CallingPage, Choice, Line, ServiceLine, WindowLine
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, with_errors
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Link, Tone
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import kept_key
from motcua.desks.frame.sentences import sentence
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.tickets import queries
from motcua.records.tickets.queries import Desk, ServiceView, TicketView, WindowView
from motcua.rules.refusal import NotAllowed, Refusal

ARRANGERS = (Role.LEADER, Role.CHAIR, Role.ADMINISTRATOR)


def calling_page(request: StaffRequest, *, refusal: Refusal | None = None) -> CallingPage:
    """The window of whoever looks, and the numbers of its desk."""
    desk = queries.desk(request.viewer)
    return CallingPage(
        frame=counter_frame(request, title="Gọi số", current="calling"),
        sentence=sentence(
            "{waiting} người đang chờ, {finished} người đã được phục vụ hôm nay.",
            waiting=number_vi(len(desk.waiting)) if desk.waiting else "Không có",
            finished=number_vi(desk.finished),
        ),
        action=reverse("counter:calling"),
        hidden=(kept_key(""),),
        window=f"Quầy số {desk.window.number}" if desk.window else "",
        current=_line(desk.current) if desk.current else None,
        recalled=f"đã gọi {number_vi(desk.current.calls)} lần" if desk.current and desk.current.calls > 1 else "",
        waiting=tuple(_line(ticket) for ticket in desk.waiting),
        absent=tuple(_line(ticket) for ticket in desk.absent),
        seats=_seats(desk),
        services=tuple(Choice(value=str(each.id), name=each.name) for each in desk.services if each.active),
        door=_door(desk.unit),
        board=_board(desk.unit),
        arrange=_arrange(request.viewer, desk.unit),
        empty=None if desk.windows else _no_windows(request.viewer, desk.unit),
        errors=summary((), errors_of(refusal)),
    )


def arrange_page(request: StaffRequest, unit: UnitView, *, refusal: Refusal | None = None) -> ArrangePage:
    """The windows and services of a unit."""
    services = queries.services(unit.id)
    errors = errors_of(refusal)
    number, name = with_errors((_NUMBER, _NAME), errors)
    return ArrangePage(
        frame=staff_frame(request, title=f"Sắp xếp quầy · {unit.short_name}", desk="Quầy và số", roles=ARRANGERS),
        unit=unit.name,
        action=f"{reverse('counter:arrange')}?don-vi={unit.key}",
        windows=tuple(_window(window, services) for window in queries.windows(unit.id)),
        services=tuple(_service(service) for service in services),
        number=number,
        active=_ACTIVE,
        serves=tuple(Choice(value=str(service.id), name=service.name) for service in services if service.active),
        name=name,
        units=_others(request.viewer, unit),
        door=_door(unit),
        board=_board(unit),
        errors=summary((number, name), errors),
    )


def arranged_unit(viewer: Viewer, key: str) -> UnitView:
    """The unit of a key, else the first one that `viewer` arranges. Raises NotAllowed where there is none."""
    found = arranged(viewer)
    if not found:
        raise NotAllowed("account", "Ông/bà không sắp xếp quầy của bộ phận một cửa nào; hãy về trang việc của mình.")
    return next((unit for unit in found if unit.key == key), found[0])


def arranged(viewer: Viewer) -> list[UnitView]:
    """The receiving units whose windows a person arranges."""
    on = clock.now().date()
    return [unit for unit in places.units_on(on, receiving=True) if queries.arranges(viewer, unit.id)]


_NUMBER = Field(name="number", label="Số quầy", inputmode="numeric", required=True, maxlength="2")
_NAME = Field(name="name", label="Tên việc", required=True, maxlength="80", hint="Ví dụ: Hộ tịch, chứng thực")
_ACTIVE = Field(name="active", label="Đang dùng", kind=FieldKind.CHECK, checked=True)


def _line(ticket: TicketView) -> Line:
    return Line(
        ticket=str(ticket.id), number=ticket.number, service=ticket.service, since=_minutes_since(ticket.taken_at)
    )


def _minutes_since(at: datetime) -> str:
    minutes = int((clock.now() - at).total_seconds()) // 60
    return f"chờ {number_vi(minutes)} phút" if minutes else "vừa lấy số"


def _seats(desk: Desk) -> tuple[Choice, ...]:
    free = (each for each in desk.windows if each.active and each.staffed_by is None)
    return tuple(Choice(value=str(each.id), name=f"Quầy số {each.number}") for each in free)


def _no_windows(viewer: Viewer, unit: UnitView) -> EmptyState:
    return EmptyState(
        title="Bộ phận này chưa có quầy",
        text="Lãnh đạo đơn vị hoặc người quản trị sắp xếp quầy một lần; sau đó cán bộ chọn quầy của mình và gọi số.",
        link=_arrange(viewer, unit),
    )


def _arrange(viewer: Viewer, unit: UnitView) -> Link | None:
    if not queries.arranges(viewer, unit.id):
        return None
    return Link(text="Sắp xếp quầy", href=f"{reverse('counter:arrange')}?don-vi={unit.key}")


def _window(window: WindowView, services: tuple[ServiceView, ...]) -> WindowLine:
    names = [service.name for service in services if service.id in window.services]
    return WindowLine(
        number=str(window.number),
        serves=", ".join(names) or "mọi việc",
        staff=window.staff or "chưa có người ngồi",
        badge=Badge(tone=Tone.GOOD, text="đang dùng") if window.active else Badge(tone=Tone.QUIET, text="tạm đóng"),
    )


def _service(service: ServiceView) -> ServiceLine:
    return ServiceLine(
        id=str(service.id),
        name=service.name,
        badge=Badge(tone=Tone.GOOD, text="đang mời") if service.active else Badge(tone=Tone.QUIET, text="đã tắt"),
        toggle="Tắt" if service.active else "Mời lại",
        active="" if service.active else "1",
    )


def _others(viewer: Viewer, unit: UnitView) -> tuple[Link, ...]:
    others = (each for each in arranged(viewer) if each.id != unit.id)
    return tuple(Link(text=each.short_name, href=f"{reverse('counter:arrange')}?don-vi={each.key}") for each in others)


def _door(unit: UnitView) -> Link:
    return Link(text="Màn hình lấy số", href=reverse("counter:door", args=(unit.key,)))


def _board(unit: UnitView) -> Link:
    return Link(text="Bảng gọi số", href=reverse("counter:board", args=(unit.key,)))
