"""The internal process of a procedure is a table of steps, as the approving decision prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from motcua.law.types import Level, Role
from motcua.rules.refusal import Refusal

WORKING_ROLES = frozenset({Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR})
"""The roles that may have a step; inspectors only read, administrators see no dossiers."""


class StepKind(StrEnum):
    """What happens at a step: work on the dossier, an opinion asked of others meanwhile, or work of another agency."""

    WORK = "work"
    CONSULT = "consult"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A row: who works (a role in a kind of unit), for how long, and which step follows (None: the last).

    `minutes` is the quota in working minutes (0: none set); it never extends the legal term. `level` says at which
    level the unit is; None: in the agency that received the dossier. A CONSULT step runs within the time of the step
    that it stands `beside`, and lies on no way. A HAND_OVER step is done by another agency than the step before.
    `back_number` is the step to which the dossier is sent back; None: the one before.
    """

    number: int
    name: str
    unit_kind: str
    role: Role
    minutes: int
    next_number: int | None
    kind: StepKind = StepKind.WORK
    level: Level | None = None
    beside: int | None = None
    back_number: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTable:
    """The steps in the order of their numbers. An empty table is a procedure whose process is not described."""

    steps: tuple[Step, ...] = ()

    @property
    def main(self) -> tuple[Step, ...]:
        """The steps that a dossier itself passes: all but those at which others are asked."""
        return tuple(step for step in self.steps if step.kind is not StepKind.CONSULT)

    @property
    def first(self) -> Step | None:
        """Where a dossier begins: the lowest number."""
        return min(self.main, key=lambda step: step.number, default=None)

    @property
    def last(self) -> Step | None:
        """The step at which the way from the first one ends; None where it does not end."""
        way = self.way()
        return way[-1] if way and way[-1].next_number is None else None

    def step(self, number: int) -> Step | None:
        """The step of a number."""
        return next((step for step in self.steps if step.number == number), None)

    def beside(self, number: int) -> tuple[Step, ...]:
        """The opinions asked of others while a step runs."""
        return tuple(step for step in self.steps if step.kind is StepKind.CONSULT and step.beside == number)

    def next_step(self, number: int) -> Step | None:
        """Where forwarding leads from a step: the first step from 0, none from the last."""
        if number == 0:
            return self.first
        here = self.step(number)
        following = None if here is None or here.next_number is None else self.step(here.next_number)
        return None if following is None or following.kind is StepKind.CONSULT else following

    def previous_step(self, number: int) -> Step | None:
        """Where sending back leads from a step: to the one its row names, else the one before it on the way.

        None from the first; from an opinion, the step that it stands beside.
        """
        here = self.step(number)
        named = None if here is None else here.beside if here.kind is StepKind.CONSULT else here.back_number
        if named is not None:
            return self.step(named)
        return next((before for before, after in pairwise(self.way()) if after.number == number), None)

    def way(self) -> tuple[Step, ...]:
        """The steps a dossier passes from the first on, each once."""
        passed: dict[int, Step] = {}
        here = self.first
        while here is not None and here.number not in passed:
            passed[here.number] = here
            here = self.next_step(here.number)
        return tuple(passed.values())

    @property
    def minutes(self) -> int:
        """Working minutes from the first step to the last; opinions asked meanwhile run within their step."""
        return sum(max(step.minutes, *(asked.minutes for asked in self.beside(step.number)), 0) for step in self.main)


def overrun(step: Step, *, spent: int) -> int:
    """Working minutes by which a step took longer than its quota; 0 within it, or where none is set.

    It is laid to the unit that held the step, never to the citizen's due date.
    """
    return max(0, spent - step.minutes) if step.minutes else 0


def role_named(text: str, *, field: str = "role") -> Role:
    """The role of a step by its name in a pack. Raises Refusal for one that is unknown or does no such work."""
    if text not in WORKING_ROLES:
        raise Refusal(
            field,
            "Vai trò «{role}» không làm bước nào của quy trình; hãy chọn một trong: {known}.",
            role=text[:40],
            known=", ".join(sorted(WORKING_ROLES)),
        )
    return Role(text)
