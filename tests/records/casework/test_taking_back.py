"""Questions to other units that are taken back by the unit that asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.law.types import TermUnit
from motcua.records.casework import checks, consultations, queries
from motcua.records.casework.models import Dossier
from motcua.records.journal.models import PersonalContent
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.casework.asking import LATER, answered, ask, of, taken_back
from tests.records.casework.contents import refused
from tests.world import CAST, HAM_TAN, JUSTICE, World, standing


def test_a_question_taken_back_is_closed_for_a_reason_and_owes_no_answer(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    kept = Dossier.objects.values("due_at", "state", "holder_id", "holder_unit_id", "step").get()
    promises = queries.dossier(Viewer.system(), before.code).ledger
    at = taken_back(world, ask(world, on=before, units=(HAM_TAN, JUSTICE)))
    first, second = of(world, at.code)
    assert (first.closed, first.answered_at, first.agrees, first.answer) == (True, None, None, None)
    assert (first.reason, first.taken_back_by) == ("Hỏi nhầm đơn vị.", CAST["minh"].name)
    assert f"{first.taken_back_at:%d/%m %H:%M}" == "04/05 09:00"
    assert (second.closed, second.taken_back_at, second.reason) == (False, None, None)
    assert at.due_at == before.due_at
    assert Dossier.objects.values("due_at", "state", "holder_id", "holder_unit_id", "step").get() == kept
    assert queries.dossier(Viewer.system(), at.code).ledger == promises
    assert not list(checks.problems())


def test_what_was_taken_back_waits_and_is_late_no_more(world: World) -> None:
    at = ask(world, amount=1, unit=TermUnit.WORKING_HOUR)
    with standing(LATER) as now:
        viewer = world.viewer("chanh_da")
        assert consultations.count_waiting(viewer, now=now) == (1, 1)
        done = taken_back(world, at)
        assert consultations.count_waiting(viewer, now=now) == (0, 0)
        assert not consultations.waiting(viewer)
        assert queries.dossier(viewer, at.code).acts == ()
    with refused(Conflict, "consultation") as caught:
        answered(world, done)
    assert "đã rút lại" in str(caught.value)
    approved = world.do("approve", done, by="bich_thuy", at=LATER)
    [*_, last] = queries.dossier(Viewer.system(), approved.code).timeline
    assert "open_consultations" not in last.data, "nobody is silent"


def test_a_unit_may_be_asked_again_after_its_question_was_taken_back(world: World) -> None:
    at = ask(world, on=taken_back(world, ask(world)), at=LATER)
    assert [(one.number, one.closed) for one in of(world, at.code)] == [(1, True), (2, False)]
    assert not list(checks.problems())


def test_a_question_is_taken_back_once_and_never_after_the_answer(world: World) -> None:
    at = ask(world, units=(HAM_TAN, JUSTICE))
    first = taken_back(world, at, key="k-1")
    assert taken_back(world, at, key="k-1") == replace(first, repeated=True)
    with refused(Conflict, "consultation"):
        taken_back(world, first)
    done = answered(world, first, by="minh_hieu", consultation=2)
    with refused(Conflict, "consultation"):
        taken_back(world, done, consultation=2)


def test_taking_back_waits_for_nothing_else_that_happened_meanwhile(world: World) -> None:
    at = ask(world, units=(HAM_TAN, JUSTICE))
    other = answered(world, at, by="minh_hieu", consultation=2)
    assert taken_back(world, at).version == other.version + 1
    assert not list(checks.problems())


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("sa_ruone", NotAllowed),  # at the counter
        ("chanh_da", NotAllowed),  # in the unit that was asked
        ("van_phuc", NotAllowed),
        ("minh_hieu", NotFound),
        ("my_dung", NotFound),
    ],
)
def test_only_the_unit_that_asked_takes_back(world: World, who: str, kind: type[Refusal]) -> None:
    at = ask(world)
    with refused(kind, "act" if kind is NotAllowed else "dossier"):
        taken_back(world, at, by=who)
    with standing(LATER):
        if kind is NotAllowed:
            assert Act.TAKE_BACK not in queries.dossier(world.viewer(who), at.code).acts
        assert Act.TAKE_BACK in queries.dossier(world.viewer("minh"), at.code).acts
    assert taken_back(world, at, by="bich_thuy").version == at.version + 1


def test_the_unit_that_asked_takes_back_also_when_another_holds_the_dossier(world: World) -> None:
    at = world.do("hand_over", ask(world), by="minh", at=LATER, to_unit_id=JUSTICE, reason="Đúng thẩm quyền")
    with refused(NotAllowed, "act"):
        taken_back(world, at, by="minh_hieu")
    assert taken_back(world, at).version == at.version + 1
    assert not list(checks.problems())


@pytest.mark.parametrize("reason", ["", " ", "x" * 3000])
def test_a_question_is_not_taken_back_without_fit_words(world: World, reason: str) -> None:
    at = ask(world)
    with refused(Refusal, "reason"):
        taken_back(world, at, reason=reason)


def test_why_a_question_was_taken_back_can_be_erased(world: World) -> None:
    at = taken_back(world, ask(world))
    PersonalContent.objects.all().delete()
    [one] = of(world, at.code)
    assert (one.question, one.reason, one.taken_back_at is None) == (None, None, False)
