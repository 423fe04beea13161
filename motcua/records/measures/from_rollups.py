"""Indicators that add up from the rollups of today: by their counters, or as the share of a channel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.records.casework import counting
from motcua.records.measures import grouping
from motcua.records.measures.figures import Count
from motcua.records.measures.from_facts import Counts
from motcua.records.measures.relation import Looked
from motcua.rules.indicator import Base, By, Equals, Indicator, every

Sums = tuple[str, str, str]
"""Rollup columns of numerator and denominator, and the channel whose rows alone count above the line ("": all)."""

_COLUMNS = {
    None: "unit_id",
    By.UNIT: "unit_id",
    By.LEVEL: "unit_id",
    By.PROCEDURE: "procedure_id",
    By.MONTH: "day",
    By.WEEK: "day",
    By.CHANNEL: "channel",
}


def adds_up(each: Indicator, *, by: By | None) -> bool:
    """Whether the rollups hold an indicator with this breakdown."""
    return by in _COLUMNS and _sums(each) is not None


def from_rollups(looked: Looked, wanted: Sequence[Indicator], *, by: By | None) -> Counts:
    """The counts of indicators that add up, by group; without `by` there is one group, 0."""
    sums = {each.id: added for each in wanted if (added := _sums(each)) is not None}
    columns = [_COLUMNS[by]]
    if "channel" not in columns and any(channel for _, _, channel in sums.values()):
        columns.append("channel")
    nothing = Count(numerator=0, denominator=0)
    counted: Counts = {0: dict.fromkeys(sums, nothing)} if by is None else {}
    names = {name for top, bottom, _ in sums.values() for name in (top, bottom)}
    first, last = looked.period.first, looked.period.last
    for row in counting.rolled_up(looked.viewer, first=first, last=last, by=tuple(columns), names=names):
        key = 0 if by is None else grouping.of_rollup(row[columns[0]], by=by)
        so_far = counted.setdefault(key, dict.fromkeys(sums, nothing))
        for name, added in sums.items():
            so_far[name] = so_far[name].plus(_summed(row, added))
    return counted


def _sums(each: Indicator) -> Sums | None:
    if each.base is not Base.COHORT:
        return None
    if each.counters is not None:
        return (*each.counters, "")
    if isinstance(each.numerator, Equals) and each.numerator.column == "channel" and each.denominator == every():
        return "received", "received", str(each.numerator.value)
    return None


def _summed(row: Mapping[str, object], sums: Sums) -> Count:
    top, bottom, channel = sums
    above = not channel or row["channel"] == channel
    return Count(numerator=int(str(row[f"sum_{top}"])) if above else 0, denominator=int(str(row[f"sum_{bottom}"])))
