"""Figures: from the rollups where they are additive and nothing newer is left out, from the facts otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count as CountOf
from django.db.models.functions import TruncMonth

from motcua.law.types import LOCAL, Level
from motcua.records import clock, store
from motcua.records.casework import counting
from motcua.records.casework.views import ListRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.compiling import compiled
from motcua.records.measures.figures import Count, Figure, Group
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.indicator import RECEIVED, Base, Condition, Indicator
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


_LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
_FACTS_COLUMN = {By.UNIT: "unit_id", By.LEVEL: "level", By.PROCEDURE: "procedure_id", By.MONTH: "month"}
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
    numerator: bool,
    unit_key: str = "",
    level: str = "",
    as_of: datetime | None = None,
    after: int = 0,
) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers that a figure counted, and where the next page starts (0: nowhere)."""
    wanted = indicator(indicator_id)
    cut_off = _cut_off(period, as_of)
    rows = _selected(viewer, wanted, period, as_of=cut_off)
    condition = wanted.numerator if numerator else wanted.denominator
    if condition is not None:
        rows = rows.filter(compiled(condition, as_of=cut_off))
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
    if all(each.counters and each.base is Base.COHORT for each in wanted) and _all_known(as_of):
        return _from_rollups(viewer, wanted, period, by=by)
    cohort = [each for each in wanted if each.base is Base.COHORT]
    standing = [each for each in wanted if each.base is Base.STANDING]
    counted: Counts = {}
    for part in (cohort, standing):
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


def _selected(viewer: Viewer, wanted: Indicator, period: Period, *, as_of: datetime) -> counting.FactsQuery:
    rows = counting.facts_now(viewer) if _all_known(as_of) else counting.facts_known(viewer, as_of=as_of)
    rows = rows.filter(compiled(RECEIVED, as_of=as_of))
    if wanted.base is Base.COHORT:
        return rows.filter(accepted_day__gte=period.first, accepted_day__lte=period.last)
    return rows.filter(accepted_day__lte=period.last)


def _from_facts(viewer: Viewer, part: list[Indicator], period: Period, *, by: By | None, as_of: datetime) -> Counts:
    rows = _selected(viewer, part[0], period, as_of=as_of)
    if by is By.MONTH:
        rows = rows.annotate(month=TruncMonth("accepted_day"))
    sums = {f"n_{each.id}": _conditional(each.numerator, as_of=as_of) for each in part}
    sums |= {f"d_{each.id}": _conditional(each.denominator, as_of=as_of) for each in part if each.denominator}
    if by is None:
        return {None: _counts_of(rows.aggregate(**sums), part)}
    column = _FACTS_COLUMN[by]
    return {row[column]: _counts_of(row, part) for row in rows.values(column).annotate(**sums).order_by()}


def _conditional(condition: Condition | None, *, as_of: datetime) -> CountOf:
    selected = compiled(condition, as_of=as_of) if condition else None
    return CountOf("id", filter=selected) if selected else CountOf("id")


def _counts_of(row: Mapping[str, object], part: list[Indicator]) -> dict[str, Count]:
    return {
        each.id: Count(
            numerator=int(str(row[f"n_{each.id}"])),
            denominator=int(str(row[f"d_{each.id}"])) if each.denominator else None,
        )
        for each in part
    }


def _from_rollups(viewer: Viewer, wanted: list[Indicator], period: Period, *, by: By | None) -> Counts:
    columns: dict[By | None, tuple[str, ...]] = {
        By.UNIT: ("unit_id",),
        By.LEVEL: ("unit_id",),
        By.PROCEDURE: ("procedure_id",),
        By.MONTH: ("day",),
        None: ("unit_id",),
    }
    rows = counting.rolled_up(viewer, first=period.first, last=period.last, by=columns[by])
    levels: dict[object, str] = {}
    counted: Counts = {}
    for row in rows:
        key = _rollup_key(row, by=by, levels=levels)
        group = counted.setdefault(key, {each.id: Count(numerator=0, denominator=0) for each in wanted})
        for each in wanted:
            assert each.counters is not None
            top, bottom = (int(str(row[f"sum_{name}"])) for name in each.counters)
            so_far = group[each.id]
            group[each.id] = Count(numerator=so_far.numerator + top, denominator=(so_far.denominator or 0) + bottom)
    return counted or ({None: {each.id: Count(numerator=0, denominator=0) for each in wanted}} if by is None else {})


def _rollup_key(row: dict[str, object], *, by: By | None, levels: dict[object, str]) -> object:
    if by is None:
        return None
    if by is By.MONTH:
        day = row["day"]
        assert isinstance(day, date)
        return day.replace(day=1)
    if by is By.PROCEDURE:
        return row["procedure_id"]
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
    ids = [int(str(key)) for key in counted]
    if by is By.PROCEDURE:
        named = catalogue.codes_and_names(ids)
        return {procedure_id: named[procedure_id] for procedure_id in ids if procedure_id in named}
    units = (places.unit_by_id(each) for each in ids)
    return {unit.id: (unit.key, unit.name) for unit in units}


def _simulated() -> bool:
    here = store.read()
    return bool(here and here.is_demonstration)
