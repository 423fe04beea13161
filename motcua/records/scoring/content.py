"""What is told of a declaration, in one form for writing and checking; and how it is read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from motcua.records.scoring.models import Declared

SUBJECT = "score_declared"
DECLARED = "score.declare"


@dataclass(frozen=True, kw_only=True, slots=True)
class DeclaredView:
    """A declaration as read; `numerator` and `denominator` are None where it takes back what stood before."""

    row: str
    unit_id: int
    number: int
    numerator: int | None
    denominator: int | None
    document: str
    document_date: date
    ground: str
    at: datetime
    by_id: int | None

    @property
    def stands(self) -> bool:
        """Whether it says something, rather than taking it back."""
        return self.denominator is not None


def view(row: Declared) -> DeclaredView:
    """A row as others see it."""
    return DeclaredView(
        row=row.row,
        unit_id=row.unit_id,
        number=row.number,
        numerator=row.numerator,
        denominator=row.denominator,
        document=row.document,
        document_date=row.document_date,
        ground=row.ground,
        at=row.at,
        by_id=row.by_id,
    )


def told_of(row: Declared) -> dict[str, str | int | None]:
    """What the journal tells; the ground is written by a person and kept apart from it."""
    return {
        "row": row.row,
        "unit": row.unit_id,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "number": row.number,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "document": row.document,
        "document_date": row.document_date.isoformat(),
    }
