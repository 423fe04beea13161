"""Our own acts as an event log: the dossiers that figures count, nobody named, nothing outside the scope."""

from __future__ import annotations

import pytest

from motcua.records.casework.models import Dossier
from motcua.records.casework.trails import trails
from motcua.records.measures import queries as measures
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.event_log import Case, Fate, instant, summary
from motcua.rules.period import period
from tests.conftest import At
from tests.world import HAM_TAN, THANH_SON, World

SPRING = period("2023-H1")
LATE = "2023-05-08 10:00"


def labels(case: Case) -> list[str]:
    return [event.activity for event in case.events]


def test_a_dossier_is_its_acts_from_acceptance_on(world: World, at: At) -> None:
    done = world.bring(world.accept(), State.RETURNED)
    (case,) = trails(world.viewer("sa_rath"), SPRING)
    assert labels(case) == ["Tiếp nhận", "Chuyển xử lý", "Phê duyệt", "Phát hành kết quả", "Trả kết quả"]
    row = Dossier.objects.get(code=done.code)
    assert row.due_at is not None
    assert row.ended_at is not None
    assert case.planned_end is not None
    assert case.actual_end is not None
    assert (instant(case.planned_end), instant(case.actual_end)) == (row.due_at, row.ended_at)
    assert instant(case.start) == row.accepted_at
    assert (case.channel, case.fate) == (row.channel, Fate.ON_TIME)


def test_nobody_is_named_and_no_dossier_unless_asked(world: World, at: At) -> None:
    first, second = world.accept(), world.bring(world.accept(), State.PROCESSING)
    cases = trails(world.viewer("sa_rath"), SPRING)
    assert [case.key for case in cases] == ["hs-000001", "hs-000002"]
    people = {event.resource for case in cases for event in case.events}
    assert people == {"cb-0001"}
    told = trails(world.viewer("sa_rath"), SPRING, codes=True)
    assert [case.key for case in told] == [first.code, second.code]
    assert [case.events for case in told] == [case.events for case in cases]


def test_what_is_not_over_is_open(world: World, at: At) -> None:
    world.bring(world.accept(), State.SUPPLEMENT)
    (case,) = trails(Viewer.system(), SPRING)
    assert labels(case)[-1] == "Yêu cầu bổ sung"
    assert (case.actual_end, case.fate) == (None, Fate.OPEN)


def test_void_numbers_and_other_periods_are_left_out(world: World, at: At) -> None:
    world.bring(world.accept(), State.VOID)
    world.accept()
    assert len(trails(Viewer.system(), SPRING)) == 1
    assert trails(Viewer.system(), period("2023-H2")) == ()
    assert trails(Viewer.system(), period("2022")) == ()


def test_a_person_gets_what_their_units_received(world: World, at: At) -> None:
    world.accept()
    world.accept(unit_key=HAM_TAN)
    assert len(trails(world.viewer("van_phuc"), SPRING)) == 2
    for who in ("sa_rath", "bich_thuy", "quoc_huy"):
        assert len(trails(world.viewer(who), SPRING)) == 1
    assert trails(world.viewer("my_dung"), SPRING) == ()
    assert trails(Viewer.nobody(), SPRING) == ()


def test_units_narrow_down_and_never_widen(world: World, at: At) -> None:
    world.accept()
    world.accept(unit_key=HAM_TAN)
    own, other = world.units[THANH_SON], world.units[HAM_TAN]
    assert len(trails(Viewer.system(), SPRING, units={own})) == 1
    assert trails(Viewer.system(), SPRING, units=()) == ()
    assert len(trails(world.viewer("sa_rath"), SPRING, units={own, other})) == 1
    assert trails(world.viewer("sa_rath"), SPRING, units={other}) == ()


@pytest.mark.parametrize("who", ["van_phuc", "sa_rath", "quoc_huy"])
def test_the_log_counts_what_the_figures_count(world: World, at: At, who: str) -> None:
    for state in (State.RETURNED, State.REFUSED, State.PROCESSING, State.VOID, State.WITHDRAWN):
        world.bring(world.accept(), state)
        world.bring(world.accept(unit_key=HAM_TAN), state, unit=HAM_TAN)
    at(LATE)
    viewer = world.viewer(who)
    told = summary(trails(viewer, SPRING))
    settled = measures.figure(viewer, "settlement_rate", SPRING).total
    assert (told.closed, told.cases) == (settled.numerator, settled.denominator)


def test_some_are_asked_for_by_their_codes(world: World, at: At) -> None:
    first, second, third = world.accept(), world.accept(), world.accept()
    told = trails(world.viewer("sa_rath"), SPRING, codes=True, only={third.code, first.code})
    assert [case.key for case in told] == [first.code, third.code]
    assert told == tuple(
        case for case in trails(world.viewer("sa_rath"), SPRING, codes=True) if case.key != second.code
    )
    assert trails(world.viewer("sa_rath"), SPRING, codes=True, only=()) == ()
