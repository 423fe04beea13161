"""The journal read from end to end, a bounded number of entries in memory at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.journal.models import Entry

_CHUNK = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An entry as the journal tells it; `personal` is None when there is none or it has been erased."""

    subject_id: int
    act: str
    version: int
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    data: Mapping[str, Any]
    personal: Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A request answered: its key, and the subject and version that it made."""

    key: str
    subject_id: int
    version: int


def entries_by_subject(subject_type: str) -> Iterator[Told]:
    """The entries about one type of subject, subject by subject, each in the order of recording."""
    rows = Entry.objects.filter(subject_type=subject_type).order_by("subject_id", "id")
    columns = ("subject_id", "body", "personal__content")
    for subject_id, body, personal in rows.values_list(*columns).iterator(chunk_size=_CHUNK):
        said = json.loads(body)
        yield Told(
            subject_id=subject_id,
            act=said["act"],
            version=said["version"],
            actor_id=said["actor_id"],
            occurred_at=datetime.fromisoformat(said["occurred_at"]).astimezone(LOCAL),
            recorded_at=datetime.fromisoformat(said["recorded_at"]).astimezone(LOCAL),
            data=said["data"],
            personal=None if personal is None else json.loads(personal),
        )


def requests(marked: str) -> Iterator[Request]:
    """The requests whose key contains `marked`, in the order in which they were answered."""
    rows = Entry.objects.filter(request_key__contains=marked).order_by("id")
    for key, subject_id, version in rows.values_list("request_key", "subject_id", "subject_version").iterator(
        chunk_size=_CHUNK
    ):
        yield Request(key=key or "", subject_id=subject_id, version=version)
