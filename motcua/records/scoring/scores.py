"""Score sheets of units for a period, all of them counted together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce

from motcua.law.checks import SCORE_SHEET
from motcua.law.registry import law
from motcua.law.types import Confidence, Grade, Level, ScoreRow
from motcua.records import clock
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import NO_DATA, SIMULATED, Count, Figure
from motcua.records.measures.queries import By
from motcua.records.measures.relation import look
from motcua.records.people.agencies import Agency, agencies, agency, seen_from
from motcua.records.people.viewer import Viewer
from motcua.records.scoring import queries
from motcua.records.scoring.content import DeclaredView
from motcua.records.scoring.procedures import Offer, counted, offer, with_dossiers
from motcua.records.scoring.sources import INDICATORS, SOURCES, SYNCHRONISED, Flag, Origin, Source
from motcua.rules.indicators import indicator
from motcua.rules.period import Period
from motcua.rules.qd766.scoring import Counted, Score, Scored, Standing, grade, score


@dataclass(frozen=True, kw_only=True, slots=True)
class Input:
    """What a row was given. `counted` is None where nothing tells it; `declared` where a declaration was used."""

    origin: Origin
    indicator: str = ""
    counted: Counted | None = None
    declared: DeclaredView | None = None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitScore:
    """The sheet of a unit. `lowest` and `highest` are the grades of the two ends of its total; `since` and `certain`
    tell the version of the sheet.
    """

    scored: Agency
    period: Period
    as_of: datetime
    score: Score
    inputs: Mapping[str, Input]
    lowest: Grade
    highest: Grade
    since: date
    certain: bool
    note: str
    simulated: bool

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader must know of the sheet as a whole."""
        unplaced = (Flag.ROWS_UNPLACED,) if self.score.unplaced else ()
        return (Flag.SIMULATED, *unplaced) if self.simulated else unplaced

    def flags_of(self, each: Scored) -> tuple[Flag, ...]:
        """What a reader must know of a row."""
        match each.standing:
            case Standing.NOT_APPLICABLE:
                return (Flag.NOT_APPLICABLE,)
            case Standing.NOTHING_COUNTED:
                return (Flag.NOTHING_COUNTED, *self.inputs[each.row.id].flags)
            case _:
                return self.inputs[each.row.id].flags


def unit_score(viewer: Viewer, key: str, period: Period, *, as_of: datetime | None = None) -> UnitScore:
    """The sheet of one unit. Raises NotFound, NotAllowed, NoValue before the decision, Refusal as measures do.

    Without `as_of` the dossiers are as known at the end of the period or now, as in every figure; declarations, which
    are made once a period is over, are those that stand now.
    """
    one = agency(viewer, key, _day(period))
    return _scored(seen_from(viewer, one.members), (one,), period, as_of=as_of)[0]


def unit_scores(viewer: Viewer, period: Period, *, as_of: datetime | None = None) -> tuple[UnitScore, ...]:
    """The sheets of all units in sight that receive dossiers: the most known points first, then the highest end."""
    found = _scored(viewer, agencies(viewer, _day(period)), period, as_of=as_of)
    return tuple(sorted(found, key=lambda each: (-each.score.total.known, -each.score.total.most, each.scored.unit.id)))


def first_day() -> date:
    """The first day on which there is a score sheet."""
    return next(series.values[0].valid_from for series in law().series() if series.id == SCORE_SHEET)


def _day(period: Period) -> date:
    """The day by which units and procedures are told: the last of the period, or today."""
    return min(period.last, clock.now().date())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """Everything that the sheets of a period are made of, counted once."""

    figures: Mapping[str, Figure]
    by_unit: Mapping[str, Mapping[str, Count]]
    used: Mapping[str, Mapping[int, frozenset[int]]]
    declared: Mapping[tuple[int, str], DeclaredView]
    as_of: datetime
    day: date
    offers: dict[Level, Offer] = field(default_factory=dict)

    def offer(self, level: Level) -> Offer:
        """What a level offers, read once."""
        if level not in self.offers:
            self.offers[level] = offer(level, self.day)
        return self.offers[level]


def _scored(
    viewer: Viewer, units: Sequence[Agency], period: Period, *, as_of: datetime | None
) -> tuple[UnitScore, ...]:
    told = _told(viewer, units, period, as_of=as_of)
    return tuple(_score_of(one, told, period) for one in units)


def _score_of(one: Agency, told: _Told, period: Period) -> UnitScore:
    stated = law().value_on(SCORE_SHEET, period.last)
    sheet, grades = law().score_sheet_on(period.last), law().grades_on(period.last)
    inputs = _synchronised({row.id: _input(row, one, told) for row in sheet.rows})
    numbers = {key: each.counted for key, each in inputs.items() if each.counted is not None}
    result = score(sheet, numbers, level=one.unit.level)
    return UnitScore(
        scored=one,
        period=period,
        as_of=told.as_of,
        score=result,
        inputs=inputs,
        lowest=grade(result.total.known, grades=grades),
        highest=grade(result.total.most, grades=grades),
        since=stated.valid_from,
        certain=stated.confidence is Confidence.VERIFIED,
        note=stated.note,
        simulated=any(SIMULATED in each.flags for each in told.figures.values()),
    )


def _told(viewer: Viewer, units: Iterable[Agency], period: Period, *, as_of: datetime | None) -> _Told:
    figures = measures.figures(viewer, INDICATORS, period, by=By.UNIT, as_of=as_of)
    at = datetime.fromisoformat(next(iter(figures.values())).as_of)
    looked = look(viewer, period, as_of=at)
    tallies = {source.indicator for source in SOURCES.values() if source.tally and source.indicator}
    return _Told(
        figures=figures,
        by_unit={name: {group.key: group.count for group in each.groups} for name, each in figures.items()},
        used={name: with_dossiers(looked, indicator(name)) for name in tallies if not _empty(figures[name])},
        declared=queries.declared((each.unit.id for each in units), period, as_of=as_of or clock.now()),
        as_of=at,
        day=_day(period),
    )


def _empty(figure: Figure) -> bool:
    """Whether nothing records what a figure counts."""
    return NO_DATA in figure.flags


def _input(row: ScoreRow, one: Agency, told: _Told) -> Input:
    declared = told.declared.get((one.unit.id, row.id))
    source = SOURCES.get(row.id)
    own = _own(source, one, told) if source else None
    if own is not None and own.counted is not None:
        return own if declared is None else _with(own, Flag.DECLARED_TOO)
    if declared is not None and declared.numerator is not None and declared.denominator is not None:
        return Input(
            origin=Origin.DECLARED,
            counted=Counted(numerator=declared.numerator, denominator=declared.denominator),
            declared=declared,
            flags=(Flag.DECLARED,),
        )
    return own or Input(origin=Origin.NONE, flags=(Flag.NO_RECORD,))


def _own(source: Source, one: Agency, told: _Told) -> Input:
    """What is counted here; without numbers where nothing is recorded yet."""
    if source.indicator and _empty(told.figures[source.indicator]):
        return Input(origin=source.origin, indicator=source.indicator, flags=(Flag.UNRECORDED_YET,))
    flags = source.flags
    if source.tally is None:
        number = _of_members(told.by_unit[source.indicator], one)
    else:
        offered = told.offer(one.unit.level)
        used = told.used.get(source.indicator, {})
        number = counted(source.tally, offered, frozenset().union(*(used.get(each.id, ()) for each in one.members)))
        if source.indicator == "online_payment_share" and offered.fee_unknown:
            flags = (*flags, Flag.FEES_UNKNOWN)
    if source.synchronised:
        number = replace(number, factor=None)
    return Input(origin=source.origin, indicator=source.indicator, counted=number, flags=flags)


def _of_members(by_unit: Mapping[str, Count], one: Agency) -> Counted:
    counts = (by_unit[each.key] for each in one.members if each.key in by_unit)
    total = reduce(Count.plus, counts, Count(numerator=0, denominator=0))
    return Counted(numerator=total.numerator, denominator=total.denominator or 0)


def _synchronised(inputs: dict[str, Input]) -> dict[str, Input]:
    """The rows that go by the share of dossiers the national portal knows, multiplied by it where it is known."""
    known = inputs[SYNCHRONISED].counted if SYNCHRONISED in inputs else None
    factor = known.ratio if known is not None else None
    changed = dict(inputs)
    for key, each in inputs.items():
        source = SOURCES.get(key)
        if source is None or not source.synchronised or each.counted is None or each.origin is Origin.DECLARED:
            continue
        told = replace(each, counted=replace(each.counted, factor=factor))
        changed[key] = told if factor is not None else _with(told, Flag.SYNC_UNKNOWN)
    return changed


def _with(given: Input, flag: Flag) -> Input:
    return replace(given, flags=(*given.flags, flag))
