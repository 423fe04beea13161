"""Tables of steps for the tests: short ways to write one, and sound ones drawn at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from motcua.law.types import Level, Role
from motcua.rules.process import Step, StepKind, StepTable

ROLES = (Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR)
KINDS = ("desk", "department", "committee")


def step(number: int, following: int | None, *, role: Role = Role.OFFICER, minutes: int = 60, **more: Any) -> Step:
    """A step of a department, unless told otherwise."""
    told = {"name": f"Bước {number}", "unit_kind": "department", **more}
    return Step(number=number, role=role, minutes=minutes, next_number=following, **told)


def asked(number: int, *, beside: int, minutes: int = 30, **more: Any) -> Step:
    """An opinion asked of a department while another step runs."""
    return step(number, None, minutes=minutes, kind=StepKind.CONSULT, beside=beside, **more)


def table(*steps: Step) -> StepTable:
    """The steps as a table."""
    return StepTable(steps=steps)


THROUGH_THREE_AGENCIES = table(
    step(1, 2, role=Role.COUNTER, minutes=240, name="Tiếp nhận, kiểm tra hồ sơ", unit_kind="desk"),
    step(2, 5, minutes=2400, name="Thẩm định hồ sơ, lập tờ trình"),
    asked(3, beside=2, minutes=960, name="Cho ý kiến về quy hoạch", level=Level.PROVINCE),
    asked(4, beside=2, minutes=960, name="Xác minh tại thực địa", unit_kind="committee", level=Level.COMMUNE),
    step(5, 6, role=Role.LEADER, minutes=480, name="Duyệt tờ trình", back_number=2),
    step(6, 7, role=Role.CHAIR, minutes=960, name="Ký", kind=StepKind.HAND_OVER, unit_kind="committee", back_number=2),
    step(7, None, role=Role.COUNTER, minutes=120, name="Trả kết quả", kind=StepKind.HAND_OVER, unit_kind="desk"),
)
"""A desk, a department that asks two others, a chair, and the way back to the desk."""


@st.composite
def sound_tables(draw: st.DrawFn) -> StepTable:
    """Tables without a problem: a way through all main steps in any order of numbers, with opinions and returns."""
    count = draw(st.integers(1, 7))
    numbers = [1, *(draw(st.permutations(range(2, count + 1))) if count > 1 else ())]
    rows = [
        step(
            number,
            numbers[place + 1] if place + 1 < count else None,
            role=draw(st.sampled_from(ROLES)),
            minutes=draw(st.integers(0, 2000)),
            name=draw(st.text("Thẩm định hồ sơ ", min_size=1, max_size=60)),
            unit_kind=draw(st.sampled_from(KINDS)),
            kind=draw(st.sampled_from([StepKind.WORK, StepKind.HAND_OVER])) if place else StepKind.WORK,
            level=draw(st.sampled_from([None, *Level])),
            back_number=draw(st.sampled_from([None, *numbers[:place]])),
        )
        for place, number in enumerate(numbers)
    ]
    for number in range(count + 1, count + 1 + draw(st.integers(0, 4))):
        host = draw(st.sampled_from(rows[:count]))
        longest = host.minutes or 2000
        rows.append(
            asked(
                number,
                beside=host.number,
                minutes=draw(st.integers(0, longest)),
                unit_kind=draw(st.sampled_from(KINDS)),
                level=draw(st.sampled_from([None, *Level])),
            )
        )
    return StepTable(steps=tuple(sorted(rows, key=lambda row: row.number)))
