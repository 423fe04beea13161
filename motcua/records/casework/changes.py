"""What an act changes, decided before anything is written: the writers store it, whole, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from motcua.law.types import LOCAL, Term
from motcua.rules.dossier import Act
from motcua.rules.facts import Facts

JSON = None | bool | int | str | list["JSON"] | dict[str, "JSON"]


class PromiseKind(StrEnum):
    """Why an entry of the ledger was written."""

    PROMISE = "promise"
    PAUSE = "pause"
    RESUME = "resume"
    EXTENSION = "extension"
    RECALCULATION = "recalculation"


NO_LINES = '{"lines":[],"sources":[]}'
"""The explanation of an entry that computes no date, in the form of `Deadline.to_json`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """An entry of the ledger: the due date before and after, why, by whose approval, by which document.

    `basis` and `explanation` are JSON: the rule values used, and the typed lines that explain `due_after`.
    """

    kind: PromiseKind
    due_before: datetime | None
    due_after: datetime | None
    legal_basis: str
    reason: str = ""
    approver_id: int | None = None
    document: str = ""
    basis: str = "{}"
    explanation: str = NO_LINES


def seal(entry: Sealed) -> str:
    """SHA-256 of an entry of the ledger, 64 hexadecimal digits, kept in the journal: a later change shows.

    The reason is left out: it may name people, and the journal keeps it where it can be erased.
    """
    dates = (at and at.astimezone(LOCAL).isoformat() for at in (entry.due_before, entry.due_after))
    told = [entry.kind, *dates, entry.legal_basis, entry.approver_id, entry.document, entry.basis, entry.explanation]
    return sha256(_write(told).encode()).hexdigest()


_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Sealed(Protocol):
    """An entry of the ledger, decided or stored."""

    @property
    def kind(self) -> str: ...
    @property
    def due_before(self) -> datetime | None: ...
    @property
    def due_after(self) -> datetime | None: ...
    @property
    def legal_basis(self) -> str: ...
    @property
    def approver_id(self) -> int | None: ...
    @property
    def document(self) -> str: ...
    @property
    def basis(self) -> str: ...
    @property
    def explanation(self) -> str: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who submits and, when it is another, whose the dossier is. `birth` is an ISO date or only a year."""

    name: str
    search: str
    id_number: str = ""
    birth: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    owner_name: str = ""
    owner_address: str = ""
    authorisation: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """What is fixed when a dossier gets its code. `papers` is JSON of the numbers handed in; `fee` in đồng."""

    code: str
    helped_unit_id: int | None
    procedure_version_id: int
    term: Term
    day_reading: str
    supplement_policy: str
    copies: int
    papers: str
    fee: int | None
    person: Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """A dossier as an act finds it."""

    id: int
    code: str
    version: int
    procedure_version_id: int
    term: Term
    day_reading: str
    supplement_policy: str
    facts: Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One act, decided: everything that the transaction will write.

    `data` goes into the journal as it is; `personal` only as a salted hash, its text apart. `opening` is
    given by the first act of a dossier only; `person` replaces the applicant (correct only).
    """

    act: Act
    actor_id: int | None
    at: datetime
    request_key: str
    request_digest: str
    code: str
    version: int
    before: Facts | None
    after: Facts
    data: Mapping[str, JSON]
    personal: Mapping[str, JSON] | None = None
    promise: Promise | None = None
    opening: Opening | None = None
    person: Person | None = None
    columns: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def told(self) -> Mapping[str, JSON]:
        """What the journal keeps as it is: `data`, and the seal of the entry of the ledger."""
        return self.data if self.promise is None else {**self.data, "ledger": seal(self.promise)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """The answer to an act; a retry with the same key gets the same answer, with `repeated` true."""

    dossier_id: int
    code: str
    version: int
    due_at: datetime | None
    repeated: bool = False
