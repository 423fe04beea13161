"""Who looks at which period as of when, and the units that are in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.desks.leader.analysis.asking import AskedPicture
from motcua.desks.leader.asking import AskedFigure
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import SIMULATED, Count, Figure
from motcua.records.measures.queries import Part
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.indicator import By
from motcua.rules.period import Period

ON_TIME = "on_time_rate_by_date"
_QUICKEST = "open_dossiers"
"""Counted over few dossiers: it tells the cut-off and what is to be known of all figures."""


@dataclass(kw_only=True, slots=True)
class Look:
    """A look at a period. What several pictures count over the units is counted once."""

    viewer: Viewer
    asked: AskedPicture
    as_of: datetime
    simulated: bool
    small: bool = False
    _units: dict[str, Figure] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The period looked at."""
        return self.asked.period

    def figure(self, indicator: str, *, period: Period | None = None, **asked: str) -> AskedFigure:
        """The list of a figure at this cut-off: `unit`, or `key` with the breakdown `by`."""
        by = asked.get("by")
        return AskedFigure(
            indicator=indicator,
            period=period or self.period,
            as_of=self.as_of,
            unit=asked.get("unit", ""),
            by=By(by) if by else None,
            key=asked.get("key", ""),
            part=Part(asked.get("part", Part.NUMERATOR.value)),
        )

    def by_unit(self, indicator: str) -> Mapping[str, Count]:
        """The counts of a figure by key of a unit, in the order of the units."""
        if indicator not in self._units:
            self._units[indicator] = measures.figure(self.viewer, indicator, self.period, by=By.UNIT, as_of=self.as_of)
        counts = {group.key: group.count for group in self._units[indicator].groups}
        return {unit.key: counts[unit.key] for unit in self.units_of(counts)}

    def units_of(self, keys: Iterable[str]) -> list[UnitView]:
        """Units by their keys, in the order in which they were registered."""
        there = {unit.key: unit for unit in places.units_on(self.period.last)}
        return sorted((there.get(key) or places.unit(key) for key in keys), key=lambda unit: unit.id)


def look_at(viewer: Viewer, asked: AskedPicture, *, small: bool = False) -> Look:
    """A look whose cut-off stands. Raises Refusal for a cut-off in the future."""
    first = measures.figure(viewer, _QUICKEST, asked.period, as_of=asked.as_of)
    return Look(
        viewer=viewer,
        asked=asked,
        as_of=datetime.fromisoformat(first.as_of),
        simulated=SIMULATED in first.flags,
        small=small,
    )
