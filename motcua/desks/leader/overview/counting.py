"""The figures of a page, counted together and added up by level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from motcua.law.types import Level
from motcua.records.measures import queries as measures
from motcua.records.measures.comparators import Comparator, comparators
from motcua.records.measures.figures import Count, Figure
from motcua.records.measures.queries import By
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.period import Period

SETTLED, ON_TIME, BY_DATE, FIRST, ONLINE, OPEN, OVERDUE = (
    "settlement_rate", "on_time_rate", "on_time_rate_by_date", "first_promise_rate", "online_share",
    "open_dossiers", "overdue_open",
)  # fmt: skip
ALL = (SETTLED, ON_TIME, BY_DATE, FIRST, ONLINE, OPEN, OVERDUE)
RATES = (ON_TIME, BY_DATE, FIRST, ONLINE)
_NOTHING = Count(numerator=0, denominator=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitCounts:
    """A unit with its counts by indicator."""

    unit: UnitView
    counts: Mapping[str, Count]


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Everything an overview shows: figures of all in sight, of each unit, week by week, and what is known of a year
    earlier, by indicator.
    """

    figures: Mapping[str, Figure]
    before: Mapping[str, Comparator]
    weeks: Figure
    units: tuple[UnitCounts, ...]
    as_of: datetime

    def level(self, level: Level) -> Count:
        """Received and settled of a level."""
        counts = [each.counts[SETTLED] for each in self.units if each.unit.level is level]
        return reduce(Count.plus, counts, _NOTHING)


def counted(viewer: Viewer, period: Period, *, as_of: datetime | None = None) -> Counted:
    """Counts a period as known at a cut-off, its end or now, all parts alike; the year before as known now."""
    figures = measures.figures(viewer, ALL, period, by=By.UNIT, as_of=as_of)
    as_of = datetime.fromisoformat(figures[SETTLED].as_of)
    return Counted(
        figures=figures,
        before=comparators(viewer, RATES, period),
        weeks=measures.figure(viewer, ONLINE, period, by=By.WEEK, as_of=as_of),
        units=_by_unit(figures, period),
        as_of=as_of,
    )


def _by_unit(figures: Mapping[str, Figure], period: Period) -> tuple[UnitCounts, ...]:
    existing = {unit.key: unit for unit in places.units_on(period.last)}
    counts: dict[str, dict[str, Count]] = {}
    for name, figure in figures.items():
        for group in figure.groups:
            counts.setdefault(group.key, {})[name] = group.count
    rows = (UnitCounts(unit=existing.get(key) or places.unit(key), counts=each) for key, each in counts.items())
    return tuple(sorted(rows, key=lambda row: (row.unit.level != Level.DISTRICT, row.unit.id)))
