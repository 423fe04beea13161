"""What acts only read is read once in a stretch of acts in which nobody changes it, and every time elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from motcua.records import plain
from motcua.records.people import queries as people
from motcua.records.places import queries as places
from tests.world import World

_ONE = "SELECT id, name FROM places_unit WHERE id = %s"


def _rename(unit_id: int, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE places_unit SET name = %s WHERE id = %s", (name, unit_id))


@pytest.mark.django_db
def test_each_reading_sees_what_was_changed_before_it(world: World) -> None:
    unit = places.unit("tra_cu.ham_tan")
    _rename(unit.id, "Ủy ban nhân dân xã Mới")
    assert places.unit("tra_cu.ham_tan").name == "Ủy ban nhân dân xã Mới"
    assert plain.lasting_row(_ONE, (unit.id,)) == (unit.id, "Ủy ban nhân dân xã Mới")


@pytest.mark.django_db
def test_in_an_unchanged_stretch_it_is_read_once_and_again_after_it(world: World) -> None:
    unit = places.unit("tra_cu.ham_tan")
    with plain.unchanged():
        assert places.unit("tra_cu.ham_tan") == unit
        _rename(unit.id, "Ủy ban nhân dân xã Mới")
        assert places.unit("tra_cu.ham_tan") == unit
        assert plain.lasting_row(_ONE, (0,)) is None
    assert places.unit("tra_cu.ham_tan").name == "Ủy ban nhân dân xã Mới"


@pytest.mark.django_db
def test_what_is_kept_is_kept_for_the_values_it_was_asked_with(world: World) -> None:
    on = date(2023, 5, 4)
    asked = [world.viewer(who).account_id for who in ("sa_ruone", "minh", "bich_thuy")]
    apart = [people.duties_of(account_id, on) for account_id in asked if account_id]
    with plain.unchanged():
        for _ in range(2):
            assert [people.duties_of(account_id, on) for account_id in asked if account_id] == apart
    assert len(apart) == 3
    assert all(apart)
