"""Changes to accounts: who may, what is refused, and what the journal remembers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from motcua.law.types import Role
from motcua.records.journal.models import Entry, PersonalContent
from motcua.records.people import actions as people
from motcua.records.people.models import Account, Delegation, DelegationKind, Position
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.people.staff import BEGINNING, GOOD_PASSWORD, ON, SYSTEM, Appoint, Units, position_of


def assign(viewer: Viewer, account_id: int, unit_id: int, **changes: Any) -> int:
    given: dict[str, Any] = {"role": Role.OFFICER, "title": "Công chức", "valid_from": ON}
    return people.assign_position(viewer, account_id=account_id, unit_id=unit_id, **(given | changes))


def lend(viewer: Viewer, position_id: int, to_account_id: int, **changes: Any) -> int:
    given: dict[str, Any] = {
        "kind": DelegationKind.KT,
        "document": "Quyết định 12/QĐ-UBND",
        "valid_from": ON,
        "valid_to": date(2023, 6, 1),
    }
    return people.delegate(viewer, position_id=position_id, to_account_id=to_account_id, **(given | changes))


def acts(account_id: int) -> list[tuple[str, int]]:
    entries = Entry.objects.filter(subject_type="account", subject_id=account_id).order_by("pk")
    return [(entry.act, entry.subject_version) for entry in entries]


@pytest.mark.django_db
def test_an_account_is_opened_without_a_password_and_journalled_without_its_name() -> None:
    account_id = people.create_account(SYSTEM, username=" Lan.Anh ", full_name="Thạch  Thị Lan Anh")
    row = Account.objects.get(pk=account_id)
    assert (row.username, row.full_name, row.invented, row.is_active) == ("lan.anh", "Thạch Thị Lan Anh", False, True)
    assert not row.has_usable_password()
    entry = Entry.objects.get(subject_type="account", subject_id=account_id)
    assert (entry.act, entry.subject_version, entry.actor_id) == ("account.create", 1, None)
    assert "lan" not in entry.body.lower()
    assert json.loads(PersonalContent.objects.get(entry=entry).content)["username"] == "lan.anh"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "full_name", "field"),
    [
        ("", "Lan", "username"),
        ("la", "Lan", "username"),
        ("làn anh", "Lan", "username"),
        ("lan\0", "Lan", "username"),
        ("a" * 10_000, "Lan", "username"),
        ("lan", " ", "full_name"),
        ("lan", "a" * 10_000, "full_name"),
        ("lan", "Lan\x1b", "full_name"),
    ],
)
def test_a_bad_account_is_refused_and_nothing_written(username: str, full_name: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        people.create_account(SYSTEM, username=username, full_name=full_name)
    assert refused.value.field == field
    assert not Account.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_user_name_is_given_once() -> None:
    people.create_account(SYSTEM, username="lan", full_name="Lan")
    with pytest.raises(Conflict, match="đã có người dùng"):
        people.create_account(SYSTEM, username="LAN", full_name="Lan khác")


def test_a_good_password_opens_the_account(appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "justice")
    people.set_password(viewer_of(lan, ON), account_id=lan, password=GOOD_PASSWORD)
    assert Account.objects.get(pk=lan).check_password(GOOD_PASSWORD)
    assert acts(lan)[-1] == ("account.set_password", 3)
    assert GOOD_PASSWORD not in "".join(Entry.objects.values_list("body", flat=True))


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("ngắn", "quá ngắn"),
        ("password123", "quá phổ biến"),
        ("739104628517", "chỉ có chữ số"),
        ("lananhthach", "giống tên"),
        ("x" * 10_000, "dài quá"),
    ],
)
def test_a_password_easy_to_guess_is_refused_in_words(password: str, says: str, appoint: Appoint) -> None:
    lan = appoint("lananhthach", Role.OFFICER, "justice")
    with pytest.raises(Refusal, match=says) as refused:
        people.set_password(SYSTEM, account_id=lan, password=password)
    assert refused.value.field == "password"
    assert not Account.objects.get(pk=lan).has_usable_password()


def test_an_administrator_changes_only_what_is_kept(appoint: Appoint, units: Units) -> None:
    admin = viewer_of(appoint("admin", Role.ADMINISTRATOR, "town"), ON)
    below, above = appoint("below", Role.COUNTER, "town_desk"), appoint("above", Role.CHAIR, "district")
    people.set_password(admin, account_id=below, password=GOOD_PASSWORD)
    fresh = people.create_account(admin, username="fresh", full_name="Kim Mới")
    assign(admin, fresh, units["town"])
    changes: list[Callable[[], object]] = [
        lambda: people.set_password(admin, account_id=above, password=GOOD_PASSWORD),
        lambda: people.close_account(admin, account_id=above, reason="Thử"),
        lambda: assign(admin, above, units["town"]),
        lambda: people.end_position(admin, position_id=position_of(above), on=ON),
        lambda: lend(admin, position_of(above), below),
    ]
    for change in changes:
        with pytest.raises(NotFound, match="Không có tài khoản"):
            change()
    with pytest.raises(NotAllowed, match="ngoài phạm vi quản trị"):
        assign(admin, below, units["district"], role=Role.CHAIR)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_else_changes_accounts(role: Role, appoint: Appoint, units: Units) -> None:
    viewer, hoa = viewer_of(appoint("lan", role, "district"), ON), appoint("hoa", Role.OFFICER, "district")
    with pytest.raises(NotAllowed):
        people.create_account(viewer, username="new", full_name="Mới")
    for change in (
        lambda: people.set_password(viewer, account_id=hoa, password=GOOD_PASSWORD),
        lambda: people.close_account(viewer, account_id=hoa, reason="Thử"),
        lambda: assign(viewer, hoa, units["district"]),
        lambda: people.end_position(viewer, position_id=position_of(hoa), on=ON),
    ):
        with pytest.raises(NotFound):
            change()


def test_nobody_gives_oneself_a_position(appoint: Appoint, units: Units) -> None:
    admin = appoint("admin", Role.ADMINISTRATOR, "town")
    with pytest.raises(NotAllowed, match="Không tự thay đổi"):
        assign(viewer_of(admin, ON), admin, units["town"], role=Role.COUNTER)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a" * 121}, "title"),
        ({"valid_to": ON}, "valid_to"),
        ({"valid_from": date(2020, 1, 1)}, "unit"),
        ({"role": Role.COUNTER, "valid_from": ON, "valid_to": date(2023, 5, 5)}, "role"),
    ],
)
def test_a_position_that_cannot_be_is_refused(
    changes: dict[str, Any], field: str, appoint: Appoint, units: Units
) -> None:
    lan = appoint("lan", Role.COUNTER, "desk")
    before = acts(lan)
    with pytest.raises(Refusal) as refused:
        assign(SYSTEM, lan, units["desk"], **changes)
    assert refused.value.field == field
    assert acts(lan) == before
    assert Position.objects.filter(account_id=lan).count() == 1


def test_a_position_follows_another_without_overlap(appoint: Appoint, units: Units) -> None:
    lan = appoint("lan", Role.OFFICER, "desk", until=ON)
    assign(SYSTEM, lan, units["desk"])
    assert [len(viewer_of(lan, on).posts) for on in (date(2023, 5, 3), ON)] == [1, 1]
    with pytest.raises(Conflict):
        assign(SYSTEM, lan, units["desk"], valid_from=BEGINNING, valid_to=date(2021, 6, 1))


@pytest.mark.parametrize("on", [BEGINNING, date(2020, 1, 1), date(2023, 6, 1), date(2024, 1, 1)])
def test_an_end_lies_within_the_position(on: date, appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "desk", until=date(2023, 6, 1))
    with pytest.raises(Refusal) as refused:
        people.end_position(SYSTEM, position_id=position_of(lan), on=on)
    assert refused.value.field == "on"


def test_an_end_is_journalled(appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "desk")
    people.end_position(SYSTEM, position_id=position_of(lan), on=ON)
    assert acts(lan) == [("account.create", 1), ("account.assign_position", 2), ("account.end_position", 3)]
    body = json.loads(Entry.objects.filter(act="account.end_position").get().body)
    assert body["data"] == {"position": position_of(lan), "on": "2023-05-04"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"document": " "}, "document"),
        ({"valid_to": ON}, "valid_to"),
        ({"valid_from": date(2020, 1, 1)}, "valid_from"),
        ({"valid_to": date(2030, 1, 1)}, "valid_from"),
    ],
)
def test_a_delegation_needs_a_document_and_dates_within_the_position(
    changes: dict[str, Any], field: str, appoint: Appoint
) -> None:
    chair, deputy = appoint("kim", Role.CHAIR, "town", until=date(2026, 6, 1)), appoint("son", Role.LEADER, "town")
    with pytest.raises(Refusal) as refused:
        lend(SYSTEM, position_of(chair), deputy, **changes)
    assert refused.value.field == field
    assert not Delegation.objects.exists()


def test_only_the_holder_or_a_keeper_lends_and_never_to_oneself(appoint: Appoint) -> None:
    chair, deputy = appoint("kim", Role.CHAIR, "town"), appoint("son", Role.LEADER, "town")
    with pytest.raises(NotFound):
        lend(viewer_of(deputy, ON), position_of(chair), deputy)
    with pytest.raises(Refusal, match="Không tự ủy quyền"):
        lend(viewer_of(chair, ON), position_of(chair), chair)
    with pytest.raises(NotFound):
        lend(viewer_of(chair, ON), position_of(chair), 4711)
    with pytest.raises(NotFound):
        lend(viewer_of(chair, ON), 4711, deputy)
    lend(viewer_of(chair, ON), position_of(chair), deputy)
    assert acts(deputy)[-1] == ("account.delegate", 3)


def test_a_delegation_ends_early_and_only_then(appoint: Appoint) -> None:
    chair, deputy = appoint("kim", Role.CHAIR, "town"), appoint("son", Role.LEADER, "town")
    lent = lend(SYSTEM, position_of(chair), deputy)
    with pytest.raises(NotFound):
        people.end_delegation(viewer_of(deputy, ON), delegation_id=lent, on=date(2023, 5, 10))
    for on in (ON, date(2023, 6, 1)):
        with pytest.raises(Refusal, match="trong thời gian ủy quyền"):
            people.end_delegation(SYSTEM, delegation_id=lent, on=on)
    people.end_delegation(viewer_of(chair, ON), delegation_id=lent, on=date(2023, 5, 10))
    assert [len(viewer_of(deputy, on).posts) for on in (date(2023, 5, 9), date(2023, 5, 10))] == [2, 1]
    with pytest.raises(NotFound):
        people.end_delegation(SYSTEM, delegation_id=4711, on=ON)


def test_an_account_is_closed_once_with_a_reason(appoint: Appoint) -> None:
    lan = appoint("lan", Role.OFFICER, "desk")
    with pytest.raises(Refusal, match="còn trống"):
        people.close_account(SYSTEM, account_id=lan, reason="")
    people.close_account(SYSTEM, account_id=lan, reason="Lan nghỉ thai sản")
    assert "thai sản" not in Entry.objects.get(act="account.close").body
    with pytest.raises(Conflict, match="đã khóa"):
        people.close_account(SYSTEM, account_id=lan, reason="Lần nữa")
