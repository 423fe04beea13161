"""The facts row: what each act leaves in it, and what stays true whatever is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from motcua.law.types import LOCAL
from motcua.rules.dossier import OPEN, TRANSITIONS, WAITING, Act, ClockEffect, State
from motcua.rules.facts import COLUMNS, COUNTS, NOTHING, RESULT, Event, Facts, advanced, counts
from tests.rules.dossier_walks import Walk, blank, walks

RECEIVED = datetime(2023, 4, 27, 9, 0, tzinfo=LOCAL)
DUE = datetime(2023, 5, 5, 9, 0, tzinfo=LOCAL)
MINUTE = timedelta(minutes=1)


def after(*events: tuple[Act, datetime, dict[str, Any]]) -> Facts:
    """The facts after some acts on a dossier handed in and accepted at RECEIVED, due at DUE."""
    facts = blank(at=RECEIVED)
    for act, at, rest in ((Act.ACCEPT, RECEIVED, {"due_at": DUE}), *events):
        facts = advanced(facts, Event(act=act, at=at, **{"holder_unit_id": 1, "holder_id": None, "step": 1, **rest}))
    return facts


def settled(at: datetime, **given: Any) -> tuple[tuple[Act, datetime, dict[str, Any]], ...]:
    approved = at - MINUTE
    return (Act.FORWARD, RECEIVED, {}), (Act.APPROVE, approved, {}), (Act.SETTLE, at, {"worked": 480, **given})


def test_acceptance_fixes_day_and_promises() -> None:
    facts = after()
    assert facts.state is State.ACCEPTED
    assert (facts.accepted_at, facts.accepted_day) == (RECEIVED, date(2023, 4, 27))
    assert facts.first_due_at == facts.due_at == DUE
    assert counts(facts) == (1, *NOTHING[1:])


def test_the_day_of_acceptance_is_the_local_one() -> None:
    late = datetime.fromisoformat("2023-04-27T23:30+07:00").astimezone(UTC)
    early = datetime.fromisoformat("2023-04-26T17:30+00:00")
    for at, day in ((late, date(2023, 4, 27)), (early, date(2023, 4, 27))):
        event = Event(act=Act.ACCEPT, at=at, holder_unit_id=1, holder_id=None, step=1)
        assert advanced(blank(at=at), event).accepted_day == day


def test_a_dossier_goes_where_it_is_passed() -> None:
    facts = after((Act.FORWARD, DUE, {"holder_unit_id": 7, "holder_id": 8, "step": 2}))
    assert (facts.state, facts.holder_unit_id, facts.holder_id, facts.step) == (State.PROCESSING, 7, 8, 2)
    assert (facts.last_at, facts.unit_id, facts.due_at) == (DUE, 1, DUE)


def test_waiting_is_counted_and_moves_only_the_later_promise() -> None:
    asked, came, new = RECEIVED + 60 * MINUTE, RECEIVED + 600 * MINUTE, DUE + 540 * MINUTE
    waiting = after((Act.REQUEST_SUPPLEMENT, asked, {}))
    assert (waiting.waiting_since, waiting.supplements, waiting.due_at) == (asked, 1, DUE)
    facts = after((Act.REQUEST_SUPPLEMENT, asked, {}), (Act.RESUME, came, {"due_at": new, "waited": 270}))
    assert (facts.waiting_since, facts.waiting_minutes, facts.due_at) == (None, 270, new)
    assert facts.first_due_at == DUE


def test_an_extension_is_counted_and_keeps_the_state() -> None:
    facts = after((Act.FORWARD, RECEIVED, {}), (Act.EXTEND, RECEIVED, {"due_at": DUE + 480 * MINUTE}))
    assert (facts.state, facts.extensions, facts.due_at) == (State.PROCESSING, 1, DUE + 480 * MINUTE)
    assert facts.first_due_at == DUE


# ended at; due at that moment (None: no date); on time, by date, first promise
VERDICTS = [
    (DUE, DUE, (True, True, True)),
    (DUE - MINUTE, DUE, (True, True, True)),
    (DUE + MINUTE, DUE, (False, True, False)),
    (DUE + 480 * MINUTE, DUE, (False, True, False)),
    (DUE + 1440 * MINUTE, DUE, (False, False, False)),
    (DUE + MINUTE, DUE + 480 * MINUTE, (True, True, False)),
    (DUE + 1440 * MINUTE, DUE + 1440 * MINUTE, (True, True, False)),
]


@pytest.mark.parametrize(("ended", "due", "verdicts"), VERDICTS)
def test_the_end_is_held_against_both_promises(
    ended: datetime, due: datetime, verdicts: tuple[bool, bool, bool]
) -> None:
    extension = () if due == DUE else ((Act.EXTEND, RECEIVED, {"due_at": due}),)
    facts = after(*extension, *settled(ended))
    assert (facts.on_time, facts.on_time_by_date, facts.first_promise_kept) == verdicts
    assert counts(facts) == (1, 1, 1, 0, 0, 0, 1, *(int(verdict) for verdict in verdicts))


def test_midnight_by_local_time_divides_the_dates() -> None:
    due = datetime(2023, 5, 5, 17, 0, tzinfo=LOCAL)
    before, past = datetime(2023, 5, 5, 23, 59, tzinfo=LOCAL), datetime(2023, 5, 6, 0, 0, tzinfo=LOCAL)
    extension = (Act.EXTEND, RECEIVED, {"due_at": due})
    assert after(extension, *settled(before)).on_time_by_date is True
    assert after(extension, *settled(past)).on_time_by_date is False


def test_without_a_due_date_there_is_no_verdict() -> None:
    facts = blank(at=RECEIVED)
    accept = Event(act=Act.ACCEPT, at=RECEIVED, holder_unit_id=1, holder_id=None, step=1)
    facts = advanced(facts, accept)
    for act in (Act.FORWARD, Act.APPROVE, Act.SETTLE):
        facts = advanced(facts, replace(accept, act=act, at=RECEIVED + MINUTE, worked=1))
    assert (facts.end_kind, facts.on_time, facts.on_time_by_date, facts.first_promise_kept) == (
        RESULT, None, None, None,
    )  # fmt: skip
    assert counts(facts) == (1, 1, 1, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("act", "kind", "places"),
    [(Act.REFUSE, "refused", 3), (Act.STOP, "stopped", 4), (Act.WITHDRAW, "withdrawn", 5)],
)
def test_an_end_without_a_result_has_no_verdict(act: Act, kind: str, places: int) -> None:
    facts = after((act, DUE - MINUTE, {"worked": 100}))
    assert (facts.end_kind, facts.on_time, facts.ended_at) == (kind, None, DUE - MINUTE)
    assert counts(facts) == tuple(int(place in (0, 1, places)) for place in range(len(COUNTS)))


def test_a_void_number_counts_nowhere() -> None:
    facts = after((Act.VOID, RECEIVED + MINUTE, {}))
    assert (facts.state, facts.end_kind, counts(facts)) == (State.VOID, "", NOTHING)


def test_nothing_is_counted_before_acceptance_or_after_a_refusal_at_the_door() -> None:
    online = blank(at=RECEIVED, channel="online")
    declined = advanced(online, Event(act=Act.DECLINE, at=RECEIVED + MINUTE, holder_unit_id=1, holder_id=None, step=0))
    assert counts(None) == counts(online) == counts(declined) == NOTHING


def test_durations_are_minutes() -> None:
    facts = after(*settled(RECEIVED + timedelta(days=2, minutes=5), worked=960, waited=0))
    assert (facts.working_minutes, facts.calendar_minutes, facts.waiting_minutes) == (960, 2885, 0)


def test_ending_while_waiting_closes_the_wait() -> None:
    facts = after((Act.REQUEST_SUPPLEMENT, RECEIVED, {}), (Act.WITHDRAW, DUE, {"waited": 300, "worked": 0}))
    assert (facts.waiting_since, facts.waiting_minutes, facts.end_kind) == (None, 300, "withdrawn")


def test_the_return_of_the_result_leaves_the_figures_alone() -> None:
    ended = after(*settled(DUE))
    given = Event(act=Act.RETURN_RESULT, at=DUE + 9000 * MINUTE, holder_unit_id=1, holder_id=None, step=1)
    back = advanced(ended, given)
    assert (back.state, back.returned_at, back.ended_at) == (State.RETURNED, given.at, DUE)
    assert counts(back) == counts(ended)


def test_columns_and_values_are_the_fields_in_order() -> None:
    facts = after()
    assert tuple(Facts.__annotations__) == COLUMNS
    assert tuple(facts) == tuple(getattr(facts, name) for name in COLUMNS)


@given(walks())
def test_the_first_promise_never_changes(walk: Walk) -> None:
    accepted = [facts for facts in walk.facts if facts.accepted_at]
    assert len({(facts.accepted_at, facts.first_due_at, facts.accepted_day) for facts in accepted}) <= 1


MOVING = (ClockEffect.START, ClockEffect.RESUME, ClockEffect.EXTEND, ClockEffect.MOVE)


@given(walks())
def test_the_due_date_moves_only_with_acts_on_the_term(walk: Walk) -> None:
    before = blank(at=walk.facts[0].submitted_at)
    for event, facts in zip(walk.events, walk.facts, strict=True):
        if TRANSITIONS[event.act].clock not in MOVING:
            assert facts.due_at == before.due_at
        before = facts


@given(walks())
def test_counters_are_none_or_one_and_agree_with_one_another(walk: Walk) -> None:
    for facts in walk.facts:
        tally = dict(zip(COUNTS, counts(facts), strict=True))
        assert set(tally.values()) <= {0, 1}
        ends = tally["with_result"] + tally["refused"] + tally["stopped"] + tally["withdrawn"]
        assert tally["settled"] == ends
        assert tally["settled"] <= tally["received"]
        assert tally["on_time"] <= tally["on_time_by_date"] <= tally["due"] <= tally["with_result"]
        assert tally["first_promise_kept"] <= tally["due"]


@given(walks())
def test_state_and_milestones_agree(walk: Walk) -> None:
    for event, facts in zip(walk.events, walk.facts, strict=True):
        assert facts.last_at == event.at
        assert (facts.ended_at is None) == (facts.state in OPEN | {State.SUBMITTED, State.DECLINED})
        assert (facts.returned_at is not None) == (facts.state is State.RETURNED)
        assert (facts.waiting_since is not None) == (facts.state in WAITING)
        assert (facts.end_kind != "") == (facts.ended_at is not None and facts.state is not State.VOID)
        assert (facts.first_due_at is None) == (facts.due_at is None)


@given(walks())
def test_what_was_once_settled_stays_settled(walk: Walk) -> None:
    tallies = [counts(facts) for facts in walk.facts if facts.state is not State.VOID]
    for before, later in pairwise(tallies):
        assert all(a <= b for a, b in zip(before, later, strict=True))


@given(walks())
def test_an_end_is_never_later_by_date_than_it_is_by_instant(walk: Walk) -> None:
    facts = walk.last
    if facts.on_time:
        assert facts.on_time_by_date
    if facts.ended_at and facts.accepted_at:
        assert facts.ended_at >= facts.accepted_at
        assert facts.calendar_minutes == (facts.ended_at - facts.accepted_at) // MINUTE
