"""What a unit left behind when it ended is its successor's to see and to do."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.law.types import Level, Role
from motcua.records import clock
from motcua.records.people import policy
from motcua.records.people.queries import viewer_of
from motcua.records.places import actions as places
from motcua.records.places.drafts import UnitDraft, UnitKind
from motcua.records.places.successions import carried_on
from tests.records.people.staff import Appoint, Units

MERGED = date(2023, 6, 1)
EARLIER, LATER = date(2023, 5, 31), date(2023, 6, 1)


def succeed(predecessor: str, successor: str, on: date = MERGED) -> None:
    places.succeed(predecessor, successor_key=successor, on=on, document="NQ 01", actor_id=None, at=clock.now())


def new_unit(key: str, units: Units, *, since: date = MERGED) -> None:
    draft = UnitDraft(
        key=key, kind=UnitKind.COMMITTEE, level=Level.COMMUNE, name=key, short_name=key, parent_key="district",
        valid_from=since,
    )  # fmt: skip
    units[key] = places.register_units([draft], actor_id=None, at=clock.now())[0].id


@pytest.fixture
def merged(units: Units) -> Units:
    """The commune joins the town on MERGED."""
    succeed("commune", "town")
    return units


@pytest.mark.parametrize(("on", "theirs"), [(EARLIER, False), (LATER, True)])
@pytest.mark.parametrize("role", [Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR])
def test_the_successor_sees_and_acts_from_the_day_on(
    role: Role, on: date, theirs: bool, appoint: Appoint, merged: Units
) -> None:
    viewer = viewer_of(appoint("lan", role, "town"), on)
    assert policy.scope(viewer).allows(merged["commune"]) is theirs
    assert policy.roles_at(viewer, merged["commune"]) == ({role} if theirs else set())


def test_who_reads_the_successor_only_reads_what_it_carries_on(appoint: Appoint, merged: Units) -> None:
    inspector = viewer_of(appoint("thai", Role.INSPECTOR, "town"), LATER)
    assert policy.scope(inspector).allows(merged["commune"])
    assert not policy.roles_at(inspector, merged["commune"])
    administrator = viewer_of(appoint("dung", Role.ADMINISTRATOR, "town"), LATER)
    assert not policy.scope(administrator).unit_ids


def test_a_chair_above_sees_what_communes_carry_on_and_leaves_it_to_them(appoint: Appoint, merged: Units) -> None:
    chair = viewer_of(appoint("phuc", Role.CHAIR, "district"), LATER)
    assert policy.scope(chair).allows(merged["commune"])
    assert not policy.roles_at(chair, merged["commune"])


def test_a_chair_acts_for_what_a_department_carries_on(appoint: Appoint, units: Units) -> None:
    succeed("desk", "justice")
    chair = viewer_of(appoint("phuc", Role.CHAIR, "district"), LATER)
    assert policy.roles_at(chair, units["desk"]) == {Role.CHAIR}


def test_others_get_nothing(appoint: Appoint, merged: Units) -> None:
    stranger = viewer_of(appoint("hoa", Role.OFFICER, "justice"), LATER)
    assert not policy.scope(stranger).allows(merged["commune"])


def test_it_is_carried_on_through_every_reorganisation(units: Units) -> None:
    new_unit("joined", units)
    succeed("commune", "joined")
    succeed("town", "joined")
    new_unit("again", units, since=date(2024, 1, 1))
    succeed("joined", "again", on=date(2024, 1, 1))
    assert carried_on(EARLIER) == {}
    assert carried_on(LATER) == {units["joined"]: {units["commune"], units["town"]}}
    assert carried_on(date(2024, 1, 1))[units["again"]] == {units["joined"], units["commune"], units["town"]}


def test_both_parts_of_a_divided_unit_carry_it_on(units: Units) -> None:
    succeed("commune", "town")
    succeed("commune", "district")
    assert carried_on(LATER) == {units[key]: {units["commune"]} for key in ("town", "district")}
