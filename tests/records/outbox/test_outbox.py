"""Messages leave if their transaction holds, at least once, and none keeps the others."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.outbox import actions as outbox
from motcua.records.outbox import queries
from motcua.records.outbox.delivery import Deliver, OutgoingMessage, PermanentFailure, TemporaryFailure, Unreachable
from motcua.records.outbox.models import Message, MessageState
from motcua.records.outbox.posting import Draft
from motcua.rules.refusal import Conflict

pytestmark = pytest.mark.django_db

Counts = tuple[int, int, int]

POSTED = datetime(2023, 5, 4, 9, 0, 0, 250, tzinfo=LOCAL)
MACHINE = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
NOTHING = timedelta()


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "machine", lambda: MACHINE)


def post(number: int = 1) -> None:
    with clock.standing_at(POSTED):
        payload = {"code": f"H59-{number}", "ý": None}
        outbox.post(topic="dossier.accept", subject_type="dossier", subject_id=number, payload=payload)


class Other:
    """The other side: remembers what it got, and fails for the subjects told."""

    def __init__(self, *, fails: dict[int, Exception] | None = None) -> None:
        self.got: list[OutgoingMessage] = []
        self.fails = fails or {}

    def __call__(self, message: OutgoingMessage) -> None:
        self.got.append(message)
        if message.subject_id in self.fails:
            raise self.fails[message.subject_id]

    @property
    def subjects(self) -> list[int]:
        return [message.subject_id for message in self.got]


def drained(deliver: Deliver, *, after: timedelta = NOTHING, limit: int = 100) -> Counts:
    found = outbox.drain(deliver, limit=limit, at=MACHINE + after)
    return found.sent, found.later, found.dead


def test_a_message_arrives_whole_and_once() -> None:
    post(7)
    other = Other()
    assert drained(other) == (1, 0, 0)
    assert drained(other) == (0, 0, 0)
    message = other.got[0]
    assert (message.topic, message.subject_type, message.subject_id) == ("dossier.accept", "dossier", 7)
    assert message.payload == {"code": "H59-7", "ý": None}
    assert message.created_at == POSTED


@pytest.mark.parametrize("standing", [nullcontext, outbox.holding])
def test_the_quick_way_writes_what_the_plain_way_writes(
    standing: Callable[[], AbstractContextManager[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts: list[Draft] = []
    drafted = outbox.drafted
    monkeypatch.setattr(outbox, "drafted", lambda **said: drafts.append(drafted(**said)) or drafts[-1])
    with standing():
        post()
    Message.objects.create(**asdict(drafts[0]))
    quick, plain = (
        {name: value for name, value in row.items() if name != "id"} for row in Message.objects.order_by("pk").values()
    )
    assert quick == plain


def test_what_is_rolled_back_was_never_posted() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert not Message.objects.exists()


def test_a_message_outside_a_transaction_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "connections", {"default": SimpleNamespace(in_atomic_block=False)})
    with pytest.raises(transaction.TransactionManagementError):
        post()


def test_a_number_without_a_single_spelling_is_a_fault() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        outbox.post(topic="x", subject_type="y", subject_id=1, payload={"n": float("nan")})  # type: ignore[dict-item]


def test_what_a_replay_posts_never_leaves() -> None:
    with outbox.holding():
        post(1)
        with outbox.holding():
            post(2)
        post(3)
    post(4)
    other = Other()
    assert drained(other, after=timedelta(days=1000)) == (1, 0, 0)
    assert other.subjects == [4]
    assert queries.waiting().held == 3


def test_holding_ends_with_an_error_too() -> None:
    with pytest.raises(ZeroDivisionError), outbox.holding():
        raise ZeroDivisionError
    post()
    assert queries.waiting().pending == 1


def test_one_that_fails_does_not_keep_the_others_and_is_tried_again_later() -> None:
    for number in (1, 2, 3):
        post(number)
    other = Other(fails={2: TemporaryFailure("bận")})
    assert drained(other) == (2, 1, 0)
    assert sorted(other.subjects) == [1, 2, 3]
    assert drained(other, after=timedelta(seconds=29)) == (0, 0, 0)
    other.fails = {}
    assert drained(other, after=timedelta(seconds=30)) == (1, 0, 0)
    first, second = (message.id for message in other.got if message.subject_id == 2)
    assert first == second


def test_a_side_that_cannot_be_reached_is_asked_once_and_costs_the_others_no_attempt() -> None:
    for number in (1, 2, 3):
        post(number)
    other = Other(fails={number: Unreachable("đóng") for number in (1, 2, 3)})
    assert drained(other) == (0, 1, 0)
    assert drained(other) == (0, 1, 0)
    assert other.subjects == [1, 2]
    assert list(Message.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 1, 0]
    other.fails = {}
    assert drained(other, after=timedelta(seconds=30)) == (3, 0, 0)


def test_a_topic_is_drained_by_itself() -> None:
    post(1)
    with transaction.atomic():
        outbox.post(topic="notice.mail", subject_type="dossier", subject_id=2, payload={})
    other = Other()
    assert outbox.drain(other, topic="notice.mail", at=MACHINE).sent == 1
    assert other.subjects == [2]


def test_what_is_handed_on_is_taken_with_its_message_or_not_at_all() -> None:
    post(1)
    with transaction.atomic():
        outbox.post(topic="notice.mail", subject_type="dossier", subject_id=2, payload={})

    def torn(message: OutgoingMessage) -> None:
        outbox.post(topic="notice.mail", subject_type="dossier", subject_id=3, payload={})
        raise TemporaryFailure("giữa chừng")

    assert outbox.hand_on(torn, but=("notice.",), at=MACHINE) == outbox.Drained(sent=0, later=1, dead=0)
    assert not Message.objects.filter(subject_id=3).exists()
    later = MACHINE + timedelta(seconds=30)
    assert outbox.hand_on(Other(), but=("notice.",), at=later) == outbox.Drained(sent=1, later=0, dead=0)
    assert Message.objects.get(subject_id=1).state == MessageState.SENT
    assert Message.objects.get(subject_id=2).state == MessageState.PENDING


def test_a_fault_of_the_gateway_is_a_failure_like_another() -> None:
    post(1)
    post(2)
    assert drained(Other(fails={1: KeyError("code")})) == (1, 1, 0)
    assert Message.objects.get(subject_id=1).last_error == "KeyError: 'code'"


def test_each_wait_is_longer_and_the_eighth_failure_gives_up() -> None:
    post(1)
    other = Other(fails={1: TemporaryFailure("x" * 1000)})
    at, waits = MACHINE, []
    for _ in range(outbox.MOST_ATTEMPTS - 1):
        assert outbox.drain(other, at=at).later == 1
        due = Message.objects.get().due_at
        waits.append(due - at)
        at = due
    assert waits == [timedelta(seconds=30) * 4**power for power in range(7)]
    assert outbox.drain(other, at=at).dead == 1
    assert len(other.got) == outbox.MOST_ATTEMPTS
    row = Message.objects.get()
    assert (row.state, row.attempts, len(row.last_error)) == (MessageState.DEAD, 8, 300)
    assert drained(other, after=timedelta(days=1000)) == (0, 0, 0)


def test_a_lasting_failure_gives_up_at_once_and_a_person_may_try_again() -> None:
    post(1)
    other = Other(fails={1: PermanentFailure("không có thủ tục này")})
    assert drained(other) == (0, 0, 1)
    [dead] = queries.dead_letters()
    assert (dead.subject_id, dead.attempts, dead.last_error) == (1, 1, "PermanentFailure: không có thủ tục này")
    assert dead.created_at == POSTED
    outbox.retry(dead.id)
    other.fails = {}
    assert drained(other) == (1, 0, 0)
    assert queries.dead_letters() == ()
    with pytest.raises(Conflict, match="không nằm trong danh sách"):
        outbox.retry(dead.id)


def test_whoever_dies_while_delivering_leaves_the_message_to_the_next() -> None:
    post(1)

    def killed(message: OutgoingMessage) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drained(killed)
    other = Other()
    assert drained(other, after=outbox.LEASE - timedelta(seconds=1)) == (0, 0, 0)
    assert drained(other, after=outbox.LEASE) == (1, 0, 0)


def test_two_who_drain_at_once_do_not_both_deliver() -> None:
    post(1)
    post(2)
    inner = Other()

    def outer(message: OutgoingMessage) -> None:
        drained(inner)

    assert drained(outer) == (1, 0, 0)
    assert inner.subjects == [2]


def test_the_oldest_due_go_first_up_to_the_limit() -> None:
    for number in range(1, 6):
        post(number)
    Message.objects.filter(subject_id=4).update(due_at=MACHINE - timedelta(hours=1))
    other = Other()
    assert drained(other, limit=3) == (3, 0, 0)
    assert other.subjects == [4, 1, 2]
    assert drained(other, limit=3) == (2, 0, 0)


def test_what_waits_is_counted() -> None:
    assert queries.waiting() == queries.Waiting(pending=0, held=0, dead=0, oldest=None)
    post(1)
    post(2)
    drained(Other(fails={1: PermanentFailure("")}), limit=1)
    with outbox.holding():
        post(3)
    assert queries.waiting() == queries.Waiting(pending=1, held=1, dead=1, oldest=POSTED)
