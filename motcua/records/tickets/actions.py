"""Numbers are drawn, called and served; windows and services are arranged. Each is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.tickets import queries
from motcua.records.tickets.models import Service, Ticket, TicketCounter, TicketEvent, Window
from motcua.records.tickets.queries import TicketView
from motcua.rules.folding import clean
from motcua.rules.queueing import PRIORITY_IN_A_ROW, Series, TicketAct, TicketState, Waiting, after, next_of
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.request_key import request_key

MOST_A_MINUTE = 20
"""Numbers that a unit gives in one minute: a child at the screen must not use up the day."""

MOST_WAITING = 300
MOST_WINDOWS = 99

Row = TypeVar("Row", Ticket, Window)


@transaction.atomic
def take(unit_key: str, *, service_id: int | None, priority: bool, key: str) -> TicketView:
    """Somebody at the door draws a number; the same `key` gives the same number.

    Raises NotFound, Refusal (`service`) for one that is not offered, Conflict when numbers are drawn too fast.
    """
    unit = queries.receiving(unit_key)
    door_key = request_key(key, owner=f"door:{unit.id}")
    if (earlier := _answered(door_key)) is not None:
        return queries.view(earlier)
    offered = {service.id for service in queries.services(unit.id) if service.active}
    if service_id not in offered and not (service_id is None and not offered):
        raise Refusal("service", "Chưa chọn việc cần làm; hãy chọn một việc trên màn hình.")
    _refuse_flood(unit.id)
    series = Series.PRIORITY if priority else Series.NORMAL
    row = Ticket.objects.create(
        unit_id=unit.id,
        day=queries.today(),
        series=series,
        serial=_next_serial(unit.id, series=series),
        service_id=service_id,
        state=TicketState.WAITING,
        taken_at=clock.now(),
    )
    _note(row, TicketAct.TAKE, account_id=None, key=door_key)
    return queries.view(row)


@transaction.atomic
def sit_down(viewer: Viewer, *, window_id: int | None) -> None:
    """A member of the desk takes a window (None: leaves the one taken). Raises NotFound, Conflict where it is taken."""
    unit = queries.desk_unit(viewer)
    row = None if window_id is None else _window(unit.id, window_id)
    if row is not None and row.staffed_by_id not in (None, viewer.account_id):
        raise Conflict("window", "Quầy số {number} đã có người ngồi; hãy chọn quầy khác.", number=row.number)
    Window.objects.filter(unit_id=unit.id, staffed_by_id=viewer.account_id).update(staffed_by=None)
    if row is not None:
        Window.objects.filter(pk=row.pk).update(staffed_by=viewer.account_id)


@transaction.atomic
def call_next(viewer: Viewer, *, key: str) -> TicketView | None:
    """Calls whoever comes next to the window of `viewer`; None where nobody waits for it.

    The number being served there is finished. A retry with the same key gives the same number.
    """
    window = _own_window(viewer)
    if (earlier := _answered(_own_key(viewer, key))) is not None:
        return queries.view(earlier)
    waiting = _locked(queries.of_today(window.unit_id).filter(state=TicketState.WAITING))
    chosen = next_of(
        (Waiting(id=row.pk, taken=row.pk, series=Series(row.series), service=row.service_id) for row in waiting),
        services=frozenset(json.loads(window.services)),
        lately=queries.latest_series(window.pk, most=PRIORITY_IN_A_ROW),
    )
    _finish_current(viewer, window)
    if chosen is None:
        return None
    row = next(row for row in waiting if row.pk == chosen.id)
    return _called(viewer, row, window=window, key=key)


@transaction.atomic
def call(viewer: Viewer, *, ticket_id: int, key: str) -> TicketView:
    """Calls a certain number, one that was absent too. Raises NotFound, Conflict where another window was quicker."""
    window = _own_window(viewer)
    if (earlier := _answered(_own_key(viewer, key))) is not None:
        return queries.view(earlier)
    row = _ticket(window.unit_id, ticket_id)
    after(TicketAct.CALL, state=TicketState(row.state))
    _finish_current(viewer, window)
    return _called(viewer, row, window=window, key=key)


def recall(viewer: Viewer, *, ticket_id: int, key: str) -> TicketView:
    """Calls again whom the window has called."""
    return _done(viewer, TicketAct.RECALL, ticket_id=ticket_id, key=key)


def absent(viewer: Viewer, *, ticket_id: int, key: str) -> TicketView:
    """Nobody came; the number can be called once more when its holder comes."""
    return _done(viewer, TicketAct.ABSENT, ticket_id=ticket_id, key=key)


def finish(viewer: Viewer, *, ticket_id: int, key: str, dossier_code: str = "") -> TicketView:
    """The holder was served; `dossier_code` is the dossier that was received from it."""
    return _done(viewer, TicketAct.FINISH, ticket_id=ticket_id, key=key, dossier_code=dossier_code)


def received(viewer: Viewer, *, dossier_code: str) -> None:
    """Notes on the number that the window of `viewer` serves, if any, the dossier received from its holder."""
    serving = queries.serving(viewer)
    if serving is not None and serving.current is not None:
        Ticket.objects.filter(pk=serving.current.id).update(dossier_code=clean(dossier_code, field="dossier", limit=60))


def transfer(viewer: Viewer, *, ticket_id: int, service_id: int, key: str) -> TicketView:
    """Sends the holder to another service of the desk; the place in the line stays. Raises NotFound."""
    unit = queries.desk_unit(viewer)
    if service_id not in {service.id for service in queries.services(unit.id) if service.active}:
        raise Refusal("service", "Chưa chọn nơi chuyển đến; hãy chọn một việc của bộ phận này.")
    return _done(viewer, TicketAct.TRANSFER, ticket_id=ticket_id, key=key, service_id=service_id)


@transaction.atomic
def add_service(viewer: Viewer, *, unit_id: int, name: str) -> int:
    """Offers something more at the door; its id. Raises NotAllowed, Refusal, Conflict for a name in use."""
    _require_arranger(viewer, unit_id)
    called = clean(name, field="name", limit=80)
    if not called:
        raise Refusal("name", "Chưa có tên việc; hãy nhập tên ngắn gọn, ví dụ «Hộ tịch, chứng thực».")
    try:
        with transaction.atomic():
            row = Service.objects.create(unit_id=unit_id, name=called)
    except IntegrityError:
        raise Conflict("name", "Bộ phận này đã có việc «{name}»; hãy dùng tên khác.", name=called) from None
    _journal(viewer, "service.add", unit_id=unit_id, data={"service": row.pk, "name": called})
    return row.pk


@transaction.atomic
def offer_service(viewer: Viewer, *, unit_id: int, service_id: int, active: bool) -> None:
    """Offers a service again, or no longer; numbers drawn for it stay. Raises NotAllowed, NotFound."""
    _require_arranger(viewer, unit_id)
    if not Service.objects.filter(pk=service_id, unit_id=unit_id).update(active=active):
        raise NotFound("service", "Bộ phận này không có việc đó; hãy tải lại trang.")
    _journal(viewer, "service.offer", unit_id=unit_id, data={"service": service_id, "active": active})


@transaction.atomic
def arrange_window(
    viewer: Viewer, *, unit_id: int, number: int, services: Iterable[int] = (), active: bool = True
) -> int:
    """Sets up a window by its number: the services it takes (none: all), in use or not; its id.

    Raises NotAllowed, Refusal naming `number` or `services`.
    """
    _require_arranger(viewer, unit_id)
    if not 1 <= number <= MOST_WINDOWS:
        raise Refusal("number", "Số quầy phải từ 1 đến {most}; hãy nhập lại.", most=MOST_WINDOWS)
    wanted = sorted(set(services))
    if not set(wanted) <= {service.id for service in queries.services(unit_id)}:
        raise Refusal("services", "Có việc không thuộc bộ phận này; hãy tải lại trang rồi chọn lại.")
    values = {"services": json.dumps(wanted), "active": active} | ({} if active else {"staffed_by": None})
    row, _ = Window.objects.update_or_create(unit_id=unit_id, number=number, defaults=values)
    _journal(
        viewer, "window.arrange", unit_id=unit_id, data={"window": number, "services": [*wanted], "active": active}
    )
    return row.pk


@transaction.atomic
def _done(
    viewer: Viewer,
    act: TicketAct,
    *,
    ticket_id: int,
    key: str,
    service_id: int | None = None,
    dossier_code: str = "",
) -> TicketView:
    window = _own_window(viewer)
    if (earlier := _answered(_own_key(viewer, key))) is not None:
        return queries.view(earlier)
    row = _ticket(window.unit_id, ticket_id)
    if row.window_id != window.pk:
        raise Conflict("ticket", "Số này không do quầy của ông/bà gọi; hãy tải lại trang.")
    row.state = after(act, state=TicketState(row.state))
    if act is TicketAct.RECALL:
        row.calls, row.called_at = row.calls + 1, clock.now()
    elif act is TicketAct.TRANSFER:
        row.service_id, row.window = service_id, None
    else:
        row.ended_at = clock.now()
        row.dossier_code = clean(dossier_code, field="dossier", limit=60) or row.dossier_code
    row.save()
    _note(row, act, account_id=viewer.account_id, window=window, key=_own_key(viewer, key))
    return queries.view(_ticket(window.unit_id, row.pk))


def _called(viewer: Viewer, row: Ticket, *, window: Window, key: str) -> TicketView:
    row.state, row.window, row.calls, row.called_at = TicketState.CALLED, window, row.calls + 1, clock.now()
    row.ended_at = None
    row.save()
    _note(row, TicketAct.CALL, account_id=viewer.account_id, window=window, key=_own_key(viewer, key))
    return queries.view(row)


def _finish_current(viewer: Viewer, window: Window) -> None:
    """Whoever is being served at a window is served when it calls another."""
    for row in queries.of_today(window.unit_id).filter(state=TicketState.CALLED, window=window):
        row.state, row.ended_at = TicketState.DONE, clock.now()
        row.save()
        _note(row, TicketAct.FINISH, account_id=viewer.account_id, window=window, key=None)


def _own_window(viewer: Viewer) -> Window:
    """The window at which somebody sits, locked so that its calls come one after the other. Raises Conflict."""
    unit = queries.desk_unit(viewer)
    found = _locked(Window.objects.filter(unit_id=unit.id, staffed_by_id=viewer.account_id, active=True))
    if not found:
        raise Conflict("window", "Ông/bà chưa ngồi ở quầy nào; hãy chọn quầy trước khi gọi số.")
    return found[0]


def _window(unit_id: int, window_id: int) -> Window:
    found = _locked(Window.objects.filter(pk=window_id, unit_id=unit_id, active=True))
    if not found:
        raise NotFound("window", "Bộ phận này không có quầy đó; hãy tải lại trang.")
    return found[0]


def _ticket(unit_id: int, ticket_id: int) -> Ticket:
    found = _locked(queries.of_today(unit_id).filter(pk=ticket_id))
    if not found:
        raise NotFound("ticket", "Hôm nay không có số này; hãy tải lại trang.")
    return found[0]


def _locked(rows: QuerySet[Row]) -> list[Row]:
    """The rows, kept from other windows until the transaction ends; on SQLite the one writer has them anyway."""
    if connection.vendor == "sqlite":
        return list(rows)
    return list(rows.select_for_update(of=("self",)))


def _next_serial(unit_id: int, *, series: Series) -> int:
    counter, _ = TicketCounter.objects.select_for_update().get_or_create(
        unit_id=unit_id, day=queries.today(), series=series
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _refuse_flood(unit_id: int) -> None:
    rows = queries.of_today(unit_id)
    lately = rows.filter(taken_at__gt=clock.now() - timedelta(minutes=1)).count()
    if lately >= MOST_A_MINUTE or rows.filter(state=TicketState.WAITING).count() >= MOST_WAITING:
        raise Conflict("ticket", "Vừa có rất nhiều số được lấy cùng lúc; xin chờ một phút rồi lấy số, hoặc hỏi cán bộ.")


def _note(
    row: Ticket, act: TicketAct, *, account_id: int | None, window: Window | None = None, key: str | None
) -> None:
    TicketEvent.objects.create(
        ticket=row, unit_id=row.unit_id, act=act, at=clock.now(), account_id=account_id, window=window, request_key=key
    )


def _answered(key: str) -> Ticket | None:
    event = TicketEvent.objects.select_related("ticket__service", "ticket__window").filter(request_key=key).first()
    return event.ticket if event else None


def _own_key(viewer: Viewer, key: str) -> str:
    return request_key(key, owner=str(viewer.account_id))


def _require_arranger(viewer: Viewer, unit_id: int) -> None:
    unit = places.unit_by_id(unit_id)
    if not queries.arranges(viewer, unit_id):
        raise NotAllowed("act", "Chỉ lãnh đạo {unit} hoặc người quản trị sắp xếp quầy; hãy nhờ họ.", unit=unit.name)


def _journal(viewer: Viewer, act: str, *, unit_id: int, data: dict[str, JSON]) -> None:
    journal.append(
        act=act,
        subject_type="desk",
        subject_id=unit_id,
        version=0,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data=data,
    )
