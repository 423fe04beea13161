"""What a row says beside its date."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.law.types import TermUnit
from motcua.records.casework import duties
from motcua.records.casework.marks import Mark, marks_of
from motcua.records.casework.models import Dossier
from motcua.rules.dossier import State
from tests.world import JUSTICE, World, standing

TOLD = {
    "2023-04-27 14:00": (),
    "2023-05-05 08:30": (Mark.FIFTH,),
    "2023-05-04 09:30": (Mark.THIRD,),
    "2023-05-05 17:00": (Mark.APOLOGY_MISSING,),
}
"""The dossier is due at 9 on the fifth of May, three working days after its acceptance."""


def told(world: World, at: str) -> tuple[Mark, ...]:
    """What is said after the timer has come by."""
    with standing(at) as now:
        duties.tick(now)
        return marks_of(list(Dossier.objects.values_list("pk", flat=True))).get(Dossier.objects.get().pk, ())


@pytest.mark.parametrize(("at", "marks"), TOLD.items())
def test_a_warning_is_shown_as_long_as_its_promise_stands(world: World, at: str, marks: tuple[Mark, ...]) -> None:
    world.bring(world.accept(), State.PROCESSING)
    assert told(world, at) == marks


def test_what_ended_waits_or_was_moved_is_warned_of_no_more(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    assert told(world, "2023-05-05 08:30") == (Mark.FIFTH,)
    moved = world.do(
        "extend", held, by="bich_thuy", at="2023-05-05 08:40", amount=5, unit=TermUnit.WORKING_DAY, reason="Xác minh"
    )
    assert told(world, "2023-05-05 08:45") == ()
    world.do("request_supplement", moved, by="minh", at="2023-05-05 09:00", reason="Thiếu tờ khai")
    assert told(world, "2023-05-15 08:45") == ()


def test_an_apology_given_late_is_missing_no_more(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    assert told(world, "2023-05-05 17:00") == (Mark.APOLOGY_MISSING,)
    sorry = {"reason": "Chờ xác minh", "expected": date(2023, 5, 9)}
    world.do("apologise", held, by="bich_thuy", at="2023-05-05 17:10", **sorry)
    assert told(world, "2023-05-05 17:20") == ()


def test_a_question_is_shown_until_it_is_answered(world: World) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    question = {"unit_ids": (JUSTICE,), "question": "Có đủ căn cứ không?", "amount": 1, "unit": TermUnit.WORKING_DAY}
    asked = world.do("consult", held, by="minh", **question)
    assert told(world, "2023-04-27 14:00") == (Mark.CONSULTED,)
    world.do("answer", asked, by="minh_hieu", at="2023-04-27 14:30", consultation=1, agrees=True, text="Đủ căn cứ")
    assert told(world, "2023-04-27 15:00") == ()


@pytest.mark.parametrize("others", [0, 5, 60, 130])
def test_a_list_of_any_length_is_marked(world: World, others: int) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    with standing("2023-05-05 08:30") as now:
        duties.tick(now)
        assert marks_of([held.dossier_id, *range(1000, 1000 + others)]) == {held.dossier_id: (Mark.FIFTH,)}
        assert marks_of([]) == {}
