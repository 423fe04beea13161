"""An indicator by unit and week at once: each cell is the figure of that unit over the days of that week in the period.

The dossiers behind a cell are those of the figure over these days alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from motcua.law.types import LOCAL
from motcua.records.casework import counting, keeping
from motcua.records.measures import grouping
from motcua.records.measures.compiling import TRUE, counted
from motcua.records.measures.figures import Count
from motcua.records.measures.relation import Looked, before_and_after, look, relation
from motcua.records.measures.statement import put, rows
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.indicator import Base, By, Indicator
from motcua.rules.indicators import indicator
from motcua.rules.period import Period

Cells = Mapping[str, Mapping[date, Count]]
"""By key of a unit, and by the Monday of a week, the count of what was accepted then; nothing of empty ones."""

_Found = dict[tuple[int, date], Count]


def by_unit_and_week(viewer: Viewer, indicator_id: str, period: Period, *, as_of: datetime) -> Cells:
    """A ratio over the dossiers accepted in a period, as known at a cut-off that has passed.

    Raises NotFound for an unknown indicator, ValueError for one that does not add up from the dossiers of each day.
    """
    each = indicator(indicator_id)
    if each.base is not Base.COHORT or not each.additive or each.elsewhere or each.denominator is None:
        raise ValueError(f"{each.id} does not add up day by day")
    known = ("crossing", policy.scope(viewer), each.id, each.version, period)
    return keeping.kept(known, lambda: _cells(viewer, each, period, as_of=as_of), as_of=as_of)


def _cells(viewer: Viewer, each: Indicator, period: Period, *, as_of: datetime) -> Cells:
    looked = look(viewer, period, as_of=as_of.astimezone(LOCAL))
    cells: dict[str, dict[date, Count]] = {}
    for (unit_id, monday), count in sorted(_found(looked, each).items()):
        if count.numerator or count.denominator:
            cells.setdefault(places.unit_by_id(unit_id).key, {})[monday] = count
    return cells


def week(monday: date, *, within: Period) -> Period:
    """The days of a week that lie in a period, as a period of their own."""
    first, last = max(monday, within.first), min(monday + timedelta(days=6), within.last)
    return Period(id=f"{first}..{last}", first=first, last=last)


def mondays(period: Period) -> tuple[date, ...]:
    """The Mondays of the weeks of which a period has days, in order."""
    start = period.first - timedelta(days=period.first.weekday())
    weeks = (period.last - start).days // 7 + 1
    return tuple(start + timedelta(days=7 * number) for number in range(weeks))


def _found(looked: Looked, each: Indicator) -> _Found:
    """From the rollups of today, put right by what changed since, where they tell it; from the facts otherwise."""
    if each.counters is None or not (looked.all_known or looked.changed is not None):
        return _from_facts(looked, each)
    found = _from_rollups(looked, each.counters)
    if looked.changed:
        then, now = before_and_after(looked)
        for sign, part in ((1, then), (-1, now)):
            for key, count in _from_facts(part, each).items():
                found[key] = found.get(key, _NOTHING).plus(_times(sign, count))
    return found


_NOTHING = Count(numerator=0, denominator=0)


def _times(sign: int, count: Count) -> Count:
    return replace(count, numerator=sign * count.numerator, denominator=sign * (count.denominator or 0))


def _from_rollups(looked: Looked, counters: tuple[str, str]) -> _Found:
    top, bottom = counters
    found: _Found = {}
    of_period = {"first": looked.period.first, "last": looked.period.last}
    for row in counting.rolled_up(looked.viewer, **of_period, by=("unit_id", "day"), names=counters):
        day, unit_id = row["day"], row["unit_id"]
        assert isinstance(day, date)
        key = int(str(unit_id)), day - timedelta(days=day.weekday())
        here = Count(numerator=int(str(row[f"sum_{top}"])), denominator=int(str(row[f"sum_{bottom}"])))
        found[key] = found.get(key, _NOTHING).plus(here)
    return found


def _from_facts(looked: Looked, each: Indicator) -> _Found:
    assert each.denominator is not None
    statement = put(
        "SELECT {}, {}, {}, {} FROM ({}) f GROUP BY 1, 2",
        grouping.group_of(By.UNIT, at=looked.at),
        grouping.group_of(By.WEEK, at=looked.at),
        *(counted(quantity, within=TRUE, at=looked.at) for quantity in (each.numerator, each.denominator)),
        relation(looked, [each], columns=grouping.EVERY_COLUMN),
    )
    return {
        (int(unit_id), date.fromisoformat(str(monday))): Count(numerator=int(top), denominator=int(bottom))
        for unit_id, monday, top, bottom in rows(statement)
    }
