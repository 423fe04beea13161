"""Units as an administrator keeps them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.law.types import Level, Role
from motcua.records.journal.models import Entry
from motcua.records.people import units as kept
from motcua.records.people.actions import Asked
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitChange, UnitDraft, UnitKind
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.people.staff import ON, Appoint, Units

CHANGE = UnitChange(short_name="Xã Mới", address="ấp Chợ", phone="0294 000 000", receives=False)


@pytest.fixture
def dung(appoint: Appoint) -> Viewer:
    """Keeps the accounts of the district."""
    return viewer_of(appoint("dung", Role.ADMINISTRATOR, "district"), ON)


def draft(**changes: Any) -> UnitDraft:
    given: dict[str, Any] = {
        "key": "new",
        "kind": UnitKind.COMMITTEE,
        "level": Level.COMMUNE,
        "name": "Ủy ban nhân dân xã Mới",
        "short_name": "Xã Mới",
        "parent_key": "district",
        "valid_from": ON,
    }
    return UnitDraft(**(given | changes))


def asked(key: str = "k", version: int | None = 1) -> Asked:
    return Asked(key=key, version=version)


def test_units_stand_below_the_one_they_belong_to(dung: Viewer, units: Units) -> None:
    assert [unit.key for unit in kept.kept(dung, ON)] == [
        "district", "justice", "desk", "commune", "town", "town_desk",
    ]  # fmt: skip


def test_what_may_be_changed_is_changed_once_and_told(dung: Viewer, units: Units) -> None:
    for _ in range(2):
        kept.change(dung, units["commune"], CHANGE, asked=asked())
    unit = places.unit("commune")
    assert (unit.short_name, unit.address, unit.phone, unit.version) == ("Xã Mới", "ấp Chợ", "0294 000 000", 2)
    entry = Entry.objects.get(act="change_unit")
    assert (entry.subject_id, entry.subject_version, entry.actor_id) == (unit.id, 2, dung.account_id)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (UnitChange(short_name=" ", address="", phone="", receives=False), "short_name"),
        (UnitChange(short_name="x" * 81, address="", phone="", receives=False), "short_name"),
        (UnitChange(short_name="x", address="a\0", phone="", receives=False), "address"),
        (UnitChange(short_name="x", address="", phone="9" * 41, receives=False), "phone"),
        (UnitChange(short_name="x", address="", phone="", receives=True), "receives"),
        (UnitChange(short_name="commune", address="", phone="", receives=False), "short_name"),
    ],
)
def test_a_change_that_is_none(dung: Viewer, units: Units, change: UnitChange, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        kept.change(dung, units["commune"], change, asked=asked())
    assert refused.value.field == field
    assert places.unit("commune").version == 1


def test_the_loser_of_a_race_is_told(dung: Viewer, units: Units) -> None:
    kept.change(dung, units["commune"], CHANGE, asked=asked())
    with pytest.raises(Conflict, match="trước ông/bà"):
        kept.end(dung, units["commune"], on=ON, successor_key="", document="1/NQ", asked=asked("other"))


def test_a_unit_is_registered_once_below_one_that_is_kept(dung: Viewer, units: Units) -> None:
    first = kept.register(dung, draft(), asked=asked(version=None))
    assert kept.register(dung, draft(), asked=asked(version=None)) == first
    assert Entry.objects.filter(act="register_unit", subject_id=first.id).count() == 1
    with pytest.raises(Conflict, match="Đã có đơn vị"):
        kept.register(dung, draft(), asked=asked("other", version=None))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"parent_key": ""}, Refusal),
        ({"parent_key": "province"}, NotAllowed),
        ({"parent_key": "nowhere"}, NotFound),
        ({"receives": True}, Refusal),
        ({"agency_id": "không phải mã"}, Refusal),
        ({"name": ""}, Refusal),
    ],
)
def test_a_unit_that_cannot_be_registered(
    dung: Viewer, units: Units, changes: dict[str, Any], kind: type[Refusal]
) -> None:
    with pytest.raises(kind):
        kept.register(dung, draft(**changes), asked=asked(version=None))
    assert not Entry.objects.filter(act="register_unit", actor_id=dung.account_id).exists()


def test_a_unit_ends_and_another_goes_on_with_its_work(dung: Viewer, units: Units) -> None:
    for _ in range(2):
        kept.end(dung, units["commune"], on=ON, successor_key="town", document="1687/NQ", asked=asked())
    ended = places.unit("commune")
    assert ended.valid_to == ON
    assert [unit.key for unit in places.successors_of(ended.id, ON)] == ["town"]
    acts = list(Entry.objects.filter(subject_type="unit", subject_id=ended.id).values_list("act", "subject_version"))
    assert acts == [("register_unit", 1), ("end_unit", 2), ("succeed_unit", 3)]
    assert kept.unit(dung, "commune").valid_to == ON
    with pytest.raises(Conflict, match="đã có ngày kết thúc"):
        kept.end(
            dung, units["commune"], on=date(2024, 1, 1), successor_key="", document="2/NQ",
            asked=asked("other", version=3),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "changes", "field"),
    [
        ("town", {}, "on"),
        ("commune", {"on": date(2020, 1, 1)}, "on"),
        ("commune", {"document": ""}, "document"),
        ("commune", {"successor_key": "commune"}, "successor"),
        ("commune", {"successor_key": "nowhere"}, "unit"),
    ],
)
def test_an_end_that_cannot_be(dung: Viewer, units: Units, key: str, changes: dict[str, Any], field: str) -> None:
    given: dict[str, Any] = {"on": ON, "successor_key": "", "document": "1/NQ", **changes}
    with pytest.raises(Refusal) as refused:
        kept.end(dung, units[key], **given, asked=asked())
    assert refused.value.field == field
    assert places.unit(key).valid_to is None


def test_units_elsewhere_are_not_ones_own_to_keep(units: Units, appoint: Appoint) -> None:
    town = viewer_of(appoint("tam", Role.ADMINISTRATOR, "town"), ON)
    with pytest.raises(NotAllowed):
        kept.change(town, units["commune"], CHANGE, asked=asked())
    with pytest.raises(NotAllowed):
        kept.unit(town, "commune")
    with pytest.raises(NotAllowed):
        kept.people_in(town, units["commune"], ON)


def test_people_of_a_unit_are_counted_once(dung: Viewer, units: Units, appoint: Appoint) -> None:
    appoint("lan", Role.OFFICER, "commune")
    appoint("gone", Role.OFFICER, "commune", until=ON)
    assert kept.people_in(dung, units["commune"], ON) == 1
