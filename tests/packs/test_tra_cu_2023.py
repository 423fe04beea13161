"""The pack of Trà Cú says what the district was in 2023, and marks what is not certain."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from motcua.law.types import Channel, Confidence, Level, Role, Term, TermUnit
from motcua.packs.loading import FOLDER, TRA_CU_2023, load_pack
from motcua.packs.types import Edition, Pack
from motcua.records.catalogue.usual_steps import working_minutes_within
from motcua.records.places.drafts import UnitDraft, UnitKind

HALF_YEAR = date(2023, 6, 30)
REORGANISED = date(2025, 7, 1)


@cache
def pack() -> Pack:
    return load_pack(TRA_CU_2023)


def units_on(on: date) -> list[UnitDraft]:
    return [unit for unit in pack().units if unit.valid_from <= on and (unit.valid_to is None or on < unit.valid_to)]


def editions_from(valid_from: date) -> dict[str, Edition]:
    return {edition.content.code: edition for edition in pack().editions if edition.valid_from == valid_from}


def in_2023() -> dict[str, Edition]:
    return editions_from(date(2023, 1, 1))


def files() -> list[Path]:
    return sorted(path for path in (FOLDER / TRA_CU_2023).iterdir() if path.is_file())


class TestUnits:
    def test_has_seventeen_communes_that_receive_under_the_district(self) -> None:
        communes = [unit for unit in units_on(HALF_YEAR) if unit.level is Level.COMMUNE]
        assert len(communes) == 17
        assert all(unit.receives and unit.parent_key == "tra_cu" for unit in communes)
        assert {unit.government_code for unit in communes} == {
            "29461", "29462", "29464", "29467", "29470", "29473", "29476", "29479", "29482",
            "29485", "29488", "29489", "29491", "29494", "29503", "29506", "29509",
        }  # fmt: skip

    def test_tells_the_two_units_named_dinh_an_apart(self) -> None:
        by_key = {unit.key: unit for unit in pack().units}
        town, commune = by_key["tra_cu.tt_dinh_an"], by_key["tra_cu.dinh_an"]
        assert (town.government_code, town.short_name) == ("29462", "TT Định An")
        assert (commune.government_code, commune.short_name) == ("29494", "Xã Định An")

    def test_has_thirteen_departments_and_one_desk_that_receives(self) -> None:
        district = [unit for unit in units_on(HALF_YEAR) if unit.level is Level.DISTRICT]
        assert Counter(unit.kind for unit in district) == {
            UnitKind.COMMITTEE: 1,
            UnitKind.DEPARTMENT: 13,
            UnitKind.DESK: 1,
        }
        assert [unit.key for unit in district if unit.receives] == ["tra_cu.mot_cua"]

    def test_marks_every_invented_agency_id(self) -> None:
        published = {"000.00.00.H59", "000.00.00.H61"}
        invented = [unit for unit in pack().units if unit.agency_id and unit.agency_id not in published]
        assert invented
        assert all("giả định" in unit.note for unit in invented)
        assert all(re.fullmatch(r"000\.\d\d\.30\.H59", u.agency_id) for u in invented if u.key.startswith("tra_cu"))

    def test_district_ends_when_six_communes_take_over(self) -> None:
        assert [unit for unit in units_on(REORGANISED) if unit.key.startswith("tra_cu")] == []
        heirs = Counter(link.successor for link in pack().successors if link.predecessor != "tra_vinh")
        assert heirs == {
            "vinh_long.tra_cu": 3,
            "vinh_long.tap_son": 3,
            "vinh_long.luu_nghiep_anh": 2,
            "vinh_long.ham_giang": 3,
            "vinh_long.dai_an": 3,
            "vinh_long.long_hiep": 3,
        }

    def test_reused_government_code_means_another_unit(self) -> None:
        keys = {unit.key for unit in pack().units if unit.government_code == "29489"}
        assert keys == {"tra_cu.ham_tan", "vinh_long.ham_giang"}


class TestProcedures:
    def test_has_more_than_150_of_the_commune_and_the_named_ones_of_the_district(self) -> None:
        levels = Counter(level for edition in in_2023().values() for level in edition.content.levels)
        assert levels[Level.COMMUNE] >= 150
        for code in ("2.000528", "2.000806", "1.001612", "2.000720", "1.001266"):
            assert in_2023()[code].content.levels == {Level.DISTRICT}, code

    def test_every_code_is_a_national_one(self) -> None:
        assert all(re.fullmatch(r"[1-9]\.\d{6}", code) for code in in_2023())

    def test_leaves_customs_and_taxes_out(self) -> None:
        fields = {edition.content.field for edition in pack().editions}
        assert not [field for field in fields if "hải quan" in field.lower() or "thuế" in field.lower()]

    def test_marks_every_procedure_as_not_verified_for_2023(self) -> None:
        for edition in pack().editions:
            assert edition.content.confidence is Confidence.TO_VERIFY
            assert "07/2026" in edition.content.note
            assert "chờ kiểm chứng cho 2023" in edition.content.note

    def test_time_without_unit_stays_unknown(self) -> None:
        with (FOLDER / TRA_CU_2023 / "procedures.csv").open(encoding="utf-8") as file:
            rows = {row["code"]: row for row in csv.DictReader(file)}
        assert rows["2.002189"]["counter"] == "unknown 5"
        option = in_2023()["2.002189"].content.channels[Channel.COUNTER]
        assert option.term == Term(amount=0, unit=TermUnit.UNKNOWN)
        assert option.term_note == "Danh mục ghi 5, không ghi đơn vị thời gian."

    @pytest.mark.parametrize(
        ("code", "amount", "unit"),
        [
            ("1.001193", 0, TermUnit.SAME_DAY),
            ("1.000894", 0, TermUnit.SAME_DAY),
            ("1.000656", 0, TermUnit.SAME_DAY),
            ("1.004873", 3, TermUnit.WORKING_DAY),
            ("1.004884", 5, TermUnit.WORKING_DAY),
            ("1.004859", 3, TermUnit.WORKING_DAY),
            ("2.000635", 0, TermUnit.SAME_DAY),
            ("2.000806", 15, TermUnit.DAY),
            ("2.000815", 0, TermUnit.SAME_DAY),
            ("2.001035", 2, TermUnit.WORKING_DAY),
            ("2.000986", 6, TermUnit.WORKING_DAY),
            ("1.001612", 3, TermUnit.WORKING_DAY),
            ("1.001731", 5, TermUnit.WORKING_DAY),
            ("1.001699", 30, TermUnit.DAY),
            ("1.012812", 30, TermUnit.DAY),
            ("1.013949", 15, TermUnit.WORKING_DAY),
            ("1.004222", 7, TermUnit.WORKING_DAY),
            ("2.002622", 0, TermUnit.UNKNOWN),
            ("2.001016", 0, TermUnit.UNKNOWN),
        ],
    )
    def test_term_at_the_counter(self, code: str, amount: int, unit: TermUnit) -> None:
        assert in_2023()[code].content.channels[Channel.COUNTER].term == Term(amount=amount, unit=unit)

    @pytest.mark.parametrize(
        ("code", "fee"),
        [("1.001193", 0), ("1.004873", 15000), ("2.000635", 8000), ("2.000815", 2000), ("1.004884", None)],
    )
    def test_fee_is_told_with_who_is_exempt_or_who_sets_it(self, code: str, fee: int | None) -> None:
        option = in_2023()[code].content.channels[Channel.COUNTER]
        assert option.fee == fee
        assert option.fee_note

    def test_quotas_of_the_steps_stay_within_the_term(self) -> None:
        for edition in pack().editions:
            content = edition.content
            assert content.steps.last is not None
            for option in content.channels.values():
                if option.term.unit.is_timed:
                    assert content.steps.minutes <= working_minutes_within(option.term), content.code

    def test_copy_from_the_register_has_the_steps_of_its_guidance(self) -> None:
        steps = in_2023()["2.000908"].content.steps.steps
        assert [step.minutes for step in steps] == [120, 180, 120, 60]
        assert [step.role for step in steps] == [Role.COUNTER, Role.OFFICER, Role.LEADER, Role.COUNTER]

    def test_district_hands_over_between_desk_and_department(self) -> None:
        steps = in_2023()["1.001612"].content.steps.steps
        assert [step.unit_kind for step in steps] == ["desk", "department", "department", "desk"]

    def test_written_papers_and_generic_ones_are_told_apart(self) -> None:
        written = [e for e in in_2023().values() if "soạn theo hiểu biết chung" in e.content.note]
        generic = [e for e in in_2023().values() if "hồ sơ ghi chung" in e.content.note]
        assert len(written) >= 25
        assert len(written) + len(generic) == len(in_2023())
        assert {edition.rank for edition in written if edition.rank} >= {1, 2, 3, 4, 5, 6, 7}

    def test_what_the_district_received_comes_to_the_commune_in_2025(self) -> None:
        moved = {code for code, edition in in_2023().items() if Level.DISTRICT in edition.content.levels}
        later = editions_from(REORGANISED)
        assert set(later) == moved
        assert all(edition.content.levels == {Level.COMMUNE} for edition in later.values())
        assert all(step.unit_kind == "committee" for edition in later.values() for step in edition.content.steps.steps)

    def test_catalogue_columns_not_used_are_not_shipped(self) -> None:
        with (FOLDER / TRA_CU_2023 / "procedures.csv").open(encoding="utf-8") as file:
            header = next(csv.reader(file))
        assert not {"portal_id", "result_code", "paper_lines", "applicants", "channel_options"} & set(header)


class TestPeople:
    def test_every_receiving_unit_of_2023_has_counter_and_leader(self) -> None:
        roles: dict[str, set[Role]] = {}
        for member in pack().staff:
            roles.setdefault(member.unit_key, set()).add(member.role)
        for unit in units_on(HALF_YEAR):
            if unit.receives:
                assert {Role.COUNTER, Role.LEADER} <= roles[unit.key], unit.key
            if unit.kind is UnitKind.DEPARTMENT:
                assert roles[unit.key] == {Role.OFFICER, Role.LEADER}
        assert roles["tra_cu"] >= {Role.CHAIR, Role.ADMINISTRATOR, Role.INSPECTOR}

    def test_names_are_all_different(self) -> None:
        names = Counter(member.full_name for member in pack().staff)
        assert [name for name, count in names.items() if count > 1] == []

    def test_cast_covers_every_role(self) -> None:
        role_of = {member.username: member.role for member in pack().staff}
        assert {role_of[member.username] for member in pack().cast} == set(Role)

    def test_names_for_applicants_are_khmer_and_kinh_with_hamlets_for_all_who_receive(self) -> None:
        groups = {group.id: group for group in pack().name_groups}
        assert {"khmer", "kinh"} <= set(groups)
        assert "Thạch" in {name.text for name in groups["khmer"].family}
        receiving = {unit.key for unit in units_on(HALF_YEAR) if unit.receives}
        assert set(pack().hamlets) == receiving
        assert all(pack().hamlets.values())


class TestText:
    def test_everything_is_composed_and_marked(self) -> None:
        for path in files():
            text = path.read_text(encoding="utf-8")
            assert unicodedata.is_normalized("NFC", text), path.name
            assert "Ð" not in text, f"{path.name}: U+00D0 typed for Đ"

    @pytest.mark.parametrize("name", ["staff.yaml", "names.yaml", "units.yaml"])
    def test_invented_content_says_so_at_the_top(self, name: str) -> None:
        head = (FOLDER / TRA_CU_2023 / name).read_text(encoding="utf-8")[:1600].lower()
        assert "giả định" in head
