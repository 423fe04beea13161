"""Our figures for the claims of a report: which units a claim means, and what is counted of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from functools import reduce

from motcua.law.types import Level
from motcua.records import clock
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import Count, Figure, nothing
from motcua.records.measures.queries import By, Part
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.claims.claim import Claim, Kind
from motcua.rules.claims.naming import Named, Names, Place
from motcua.rules.claims.subjects import SUBJECTS, Counted
from motcua.rules.period import Period
from motcua.rules.period import period as read_period
from motcua.rules.vietnamese_numbers import fit, rounded, shortest, written

_ASKED = tuple(dict.fromkeys(name for subject in SUBJECTS for name in subject.indicators))
_RECEIVED = "settlement_rate"


class Data(StrEnum):
    """How a claim stands to what is recorded."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The figure that a claim was held against, for whoever wants to open it; `unit` and `level` are empty for all."""

    indicator: str
    part: Part
    unit: str
    level: str
    period: Period
    as_of: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A claim held against a figure. `computed` is ours, None where nothing is recorded."""

    data: Data
    computed: Fraction | None = None
    note: str = ""
    source: Source | None = None


NOT_HELD = Held(data=Data.UNKNOWN)
"""Of what is not counted here, or what this viewer may not see whole."""


class Ours:
    """Our figures for one report, each period counted once. `unit_key` is whose report it is, "" for all in sight."""

    def __init__(self, viewer: Viewer, *, unit_key: str) -> None:
        """Raises NotFound for an unknown unit."""
        self._viewer = viewer
        self._scope = policy.scope(viewer)
        self._counted: dict[str, dict[str, Figure]] = {}
        self._units = {unit.key: unit for unit in places.units_on(clock.now().date())}
        self._own = places.unit(unit_key) if unit_key else None
        spoken = [unit for unit in self._units.values() if unit.receives or self._below(unit)]
        self.names = Names(units={name: unit.key for unit in spoken for name in (unit.name, unit.short_name)})

    def held(self, claim: Claim, spoken: Named, *, over: Period | None) -> Held:
        """A claim held against the figures that its subject may mean."""
        period = read_period(spoken.period) if spoken.period else over
        meant = self._meant(spoken.place)
        if period is None or not all(self._scope.allows(unit.id) for unit in meant):
            return NOT_HELD
        figures = self._figures(period)
        if not figures[_RECEIVED].total.denominator:
            return NOT_HELD
        tried = [self._against(figures[name], claim, spoken, meant) for name in spoken.subject.indicators]
        return next((each for each in tried if each.data is Data.AGREES), tried[0])

    def _figures(self, period: Period) -> dict[str, Figure]:
        if period.id not in self._counted:
            self._counted[period.id] = measures.figures(self._viewer, _ASKED, period, by=By.UNIT)
        return self._counted[period.id]

    def _against(self, figure: Figure, claim: Claim, spoken: Named, meant: list[UnitView]) -> Held:
        keys = {unit.key for unit in meant}
        counts = [group.count for group in figure.groups if group.key in keys]
        if not figure.total.known or not all(count.known for count in counts):
            return NOT_HELD
        total = reduce(Count.plus, counts, nothing(figure.indicator))
        counted = spoken.subject.counted
        return _verdict(claim, counted, total, self._source(figure, spoken.place, counted=counted))

    def _meant(self, place: Place) -> list[UnitView]:
        """The units that receive dossiers and that a place means.

        The whole, and a level, are those of the unit whose report it is, where it has units below; else of all. A
        place that is not named is that unit itself with all below it, or all in sight.
        """
        own = self._own
        if place.unit:
            within = self._within(self._units[place.unit])
        elif own is not None and (self._below(own) or not (place.level or place.whole)):
            within = self._within(own)
        else:
            within = list(self._units.values())
            if not (place.level or place.whole):
                within = [unit for unit in within if self._scope.allows(unit.id)]
        return [unit for unit in within if unit.receives and (not place.level or unit.level is Level(place.level))]

    def _below(self, unit: UnitView) -> list[UnitView]:
        """Units right below one."""
        return [each for each in self._units.values() if each.parent_id == unit.id]

    def _within(self, unit: UnitView) -> list[UnitView]:
        """A unit with all below it."""
        found = [unit]
        for each in found:
            found += self._below(each)
        return found

    def _source(self, figure: Figure, place: Place, *, counted: Counted) -> Source:
        """What can be opened: one unit, a level, or everything."""
        own = self._own.key if self._own and not self._below(self._own) and not (place.level or place.whole) else ""
        unit = place.unit if place.unit and not self._below(self._units[place.unit]) else own
        return Source(
            indicator=figure.indicator.id,
            part=Part(counted.value),
            unit=unit,
            level=place.level,
            period=figure.period,
            as_of=datetime.fromisoformat(figure.as_of),
        )


def _verdict(claim: Claim, counted: Counted, ours: Count, source: Source) -> Held:
    """Numbers that are the same agree; a percentage agrees when it is ours rounded or cut off."""
    number = _number(ours, counted)
    if claim.kind is not Kind.RATIO:
        agrees = claim.numerator == number
        told = _dossiers(number)
        if claim.numerator is not None and not agrees:
            told += f", báo cáo ghi {_apart(claim.numerator - number)}"
        return Held(data=_data(agrees), computed=Fraction(number), note=told, source=source)
    if not ours.denominator:
        return NOT_HELD
    exact = Fraction(number, ours.denominator) * 100
    decimals = max(claim.percentage.decimals if claim.percentage else 0, 2)
    return Held(
        data=_data(_ratio_agrees(claim, number, ours.denominator, exact)),
        computed=rounded(exact, decimals),
        note=f"{written(Fraction(number))}/{_dossiers(ours.denominator)} = {shortest(exact)}%",
        source=source,
    )


def _ratio_agrees(claim: Claim, number: int, whole: int, exact: Fraction) -> bool:
    if claim.numerator is not None:
        return (claim.numerator, claim.denominator) == (number, whole)
    return claim.percentage is not None and fit(exact, claim.percentage) is not None


def _number(ours: Count, counted: Counted) -> int:
    if counted is Counted.NUMERATOR or ours.denominator is None:
        return ours.numerator
    return ours.denominator - (ours.numerator if counted is Counted.REST else 0)


def _data(agrees: bool) -> Data:
    return Data.AGREES if agrees else Data.DIFFERS


def _dossiers(number: int) -> str:
    return f"{written(Fraction(number))} hồ sơ"


def _apart(difference: int) -> str:
    way = "nhiều hơn" if difference > 0 else "ít hơn"
    return f"{way} {_dossiers(abs(difference))}"
