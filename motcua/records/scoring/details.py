"""What stands behind a row: procedure by procedure, and the dossiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.records.casework import counting
from motcua.records.casework.views import ListRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures import from_facts
from motcua.records.measures import queries as measures
from motcua.records.measures.compiling import TRUE, compiled
from motcua.records.measures.figures import NO_DATA
from motcua.records.measures.queries import By, Part
from motcua.records.measures.relation import look
from motcua.records.measures.statement import Sql, put
from motcua.records.people.agencies import Agency, seen_from
from motcua.records.people.viewer import Viewer
from motcua.records.scoring.procedures import offer, tallied, with_dossiers
from motcua.records.scoring.sources import SOURCES, Source, Tally
from motcua.rules.indicator import condition_of
from motcua.rules.indicators import indicator
from motcua.rules.period import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureCount:
    """A procedure in a row: what it counts above and below the line; of a tally, 1 or 0."""

    code: str
    name: str
    numerator: int
    denominator: int


def by_procedure(
    viewer: Viewer, one: Agency, row_id: str, period: Period, *, as_of: datetime
) -> tuple[ProcedureCount, ...]:
    """A row procedure by procedure, those that miss the most first; nothing for a row that is declared."""
    source = SOURCES.get(row_id)
    if source is None:
        return ()
    here = seen_from(viewer, one.members)
    found = (
        _of_tally(here, one, source.tally, source, period, as_of=as_of)
        if source.tally
        else _of_figure(here, source, period, as_of=as_of)
    )
    return tuple(sorted(found, key=lambda each: (each.numerator - each.denominator, each.code)))


def dossiers_behind(
    viewer: Viewer,
    one: Agency,
    indicator_id: str,
    period: Period,
    *,
    part: Part,
    procedure: str = "",
    as_of: datetime,
    after: int = 0,
) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers of a unit that an indicator counted, of one procedure or all; where the next begins."""
    looked = look(seen_from(viewer, one.members), period, as_of=as_of)
    each = indicator(indicator_id)
    above = compiled(condition_of(each.numerator), at=looked.at)
    below = compiled(condition_of(each.denominator), at=looked.at) if each.denominator else TRUE
    chosen = {Part.NUMERATOR: above, Part.DENOMINATOR: below, Part.REST: put("{} AND NOT {}", below, above)}[part]
    condition = put("{} AND {}", _of_procedure(procedure), chosen)
    ids = from_facts.ids_behind(looked, each, condition=condition, columns=("procedure_id",), after=after)
    return counting.dossiers_of(ids)


def _of_procedure(code: str) -> Sql:
    if not code:
        return TRUE
    return Sql("f.procedure_id = %s", (catalogue.procedure_id(code),))


def _of_figure(viewer: Viewer, source: Source, period: Period, *, as_of: datetime) -> list[ProcedureCount]:
    figure = measures.figure(viewer, source.indicator, period, by=By.PROCEDURE, as_of=as_of)
    if NO_DATA in figure.flags:
        return []
    return [
        ProcedureCount(
            code=group.key,
            name=group.label,
            numerator=group.count.numerator,
            denominator=group.count.denominator or 0,
        )
        for group in figure.groups
    ]


def _of_tally(
    viewer: Viewer, one: Agency, tally: Tally, source: Source, period: Period, *, as_of: datetime
) -> list[ProcedureCount]:
    offered = offer(one.unit.level, min(period.last, as_of.date()))
    looked = look(viewer, period, as_of=as_of)
    used: Mapping[int, frozenset[int]] = with_dossiers(looked, indicator(source.indicator)) if source.indicator else {}
    above, below = tallied(tally, offered, frozenset().union(*used.values()))
    return [
        ProcedureCount(code=code, name=name, numerator=int(each in above), denominator=1)
        for each, (code, name) in catalogue.codes_and_names(below).items()
    ]
