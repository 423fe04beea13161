"""What a version of a procedure says: described before it is drafted, and as read again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models.enums import TextChoices

from motcua.law.types import Channel, Confidence, DayReading, Level, SupplementPolicy, Term
from motcua.rules.process import Step, StepKind, StepTable


class PaperKind(TextChoices):
    """In which form a component is handed in."""

    ORIGINAL = "original", "Bản chính"
    CERTIFIED = "certified", "Bản sao chứng thực"
    COPY = "copy", "Bản chụp"
    PRESENT = "present", "Xuất trình"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelView:
    """Own term and fee of a channel. `fee` in đồng, None when not stated; `fee_note` holds the exemptions."""

    term: Term
    term_note: str = ""
    fee: int | None = None
    fee_note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperView:
    """A component of the dossier, numbered from 1 in the order of the form."""

    number: int
    name: str
    kind: PaperKind
    required: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplementLimit:
    """How many times a supplement may be asked for, by which document and article, and how sure that is."""

    count: int
    basis: str
    confidence: Confidence = Confidence.TO_VERIFY


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureContent:
    """What a version says. `supplement_policy`, `supplement_limit` and `day_reading` None mean the rule of the era."""

    code: str
    name: str
    short_name: str
    field: str
    ministry: str
    levels: frozenset[Level]
    channels: Mapping[Channel, ChannelView]
    papers: tuple[PaperView, ...]
    steps: StepTable
    decision: str = ""
    supplement_policy: SupplementPolicy | None = None
    supplement_limit: SupplementLimit | None = None
    day_reading: DayReading | None = None
    result: str = ""
    confidence: Confidence = Confidence.TO_VERIFY
    note: str = ""

    def to_json(self) -> dict[str, object]:
        """The whole content in plain values; channels and levels in alphabetical order.

        What only some versions say is left out of the others, so that they keep the seal they always had.
        """
        limit = self.supplement_limit
        own = {"supplement_limit": [limit.count, limit.basis, limit.confidence.value]} if limit else {}
        return {
            "code": self.code,
            "name": self.name,
            "short_name": self.short_name,
            "field": self.field,
            "ministry": self.ministry,
            "levels": sorted(self.levels),
            "channels": {channel.value: _channel_json(self.channels[channel]) for channel in sorted(self.channels)},
            "papers": [[paper.number, paper.name, paper.kind.value, paper.required] for paper in self.papers],
            "steps": [_step_json(step) for step in self.steps.steps],
            "decision": self.decision,
            "supplement_policy": self.supplement_policy,
            "day_reading": self.day_reading,
            "result": self.result,
            "confidence": self.confidence,
            "note": self.note,
            **own,
        }

    def digest(self) -> str:
        """SHA-256 of the content, 64 hexadecimal digits: equal exactly when the content is equal."""
        text = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


def _channel_json(channel: ChannelView) -> list[object]:
    term = channel.term
    return [term.amount, term.unit.value, channel.term_note, channel.fee, channel.fee_note]


def _step_json(step: Step) -> list[object]:
    """What only some steps have comes last, so that the others keep the seal they always had."""
    more = {
        "kind": None if step.kind is StepKind.WORK else step.kind.value,
        "level": step.level.value if step.level else None,
        "beside": step.beside,
        "back": step.back_number,
    }
    told = {name: value for name, value in more.items() if value is not None}
    plain: list[object] = [step.number, step.name, step.unit_kind, step.role, step.minutes, step.next_number]
    return [*plain, told] if told else plain
