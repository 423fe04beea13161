"""The one way in which an entry is written down: what is hashed, and so what anyone can recompute.

An entry is a JSON object in UTF-8: keys in code point order, no spaces, text in NFC and not escaped beyond what
JSON needs, whole numbers only (a fraction has no single spelling), instants in ISO 8601 with the offset of legal
time (+07:00) and a fraction of a second only where there is one.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias

from motcua.law.types import LOCAL

JSON: TypeAlias = "bool | int | str | Sequence[JSON] | Mapping[str, JSON] | None"
"""What an entry may hold."""

_PLAIN = frozenset({str, int, bool, type(None)})
_write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: JSON) -> str:
    """`value` in its one spelling. TypeError for anything that has none, such as a float."""
    _refuse_what_has_no_spelling(value)
    return _spelled(value)


@lru_cache(maxsize=256)
def instant_text(at: datetime) -> str:
    """An aware instant as entries spell it; ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError("an instant without offset cannot be recorded")
    return at.astimezone(LOCAL).isoformat()


def personal_digest(content: str, *, salt: bytes) -> str:
    """What an entry keeps of its personal content: hex of SHA-256(salt ‖ canonical JSON)."""
    return sha256(salt + content.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """Everything an entry says. `personal` is the digest of the content kept apart, "" when there is none."""

    act: str
    subject_type: str
    subject_id: int
    version: int
    actor_id: int | None
    occurred_at: datetime
    recorded_at: datetime
    data: Mapping[str, JSON]
    request_key: str | None
    request_digest: str
    personal: str

    def body(self) -> str:
        """The canonical JSON that is hashed."""
        said: dict[str, JSON] = {
            "act": self.act,
            "actor_id": self.actor_id,
            "data": self.data,
            "occurred_at": instant_text(self.occurred_at),
            "recorded_at": instant_text(self.recorded_at),
            "request_digest": self.request_digest,
            "request_key": self.request_key,
            "subject_id": self.subject_id,
            "subject_type": self.subject_type,
            "version": self.version,
        }
        if self.personal:
            said["personal"] = self.personal
        _refuse_what_has_no_spelling(self.data)
        return _spelled(said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An entry ready to be written: its record, and its personal `content` with the salt of its digest, if any."""

    record: Record
    salt: bytes
    content: str


def _spelled(value: JSON) -> str:
    text = _write(value)
    return text if unicodedata.is_normalized("NFC", text) else _write(_normalised(value))


def _refuse_what_has_no_spelling(value: object) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the keys of an entry must be text")
        items: Iterable[object] = value.values()
    elif isinstance(value, (list, tuple)):
        items = value
    elif type(value) in _PLAIN or isinstance(value, (str, int)):
        return
    else:
        raise TypeError(f"an entry cannot hold a {type(value).__name__}")
    for item in items:
        if type(item) not in _PLAIN:  # spares the call for almost every item
            _refuse_what_has_no_spelling(item)


def _normalised(value: JSON) -> JSON:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): _normalised(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_normalised(item) for item in value]
    return value
