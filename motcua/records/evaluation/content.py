"""What is told of ballots and of assessments, in one form for writing and checking."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from motcua.records.evaluation.models import Answer, Assessment, Ballot
from motcua.records.journal.canonical import JSON

BALLOT, ENTERED = "ballot", "ballot.enter"
"""Subject and act of a ballot; the subject's id is the dossier's, its version the ballot's number."""

ASSESSMENT = "assessment"
"""Subject of an assessment; the subject's id is the unit's, its version the assessment's number."""


class Kind(StrEnum):
    """Who gives the points: the agency itself, or the level above it."""

    OWN = "own"
    APPRAISED = "appraised"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marks:
    """The levels of a ballot by indicator: what is answered, and what the record proposes."""

    answers: Mapping[str, int]
    record: Mapping[str, int]

    @property
    def numbers(self) -> tuple[str, ...]:
        """The indicators that have one or the other."""
        return tuple(sorted({*self.answers, *self.record}))


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentView:
    """An assessment as read, its points by indicator."""

    number: int
    kind: Kind
    of: int | None
    points: Mapping[str, Fraction]
    at: datetime
    by_id: int | None
    entry_id: int


def marks_of(answers: Iterable[Answer]) -> Marks:
    """The levels in the rows of a ballot."""
    rows = list(answers)
    return Marks(
        answers={row.criterion: row.level for row in rows if row.level is not None},
        record={row.criterion: row.record for row in rows if row.record is not None},
    )


def told_of_ballot(row: Ballot, marks: Marks) -> dict[str, JSON]:
    """What the journal tells of a ballot: no words of a person."""
    return {
        "unit": row.unit_id,
        "origin": row.origin,
        "levels": row.levels,
        "satisfied": row.satisfied,
        "answers": {**marks.answers},
        "record": {**marks.record},
    }


def told_of_assessment(row: Assessment) -> dict[str, JSON]:
    """What the journal tells of an assessment: no words of a person."""
    points: dict[str, JSON] = json.loads(row.points)
    return {"first": row.first.isoformat(), "last": row.last.isoformat(), "of": row.of, "points": points}


def view(row: Assessment) -> AssessmentView:
    """A row as others see it."""
    told: dict[str, str] = json.loads(row.points)
    return AssessmentView(
        number=row.number,
        kind=Kind(row.kind),
        of=row.of,
        points={number: Fraction(points) for number, points in told.items()},
        at=row.at,
        by_id=row.by_id,
        entry_id=row.entry_id,
    )
