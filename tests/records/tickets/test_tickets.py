"""Numbers drawn at the desk of Thanh Sơn: chị Sa Rươne sits at window 1."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.records.journal import check as journal_check
from motcua.records.tickets import actions, queries
from motcua.records.tickets.models import TicketEvent
from motcua.rules.queueing import TicketState
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.world import DESK, HAM_TAN, JUSTICE, THANH_SON, World, standing


@pytest.fixture
def morning() -> Iterator[None]:
    with standing("2023-04-27 08:00"):
        yield


@pytest.fixture
def desk(world: World, morning: None) -> dict[str, int]:
    """Two services and two windows of Thanh Sơn; chị Sa Rươne sits at window 1."""
    chair, unit = world.viewer("sa_rath"), world.units[THANH_SON]
    civil = actions.add_service(chair, unit_id=unit, name="Hộ tịch, chứng thực")
    land = actions.add_service(chair, unit_id=unit, name="Đất đai")
    first = actions.arrange_window(chair, unit_id=unit, number=1)
    second = actions.arrange_window(chair, unit_id=unit, number=2, services=[land])
    actions.sit_down(world.viewer("sa_ruone"), window_id=first)
    return {"civil": civil, "land": land, "first": first, "second": second}


def draw(world: World, service: int, *, priority: bool = False, key: str = "") -> str:
    return actions.take(THANH_SON, service_id=service, priority=priority, key=key or world.key()).number


def call_next(world: World, who: str = "sa_ruone", key: str = "") -> str | None:
    called = actions.call_next(world.viewer(who), key=key or world.key())
    return called.number if called else None


def test_numbers_run_from_one_in_each_series_and_anew_each_day(world: World, desk: dict[str, int]) -> None:
    drawn = [draw(world, desk["civil"], priority=priority) for priority in (False, True, False, True)]
    assert drawn == ["A001", "U001", "A002", "U002"]
    with standing("2023-04-28 07:00"):
        assert draw(world, desk["civil"]) == "A001"


def test_a_double_click_draws_one_number(world: World, desk: dict[str, int]) -> None:
    assert draw(world, desk["civil"], key="once") == draw(world, desk["civil"], key="once") == "A001"
    assert TicketEvent.objects.count() == 1


def test_priority_first_then_in_order_and_the_one_before_is_finished(world: World, desk: dict[str, int]) -> None:
    for priority in (False, False, True):
        draw(world, desk["civil"], priority=priority)
    assert [call_next(world) for _ in range(4)] == ["U001", "A001", "A002", None]
    seen = queries.desk(world.viewer("sa_ruone"))
    assert (seen.current, seen.finished, seen.waiting) == (None, 3, ())


def test_a_double_press_calls_one(world: World, desk: dict[str, int]) -> None:
    draw(world, desk["civil"])
    draw(world, desk["civil"])
    assert call_next(world, key="press") == call_next(world, key="press") == "A001"
    assert [ticket.number for ticket in queries.desk(world.viewer("sa_ruone")).waiting] == ["A002"]


def test_called_again_absent_and_back(world: World, desk: dict[str, int]) -> None:
    viewer = world.viewer("sa_ruone")
    draw(world, desk["civil"])
    called = actions.call_next(viewer, key=world.key())
    assert called is not None
    assert actions.recall(viewer, ticket_id=called.id, key=world.key()).calls == 2
    assert actions.absent(viewer, ticket_id=called.id, key=world.key()).state is TicketState.ABSENT
    with pytest.raises(Conflict):
        actions.recall(viewer, ticket_id=called.id, key=world.key())
    assert [ticket.number for ticket in queries.desk(viewer).absent] == ["A001"]
    assert actions.call(viewer, ticket_id=called.id, key=world.key()).state is TicketState.CALLED
    done = actions.finish(viewer, ticket_id=called.id, key=world.key(), dossier_code="000.30.30.H59-230427-0001")
    assert done.state is TicketState.DONE


def test_a_transferred_number_keeps_its_place(world: World, desk: dict[str, int]) -> None:
    viewer = world.viewer("sa_ruone")
    draw(world, desk["civil"])
    draw(world, desk["land"])
    called = actions.call_next(viewer, key=world.key())
    assert called is not None
    moved = actions.transfer(viewer, ticket_id=called.id, service_id=desk["land"], key=world.key())
    assert (moved.state, moved.service, moved.window) == (TicketState.WAITING, "Đất đai", None)
    assert [ticket.number for ticket in queries.desk(viewer).waiting] == ["A001", "A002"]


def test_a_window_calls_what_it_serves(world: World, desk: dict[str, int]) -> None:
    draw(world, desk["civil"])
    draw(world, desk["land"])
    actions.sit_down(world.viewer("sa_ruone"), window_id=desk["second"])
    assert call_next(world) == "A002"


def test_one_person_sits_at_one_window_and_nobody_is_pushed_away(world: World, desk: dict[str, int]) -> None:
    viewer = world.viewer("sa_ruone")
    actions.sit_down(viewer, window_id=desk["second"])
    staffed = {window.number: window.staffed_by for window in queries.windows(world.units[THANH_SON])}
    assert staffed == {1: None, 2: viewer.account_id}
    actions.sit_down(viewer, window_id=None)
    with pytest.raises(Conflict) as refused:
        call_next(world)
    assert refused.value.field == "window"


def test_what_is_refused(world: World, desk: dict[str, int]) -> None:
    with pytest.raises(Refusal) as refused:
        actions.take(THANH_SON, service_id=None, priority=False, key="k")
    assert refused.value.field == "service"
    with pytest.raises(NotFound):
        actions.take(JUSTICE, service_id=None, priority=False, key="k")
    with pytest.raises(NotAllowed):
        call_next(world, who="minh")
    with pytest.raises(NotFound):
        actions.call(world.viewer("sa_ruone"), ticket_id=99, key="k")
    with pytest.raises(NotFound):
        actions.sit_down(world.viewer("thu_ha"), window_id=desk["first"])
    with pytest.raises(Refusal):
        actions.take(THANH_SON, service_id=desk["civil"], priority=False, key="ký tự")


def test_a_flood_is_stopped_and_over_after_a_minute(world: World, desk: dict[str, int]) -> None:
    for _ in range(actions.MOST_A_MINUTE):
        draw(world, desk["civil"])
    with pytest.raises(Conflict) as refused:
        draw(world, desk["civil"])
    assert refused.value.field == "ticket"
    with standing("2023-04-27 08:02"):
        assert draw(world, desk["civil"]) == f"A{actions.MOST_A_MINUTE + 1:03d}"


def test_the_board_and_the_wait(world: World, desk: dict[str, int]) -> None:
    for _ in range(3):
        draw(world, desk["civil"])
    before = queries.board(THANH_SON)
    assert (before.called, before.waiting) == ((), ("A001", "A002", "A003"))
    call_next(world)
    after = queries.board(THANH_SON)
    assert [(ticket.number, ticket.window) for ticket in after.called] == [("A001", 1)]
    assert after.version > before.version
    held = queries.taken(THANH_SON, "A003")
    assert (held.ahead, held.minutes) == (1, 10)
    with pytest.raises(NotFound):
        queries.taken(THANH_SON, "A009")
    assert queries.board(HAM_TAN).version == 0


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("sa_rath", True), ("bich_thuy", True), ("my_dung", True), ("sa_ruone", False), ("quoc_huy", False)],
)
def test_who_arranges_windows(world: World, morning: None, who: str, allowed: bool) -> None:
    unit = world.units[THANH_SON]
    if allowed:
        actions.arrange_window(world.viewer(who), unit_id=unit, number=3)
        assert [window.number for window in queries.windows(unit)] == [3]
        assert journal_check.problems() == []
        return
    with pytest.raises(NotAllowed):
        actions.arrange_window(world.viewer(who), unit_id=unit, number=3)


def test_windows_and_services_are_checked(world: World, desk: dict[str, int]) -> None:
    chair, unit = world.viewer("sa_rath"), world.units[THANH_SON]
    for given, field in (({"number": 0}, "number"), ({"number": 1, "services": [999]}, "services")):
        with pytest.raises(Refusal) as refused:
            actions.arrange_window(chair, unit_id=unit, **given)  # type: ignore[arg-type]
        assert refused.value.field == field
    for name in ("", "Đất đai"):
        with pytest.raises(Refusal):
            actions.add_service(chair, unit_id=unit, name=name)
    with pytest.raises(NotFound):
        actions.offer_service(
            world.viewer("van_phuc"), unit_id=world.units[DESK], service_id=desk["land"], active=False
        )
    actions.offer_service(chair, unit_id=unit, service_id=desk["land"], active=False)
    with pytest.raises(Refusal):
        draw(world, desk["land"])


def test_what_was_done_to_a_number_stays(world: World, desk: dict[str, int]) -> None:
    draw(world, desk["civil"])
    for statement in ("UPDATE tickets_ticketevent SET act = 'x'", "DELETE FROM tickets_ticketevent"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
