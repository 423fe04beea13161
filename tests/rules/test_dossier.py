"""The states of a dossier and the table of acts: who, from where, to where, and what the term does."""

from __future__ import annotations

from itertools import product

import pytest

from motcua.law.registry import law
from motcua.law.types import ClockEffect as LegalClock
from motcua.law.types import Role
from motcua.rules.dossier import (
    INSIDE,
    OPEN,
    STATES,
    TRANSITIONS,
    WAITING,
    Act,
    ClockEffect,
    Place,
    State,
    acts_allowed,
    target_state,
    transition,
)
from motcua.rules.refusal import Conflict

# act: from which states; to which ("=": it stays); by whom; at the unit that holds it or received it; what the
# term does; "!" where a reason is needed. Written by hand from the description of the acts, not from the program.
TABLE = """
submit             : -                                        > submitted  : counter                       : receiver : none   :
accept             : submitted                                > accepted   : counter                       : receiver : start  :
decline            : submitted                                > declined   : counter                       : receiver : none   : !
forward            : accepted processing                      > processing : counter officer leader chair  : holder   : none   :
assign             : accepted processing                      > processing : officer leader chair          : holder   : none   :
send_back          : processing approved                      > processing : officer leader chair          : holder   : none   : !
hand_over          : accepted processing                      > processing : counter officer leader chair  : holder   : none   : !
request_supplement : accepted processing                      > supplement : counter officer leader chair  : holder   : pause  : !
resume             : supplement                               > processing : counter officer leader chair  : receiver : resume :
require_payment    : accepted processing                      > payment    : officer leader chair          : holder   : pause  : !
confirm_payment    : payment                                  > processing : counter officer leader chair  : receiver : resume :
consult            : accepted processing                      > =          : officer leader chair          : holder   : none   : !
answer             : accepted processing approved supplement payment > =   : officer leader chair          : consulted : none  : !
take_back          : accepted processing approved supplement payment > =   : officer leader chair          : asker    : none   : !
apologise          : accepted processing approved supplement payment > =   : leader chair                  : holder   : none   : !
recalculate        : accepted processing approved supplement payment > =   : -                             : holder   : move   : !
extend             : accepted processing approved             > =          : leader chair                  : holder   : extend : !
approve            : processing                               > approved   : leader chair                  : holder   : none   :
settle             : approved                                 > settled    : counter officer leader chair  : holder   : end    :
refuse             : accepted processing approved             > refused    : leader chair                  : holder   : end    : !
stop               : accepted processing supplement payment   > stopped    : leader chair                  : holder   : end    : !
withdraw           : accepted processing supplement payment   > withdrawn  : counter leader chair          : receiver : end    : !
return_result      : settled                                  > returned   : counter                       : receiver : none   :
correct            : submitted accepted processing approved supplement payment settled > = : counter leader chair : receiver : none : !
void               : submitted accepted processing            > void       : counter leader chair          : receiver : end    : !
"""  # noqa: E501

ENDS = frozenset({State.DECLINED, State.REFUSED, State.STOPPED, State.WITHDRAWN, State.RETURNED, State.VOID})


def expected(act: Act) -> tuple[frozenset[State], State | None, frozenset[Role], Place, ClockEffect, bool]:
    line = next(line for line in TABLE.strip().splitlines() if line.split(":")[0].strip() == act)
    _, way, roles, place, clock, reason = (part.strip() for part in line.split(":"))
    sources, target = (part.strip() for part in way.split(">"))
    return (
        frozenset(State(word) for word in sources.split() if word != "-"),
        None if target == "=" else State(target),
        frozenset(Role(word) for word in roles.split() if word != "-"),
        Place(place),
        ClockEffect(clock),
        reason == "!",
    )


@pytest.mark.parametrize("act", Act)
def test_the_row_of_an_act(act: Act) -> None:
    row = TRANSITIONS[act]
    assert (row.sources, row.target, row.roles, row.place, row.clock, row.needs_reason) == expected(act)
    assert row.act is act


@pytest.mark.parametrize(("act", "state"), list(product(Act, State)))
def test_an_act_is_allowed_in_its_states_and_refused_in_the_others(act: Act, state: State) -> None:
    sources, target, *_ = expected(act)
    if state in sources:
        assert target_state(transition(act, state=state), state=state) is (target or state)
        return
    with pytest.raises(Conflict) as refused:
        transition(act, state=state)
    assert refused.value.field == "act"
    assert STATES[state].label in str(refused.value)
    assert TRANSITIONS[act].label in str(refused.value)


def test_every_act_has_a_row_and_every_state_a_face() -> None:
    assert set(TRANSITIONS) == set(Act)
    assert set(STATES) == set(State)
    assert all(row.label and row.done and row.source for row in TRANSITIONS.values())
    assert all(row.label and row.citizen for row in STATES.values())


def test_labels_are_unique() -> None:
    for labels in (
        [row.label for row in TRANSITIONS.values()],
        [row.done for row in TRANSITIONS.values()],
        [row.label for row in STATES.values()],
        [row.citizen for row in STATES.values()],
    ):
        assert len(set(labels)) == len(labels)


def test_what_is_not_verified_says_so() -> None:
    for row in TRANSITIONS.values():
        assert "chờ kiểm chứng" in row.source or row.source == "quy tắc của hệ thống"


def test_states_stand_for_the_codes_of_the_national_portal() -> None:
    national = {each.code: each for each in law().national_states()}
    labels = {row.label for row in STATES.values()}
    assert {row.national_code for row in STATES.values()} - {None} == set(national) == set(range(1, 11))
    assert all(each.label in labels for each in national.values())
    assert [state for state in State if STATES[state].national_code is None] == [State.VOID]


def test_the_term_runs_is_suspended_and_stops_as_the_national_codes_say() -> None:
    clocks = {each.code: each.clock for each in law().national_states()}
    for state in State:
        clock = clocks.get(STATES[state].national_code or 0)
        assert (clock is LegalClock.RUNNING) == (state in INSIDE)
        assert (clock is LegalClock.SUSPENDED) == (state in WAITING)
    assert OPEN == INSIDE | WAITING
    assert not INSIDE & WAITING


def test_the_term_starts_once_and_is_suspended_resumed_and_ended_by_the_right_acts() -> None:
    effects = {effect: {act for act, row in TRANSITIONS.items() if row.clock is effect} for effect in ClockEffect}
    assert effects[ClockEffect.START] == {Act.ACCEPT}
    assert effects[ClockEffect.PAUSE] == {Act.REQUEST_SUPPLEMENT, Act.REQUIRE_PAYMENT}
    assert effects[ClockEffect.RESUME] == {Act.RESUME, Act.CONFIRM_PAYMENT}
    assert effects[ClockEffect.EXTEND] == {Act.EXTEND}
    assert effects[ClockEffect.MOVE] == {Act.RECALCULATE}
    assert effects[ClockEffect.END] == {Act.SETTLE, Act.REFUSE, Act.STOP, Act.WITHDRAW, Act.VOID}


def test_nothing_is_done_to_a_dossier_at_its_end() -> None:
    assert {state for state in State if not any(state in row.sources for row in TRANSITIONS.values())} == ENDS


@pytest.mark.parametrize("state", sorted(set(State) - ENDS))
def test_every_other_state_leads_to_an_end(state: State) -> None:
    reached = {state}
    while True:
        further = {
            row.target for row in TRANSITIONS.values() if row.target is not None and row.sources & reached
        } | reached
        if further == reached:
            break
        reached = further
    assert reached & ENDS


def test_no_way_leads_back_behind_acceptance() -> None:
    for row in TRANSITIONS.values():
        if row.sources & (OPEN | {State.SETTLED}):
            assert row.target not in (State.SUBMITTED, State.ACCEPTED, State.DECLINED)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR])
@pytest.mark.parametrize("state", State)
def test_administrators_and_inspectors_do_nothing_to_a_dossier(role: Role, state: State) -> None:
    assert acts_allowed(state, at_holder=[role], at_receiver=[role]) == ()


def test_who_may_do_what_depends_on_where_the_role_is_held() -> None:
    counter, officer, leader = [Role.COUNTER], [Role.OFFICER], [Role.LEADER]
    assert acts_allowed(State.PROCESSING, at_holder=officer, at_receiver=[]) == (
        Act.FORWARD, Act.ASSIGN, Act.SEND_BACK, Act.HAND_OVER, Act.REQUEST_SUPPLEMENT,
        Act.REQUIRE_PAYMENT, Act.CONSULT,
    )  # fmt: skip
    assert acts_allowed(State.PROCESSING, at_holder=[], at_receiver=counter) == (
        Act.WITHDRAW, Act.CORRECT, Act.VOID,
    )  # fmt: skip
    assert acts_allowed(State.APPROVED, at_holder=leader, at_receiver=[]) == (
        Act.SEND_BACK, Act.EXTEND, Act.APOLOGISE, Act.SETTLE, Act.REFUSE,
    )  # fmt: skip
    assert acts_allowed(State.SETTLED, at_holder=officer, at_receiver=counter) == (Act.RETURN_RESULT, Act.CORRECT)
    assert acts_allowed(State.RETURNED, at_holder=leader, at_receiver=counter) == ()


@pytest.mark.parametrize(("state", "role", "place"), list(product(State, Role, Place)))
def test_acts_allowed_are_the_rows_that_name_state_role_and_place(state: State, role: Role, place: Place) -> None:
    allowed = acts_allowed(
        state,
        at_holder=[role] if place is Place.HOLDER else [],
        at_receiver=[role] if place is Place.RECEIVER else [],
        at_consulted=[role] if place is Place.CONSULTED else [],
        at_asker=[role] if place is Place.ASKER else [],
    )
    named = [act for act in Act if state in expected(act)[0] and role in expected(act)[2] and place is expected(act)[3]]
    assert sorted(allowed) == sorted(named)
