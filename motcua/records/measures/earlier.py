"""What the parts of a period are compared with: the same days a year before, in the finest parts of which any count is
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from motcua.records import clock
from motcua.records.measures import queries
from motcua.records.measures.comparators import Comparator, unit_seen_whole
from motcua.records.measures.figures import Count
from motcua.records.measures.models import External
from motcua.records.people.viewer import Viewer
from motcua.rules.indicator import By
from motcua.rules.period import Period, period, year_before


def earlier_parts(viewer: Viewer, indicator_id: str, of: Period) -> tuple[Comparator, ...]:
    """The counts of parts of the same period a year before, in the order of their days, none over another.

    What was counted here comes first, month by month; then what was told elsewhere of whoever sees exactly that unit,
    shorter spans first. Days of which nothing is known are in no part.
    """
    before = year_before(of)
    found: list[Comparator] = []
    for each in (*_counted_here(viewer, indicator_id, before), *_told_elsewhere(viewer, indicator_id, before)):
        if not any(_overlap(each.period, other.period) for other in found):
            found.append(each)
    return tuple(sorted(found, key=lambda one: one.period.first))


def a_year_on(day: date) -> date:
    """The day with which a day of a year before is compared: 29 February with 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def _counted_here(viewer: Viewer, indicator_id: str, before: Period) -> Iterator[Comparator]:
    figure = queries.figure(viewer, indicator_id, before, by=By.MONTH, as_of=clock.now())
    for group in figure.groups:
        if group.count.known and (group.count.numerator or group.count.denominator):
            yield Comparator(period=_within(period(group.key), before), count=group.count)


def _within(month: Period, whole: Period) -> Period:
    first, last = max(month.first, whole.first), min(month.last, whole.last)
    return Period(id=f"{first}..{last}", first=first, last=last)


def _told_elsewhere(viewer: Viewer, indicator_id: str, before: Period) -> list[Comparator]:
    key = unit_seen_whole(viewer)
    if not key:
        return []
    rows = External.objects.filter(
        unit_key=key, indicator=indicator_id, first__gte=before.first, last__lte=before.last
    ).order_by("pk")
    in_force = {
        (row.first, row.last): Comparator(
            period=Period(id=f"{row.first}..{row.last}", first=row.first, last=row.last),
            count=Count(numerator=row.numerator, denominator=row.denominator),
            source=row.source,
            invented=row.invented,
        )
        for row in rows
    }
    return sorted(in_force.values(), key=lambda one: (one.period.last - one.period.first, one.period.first))


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
