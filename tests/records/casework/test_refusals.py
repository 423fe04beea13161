"""Acts that may not be done: refused in words, and nothing is written, no number given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from motcua.law.types import TermUnit
from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.documents.models import Letter
from motcua.rules.dossier import STATES, TRANSITIONS, Act, State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.casework.contents import refused
from tests.records.casework.inputs import BEFORE, INPUTS, named, opened
from tests.world import CAST, HAM_TAN, JUSTICE, MIGRATION, THANH_SON, TOWN, World, ref, standing

REASONED = [act for act in INPUTS if "reason" in INPUTS[act] and TRANSITIONS[act].needs_reason]
HERE = {who: member.role for who, member in CAST.items() if member.unit == THANH_SON}
SEES = ("van_phuc", "quoc_thai")


@pytest.mark.parametrize("state", sorted(set(State) - {State.PAYMENT}))
def test_an_act_that_the_state_does_not_allow(world: World, state: State) -> None:
    at = opened(world, state)
    for act in INPUTS:
        if state not in TRANSITIONS[act].sources:
            with refused(Conflict, "act") as caught:
                world.do(named(act), at, **INPUTS[act])
            assert STATES[state].label in str(caught.value)


@pytest.mark.parametrize("act", INPUTS)
def test_an_act_by_someone_without_the_role(world: World, act: Act) -> None:
    at = opened(world, BEFORE[act])
    for who in CAST:
        if HERE.get(who) in TRANSITIONS[act].roles:
            continue
        kind, field = (NotAllowed, "act") if who in HERE or who in SEES else (NotFound, "dossier")
        with refused(kind, field):
            world.do(named(act), at, by=who, **INPUTS[act])


@pytest.mark.parametrize("act", INPUTS)
def test_an_act_by_each_role_of_the_row(world: World, act: Act) -> None:
    for who, role in HERE.items():
        if role in TRANSITIONS[act].roles and who != INPUTS[act].get("second_account_id"):
            done = world.do(named(act), opened(world, BEFORE[act]), by=who, **INPUTS[act])
            assert done.version > 1


@pytest.mark.parametrize("act", REASONED)
@pytest.mark.parametrize("reason", ["", "  ", "lý\x00do", "x" * 10_000])
def test_a_reason_that_is_missing_or_unfit(world: World, act: Act, reason: str) -> None:
    at = opened(world, BEFORE[act])
    with refused(Refusal, "reason"):
        world.do(named(act), at, **{**INPUTS[act], "reason": reason})


def test_a_dossier_that_is_not_there(world: World) -> None:
    with standing("2023-04-27 09:00"), refused(NotFound, "dossier"):
        actions.approve(world.viewer("bich_thuy"), Ref(id=404, version=1), key="k")


def test_a_version_that_is_no_longer_the_latest(world: World) -> None:
    first = world.accept()
    world.bring(first, State.PROCESSING)
    with refused(Conflict, "version"):
        world.do("forward", first, by="sa_ruone", to_account_id="minh")
    with refused(Conflict, "version"):
        world.do("forward", replace(first, version=9), by="sa_ruone", to_account_id="minh")


@pytest.mark.parametrize("at", ["2023-04-27 09:59", "2023-04-26 12:00"])
def test_a_time_before_the_act_before(world: World, at: str) -> None:
    moved = world.bring(world.accept(), State.PROCESSING, at="2023-04-27 10:00")
    with standing(at) as earlier:
        pass
    with standing("2023-04-28 09:00"), refused(Refusal, "at"):
        actions.approve(world.viewer("bich_thuy"), ref(moved), key="k", at=earlier)
    with refused(Refusal, "at"):  # a clock that was put back
        world.do("approve", moved, by="bich_thuy", at=at)


def test_a_time_to_come(world: World) -> None:
    moved = world.bring(world.accept(), State.PROCESSING)
    with standing("2023-04-28 09:00") as later:
        pass
    with standing("2023-04-28 08:59"), refused(Refusal, "at") as caught:
        actions.approve(world.viewer("bich_thuy"), ref(moved), key="k", at=later)
    assert "09:00 28/04/2023" in str(caught.value)


def test_a_second_request_for_papers(world: World) -> None:
    at = world.bring(world.accept(), State.SUPPLEMENT)
    at = world.do("resume", at, by="sa_ruone")
    with refused(Conflict, "act"):
        world.do("request_supplement", at, by="minh", reason="Thiếu thêm giấy")


def test_an_extension_after_the_date_has_passed(world: World) -> None:
    at = world.bring(world.accept(at="2023-04-27 09:00"), State.PROCESSING)
    with refused(Conflict, "act"):
        world.do("extend", at, by="bich_thuy", at="2023-05-05 09:01", **INPUTS[Act.EXTEND])


def test_a_second_extension(world: World) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    at = world.do("extend", at, by="bich_thuy", **INPUTS[Act.EXTEND])
    with refused(Conflict, "act"):
        world.do("extend", at, by="bich_thuy", **INPUTS[Act.EXTEND])


def test_an_extension_of_a_dossier_without_a_date(world: World) -> None:
    at = world.bring(world.accept(procedure=MIGRATION), State.PROCESSING)
    with refused(Refusal, "amount"):
        world.do("extend", at, by="bich_thuy", **INPUTS[Act.EXTEND])


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (0, TermUnit.WORKING_DAY),
        (-3, TermUnit.DAY),
        (10_001, TermUnit.HOUR),
        (1, TermUnit.SAME_DAY),
        (1, TermUnit.NONE),
    ],
)
def test_an_extension_that_makes_no_sense(world: World, amount: int, unit: TermUnit) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with refused(Refusal, "amount"):
        world.do("extend", at, by="bich_thuy", amount=amount, unit=unit, reason="Chờ xác minh")


def test_an_extension_beyond_the_known_calendar(world: World) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with refused(Refusal, "amount"):
        world.do("extend", at, by="bich_thuy", amount=5_000, unit=TermUnit.WORKING_DAY, reason="Chờ xác minh")
    extended = world.do("extend", at, by="bich_thuy", **INPUTS[Act.EXTEND])
    assert extended.version == at.version + 1
    assert Letter.objects.get().number == "01/PXL"


# act, the state before it, inputs that point nowhere good
NOWHERE: list[tuple[str, dict[str, Any], type[Refusal], str]] = [
    ("forward", {}, Refusal, "to"),
    ("forward", {"to_account_id": 404}, Refusal, "to"),
    ("forward", {"to_account_id": "thu_ha"}, Refusal, "to"),
    ("forward", {"to_account_id": "my_dung"}, Refusal, "to"),
    ("forward", {"to_account_id": "quoc_thai"}, Refusal, "to"),
    ("forward", {"to_unit_id": HAM_TAN}, Refusal, "to"),
    ("forward", {"to_unit_id": JUSTICE}, Refusal, "to"),
    ("forward", {"to_unit_id": 404}, NotFound, "unit"),
    ("forward", {"to_account_id": "minh", "to_unit_id": TOWN}, Refusal, "to"),
    ("assign", {"to_account_id": "chanh_da"}, Refusal, "to"),
    ("hand_over", {"to_unit_id": THANH_SON, "reason": "Chuyển"}, Refusal, "to"),
    ("hand_over", {"to_unit_id": 404, "reason": "Chuyển"}, NotFound, "unit"),
]


@pytest.mark.parametrize(("act", "inputs", "kind", "field"), NOWHERE)
def test_a_dossier_is_not_passed_to_nowhere(
    world: World, act: str, inputs: dict[str, Any], kind: type[Refusal], field: str
) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with refused(kind, field):
        world.do(act, at, by="bich_thuy", **inputs)


@pytest.mark.parametrize("second", ["sa_ruone", "minh", "quoc_huy", "my_dung", "quoc_thai"])
def test_a_void_needs_a_leader_of_the_unit_as_second_person(world: World, second: str) -> None:
    at = world.accept()
    with refused(Refusal, "second"):
        world.do("void", at, by="sa_ruone", reason="Nhập trùng", second_account_id=second)


def test_a_leader_does_not_agree_with_oneself(world: World) -> None:
    at = world.accept()
    with refused(Refusal, "second"):
        world.do("void", at, by="bich_thuy", reason="Nhập trùng", second_account_id="bich_thuy")


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({"recipient": " "}, "recipient"),
        ({"recipient": "Ánh\x00"}, "recipient"),
        ({"recipient": "x" * 201}, "recipient"),
        ({"recipient": "Ánh", "how": "pigeon"}, "how"),
    ],
)
def test_a_result_is_handed_to_someone_in_some_way(world: World, inputs: dict[str, str], field: str) -> None:
    at = world.bring(world.accept(), State.SETTLED)
    with refused(Refusal, field):
        world.do("return_result", at, by="sa_ruone", **inputs)


@pytest.mark.parametrize(
    ("applicant", "field"),
    [({"name": ""}, "name"), ({"name": "A", "due_at": "2023-01-01"}, "due_at"), ({"name": "A", "birth": "x"}, "birth")],
)
def test_a_correction_is_checked_like_an_intake(world: World, applicant: dict[str, str], field: str) -> None:
    at = world.accept()
    with refused(Refusal, field):
        world.do("correct", at, by="sa_ruone", applicant=applicant, reason="Sửa")


@pytest.mark.parametrize("act", INPUTS)
def test_a_retry_gets_the_same_answer_and_does_nothing(world: World, act: Act) -> None:
    before = opened(world, BEFORE[act])
    done = world.do(named(act), before, key="once", **INPUTS[act])
    again = world.do(named(act), before, key="once", **INPUTS[act])
    assert again == replace(done, repeated=True)


def test_a_key_used_for_another_request(world: World) -> None:
    at = opened(world, State.PROCESSING)
    first = world.do("request_supplement", at, by="minh", key="k", reason="Thiếu tờ khai")
    with refused(Conflict, "key"):
        world.do("request_supplement", at, by="minh", key="k", reason="Thiếu giấy khác")
    with refused(Conflict, "key"):
        world.do("approve", first, by="minh", key="k")
    with standing("2023-04-27 10:00") as later, refused(Conflict, "key"):
        actions.request_supplement(world.viewer("minh"), ref(at), key="k", reason="Thiếu tờ khai", at=later)


def test_a_refused_act_leaves_the_outer_transaction_usable(world: World) -> None:
    at: Outcome = world.bring(world.accept(), State.PROCESSING)
    with refused(Refusal, "reason"):
        world.do("refuse", at, by="bich_thuy", reason="")
    assert world.do("approve", at, by="bich_thuy").version == at.version + 1
