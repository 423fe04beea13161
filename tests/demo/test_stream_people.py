"""The applicants of the stream are well formed, and nobody can take them for real."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from motcua.demo.chance import Weighted, dice
from motcua.demo.people import PHONE_BLOCK, PROVINCE, NamePool, People, id_number
from motcua.rules import identity
from tests.demo.invented_district import KHMER, KINH, NAMES, TOWN, courses

FAMILIES = {entry.text for entry in KHMER.family}
ON = date(2023, 3, 1)


def drawn(count: int, *, khmer_share: float = 0.5, for_another: bool = False) -> list[dict[str, str]]:
    office = replace(TOWN, khmer_share=khmer_share)
    people = People(NAMES, chance=Random(11))
    return [people.applicant(office, on=ON, for_another=for_another) for _ in range(count)]


def test_every_field_passes_the_checks_of_intake() -> None:
    for course in courses(0.05):
        applicant = course.steps[0].inputs["applicant"]
        day = course.steps[0].at.date()
        assert identity.id_number(applicant["id_number"]) == applicant["id_number"]
        assert identity.phone(applicant["phone"]) == applicant["phone"]
        assert identity.birth(applicant["birth"], on=day) == applicant["birth"]
        assert applicant["name"]
        assert applicant["address"]


def test_numbers_can_be_told_from_real_ones() -> None:
    for person in drawn(300):
        assert person["id_number"].startswith(PROVINCE)
        assert person["id_number"][6] == "9"
        assert person["phone"] == "" or person["phone"].startswith(PHONE_BLOCK)


@pytest.mark.parametrize(
    ("birth", "woman", "start"),
    [
        (date(1985, 5, 3), False, "084085"),
        (date(1985, 5, 3), True, "084185"),
        (date(2003, 5, 3), False, "084203"),
        (date(2003, 5, 3), True, "084303"),
    ],
)
def test_a_card_number_tells_century_sex_and_year(birth: date, woman: bool, start: str) -> None:
    number = id_number(birth, woman=woman, serial=1)
    assert number.startswith(start)
    assert len(number) == 12


def test_no_two_people_share_a_card_number() -> None:
    birth = date(1990, 1, 1)
    assert len({id_number(birth, woman=True, serial=serial) for serial in range(100_000)}) == 100_000
    names: dict[str, str] = {}
    for course in courses(0.05):
        applicant = course.steps[0].inputs["applicant"]
        assert names.setdefault(applicant["id_number"], applicant["name"]) == applicant["name"]


def test_some_people_come_back_to_the_same_office() -> None:
    visits = Counter(course.steps[0].inputs["applicant"]["id_number"] for course in courses(0.05))
    assert 0.05 < sum(count > 1 for count in visits.values()) / len(visits) < 0.2
    offices: dict[str, str] = {}
    for course in courses(0.05):
        number = course.steps[0].inputs["applicant"]["id_number"]
        assert offices.setdefault(number, course.unit) == course.unit


def test_applicants_are_grown_up() -> None:
    for person in drawn(500):
        assert 18 <= ON.year - int(person["birth"][:4]) <= 90


@pytest.mark.parametrize("khmer_share", [0.0, 0.6, 1.0])
def test_names_follow_the_khmer_share_of_the_office(khmer_share: float) -> None:
    people = drawn(1_000, khmer_share=khmer_share)
    khmer = sum(person["name"].split()[0] in FAMILIES for person in people) / len(people)
    assert khmer == pytest.approx(khmer_share, abs=0.06)


def test_addresses_end_with_the_place() -> None:
    assert all(person["address"].endswith("xã 1, huyện Thử") for person in drawn(20))
    bare = People(NAMES, chance=Random(1)).applicant(replace(TOWN, place=""), on=ON, for_another=False)
    assert bare["address"] in TOWN.hamlets


def test_who_comes_for_another_names_the_owner() -> None:
    assert all(person["owner_name"] for person in drawn(20, for_another=True))
    assert not any("owner_name" in person for person in drawn(20))


def test_names_need_a_khmer_group_and_another() -> None:
    with pytest.raises(ValueError, match="khmer"):
        NamePool.of((KINH,))
    with pytest.raises(ValueError, match="weight above 0"):
        NamePool.of((KHMER,))


class TestChance:
    def test_draws_follow_the_weights(self) -> None:
        lots = Weighted.of([("often", 3), ("never", 0), ("seldom", 1)])
        drawn = Counter(lots.pick(Random(seed)) for seed in range(2_000))
        assert set(drawn) == {"often", "seldom"}
        assert drawn["often"] / 2_000 == pytest.approx(0.75, abs=0.05)

    def test_nothing_to_draw_from_is_a_fault_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="nothing to draw"):
            Weighted.of([("never", 0)])

    def test_each_purpose_has_draws_of_its_own(self) -> None:
        assert dice(1, purpose="plan").random() == dice(1, purpose="plan").random()
        assert dice(1, purpose="plan").random() != dice(1, purpose="people").random()
