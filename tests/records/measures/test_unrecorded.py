"""What nothing records is never 0; what is counted elsewhere; percentiles and averages with their dossiers."""

from __future__ import annotations

import pytest

from motcua.records import clock
from motcua.records.measures import queries
from motcua.records.measures.figures import NO_DATA, Count
from motcua.records.measures.queries import By, Part
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import Refusal
from tests.records.measures.beside import Beside, add
from tests.world import HAM_TAN, THANH_SON, World, standing

HALF = period("2023-H1")
AFTER = "2023-07-03 07:00"
NEVER = ("reuse_share", "complaint_timeliness")
ONCE_RECORDED = {
    "digitised_share": ("digitised", "result"),
    "electronic_result_share": ("result",),
    "online_payment_share": ("payment:portal",),
}


def told(indicator: str, *, by: By | None = None) -> queries.Figure:
    return queries.figure(Viewer.system(), indicator, HALF, by=by)


@pytest.mark.parametrize("indicator", [*NEVER, *ONCE_RECORDED, "satisfaction"])
@pytest.mark.parametrize("by", [None, By.UNIT])
def test_what_nothing_records_has_no_value(world: World, indicator: str, by: By | None) -> None:
    world.bring(world.accept(), State.SETTLED)
    with standing(AFTER):
        found = told(indicator, by=by)
        listed, _ = queries.behind(Viewer.system(), indicator, HALF, part=Part.DENOMINATOR)
    assert NO_DATA in found.flags
    assert found.groups == listed == ()
    shape = found.to_json()
    assert (shape["numerator"], shape["denominator"], shape["value"]) == (None, None, None)
    assert not found.total.plus(Count(numerator=1, denominator=1)).known


@pytest.mark.parametrize("indicator", ONCE_RECORDED)
def test_once_anything_is_recorded_nothing_else_counts_as_0(world: World, indicator: str) -> None:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(), State.SETTLED)
    with standing(AFTER) as now:
        add([Beside(0, kind, 60) for kind in ONCE_RECORDED[indicator]], until=now)
        found = told(indicator)
        listed, _ = queries.behind(Viewer.system(), indicator, HALF, part=Part.NUMERATOR, as_of=now)
        as_of_now = queries.figure(Viewer.system(), indicator, HALF, as_of=now)
    assert NO_DATA in found.flags, "it was recorded after the end of the period"
    assert (as_of_now.total.numerator, as_of_now.total.denominator) == (1, 2)
    assert len(listed) == 1


def test_satisfaction_is_of_the_dossiers_with_a_ballot_that_tells_it(world: World) -> None:
    for _ in range(4):
        world.bring(world.accept(), State.SETTLED)
    kinds = ("ballot:satisfied", "ballot:unsatisfied", "ballot:silent")
    with standing(AFTER) as now:
        add([Beside(which, kind, 60) for which, kind in enumerate(kinds)], until=now)
        found = queries.figure(Viewer.system(), "satisfaction", HALF, by=By.UNIT, as_of=now)
        behind, _ = queries.behind(Viewer.system(), "satisfaction", HALF, part=Part.NUMERATOR, as_of=now)
    assert (found.total.numerator, found.total.denominator, found.total.value) == (1, 2, 0.5)
    assert len(behind) == 1


def test_steps_that_took_longer_are_counted_at_the_unit_that_held_the_dossier(world: World) -> None:
    late = world.bring(world.accept(at="2023-04-27 09:00"), State.PROCESSING, at="2023-04-27 09:00")
    world.do("approve", late, by="bich_thuy", at="2023-05-30 09:00")
    world.bring(world.accept(unit_key=HAM_TAN), State.SETTLED, unit=HAM_TAN)
    with standing(AFTER):
        found = told("steps_overrun", by=By.UNIT)
        earlier = queries.figure(
            Viewer.system(), "steps_overrun", HALF, as_of=clock.instant("2023-04-27 10:00", field="at"), by=By.LEVEL
        )
        listed, _ = queries.behind(Viewer.system(), "steps_overrun", HALF, part=Part.NUMERATOR, unit_key=THANH_SON)
        with pytest.raises(Refusal) as refused:
            told("steps_overrun", by=By.CHANNEL)
    groups = {group.key: group.count for group in found.groups}
    assert groups[THANH_SON].numerator >= 1
    assert groups[HAM_TAN].numerator == 0
    assert sum(count.denominator or 0 for count in groups.values()) == found.total.denominator
    assert [group.count.numerator for group in earlier.groups] == [0]
    assert [row.id for row in listed] == [late.dossier_id]
    assert refused.value.field == "by"


def test_a_percentile_opens_what_does_not_exceed_it(world: World) -> None:
    for ended in ("2023-04-27 11:00", "2023-04-28 09:00", "2023-05-04 09:00", "2023-05-10 09:00"):
        world.bring(world.accept(at="2023-04-27 09:00"), State.SETTLED, at=ended)
    world.accept()
    with standing(AFTER):
        half = told("processing_working_p50").total
        nine = told("processing_working_p90", by=By.UNIT)
        parts = [
            len(queries.behind(Viewer.system(), "processing_working_p50", HALF, part=part, level="commune")[0])
            for part in Part
        ]
    assert (half.at, half.numerator, half.denominator, half.value) == (480, 2, 4, 480)
    assert nine.total == nine.groups[0].count
    assert nine.total.numerator == nine.total.denominator == 4
    assert parts == [2, 4, 2]
    with pytest.raises(ValueError, match="does not add up"):
        half.plus(half)


def test_an_average_is_a_sum_over_its_dossiers(world: World) -> None:
    for ended in ("2023-04-27 11:00", "2023-04-28 09:00"):
        world.bring(world.accept(at="2023-04-27 09:00"), State.SETTLED, at=ended)
    with standing(AFTER):
        working, calendar = told("processing_working_average").total, told("processing_calendar_average").total
        listed, _ = queries.behind(Viewer.system(), "processing_working_average", HALF, part=Part.DENOMINATOR)
    assert (working.numerator, working.denominator, working.value) == (600, 2, 300.0)
    assert (calendar.numerator, calendar.value) == (120 + 1440, 780.0)
    assert len(listed) == 2


def test_open_dossiers_are_told_by_who_has_them_and_by_their_age(world: World) -> None:
    world.bring(world.accept(), State.PROCESSING)
    world.accept()
    with standing(AFTER):
        workload, age = told("workload", by=By.HOLDER), told("backlog_age", by=By.AGE)
    assert {group.label: group.count.numerator for group in workload.groups} == {
        "Nguyễn Văn Minh": 1,
        "Thạch Thị Sa Rươne": 1,
    }
    assert [group.key for group in age.groups] == [
        *("late_20", "late_10", "late_5", "late_1", "late_0"),
        *("left_1", "left_5", "left_10", "left_20", "left_more", "waiting", "no_due"),
    ]
    assert {group.key: group.count.numerator for group in age.groups if group.count.numerator} == {"late_20": 2}
