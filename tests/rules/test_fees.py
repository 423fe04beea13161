"""Balances, amounts as typed, and amounts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.fees import METHODS, MOST, STATES, Entry, EntryKind, FeeState, Method, amount_in, balance
from motcua.rules.money_words import money_words
from motcua.rules.refusal import Refusal

K = EntryKind

BALANCES = [
    (0, [], "nothing", 0),
    (None, [], "unknown", 0),
    (None, [(K.ASSESS, 12_000)], "due", 12_000),
    (8_000, [], "due", 8_000),
    (8_000, [(K.ASSESS, 24_000)], "due", 24_000),
    (8_000, [(K.ASSESS, 24_000), (K.ASSESS, 16_000)], "due", 16_000),
    (8_000, [(K.CHARGE, 2_000)], "due", 10_000),
    (8_000, [(K.WAIVER, 8_000)], "waived", 0),
    (8_000, [(K.WAIVER, 4_000)], "due", 4_000),
    (8_000, [(K.PAYMENT, 3_000)], "partly", 5_000),
    (8_000, [(K.PAYMENT, 8_000)], "paid", 0),
    (8_000, [(K.PAYMENT, 8_000), (K.CONFIRMATION, 8_000, 1)], "confirmed", 0),
    (8_000, [(K.PAYMENT, 8_000), (K.CANCELLATION, 8_000, 1)], "due", 8_000),
    (8_000, [(K.PAYMENT, 8_000), (K.CONFIRMATION, 8_000, 1), (K.CANCELLATION, 8_000, 1)], "due", 8_000),
    (8_000, [(K.PAYMENT, 9_000)], "over", -1_000),
    (8_000, [(K.PAYMENT, 9_000), (K.REFUND, 1_000, 1)], "paid", 0),
    (8_000, [(K.PAYMENT, 8_000), (K.REFUND, 8_000, 1)], "refunded", 8_000),
    (0, [(K.PAYMENT, 8_000)], "over", -8_000),
]


def entries(*told: tuple[object, ...]) -> list[Entry]:
    return [
        Entry(id=place, kind=K(str(one[0])), amount=int(str(one[1])), of=int(str(one[2])) if len(one) > 2 else None)
        for place, one in enumerate(told, start=1)
    ]


@pytest.mark.parametrize(("tariff", "told", "state", "outstanding"), BALANCES)
def test_where_the_money_stands(
    tariff: int | None, told: list[tuple[object, ...]], state: str, outstanding: int
) -> None:
    found = balance(tariff, entries(*told))
    assert (found.state, found.outstanding) == (FeeState(state), outstanding)


AMOUNTS = st.integers(1, 10_000_000)
ENTRIES = st.lists(
    st.builds(
        Entry,
        id=st.integers(1, 9),
        kind=st.sampled_from(EntryKind),
        amount=AMOUNTS,
        of=st.none() | st.integers(1, 9),
    ),
    max_size=12,
)


@given(st.none() | AMOUNTS, ENTRIES)
def test_sums_are_never_below_nothing_and_add_up(tariff: int | None, told: list[Entry]) -> None:
    found = balance(tariff, told)
    assert min(found.due, found.waived, found.paid, found.confirmed, found.refunded) >= 0
    assert found.outstanding == found.due - found.waived - found.paid + found.refunded
    assert found.state in STATES


@given(AMOUNTS, ENTRIES, AMOUNTS)
def test_paying_more_never_leaves_more_to_pay(tariff: int, told: list[Entry], more: int) -> None:
    paid = Entry(id=10, kind=K.PAYMENT, amount=more)
    assert balance(tariff, [*told, paid]).outstanding == balance(tariff, told).outstanding - more


def test_every_method_and_state_has_words() -> None:
    assert set(METHODS) == set(Method)
    assert set(STATES) == set(FeeState)


@pytest.mark.parametrize(
    ("typed", "amount"), [("8000", 8_000), ("8.000", 8_000), (" 8 000 đ ", 8_000), ("1.234.567 đồng", 1_234_567)]
)
def test_amounts_as_typed(typed: str, amount: int) -> None:
    assert amount_in(typed) == amount


@pytest.mark.parametrize("typed", ["", "0", "-5", "8,5", "tám nghìn", "٨٠٠٠", str(MOST + 1), "9" * 40])
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        amount_in(typed, field="paid")
    assert refused.value.field == "paid"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm linh năm đồng"),
        (8_000, "Tám nghìn đồng"),
        (10_000, "Mười nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_000_500, "Một triệu năm trăm đồng"),
        (1_005_005, "Một triệu không trăm linh năm nghìn không trăm linh năm đồng"),
        (2_055_041, "Hai triệu không trăm năm mươi lăm nghìn không trăm bốn mươi mốt đồng"),
        (1_000_000_000, "Một tỷ đồng"),
        (999_000_000_015, "Chín trăm chín mươi chín tỷ không trăm mười lăm đồng"),
    ],
)  # fmt: skip
def test_amounts_in_words(amount: int, words: str) -> None:
    assert money_words(amount) == words


@given(st.integers(0, 999_999_999_999), st.integers(0, 999_999_999_999))
def test_two_amounts_never_sound_alike(one: int, other: int) -> None:
    assert (money_words(one) == money_words(other)) is (one == other)


@pytest.mark.parametrize("amount", [-1, 10**12])
def test_no_words_beyond(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        money_words(amount)
