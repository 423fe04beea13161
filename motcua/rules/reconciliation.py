"""A bank's statement held against what is due: each credit is matched, differs, is unknown, or came twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.rules.purposes import codes_in


class LineState(StrEnum):
    """What a credit turned out to be."""

    MATCHED = "matched"
    DIFFERS = "differs"
    UNMATCHED = "unmatched"
    DUPLICATE = "duplicate"
    FOREIGN = "foreign"


STATES = {
    LineState.MATCHED: "khớp",
    LineState.DIFFERS: "lệch số tiền",
    LineState.UNMATCHED: "chưa rõ hồ sơ",
    LineState.DUPLICATE: "trùng",
    LineState.FOREIGN: "không thuộc bộ phận này",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Credit:
    """A line of a statement: `row` in the file, amount in đồng, the bank's `reference` and words."""

    row: int
    booked_on: date
    amount: int
    reference: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a dossier waits for from the bank: what is still outstanding, or a payment already noted as a transfer.

    `noted` is the id of that payment; None where only the amount is due.
    """

    dossier_id: int
    code: str
    amount: int
    noted: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A credit with what it turned out to be; `claim` is the dossier that it means, if any."""

    credit: Credit
    state: LineState
    claim: Claim | None = None


def judged(
    lines: Iterable[Credit], *, claims: Mapping[str, Claim], known: frozenset[str] = frozenset()
) -> tuple[Judged, ...]:
    """Each line with its state. `claims` by dossier code; `known` are references taken in before.

    A reference that came before, and a second payment for a dossier, are duplicates: money is never counted twice.
    """
    seen, paid = set(known), set[str]()
    found = []
    for credit in lines:
        claim = next((claims[code] for code in codes_in(credit.text) if code in claims), None)
        state = _state(credit, claim, seen=seen, paid=paid)
        seen.add(credit.reference)
        if claim is not None and state is LineState.MATCHED:
            paid.add(claim.code)
        found.append(Judged(credit=credit, state=state, claim=claim))
    return tuple(found)


def _state(credit: Credit, claim: Claim | None, *, seen: set[str], paid: set[str]) -> LineState:
    if credit.reference in seen or (claim is not None and claim.code in paid):
        return LineState.DUPLICATE
    if claim is None:
        return LineState.UNMATCHED
    return LineState.MATCHED if credit.amount == claim.amount else LineState.DIFFERS
