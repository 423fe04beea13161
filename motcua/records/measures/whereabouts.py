"""Where the dossiers of a period stand at a cut-off: in hand, waiting, with a result or ended without one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from motcua.law.types import LOCAL
from motcua.records.casework import keeping
from motcua.records.casework.kept_results import kept_now
from motcua.records.measures import queries
from motcua.records.measures.from_facts import whole
from motcua.records.measures.relation import Looked, look
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.indicators import indicator
from motcua.rules.period import Period

RECEIVED, WITH_RESULT = "settlement_rate", "result_rate"
"""Ratios to what was received: of what has ended, of what has a result."""

IN_HAND, WAITING, KEPT, RETURNED, WITHOUT = (
    "received_in_hand", "received_waiting", "received_result_kept", "received_returned", "received_without_result",
)  # fmt: skip
"""The figures that open the dossiers of each place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Whereabouts:
    """How many dossiers, of those accepted in a period, stand where; each is in one of the last five."""

    received: int
    ended: int
    with_result: int
    in_hand: int
    waiting: int
    kept: int
    returned: int
    without_result: int


def whereabouts(viewer: Viewer, period: Period, *, as_of: datetime) -> Whereabouts:
    """Where the dossiers stand, as known at a cut-off that has passed: equal to the figures that list them.

    Few are open and few results wait to be taken away, so these are counted; all else is left of the period's sums.
    """
    seen = ("whereabouts", policy.scope(viewer), period)
    return keeping.kept(seen, lambda: _counted(viewer, period, as_of=as_of), as_of=as_of)


def _counted(viewer: Viewer, period: Period, *, as_of: datetime) -> Whereabouts:
    told = queries.figures(viewer, (RECEIVED, WITH_RESULT, IN_HAND, WAITING), period, as_of=as_of)
    settled, result = told[RECEIVED].total, told[WITH_RESULT].total
    kept = _kept(look(viewer, period, as_of=as_of.astimezone(LOCAL)))
    return Whereabouts(
        received=settled.denominator or 0,
        ended=settled.numerator,
        with_result=result.numerator,
        in_hand=told[IN_HAND].total.numerator,
        waiting=told[WAITING].total.numerator,
        kept=kept,
        returned=result.numerator - kept,
        without_result=settled.numerator - result.numerator,
    )


def _kept(looked: Looked) -> int:
    """Results not taken away: what waits now or changed since the cut-off holds all that waited then."""
    each = indicator(KEPT)
    if looked.all_known:
        looked = replace(looked, only=kept_now())
    elif looked.changed is not None:
        looked = replace(looked, only=kept_now() | looked.changed)
    return whole(looked, [each])[each.id].numerator
