"""Figures of a cut-off that are put right by what changed since are those counted over everything known then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.records import clock
from motcua.records.casework import since
from motcua.records.casework.models import FactsRow
from motcua.records.measures import queries, relation
from motcua.records.measures.figures import Count
from motcua.records.measures.queries import By
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.indicators import indicators
from motcua.rules.period import Period, period
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.world import HAM_TAN, World, standing

HALF = period("2023-H1")
OVER_DOSSIERS = tuple(each.id for each in indicators().values() if not each.elsewhere)
ON_THE_WORLD = settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))

Told = dict[str, tuple[Count, dict[str, Count]]]


def told(viewer: Viewer, over: Period, *, by: By, minutes_ago: int) -> Told:
    """Every indicator: its total, and its groups without the empty ones."""
    as_of = clock.now() - timedelta(minutes=minutes_ago)
    found = queries.figures(viewer, OVER_DOSSIERS, over, by=by, as_of=as_of)
    return {
        name: (
            figure.total,
            {
                group.key: group.count
                for group in figure.groups
                if group.count.numerator or group.count.denominator
            },
        )
        for name, figure in found.items()
    }  # fmt: skip


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    named=st.sampled_from(("2023-H1", "2023-01", "2023-01-20..2023-02-10")),
    ago=st.sampled_from((1, 30, 1440, 10_000)),
    who=st.sampled_from(("", "van_phuc", "sa_ruone", "my_dung")),
    by=st.sampled_from(By),
)
def test_putting_right_is_counting_again(
    world: World, script: list[Step], named: str, ago: int, who: str, by: By
) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(minutes=1)
        viewer = world.viewer(who) if who else Viewer.system()
        with clock.standing_at(now), pytest.MonkeyPatch.context() as patch:
            put_right = told(viewer, period(named), by=by, minutes_ago=ago)
            patch.setattr(relation, "CHANGED_AT_MOST", -1)
            assert told(viewer, period(named), by=by, minutes_ago=ago) == put_right


def test_a_unit_that_had_received_nothing_by_then_is_not_told(world: World) -> None:
    world.accept(at="2023-04-28 08:00")
    world.accept(at="2023-05-04 08:00", unit_key=HAM_TAN)
    with standing("2023-05-05 08:00"):
        as_of = clock.instant("2023-05-01 00:00", field="as_of")
        figure = queries.figure(Viewer.system(), "settlement_rate", HALF, by=By.UNIT, as_of=as_of)
    assert [group.key for group in figure.groups] == ["tra_cu.thanh_son"]
    assert figure.total == Count(numerator=0, denominator=1)


def test_what_was_recorded_since_is_found(world: World) -> None:
    first = world.accept(at="2023-04-28 08:00")
    second = world.accept(at="2023-05-04 08:00")
    world.bring(first, State.SETTLED, at="2023-05-05 08:00")
    april = clock.instant("2023-04-30 00:00", field="as_of")
    assert since.recorded_since(april, last=HALF.last, most=50) == {first.dossier_id, second.dossier_id}
    assert since.recorded_since(april, last=april.date(), most=50) == {first.dossier_id}
    assert since.recorded_since(april, last=HALF.last, most=1) is None
    assert since.recorded_since(clock.instant("2023-06-01", field="as_of"), last=HALF.last, most=0) == frozenset()
    assert since.open_now() == {second.dossier_id}


@pytest.mark.django_db
def test_it_is_found_by_an_index() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL walks through a table that is empty")
    april = clock.instant("2023-04-30", field="as_of")
    rows = FactsRow.objects.filter(known_from__gt=april, accepted_day__lte=HALF.last)
    assert "casework_facts_since" in rows.values_list("dossier_id").order_by().explain()
