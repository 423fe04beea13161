"""Pages of the opinions asked of other units.

Asking POSTs `units` (repeated), `question`, `amount`, `unit` and its hidden `version` and `request_key`; answering
POSTs `agrees` (yes, no or other), `text` and the same hidden fields; taking back POSTs `reason` and these.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, Part, Tab
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionLine:
    """A unit that was asked: how its answer stands; `link` leads to answering or taking back, for those who may."""

    unit: str
    badge: Badge
    note: str = ""
    answer: str = ""
    link: Link | None = None
    asked: bool = False  # an answer is waited for from this person


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question put to one or more units at once: who asked when and until when, and the words."""

    note: str
    text: str
    units: tuple[OpinionLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionsSection:
    """The part of a dossier's page; `ask` leads to asking, for those who may."""

    questions: tuple[Question, ...]
    ask: Link | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AskPage:
    """The form that puts a question to units; `units` holds the units as options to tick."""

    frame: Frame
    code: str
    procedure: str
    back: Link
    action: str
    hidden: tuple[Hidden, ...]
    units: Field
    question: Field
    amount: Field
    unit: Field
    promise: str
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TakingBack:
    """The form by which the unit that asked takes its question back."""

    action: str
    reason: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerPage:
    """A question as both units read it; without `fields` it is closed, or not this person's to answer, and without
    `taking_back` not theirs to take back. Both forms send `hidden`.
    """

    frame: Frame
    code: str
    procedure: str
    unit: str
    badge: Badge
    back: Link
    question: str
    facts: tuple[Fact, ...]
    action: str = ""
    hidden: tuple[Hidden, ...] = ()
    fields: tuple[Field, ...] = ()
    taking_back: TakingBack | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionsPage:
    """The questions that wait for the person's units, the earliest deadline first."""

    frame: Frame
    heading: str
    sentence: tuple[Part, ...]
    tabs: tuple[Tab, ...]
    table: Table
    empty: EmptyState | None = None
