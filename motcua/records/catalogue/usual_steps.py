"""The internal process where no approving decision gives one: receive, handle, sign, return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from motcua.law.types import Level, Role, Term, TermUnit
from motcua.rules.process import Step, StepTable

_WORKING_DAY = 480
_GRAIN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class _Usual:
    """A usual step: `parts` eighths of the term."""

    name: str
    role: Role
    parts: int


_USUAL = (
    _Usual(name="Tiếp nhận hồ sơ", role=Role.COUNTER, parts=1),
    _Usual(name="Thụ lý", role=Role.OFFICER, parts=4),
    _Usual(name="Duyệt và ký", role=Role.LEADER, parts=2),
    _Usual(name="Trả kết quả", role=Role.COUNTER, parts=1),
)
_PARTS = sum(usual.parts for usual in _USUAL)


def usual_steps(levels: Iterable[Level], *, terms: Sequence[Term]) -> StepTable:
    """The four usual steps, their quotas within the shortest of the terms; quotas of 0 where no term is known.

    A commune does all in one office; a district hands over between its one-stop desk and a department.
    """
    budgets = [budget for budget in map(working_minutes_within, terms) if budget]
    budget = min(budgets, default=0)
    one_office = Level.COMMUNE in levels
    return StepTable(
        steps=tuple(
            Step(
                number=number,
                name=usual.name,
                unit_kind=_unit_kind(usual.role, one_office=one_office),
                role=usual.role,
                minutes=budget * usual.parts // _PARTS // _GRAIN * _GRAIN,
                next_number=number + 1 if number < len(_USUAL) else None,
            )
            for number, usual in enumerate(_USUAL, start=1)
        )
    )


def working_minutes_within(term: Term) -> int:
    """Working minutes that surely fit a term without days off, rounded down; 0 for a term that gives no due date."""
    days = {
        TermUnit.WORKING_DAY: term.amount,
        TermUnit.SAME_DAY: 1,
        TermUnit.DAY: term.amount * 5 // 7,
        TermUnit.MONTH: term.amount * 20,
    }
    if term.unit in days:
        return days[term.unit] * _WORKING_DAY
    if term.unit in (TermUnit.HOUR, TermUnit.WORKING_HOUR):
        return term.amount * 60
    return 0


def _unit_kind(role: Role, *, one_office: bool) -> str:
    if one_office:
        return "committee"
    return "desk" if role is Role.COUNTER else "department"
