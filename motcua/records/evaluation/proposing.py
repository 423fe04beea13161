"""What the record proposes for a ballot: levels of the indicators that facts tell of. Nothing is scored by it alone."""

from __future__ import annotations

from motcua.records.casework import stays
from motcua.records.casework.views import DossierView
from motcua.records.evaluation.criteria import BY_TIME, BY_UNITS, EvaluationLaw
from motcua.rules.evaluation import level_of, time_kept, units_kept


def proposed(dossier: DossierView, told: EvaluationLaw, *, levels: int) -> dict[str, int]:
    """By indicator, the level that the record of a dossier that has ended proposes; without those it cannot tell of.

    Indicator 1 by its due date, 2 by the quotas of the steps at each unit (quy ước của hệ thống, chờ kiểm chứng).
    """
    if dossier.ended_at is None:
        return {}
    time = time_kept(due=dossier.due_at, ended=dossier.ended_at)
    overruns = tuple(stay.overrun for stay in stays.of(dossier).stays if stay.quota)
    units = units_kept(overruns, time=time)
    points = {
        BY_TIME: None if time is None else told.of_time[time],
        BY_UNITS: None if units is None else told.of_units[units],
    }
    most = told.criteria.most
    return {
        number: level_of(each, levels=levels, most=most)
        for number, each in points.items()
        if each is not None and number in told.criteria.by_ballot
    }
