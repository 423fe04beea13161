"""Indicators that count something else than dossiers, each by a source of its own under its id."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from motcua.records.casework import overruns
from motcua.records.measures import grouping
from motcua.records.measures.figures import Count
from motcua.records.measures.from_facts import Counts
from motcua.records.measures.relation import Looked
from motcua.rules.indicator import By, Indicator
from motcua.rules.refusal import Refusal

Source = Callable[[Looked, By | None], Counts]


def from_elsewhere(looked: Looked, each: Indicator, *, by: By | None) -> Counts:
    """The counts of an indicator by group. Raises Refusal (`by`) for a breakdown that its source does not have."""
    return _SOURCES[each.id](looked, by)


def recorded(each: Indicator) -> bool:
    """Whether anything records what an indicator counts elsewhere."""
    return each.id in _SOURCES


def _steps_overrun(looked: Looked, by: By | None) -> Counts:
    if by not in (None, By.UNIT, By.LEVEL):
        raise Refusal("by", "Chỉ tiêu này chỉ chia theo đơn vị hoặc theo cấp (unit, level); hãy chọn một trong hai.")
    found: Counts = {}
    for unit in overruns.overruns(looked.viewer, period=looked.period, as_of=looked.as_of):
        key: object = 0 if by is None else grouping.of_rollup(unit.unit_id, by=by)
        so_far = found.setdefault(key, {"steps_overrun": Count(numerator=0, denominator=0)})
        more = Count(numerator=unit.overruns, denominator=unit.stays)
        so_far["steps_overrun"] = so_far["steps_overrun"].plus(more)
    return found


_SOURCES: Mapping[str, Source] = {"steps_overrun": _steps_overrun}
