"""What the screens at the door and the windows ask of the numbers of a day."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet

from motcua.law.types import LOCAL, Role
from motcua.records import clock, plain
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.tickets.models import Service, Ticket, TicketEvent, Window
from motcua.rules.queueing import USUAL_MINUTES, Series, TicketAct, TicketState, estimate, number
from motcua.rules.refusal import NotAllowed, NotFound

LATEST = 6
"""Calls that the board shows."""

MEASURED = 20
"""The latest numbers served, whose mean says how long one takes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceView:
    """What people come for."""

    id: int
    name: str
    active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowView:
    """A window; `services` are the ids it serves, none for all; `staffed_by` who sits there, `staff` by name."""

    id: int
    number: int
    services: frozenset[int]
    active: bool
    staffed_by: int | None
    staff: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketView:
    """A number of today."""

    id: int
    number: str
    series: Series
    service: str
    state: TicketState
    window: int | None
    calls: int
    taken_at: datetime
    called_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A number just drawn: how many wait before it, and about how many minutes that takes."""

    ticket: TicketView
    unit: UnitView
    ahead: int
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """What the board shows: the latest call of each window, the newest first, and the numbers that come next.

    `version` grows with everything that happens; equal versions show the same board.
    """

    unit: UnitView
    version: int
    called: tuple[TicketView, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What somebody at a window sees: the window (None: sits at none), whom it serves, who waits, who was absent."""

    unit: UnitView
    windows: tuple[WindowView, ...]
    services: tuple[ServiceView, ...]
    window: WindowView | None
    current: TicketView | None
    waiting: tuple[TicketView, ...]
    absent: tuple[TicketView, ...]
    finished: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Serving:
    """Somebody's window, the number it serves (None: none), and how many wait at the desk."""

    window: int
    current: TicketView | None
    waiting: int


def receiving(unit_key: str) -> UnitView:
    """The unit whose desk has this key. Raises NotFound where none receives today."""
    unit = places.unit(unit_key)
    if not unit.receives or not unit.exists_on(today()):
        raise NotFound("unit", "Không có bộ phận một cửa nào ở địa chỉ này; hãy kiểm tra lại địa chỉ.")
    return unit


def services(unit_id: int) -> tuple[ServiceView, ...]:
    """What a unit offers at its door, closed ones too, in the order they were made."""
    rows = Service.objects.filter(unit_id=unit_id).order_by("pk")
    return tuple(ServiceView(id=row.pk, name=row.name, active=row.active) for row in rows)


def windows(unit_id: int) -> tuple[WindowView, ...]:
    """The windows of a unit by number."""
    rows = list(Window.objects.filter(unit_id=unit_id).order_by("number"))
    names = people.names_of(row.staffed_by_id for row in rows if row.staffed_by_id)
    return tuple(
        WindowView(
            id=row.pk,
            number=row.number,
            services=frozenset(json.loads(row.services)),
            active=row.active,
            staffed_by=row.staffed_by_id,
            staff=names.get(row.staffed_by_id or 0, ""),
        )
        for row in rows
    )


def taken(unit_key: str, text: str) -> Taken:
    """A number of today, as its holder sees it. Raises NotFound."""
    unit = receiving(unit_key)
    row = _drawn(unit.id, text)
    ahead = _ahead(unit.id, row)
    staffed = sum(window.staffed_by is not None for window in windows(unit.id))
    minutes = estimate(ahead, windows=staffed, minutes_each=minutes_each(unit.id))
    return Taken(ticket=view(row), unit=unit, ahead=ahead, minutes=minutes)


def board(unit_key: str) -> Board:
    """The board of a unit's desk."""
    unit = receiving(unit_key)
    called = of_today(unit.id).filter(state=TicketState.CALLED).order_by("-called_at", "-pk")[:LATEST]
    waiting = _in_order(of_today(unit.id).filter(state=TicketState.WAITING))[: 2 * LATEST]
    return Board(
        unit=unit,
        version=version(unit.id),
        called=tuple(view(row) for row in called),
        waiting=tuple(number(Series(row.series), row.serial) for row in waiting),
    )


def version(unit_id: int) -> int:
    """The latest event at a unit; 0 where there was none."""
    return TicketEvent.objects.filter(unit_id=unit_id).aggregate(last=Max("pk"))["last"] or 0


def desk(viewer: Viewer) -> Desk:
    """The windows and numbers of the desk where somebody receives. Raises NotAllowed for whoever has none."""
    unit = desk_unit(viewer)
    everything = windows(unit.id)
    own = next((window for window in everything if window.staffed_by == viewer.account_id), None)
    rows = list(of_today(unit.id))
    current = next((row for row in rows if own and row.state == TicketState.CALLED and row.window_id == own.id), None)
    waiting = _in_order(row for row in rows if row.state == TicketState.WAITING)
    return Desk(
        unit=unit,
        windows=everything,
        services=services(unit.id),
        window=own,
        current=view(current) if current else None,
        waiting=tuple(view(row) for row in waiting),
        absent=tuple(view(row) for row in rows if row.state == TicketState.ABSENT),
        finished=sum(row.state == TicketState.DONE for row in rows),
    )


def serving(viewer: Viewer) -> Serving | None:
    """What the window of `viewer` does now; None for whoever sits at none."""
    if viewer.account_id is None:
        return None
    sat_at = plain.instances(Window, "staffed_by_id = %s AND active ORDER BY id LIMIT 1", (viewer.account_id,))
    if not sat_at:
        return None
    window = sat_at[0]
    rows = list(of_today(window.unit_id).filter(state__in=(TicketState.WAITING, TicketState.CALLED)))
    current = next((row for row in rows if row.state == TicketState.CALLED and row.window_id == window.pk), None)
    return Serving(
        window=window.number,
        current=view(current) if current else None,
        waiting=sum(row.state == TicketState.WAITING for row in rows),
    )


def ticket_id(viewer: Viewer, text: str) -> int:
    """The id of a number drawn today at the desk of `viewer`. Raises NotAllowed, NotFound."""
    return _drawn(desk_unit(viewer).id, text).pk


def desk_unit(viewer: Viewer) -> UnitView:
    """The unit at whose desk somebody receives. Raises NotAllowed."""
    for post in viewer.posts:
        if post.role is Role.COUNTER:
            return places.unit_by_id(post.unit_id)
    raise NotAllowed("account", "Ông/bà không làm việc ở quầy tiếp nhận; hãy nhờ cán bộ một cửa gọi số.")


def arranges(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person may change windows and services: a leader there, or whoever keeps its accounts."""
    return bool(policy.roles_at(viewer, unit_id) & {Role.LEADER, Role.CHAIR}) or policy.administers(viewer, unit_id)


def minutes_each(unit_id: int) -> int:
    """The minutes that one number took today, from call to end, over the latest; a usual value before the first."""
    rows = of_today(unit_id).filter(state=TicketState.DONE).order_by("-ended_at")[:MEASURED]
    spans = [(row.ended_at - row.called_at).total_seconds() for row in rows if row.ended_at and row.called_at]
    return max(1, round(sum(spans) / len(spans) / 60)) if spans else USUAL_MINUTES


def of_today(unit_id: int) -> QuerySet[Ticket]:
    """The tickets of a unit today."""
    return Ticket.objects.filter(unit_id=unit_id, day=today()).select_related("service", "window").order_by("pk")


def latest_series(window_id: int, *, most: int) -> list[Series]:
    """The series of the latest calls of a window today, the last one last."""
    rows = TicketEvent.objects.filter(window_id=window_id, act=TicketAct.CALL, ticket__day=today())
    found = rows.order_by("-pk").values_list("ticket__series", flat=True)[:most]
    return [Series(series) for series in reversed(list(found))]


def today() -> date:
    """The local date."""
    return clock.now().date()


def view(row: Ticket) -> TicketView:
    """A stored ticket as it is shown."""
    series = Series(row.series)
    return TicketView(
        id=row.pk,
        number=number(series, row.serial),
        series=series,
        service=row.service.name if row.service else "",
        state=TicketState(row.state),
        window=row.window.number if row.window else None,
        calls=row.calls,
        taken_at=row.taken_at.astimezone(LOCAL),
        called_at=row.called_at.astimezone(LOCAL) if row.called_at else None,
    )


def _drawn(unit_id: int, text: str) -> Ticket:
    row = next((row for row in of_today(unit_id) if number(Series(row.series), row.serial) == text), None)
    if row is None:
        raise NotFound("ticket", "Hôm nay chưa cấp số này; hãy lấy số mới.")
    return row


def _in_order(rows: Iterable[Ticket]) -> list[Ticket]:
    return sorted(rows, key=lambda row: (row.series != Series.PRIORITY, row.pk))


def _ahead(unit_id: int, row: Ticket) -> int:
    if row.state != TicketState.WAITING:
        return 0
    order = _in_order(of_today(unit_id).filter(state=TicketState.WAITING))
    return next((place for place, other in enumerate(order) if other.pk == row.pk), 0)
