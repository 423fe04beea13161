"""The internal process of a procedure is a table of steps, as the approving decision prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from motcua.law.types import Role
from motcua.rules.refusal import Refusal

WORKING_ROLES = frozenset({Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR})
"""The roles that may have a step; inspectors only read, administrators see no dossiers."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A row: who works (a role in a kind of unit), for how long, and which step follows (None: the last).

    `minutes` is the quota in working minutes (0: none set); it never extends the legal term.
    """

    number: int
    name: str
    unit_kind: str
    role: Role
    minutes: int
    next_number: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StepTable:
    """The steps in the order of their numbers. An empty table is a procedure whose process is not described."""

    steps: tuple[Step, ...] = ()

    @property
    def first(self) -> Step | None:
        """Where a dossier begins: the lowest number."""
        return min(self.steps, key=lambda step: step.number, default=None)

    @property
    def last(self) -> Step | None:
        """The step at which the way from the first one ends; None where it does not end."""
        way = self.way()
        return way[-1] if way and way[-1].next_number is None else None

    def step(self, number: int) -> Step | None:
        """The step of a number."""
        return next((step for step in self.steps if step.number == number), None)

    def next_step(self, number: int) -> Step | None:
        """Where forwarding leads from a step: the first step from 0, none from the last."""
        if number == 0:
            return self.first
        here = self.step(number)
        return None if here is None or here.next_number is None else self.step(here.next_number)

    def previous_step(self, number: int) -> Step | None:
        """Where sending back leads from a step: to the one before it on the way; none from the first."""
        way = self.way()
        return next((before for before, after in pairwise(way) if after.number == number), None)

    def way(self) -> tuple[Step, ...]:
        """The steps a dossier passes from the first on, each once."""
        passed: dict[int, Step] = {}
        here = self.first
        while here is not None and here.number not in passed:
            passed[here.number] = here
            here = None if here.next_number is None else self.step(here.next_number)
        return tuple(passed.values())

    @property
    def minutes(self) -> int:
        """The quotas of all steps together, in working minutes."""
        return sum(step.minutes for step in self.steps)


def overrun(step: Step, *, spent: int) -> int:
    """Working minutes by which a step took longer than its quota; 0 within it, or where none is set.

    It is laid to the unit that held the step, never to the citizen's due date.
    """
    return max(0, spent - step.minutes) if step.minutes else 0


def problems(table: StepTable, *, most: int | None) -> tuple[Refusal, ...]:
    """What keeps a table from coming into force; none for a sound one.

    Its way ends, passes every step, goes only through known steps, each done by a role that works on
    dossiers, and its quotas together stay within `most`, the term in working minutes (None: no such term).
    """
    return (*_bad_steps(table.steps), *_bad_way(table), *_over_term(table, most=most))


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


def _bad_steps(steps: Iterable[Step]) -> list[Refusal]:
    found: list[Refusal] = []
    seen: set[int] = set()
    for step in steps:
        if step.number < 1 or step.number in seen:
            found.append(
                Refusal("steps", "Số bước {number} bị trùng hoặc nhỏ hơn 1; hãy đánh số lại.", number=step.number)
            )
        seen.add(step.number)
        if step.role not in WORKING_ROLES:
            found.append(
                Refusal(
                    "steps",
                    "Bước {number} giao cho vai trò «{role}» không xử lý hồ sơ; hãy chọn vai trò khác.",
                    number=step.number,
                    role=step.role.value,
                )
            )
        if step.minutes < 0:
            found.append(
                Refusal("steps", "Thời gian của bước {number} không được âm; hãy sửa lại.", number=step.number)
            )
    return found


def _bad_way(table: StepTable) -> list[Refusal]:
    way = table.way()
    if not way:
        return []
    found: list[Refusal] = []
    following = way[-1].next_number
    if following is not None:
        if table.step(following) is None:
            message = "Bước {number} chuyển đến bước {next} không có trong quy trình; hãy sửa bước tiếp theo."
        else:
            message = "Bước {number} quay lại bước {next} nên quy trình không kết thúc; hãy sửa bước tiếp theo."
        found.append(Refusal("steps", message, number=way[-1].number, next=following))
    passed = {step.number for step in way}
    found.extend(
        Refusal("steps", "Không có đường nào đến bước {number}; hãy nối vào quy trình hoặc bỏ đi.", number=step.number)
        for step in table.steps
        if step.number not in passed
    )
    return found


def _over_term(table: StepTable, *, most: int | None) -> list[Refusal]:
    if most is None or table.minutes <= most:
        return []
    return [
        Refusal(
            "steps",
            "Các bước cộng lại {minutes} phút làm việc, quá thời hạn {most} phút; hãy giảm thời gian các bước.",
            minutes=table.minutes,
            most=most,
        )
    ]
