"""A district with a department and a desk, two communes below it, and a province above."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.law.types import Level, Role
from motcua.records import clock
from motcua.records.people import actions as people
from motcua.records.places import actions as places
from motcua.records.places.drafts import UnitDraft, UnitKind
from tests.records.people.staff import BEGINNING, SYSTEM, Appoint, Units

_TREE = (
    ("province", UnitKind.COMMITTEE, Level.PROVINCE, ""),
    ("district", UnitKind.COMMITTEE, Level.DISTRICT, "province"),
    ("justice", UnitKind.DEPARTMENT, Level.DISTRICT, "district"),
    ("desk", UnitKind.DESK, Level.DISTRICT, "district"),
    ("commune", UnitKind.COMMITTEE, Level.COMMUNE, "district"),
    ("town", UnitKind.COMMITTEE, Level.COMMUNE, "district"),
    ("town_desk", UnitKind.DESK, Level.COMMUNE, "town"),
)


@pytest.fixture
def units(db: None) -> Units:
    """Ids of the units by key."""
    drafts = [
        UnitDraft(key=key, kind=kind, level=level, name=key, short_name=key, parent_key=parent, valid_from=BEGINNING)
        for key, kind, level, parent in _TREE
    ]
    registered = places.register_units(drafts, actor_id=None, at=clock.now())
    return {unit.key: unit.id for unit in registered}


@pytest.fixture
def appoint(units: Units) -> Appoint:
    """`appoint("lan", Role.OFFICER, "justice")` opens an account with that position; its id."""

    def appointed(username: str, role: Role, unit: str, *, until: date | None = None) -> int:
        account_id = people.create_account(SYSTEM, username=username, full_name=f"Thạch {username}")
        people.assign_position(
            SYSTEM,
            account_id=account_id,
            unit_id=units[unit],
            role=role,
            title=f"{role.value} of {unit}",
            valid_from=BEGINNING,
            valid_to=until,
        )
        return account_id

    return appointed
