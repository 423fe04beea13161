"""Which columns the writers fill; the facts have theirs in `rules.facts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from motcua.law.types import Term, TermUnit
from motcua.records.casework.changes import Change, Loaded, Person
from motcua.rules.facts import COLUMNS, Facts

STANDING = (
    "state",
    "holder_unit_id",
    "holder_id",
    "step",
    "accepted_at",
    "first_due_at",
    "due_at",
    "waiting_since",
    "ended_at",
    "returned_at",
    "last_at",
    "supplements",
    "extensions",
)
"""Columns of the dossier that repeat its facts, so that a work list reads one table."""

AT_ACCEPTANCE = ("accepted_at", "first_due_at")
"""Those of STANDING that are set once; naming them again would rewrite an index at each act."""

MOVING = tuple(name for name in STANDING if name not in AT_ACCEPTANCE)
"""Those of STANDING that every act sets."""

OPENING = (
    "code", "helped_unit_id", "procedure_version_id", "term_amount", "term_unit", "day_reading",
    "supplement_policy", "copies", "papers", "fee", "version", "unit_id", "competent_unit_id", "procedure_id",
    "channel", "submitted_at", "result_number",
)  # fmt: skip
"""Columns of the dossier that its first act sets, besides STANDING."""

PERSON = tuple(Person.__slots__)
"""Columns of the applicant."""

PROMISE = (
    "kind",
    "due_before",
    "due_after",
    "legal_basis",
    "reason",
    "approver_id",
    "document",
    "basis",
    "explanation",
)
"""Columns of the ledger that a promise gives."""

ACCEPTED_PLACES, MOVING_PLACES, STANDING_PLACES = (
    tuple(COLUMNS.index(name) for name in names) for names in ((*MOVING, *AT_ACCEPTANCE), MOVING, STANDING)
)
"""Where a Facts holds what an acceptance, any other act, and an opening set on the dossier."""


LOADED = (
    "d.id, d.code, d.version, d.procedure_version_id, d.term_amount, d.term_unit, d.day_reading, d.supplement_policy"
)
"""What is read of a dossier `d` before an act, in the order of `loaded`; its facts come after."""


def loaded(row: Sequence[Any], *, facts: Facts) -> Loaded:
    """A dossier from a row that begins with LOADED."""
    return Loaded(
        id=row[0],
        code=row[1],
        version=row[2],
        procedure_version_id=row[3],
        term=Term(amount=row[4], unit=TermUnit(row[5])),
        day_reading=row[6],
        supplement_policy=row[7],
        facts=facts,
    )


FACTS_FROM = LOADED.count(",") + 1
"""Where the facts begin in such a row."""


def is_instant(name: str) -> bool:
    """Whether a column of the facts holds an instant."""
    return name.endswith(("_at", "_since"))


def opened(change: Change) -> list[object]:
    """The values of OPENING in the first act of a dossier."""
    opening, facts = change.opening, change.after
    assert opening is not None
    return [
        opening.code, opening.helped_unit_id, opening.procedure_version_id, opening.term.amount,
        opening.term.unit.value, opening.day_reading, opening.supplement_policy, opening.copies, opening.papers,
        opening.fee, change.version, facts.unit_id, facts.competent_unit_id, facts.procedure_id, facts.channel,
        facts.submitted_at, "",
    ]  # fmt: skip
