"""Role by role and unit by unit: who sees, who acts, who administers."""

from __future__ import annotations

import pytest

from motcua.law.types import Role
from motcua.records.people import policy
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from tests.records.people.staff import ON, Appoint, Units

ALL = ("province", "district", "justice", "desk", "commune", "town", "town_desk")

# Where a person of the district committee sees, acts and administers, by role.
DISTRICT_BELOW = {"district", "justice", "desk", "commune", "town", "town_desk"}
MATRIX = [
    (Role.COUNTER, {"district"}, {"district"}, set()),
    (Role.OFFICER, {"district"}, {"district"}, set()),
    (Role.LEADER, {"district"}, {"district"}, set()),
    (Role.CHAIR, DISTRICT_BELOW, {"district", "justice", "desk"}, set()),
    (Role.INSPECTOR, DISTRICT_BELOW, set(), set()),
    (Role.ADMINISTRATOR, set(), set(), DISTRICT_BELOW),
]


@pytest.mark.parametrize(("role", "sees", "acts", "keeps"), MATRIX)
def test_role_by_unit(
    role: Role, sees: set[str], acts: set[str], keeps: set[str], appoint: Appoint, units: Units
) -> None:
    viewer = viewer_of(appoint("lan", role, "district"), ON)
    scope = policy.scope(viewer)
    assert not scope.everything
    assert {key for key in ALL if scope.allows(units[key])} == sees
    assert {key for key in ALL if policy.roles_at(viewer, units[key])} == acts
    assert {key for key in ALL if policy.administers(viewer, units[key])} == keeps


@pytest.mark.parametrize("role", Role)
def test_a_position_at_the_bottom_reaches_nothing_else(role: Role, appoint: Appoint, units: Units) -> None:
    viewer = viewer_of(appoint("lan", role, "town_desk"), ON)
    assert policy.scope(viewer).unit_ids <= {units["town_desk"]}
    assert policy.administered(viewer) <= {units["town_desk"]}


def test_every_role_is_in_the_matrix_and_has_a_label_of_its_own() -> None:
    assert {row[0] for row in MATRIX} == set(Role) == set(policy.ROLE_LABELS)
    assert len(set(policy.ROLE_LABELS.values())) == len(Role)


def test_posts_add_up(appoint: Appoint, units: Units) -> None:
    officer, counter = (
        viewer_of(appoint(name, role, unit), ON)
        for name, role, unit in (
            ("lan", Role.OFFICER, "justice"),
            ("hoa", Role.COUNTER, "desk"),
        )
    )
    both = Viewer(account_id=1, name="", posts=officer.posts + counter.posts)
    assert policy.scope(both).unit_ids == {units["justice"], units["desk"]}
    assert policy.roles_at(both, units["justice"]) == {Role.OFFICER}
    assert policy.roles_at(both, units["desk"]) == {Role.COUNTER}


def test_the_operator_sees_everything_and_holds_no_role() -> None:
    assert policy.scope(Viewer.system()).allows(4711)
    assert policy.administers(Viewer.system(), 4711)
    assert policy.roles_at(Viewer.system(), 4711) == frozenset()


def test_whoever_has_not_entered_sees_nothing(units: Units) -> None:
    for viewer in (Viewer.nobody(), viewer_of(None, ON)):
        assert not viewer.operator
        assert not policy.scope(viewer).unit_ids
        assert not any(policy.scope(viewer).allows(unit_id) for unit_id in units.values())
