"""The own log is that of all own dossiers, its cases page by page those that the log counts."""

from __future__ import annotations

import pytest

from motcua.records.casework.trails import trails
from motcua.records.logs import own
from motcua.records.logs.queries import CaseView
from motcua.rules.dossier import State
from motcua.rules.event_log import Fate, activities
from motcua.rules.event_log_figures import analysed, ranks
from motcua.rules.period import period
from tests.world import HAM_TAN, World

SPRING = period("2023-H1")


@pytest.fixture
def busy(world: World) -> World:
    """Dossiers of two communes that went different ways."""
    for state in (State.RETURNED, State.REFUSED, State.PROCESSING, State.VOID, State.RETURNED):
        world.bring(world.accept(), state)
    world.bring(world.accept(unit_key=HAM_TAN), State.RETURNED, unit=HAM_TAN)
    return world


@pytest.mark.parametrize("who", ["van_phuc", "sa_rath", "quoc_huy", "my_dung"])
def test_the_own_log_shows_what_its_cases_say(busy: World, who: str) -> None:
    viewer = busy.viewer(who)
    assert own.own_log(viewer, SPRING).analysis == analysed(trails(viewer, SPRING, codes=True))


@pytest.mark.parametrize("fate", [None, *Fate])
@pytest.mark.parametrize("variant", [None, 1, 2, 9])
def test_the_cases_come_page_by_page(busy: World, fate: Fate | None, variant: int | None) -> None:
    viewer = busy.viewer("van_phuc")
    found: list[CaseView] = []
    after = 0
    while True:
        page, after = own.own_cases(viewer, SPRING, fate=fate, variant=variant, after=after, size=2)
        assert len(page) <= 2
        found += page
        if not after:
            break
    assert found == [view for view in told(busy) if fate in (None, view.fate) and variant in (None, view.variant)]


def told(busy: World) -> list[CaseView]:
    """All cases, one by one."""
    cases = trails(busy.viewer("van_phuc"), SPRING, codes=True)
    return [
        CaseView(
            number=number,
            key=case.key,
            channel=case.channel,
            planned_end=case.planned_end,
            actual_end=case.actual_end,
            start=case.start,
            size=len(case.events),
            fate=case.fate,
            variant=ranks(cases)[activities(case)],
        )
        for number, case in enumerate(cases, start=1)
    ]
