"""Scores and ballots as JSON: what others rely on. Points are told to one decimal, null where not known."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.evaluation.ballots import BallotLine
from motcua.records.evaluation.scores import AgencyScore, Line
from motcua.rules.evaluation import rounded
from motcua.rules.period import Period


def agency_json(told: AgencyScore) -> dict[str, Any]:
    """An agency with its indicators."""
    return {
        "unit": {"key": told.agency.unit.key, "name": told.agency.unit.name},
        "period": _period(told.period),
        "as_of": told.as_of.astimezone(LOCAL).isoformat(),
        "settled": told.settled,
        "ballots": told.ballots,
        "few_ballots": told.few,
        "criteria": [_line(line, most=told.told.criteria.most) for line in told.lines],
        "total": _points(told.score.total),
        "most": told.told.most,
        "missing": [*told.score.missing],
        "grade": told.grade.label if told.grade else None,
        "note": told.told.doubt,
        "simulated": told.simulated,
    }


def ranking_json(found: Iterable[AgencyScore], period: Period) -> dict[str, Any]:
    """The agencies, those with a whole score first; `place` is null for the others."""
    agencies = [
        {"place": place if one.score.total is not None else None, **agency_json(one)}
        for place, one in enumerate(found, start=1)
    ]
    return {"period": _period(period), "agencies": agencies}


def ballots_json(told: AgencyScore, lines: Iterable[BallotLine]) -> dict[str, Any]:
    """The ballots of an agency, dossier by dossier: levels as ticked, and as the record proposes."""
    return {
        "unit": {"key": told.agency.unit.key, "name": told.agency.unit.name},
        "period": _period(told.period),
        "as_of": told.as_of.astimezone(LOCAL).isoformat(),
        "ballots": [
            {
                "code": line.dossier.code,
                "version": line.number,
                "origin": line.origin.value,
                "levels": line.levels,
                "answers": dict(line.marks.answers),
                "record": dict(line.marks.record),
            }
            for line in lines
        ],
        "note": told.told.doubt,
        "simulated": told.simulated,
    }


def _line(line: Line, *, most: int) -> dict[str, Any]:
    shared = {"number": line.number, "label": line.label, "most": most, "points": _points(line.points)}
    if line.by_ballot:
        record = _points(line.beside.record) if line.beside else None
        return {**shared, "answers": line.answers, "record": record}
    return {**shared, "own": _points(line.own), "appraised": _points(line.appraised)}


def _points(exact: Fraction | None) -> float | None:
    return None if exact is None else float(rounded(exact))


def _period(period: Period) -> dict[str, str]:
    return {"id": period.id, "from": period.first.isoformat(), "to": period.last.isoformat()}
