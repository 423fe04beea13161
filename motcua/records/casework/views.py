"""What queries of casework answer: frozen rows, instants in legal time, nothing formatted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.law.types import Term
from motcua.records.casework.changes import JSON
from motcua.records.casework.papers import Counts
from motcua.rules.deadline import Line
from motcua.rules.dossier import Act, State
from motcua.rules.supplement import WaitCause


class Tab(StrEnum):
    """The tabs of a work list; a dossier may stand under more than one."""

    INCOMING = "incoming"
    PROCESSING = "processing"
    NEAR = "near"
    OVERDUE = "overdue"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListRow:
    """A dossier in a list; `unit` received it."""

    id: int
    code: str
    version: int
    state: State
    applicant: str
    procedure: str
    unit: str
    unit_id: int
    holder: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineEntry:
    """An act as it is told; `personal` is None where there was none or it was erased. `to` is who or which unit
    the dossier was passed to, `to_unit_id` that unit or the person's.
    """

    entry_id: int
    act: Act
    at: datetime
    recorded_at: datetime
    actor_id: int | None
    actor: str
    data: Mapping[str, JSON]
    personal: Mapping[str, JSON] | None
    to: str = ""
    to_unit_id: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerView:
    """An entry of the ledger; `lines` explain `due_after` as they did when it was promised."""

    number: int
    kind: str
    at: datetime
    due_before: datetime | None
    due_after: datetime | None
    legal_basis: str
    reason: str
    approver: str
    document: str
    lines: tuple[Line, ...]

    @property
    def after_payment(self) -> bool:
        """Whether the term goes on because the citizen has paid."""
        return bool(self.lines) and self.lines[0].why == WaitCause.PAYMENT


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewingView:
    """Who of the staff opened the dossier on a day: how many times, and when the last time."""

    name: str
    title: str
    at: datetime
    times: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationView:
    """A question put to a unit. `question` and `answer` are None where they were erased, or there is no answer;
    `agrees` is None also where the answer says neither. Closed without an answer: it was taken back, for a `reason`
    (None where erased), or needed no more.
    """

    number: int
    unit_id: int
    unit: str
    asker_unit_id: int
    asker_unit: str
    asked_at: datetime
    asked_by: str
    question: str | None
    due_at: datetime
    answered_at: datetime | None
    answered_by: str
    agrees: bool | None
    answer: str | None
    closed: bool
    may_answer: bool
    may_take_back: bool
    taken_back_at: datetime | None
    taken_back_by: str
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierView:
    """A dossier whole, for the people who may see it."""

    id: int
    code: str
    version: int
    state: State
    unit_id: int
    unit: str
    competent_unit_id: int
    competent_unit: str
    helped_unit: str
    holder_unit_id: int
    holder_unit: str
    holder_id: int | None
    holder: str
    procedure: str
    procedure_code: str
    procedure_version_id: int
    step: int
    channel: str
    term: Term
    day_reading: str
    supplement_policy: str
    submitted_at: datetime
    accepted_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    waiting_since: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    copies: int
    papers: tuple[int, ...]
    paper_counts: Mapping[int, Counts]
    fee: int | None
    result_number: str
    applicant: Mapping[str, str]
    timeline: tuple[TimelineEntry, ...]
    ledger: tuple[LedgerView, ...]
    consultations: tuple[ConsultationView, ...]
    acts: tuple[Act, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicView:
    """A dossier as its citizen sees it with code and secret: no names of persons."""

    code: str
    state: State
    procedure: str
    channel: str
    unit: str
    unit_id: int
    unit_address: str
    unit_phone: str
    submitted_at: datetime
    accepted_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    timeline: tuple[TimelineEntry, ...]
    ledger: tuple[LedgerView, ...]
    viewings: tuple[ViewingView, ...]
