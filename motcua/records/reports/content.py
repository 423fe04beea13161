"""How a report stands in its tables and in the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.reports.making import Made
from motcua.records.reports.models import Report
from motcua.rules.period import Period
from motcua.rules.reporting.table import JSON, Table

SUBJECT = "report"


class Act(StrEnum):
    """What is done with a report."""

    DRAFT = "draft"
    DROP = "drop"
    SIGN = "sign"
    SEND = "send"


AFTER: Mapping[Act, Act | None] = {Act.DRAFT: None, Act.DROP: Act.DRAFT, Act.SIGN: Act.DRAFT, Act.SEND: Act.SIGN}
"""What must have been done last for an act."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """A report as it was signed: its figures as pinned, its number, the post it was signed under."""

    as_of: datetime
    number: str
    unit_ids: frozenset[int]
    table: Table
    title: str
    via: str
    principal: str

    def to_json(self) -> dict[str, JSON]:
        """As it is stored."""
        return {
            "as_of": self.as_of.isoformat(),
            "number": self.number,
            "unit_ids": [*sorted(self.unit_ids)],
            "table": self.table.to_json(),
            "title": self.title,
            "via": self.via,
            "principal": self.principal,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Signed:
        """From what is stored."""
        return cls(
            as_of=datetime.fromisoformat(told["as_of"]).astimezone(LOCAL),
            number=told["number"],
            unit_ids=frozenset(told["unit_ids"]),
            table=Table.from_json(told["table"]),
            title=told["title"],
            via=told["via"],
            principal=told["principal"],
        )


def written(content: Mapping[str, JSON]) -> tuple[str, str]:
    """Content as it is stored, and its SHA-256."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text, hashlib.sha256(text.encode()).hexdigest()


def period_of(row: Report) -> Period:
    """The period of a report."""
    return Period(id=row.period, first=row.first, last=row.last)


def told_of(row: Report) -> dict[str, JSON]:
    """What the journal is told of a report."""
    return {
        "form": row.form,
        "unit": row.unit_id,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "edition": row.edition,
    }


def made_json(made: Made) -> dict[str, JSON]:
    """A report in the shape that others read: its form, unit, period, cut-off, columns, rows and lines below."""
    columns: list[JSON] = [
        {"number": number, "id": column.id, "label": column.label, "groups": [*column.groups]}
        for number, column in enumerate(made.form.columns, start=3)
    ]
    return {
        "form": made.form.code,
        "title": made.form.title,
        "unit": made.unit.key,
        "period": {
            "id": made.period.id,
            "from": made.period.first.isoformat(),
            "to": made.period.last.isoformat(),
        },
        "as_of": made.as_of.isoformat(),
        "columns": columns,
        **made.table.to_json(),
    }
