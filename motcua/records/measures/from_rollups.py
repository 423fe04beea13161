"""Indicators that add up from the rollups: by their counters, or as the share of a channel. The rollups know today;
what they told at a cut-off before is found by the dossiers that changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from motcua.records.casework import counting
from motcua.records.measures import grouping
from motcua.records.measures.figures import Count
from motcua.records.measures.from_facts import Counts, from_facts
from motcua.records.measures.relation import Looked, before_and_after
from motcua.rules.indicator import Base, By, Equals, Indicator, every
from motcua.rules.indicators import indicator

Sums = tuple[str, str, str]
"""Rollup columns of numerator and denominator, and the channel whose rows alone count above the line ("": all)."""

_NOTHING = Count(numerator=0, denominator=0)
_RECEIVED = indicator("settlement_rate")
"""Its denominator says what a group received."""

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
    """The counts of indicators that add up, by group; without `by` there is one group, 0. A group that received nothing
    is not told.
    """
    sums = {each.id: _sums_of(each) for each in (_RECEIVED, *wanted)}
    counted = _rolled_up(looked, sums, by=by)
    if not looked.all_known:
        _put_right(counted, looked, [_RECEIVED, *wanted], by=by)
    told = {key: counts for key, counts in counted.items() if by is None or counts[_RECEIVED.id].denominator}
    return {key: {each.id: counts[each.id] for each in wanted} for key, counts in told.items()}


def _rolled_up(looked: Looked, sums: Mapping[str, Sums], *, by: By | None) -> Counts:
    """The counts of today."""
    columns = [_COLUMNS[by]]
    if "channel" not in columns and any(channel for _, _, channel in sums.values()):
        columns.append("channel")
    counted: Counts = {0: dict.fromkeys(sums, _NOTHING)} if by is None else {}
    names = {name for top, bottom, _ in sums.values() for name in (top, bottom)}
    first, last = looked.period.first, looked.period.last
    for row in counting.rolled_up(looked.viewer, first=first, last=last, by=tuple(columns), names=names):
        key = 0 if by is None else grouping.of_rollup(row[columns[0]], by=by)
        so_far = counted.setdefault(key, dict.fromkeys(sums, _NOTHING))
        for name, added in sums.items():
            so_far[name] = so_far[name].plus(_summed(row, added))
    return counted


def _put_right(counted: Counts, looked: Looked, wanted: Sequence[Indicator], *, by: By | None) -> None:
    """Takes away what changed dossiers count today, and adds what they counted at the cut-off."""
    if not looked.changed:
        return
    then, now = before_and_after(looked)
    for sign, part in ((1, then), (-1, now)):
        for key, counts in from_facts(part, wanted, by=by).items():
            so_far = counted.setdefault(key, {each.id: _NOTHING for each in wanted})
            for name, count in counts.items():
                so_far[name] = so_far[name].plus(_times(sign, count))


def _times(sign: int, count: Count) -> Count:
    return Count(numerator=sign * count.numerator, denominator=sign * (count.denominator or 0))


def _sums_of(each: Indicator) -> Sums:
    sums = _sums(each)
    assert sums is not None  # the caller asked whether it adds up
    return sums


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
