"""Several administrators change the same accounts at once, on each database: nobody waits for who waits for him."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from motcua.records.people import actions as people
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.models import Account, Delegation
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from tests.postgresql.fixtures import Office
from tests.records.casework import threads
from tests.records.people.staff import position_of
from tests.world import World

THREADS, ROUNDS = 6, 4
FIRST, UNTIL = date(2023, 5, 4), date(2023, 6, 1)
PAIR = ("bich_thuy", "sa_rath")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world in a store that threads can share."""
    office: Office = request.getfixturevalue(f"{request.param}_office")
    with office.here() as made:
        yield made


def lend(world: World, viewer: Viewer, number: int) -> int:
    """Lends the position of one of the pair to the other, by turns."""
    lender, borrower = PAIR if number % 2 else PAIR[::-1]
    return people.delegate(
        viewer,
        position_id=position_of(world.accounts[lender]),
        to_account_id=world.accounts[borrower],
        kind=DelegationKind.KT,
        document=f"{number}/GUQ",
        valid_from=FIRST,
        valid_to=UNTIL,
    )


def test_two_who_lend_to_each_other_at_once_both_do(world: World) -> None:
    keeper = viewer_of(world.accounts["my_dung"], FIRST)
    before = {row.pk: row.version for row in Account.objects.all()}
    for _ in range(ROUNDS):
        given = threads.at_once(lambda number: lend(world, keeper, number), threads=THREADS)
        assert all(isinstance(one, int) for one in given), given
    assert Delegation.objects.count() == ROUNDS * THREADS
    counted = {row.pk: row.version - before[row.pk] for row in Account.objects.all()}
    assert {counted[world.accounts[who]] for who in PAIR} == {ROUNDS * THREADS // 2}, "no change is lost"


def test_what_is_given_back_at_once_counts_each_time(world: World) -> None:
    keeper = viewer_of(world.accounts["my_dung"], FIRST)
    lent = [lend(world, keeper, number) for number in range(THREADS)]
    before = dict(Account.objects.values_list("pk", "version"))
    threads.at_once(
        lambda number: people.end_delegation(keeper, delegation_id=lent[number], on=date(2023, 5, 10)), threads=THREADS
    )
    after = dict(Account.objects.values_list("pk", "version"))
    assert sum(after.values()) - sum(before.values()) == THREADS
    assert set(Delegation.objects.values_list("valid_to", flat=True)) == {date(2023, 5, 10)}
