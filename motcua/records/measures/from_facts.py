"""Indicators counted over the facts: those of one look in one SELECT, percentiles of one column in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from motcua.records.casework import counting
from motcua.records.measures import grouping
from motcua.records.measures.compiling import TRUE, compiled, counted
from motcua.records.measures.figures import Count, nothing
from motcua.records.measures.relation import Looked, each_within, only_open, relation
from motcua.records.measures.statement import Sql, joined, put, rows
from motcua.rules.indicator import Base, By, Indicator, Percentile, condition_of

Counts = dict[object, dict[str, Count]]
"""By group, as the database calls it, the counts by indicator."""

_SHARED = {By.UNIT: "unit_id", By.LEVEL: "unit_id", By.PROCEDURE: "procedure_id", By.MONTH: "day", By.WEEK: "day"}
"""Breakdowns in which a group that received anything is told although nothing of it is counted."""


def from_facts(looked: Looked, wanted: Sequence[Indicator], *, by: By | None, where: Sql = TRUE) -> Counts:
    """The counts of indicators by group; `where` narrows the dossiers down further, over columns of `f` that breakdowns
    or the indicators look at. Without `by` there is one group, 0.
    """
    found: Counts = {}
    # Open dossiers have a short way; what else was known then is walked through once.
    for _, part in groupby(sorted(wanted, key=lambda each: _way(each, looked)), key=lambda each: _way(each, looked)):
        chosen = list(part)
        for key in _groups_told(looked, chosen, by=by):
            found.setdefault(key, {}).update({each.id: nothing(each) for each in chosen})
        _take(found, _added_up(looked, [each for each in chosen if each.additive], by=by, where=where))
        for same in _by_column(each for each in chosen if not each.additive):
            _take(found, _percentiles(looked, same, by=by, where=where))
    return found


def whole(looked: Looked, wanted: Sequence[Indicator], *, where: Sql = TRUE) -> dict[str, Count]:
    """The counts of indicators over everything that is looked at."""
    counts = from_facts(looked, wanted, by=None, where=where).get(0, {})
    return {each.id: counts.get(each.id, nothing(each)) for each in wanted}


def ids_behind(
    looked: Looked, each: Indicator, *, condition: Sql, columns: Iterable[str] = (), after: int
) -> list[int]:
    """The ids, from after one on, of the dossiers of an indicator for which a condition over `f` holds; a page of them
    and one more. `columns` are those that it looks at, besides those of breakdowns and of the indicator.
    """
    statement = put(
        "SELECT f.dossier_id FROM ({}) f WHERE {} AND f.dossier_id > %s ORDER BY f.dossier_id LIMIT %s",
        relation(looked, [each], columns=(*grouping.EVERY_COLUMN, *columns)),
        condition,
    )
    values = (*statement.values, after, counting.PAGE + 1)
    return [dossier_id for (dossier_id,) in rows(Sql(statement.text, values))]


def _way(each: Indicator, looked: Looked) -> str:
    """Indicators with the same way are counted in one SELECT."""
    if looked.all_known:
        return f"{each.base}{only_open(each)}"
    return "open" if looked.changed is not None and only_open(each) else ""


def _groups_told(looked: Looked, part: Sequence[Indicator], *, by: By | None) -> list[object]:
    """Groups that are told although nothing may be counted in them; of standing dossiers, all that received any."""
    if by is None:
        return []
    if by not in _SHARED or any(each.base is not Base.STANDING for each in part):
        return list(grouping.always(by, open_only=all(map(only_open, part))))
    keys = counting.received_under(looked.viewer, _SHARED[by], last=looked.period.last)
    return list({grouping.of_rollup(key, by=by) for key in keys})


def _take(found: Counts, counts: Counts) -> None:
    for key, told in counts.items():
        found.setdefault(key, {}).update(told)


def _added_up(looked: Looked, part: Sequence[Indicator], *, by: By | None, where: Sql) -> Counts:
    if not part:
        return {}
    mixed = len({each.base for each in part}) > 1
    aggregates = []
    for each in part:
        own = each_within(each, looked, mixed=mixed)
        quantities = (each.numerator,) if each.denominator is None else (each.numerator, each.denominator)
        aggregates += [counted(quantity, within=own, at=looked.at) for quantity in quantities]
    statement = put(
        "SELECT {} AS part, {} FROM ({}) f WHERE {}{}",
        grouping.group_of(by, at=looked.at),
        joined(", ", aggregates),
        _relation(looked, part),
        where,
        Sql("" if by is None else " GROUP BY 1"),
    )
    return {key: _counts(part, iter(numbers)) for key, *numbers in rows(statement)}


def _counts(part: Sequence[Indicator], numbers: Iterable[object]) -> dict[str, Count]:
    told = iter(map(_whole_number, numbers))
    return {
        each.id: Count(numerator=next(told), denominator=None if each.denominator is None else next(told))
        for each in part
    }


def _whole_number(number: object) -> int:
    return int(str(number))


def _by_column(wanted: Iterable[Indicator]) -> list[list[Indicator]]:
    """Percentiles of one column over the same dossiers, which are read off one distribution."""
    same: dict[object, list[Indicator]] = {}
    for each in wanted:
        assert each.percentile is not None
        same.setdefault((each.base, each.percentile.column, each.denominator), []).append(each)
    return list(same.values())


def _percentiles(looked: Looked, same: Sequence[Indicator], *, by: By | None, where: Sql) -> Counts:
    """Reads percentiles off a distribution: how many dossiers have each value, added up in the order of values."""
    first = same[0]
    marks = [_percentile(each) for each in same]
    assert first.denominator is not None
    distribution = put(
        f"SELECT {{}} AS part, f.{marks[0].column} AS value, COUNT(*) AS number FROM ({{}}) f"  # noqa: S608  (columns of the code)
        f" WHERE f.{marks[0].column} IS NOT NULL AND {{}} AND {{}} GROUP BY 1, 2",
        grouping.group_of(by, at=looked.at),
        _relation(looked, same),
        compiled(condition_of(first.denominator), at=looked.at),
        where,
    )
    added_up = put(
        "SELECT part, value, SUM(number) OVER (PARTITION BY part ORDER BY value) AS so_far,"
        " SUM(number) OVER (PARTITION BY part) AS whole FROM ({}) d",
        distribution,
    )
    reached = [f"CASE WHEN so_far * 100 >= {mark.percent} * whole THEN {{}} END" for mark in marks]
    told = ", ".join(f"MIN({each.format(name)})" for each in reached for name in ("value", "so_far"))
    statement = put(f"SELECT part, MAX(whole), {told} FROM ({{}}) s GROUP BY part", added_up)  # noqa: S608  (columns and counts of the code)
    return {key: _read_off(same, list(map(_whole_number, numbers))) for key, *numbers in rows(statement)}


def _read_off(same: Sequence[Indicator], numbers: Sequence[int]) -> dict[str, Count]:
    size, *pairs = numbers
    return {
        each.id: Count(numerator=pairs[2 * place + 1], denominator=size, at=pairs[2 * place])
        for place, each in enumerate(same)
    }


def _percentile(each: Indicator) -> Percentile:
    assert each.percentile is not None
    return each.percentile


def _relation(looked: Looked, part: Sequence[Indicator]) -> Sql:
    return relation(looked, part, columns=grouping.EVERY_COLUMN)


def totals(counts: Mapping[object, Mapping[str, Count]], each: Indicator) -> Count:
    """The count of all groups of an indicator together, which must be additive."""
    total = nothing(each)
    for group in counts.values():
        total = total.plus(group.get(each.id, nothing(each)))
    return total
