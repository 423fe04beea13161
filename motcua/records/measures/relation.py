"""The facts as of a cut-off: one relation, in the viewer's scope, over which every indicator is compiled."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Q

from motcua.records.casework import counting, since
from motcua.records.casework.counting import FactsQuery
from motcua.records.measures.compiling import TRUE, Moments, compiled, moments
from motcua.records.measures.linked import linked
from motcua.records.measures.statement import Sql, day, instant, joined, put
from motcua.records.people.viewer import Viewer
from motcua.rules.facts import COLUMNS
from motcua.rules.indicator import OPEN, RECEIVED, Base, Condition, Every, Indicator, condition_of
from motcua.rules.period import Period

_ALWAYS_THERE = ("dossier_id", "accepted_at", "accepted_day", "state", "ended_at")
_END = "end_kind"

CHANGED_AT_MOST = 10_000
"""Acts recorded after a cut-off for a figure to be put right by their dossiers; after more, all are counted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What is looked at: by whom, over which period, as of when. `all_known`: the cut-off knows all there is.
    `changed`: the dossiers of which it does not, None where they are many. With `only`, no others are looked at.
    """

    viewer: Viewer
    period: Period
    as_of: datetime
    all_known: bool
    changed: frozenset[int] | None = None
    only: frozenset[int] | None = None
    at: Moments = field(init=False)

    def __post_init__(self) -> None:
        """Fills `at`."""
        object.__setattr__(self, "at", moments(self.period, as_of=self.as_of))


def look(viewer: Viewer, period: Period, *, as_of: datetime) -> Looked:
    """Who looks at what, as of a cut-off."""
    known = all_known(as_of)
    changed = None if known else since.recorded_since(as_of, last=period.last, most=CHANGED_AT_MOST)
    return Looked(viewer=viewer, period=period, as_of=as_of, all_known=known, changed=changed)


def before_and_after(looked: Looked) -> tuple[Looked, Looked]:
    """Looks at the dossiers that changed since the cut-off: as known then, and as known now."""
    then = replace(looked, only=looked.changed)
    return then, replace(then, all_known=True)


def all_known(as_of: datetime) -> bool:
    """Whether nothing was recorded after a cut-off."""
    newest = counting.newest_recorded()
    return newest is None or as_of >= newest


def relation(looked: Looked, wanted: Iterable[Indicator], *, columns: Iterable[str] = ()) -> Sql:
    """A SELECT with one row per received dossier that any of the indicators looks at: its id, and the columns that
    they and the caller need, linked facts among them.
    """
    indicators = list(wanted)
    needed = {_END, *columns, *(column for each in indicators for column in each.columns)}
    chosen = [*_ALWAYS_THERE, *sorted(needed & set(COLUMNS) - set(_ALWAYS_THERE))]
    facts = _facts(looked, only_open=all(map(only_open, indicators)))
    base = Sql(*facts.values_list(*chosen).query.sql_with_params())
    bases = joined(" OR ", (within(each, looked) for each in sorted({each.base for each in indicators})))
    received = put("SELECT f.* FROM ({}) f WHERE {} AND ({})", base, compiled(RECEIVED, at=looked.at), bases)
    return linked(received, needed, facts=_selected(facts, looked, {each.base for each in indicators}), at=looked.at)


def _selected(facts: FactsQuery, looked: Looked, bases: AbstractSet[Base]) -> FactsQuery:
    """The facts that any of the bases holds."""
    selected = facts.filter(accepted_day__lte=looked.period.last)
    if bases == {Base.COHORT}:
        return selected.filter(accepted_day__gte=looked.period.first)
    if bases == {Base.HANDLED}:
        return selected.filter(Q(ended_at__isnull=True) | Q(ended_at__gte=looked.at.start))
    return selected


def within(base: Base, looked: Looked) -> Sql:
    """Which of the dossiers received a base holds."""
    accepted = put("f.accepted_day <= {}", day(looked.period.last))
    match base:
        case Base.STANDING:
            return accepted
        case Base.COHORT:
            return put("({} AND f.accepted_day >= {})", accepted, day(looked.period.first))
        case Base.HANDLED:
            return put("({} AND (f.ended_at IS NULL OR f.ended_at >= {}))", accepted, instant(looked.at.start))


def each_within(each: Indicator, looked: Looked, *, mixed: bool) -> Sql:
    """Which rows of a relation an indicator counts; all, when no other base is in it."""
    return within(each.base, looked) if mixed else TRUE


def only_open(each: Indicator) -> bool:
    """Whether an indicator looks at dossiers alone that have not ended."""
    return each.denominator is None and not each.elsewhere and _holds_only_if_open(condition_of(each.numerator))


def _facts(looked: Looked, *, only_open: bool) -> FactsQuery:
    if looked.only is not None:
        if looked.all_known:
            return since.facts_now_of(looked.viewer, looked.only)
        return since.facts_then(looked.viewer, looked.only, as_of=looked.as_of)
    if not looked.all_known:
        if only_open and looked.changed is not None:  # what was open then is open now, or changed since
            return since.facts_then(looked.viewer, since.open_now() | looked.changed, as_of=looked.as_of)
        return counting.facts_known(looked.viewer, as_of=looked.as_of)
    return counting.open_facts_now(looked.viewer) if only_open else counting.facts_now(looked.viewer)


def _holds_only_if_open(condition: Condition) -> bool:
    if isinstance(condition, Every):
        return any(_holds_only_if_open(part) for part in condition.parts)
    return condition == OPEN
