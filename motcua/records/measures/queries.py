"""Figures: from the rollups where they are additive and nothing newer is left out, from the facts otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count as CountOf
from django.db.models import Q

from motcua.law.types import LOCAL, Level
from motcua.records import clock, store
from motcua.records.casework import counting
from motcua.records.casework.views import ListRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.compiling import compiled
from motcua.records.measures.figures import Count, Figure, Group
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.indicator import RECEIVED, Base, Condition, Equals, Every, Indicator, Not, every
from motcua.rules.indicators import indicator
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

SIMULATED = "simulated"


class By(StrEnum):
    """What a figure may be broken down by."""

    UNIT = "unit"
    LEVEL = "level"
    PROCEDURE = "procedure"
    MONTH = "month"
    WEEK = "week"


class Part(StrEnum):
    """Which dossiers of a figure: those counted above the line, below it, or below it only."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    REST = "rest"


_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
_FACTS_COLUMN = {By.UNIT: "unit_id", By.LEVEL: "level", By.PROCEDURE: "procedure_id"}
Counts = dict[object, dict[str, Count]]


def figure(
    viewer: Viewer, indicator_id: str, period: Period, *, by: By | None = None, as_of: datetime | None = None
) -> Figure:
    """One indicator over a period as known at `as_of` (default: the end of the period or now, the earlier).

    Raises NotFound for an unknown indicator, Refusal for a cut-off in the future.
    """
    return figures(viewer, (indicator_id,), period, by=by, as_of=as_of)[indicator_id]


def figures(
    viewer: Viewer,
    indicator_ids: Iterable[str],
    period: Period,
    *,
    by: By | None = None,
    as_of: datetime | None = None,
) -> dict[str, Figure]:
    """Several indicators over the same period, cut-off and breakdown, counted together."""
    wanted = [indicator(each) for each in indicator_ids]
    cut_off = _cut_off(period, as_of)
    counted = _counted(viewer, wanted, period, by=by, as_of=cut_off)
    flags = (SIMULATED,) if _simulated() else ()
    labels = _labels(by, counted) if by else {}
    return {
        each.id: Figure(
            indicator=each,
            period=period,
            as_of=cut_off.isoformat(),
            total=_total(each, (group[each.id] for group in counted.values())),
            flags=flags,
            groups=_groups(each, counted, labels),
        )
        for each in wanted
    }


def behind(
    viewer: Viewer,
    indicator_id: str,
    period: Period,
    *,
    part: Part,
    unit_key: str = "",
    level: str = "",
    as_of: datetime | None = None,
    after: int = 0,
) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers that a figure counted, and where the next page starts (0: nowhere).

    Raises NotFound for an unknown indicator or unit, Refusal for a cut-off in the future.
    """
    wanted = indicator(indicator_id)
    cut_off = _cut_off(period, as_of)
    rows = _selected(viewer, [wanted], period, as_of=cut_off)
    if part is Part.NUMERATOR or wanted.denominator is None:
        rows = rows.filter(compiled(wanted.numerator, as_of=cut_off))
    else:
        rows = rows.filter(compiled(wanted.denominator, as_of=cut_off))
    if part is Part.REST:
        rows = rows.filter(compiled(Not(wanted.numerator), as_of=cut_off))
    if unit_key:
        rows = rows.filter(unit_id=places.unit(unit_key).id)
    if level:
        rows = rows.filter(level=level)
    return counting.dossiers_of(rows, after=after)


def _cut_off(period: Period, as_of: datetime | None) -> datetime:
    now = clock.now()
    if as_of is None:
        return min(period.end, now)
    if as_of > now:
        raise Refusal(
            "as_of",
            "Thời điểm chốt {at} ở tương lai (bây giờ là {now}); hãy chọn thời điểm đã qua.",
            at=f"{as_of.astimezone(LOCAL):%H:%M %d/%m/%Y}",
            now=f"{now:%H:%M %d/%m/%Y}",
        )
    return as_of.astimezone(LOCAL)


def _counted(viewer: Viewer, wanted: list[Indicator], period: Period, *, by: By | None, as_of: datetime) -> Counts:
    known = _all_known(as_of)
    added_up = [each for each in wanted if known and _sums(each) is not None]
    others = [each for each in wanted if each not in added_up]
    # What is known now has a short way for each base; what was known then is walked through once.
    parts = [[each for each in others if each.base is base] for base in Base] if known else [others]
    counted = _from_rollups(viewer, added_up, period, by=by) if added_up else {}
    for part in parts:
        if part:
            for key, counts in _from_facts(viewer, part, period, by=by, as_of=as_of).items():
                counted.setdefault(key, {}).update(counts)
    for counts in counted.values():
        for each in wanted:
            counts.setdefault(each.id, Count(numerator=0, denominator=None if each.denominator is None else 0))
    return counted


def _all_known(as_of: datetime) -> bool:
    newest = counting.newest_recorded()
    return newest is None or as_of >= newest


def _selected(viewer: Viewer, wanted: list[Indicator], period: Period, *, as_of: datetime) -> counting.FactsQuery:
    """The facts of every dossier that any of these indicators looks at."""
    bases = {each.base for each in wanted}
    if not _all_known(as_of):
        rows = counting.facts_known(viewer, as_of=as_of)
    elif all(_of_open(each.numerator) and each.denominator is None for each in wanted):
        rows = counting.open_facts_now(viewer)
    else:
        rows = counting.facts_now(viewer)
    within = Q()
    for base in bases:
        within |= _within(base, period)
    return rows.filter(compiled(RECEIVED, as_of=as_of)).filter(within)


def _within(base: Base, period: Period) -> Q:
    """Accepted in the period, or by its end."""
    if base is Base.COHORT:
        return Q(accepted_day__gte=period.first, accepted_day__lte=period.last)
    return Q(accepted_day__lte=period.last)


def _of_open(condition: Condition) -> bool:
    """Whether a condition holds only for dossiers that have not ended."""
    if isinstance(condition, Every):
        return any(_of_open(part) for part in condition.parts)
    return isinstance(condition, Equals) and condition.column == "end_kind" and condition.value == ""


def _from_facts(viewer: Viewer, part: list[Indicator], period: Period, *, by: By | None, as_of: datetime) -> Counts:
    rows = _selected(viewer, part, period, as_of=as_of)
    mixed = len({each.base for each in part}) > 1
    sums = {}
    for each in part:
        within = _within(each.base, period) if mixed else Q()
        sums[f"n_{each.id}"] = _conditional(each.numerator, within=within, as_of=as_of)
        if each.denominator is not None:
            sums[f"d_{each.id}"] = _conditional(each.denominator, within=within, as_of=as_of)
    if by is None:
        return {None: _counts_of(rows.aggregate(**sums), part)}
    column = _FACTS_COLUMN.get(by, "accepted_day")
    nothing = {each.id: Count(numerator=0, denominator=0 if each.denominator else None) for each in part}
    counted: Counts = {key: dict(nothing) for key in _received_under(viewer, part, period, by=by)}
    for row in rows.values(column).annotate(**sums).order_by():
        _add(counted, _day_key(row[column], by=by), _counts_of(row, part))
    return counted


def _received_under(viewer: Viewer, part: list[Indicator], period: Period, *, by: By) -> set[object]:
    """The groups under which anything was received by the end of the period: what stands at 0 there is told too."""
    if any(each.base is Base.COHORT for each in part):
        return set()
    levels: dict[object, str] = {}
    column = _ROLLUP_COLUMNS.get(by, "unit_id")
    keys = counting.received_under(viewer, column, last=period.last)
    return {_rollup_key({column: key}, by=by, levels=levels) for key in keys}


def _add(counted: Counts, key: object, counts: dict[str, Count]) -> None:
    so_far = counted.setdefault(key, {})
    for name, count in counts.items():
        before = so_far.get(name)
        so_far[name] = count if before is None else before.plus(count)


def _day_key(value: object, *, by: By) -> object:
    """The month or week of a day of acceptance; anything else as it is."""
    if by is By.MONTH and isinstance(value, date):
        return value.replace(day=1)
    if by is By.WEEK and isinstance(value, date):
        return value - timedelta(days=value.weekday())
    return value


def _conditional(condition: Condition, *, within: Q, as_of: datetime) -> CountOf:
    selected = within & compiled(condition, as_of=as_of)
    return CountOf("id", filter=selected) if selected else CountOf("id")


def _counts_of(row: Mapping[str, object], part: list[Indicator]) -> dict[str, Count]:
    return {
        each.id: Count(
            numerator=int(str(row[f"n_{each.id}"])),
            denominator=int(str(row[f"d_{each.id}"])) if each.denominator else None,
        )
        for each in part
    }


Sums = tuple[str, str, str]
"""Rollup columns of numerator and denominator, and the channel whose rows alone count above the line ("": all)."""


def _sums(each: Indicator) -> Sums | None:
    """How an indicator adds up over rollups, None where it does not: by its counters, or as the share of a channel."""
    if each.base is not Base.COHORT:
        return None
    if each.counters is not None:
        return (*each.counters, "")
    if isinstance(each.numerator, Equals) and each.numerator.column == "channel" and each.denominator == every():
        return "received", "received", str(each.numerator.value)
    return None


_ROLLUP_COLUMNS = {By.PROCEDURE: "procedure_id", By.MONTH: "day", By.WEEK: "day"}


def _from_rollups(viewer: Viewer, wanted: list[Indicator], period: Period, *, by: By | None) -> Counts:
    sums = {each.id: added for each in wanted if (added := _sums(each)) is not None}
    columns = [_ROLLUP_COLUMNS.get(by, "unit_id") if by else "unit_id"]
    if any(channel for _, _, channel in sums.values()):
        columns.append("channel")
    levels: dict[object, str] = {}
    nothing = Count(numerator=0, denominator=0)
    counted: Counts = {None: dict.fromkeys(sums, nothing)} if by is None else {}
    names = {name for top, bottom, _ in sums.values() for name in (top, bottom)}
    for row in counting.rolled_up(viewer, first=period.first, last=period.last, by=tuple(columns), names=names):
        key = _rollup_key(row, by=by, levels=levels)
        counts = {name: _summed(row, added) for name, added in sums.items()}
        _add(counted, key, counts)
    return counted


def _summed(row: Mapping[str, object], sums: Sums) -> Count:
    top, bottom, channel = sums
    above = not channel or row["channel"] == channel
    return Count(numerator=int(str(row[f"sum_{top}"])) if above else 0, denominator=int(str(row[f"sum_{bottom}"])))


def _rollup_key(row: Mapping[str, object], *, by: By | None, levels: dict[object, str]) -> object:
    if by is None:
        return None
    if by in _ROLLUP_COLUMNS:
        return _day_key(row[_ROLLUP_COLUMNS[by]], by=by)
    unit_id = row["unit_id"]
    if by is By.LEVEL:
        if unit_id not in levels:
            levels[unit_id] = places.unit_by_id(int(str(unit_id))).level.value
        return levels[unit_id]
    return unit_id


def _total(each: Indicator, counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(
        numerator=sum(count.numerator for count in found),
        denominator=None if each.denominator is None else sum(count.denominator or 0 for count in found),
    )


def _groups(each: Indicator, counted: Counts, labels: Mapping[object, tuple[str, str]]) -> tuple[Group, ...]:
    groups = (
        Group(key=labels[key][0], label=labels[key][1], count=counts[each.id])
        for key, counts in counted.items()
        if key in labels
    )
    return tuple(sorted(groups, key=lambda group: group.key))


def _labels(by: By, counted: Counts) -> dict[object, tuple[str, str]]:
    if by is By.LEVEL:
        return {key: (str(key), _LEVELS[Level(str(key))]) for key in counted}
    if by is By.MONTH:
        return {key: (f"{key:%Y-%m}", f"tháng {key:%m/%Y}") for key in counted if isinstance(key, date)}
    if by is By.WEEK:
        return {key: (f"{key:%Y-%m-%d}", f"tuần từ {key:%d/%m/%Y}") for key in counted if isinstance(key, date)}
    ids = [int(str(key)) for key in counted]
    if by is By.PROCEDURE:
        named = catalogue.codes_and_names(ids)
        return {procedure_id: named[procedure_id] for procedure_id in ids if procedure_id in named}
    units = (places.unit_by_id(each) for each in ids)
    return {unit.id: (unit.key, unit.name) for unit in units}


def _simulated() -> bool:
    here = store.read()
    return bool(here and here.is_demonstration)
