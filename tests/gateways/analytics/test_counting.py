"""DuckDB counts every indicator as the store does, whatever happened, also as of the past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.gateways.analytics.counting import Counts, counts, facts_of
from motcua.records import clock
from motcua.records.measures.extracting import extract
from motcua.records.measures.from_facts import from_facts
from motcua.records.measures.relation import look
from motcua.records.people.viewer import Viewer
from motcua.rules.indicator import By
from motcua.rules.indicators import indicators
from motcua.rules.period import period
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.measures.beside import BESIDE, Beside, add
from tests.world import World, standing

ON_THE_WORLD = settings(deadline=None, max_examples=examples(20), suppress_health_check=list(HealthCheck))
OVER_DOSSIERS = [each for each in indicators().values() if not each.elsewhere]
H1 = period("2023-H1")


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    beside=st.lists(BESIDE, max_size=8),
    named=st.sampled_from(("2023-H1", "2023-01", "2023-01-20..2023-02-10")),
    ago=st.sampled_from((0, 1, 1440, 10_000)),
    by=st.sampled_from((None, *By)),
)
def test_every_indicator_is_what_the_store_counts(
    world: World, script: list[Step], beside: list[Beside], named: str, ago: int, by: By | None
) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        add(beside, until=now)
        over, as_of = period(named), now - timedelta(minutes=ago)
        with clock.standing_at(now):
            taken = extract(Viewer.system(), OVER_DOSSIERS, over, as_of=as_of)
            found = counts(facts_of(taken), OVER_DOSSIERS, over, by=by, at=taken.at)
            looked = look(Viewer.system(), over, as_of=as_of)
            assert filled(found) == filled(from_facts(looked, OVER_DOSSIERS, by=by)), by


def filled(told: Counts) -> dict[object, dict[str, object]]:
    """The counts in which there is anything."""
    some = {
        key: {name: count for name, count in each.items() if count.numerator or count.denominator}
        for key, each in told.items()
    }
    return {key: each for key, each in some.items() if each}


@pytest.mark.parametrize("by", [None, *By])
def test_nothing_is_counted_where_there_is_nothing(world: World, by: By | None) -> None:
    with standing("2023-07-03 07:00") as now:
        taken = extract(Viewer.system(), OVER_DOSSIERS, H1, as_of=now)
        assert not taken.rows
        assert not filled(counts(facts_of(taken), OVER_DOSSIERS, H1, by=by, at=taken.at))


def test_what_a_person_may_not_see_is_not_taken_out(world: World) -> None:
    world.accept()
    with standing("2023-07-03 07:00") as now:
        seen = extract(world.viewer("bich_thuy"), OVER_DOSSIERS, H1, as_of=now)
        unseen = extract(world.viewer("thu_ha"), OVER_DOSSIERS, H1, as_of=now)
    assert (len(seen.rows), len(unseen.rows)) == (1, 0)
    assert not {"name", "id_number", "phone", "code"} & set(seen.columns)
