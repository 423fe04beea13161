"""A statement of the bank at Thanh Sơn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from motcua.records.casework.changes import Outcome
from motcua.records.documents import imports
from motcua.records.payments import actions, check, queries, reconciling
from motcua.records.payments.models import MoneyEntry
from motcua.rules.fees import FeeState, Method
from motcua.rules.purposes import purpose_of
from motcua.rules.reconciliation import Credit, LineState
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.world import THANH_SON, World, standing


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    with standing("2023-04-27 10:00"):
        yield


def credit(row: int, text: str, amount: int = 8_000, reference: str = "") -> Credit:
    return Credit(row=row, booked_on=date(2023, 4, 27), amount=amount, reference=reference or f"FT{row}", text=text)


def take_in(world: World, *lines: Credit, key: str = "k") -> dict[LineState, int]:
    clerk = world.viewer("sa_ruone")
    sent = imports.wait("statement", name="sao-ke.xlsx", content=b"x", by_id=clerk.account_id)
    taken = reconciling.take_in(clerk, unit_id=world.units[THANH_SON], lines=lines, import_id=sent, key=key)
    return {state: count for state, count in taken.counts.items() if count}


def state(world: World, of: Outcome) -> FeeState:
    return queries.money(world.viewer("sa_ruone"), of.code).balance.state


def test_every_line_finds_its_place_and_money_counts_once(world: World) -> None:
    first, second, third = world.accept(), world.accept(), world.accept()
    actions.pay(world.viewer("sa_ruone"), third.code, amount=8_000, method=Method.TRANSFER, key="noted")
    lines = [
        credit(2, f"NGUYEN VAN A {purpose_of(first.code)}"),
        credit(3, f"CK {second.code.lower()}", amount=7_000),
        credit(4, "chuyen tien"),
        credit(5, f"{first.code} lan nua", reference="FT9"),
        credit(6, "chuyen tien", reference="FT4"),
        credit(7, purpose_of(third.code)),
    ]
    assert take_in(world, *lines) == {
        LineState.MATCHED: 2, LineState.DIFFERS: 1, LineState.UNMATCHED: 1, LineState.DUPLICATE: 2,
    }  # fmt: skip
    assert [state(world, one) for one in (first, second, third)] == [
        FeeState.CONFIRMED, FeeState.DUE, FeeState.CONFIRMED,
    ]  # fmt: skip
    assert MoneyEntry.objects.filter(kind="payment").count() == 2, "the noted transfer is not paid a second time"
    assert list(check.problems()) == []


def test_the_same_statement_is_taken_in_once_and_an_overlapping_one_counts_nothing_twice(world: World) -> None:
    paid = world.accept()
    line = credit(2, purpose_of(paid.code))
    take_in(world, line)
    with pytest.raises(Conflict) as refused:
        take_in(world, line, key="other")
    assert refused.value.field == "file"
    assert take_in(world, line, credit(3, "khac"), key="other") == {
        LineState.DUPLICATE: 1, LineState.UNMATCHED: 1,
    }  # fmt: skip
    assert MoneyEntry.objects.filter(kind="payment").count() == 1


def test_a_preview_writes_nothing(world: World) -> None:
    paid = world.accept()
    found = reconciling.preview(
        world.viewer("sa_ruone"), unit_id=world.units[THANH_SON], lines=[credit(2, purpose_of(paid.code))]
    )
    assert [(one.state, one.claim and one.claim.code) for one in found] == [(LineState.MATCHED, paid.code)]
    assert not MoneyEntry.objects.exists()
    with pytest.raises(NotAllowed):
        reconciling.preview(world.viewer("thu_ha"), unit_id=world.units[THANH_SON], lines=[])


def test_what_the_bank_left_unclear_is_settled_by_hand(world: World) -> None:
    clerk, paid = world.viewer("sa_ruone"), world.accept()
    take_in(world, credit(2, "nop le phi ho tich", amount=7_000), credit(3, "tien dien"))
    lines = {line.reference: line for line in queries.lines(world.units[THANH_SON])}
    reconciling.match_by_hand(clerk, line_id=lines["FT2"].id, code=paid.code, key="hand")
    assert state(world, paid) is FeeState.PARTLY
    with pytest.raises(Refusal):
        reconciling.set_aside(clerk, line_id=lines["FT3"].id, ground="")
    reconciling.set_aside(clerk, line_id=lines["FT3"].id, ground="Tiền điện của trụ sở")
    for line in lines.values():
        with pytest.raises(Conflict):
            reconciling.match_by_hand(clerk, line_id=line.id, code=paid.code, key="again")
    with pytest.raises(NotFound):
        reconciling.set_aside(clerk, line_id=999, ground="x")
    with pytest.raises(NotAllowed):
        reconciling.set_aside(world.viewer("thu_ha"), line_id=lines["FT2"].id, ground="x")


def test_a_statement_that_cannot_be_taken_in_whole_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = world.accept()
    monkeypatch.setattr(reconciling, "MOST_LINES", 1)
    with pytest.raises(Refusal):
        take_in(world, credit(2, purpose_of(paid.code)), credit(3, "x"))
    assert not MoneyEntry.objects.exists()
    assert queries.lines(world.units[THANH_SON]) == ()
