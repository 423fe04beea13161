"""Figures: from the rollups where they are additive and nothing newer is left out, from the facts otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from motcua.law.types import LOCAL
from motcua.records import clock, store
from motcua.records.casework import counting, overruns
from motcua.records.casework.views import ListRow
from motcua.records.measures import elsewhere, from_facts, grouping
from motcua.records.measures.compiling import TRUE, compiled
from motcua.records.measures.figures import NO_DATA, SIMULATED, UNKNOWN, Count, Figure, Group, nothing
from motcua.records.measures.from_facts import Counts
from motcua.records.measures.from_rollups import adds_up, from_rollups
from motcua.records.measures.linked import unrecorded
from motcua.records.measures.relation import Looked, look
from motcua.records.measures.statement import Sql, put
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.indicator import By, Indicator, condition_of
from motcua.rules.indicators import indicator
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

__all__ = ["SIMULATED", "By", "Figure", "Part", "behind", "figure", "figures"]


class Part(StrEnum):
    """Which dossiers of a figure: those counted above the line, below it, or below it only."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    REST = "rest"


def figure(
    viewer: Viewer, indicator_id: str, period: Period, *, by: By | None = None, as_of: datetime | None = None
) -> Figure:
    """One indicator over a period as known at `as_of` (default: the end of the period or now, the earlier).

    Raises NotFound for an unknown indicator, Refusal for a cut-off in the future or a breakdown that it has not.
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
    looked = look(viewer, period, as_of=_cut_off(period, as_of))
    unknown = _unknown(wanted, looked)
    known = [each for each in wanted if each not in unknown]
    counted = _counted(looked, known, by=by)
    totals = _totals(looked, known, counted, by=by)
    labels = grouping.labels(by, counted) if by else {}
    simulated = (SIMULATED,) if _simulated() else ()
    return {
        each.id: Figure(
            indicator=each,
            period=period,
            as_of=looked.as_of.isoformat(),
            total=totals.get(each.id, UNKNOWN),
            flags=(*simulated, NO_DATA) if each in unknown else simulated,
            groups=() if each in unknown else _told(each, counted, labels),
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
    by: By | None = None,
    key: str = "",
    as_of: datetime | None = None,
    after: int = 0,
) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers that a figure counted, and where the next page starts (0: nowhere); of one unit, of one
    level, of the group that a breakdown calls `key`.

    Of what is counted elsewhere, the dossiers in which it happened. Raises NotFound for an unknown indicator or unit,
    Refusal for a cut-off in the future and for what can be no key.
    """
    each = indicator(indicator_id)
    looked = look(viewer, period, as_of=_cut_off(period, as_of))
    if _unknown([each], looked):
        return (), 0
    unit_id = places.unit(unit_key).id if unit_key else None
    if each.elsewhere and by is By.UNIT:
        unit_id = places.unit(key).id
    if each.elsewhere:
        return overruns.behind(viewer, period=period, unit_id=unit_id, as_of=looked.as_of, after=after)
    where = _narrowed(unit_id=unit_id, level=level)
    if by is not None:
        where = put("{} AND {}", where, _in_group(looked, by, key))
    condition = put("{} AND {}", where, _part(looked, each, part, where=where))
    ids = from_facts.ids_behind(looked, each, condition=condition, after=after)
    return counting.dossiers_of(ids)


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


def _unknown(wanted: Sequence[Indicator], looked: Looked) -> list[Indicator]:
    """The indicators of which nothing is recorded at the cut-off."""
    missing = unrecorded({column for each in wanted for column in each.columns}, as_of=looked.as_of)
    return [
        each for each in wanted if each.columns & missing or (each.elsewhere and not elsewhere.recorded(each))
    ]  # fmt: skip


def _counted(looked: Looked, wanted: Sequence[Indicator], *, by: By | None) -> Counts:
    over_facts = [each for each in wanted if not each.elsewhere]
    kept = looked.all_known or looked.changed is not None
    added_up = [each for each in over_facts if kept and adds_up(each, by=by)]
    parts = [
        from_rollups(looked, added_up, by=by) if added_up else {},
        from_facts.from_facts(looked, [each for each in over_facts if each not in added_up], by=by),
        *(elsewhere.from_elsewhere(looked, each, by=by) for each in wanted if each.elsewhere),
    ]
    counted: Counts = {}
    for part in parts:
        for key, counts in part.items():
            counted.setdefault(key, {}).update(counts)
    for counts in counted.values():
        for each in wanted:
            counts.setdefault(each.id, nothing(each))
    return counted


def _totals(looked: Looked, wanted: Sequence[Indicator], counted: Counts, *, by: By | None) -> dict[str, Count]:
    """The counts of all groups together; of percentiles, which do not add up, counted anew."""
    anew = [each for each in wanted if by and not each.additive]
    return {
        **{each.id: from_facts.totals(counted, each) for each in wanted if each not in anew and by},
        **{each.id: counted.get(0, {}).get(each.id, nothing(each)) for each in wanted if not by},
        **(from_facts.whole(looked, anew) if anew else {}),
    }


def _told(each: Indicator, counted: Counts, labels: grouping.Labels) -> tuple[Group, ...]:
    groups = (
        Group(key=labels[key][0], label=labels[key][1], count=counts[each.id])
        for key, counts in counted.items()
        if key in labels
    )
    return tuple(sorted(groups, key=lambda group: grouping.place_of(group.key)))


def _narrowed(*, unit_id: int | None, level: str) -> Sql:
    where = TRUE
    if unit_id is not None:
        where = Sql("f.unit_id = %s", (unit_id,))
    return put("{} AND f.level = %s", Sql(where.text, (*where.values, level))) if level else where


def _in_group(looked: Looked, by: By, key: str) -> Sql:
    group = grouping.group_of(by, at=looked.at)
    wanted = grouping.of_key(by, key)
    return put("{} IS NULL", group) if wanted is None else put("{} = {}", group, Sql("%s", (wanted,)))


def _part(looked: Looked, each: Indicator, part: Part, *, where: Sql) -> Sql:
    """Which dossiers are asked for, as a condition over `f`."""
    if each.percentile is not None:
        return _part_of_percentile(looked, each, part, where=where)
    above = compiled(condition_of(each.numerator), at=looked.at)
    if part is Part.NUMERATOR or each.denominator is None:
        return above
    below = compiled(condition_of(each.denominator), at=looked.at)
    return put("{} AND NOT {}", below, above) if part is Part.REST else below


def _part_of_percentile(looked: Looked, each: Indicator, part: Part, *, where: Sql) -> Sql:
    assert each.percentile is not None
    assert each.denominator is not None
    column = each.percentile.column
    below = put(f"{{}} AND f.{column} IS NOT NULL", compiled(condition_of(each.denominator), at=looked.at))
    if part is Part.DENOMINATOR:
        return below
    value = from_facts.whole(looked, [each], where=where)[each.id].at
    compared = "<=" if part is Part.NUMERATOR else ">"
    return put(
        f"{{}} AND f.{column} {compared} %s", Sql(below.text, (*below.values, value if value is not None else -1))
    )


def _simulated() -> bool:
    here = store.read()
    return bool(here and here.is_demonstration)
