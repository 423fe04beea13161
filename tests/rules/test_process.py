"""The step table: where it leads, and what keeps it from coming into force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Role
from motcua.rules.process import Step, StepTable, overrun, problems, role_named
from motcua.rules.refusal import Refusal


def step(number: int, following: int | None, *, role: Role = Role.OFFICER, minutes: int = 60) -> Step:
    return Step(
        number=number, name=f"Bước {number}", unit_kind="department", role=role, minutes=minutes, next_number=following
    )


def table(*steps: Step) -> StepTable:
    return StepTable(steps=steps)


USUAL = table(
    step(1, 2, role=Role.COUNTER, minutes=120),
    step(2, 3, minutes=960),
    step(3, 4, role=Role.LEADER, minutes=240),
    step(4, None, role=Role.COUNTER, minutes=120),
)
SKIPPING = table(step(10, 30), step(20, None), step(30, 20))


def numbers(*steps: Step | None) -> list[int | None]:
    return [found.number if found else None for found in steps]


def test_the_way_forward_and_back() -> None:
    assert numbers(USUAL.first, USUAL.last) == [1, 4]
    assert numbers(*(USUAL.next_step(number) for number in (0, 1, 2, 3, 4))) == [1, 2, 3, 4, None]
    assert numbers(*(USUAL.previous_step(number) for number in (4, 3, 2, 1, 0))) == [3, 2, 1, None, None]


def test_the_way_follows_next_and_not_the_order_of_numbers() -> None:
    assert numbers(*SKIPPING.way()) == [10, 30, 20]
    assert numbers(SKIPPING.last, SKIPPING.previous_step(20), SKIPPING.next_step(10)) == [20, 30, 30]


def test_a_process_that_is_not_described_has_no_steps() -> None:
    assert (
        numbers(StepTable().first, StepTable().last, StepTable().next_step(0), StepTable().next_step(3)) == [None] * 4
    )
    assert StepTable().previous_step(1) is None
    assert problems(StepTable(), most=480) == ()


@pytest.mark.parametrize("sound", [USUAL, SKIPPING])
def test_a_sound_table_has_no_problems(sound: StepTable) -> None:
    assert problems(sound, most=sound.minutes) == ()
    assert problems(sound, most=None) == ()


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (table(step(1, 2), step(2, 1)), ["Bước 2 quay lại bước 1"]),
        (table(step(1, 1)), ["Bước 1 quay lại bước 1"]),
        (table(step(1, 7)), ["Bước 1 chuyển đến bước 7 không có"]),
        (table(step(1, None), step(2, None)), ["Không có đường nào đến bước 2"]),
        (table(step(1, 2), step(2, 2), step(3, None)), ["Bước 2 quay lại bước 2", "Không có đường nào đến bước 3"]),
        (table(step(1, None), step(1, None)), ["Số bước 1 bị trùng"]),
        (table(step(0, None)), ["Số bước 0 bị trùng hoặc nhỏ hơn 1"]),
        (table(step(1, None, minutes=-5)), ["Thời gian của bước 1 không được âm"]),
        (table(step(1, None, role=Role.INSPECTOR)), ["vai trò «inspector» không xử lý hồ sơ"]),
        (table(step(1, None, minutes=1441)), ["cộng lại 1441 phút làm việc, quá thời hạn 1440"]),
    ],
)
def test_what_is_wrong_is_said_in_order(bad: StepTable, says: list[str]) -> None:
    found = problems(bad, most=1440)
    assert len(found) == len(says)
    for problem, words in zip(found, says, strict=True):
        assert problem.field == "steps"
        assert words in str(problem)
        assert "hãy" in str(problem)


def test_a_way_without_end_has_no_last_step() -> None:
    assert table(step(1, 2), step(2, 1)).last is None


@pytest.mark.parametrize(("spent", "late"), [(0, 0), (60, 0), (61, 1), (600, 540)])
def test_overrun(spent: int, late: int) -> None:
    assert overrun(step(1, None, minutes=60), spent=spent) == late
    assert overrun(step(1, None, minutes=0), spent=spent) == 0


def test_roles_of_steps_are_read_by_name() -> None:
    assert role_named("leader") is Role.LEADER
    for unfit in ("administrator", "inspector", "chuyên viên", "x" * 10_000):
        with pytest.raises(Refusal, match="hãy chọn một trong: chair, counter, leader, officer") as refused:
            role_named(unfit)
        assert refused.value.field == "role"


@given(st.lists(st.integers(1, 8), unique=True, min_size=1), st.data())
def test_any_table_is_walked_to_an_end_and_a_sound_one_back_again(found: list[int], data: st.DataObject) -> None:
    following = st.none() | st.integers(1, 8)
    drawn = table(*(step(number, data.draw(following)) for number in found))
    way = drawn.way()
    assert len({passed.number for passed in way}) == len(way) <= len(found)
    if problems(drawn, most=None):
        return
    assert {passed.number for passed in way} == set(found)
    here = drawn.last
    for expected in reversed(way):
        assert here == expected
        here = drawn.previous_step(here.number)
    assert here is None
