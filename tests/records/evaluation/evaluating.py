"""The small world evaluated: ballots of settled dossiers, points of agencies and their appraisal."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from motcua.records.casework.changes import Outcome
from motcua.records.evaluation import actions, assessing
from motcua.records.evaluation.actions import BallotGiven
from motcua.records.evaluation.assessing import AssessmentGiven
from motcua.records.evaluation.content import Kind
from motcua.rules.dossier import State
from motcua.rules.period import period
from tests.world import MORNING, THANH_SON, World, standing

NOON = "2023-07-03 12:00"
ALL = {"1": 3, "2": 3, "3": 2, "4": 3, "6": 2, "7": 3}
"""A ballot of three levels that answers everything."""


def settled(world: World, *, at: str = MORNING, unit: str = THANH_SON, **changes: object) -> Outcome:
    """A dossier with a result, accepted and settled at one instant."""
    given = {"unit_key": unit, **changes}
    return world.bring(world.accept(at=at, **given), State.SETTLED, at=at, unit=unit)


def enter(
    world: World,
    code: str,
    answers: Mapping[str, int] = ALL,
    *,
    by: str = "",
    unit: str = THANH_SON,
    at: str = NOON,
    key: str = "",
    levels: int = 3,
    **given: Any,
) -> int:
    """A ballot typed at the counter of a unit."""
    ballot = BallotGiven(levels=levels, answers=answers, **given)
    with standing(at):
        who = world.viewer(by or world.post(unit, "counter"))
        return actions.enter(who, code, ballot, key=key or world.key())


OWN = {"5": Fraction(2), "8": Fraction(3, 2), "9": Fraction(0)}
LESS = {"5": Fraction(3, 2), "8": Fraction(1), "9": Fraction(0)}


def assess(
    world: World,
    kind: Kind = Kind.OWN,
    points: dict[str, Fraction] | None = None,
    *,
    by: str = "",
    unit: str = THANH_SON,
    notes: dict[str, str] | None = None,
    seen: int = 0,
    at: str = NOON,
    key: str = "",
    over: str = "2023-Q2",
) -> int:
    """Points of an agency, given by its chair or appraised by the district's."""
    given = AssessmentGiven(points=OWN if points is None else points, notes=notes or {}, seen=seen)
    with standing(at):
        who = world.viewer(by or ("sa_rath" if kind is Kind.OWN else "van_phuc"))
        return assessing.assess(who, unit, period(over), kind, given, key=key or world.key())
