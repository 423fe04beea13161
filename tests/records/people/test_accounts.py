"""Accounts renamed, opened again, given first passwords; forms that are sent twice, and by two people at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from motcua.law.types import Role
from motcua.records.journal.models import Entry, PersonalContent
from motcua.records.people import accounts, holdings
from motcua.records.people import actions as people
from motcua.records.people.actions import Asked
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.entry import MOST_BY_USERNAME, enter
from motcua.records.people.models import Account, Position
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.people.staff import GOOD_PASSWORD, ON, SYSTEM, Appoint, Units, position_of


@pytest.fixture
def dung(appoint: Appoint) -> Viewer:
    """Keeps the accounts of the district."""
    return viewer_of(appoint("dung", Role.ADMINISTRATOR, "district"), ON)


@pytest.fixture
def lan(appoint: Appoint) -> int:
    return appoint("lan", Role.OFFICER, "justice")


def asked(account_id: int, key: str = "k") -> Asked:
    return Asked(key=key, version=Account.objects.get(pk=account_id).version)


def acts(account_id: int) -> list[str]:
    return list(Entry.objects.filter(subject_id=account_id, subject_type="account").values_list("act", flat=True))


def test_a_name_is_corrected_and_kept_out_of_the_journal_that_stays(dung: Viewer, lan: int) -> None:
    people.rename(dung, account_id=lan, full_name="Thạch Thị Lan", asked=asked(lan))
    assert Account.objects.get(pk=lan).full_name == "Thạch Thị Lan"
    entry = Entry.objects.get(act="account.rename")
    assert "Lan" not in entry.body
    assert PersonalContent.objects.get(entry=entry).content == '{"after":"Thạch Thị Lan","before":"Thạch lan"}'


def test_a_closed_account_is_opened_again(dung: Viewer, lan: int) -> None:
    with pytest.raises(Conflict, match="đang dùng"):
        people.reopen_account(dung, account_id=lan, reason="Trở lại")
    people.close_account(dung, account_id=lan, reason="Nghỉ thai sản")
    people.reopen_account(dung, account_id=lan, reason="Trở lại")
    assert Account.objects.get(pk=lan).is_active
    assert acts(lan)[-2:] == ["account.close", "account.reopen"]


def test_a_first_password_opens_once_it_is_told_and_must_be_changed(dung: Viewer, lan: int) -> None:
    word = people.reset_password(dung, account_id=lan, asked=asked(lan))
    assert enter(username="lan", password=word, address="10.0.0.1").pk == lan
    row = Account.objects.get(pk=lan)
    assert row.password_is_initial
    assert word not in "".join(Entry.objects.values_list("body", flat=True))
    own = viewer_of(lan, ON)
    people.change_own_password(own, current="", password=GOOD_PASSWORD, address="10.0.0.1")
    assert not Account.objects.get(pk=lan).password_is_initial


def test_first_passwords_differ_and_are_read_aloud_without_doubt(dung: Viewer, lan: int) -> None:
    words = {people.reset_password(dung, account_id=lan) for _ in range(20)}
    assert len(words) == 20
    assert all(len(word) == 14 and not set(word) & set("0o1lij") for word in words)


def test_a_closed_account_gets_no_password(dung: Viewer, lan: int) -> None:
    people.close_account(dung, account_id=lan, reason="Nghỉ hưu")
    with pytest.raises(Conflict, match="đang khóa"):
        people.reset_password(dung, account_id=lan)


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("sai", "ba con vịt bầu", "current"),
        (GOOD_PASSWORD, GOOD_PASSWORD, "password"),
        (GOOD_PASSWORD, "ngan", "password"),
        (GOOD_PASSWORD, "1234567890", "password"),
        (GOOD_PASSWORD, "x" * 300, "password"),
    ],
)
def test_ones_own_password_is_not_changed_to_anything(lan: int, current: str, new: str, field: str) -> None:
    people.set_password(SYSTEM, account_id=lan, password=GOOD_PASSWORD)
    with pytest.raises(Refusal) as refused:
        people.change_own_password(viewer_of(lan, ON), current=current, password=new, address="10.0.0.1")
    assert refused.value.field == field
    assert Account.objects.get(pk=lan).check_password(GOOD_PASSWORD)


def test_guessing_ones_own_password_is_slowed_down_and_can_be_unlocked(dung: Viewer, lan: int) -> None:
    people.set_password(SYSTEM, account_id=lan, password=GOOD_PASSWORD)
    own = viewer_of(lan, ON)
    for _ in range(MOST_BY_USERNAME):
        with pytest.raises(Refusal, match="không đúng"):
            people.change_own_password(own, current="sai", password="ba con vịt bầu", address="10.0.0.1")
    with pytest.raises(NotAllowed, match="quá nhiều lần"):
        people.change_own_password(own, current=GOOD_PASSWORD, password="ba con vịt bầu", address="10.0.0.1")
    assert holdings.door_of(dung, lan).minutes_locked > 0
    people.unlock(dung, account_id=lan, asked=asked(lan))
    assert holdings.door_of(dung, lan).minutes_locked == 0
    people.change_own_password(own, current=GOOD_PASSWORD, password="ba con vịt bầu", address="10.0.0.1")


Act = Callable[[Viewer, int, Asked], object]

ACTS: dict[str, Act] = {
    "rename": lambda viewer, who, how: people.rename(viewer, account_id=who, full_name="Tên Mới", asked=how),
    "close": lambda viewer, who, how: people.close_account(viewer, account_id=who, reason="Nghỉ", asked=how),
    "reset_password": lambda viewer, who, how: people.reset_password(viewer, account_id=who, asked=how),
    "unlock": lambda viewer, who, how: people.unlock(viewer, account_id=who, asked=how),
    "end_sessions": lambda viewer, who, how: people.end_sessions(viewer, account_id=who, asked=how),
    "end_position": lambda viewer, who, how: people.end_position(
        viewer, position_id=position_of(who), on=date(2024, 1, 1), asked=how
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_a_form_sent_twice_acts_once(dung: Viewer, lan: int, name: str) -> None:
    how = asked(lan)
    ACTS[name](dung, lan, how)
    before = acts(lan)
    assert not ACTS[name](dung, lan, how)
    assert acts(lan) == before
    assert before[-1] == f"account.{name}"


@pytest.mark.parametrize("name", ACTS)
def test_the_loser_of_a_race_is_told(dung: Viewer, lan: int, name: str) -> None:
    seen = asked(lan)
    people.rename(dung, account_id=lan, full_name="Người Khác Sửa", asked=asked(lan, "other"))
    with pytest.raises(Conflict) as refused:
        ACTS[name](dung, lan, seen)
    assert refused.value.field == "version"


@pytest.mark.parametrize("name", ACTS)
def test_an_account_elsewhere_is_not_known_and_ones_own_is_not_changed(appoint: Appoint, lan: int, name: str) -> None:
    town = viewer_of(appoint("tam", Role.ADMINISTRATOR, "town"), ON)
    with pytest.raises(NotFound):
        ACTS[name](town, lan, asked(lan))


def test_a_key_is_for_one_request(dung: Viewer, lan: int) -> None:
    how = asked(lan)
    people.rename(dung, account_id=lan, full_name="Một", asked=how)
    with pytest.raises(Conflict) as refused:
        people.rename(dung, account_id=lan, full_name="Hai", asked=how)
    assert refused.value.field == "key"


@pytest.mark.parametrize("key", ["", "k" * 101, "khóa", "a\nb"])
def test_a_key_that_is_none(dung: Viewer, lan: int, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        people.unlock(dung, account_id=lan, asked=Asked(key=key))
    assert refused.value.field == "key"


def test_an_account_is_opened_with_its_first_position_or_not_at_all(dung: Viewer, units: Units) -> None:
    given = {"username": "moi", "full_name": "Kim Mới", "unit_id": units["town"], "role": Role.COUNTER}
    first = people.employ(dung, **given, title="Công chức", valid_from=ON, asked=Asked(key="k"))  # type: ignore[arg-type]
    assert people.employ(dung, **given, title="Công chức", valid_from=ON, asked=Asked(key="k")) == first  # type: ignore[arg-type]
    assert Position.objects.filter(account_id=first).count() == 1
    with pytest.raises(NotAllowed):
        people.employ(dung, **(given | {"username": "hai", "unit_id": units["province"]}), title="x", valid_from=ON)  # type: ignore[arg-type]
    assert not Account.objects.filter(username="hai").exists()


def test_what_was_held_and_lent_is_read_by_who_keeps_the_account(dung: Viewer, lan: int, appoint: Appoint) -> None:
    minh = appoint("minh", Role.LEADER, "justice")
    people.delegate(
        dung,
        position_id=position_of(minh),
        to_account_id=lan,
        kind=DelegationKind.KT,
        document="12/QĐ",
        valid_from=ON,
        valid_to=date(2023, 6, 1),
    )
    people.end_position(dung, position_id=position_of(lan), on=ON)
    (held,) = holdings.positions_of(dung, lan)
    assert (held.role, held.valid_to, held.is_over(ON)) == (Role.OFFICER, ON, True)
    (lent,) = holdings.delegations_of(dung, lan)
    assert (lent.lender, lent.to, lent.kind, lent.document) == ("Thạch minh", "Thạch lan", DelegationKind.KT, "12/QĐ")
    with pytest.raises(NotFound):
        holdings.positions_of(viewer_of(minh, ON), lan)


def test_accounts_are_found_by_words_without_tones(dung: Viewer, lan: int, appoint: Appoint) -> None:
    appoint("minh", Role.LEADER, "town")
    people.close_account(dung, account_id=lan, reason="Nghỉ")

    def names(**wanted: object) -> list[str]:
        return [each.username for each in holdings.found(dung, on=ON, **wanted)]  # type: ignore[arg-type]

    assert names(text="MINH thach") == ["minh"]
    assert names(text="khong") == []
    assert names(active=False) == ["lan"]
    assert names(active=True) == ["dung", "minh"]


@pytest.mark.parametrize("text", ["Lân", "a", "a b", ".lan", "l" * 61])
def test_a_user_name_that_is_none(text: str) -> None:
    with pytest.raises(Refusal):
        accounts.user_name(text)
