"""Who held a dossier when: stays, overruns of quotas, and the lateness in parts that add up to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua.rules.dossier import INSIDE, OPEN, State
from motcua.rules.process import Step
from motcua.rules.stays import Mark, Stay, Version, shares, stays
from tests.rules.legal_time import CALENDAR, at
from tests.rules.step_tables import step

CASES: list[dict[str, Any]] = YAML(typ="base").load(
    (Path(__file__).parent.parent / "cases" / "stays.yaml").read_text(encoding="utf-8")
)

DESK, COMMUNE, DEPARTMENT = 1, 2, 3
AN, BINH = 11, 12


def mark(worked: int) -> Mark:
    """An instant on a calendar on which every minute is worked."""
    return Mark(minute=worked, worked=worked)


def version(worked: int, *, unit: int = DESK, number: int = 1, person: int | None = None, state: State) -> Version:
    return Version(unit_id=unit, account_id=person, step=number, state=state, at=mark(worked))


def quotas(**minutes: int) -> dict[int, Step]:
    """Steps by number: _1=60 is the first one, with a quota of an hour."""
    return {int(name[1:]): step(int(name[1:]), None, minutes=quota) for name, quota in minutes.items()}


def told(
    versions: Sequence[Version], *, due: int | None = None, now: int = 10_000, **minutes: int
) -> list[tuple[int, int, int, int, int]]:
    """The stays as unit, step, worked, overrun, late."""
    found = stays(versions, steps=quotas(**minutes), due=None if due is None else mark(due), now=mark(now))
    return [(stay.unit_id, stay.step, stay.worked, stay.overrun, stay.late) for stay in found]


ACCEPTED = version(0, person=AN, state=State.ACCEPTED)
FORWARDED = version(30, unit=COMMUNE, number=2, person=BINH, state=State.PROCESSING)


def settled(worked: int, *, unit: int = DESK) -> Version:
    return version(worked, unit=unit, number=9, state=State.SETTLED)


def test_nothing_is_held_before_acceptance() -> None:
    assert stays([version(0, state=State.SUBMITTED)], steps={}, due=None, now=mark(50)) == ()
    assert told([version(0, state=State.SUBMITTED), version(20, state=State.ACCEPTED)], now=50) == [(DESK, 1, 30, 0, 0)]


def test_an_open_stay_has_no_end_and_counts_until_now() -> None:
    [desk, commune] = stays([ACCEPTED, FORWARDED], steps={}, due=None, now=mark(100))
    assert (desk.since, desk.until, desk.worked) == (0, 30, 30)
    assert (commune.since, commune.until, commune.worked) == (30, None, 70)


def test_what_follows_the_result_is_no_processing() -> None:
    returned = version(900, number=9, state=State.RETURNED)
    corrected = version(500, number=9, state=State.SETTLED)
    assert told([ACCEPTED, FORWARDED, settled(100), corrected, returned]) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 70, 0, 0),
    ]


def test_a_change_of_hands_within_a_step_of_a_unit_is_one_stay() -> None:
    taken = version(50, unit=COMMUNE, number=2, person=AN, state=State.PROCESSING)
    again = version(60, unit=COMMUNE, number=2, person=BINH, state=State.PROCESSING)
    found = stays([ACCEPTED, FORWARDED, taken, again, settled(130)], steps=quotas(_2=80), due=None, now=mark(200))
    assert [(stay.unit_id, stay.account_ids, stay.worked) for stay in found] == [
        (DESK, (AN,), 30),
        (COMMUNE, (BINH, AN), 100),
    ]
    assert found[1].quota == 80
    assert found[1].overrun == 20


def test_a_queue_has_no_person() -> None:
    queue = version(30, unit=COMMUNE, number=2, state=State.PROCESSING)
    assert stays([ACCEPTED, queue], steps={}, due=None, now=mark(40))[1].account_ids == ()


def test_waiting_for_the_citizen_is_not_worked() -> None:
    asked = version(50, unit=COMMUNE, number=2, person=BINH, state=State.SUPPLEMENT)
    resumed = version(450, unit=COMMUNE, number=2, person=BINH, state=State.PROCESSING)
    assert told([ACCEPTED, FORWARDED, asked, resumed, settled(480)], _2=50) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 50, 0, 0),
    ]


def test_the_quota_of_a_step_is_counted_once_when_the_dossier_comes_back() -> None:
    leader = version(80, unit=COMMUNE, number=3, state=State.PROCESSING)
    back = version(90, unit=COMMUNE, number=2, state=State.PROCESSING)
    assert told([ACCEPTED, FORWARDED, leader, back, settled(120)], _2=60) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 50, 0, 0),
        (COMMUNE, 3, 10, 0, 0),
        (COMMUNE, 2, 30, 20, 0),
    ]


def test_whoever_holds_a_step_when_its_quota_is_used_up_overruns() -> None:
    elsewhere = version(100, unit=DEPARTMENT, number=2, state=State.PROCESSING)
    assert told([ACCEPTED, FORWARDED, elsewhere, settled(160)], _2=90) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 70, 0, 0),
        (DEPARTMENT, 2, 60, 40, 0),
    ]


def test_lateness_is_laid_to_overruns_in_proportion() -> None:
    department = version(130, unit=DEPARTMENT, number=3, state=State.PROCESSING)
    history = [ACCEPTED, FORWARDED, department, settled(200)]
    assert told(history, due=150, _1=50, _2=60, _3=40) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 100, 40, 29),  # 50 × 40 ÷ 70 = 28.57
        (DEPARTMENT, 3, 70, 30, 21),
    ]


def test_without_quotas_it_is_laid_to_whoever_held_it_after_the_due_date() -> None:
    department = version(130, unit=DEPARTMENT, number=3, state=State.PROCESSING)
    assert told([ACCEPTED, FORWARDED, department, settled(200)], due=120) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 100, 0, 10),
        (DEPARTMENT, 3, 70, 0, 70),
    ]


def test_what_overruns_do_not_explain_goes_to_whoever_held_it_after_the_due_date() -> None:
    department = version(130, unit=DEPARTMENT, number=3, state=State.PROCESSING)
    assert told([ACCEPTED, FORWARDED, department, settled(200)], due=120, _2=90) == [
        (DESK, 1, 30, 0, 0),
        (COMMUNE, 2, 100, 10, 10),
        (DEPARTMENT, 3, 70, 0, 70),
    ]


@pytest.mark.parametrize(
    ("versions", "due"),
    [
        ([ACCEPTED, FORWARDED, settled(100)], 100),
        ([ACCEPTED, FORWARDED, settled(100)], None),
        ([ACCEPTED, version(500, state=State.VOID)], 100),
        ([ACCEPTED, version(50, state=State.SUPPLEMENT), version(900, state=State.STOPPED)], 100),
        ([ACCEPTED, version(50, state=State.PAYMENT)], 100),
    ],
    ids=["in time", "no due date", "void", "stopped while waiting", "still waiting"],
)
def test_nobody_is_late(versions: list[Version], due: int | None) -> None:
    assert [late for *_, late in told(versions, due=due, _1=10)] == [0] * len(told(versions))


def test_a_dossier_that_waits_was_late_only_before() -> None:
    asked = version(150, unit=COMMUNE, number=2, state=State.SUPPLEMENT)
    assert told([ACCEPTED, FORWARDED, asked], due=120)[-1] == (COMMUNE, 2, 120, 0, 30)


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    """Versions of any dossier, in order of time: open ones, then perhaps an end."""
    worked, versions = 0, []
    for _ in range(draw(st.integers(1, 8))):
        versions.append(
            version(
                worked,
                unit=draw(st.integers(1, 3)),
                number=draw(st.integers(1, 4)),
                person=draw(st.none() | st.integers(11, 13)),
                state=draw(st.sampled_from(sorted(OPEN))),
            )
        )
        worked += draw(st.integers(0, 500))
    if draw(st.booleans()):
        versions.append(settled(worked))
        versions.append(version(worked + draw(st.integers(0, 500)), state=State.RETURNED))
    return versions


QUOTAS = st.dictionaries(st.integers(1, 4), st.integers(0, 400)).map(
    lambda minutes: {number: step(number, None, minutes=quota) for number, quota in minutes.items()}
)


def _read(versions: list[Version], steps: dict[int, Step], due: int | None) -> tuple[Stay, ...]:
    return stays(versions, steps=steps, due=None if due is None else mark(due), now=mark(versions[-1].at.worked + 77))


@given(versions=histories(), steps=QUOTAS, due=st.integers(0, 3000))
def test_the_parts_add_up_to_the_lateness(versions: list[Version], steps: dict[int, Step], due: int) -> None:
    found = _read(versions, steps, due)
    ended = next((one.at.worked for one in versions if one.state not in OPEN), versions[-1].at.worked + 77)
    held = [one for one in versions if one.state in OPEN]
    while held and held[-1].state not in INSIDE:
        ended = held.pop().at.worked
    assert all(stay.late >= 0 for stay in found)
    assert sum(stay.late for stay in found) == max(0, ended - due)


@given(versions=histories(), steps=QUOTAS)
def test_every_working_minute_is_of_one_stay(versions: list[Version], steps: dict[int, Step]) -> None:
    found = _read(versions, steps, None)
    ends = [one.at.worked for one in versions[1:]] + [versions[-1].at.worked + 77]
    inside = sum(end - one.at.worked for one, end in zip(versions, ends, strict=True) if one.state in INSIDE)
    assert sum(stay.worked for stay in found) == inside
    assert all(before.until == after.since for before, after in pairwise(found))


@given(versions=histories(), steps=QUOTAS)
def test_overruns_of_a_step_are_what_it_took_beyond_its_quota(versions: list[Version], steps: dict[int, Step]) -> None:
    found = _read(versions, steps, None)
    for number, row in steps.items():
        spent = sum(stay.worked for stay in found if stay.step == number)
        over = sum(stay.overrun for stay in found if stay.step == number)
        assert over == (max(0, spent - row.minutes) if row.minutes else 0)
    assert all(0 <= stay.overrun <= stay.worked for stay in found)


@given(total=st.integers(0, 10_000), weights=st.lists(st.integers(0, 500), min_size=1).filter(any))
def test_shares_are_near_their_proportion_and_add_up(total: int, weights: list[int]) -> None:
    parts = shares(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


def _mark(instant: datetime) -> Mark:
    return Mark(minute=CALENDAR.minute(instant), worked=CALENDAR.between(CALENDAR.origin, instant))


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_the_way_is_the_one_computed_by_hand(case: dict[str, Any]) -> None:
    units = {
        name: number for number, name in enumerate(dict.fromkeys(line["unit"] for line in case["history"]), start=1)
    }
    versions = [
        Version(
            unit_id=units[line["unit"]],
            account_id=None,
            step=int(line["step"]),
            state=State(line["state"]),
            at=_mark(at(line["at"])),
        )
        for line in case["history"]
    ]
    steps = {int(number): step(int(number), None, minutes=int(quota)) for number, quota in case["quotas"].items()}
    found = stays(versions, steps=steps, due=_mark(at(case["due"])), now=_mark(at(case["now"])))
    names = {number: name for name, number in units.items()}
    assert [
        f"{names[stay.unit_id]}, bước {stay.step}: {stay.worked} phút, vượt {stay.overrun}, trễ {stay.late}"
        for stay in found
    ] == case["stays"]
