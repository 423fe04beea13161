"""Units live in time: who exists on a day, who stands below whom, who carries on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.law.types import LOCAL, Level
from motcua.records.journal.models import Entry
from motcua.records.places import queries as places
from motcua.records.places.actions import register_units, succeed
from motcua.records.places.drafts import UnitDraft, UnitKind
from motcua.records.places.models import Succession, Unit
from motcua.rules.refusal import Conflict, NotFound, Refusal

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 1, 7, 0, tzinfo=LOCAL)
START = date(2020, 1, 1)
SPRING = date(2023, 3, 1)
MERGED = date(2025, 7, 1)
MERGED_AGAIN = date(2030, 1, 1)

PROVINCE = UnitDraft(
    key="tinh", kind=UnitKind.COMMITTEE, level=Level.PROVINCE, name="UBND tỉnh", short_name="Tỉnh", valid_from=START
)
DISTRICT = replace(PROVINCE, key="huyen", level=Level.DISTRICT, name="UBND huyện", parent_key="tinh")
DESK = replace(
    DISTRICT,
    key="huyen.mot_cua",
    kind=UnitKind.DESK,
    name="Một cửa huyện",
    parent_key="huyen",
    agency_id="000.00.30.H59",
    receives=True,
)
OFFICE = replace(DISTRICT, key="huyen.tu_phap", kind=UnitKind.DEPARTMENT, name="Phòng Tư pháp", parent_key="huyen")
EAST = replace(
    DISTRICT,
    key="huyen.dong",
    level=Level.COMMUNE,
    name="UBND xã Đông",
    parent_key="huyen",
    agency_id="000.21.30.H59",
    receives=True,
)
WEST = replace(EAST, key="huyen.tay", name="UBND xã Tây", agency_id="000.22.30.H59")
NEW = replace(EAST, key="tinh.moi", name="UBND xã Mới", parent_key="tinh", agency_id="000.00.71.H59", valid_from=MERGED)
NEWEST = replace(NEW, key="tinh.moi_nua", agency_id="000.00.72.H59", valid_from=MERGED_AGAIN)
ALL = (PROVINCE, DISTRICT, DESK, OFFICE, EAST, WEST, NEW, NEWEST)


def register(*drafts: UnitDraft) -> None:
    register_units(drafts or ALL, actor_id=7, at=AT)


def follow(predecessor: str, successor: str, on: date = MERGED) -> None:
    succeed(predecessor, successor_key=successor, on=on, document="Nghị quyết giả định", actor_id=7, at=AT)


def keys(units: list[places.UnitView]) -> list[str]:
    return [unit.key for unit in units]


class TestReading:
    def test_unit_by_key_and_by_id_are_the_same(self) -> None:
        register()
        unit = places.unit("huyen.dong")
        assert places.unit_by_id(unit.id) == unit
        assert (unit.kind, unit.level, unit.receives) == (UnitKind.COMMITTEE, Level.COMMUNE, True)
        assert unit.parent_id == places.unit("huyen").id

    @pytest.mark.parametrize("key", ["", "khong.co", "x" * 5000, "29489"])
    def test_unknown_key_is_not_found(self, key: str) -> None:
        with pytest.raises(NotFound) as caught:
            places.unit(key)
        assert caught.value.field == "unit"
        assert len(str(caught.value)) < 200

    def test_unknown_id_is_not_found(self) -> None:
        with pytest.raises(NotFound):
            places.unit_by_id(404)
        with pytest.raises(NotFound):
            places.agency_root(404)

    def test_units_on_a_day_are_those_that_exist(self) -> None:
        register()
        assert keys(places.units_on(date(2019, 12, 31))) == []
        assert keys(places.units_on(START)) == [unit.key for unit in ALL[:6]]
        assert keys(places.units_on(MERGED)) == [unit.key for unit in ALL[:7]]

    def test_units_can_be_asked_by_level_and_by_whether_they_receive(self) -> None:
        register()
        assert keys(places.units_on(SPRING, level=Level.DISTRICT)) == ["huyen", "huyen.mot_cua", "huyen.tu_phap"]
        assert keys(places.units_on(SPRING, level=Level.DISTRICT, receiving=True)) == ["huyen.mot_cua"]
        assert keys(places.units_on(SPRING, receiving=False)) == ["tinh", "huyen", "huyen.tu_phap"]

    def test_descendants_are_all_below_on_the_day_without_the_unit_itself(self) -> None:
        register()
        province = places.unit("tinh").id
        below = places.descendants_of(province, SPRING)
        assert below == {places.unit(unit.key).id for unit in ALL[1:6]}
        assert places.descendants_of(places.unit("huyen.dong").id, SPRING) == frozenset()
        assert places.unit("tinh.moi").id in places.descendants_of(province, MERGED)

    @pytest.mark.parametrize(
        ("key", "root"),
        [("huyen.mot_cua", "huyen"), ("huyen.tu_phap", "huyen"), ("huyen.dong", "huyen.dong"), ("tinh", "tinh")],
    )
    def test_agency_is_the_nearest_committee(self, key: str, root: str) -> None:
        register()
        assert places.agency_root(places.unit(key).id) == places.unit(root).id


class TestRegistering:
    def test_each_unit_is_in_the_journal_once(self) -> None:
        register()
        register()
        entries = Entry.objects.filter(act="register_unit")
        assert entries.count() == Unit.objects.count() == len(ALL)
        assert set(entries.values_list("actor_id", "subject_type", "subject_version")) == {(7, "unit", 1)}

    def test_text_is_cleaned_and_composed(self) -> None:
        register(replace(PROVINCE, name="  UBND  tỉnh Trà Vinh "))
        assert places.unit("tinh").name == "UBND tỉnh Trà Vinh"

    def test_known_key_with_other_content_is_a_conflict(self) -> None:
        register(PROVINCE)
        with pytest.raises(Conflict, match="«tinh»"):
            register(replace(PROVINCE, name="Tên khác"))
        assert places.unit("tinh").name == "UBND tỉnh"

    def test_two_units_at_the_same_time_do_not_share_an_agency_id(self) -> None:
        register(PROVINCE, DISTRICT, EAST)
        with pytest.raises(Conflict, match=r"huyen\.dong"):
            register(replace(WEST, agency_id=EAST.agency_id))

    def test_agency_id_may_be_used_again_later(self) -> None:
        register(PROVINCE, DISTRICT, replace(EAST, valid_to=MERGED), replace(NEW, agency_id=EAST.agency_id))
        assert places.unit("tinh.moi").agency_id == EAST.agency_id

    @pytest.mark.parametrize(
        ("draft", "field"),
        [
            (replace(PROVINCE, key=""), "key"),
            (replace(PROVINCE, name=" "), "name"),
            (replace(PROVINCE, name="x" * 10_000), "name"),
            (replace(PROVINCE, short_name="a\x00b"), "short_name"),
            (replace(PROVINCE, valid_to=START), "valid_to"),
            (replace(PROVINCE, agency_id="59"), "agency_id"),
            (replace(PROVINCE, receives=True), "agency_id"),
            (replace(PROVINCE, parent_key="khong_co"), "unit"),
        ],
    )
    def test_bad_unit_is_refused_by_field_and_nothing_is_registered(self, draft: UnitDraft, field: str) -> None:
        with pytest.raises(Refusal) as caught:
            register(replace(DISTRICT, parent_key="", key="truoc"), draft)
        assert caught.value.field == field
        assert not Unit.objects.exists()
        assert not Entry.objects.exists()


class TestSucceeding:
    def test_predecessor_ends_and_successor_carries_on(self) -> None:
        register()
        follow("huyen.dong", "tinh.moi")
        east = places.unit("huyen.dong")
        assert east.valid_to == MERGED
        assert keys(places.successors_of(east.id, date(2025, 6, 30))) == []
        assert keys(places.successors_of(east.id, MERGED)) == ["tinh.moi"]

    def test_chain_of_reorganisations_leads_to_who_exists(self) -> None:
        register()
        follow("huyen.dong", "tinh.moi")
        follow("tinh.moi", "tinh.moi_nua", MERGED_AGAIN)
        east = places.unit("huyen.dong").id
        assert keys(places.successors_of(east, date(2029, 12, 31))) == ["tinh.moi"]
        assert keys(places.successors_of(east, MERGED_AGAIN)) == ["tinh.moi_nua"]

    def test_unit_may_have_several_successors(self) -> None:
        register(*ALL, replace(NEW, key="tinh.moi_2", agency_id="000.00.73.H59"))
        follow("huyen.dong", "tinh.moi")
        follow("huyen.dong", "tinh.moi_2")
        assert keys(places.successors_of(places.unit("huyen.dong").id, MERGED)) == ["tinh.moi", "tinh.moi_2"]

    def test_doing_it_again_changes_nothing(self) -> None:
        register()
        follow("huyen.dong", "tinh.moi")
        follow("huyen.dong", "tinh.moi")
        assert Succession.objects.count() == Entry.objects.filter(act="succeed_unit").count() == 1

    @pytest.mark.parametrize(
        ("predecessor", "successor", "on", "field"),
        [
            ("huyen.dong", "huyen.dong", MERGED, "successor"),
            ("huyen.dong", "tinh.moi", date(2025, 6, 30), "on"),
            ("huyen.dong", "tinh.moi_nua", MERGED, "on"),
            ("huyen.dong", "huyen.tay", START, "on"),
            ("khong_co", "tinh.moi", MERGED, "unit"),
        ],
    )
    def test_dates_that_do_not_meet_are_refused(self, predecessor: str, successor: str, on: date, field: str) -> None:
        register()
        with pytest.raises(Refusal) as caught:
            follow(predecessor, successor, on)
        assert caught.value.field == field
        assert str(caught.value)
        assert not Succession.objects.exists()

    def test_unit_that_ended_on_another_day_is_refused(self) -> None:
        register(PROVINCE, DISTRICT, replace(EAST, valid_to=date(2025, 1, 1)), NEW)
        with pytest.raises(Refusal, match="01/07/2025"):
            follow("huyen.dong", "tinh.moi")
