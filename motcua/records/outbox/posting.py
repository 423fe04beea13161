"""A message before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """The columns of a message; `payload` is its JSON, `state` "pending" or "held"."""

    topic: str
    subject_type: str
    subject_id: int
    payload: str
    state: str
    created_at: datetime
    due_at: datetime
