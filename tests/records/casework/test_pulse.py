"""Whether anything happened in a person's sight, told from the newest acts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.records.casework import pulse as pulses
from motcua.records.casework.models import FactsRow
from motcua.records.casework.pulse import Pulse, felt, pulse, pulse_in
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.world import HAM_TAN, World

ALL = Viewer.system()


@pytest.mark.parametrize("who", ["sa_rath", "van_phuc", ""])
def test_every_act_is_felt_by_whom_it_is_seen(world: World, who: str) -> None:
    outcome = world.accept()
    viewer = world.viewer(who) if who else ALL
    before = pulse(viewer)
    assert felt(viewer, before) == before
    world.bring(outcome, State.SETTLED)
    assert felt(viewer, before) != before


def test_an_act_elsewhere_is_not_felt(world: World) -> None:
    world.accept()
    commune = world.viewer("sa_rath")
    before = pulse(commune)
    world.accept(unit_key=HAM_TAN)
    assert felt(commune, before) == before
    assert felt(ALL, before) != before
    world.accept()
    assert felt(commune, before) != before


def pulse_of(told: Pulse) -> Pulse:
    found = pulse_in(str(told))
    assert found is not None
    return found


def test_an_act_that_shows_late_is_felt(world: World) -> None:
    world.accept()
    first = pulse(ALL)
    world.accept(unit_key=HAM_TAN)
    now = pulse(ALL)
    # Somebody looked while only the later of two acts was to be seen.
    looked = Pulse(newest=now.newest, near=now.near - 1)
    assert felt(ALL, looked) == now
    assert felt(ALL, first) == now


def test_where_nothing_ever_happened(db: None) -> None:
    assert pulse(ALL) == Pulse(newest=0, near=0)
    assert felt(ALL, Pulse(newest=0, near=0)) == Pulse(newest=0, near=0)


def test_a_pulse_from_another_store_is_replaced(world: World) -> None:
    world.accept()
    assert felt(ALL, Pulse(newest=10**9, near=7)) == pulse(ALL)


def test_only_the_newest_acts_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulses, "NEAR", 2)
    world.bring(world.accept(), State.SETTLED)
    assert FactsRow.objects.count() > 2
    assert pulse(ALL).near == 2


@given(st.builds(Pulse, newest=st.integers(0, 10**17), near=st.integers(0, 10**6)))
def test_a_pulse_is_read_as_it_was_told(told: Pulse) -> None:
    assert pulse_of(told) == told


@pytest.mark.parametrize("text", ["", "-", "7", "7-", "-7", "7-x", "7-3-1", "٣-1", "9" * 30 + "-1", "W/7-1"])
def test_what_is_no_pulse(text: str) -> None:
    assert pulse_in(text) is None


def test_after_many_acts_nobody_asks_whose_they_were(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    commune = world.viewer("sa_rath")
    before = pulse(commune)
    world.accept(unit_key=HAM_TAN)
    assert felt(commune, before) == before
    monkeypatch.setattr(pulses, "AT_MOST", 1)
    assert felt(commune, before) != before
