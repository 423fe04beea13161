"""What is kept of a log, in one form for writing, reading and checking."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from motcua.rules.event_log import Case, Event

SUBJECT = "event_log"
TAKEN_IN, REMOVED = "log.import", "log.remove"


def digest_of(cases: Iterable[Case]) -> str:
    """SHA-256 over the cases and their events, in order: 64 hexadecimal digits."""
    seen = sha256()
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for case in cases:
        seen.update(write([case.key, case.channel, case.planned_end, case.actual_end, case.events]).encode())
        seen.update(b"\n")
    return seen.hexdigest()


def case_of(row: tuple[Any, ...], events: Iterable[tuple[Any, ...]]) -> Case:
    """A case from the columns key, channel, planned end and actual end, and from those of its events."""
    key, channel, planned_end, actual_end = row
    return Case(
        key=key,
        events=tuple([Event(activity, at, resource) for activity, at, resource in events]),
        channel=channel,
        planned_end=planned_end,
        actual_end=actual_end,
    )
