"""Many write at once, on each database: nothing is written twice, nothing is lost, no number is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from motcua.records.casework import checks
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import CodeCounter, Consultation, Dossier, LedgerRow
from motcua.records.documents import check as letters
from motcua.records.documents.models import Letter
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox.models import Message
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import Conflict, Refusal
from tests.postgresql.fixtures import Office
from tests.records.casework import threads
from tests.records.casework.inputs import ANSWER, INPUTS, TAKE_BACK
from tests.world import COPY, THANH_SON, World

Made = TypeVar("Made")

AT_ONCE = 6


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world in a store that threads can share; at the end nothing in it may disagree."""
    office: Office = request.getfixturevalue(f"{request.param}_office")
    with office.here() as made:
        yield made
        journal.sequence()
        assert list(checks.problems()) == []
        assert letters.problems() == []
        assert journal_queries.check() == []


def at_once(work: Callable[[int], Made]) -> list[Made | Refusal]:
    """What AT_ONCE threads made of their numbers."""
    return threads.at_once(work, threads=AT_ONCE)


def answers(given: list[Outcome | Refusal]) -> list[Outcome]:
    """All of them, none refused."""
    outcomes = [outcome for outcome in given if isinstance(outcome, Outcome)]
    assert outcomes == given
    return outcomes


def test_one_request_sent_by_many_opens_one_dossier(world: World) -> None:
    outcomes = answers(at_once(lambda _: world.accept(key="once")))
    assert len({(outcome.dossier_id, outcome.code, outcome.version, outcome.due_at) for outcome in outcomes}) == 1
    assert [outcome.repeated for outcome in outcomes].count(False) == 1
    assert Dossier.objects.count() == 1
    assert CodeCounter.objects.get().last == 1
    assert Message.objects.count() == 1


def test_one_act_sent_by_many_is_done_once(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    inputs = INPUTS[Act.EXTEND]
    outcomes = answers(at_once(lambda _: world.do("extend", before, by="bich_thuy", key="once", **inputs)))
    assert len({(outcome.version, outcome.due_at) for outcome in outcomes}) == 1
    assert [outcome.repeated for outcome in outcomes].count(False) == 1
    assert Letter.objects.count() == 1
    assert LedgerRow.objects.filter(dossier_id=before.dossier_id).count() == 2


def test_of_several_acts_on_one_version_one_is_done(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    given = at_once(lambda number: world.do("approve", before, by="bich_thuy", key=f"act-{number}"))
    assert [outcome.version for outcome in given if isinstance(outcome, Outcome)] == [before.version + 1]
    refusals = [refusal for refusal in given if isinstance(refusal, Refusal)]
    assert {(type(refusal), refusal.field) for refusal in refusals} == {(Conflict, "version")}
    assert len(refusals) == AT_ONCE - 1


def test_the_first_dossiers_of_a_day_get_every_number_once(world: World) -> None:
    each = 5

    def desk(number: int) -> list[Outcome]:
        return [world.accept(key=f"{number}-{turn}", procedure=COPY) for turn in range(each)]

    codes = [outcome.code for given in at_once(desk) if isinstance(given, list) for outcome in given]
    serials = sorted(int(code.rpartition("-")[2]) for code in codes)
    assert serials == list(range(1, AT_ONCE * each + 1))


def test_desks_that_all_work_on_one_day_wait_for_one_another_and_never_for_ever(world: World) -> None:
    opened = [world.bring(world.accept(), State.PROCESSING) for _ in range(AT_ONCE)]

    def desk(number: int) -> Outcome:
        own = opened[number]
        own = world.do("request_supplement", own, by="minh", key=f"{number}-a", reason="Thiếu tờ khai")
        own = world.do("resume", own, by="sa_ruone", key=f"{number}-b", note="Đã nộp")
        own = world.do("approve", own, by="bich_thuy", key=f"{number}-c")
        return world.do("settle", own, by="minh", key=f"{number}-d", result_number=f"{number}/XN-UBND")

    answers(at_once(desk))
    assert set(Dossier.objects.values_list("state", flat=True)) == {State.SETTLED}
    assert sorted(Letter.objects.values_list("serial", flat=True)) == list(range(1, AT_ONCE + 1))


def test_units_that_were_asked_answer_at_once_and_none_has_to_begin_again(world: World) -> None:
    asked = tuple(unit for unit in world.units.values() if unit != world.units[THANH_SON])
    before = world.bring(world.accept(), State.PROCESSING)
    before = world.do("consult", before, by="minh", **{**INPUTS[Act.CONSULT], "unit_ids": asked})

    def unit(number: int) -> Outcome:
        given = {**ANSWER, "consultation": number % len(asked) + 1}
        return world.do("answer", before, key=f"answer-{number % len(asked)}", **given)

    outcomes = answers(at_once(unit))
    expected = range(before.version + 1, before.version + 1 + len(asked))
    assert {outcome.version for outcome in outcomes if not outcome.repeated} == set(expected)
    assert not Consultation.objects.filter(closed=False).exists()


def test_a_question_is_answered_or_taken_back_and_never_both(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    before = world.do("consult", before, by="minh", **INPUTS[Act.CONSULT])

    def unit(number: int) -> Outcome:
        act, given = (("answer", ANSWER), ("take_back", TAKE_BACK))[number % 2]
        return world.do(act, before, key=f"{act}-{number}", **given)

    outcomes = at_once(unit)
    assert [outcome.version for outcome in outcomes if isinstance(outcome, Outcome)] == [before.version + 1]
    assert all(isinstance(outcome, Outcome | Conflict) for outcome in outcomes)
    assert not list(checks.problems())
