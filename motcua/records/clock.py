"""The only place that asks the time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

from motcua.law.types import LOCAL
from motcua.records import store
from motcua.rules.refusal import Refusal

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present instant, aware, in legal time (+07:00).

    MOTCUA_NOW overrides; a demonstration store has its own clock; otherwise the machine's.
    """
    standing = _standing.get()
    if standing is not None:
        return standing
    told = os.environ.get("MOTCUA_NOW")
    if told:
        return instant(told, field="MOTCUA_NOW")
    here = store.read()
    return (here.clock_at(machine()) if here else machine()).astimezone(LOCAL)


def machine() -> datetime:
    """The machine's own clock, in UTC; only for measuring durations and for a demonstration's clock."""
    return datetime.now(UTC)


@contextmanager
def standing_at(at: datetime) -> Iterator[None]:
    """The clock stands at `at` inside the block: a replay and the tests pass time in this way."""
    token = _standing.set(at.astimezone(LOCAL))
    try:
        yield
    finally:
        _standing.reset(token)


def instant(text: str, *, field: str) -> datetime:
    """Reads an ISO 8601 instant; one without offset is in legal time. Raises Refusal naming `field`."""
    try:
        at = datetime.fromisoformat(text.strip())
        return at.replace(tzinfo=LOCAL) if at.tzinfo is None else at.astimezone(LOCAL)
    except (ValueError, OverflowError):
        raise Refusal(
            field, "Không đọc được thời điểm «{text}»; hãy viết như 2023-04-28 15:20.", text=text[:40]
        ) from None
