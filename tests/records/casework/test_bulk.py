"""One act on many dossiers: each on its own, each answered once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date

import pytest

from motcua.law.errors import NoValue
from motcua.records.casework import actions, bulk, checks
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, Refusal
from tests.world import MORNING, World, ref, standing

AT = "2023-04-28 09:00"


def taken(world: World, who: str = "minh") -> Callable[[Ref, str], Outcome]:
    """The act by which somebody takes a dossier."""
    viewer = world.viewer(who)
    return lambda one, key: actions.assign(viewer, one, key=key, to_account_id=world.accounts[who])


def states() -> list[str]:
    return list(Dossier.objects.order_by("pk").values_list("state", flat=True))


def test_each_is_done_and_one_that_is_refused_stops_no_other(world: World) -> None:
    fit = [world.accept() for _ in range(3)]
    moved = world.do("forward", fit[1], by="sa_ruone", to_account_id="so_phia")
    with standing(AT):
        report = bulk.each([ref(one) for one in fit], taken(world), key="k")
    assert [one.code for one in report.done] == [fit[0].code, fit[2].code]
    (refused,) = report.refused
    assert (refused.dossier_id, type(refused.why)) == (moved.dossier_id, Conflict)
    assert states() == ["processing"] * 3
    assert list(checks.problems()) == []


def test_a_busy_server_stops_no_other_and_is_told_of_its_dossier(world: World) -> None:
    fit, unlucky = world.accept(), world.accept()
    take = taken(world)

    def act(one: Ref, key: str) -> Outcome:
        if one.id == unlucky.dossier_id:
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise error
        return take(one, key)

    with standing(AT):
        report = bulk.each([ref(fit), ref(unlucky)], act, key="k")
    assert [one.code for one in report.done] == [fit.code]
    assert [(one.dossier_id, type(one.why)) for one in report.refused] == [(unlucky.dossier_id, Conflict)]


def test_any_other_failure_is_no_refusal(world: World) -> None:
    def act(one: Ref, key: str) -> Outcome:
        raise sqlite3.OperationalError("no such table")

    opened = ref(world.accept())
    with standing(AT), pytest.raises(sqlite3.OperationalError):
        bulk.each([opened], act, key="k")


def test_a_retry_gives_the_same_answers_and_writes_nothing(world: World) -> None:
    refs = [ref(world.accept()) for _ in range(3)]
    with standing(AT):
        first = bulk.each(refs, taken(world), key="k")
        again = bulk.each(refs, taken(world), key="k")
    assert [(one.code, one.version) for one in again.done] == [(one.code, one.version) for one in first.done]
    assert all(one.repeated for one in again.done)
    assert set(Dossier.objects.values_list("version", flat=True)) == {2}


def test_a_gap_in_the_law_is_told_as_a_refusal_is(world: World) -> None:
    fit, unfit = world.accept(), world.accept()
    take = taken(world)

    def act(one: Ref, key: str) -> Outcome:
        if one.id == unfit.dossier_id:
            raise NoValue("Chưa có giá trị {law_id} ngày {on}.", law_id="deadlines.lead", on=date(2023, 4, 28))
        return take(one, key)

    with standing(AT):
        report = bulk.each([ref(unfit), ref(fit)], act, key="k")
    assert ([one.code for one in report.done], len(report.refused)) == ([fit.code], 1)


@pytest.mark.parametrize(
    ("ids", "key", "field"),
    [
        ((), "k", "pick"), ((1, 1), "k", "pick"), (tuple(range(101)), "k", "pick"), ((1,), "", "key"),
        ((1,), "k" * 61, "key"),
    ],
    ids=["none", "twice", "too many", "no key", "long key"],
)  # fmt: skip
def test_what_cannot_be_begun_is_refused_before_anything(
    world: World, ids: tuple[int, ...], key: str, field: str
) -> None:
    begun: list[Ref] = []
    with pytest.raises(Refusal) as refused:
        bulk.each([Ref(id=one, version=1) for one in ids], lambda one, _: begun.append(one), key=key)  # type: ignore[arg-type, return-value]
    assert (refused.value.field, begun) == (field, [])


def test_picked_are_those_that_the_person_may_see_in_their_order(world: World) -> None:
    first, second = world.accept(), world.bring(world.accept(), State.PROCESSING)
    ids = [second.dossier_id, first.dossier_id, 999]
    with standing(MORNING):
        found = bulk.picked(world.viewer("minh"), ids)
        assert [(one.row.code, one.row.version) for one in found] == [
            (second.code, second.version), (first.code, first.version),
        ]  # fmt: skip
        assert bulk.picked(world.viewer("thu_ha"), ids) == ()
