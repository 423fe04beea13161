"""Messages to the outside: posted in the transaction of what they tell, delivered later, at least once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import partial

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Q

from motcua.records import clock
from motcua.records.journal.canonical import JSON
from motcua.records.outbox import postgresql, sqlite
from motcua.records.outbox.delivery import Deliver, OutgoingMessage, PermanentFailure, Unreachable
from motcua.records.outbox.models import Message, MessageState
from motcua.records.outbox.posting import Draft
from motcua.rules.refusal import Conflict

MOST_ATTEMPTS = 8
LEASE = timedelta(minutes=5)
"""For so long a message is with the one who delivers it; after a crash the next one takes it."""

FIRST_WAIT = timedelta(seconds=30)
"""Before the second attempt; each further wait is four times as long, the last about 34 hours."""

Attempt = Callable[[Message], None]

_ERROR_LIMIT = 300
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_held: ContextVar[bool] = ContextVar("held", default=False)


class _Fate(Enum):
    SENT = "sent"
    LATER = "later"
    CLOSED = "closed"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Drained:
    """How many messages were delivered, put off, and given up."""

    sent: int
    later: int
    dead: int


def post(*, topic: str, subject_type: str, subject_id: int, payload: Mapping[str, JSON]) -> None:
    """Leaves a message in the caller's transaction: it goes out if, and only if, the transaction holds.

    `payload` holds no personal data. Raises TransactionManagementError outside a transaction.
    """
    database = connections[DEFAULT_DB_ALIAS]  # looked up once: a replay posts hundreds of thousands
    draft = drafted(topic=topic, subject_type=subject_type, subject_id=subject_id, payload=payload)
    write = postgresql.write if database.vendor == "postgresql" else sqlite.write
    write(database, draft)


def drafted(*, topic: str, subject_type: str, subject_id: int, payload: Mapping[str, JSON]) -> Draft:
    """What `post` would leave now, for a caller whose own statement writes it (`postgresql.part`).

    Raises as `post` does.
    """
    if not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        raise transaction.TransactionManagementError("a message is posted within transaction.atomic() only")
    created_at, held = clock.now(), _held.get()
    return Draft(
        topic=topic,
        subject_type=subject_type,
        subject_id=subject_id,
        payload=_write(payload),
        state="held" if held else "pending",
        created_at=created_at,
        # Attempts keep the machine's time, whatever the clock of the store.
        due_at=created_at if held else clock.machine(),
    )


@contextmanager
def holding() -> Iterator[None]:
    """Messages posted inside are held for ever: a replay must not tell the outside what long since happened."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


def drain(deliver: Deliver, *, topic: str = "", limit: int = 100, at: datetime | None = None) -> Drained:
    """Delivers up to `limit` messages, of one topic or ("") of all, that are due `at` an instant (None: now).

    Each goes once or more, in due order; nothing is locked while the other side is spoken to. A failure puts the
    message off for longer and longer; the eighth, or a PermanentFailure, gives it up. One message never stops the
    others; only an Unreachable side does, whose messages stay due and lose no attempt.
    """
    wanted = Q(topic=topic) if topic else Q()
    return _drained(wanted, partial(_attempt, deliver), limit=limit, at=at)


def hand_on(take: Deliver, *, but: tuple[str, ...], limit: int = 100, at: datetime | None = None) -> Drained:
    """Gives the due messages, except topics that begin with one of `but`, to a part of this same store.

    What `take` writes and that the message is done are one transaction, so it is taken once, whatever breaks.
    Failures count as in `drain`.
    """
    others = [Q(topic__startswith=begin) for begin in but]
    return _drained(~Q(*others, _connector=Q.OR), partial(_attempt_within, take), limit=limit, at=at)


def retry(message_id: int) -> None:
    """Puts a message that was given up back among those to deliver. Raises Conflict when it is not given up."""
    dead = Message.objects.filter(pk=message_id, state=MessageState.DEAD)
    if not dead.update(state=MessageState.PENDING, attempts=0, due_at=clock.machine()):
        raise Conflict("message", "Thông điệp này không nằm trong danh sách gửi không được; hãy tải lại trang.")


def _claim(row: Message, *, now: datetime) -> bool:
    """Takes a message for the length of the lease, unless another was quicker."""
    unclaimed = Message.objects.filter(pk=row.pk, state=MessageState.PENDING, due_at=row.due_at)
    row.attempts += 1
    return unclaimed.update(due_at=now + LEASE, attempts=row.attempts) == 1


def _drained(wanted: Q, attempt: Attempt, *, limit: int, at: datetime | None) -> Drained:
    now = at or clock.machine()
    due = Message.objects.filter(wanted, state=MessageState.PENDING, due_at__lte=now).order_by("due_at", "pk")[:limit]
    fates: list[_Fate] = []
    for row in due:
        if not _claim(row, now=now):
            continue
        fates.append(_fate(row, attempt, now=now))
        if fates[-1] is _Fate.CLOSED:
            break
    later = fates.count(_Fate.LATER) + fates.count(_Fate.CLOSED)
    return Drained(sent=fates.count(_Fate.SENT), later=later, dead=fates.count(_Fate.DEAD))


def _attempt(deliver: Deliver, row: Message) -> None:
    deliver(_outgoing(row))
    _settle(row, state=MessageState.SENT, last_error="")


@transaction.atomic
def _attempt_within(take: Deliver, row: Message) -> None:
    _attempt(take, row)


def _fate(row: Message, attempt: Attempt, *, now: datetime) -> _Fate:
    try:
        attempt(row)
    except PermanentFailure as failure:
        return _give_up(row, failure)
    except Exception as failure:
        # Whatever a gateway raises, a fault of its own too, must not keep the other messages.
        if row.attempts >= MOST_ATTEMPTS:
            return _give_up(row, failure)
        _settle(row, due_at=now + FIRST_WAIT * 4 ** (row.attempts - 1), last_error=_words(failure))
        return _Fate.CLOSED if isinstance(failure, Unreachable) else _Fate.LATER
    return _Fate.SENT


def _give_up(row: Message, failure: Exception) -> _Fate:
    _settle(row, state=MessageState.DEAD, last_error=_words(failure))
    return _Fate.DEAD


def _settle(row: Message, **columns: object) -> None:
    Message.objects.filter(pk=row.pk).update(**columns)


def _words(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:_ERROR_LIMIT]


def _outgoing(row: Message) -> OutgoingMessage:
    return OutgoingMessage(
        id=row.pk,
        topic=row.topic,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        payload=json.loads(row.payload),
        created_at=row.created_at,
    )
