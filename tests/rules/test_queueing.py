"""Who is called next, and what a number sounds like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.queueing import (
    ACTS,
    LABELS,
    PRIORITY_IN_A_ROW,
    Series,
    TicketAct,
    TicketState,
    Waiting,
    after,
    estimate,
    next_of,
    number,
    spoken,
)
from motcua.rules.refusal import Conflict

A, U = Series.NORMAL, Series.PRIORITY
NO_SERVICES: frozenset[int] = frozenset()


def waits(*kinds: Series, service: int | None = None) -> list[Waiting]:
    return [Waiting(id=place + 1, taken=place, series=kind, service=service) for place, kind in enumerate(kinds)]


@pytest.mark.parametrize(
    ("waiting", "lately", "chosen"),
    [
        ((), (), None),
        ((A, A), (), 1),
        ((A, U), (), 2),
        ((A, U, U), (U,), 2),
        ((A, U, U), (U, U), 1),
        ((A, U), (U, A), 2),
        ((U, U), (U, U), 1),
        ((A, U), (A, U, U), 1),
    ],
)
def test_who_comes_next(waiting: tuple[Series, ...], lately: tuple[Series, ...], chosen: int | None) -> None:
    found = next_of(waits(*waiting), services=NO_SERVICES, lately=lately)
    assert (found.id if found else None) == chosen


def test_a_window_calls_only_what_it_serves() -> None:
    waiting = [
        Waiting(id=1, taken=1, series=A, service=10),
        Waiting(id=2, taken=2, series=A, service=20),
        Waiting(id=3, taken=3, series=U, service=None),
    ]
    first = next_of(waiting, services=frozenset({20}))
    assert first is not None
    assert first.id == 3, "a number without a service fits every window"
    assert next_of(waiting[:1], services=frozenset({20})) is None


SERIES = st.lists(st.sampled_from([A, U]), min_size=1, max_size=30)


@given(SERIES)
def test_everybody_is_called_once_and_in_the_order_of_the_series(drawn: list[Series]) -> None:
    waiting, called, lately = waits(*drawn), [], []  # type: ignore[var-annotated]
    while (chosen := next_of(waiting, services=NO_SERVICES, lately=lately)) is not None:
        waiting.remove(chosen)
        called.append(chosen)
        lately.append(chosen.series)
    assert sorted(ticket.id for ticket in called) == list(range(1, len(drawn) + 1))
    for series in Series:
        ids = [ticket.id for ticket in called if ticket.series is series]
        assert ids == sorted(ids)


@given(SERIES)
def test_nobody_without_priority_waits_for_more_than_two_with_it(drawn: list[Series]) -> None:
    waiting, lately = waits(A, *drawn), []  # type: ignore[var-annotated]
    while waiting[0].id == 1:
        chosen = next_of(waiting, services=NO_SERVICES, lately=lately)
        assert chosen is not None
        waiting.remove(chosen)
        lately.append(chosen.series)
        if not waiting:
            break
    assert lately.index(A) <= PRIORITY_IN_A_ROW


def test_the_ways_of_a_ticket() -> None:
    assert set(LABELS) == set(TicketState)
    assert set(ACTS) == set(TicketAct) - {TicketAct.TAKE}
    for act, (sources, target) in ACTS.items():
        for state in TicketState:
            if state in sources:
                assert after(act, state=state) is target
            else:
                with pytest.raises(Conflict):
                    after(act, state=state)


@pytest.mark.parametrize(
    ("series", "serial", "printed", "voice"),
    [(A, 1, "A001", "A không không một"), (U, 42, "U042", "U không bốn hai"), (A, 1234, "A1234", "A một hai ba bốn")],
)
def test_numbers_as_printed_and_as_called(series: Series, serial: int, printed: str, voice: str) -> None:
    assert number(series, serial) == printed
    assert spoken(printed) == voice


@pytest.mark.parametrize(
    ("ahead", "windows", "each", "minutes"), [(0, 1, 8, 0), (1, 1, 8, 10), (3, 1, 8, 25), (3, 2, 8, 15), (3, 0, 8, 25)]
)
def test_how_long_one_waits(ahead: int, windows: int, each: int, minutes: int) -> None:
    assert estimate(ahead, windows=windows, minutes_each=each) == minutes


@given(st.integers(0, 500), st.integers(0, 20), st.integers(0, 60))
def test_more_people_before_never_shorten_the_wait(ahead: int, windows: int, each: int) -> None:
    here = estimate(ahead, windows=windows, minutes_each=each)
    assert here % 5 == 0
    assert here <= estimate(ahead + 1, windows=windows, minutes_each=each)
    assert here >= estimate(ahead, windows=windows + 1, minutes_each=each)
