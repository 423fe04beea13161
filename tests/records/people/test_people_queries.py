"""Posts on a date, and the lists of accounts that each person may read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from motcua.law.types import Role
from motcua.records import store as stores
from motcua.records.people import actions as people
from motcua.records.people import queries
from motcua.records.people.models import DelegationKind
from motcua.records.people.policy import ACTING_ROLES
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed, NotFound
from tests.records.people.staff import BEGINNING, ON, SYSTEM, Appoint, Units, position_of


def names(found: list[queries.AccountView]) -> list[str]:
    return [view.username for view in found]


@pytest.mark.parametrize(
    ("on", "held"),
    [(date(2020, 12, 31), False), (BEGINNING, True), (date(2023, 5, 31), True), (date(2023, 6, 1), False)],
)
def test_a_position_counts_from_its_first_day_until_before_its_end(on: date, held: bool, appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "justice", until=date(2023, 6, 1))
    assert bool(queries.viewer_of(lan, on).posts) is held
    assert bool(queries.units_of(lan, on)) is held
    assert queries.title_of(lan, on) == ("officer of justice" if held else "")


@pytest.mark.parametrize(
    ("on", "via"),
    [
        (date(2023, 4, 30), []),
        (date(2023, 5, 1), ["KT"]),
        (date(2023, 5, 9), ["KT"]),
        (date(2023, 5, 10), []),
        (date(2023, 5, 15), []),
    ],
)
def test_a_lent_position_adds_a_post_with_its_right(on: date, via: list[str], appoint: Appoint, units: Units) -> None:
    chair, deputy = appoint("kim", Role.CHAIR, "town", until=date(2023, 5, 31)), appoint("son", Role.LEADER, "town")
    people.delegate(
        queries.viewer_of(chair, ON),
        position_id=position_of(chair),
        to_account_id=deputy,
        kind=DelegationKind.KT,
        document="Quyết định 12/QĐ-UBND",
        valid_from=date(2023, 5, 1),
        valid_to=date(2023, 5, 10),
    )
    posts = queries.viewer_of(deputy, on).posts
    assert [post.via for post in posts] == ["", *via]
    assert [post.role for post in posts if post.via] == [Role.CHAIR] * len(via)
    assert all(units["town_desk"] in post.leads for post in posts if post.via)


def test_what_is_lent_ends_with_the_position_and_with_the_account(appoint: Appoint) -> None:
    chair, deputy = appoint("kim", Role.CHAIR, "town"), appoint("son", Role.LEADER, "town")
    people.delegate(
        SYSTEM,
        position_id=position_of(chair),
        to_account_id=deputy,
        kind=DelegationKind.TUQ,
        document="Giấy ủy quyền 03/GUQ-UBND",
        valid_from=date(2023, 5, 1),
        valid_to=date(2023, 6, 1),
    )
    people.end_position(SYSTEM, position_id=position_of(chair), on=date(2023, 5, 20))
    assert len(queries.viewer_of(deputy, date(2023, 5, 19)).posts) == 2
    assert len(queries.viewer_of(deputy, date(2023, 5, 20)).posts) == 1
    people.close_account(SYSTEM, account_id=chair, reason="Nghỉ hưu")
    assert len(queries.viewer_of(deputy, date(2023, 5, 19)).posts) == 1


def test_a_closed_account_has_a_name_and_no_posts(appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "justice")
    people.close_account(SYSTEM, account_id=lan, reason="Chuyển công tác")
    assert queries.viewer_of(lan, ON) == Viewer(account_id=lan, name="Thạch lan")
    assert queries.units_of(lan, ON) == frozenset()


def test_an_unknown_account_is_refused_or_missing(units: Units) -> None:
    with pytest.raises(NotFound, match="Không có tài khoản"):
        queries.viewer_of(4711, ON)
    assert queries.units_of(4711, ON) == frozenset()
    assert queries.title_of(4711, ON) == ""
    assert queries.names_of([4711]) == {}


def test_units_of_counts_only_work_on_dossiers(appoint: Appoint, units: Units) -> None:
    assert queries.units_of(appoint("lan", Role.OFFICER, "justice"), ON) == {units["justice"]}
    for role in (Role.ADMINISTRATOR, Role.INSPECTOR):
        assert queries.units_of(appoint(role.value, role, "justice"), ON) == frozenset()


@pytest.mark.parametrize("on", [date(2023, 4, 30), ON, date(2023, 6, 1)])
def test_units_of_agrees_with_the_posts(on: date, appoint: Appoint) -> None:
    ids = [appoint(f"{role.value}.{unit}", role, unit) for role in Role for unit in ("district", "town")]
    ids += [
        appoint("gone", Role.OFFICER, "desk", until=ON),
        people.create_account(SYSTEM, username="new", full_name="N"),
    ]
    for lender in ids[:-2:3]:
        people.delegate(
            SYSTEM,
            position_id=position_of(lender),
            to_account_id=ids[-1],
            kind=DelegationKind.TL,
            document="Quyết định 05/QĐ-UBND",
            valid_from=ON,
            valid_to=date(2023, 6, 1),
        )
    people.close_account(SYSTEM, account_id=ids[0], reason="Nghỉ việc")
    for account_id in ids:
        posts = queries.viewer_of(account_id, on).posts
        assert queries.units_of(account_id, on) == {post.unit_id for post in posts if post.role in ACTING_ROLES}


def test_an_account_is_found_by_its_user_name(appoint: Appoint) -> None:
    lan, gone = appoint("lan", Role.OFFICER, "justice"), appoint("gone", Role.OFFICER, "justice")
    people.close_account(SYSTEM, account_id=gone, reason="Nghỉ việc")
    assert queries.account_id(" LAN ") == lan
    for unknown in ("gone", "nobody", "", "x" * 10_000):
        with pytest.raises(NotFound, match="Không có tài khoản"):
            queries.account_id(unknown)


def test_names_of(appoint: Appoint) -> None:
    lan, hoa = appoint("lan", Role.OFFICER, "justice"), appoint("hoa", Role.COUNTER, "desk")
    assert queries.names_of([lan, hoa, lan]) == {lan: "Thạch lan", hoa: "Thạch hoa"}


def test_the_accounts_an_administrator_keeps(appoint: Appoint) -> None:
    admin = queries.viewer_of(appoint("admin", Role.ADMINISTRATOR, "town"), ON)
    appoint("above", Role.CHAIR, "district")
    appoint("beside", Role.OFFICER, "commune")
    appoint("below", Role.COUNTER, "town_desk")
    appoint("gone", Role.OFFICER, "commune", until=date(2022, 1, 1))
    people.create_account(SYSTEM, username="fresh", full_name="Kim Mới")
    assert sorted(names(queries.accounts(admin, ON))) == ["admin", "below", "fresh", "gone"]
    assert sorted(names(queries.accounts(SYSTEM, ON))) == ["above", "admin", "below", "beside", "fresh", "gone"]


def test_a_post_elsewhere_own_or_lent_takes_the_account_out_of_reach(appoint: Appoint, units: Units) -> None:
    admin = queries.viewer_of(appoint("admin", Role.ADMINISTRATOR, "town"), ON)
    chair, lan, hoa = (
        appoint(name, role, unit)
        for name, role, unit in (
            ("kim", Role.CHAIR, "district"),
            ("lan", Role.OFFICER, "town"),
            ("hoa", Role.OFFICER, "town"),
        )
    )
    people.assign_position(
        SYSTEM,
        account_id=lan,
        unit_id=units["justice"],
        role=Role.OFFICER,
        title="Công chức",
        valid_from=date(2024, 1, 1),
    )
    people.delegate(
        SYSTEM,
        position_id=position_of(chair),
        to_account_id=hoa,
        kind=DelegationKind.TL,
        document="Quyết định 01/QĐ-UBND",
        valid_from=date(2024, 1, 1),
        valid_to=date(2024, 2, 1),
    )
    assert names(queries.accounts(admin, ON)) == ["admin"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_others_keep_no_accounts_but_read_their_own(role: Role, appoint: Appoint) -> None:
    lan, hoa = appoint("lan", role, "district"), appoint("hoa", Role.OFFICER, "justice")
    viewer = queries.viewer_of(lan, ON)
    with pytest.raises(NotAllowed, match="người quản trị"):
        queries.accounts(viewer, ON)
    assert queries.account(viewer, lan, ON).username == "lan"
    with pytest.raises(NotFound):
        queries.account(viewer, hoa, ON)


def test_colleagues_are_those_who_work_there(appoint: Appoint, units: Units) -> None:
    lan, kim = appoint("lan", Role.OFFICER, "justice"), appoint("kim", Role.LEADER, "justice")
    appoint("thanhtra", Role.INSPECTOR, "justice")
    appoint("gone", Role.OFFICER, "justice", until=date(2022, 1, 1))
    closed, son = appoint("closed", Role.OFFICER, "justice"), appoint("son", Role.OFFICER, "desk")
    people.close_account(SYSTEM, account_id=closed, reason="Nghỉ việc")
    people.delegate(
        SYSTEM,
        position_id=position_of(kim),
        to_account_id=son,
        kind=DelegationKind.KT,
        document="Quyết định 02/QĐ-UBND",
        valid_from=ON,
        valid_to=date(2023, 6, 1),
    )
    found = queries.colleagues(queries.viewer_of(lan, ON), units["justice"], ON)
    assert names(found) == ["kim", "lan", "son"]
    assert queries.colleagues(Viewer.nobody(), units["justice"], ON) == []


def test_the_cast_may_be_entered_in_a_demonstration_only(
    appoint: Appoint, units: Units, store: Path, settings: Any
) -> None:
    appoint("real", Role.OFFICER, "justice")
    for username, unit in (("son", "town"), ("kim", "desk")):
        account_id = people.create_account(SYSTEM, username=username, full_name=f"Kim {username}", invented=True)
        people.assign_position(
            SYSTEM,
            account_id=account_id,
            unit_id=units[unit],
            role=Role.COUNTER,
            title="Công chức",
            valid_from=BEGINNING,
        )
    people.create_account(SYSTEM, username="idle", full_name="Kim Rảnh", invented=True)
    assert names(queries.cast(ON)) == ["kim", "son"]
    assert queries.cast_member("son", ON).full_name == "Kim son"
    with pytest.raises(NotFound, match="Không có nhân vật"):
        queries.cast_member("real", ON)
    stores.write(stores.Store(kind=stores.REAL, created_at="2023-01-01T00:00+07:00"))
    assert queries.cast(ON) == []
    with pytest.raises(NotFound, match="Không có nhân vật"):
        queries.cast_member("son", ON)
    settings.DATA_DIR = store / "nothing"
    assert queries.cast(ON) == []
