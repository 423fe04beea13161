"""How questions are put to units, answered and taken back in tests."""

from __future__ import annotations

from typing import Any

from motcua.law.types import TermUnit
from motcua.records.casework import queries
from motcua.records.casework.changes import Outcome
from motcua.records.casework.views import ConsultationView
from motcua.rules.dossier import State
from tests.world import HAM_TAN, World, standing

QUESTION = "Thửa đất có nằm trong quy hoạch không?"
ASKED, LATER = "2023-04-27 10:00", "2023-05-04 09:00"


def ask(world: World, *, units: tuple[str, ...] = (HAM_TAN,), on: Outcome | None = None, **changes: Any) -> Outcome:
    """The officer of Thanh Sơn asks units for their opinion."""
    given = {"by": "minh", "at": ASKED, "question": QUESTION, "amount": 2, "unit": TermUnit.WORKING_DAY, **changes}
    at = on or world.bring(world.accept(), State.PROCESSING)
    return world.do("consult", at, unit_ids=tuple(world.units[unit] for unit in units), **given)


def taken_back(world: World, on: Outcome, **changes: Any) -> Outcome:
    """The officer of Thanh Sơn needs no answer any more."""
    given = {"by": "minh", "at": LATER, "consultation": 1, "reason": "Hỏi nhầm đơn vị.", **changes}
    return world.do("take_back", on, **given)


def answered(world: World, on: Outcome, **changes: Any) -> Outcome:
    """Hàm Tân answers."""
    given = {"by": "chanh_da", "at": LATER, "consultation": 1, "agrees": True, "text": "Phù hợp.", **changes}
    return world.do("answer", on, **given)


def of(world: World, code: str, *, by: str = "") -> tuple[ConsultationView, ...]:
    """The questions of a dossier as somebody sees them later; nobody: the operator."""
    with standing(LATER):
        return queries.dossier(world.viewer(by), code).consultations
