"""Dossiers that may be there already."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.records.casework import duplicates, lists
from motcua.records.casework.duplicates import CONFIRM, Likeness
from motcua.records.casework.models import Applicant
from motcua.records.journal import queries as journal
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import Refusal
from tests.conftest import At
from tests.postgresql.fixtures import Office
from tests.world import BIRTH, HAM_TAN, MARITAL, World, standing

FRIDAY = "2023-04-28 15:20"
ANH = {"name": "Kim Thị Ngọc Ánh", "birth": "03/05/1990", "phone": "0900123456", "id_number": "084190012345"}
BEHALF = {"owner_name": "Ửng Thị Xuyến", "owner_address": "Ấp 2", "authorisation": "01/GUQ"}
OF_ANH = Likeness(name=ANH["name"], birth="1990-05-03")
NOBODY = {"name": "Thạch Sô Phi", "birth": "1958", "phone": "", "id_number": ""}


def alike(world: World, who: str = "sa_ruone", *, procedure: str = MARITAL, **person: str) -> list[str]:
    found = duplicates.probable(world.viewer(who), Likeness(**person), procedure=procedure)
    return [row.code for row in found.rows] + ["elsewhere"] * found.elsewhere


@pytest.mark.parametrize(
    "person",
    [
        {"id_number": "084190012345"},
        {"phone": "0900123456"},
        {"name": "KIM THI NGOC ANH", "birth": "1990-05-03"},
        {"name": "Người Khác", "birth": "1990-05-03", "phone": "0900123456"},
    ],
)
def test_the_same_card_telephone_or_name_and_birth(world: World, at: At, person: dict[str, str]) -> None:
    code = world.accept(at="2023-04-20 09:00", **ANH).code
    at(FRIDAY)
    assert alike(world, **person) == [code]
    assert alike(world, procedure=BIRTH, **person) == []


@pytest.mark.parametrize(
    "person",
    [
        {},
        {"name": "Kim Thị Ngọc Ánh"},
        {"birth": "1990-05-03"},
        {"name": "Kim Thị Ngọc", "birth": "1990-05-03"},
        {"name": "Kim Thị Ngọc Ánh", "birth": "1990"},
        {"id_number": "084190012346", "phone": "0900123457"},
    ],
)
def test_less_is_no_likeness(world: World, at: At, person: dict[str, str]) -> None:
    world.accept(at="2023-04-20 09:00", **ANH)
    world.accept(at="2023-04-20 09:01", **NOBODY)
    at(FRIDAY)
    assert alike(world, **person) == []


def test_a_name_is_known_also_beside_an_owner(world: World, at: At) -> None:
    code = world.accept(at="2023-04-20 09:00", owner_name="Kim Văn Cha", **ANH).code
    at(FRIDAY)
    assert alike(world, name="Kim Thị Ngọc Ánh", birth="1990-05-03") == [code]


def test_what_ended_or_is_long_ago_is_none(world: World, at: At) -> None:
    ended = world.accept(at="2023-04-20 09:00", **ANH)
    world.bring(ended, State.SETTLED, at="2023-04-24 09:00")
    world.accept(at="2023-01-20 09:00", **ANH)
    at(FRIDAY)
    assert alike(world, id_number=ANH["id_number"]) == []


def test_beyond_what_one_may_see_there_is_a_bare_hint(world: World, at: At) -> None:
    world.accept(at="2023-04-20 09:00", unit_key=HAM_TAN, **ANH)
    at(FRIDAY)
    assert alike(world, id_number=ANH["id_number"]) == ["elsewhere"]


def test_who_says_that_it_is_another_is_in_the_journal(world: World, at: At) -> None:
    first = world.accept(at="2023-04-20 09:00", **ANH)
    at(FRIDAY)
    clerk, intake = world.viewer("sa_ruone"), world.intake(**ANH)
    with pytest.raises(Refusal, match="vẫn tiếp nhận") as refused:
        duplicates.receive(clerk, intake, confirmed=False, key="k")
    assert refused.value.field == "duplicate"
    second = duplicates.receive(clerk, intake, confirmed=True, key="k")
    again = duplicates.receive(clerk, intake, confirmed=True, key="k")
    assert (again.code, again.repeated) == (second.code, True)
    (noted,) = (entry for entry in journal.entries_of("dossier", second.dossier_id) if entry.act == CONFIRM)
    assert noted.data == {"like": [first.dossier_id]}
    assert noted.actor_id == clerk.account_id


def test_a_retry_is_no_duplicate_of_itself(world: World, at: At) -> None:
    at(FRIDAY)
    clerk, intake = world.viewer("sa_ruone"), world.intake(**ANH)
    first = duplicates.receive(clerk, intake, confirmed=False, key="k")
    assert duplicates.receive(clerk, intake, confirmed=False, key="k").code == first.code


def test_what_is_refused_leaves_no_word_behind(world: World, at: At) -> None:
    first = world.accept(at="2023-04-20 09:00", **ANH)
    at(FRIDAY)
    with pytest.raises(Refusal):
        duplicates.receive(world.viewer("sa_ruone"), world.intake(papers=(99,), **ANH), confirmed=True, key="k")
    assert [row.code for row in lists.found(Viewer.system(), "").rows] == [first.code]


def test_people_are_looked_up_by_indexes(world: World, at: At) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the planner of PostgreSQL reads small tables whole")
    person = Likeness(name="Kim", birth="1990", id_number="084190012345", phone="0900123456")
    rows = Applicant.objects.filter(duplicates._same(person))
    assert "SCAN" not in rows.explain()
    assert rows.explain().count("INDEX") >= 4


@pytest.mark.postgresql
def test_a_name_is_found_however_the_letters_are_sorted(postgresql_office: Office) -> None:
    """By the rules of Vietnamese no letter sorts beyond all others, and blanks hardly count."""
    with postgresql_office.here() as world, connection.cursor() as cursor:
        cursor.execute('ALTER TABLE casework_applicant ALTER COLUMN search TYPE varchar(500) COLLATE "vi-x-icu"')
        code = world.accept(at="2023-04-20 09:00", **{**ANH, **BEHALF}).code
        with standing(FRIDAY):
            assert alike(world, name=ANH["name"], birth="1990-05-03") == [code]
            assert alike(world, name="Kim Thị Ngọc", birth="1990-05-03") == []
        cursor.execute("SET enable_seqscan = off")
        assert "casework_alike" in Applicant.objects.filter(duplicates._same(OF_ANH)).explain()
