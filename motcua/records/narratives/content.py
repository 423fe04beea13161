"""What is done with a report in words, and how it is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum

from motcua.records.narratives.models import Narrative, NarrativeAct
from motcua.rules.period import Period
from motcua.rules.reporting.table import JSON

SUBJECT = "narrative"


class Act(StrEnum):
    """What is done with a report in words."""

    BEGIN = "begin"
    WRITE = "write"
    FILL = "fill"
    SIGN = "sign"
    DROP = "drop"


ENDS = frozenset({Act.SIGN.value, Act.DROP.value})
"""After these nothing is done with a report."""


def written(content: Mapping[str, JSON]) -> tuple[str, str]:
    """Content as it is stored, and its SHA-256."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text, digest_of(text)


def digest_of(text: str) -> str:
    """The SHA-256 of what is stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def period_of(row: Narrative) -> Period:
    """The period of a report."""
    return Period(id=row.period, first=row.first, last=row.last)


def told_of(row: Narrative, act: NarrativeAct) -> dict[str, JSON]:
    """What the journal is told of an act: never the text, only its digest."""
    return {
        "unit": row.unit_id,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "edition": row.edition,
        "section": act.section,
        "digest": act.digest,
    }
