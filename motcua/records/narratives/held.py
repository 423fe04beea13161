"""The figures behind the fields of a report: counted together, added up over the units that a field speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce

from motcua.records.measures import queries as measures
from motcua.records.measures.comparators import Comparator, told_elsewhere
from motcua.records.measures.figures import Count, Figure, nothing
from motcua.records.measures.queries import By
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.reports.making import covered
from motcua.rules.period import Period, year_before
from motcua.rules.period import period as read_period
from motcua.rules.report_text.fields import Field
from motcua.rules.report_text.sayings import UNKNOWN, Held


class Figures:
    """The figures of one report as of its cut-off, each period counted once."""

    def __init__(
        self,
        viewer: Viewer,
        unit: UnitView,
        period: Period,
        *,
        as_of: datetime,
        indicators: Iterable[str],
        told_by: datetime | None = None,
    ) -> None:
        """`indicators` are all that the fields of the report name; figures of the year before that were counted
        elsewhere are those that were told by `told_by` (default: now).
        """
        self._viewer, self._unit, self._period, self._as_of = viewer, unit, period, as_of
        self._told_by = told_by
        self._wanted = tuple(sorted(set(indicators)))
        self._counted: dict[str, Mapping[str, Figure]] = {}
        self._told: dict[str, Mapping[str, Comparator]] = {}
        self.units = {each.key: each for each in map(places.unit_by_id, sorted(covered(unit, period)))}

    def held(self, field: Field) -> Held:
        """The figure behind a field; UNKNOWN where nothing records it, or the place is none of the report's."""
        period = read_period(field.period) if field.period else self._period
        keys = self._keys(field)
        figure = self._figures(period, as_of=self._as_of)[field.indicator]
        count = _added(figure, keys)
        if count is None:
            return UNKNOWN
        before, invented = self._before(field, period, keys)
        return Held(numerator=count.numerator, denominator=count.denominator, before=before, invented=invented)

    @property
    def active(self) -> tuple[UnitView, ...]:
        """The units that received something in the period, or have something open, the higher level first."""
        figures = self._figures(self._period, as_of=self._as_of)
        keys = {
            group.key
            for figure in figures.values()
            for group in figure.groups
            if group.count.known and (group.count.numerator or group.count.denominator) and group.key in self.units
        }
        return tuple(
            sorted((self.units[key] for key in keys), key=lambda unit: (unit.level.value != "district", unit.id))
        )

    def _keys(self, field: Field) -> frozenset[str]:
        """The units that a field speaks of, by their keys."""
        within = self.units.values()
        if field.unit:
            asked = self.units.get(field.unit)
            ids = covered(asked, self._period) if asked else frozenset()
            return frozenset(unit.key for unit in within if unit.id in ids)
        return frozenset(unit.key for unit in within if not field.level or unit.level.value == field.level)

    def _before(self, field: Field, period: Period, keys: frozenset[str]) -> tuple[tuple[int, int | None] | None, bool]:
        """The same period a year before: counted here, or told from elsewhere of a unit whole."""
        earlier = _added(self._figures(year_before(period), as_of=None)[field.indicator], keys)
        if earlier is not None and (earlier.numerator or earlier.denominator):
            return (earlier.numerator, earlier.denominator), False
        told = None if field.level else self._elsewhere(field.unit or self._unit.key, period).get(field.indicator)
        return ((told.count.numerator, told.count.denominator), told.invented) if told else (None, False)

    def _elsewhere(self, unit_key: str, period: Period) -> Mapping[str, Comparator]:
        """What was told of the report's unit, or of one below it: whoever reads the report sees them whole."""
        asked = f"{unit_key} {period.id}"
        if asked not in self._told:
            there = unit_key in self.units
            self._told[asked] = told_elsewhere(unit_key, year_before(period), known=self._told_by) if there else {}
        return self._told[asked]

    def _figures(self, period: Period, *, as_of: datetime | None) -> Mapping[str, Figure]:
        if period.id not in self._counted:
            self._counted[period.id] = measures.figures(self._viewer, self._wanted, period, by=By.UNIT, as_of=as_of)
        return self._counted[period.id]


def _added(figure: Figure, keys: frozenset[str]) -> Count | None:
    """The count of some units together; None where nothing records it."""
    counts = [group.count for group in figure.groups if group.key in keys]
    if not figure.total.known or not keys or not all(count.known for count in counts):
        return None
    return reduce(Count.plus, counts, nothing(figure.indicator))
