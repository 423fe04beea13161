"""The money of chị Ngọc Ánh's dossier at Thanh Sơn: 8.000 đồng by the tariff."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction
from vietnam_qr_pay import QRPay

from motcua.records import clock
from motcua.records.casework import queries as casework
from motcua.records.casework.changes import Outcome
from motcua.records.payments import actions, check, queries, vietqr
from motcua.records.payments.models import MoneyEntry
from motcua.rules.dossier import State
from motcua.rules.fees import FeeState, Method
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.stores import remove_guards
from tests.world import HAM_TAN, THANH_SON, World, standing

ONE, TWO = "01/2023", "02/2023"


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    with standing("2023-04-27 10:00"):
        yield


@pytest.fixture
def accepted(world: World) -> Outcome:
    return world.accept()


def state(world: World, of: Outcome) -> FeeState:
    return queries.money(world.viewer("sa_ruone"), of.code).balance.state


def pay(
    world: World, of: Outcome, amount: int = 8_000, *, method: Method = Method.CASH, key: str = ""
) -> actions.Written:
    return actions.pay(world.viewer("sa_ruone"), of.code, amount=amount, method=method, key=key or world.key())


def test_paid_in_cash_and_confirmed(world: World, accepted: Outcome) -> None:
    assert state(world, accepted) is FeeState.DUE
    paid = pay(world, accepted)
    assert (paid.receipt, state(world, accepted)) == (ONE, FeeState.PAID)
    actions.confirm(world.viewer("sa_ruone"), accepted.code, entry_id=paid.entry_id, key=world.key())
    assert state(world, accepted) is FeeState.CONFIRMED
    assert list(check.problems()) == []


def test_paying_does_not_touch_the_dossier(world: World, accepted: Outcome) -> None:
    before = casework.dossier(world.viewer("sa_ruone"), accepted.code)
    pay(world, accepted)
    assert casework.dossier(world.viewer("sa_ruone"), accepted.code) == before


def test_a_double_click_takes_the_money_once(world: World, accepted: Outcome) -> None:
    first, again = pay(world, accepted, key="once"), pay(world, accepted, key="once")
    assert (again.entry_id, again.receipt, again.repeated) == (first.entry_id, ONE, True)
    assert MoneyEntry.objects.count() == 1
    with pytest.raises(Conflict) as refused:
        pay(world, accepted, 9_000, key="once")
    assert refused.value.field == "key"


def test_numbers_of_receipts_have_no_gap_and_a_cancelled_one_keeps_its(world: World, accepted: Outcome) -> None:
    clerk = world.viewer("sa_ruone")
    first = pay(world, accepted)
    actions.cancel(clerk, accepted.code, entry_id=first.entry_id, ground="Ghi nhầm hồ sơ", key=world.key())
    assert state(world, accepted) is FeeState.DUE
    assert pay(world, accepted).receipt == TWO
    with pytest.raises(Conflict):
        actions.cancel(clerk, accepted.code, entry_id=first.entry_id, ground="Lần nữa", key=world.key())
    assert list(check.problems()) == []


def test_assessed_charged_and_waived(world: World, accepted: Outcome) -> None:
    clerk = world.viewer("sa_ruone")
    actions.assess(clerk, accepted.code, amount=24_000, ground="3 bản, mỗi bản 8.000 đồng", key=world.key())
    actions.charge(clerk, accepted.code, amount=1_000, ground="Thông báo 05/TB-UBND", key=world.key())
    with pytest.raises(Conflict) as refused:
        actions.waive(clerk, accepted.code, amount=26_000, ground="Hộ nghèo", key=world.key())
    assert refused.value.field == "amount"
    actions.waive(clerk, accepted.code, amount=25_000, ground="Hộ nghèo, nghị quyết của tỉnh", key=world.key())
    assert state(world, accepted) is FeeState.WAIVED


def test_a_refund_needs_a_leader_who_is_another_person(world: World, accepted: Outcome) -> None:
    clerk = world.viewer("sa_ruone")
    paid = pay(world, accepted, 10_000)
    assert state(world, accepted) is FeeState.OVER
    refusals = [("sa_ruone", 2_000, "approver"), ("minh", 2_000, "approver"), ("bich_thuy", 11_000, "amount")]
    for approver, amount, field in refusals:
        with pytest.raises(Refusal) as refused:
            actions.refund(
                clerk, accepted.code, entry_id=paid.entry_id, amount=amount, ground="Nộp thừa",
                approver_account_id=world.accounts[approver], key=world.key(),
            )  # fmt: skip
        assert refused.value.field == field
    actions.refund(
        clerk, accepted.code, entry_id=paid.entry_id, amount=2_000, ground="Nộp thừa",
        approver_account_id=world.accounts["bich_thuy"], key=world.key(),
    )  # fmt: skip
    assert state(world, accepted) is FeeState.PAID


def waits_for_payment(world: World) -> Outcome:
    processing = world.bring(world.accept(), State.PROCESSING)
    return world.do(
        "require_payment", processing, by="minh", reason="Tiền sử dụng đất", amount=8_000, document="05/TB-CCT",
        at="2023-04-27 10:00",
    )  # fmt: skip


def test_a_dossier_that_waits_goes_on_when_cash_is_there(world: World) -> None:
    waiting = waits_for_payment(world)
    pay(world, waiting, 3_000)
    assert casework.dossier(world.viewer("minh"), waiting.code).state is State.PAYMENT
    pay(world, waiting, 5_000)
    assert casework.dossier(world.viewer("minh"), waiting.code).state is State.PROCESSING


def test_a_transfer_lets_it_go_on_only_when_confirmed(world: World) -> None:
    waiting = waits_for_payment(world)
    noted = pay(world, waiting, method=Method.TRANSFER)
    assert casework.dossier(world.viewer("minh"), waiting.code).state is State.PAYMENT
    actions.confirm(world.viewer("sa_ruone"), waiting.code, entry_id=noted.entry_id, key=world.key())
    assert casework.dossier(world.viewer("minh"), waiting.code).state is State.PROCESSING


def test_nothing_is_taken_for_a_number_that_is_void(world: World) -> None:
    void = world.bring(world.accept(), State.VOID)
    with pytest.raises(Conflict):
        pay(world, void)


def test_who_may_take_money(world: World, accepted: Outcome) -> None:
    with pytest.raises(NotAllowed):
        actions.pay(world.viewer("minh"), accepted.code, amount=8_000, method=Method.CASH, key="k")
    with pytest.raises(NotFound):
        actions.pay(world.viewer("thu_ha"), accepted.code, amount=8_000, method=Method.CASH, key="k")
    with pytest.raises(Refusal):
        pay(world, accepted, 0)
    assert not MoneyEntry.objects.exists()


def test_the_cash_of_a_day_is_counted_and_closed_once(world: World, accepted: Outcome) -> None:
    clerk, unit, today = world.viewer("sa_ruone"), world.units[THANH_SON], clock.now().date()
    gone = pay(world, accepted, 5_000)
    actions.cancel(clerk, accepted.code, entry_id=gone.entry_id, ground="Ghi nhầm", key=world.key())
    pay(world, accepted, 8_000)
    pay(world, accepted, 1_000, method=Method.PORTAL)
    sheet = queries.cash_sheet(clerk, unit_id=unit, day=today)
    assert [(line.receipt, line.amount, line.cancelled) for line in sheet] == [
        (ONE, 5_000, True), (TWO, 8_000, False), ("03/2023", 1_000, False),
    ]  # fmt: skip
    assert queries.cash_in_hand(unit, account_id=world.accounts["sa_ruone"], day=today) == 8_000
    with pytest.raises(Refusal) as refused:
        actions.close_day(clerk, unit_id=unit, day=today, counted=7_500)
    assert refused.value.field == "ground"
    actions.close_day(clerk, unit_id=unit, day=today, counted=7_500, ground="Thối nhầm 500 đồng")
    (closed,) = queries.closed_days(unit, day=today)
    assert (closed.expected, closed.counted) == (8_000, 7_500)
    with pytest.raises(Conflict):
        actions.close_day(clerk, unit_id=unit, day=today, counted=8_000)
    with pytest.raises(NotFound):
        queries.cash_sheet(world.viewer("thu_ha"), unit_id=unit, day=today)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"bank": "97043"}, "bank"),
        ({"number": "12"}, "number"),
        ({"number": "số 1234"}, "number"),
        ({"holder": ""}, "holder"),
    ],
)
def test_an_account_that_is_none(world: World, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        set_account(world, **given)
    assert refused.value.field == field


def set_account(world: World, by: str = "sa_rath", **given: str) -> None:
    told = {"bank": "970436", "number": "0123456789", "holder": "UBND XA THANH SON", **given}
    actions.set_account(world.viewer(by), unit_id=world.units[THANH_SON], **told)


def test_what_a_bank_reads_from_the_code(world: World, accepted: Outcome, store: object) -> None:
    with pytest.raises(NotAllowed):
        set_account(world, by="sa_ruone")
    set_account(world)
    account = queries.account_of(world.units[THANH_SON])
    assert account is not None
    assert account.invented, "a demonstration has no true account"
    told = QRPay(vietqr.content(account, amount=8_000, code=accepted.code))
    assert told.is_valid
    assert (told.consumer.bank_bin, told.consumer.bank_number, told.amount) == ("970436", "0123456789", "8000")
    assert told.additional_data.purpose == "0003030H592304270001"
    set_account(world, bank="", number="", holder="")
    assert queries.account_of(world.units[THANH_SON]) is None
    assert queries.account_of(world.units[HAM_TAN]) is None


TAMPERING = [
    "UPDATE payments_moneyentry SET amount = 1",
    "UPDATE payments_moneyentry SET receipt_serial = 9",
    "DELETE FROM payments_moneyentry",
    "UPDATE payments_receiptseries SET last = 5",
    "UPDATE payments_moneyentry SET ground = 'x'",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_whatever_is_changed_behind_the_program_is_found(world: World, accepted: Outcome, statement: str) -> None:
    pay(world, accepted)
    remove_guards("payments_moneyentry")
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert len(list(check.problems())) > 2


def test_entries_only_grow(world: World, accepted: Outcome) -> None:
    pay(world, accepted)
    for statement in TAMPERING[:3]:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
