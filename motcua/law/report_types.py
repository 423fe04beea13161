"""Frozen values of report forms. Like `types`, `rules` may import this module."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportColumn:
    """A column of a report form: `label` under the headings `groups`, the widest first; `width` is its share."""

    id: str
    label: str
    groups: tuple[str, ...]
    width: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Columns that add up: `total` is the sum of `parts` in every row."""

    total: str
    parts: tuple[str, ...]


class ReportRows(StrEnum):
    """The rows of a report: fields of work by level, agencies, units that receive, dossiers, kinds of feedback."""

    FIELDS = "fields"
    AGENCIES = "agencies"
    UNITS = "units"
    DOSSIERS = "dossiers"
    FEEDBACK = "feedback"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportForm:
    """A report form: `code` as people call it ("II.06a"), `symbol` as printed, `subject` the heading of its rows.

    The columns are numbered as printed: 1 the order, 2 the subject, then `columns` from 3 on. An `own` form is the
    system's, prescribed nowhere.
    """

    id: str
    code: str
    symbol: str
    title: str
    subject: str
    rows: ReportRows
    columns: tuple[ReportColumn, ...]
    identities: tuple[Identity, ...] = ()
    own: bool = False
