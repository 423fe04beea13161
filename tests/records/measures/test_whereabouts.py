"""Where the dossiers of a period stand: what plain Python counts, each dossier in one place, equal to the figures."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.records import clock
from motcua.records.measures import queries
from motcua.records.measures.whereabouts import (
    IN_HAND,
    KEPT,
    RETURNED,
    WAITING,
    WITHOUT,
    Whereabouts,
    whereabouts,
)
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import Period, period
from tests.conftest import At
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.measures.test_oracle import known
from tests.world import HAM_TAN, THANH_SON, World

ON_THE_WORLD = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
PLACES = {IN_HAND: "in_hand", WAITING: "waiting", KEPT: "kept", RETURNED: "returned", WITHOUT: "without_result"}


def counted_plainly(over: Period, *, as_of: datetime) -> Whereabouts:
    standing = [
        facts
        for facts, _ in known(over, as_of=as_of).values()
        if facts.accepted_day is not None
        and over.first <= facts.accepted_day <= over.last
        and facts.state != State.VOID
    ]
    ended = [one for one in standing if one.end_kind]
    result = [one for one in ended if one.end_kind == "result"]
    still_open = [one for one in standing if not one.end_kind]
    return Whereabouts(
        received=len(standing),
        ended=len(ended),
        with_result=len(result),
        in_hand=sum(1 for one in still_open if one.waiting_since is None),
        waiting=sum(1 for one in still_open if one.waiting_since is not None),
        kept=sum(1 for one in result if one.returned_at is None),
        returned=sum(1 for one in result if one.returned_at is not None),
        without_result=len(ended) - len(result),
    )


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    named=st.sampled_from(("2023-H1", "2023-01", "2023-01-20..2023-02-10")),
    ago=st.sampled_from((0, 0, 30, 1440, 10_000)),
)
def test_each_dossier_stands_where_plain_python_finds_it(
    world: World, script: list[Step], named: str, ago: int
) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        over, as_of = period(named), now - timedelta(minutes=ago)
        with clock.standing_at(now):
            found = whereabouts(Viewer.system(), over, as_of=as_of)
            assert found == counted_plainly(over, as_of=as_of)
            assert found.received == sum(getattr(found, place) for place in PLACES.values())
            figures = queries.figures(Viewer.system(), PLACES, over, as_of=as_of)
            assert {name: figure.total.numerator for name, figure in figures.items()} == {
                name: getattr(found, place) for name, place in PLACES.items()
            }


def test_who_sees_one_unit_is_told_of_it_alone(world: World, at: At) -> None:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(unit_key=HAM_TAN), State.SETTLED, unit=HAM_TAN)
    world.bring(world.accept(unit_key=THANH_SON), State.SUPPLEMENT)
    at("2023-07-03 08:00")
    found = whereabouts(world.viewer("bich_thuy"), period("2023-H1"), as_of=clock.now())
    assert (found.received, found.kept, found.waiting) == (2, 1, 1)


def test_what_is_kept_in_memory_is_given_up_with_the_next_act(world: World, at: At) -> None:
    settled = world.bring(world.accept(), State.SETTLED)
    at("2023-07-03 08:00")
    assert whereabouts(Viewer.system(), period("2023"), as_of=clock.now()).kept == 1
    world.do("return_result", settled, by="sa_ruone", at="2023-07-03 08:00", recipient="Kim Thị Ngọc Ánh")
    found = whereabouts(Viewer.system(), period("2023"), as_of=clock.now())
    assert (found.kept, found.returned) == (0, 1)
