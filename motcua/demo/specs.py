"""What the stream is made from and what it is made of: offices, procedures, published totals, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from motcua.law.types import LOCAL, Channel, Level, Term
from motcua.rules.refusal import Refusal

OPENS = datetime(2023, 1, 3, 7, 0, tzinfo=LOCAL)
"""The first office hour of the replay: 01/01/2023 is a Sunday, 02/01 a day off."""

CLOSES = datetime(2023, 6, 30, 17, 0, tzinfo=LOCAL)
"""The last office hour of the replay; no act happens later."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeSpec:
    """Who receives and handles dossiers, by username; `share` is its weight among the offices of its level.

    `fields` limits it to procedures of these fields (empty: all of its level), so that a desk with several
    departments behind it is given once for each. Of several `officers` the first handles certification and civil
    status, the others the rest. `place` ends the addresses after one of the `hamlets`. `khmer_share` is the share
    of applicants with Khmer names, 0–1.
    """

    unit_key: str
    level: Level
    share: float
    counter: tuple[str, ...]
    officers: tuple[str, ...]
    leaders: tuple[str, ...]
    hamlets: tuple[str, ...]
    khmer_share: float
    place: str = ""
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureSpec:
    """A procedure as the stream needs it: `papers` counts its components, `weight` is within its `field`.

    With `needs_approval` the leader weighs the result apart; without, it is signed while the citizen waits.
    """

    code: str
    levels: frozenset[Level]
    field: str
    term_by_channel: Mapping[Channel, Term]
    papers: int
    weight: float
    needs_approval: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """Dossiers `received` in the period, and those of them `settled` when it closes."""

    received: int
    settled: int

    def scaled(self, scale: float) -> Totals:
        """Both rounded to nearest, halves up; at least one is received and at least one stays unsettled.

        Raises Refusal (`scale`) unless the scale is above 0.
        """
        if not scale > 0:
            raise Refusal("scale", "Tỷ lệ {scale} không dùng được; hãy nhập một số lớn hơn 0, ví dụ 0.05.", scale=scale)
        received = max(1, _rounded(self.received, scale))
        return Totals(received=received, settled=min(_rounded(self.settled, scale), received - 1))


PUBLISHED: Mapping[Level, Totals] = {
    Level.DISTRICT: Totals(received=1_401, settled=1_400),
    Level.COMMUNE: Totals(received=39_779, settled=39_751),
}
"""The first half of 2023 in Trà Cú as its report prints it: settled ÷ received is 99.93 % at both levels."""


class Step(NamedTuple):
    """One act of the stream: `number` counts all steps from 0, `dossier` all dossiers in order of their first act.

    `by` is a username, None for the citizen. `inputs` by act: submit, accept at the counter or by post: unit,
    procedure, channel, applicant, papers, copies; accept of what was submitted: nothing; forward: to, reason;
    decline, request_supplement, refuse, withdraw, stop: reason; resume, approve: note; extend: amount, unit,
    reason; settle: result_number; return_result: recipient, how; correct: applicant, reason; void: reason, second
    (the username of the leader who agrees).
    """

    number: int
    at: datetime
    dossier: int
    act: str
    by: str | None
    inputs: Mapping[str, Any]


def _rounded(count: int, scale: float) -> int:
    return int((count * Decimal(str(scale))).quantize(Decimal(1), rounding=ROUND_HALF_UP))
