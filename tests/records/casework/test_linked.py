"""Dossiers that go from one agency to another: where to next, who held them how long, whose part the lateness is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from motcua.law.types import Role
from motcua.records.casework import checks, overruns, queries, stays
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import FactsRow
from motcua.records.casework.stays import NO_ROUTE, Route
from motcua.records.casework.suggesting import suggested
from motcua.records.people.viewer import Viewer
from motcua.records.places import actions as reorganising
from motcua.records.places import queries as places
from motcua.rules.dossier import Act, State
from motcua.rules.period import period
from motcua.rules.refusal import NotFound
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import DECIDES, SCRIPTS, History, Step
from tests.records.casework.linked import LINKED, linked_procedure
from tests.world import BUSINESS, DESK, HAM_TAN, JUSTICE, THANH_SON, TOWN, World, standing

MARCH = period("2023-03")
CLOSED = "2023-04-03 08:00"


@pytest.fixture
def world(world: World) -> World:
    """The world with a procedure that passes through three agencies."""
    linked_procedure()
    return world


def on_its_way(world: World, *, until: str = "") -> Outcome:
    """A dossier of twenty days: the commune takes seven days instead of five; the result is sixteen o'clock late."""
    at = world.accept(at="2023-03-01 08:00", unit_key=DESK, procedure=LINKED, by="hong_cuc")
    steps: list[tuple[str, str, str, dict[str, Any]]] = [
        ("2023-03-01 14:00", "hand_over", "hong_cuc", {"to_unit_id": HAM_TAN, "reason": "Xác minh tại xã"}),
        ("2023-03-02 08:00", "assign", "quoc_huy", {"to_account_id": "chanh_da"}),
        ("2023-03-10 14:00", "hand_over", "chanh_da", {"to_unit_id": JUSTICE, "reason": "Đã xác minh"}),
        ("2023-03-10 15:00", "assign", "kim_loan", {"to_account_id": "minh_hieu"}),
        ("2023-03-29 14:00", "forward", "minh_hieu", {"to_unit_id": DESK}),
        ("2023-03-29 15:00", "approve", "ngoc_lan", {}),
        ("2023-03-29 16:00", "settle", "ngoc_lan", {"result_number": "12/GCN"}),
        ("2023-03-31 09:00", "return_result", "hong_cuc", {"recipient": "Kim Thị Ngọc Ánh"}),
    ]
    for when, act, by, inputs in steps:
        if until and when >= until:
            break
        at = world.do(act, at, by=by, at=when, **inputs)
    return at


def route(world: World, on: Outcome, *, at: str = CLOSED) -> Route:
    with standing(at):
        return stays.of(queries.dossier(Viewer.system(), on.code))


def told(found: Route) -> list[tuple[str, int, int, int, int, int]]:
    return [(stay.unit, stay.step, stay.worked, stay.quota, stay.overrun, stay.late) for stay in found.stays]


def next_of(world: World, on: Outcome, *, at: str = CLOSED) -> tuple[Act, list[str], Role | None] | None:
    """What is suggested: the act, the keys of the units, the role."""
    with standing(at) as now:
        found = suggested(queries.dossier(Viewer.system(), on.code), agencies=places.units_by_agency(now.date()))
        if found is None:
            return None
        return found.act, [places.unit_by_id(unit).key for unit in found.unit_ids], found.role


def test_the_way_through_three_agencies_with_one_overrun(world: World) -> None:
    at = on_its_way(world)
    found = route(world, at)
    assert told(found) == [
        ("Bộ phận Tiếp nhận và Trả kết quả huyện Trà Cú", 1, 240, 240, 0, 0),
        ("Ủy ban nhân dân xã Hàm Tân", 2, 3360, 2400, 960, 360),
        ("Phòng Tư pháp huyện Trà Cú", 3, 6240, 6480, 0, 0),
        ("Bộ phận Tiếp nhận và Trả kết quả huyện Trà Cú", 4, 120, 480, 0, 0),
    ]
    assert found.late == 360
    assert [stay.people for stay in found.stays] == [
        ("Lâm Thị Hồng Cúc",),
        ("Sơn Chanh Đa",),
        ("Sơn Minh Hiếu",),
        (),
    ]
    assert [stay.step_name for stay in found.stays] == ["Tiếp nhận", "Xác minh tại xã", "Thẩm định", "Trả kết quả"]
    facts = FactsRow.objects.get(known_to=None)
    assert facts.working_minutes == sum(stay.worked for stay in found.stays)
    assert facts.on_time is False
    assert not list(checks.problems())


def test_code_receiver_and_promise_stay_and_the_result_comes_back_to_the_desk(world: World) -> None:
    at = on_its_way(world, until="2023-03-31")
    with standing(CLOSED):
        found = queries.dossier(world.viewer("hong_cuc"), at.code)
        assert (found.unit_id, found.holder_unit_id) == (world.units[DESK],) * 2
        assert found.code.startswith("000.00.30.H59-230301-")
        assert f"{found.due_at:%d/%m %H:%M}" == "29/03 08:00"
        assert Act.RETURN_RESULT in found.acts


def test_an_open_stay_counts_until_now(world: World) -> None:
    at = on_its_way(world, until="2023-03-10")
    with_commune = route(world, at, at="2023-03-03 14:00").stays[-1]
    assert (with_commune.worked, with_commune.until, with_commune.overrun) == (960, None, 0)
    assert route(world, at, at="2023-03-09 14:00").stays[-1].overrun == 480


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2023-03-01 14", (Act.HAND_OVER, [THANH_SON, HAM_TAN, TOWN], Role.OFFICER)),
        ("2023-03-10 14", (Act.HAND_OVER, [JUSTICE], Role.OFFICER)),
        ("2023-03-29 14", (Act.FORWARD, [DESK], Role.COUNTER)),
        ("2023-03-29 15", None),
    ],
    ids=["to a commune", "to the department", "back to the desk", "the table ends"],
)
def test_the_next_unit_is_the_one_of_the_next_step(
    world: World, until: str, expected: tuple[Act, list[str], Role | None] | None
) -> None:
    assert next_of(world, on_its_way(world, until=until)) == expected


def test_inside_one_office_the_next_step_is_in_the_same_unit(world: World) -> None:
    at = world.accept(at="2023-03-01 08:00")
    assert next_of(world, at) == (Act.FORWARD, [THANH_SON], Role.OFFICER)
    at = world.do("forward", at, by="sa_ruone", at="2023-03-01 09:00", to_account_id="minh")
    assert next_of(world, at) == (Act.FORWARD, [THANH_SON], Role.LEADER)


def test_a_district_s_desk_passes_to_its_departments(world: World) -> None:
    at = world.accept(at="2023-03-01 08:00", unit_key=DESK, procedure=BUSINESS)
    assert next_of(world, at) == (Act.FORWARD, [JUSTICE], Role.OFFICER)


class TestReceivedForAnother:
    """A commune receives, without regard to boundaries, what another unit decides."""

    def received(self, world: World, **changes: Any) -> Outcome:
        given = {"at": "2023-03-01 08:00", "competent_unit_key": HAM_TAN, **changes}
        return world.accept(**given)

    def test_it_goes_to_the_competent_unit_first_and_back_to_be_returned(self, world: World) -> None:
        at = self.received(world)
        assert next_of(world, at) == (Act.HAND_OVER, [HAM_TAN], None)
        at = world.do("hand_over", at, by="sa_ruone", at="2023-03-01 09:00", to_unit_id=HAM_TAN, reason="Phi địa giới")
        assert next_of(world, at) == (Act.FORWARD, [HAM_TAN], Role.LEADER)
        at = world.do("assign", at, by="chanh_da", at="2023-03-01 10:00", to_account_id="chanh_da")
        at = world.do("approve", at, by="quoc_huy", at="2023-03-02 09:00")
        at = world.do("settle", at, by="quoc_huy", at="2023-03-02 10:00", result_number="3/XN")
        at = world.do("return_result", at, by="sa_ruone", at="2023-03-03 09:00", recipient="Ánh", how="online")
        assert [stay.unit for stay in route(world, at).stays][:2] == [
            "Ủy ban nhân dân xã Thanh Sơn",
            "Ủy ban nhân dân xã Hàm Tân",
        ]

    def test_code_and_figures_are_the_receiver_s(self, world: World) -> None:
        at = self.received(world)
        assert at.code.startswith("000.30.30.H59-")
        facts = FactsRow.objects.get()
        assert (facts.unit_id, facts.competent_unit_id, facts.level) == (
            world.units[THANH_SON], world.units[HAM_TAN], "commune",
        )  # fmt: skip

    def test_a_commune_may_receive_for_the_district(self, world: World) -> None:
        at = self.received(world, procedure=BUSINESS, competent_unit_key=JUSTICE)
        assert at.code.startswith("000.30.30.H59-")
        assert next_of(world, at) == (Act.HAND_OVER, [JUSTICE], None)

    @pytest.mark.parametrize(
        ("who", "sees", "acts"),
        [
            ("sa_ruone", True, True),
            ("chanh_da", True, False),  # where it will be decided: not there yet
            ("my_linh", True, False),  # where the citizen was helped
            ("hong_cuc", False, False),
            ("minh_hieu", False, False),
            ("van_phuc", True, False),
            ("my_dung", False, False),
        ],
    )
    def test_who_sees_it(self, world: World, who: str, sees: bool, acts: bool) -> None:
        at = self.received(world, helped_unit_key=TOWN)
        with standing("2023-03-01 09:00"):
            viewer = world.viewer(who)
            if not sees:
                with pytest.raises(NotFound):
                    queries.dossier(viewer, at.code)
                return
            found = queries.dossier(viewer, at.code)
            assert (found.competent_unit, found.helped_unit) == (
                "Ủy ban nhân dân xã Hàm Tân",
                "Ủy ban nhân dân thị trấn Trà Cú",
            )
            assert bool(found.acts) is acts


class TestSuccession:
    """A unit that ends leaves its dossiers to its successor: code, receiver and promise stay."""

    def left_behind(self, world: World, state: State) -> Outcome:
        """A dossier of Thanh Sơn, which the town carries on from June on."""
        left = world.bring(world.accept(), state)
        with standing("2023-05-30 08:00") as now:
            reorganising.succeed(
                THANH_SON, successor_key=TOWN, on=date(2023, 6, 1), document="01/NQ", actor_id=None, at=now
            )
        return left

    def test_the_successor_goes_on_until_the_result_is_in_hand(self, world: World) -> None:
        at = self.left_behind(world, State.PROCESSING)
        with standing("2023-05-31 09:00"), pytest.raises(NotFound):
            queries.dossier(world.viewer("van_tam"), at.code)
        at = world.do("assign", at, by="van_tam", at="2023-06-01 09:00", to_account_id="van_tam")
        assert FactsRow.objects.get(known_to=None).holder_unit_id == world.units[TOWN]
        at = world.do("approve", at, by="van_tam", at="2023-06-01 10:00")
        at = world.do("settle", at, by="van_tam", at="2023-06-01 11:00", result_number="9/XN")
        with standing("2023-06-02 09:00"):
            found = queries.dossier(world.viewer("my_linh"), at.code)
            assert (found.unit_id, found.code[:13]) == (world.units[THANH_SON], "000.30.30.H59")
        world.do("return_result", at, by="my_linh", at="2023-06-02 10:00", recipient="Kim Thị Ngọc Ánh")
        assert not list(checks.problems())

    def test_strangers_stay_strangers(self, world: World) -> None:
        at = self.left_behind(world, State.PROCESSING)
        with standing("2023-06-01 09:00"), pytest.raises(NotFound):
            queries.dossier(world.viewer("chanh_da"), at.code)


class TestPassingOn:
    """The duty to pass a dossier on, the same day or early on the next one."""

    @pytest.mark.parametrize(
        ("accepted", "by"),
        [("2023-03-01 08:00", "01/03 17:00"), ("2023-03-01 15:00", "02/03 08:00"), ("2023-03-03 16:00", "06/03 08:00")],
    )
    def test_until_when(self, world: World, accepted: str, by: str) -> None:
        found = route(world, world.accept(at=accepted))
        assert f"{found.pass_on_by:%d/%m %H:%M}" == by
        assert found.passed_on_at is None

    def test_when_it_was_done(self, world: World) -> None:
        at = world.accept(at="2023-03-01 08:00")
        at = world.do("forward", at, by="sa_ruone", at="2023-03-01 09:30", to_account_id="minh")
        assert f"{route(world, at).passed_on_at:%d/%m %H:%M}" == "01/03 09:30"

    def test_nothing_of_what_was_not_accepted(self, world: World) -> None:
        assert route(world, world.submit()) == NO_ROUTE


class TestSteps:
    """Which step of the table a dossier comes to."""

    def step(self, on: Outcome) -> int:
        return FactsRow.objects.get(dossier_id=on.dossier_id, known_to=None).step

    def test_taking_it_up_begins_the_next_step_and_changing_hands_stays(self, world: World) -> None:
        at = world.accept()
        assert self.step(at) == 1
        at = world.do("assign", at, by="minh", to_account_id="minh")
        assert self.step(at) == 2
        at = world.do("assign", at, by="bich_thuy", to_account_id="so_phia")
        assert self.step(at) == 2
        at = world.do("forward", at, by="so_phia", to_account_id="minh")
        assert self.step(at) == 2, "a colleague goes on with the same step"
        at = world.do("forward", at, by="minh", to_account_id="sa_rath")
        assert self.step(at) == 3, "a chair does what the table gives to a leader"
        at = world.do("send_back", at, by="sa_rath", to_account_id="minh", reason="Thiếu ý kiến")
        assert self.step(at) == 2


class TestOverruns:
    """By unit, over the dossiers of a period."""

    def test_one_dossier_late_by_one_unit(self, world: World) -> None:
        on_its_way(world)
        with standing(CLOSED):
            found = {one.unit_id: one for one in overruns.overruns(Viewer.system(), period=MARCH)}
            commune = found[world.units[HAM_TAN]]
            assert (commune.stays, commune.overruns, commune.overrun_minutes, commune.late_minutes) == (1, 1, 960, 360)
            assert found[world.units[DESK]].stays == 2
            assert [one.late_minutes for one in found.values()] == [360, 0, 0], "whose lateness is greatest comes first"
            assert overruns.overruns(Viewer.system(), period=period("2023-04")) == ()
            [one] = overruns.overruns(Viewer.system(), period=MARCH, unit_id=world.units[HAM_TAN])
            assert one == commune

    @pytest.mark.parametrize(
        ("who", "units"),
        [
            ("hong_cuc", {DESK, HAM_TAN, JUSTICE}),  # received it: told of the whole way
            ("kim_loan", {JUSTICE}),
            ("quoc_huy", {HAM_TAN}),
            ("van_phuc", {DESK, HAM_TAN, JUSTICE}),
            ("my_linh", set()),
            ("my_dung", set()),
        ],
    )
    def test_who_is_told_of_which_units(self, world: World, who: str, units: set[str]) -> None:
        on_its_way(world)
        with standing(CLOSED):
            found = overruns.overruns(world.viewer(who), period=MARCH)
            assert {one.unit_id for one in found} == {world.units[key] for key in units}

    def test_the_dossiers_behind_are_those_one_may_open(self, world: World) -> None:
        first, second = on_its_way(world), on_its_way(world)
        with standing(CLOSED):

            def behind(who: str, unit: str, **page: int) -> tuple[list[str], int]:
                rows, following = overruns.behind(world.viewer(who), period=MARCH, unit_id=world.units[unit], **page)
                return [row.code for row in rows], following

            assert behind("hong_cuc", HAM_TAN) == ([first.code, second.code], 0)
            assert behind("hong_cuc", JUSTICE) == ([], 0)
            assert behind("quoc_huy", HAM_TAN) == ([], 0), "they hold it no more"
            assert behind("van_phuc", HAM_TAN, size=1) == ([first.code], first.dossier_id)
            assert behind("van_phuc", HAM_TAN, size=1, after=first.dossier_id) == ([second.code], 0)

    def test_void_numbers_are_left_out(self, world: World) -> None:
        world.bring(world.accept(at="2023-03-01 08:00"), State.VOID, at="2023-03-02 08:00")
        with standing(CLOSED):
            assert overruns.overruns(Viewer.system(), period=MARCH) == ()

    def test_the_database_is_asked_no_more_for_many_dossiers(self, world: World) -> None:
        asked = []
        for _ in range(2):
            on_its_way(world)
            with standing(CLOSED), CaptureQueriesContext(connection) as statements:
                overruns.overruns(Viewer.system(), period=MARCH)
            asked.append(len(statements))
        assert asked[1] <= asked[0] <= 8


@settings(deadline=None, max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(script=SCRIPTS)
def test_in_any_history_the_stays_add_up_and_the_two_readings_agree(world: World, script: list[Step]) -> None:
    undecided = [step for step in script if step.what != DECIDES]  # a day decided later was not counted so then
    with forgotten():
        History(world=world).play(undecided)
        with standing("2023-12-29 16:00"):
            by_unit: dict[int, tuple[int, int, int]] = {}
            for facts in FactsRow.objects.filter(known_to=None).exclude(accepted_at=None).exclude(state=State.VOID):
                found = stays.of(queries.dossier(Viewer.system(), _code(facts.dossier_id)))
                if facts.working_minutes is not None:
                    assert sum(stay.worked for stay in found.stays) == facts.working_minutes
                for stay in found.stays:
                    count, over, late = by_unit.get(stay.unit_id, (0, 0, 0))
                    by_unit[stay.unit_id] = count + 1, over + stay.overrun, late + stay.late
            all_year = overruns.overruns(Viewer.system(), period=period("2023"))
            assert {one.unit_id: (one.stays, one.overrun_minutes, one.late_minutes) for one in all_year} == by_unit


def _code(dossier_id: int) -> str:
    return queries.code_of(Viewer.system(), dossier_id)
