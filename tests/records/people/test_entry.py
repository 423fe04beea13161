"""Entering, and being slowed down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.people import actions as people
from motcua.records.people.entry import MOST_BY_ADDRESS, MOST_BY_USERNAME, enter
from motcua.records.people.models import LoginAttempt
from motcua.rules.refusal import NotAllowed, Refusal
from tests.records.people.staff import GOOD_PASSWORD as GOOD
from tests.records.people.staff import SYSTEM, Appoint

HERE = "192.0.2.7"


class Machine:
    """The machine's clock, moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2023, 5, 4, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **time: int) -> None:
        self.at += timedelta(**time)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    here = Machine()
    monkeypatch.setattr(clock, "machine", here)
    return here


@pytest.fixture
def lan(appoint: Appoint) -> int:
    account_id = appoint("lan", Role.OFFICER, "justice")
    people.set_password(SYSTEM, account_id=account_id, password=GOOD)
    return account_id


def fail(username: str = "lan", *, address: str = HERE, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Refusal, match="không đúng"):
            enter(username=username, password="sai", address=address)


def test_the_right_password_enters_whatever_the_case_of_the_name(lan: int) -> None:
    assert enter(username=" LAN ", password=GOOD, address=HERE).pk == lan


def test_all_failures_sound_alike(lan: int) -> None:
    closed = people.create_account(SYSTEM, username="closed", full_name="Kim Đóng")
    people.set_password(SYSTEM, account_id=closed, password=GOOD)
    people.close_account(SYSTEM, account_id=closed, reason="Nghỉ việc")
    people.create_account(SYSTEM, username="fresh", full_name="Kim Mới")
    said = set()
    for username, password in (("lan", "sai"), ("nobody", GOOD), ("closed", GOOD), ("fresh", ""), ("lan", "x" * 10**6)):
        with pytest.raises(Refusal) as refused:
            enter(username=username, password=password, address=HERE)
        assert type(refused.value) is Refusal
        said.add((refused.value.field, str(refused.value)))
    assert len(said) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["lan\0", "l" * 10_000, "lan\u202e"])
def test_a_name_that_cannot_be_is_refused_before_anything_is_kept(username: str) -> None:
    with pytest.raises(Refusal) as refused:
        enter(username=username, password=GOOD, address=HERE)
    assert refused.value.field == "username"
    assert not LoginAttempt.objects.exists()


def test_after_five_failures_the_name_is_closed_for_a_quarter_of_an_hour(lan: int, machine: Machine) -> None:
    for _ in range(MOST_BY_USERNAME):
        fail()
        machine.wait(minutes=3)
    for elsewhere in (HERE, "198.51.100.1"):
        with pytest.raises(NotAllowed, match="thử lại sau 12 phút"):
            enter(username="lan", password=GOOD, address=elsewhere)
    machine.wait(minutes=11, seconds=59)
    with pytest.raises(NotAllowed, match="thử lại sau 1 phút"):
        enter(username="lan", password=GOOD, address=HERE)
    machine.wait(seconds=1)
    assert enter(username="lan", password=GOOD, address=HERE).pk == lan


def test_trying_while_closed_does_not_close_for_longer(lan: int, machine: Machine) -> None:
    fail(times=MOST_BY_USERNAME)
    for _ in range(20):
        with pytest.raises(NotAllowed):
            enter(username="lan", password="sai", address=HERE)
    machine.wait(minutes=15)
    assert enter(username="lan", password=GOOD, address=HERE).pk == lan


def test_failures_far_apart_close_nothing(lan: int, machine: Machine) -> None:
    for _ in range(3 * MOST_BY_USERNAME):
        fail()
        machine.wait(minutes=4)
    assert enter(username="lan", password=GOOD, address=HERE).pk == lan


def test_entering_forgets_the_failures_of_the_name(lan: int, machine: Machine) -> None:
    for _ in range(3):
        fail(times=MOST_BY_USERNAME - 1)
        assert enter(username="lan", password=GOOD, address=HERE).pk == lan


def test_an_address_that_tries_many_names_is_closed_too(lan: int, machine: Machine) -> None:
    for number in range(MOST_BY_ADDRESS):
        fail(f"name{number}")
    with pytest.raises(NotAllowed, match="sai quá nhiều lần"):
        enter(username="lan", password=GOOD, address=HERE)
    assert enter(username="lan", password=GOOD, address="198.51.100.1").pk == lan


def test_failures_are_kept_for_a_day(lan: int, machine: Machine) -> None:
    fail("one")
    machine.wait(hours=25)
    fail("two")
    assert list(LoginAttempt.objects.values_list("username", flat=True)) == ["two"]
