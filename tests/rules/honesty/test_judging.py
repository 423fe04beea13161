"""When a unit is unlike the others, or a week or a day unlike its others, and which dossiers are told then."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.honesty.checks import check
from motcua.rules.honesty.closing import closing_days, working_days
from motcua.rules.honesty.judging import Finding, Scale, judged
from motcua.rules.honesty.trace import DAY, Trace, number_of
from tests.rules.honesty.district import HALF_YEAR, LAST

SCALE = Scale(least=3, chance=100, floor=10)
UNTIL = number_of(LAST)
NINE = 9 * 60


def settled(unit: int, number: int, *, day: int, quick: bool = False) -> Trace:
    """Accepted on a day at nine; settled at once, or an hour later."""
    at = day * DAY + NINE
    return Trace(number, unit, at, at, at + 480, at + 480, at + (0 if quick else 60), True)


def unit_of(unit: int, *, many: int, quick: int, days: list[int] = HALF_YEAR) -> list[Trace]:
    """A unit with so many dossiers spread over days, `quick` of them, here and there, settled at once."""

    def at_once(place: int) -> bool:
        return place * quick // many != (place + 1) * quick // many

    return [
        settled(unit, unit * 10_000 + place, day=days[place % len(days)], quick=at_once(place)) for place in range(many)
    ]


def same_minute(traces: list[Trace]) -> dict[int, Finding]:
    return {one.unit_id: one for one in judged(check("same_minute"), traces, limit=1, scale=SCALE, until=UNTIL)}


def closings(traces: list[Trace], *, until: int = UNTIL) -> dict[int, Finding]:
    return {one.unit_id: one for one in judged(check("mass_closing"), traces, limit=14, scale=SCALE, until=until)}


def test_a_unit_far_beyond_the_others_is_apart() -> None:
    found = same_minute(
        [each for unit in range(1, 7) for each in unit_of(unit, many=300, quick=60 if unit == 6 else 3)]
    )
    assert [unit for unit, one in found.items() if one.unusual] == [6]
    assert (found[6].looked, found[6].marked, len(found[6].dossiers)) == (300, 60, 60)
    assert found[6].among is not None
    assert found[6].among.middle == 0.01
    assert len(found[1].dossiers) == 3  # each of them is worth a look by itself


def test_too_few_units_say_nothing_of_what_is_usual_among_them() -> None:
    found = same_minute(
        [each for unit in range(1, 5) for each in unit_of(unit, many=300, quick=60 if unit == 4 else 3)]
    )
    assert all(one.among is None and not one.apart for one in found.values())


def test_a_small_unit_is_judged_but_says_nothing_of_the_usual() -> None:
    traces = [each for unit in range(1, 6) for each in unit_of(unit, many=300, quick=3)]
    found = same_minute([*traces, *unit_of(9, many=12, quick=12)])
    assert found[9].apart
    assert found[9].among == found[1].among
    assert found[1].among is not None
    assert found[1].among.middle == 0.01


def test_two_dossiers_make_no_unit_unusual() -> None:
    traces = [each for unit in range(1, 6) for each in unit_of(unit, many=300, quick=0)]
    assert not same_minute([*traces, *unit_of(9, many=2, quick=2)])[9].unusual


def test_a_week_unlike_the_others_of_a_unit_is_told_where_it_stands_alone() -> None:
    quiet = unit_of(1, many=520, quick=0)
    monday = number_of(date(2023, 5, 15))
    burst = [settled(1, 90_000 + place, day=monday + 2, quick=True) for place in range(15)]
    found = same_minute([*quiet, *burst])[1]
    assert [(spell.first, spell.days, spell.marked) for spell in found.spells] == [(monday, 7, 15)]
    assert not found.apart
    assert found.unusual


def test_where_single_dossiers_say_nothing_only_those_of_unusual_units_are_told() -> None:
    """Of settlements in the last minutes."""

    def late(unit: int, number: int, day: int, ends: int) -> Trace:
        at = day * DAY + NINE
        return Trace(number, unit, at, at, at + 480, at + 480, at + ends, True)

    traces = [
        late(unit, unit * 10_000 + place, HALF_YEAR[place % 97], 478 if place % (5 if unit == 6 else 100) == 0 else 60)
        for unit in range(1, 7)
        for place in range(400)
    ]
    found = {one.unit_id: one for one in judged(check("last_minutes"), traces, limit=10, scale=SCALE, until=UNTIL)}
    assert {unit: len(one.dossiers) for unit, one in found.items()} == {1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 80}


def test_a_crowded_closing_day_is_told_with_all_that_ended_on_it() -> None:
    last = number_of(date(2023, 4, 28))
    traces = [each for unit in (1, 2) for each in unit_of(unit, many=400, quick=0)]
    crowd = [settled(1, 90_000 + place, day=last) for place in range(30)]
    found = closings([*traces, *crowd])
    assert [spell.first for spell in found[1].spells] == [last]
    assert len(found[1].dossiers) == found[1].spells[0].marked >= 30
    assert not found[2].dossiers


def test_a_crowd_on_another_day_closes_nothing() -> None:
    traces = unit_of(1, many=400, quick=0)
    crowd = [settled(1, 90_000 + place, day=number_of(date(2023, 4, 19))) for place in range(30)]
    assert not closings([*traces, *crowd])[1].unusual


def test_a_crowd_on_a_saturday_after_the_last_working_day_is_told_too() -> None:
    saturday = number_of(date(2023, 4, 29))
    traces = unit_of(1, many=1_200, quick=0)
    crowd = [settled(1, 90_000 + place, day=saturday) for place in range(30)]
    assert [spell.first for spell in closings([*traces, *crowd])[1].spells] == [saturday]


def test_nothing_looked_at_is_nothing_found() -> None:
    assert same_minute([]) == {}
    assert closings([]) == {}


def test_days_that_close_a_period() -> None:
    def closing(until: date) -> list[date]:
        days = [day for day in HALF_YEAR if day <= number_of(until)]
        return [date.fromordinal(719_163 + day) for day in closing_days(days, days, day=14, until=number_of(until))]

    assert closing(date(2023, 3, 31))[-2:] == [date(2023, 3, 14), date(2023, 3, 31)]
    assert closing(date(2023, 4, 30))[-2:] == [date(2023, 4, 14), date(2023, 4, 28)]
    assert closing(date(2023, 5, 13))[-1] == date(2023, 4, 28)
    assert closing(date(2023, 5, 20))[-1] == date(2023, 5, 12)


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 60), st.booleans()), max_size=200))
def test_nothing_is_lost_and_only_what_was_looked_at_is_told(drawn: list[tuple[int, int, bool]]) -> None:
    traces = [settled(unit, number, day=HALF_YEAR[day], quick=quick) for number, (unit, day, quick) in enumerate(drawn)]
    for found in (same_minute(traces), closings(traces)):
        assert sum(one.looked for one in found.values()) == len(traces)
        for unit, one in found.items():
            own = {trace.dossier_id for trace in traces if trace.unit_id == unit}
            assert set(one.dossiers) <= own
            assert list(one.dossiers) == sorted(set(one.dossiers))
            assert not one.apart or one.among is not None


def test_a_lone_commune_at_work_on_a_saturday_makes_no_working_day() -> None:
    assert working_days({1: 100, 2: 90, 3: 110, 4: 18}) == (1, 2, 3)
    assert working_days({1: 100, 2: 90, 3: 110, 4: 19}) == (1, 2, 3, 4)
    assert working_days({}) == ()
