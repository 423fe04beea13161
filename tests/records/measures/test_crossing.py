"""A figure by unit and week is what plain Python counts cell by cell, from rollups and facts, also as of the past."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.records import clock
from motcua.records.measures import crossing, queries
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.indicator import By
from motcua.rules.indicators import indicator
from motcua.rules.period import Period, period
from tests.conftest import At
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.measures.test_oracle import known, monday
from tests.rules.oracle import Dossier as OneDossier
from tests.rules.oracle import Look, told
from tests.world import HAM_TAN, MARITAL, THANH_SON, World

ON_THE_WORLD = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
SHARES = ("on_time_rate_by_date", "settlement_rate", "online_share")
Cells = dict[tuple[str, date], tuple[int, int | None]]


def counted(name: str, over: Period, *, ago: int) -> Cells:
    as_of = clock.now() - timedelta(minutes=ago)
    found = crossing.by_unit_and_week(Viewer.system(), name, over, as_of=as_of)
    return {
        (unit, day): (count.numerator, count.denominator) for unit, row in found.items() for day, count in row.items()
    }


def expected(name: str, over: Period, *, ago: int) -> Cells:
    """Dossier by dossier: each cell is the figure over its dossiers alone."""
    as_of = clock.now() - timedelta(minutes=ago)
    cells: dict[tuple[str, date], list[OneDossier]] = {}
    for one in known(over, as_of=as_of).values():
        day = one[0].accepted_day
        if day is not None and over.first <= day <= over.last:
            cells.setdefault((places.unit_by_id(one[0].unit_id).key, monday(day)), []).append(one)
    each = indicator(name)
    look = Look(first=over.first, last=over.last, as_of=as_of)
    answers = {cell: told(each, dossiers, look)[:2] for cell, dossiers in cells.items()}
    return {cell: answer for cell, answer in answers.items() if any(answer)}


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    named=st.sampled_from(("2023-H1", "2023-01", "2023-01-20..2023-02-10")),
    name=st.sampled_from(SHARES),
    ago=st.sampled_from((0, 0, 30, 1440, 10_000)),
)
def test_every_cell_is_what_plain_python_counts(
    world: World, script: list[Step], named: str, name: str, ago: int
) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        with clock.standing_at(now):
            assert counted(name, period(named), ago=ago) == expected(name, period(named), ago=ago)


def test_cells_add_up_to_the_units(world: World, at: At) -> None:
    for unit, day in ((THANH_SON, "2023-01-04"), (THANH_SON, "2023-01-12"), (HAM_TAN, "2023-01-12")):
        world.bring(world.accept(unit_key=unit, at=f"{day} 09:00"), State.SETTLED, at=f"{day} 10:00", unit=unit)
    at("2023-02-01 08:00")
    over = period("2023-01")
    units = queries.figure(Viewer.system(), "on_time_rate_by_date", over, by=By.UNIT).groups
    cells = crossing.by_unit_and_week(Viewer.system(), "on_time_rate_by_date", over, as_of=clock.now())
    assert {unit: sorted(row) for unit, row in cells.items()} == {
        THANH_SON: [date(2023, 1, 2), date(2023, 1, 9)],
        HAM_TAN: [date(2023, 1, 9)],
    }
    for group in units:
        row = cells.get(group.key, {})
        assert sum(count.denominator or 0 for count in row.values()) == group.count.denominator


def test_who_sees_one_unit_is_told_of_it_alone(world: World, at: At) -> None:
    for unit in (THANH_SON, HAM_TAN):
        world.accept(unit_key=unit, procedure=MARITAL)
    at("2023-07-03 08:00")
    viewer, as_of = world.viewer("bich_thuy"), clock.now()
    cells = crossing.by_unit_and_week(viewer, "settlement_rate", period("2023-H1"), as_of=as_of)
    assert list(cells) == [THANH_SON]


@pytest.mark.parametrize("name", ["open_dossiers", "processing_working_p50", "backlog_age", "steps_overrun"])
def test_what_does_not_add_up_is_refused(world: World, at: At, name: str) -> None:
    at("2023-07-03 08:00")
    with pytest.raises(ValueError, match="does not add up"):
        crossing.by_unit_and_week(Viewer.system(), name, period("2023-H1"), as_of=clock.now())


@pytest.mark.parametrize(
    ("named", "first", "last", "weeks"),
    [
        ("2023-01", date(2022, 12, 26), date(2023, 1, 30), 6),
        ("2023-01-02..2023-01-08", date(2023, 1, 2), date(2023, 1, 2), 1),
        ("2023-01-08..2023-01-09", date(2023, 1, 2), date(2023, 1, 9), 2),
    ],
)
def test_weeks_of_a_period(named: str, first: date, last: date, weeks: int) -> None:
    found = crossing.mondays(period(named))
    assert (found[0], found[-1], len(found)) == (first, last, weeks)
    days = [crossing.week(each, within=period(named)) for each in found]
    assert (days[0].first, days[-1].last) == (period(named).first, period(named).last)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(days))
    assert all(period(one.id) == one for one in days)
