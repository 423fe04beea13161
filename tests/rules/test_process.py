"""The step table: where it leads, and what keeps it from coming into force."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Role
from motcua.rules.process import Step, StepKind, StepTable, overrun, role_named
from motcua.rules.process_problems import problems
from motcua.rules.refusal import Refusal
from tests.rules.step_tables import THROUGH_THREE_AGENCIES, asked, sound_tables, step, table

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


def test_opinions_are_asked_beside_the_way() -> None:
    several = THROUGH_THREE_AGENCIES
    assert numbers(*several.way()) == [1, 2, 5, 6, 7]
    assert numbers(*several.beside(2)) == [3, 4]
    assert several.beside(5) == ()
    assert numbers(several.next_step(3), several.previous_step(3)) == [None, 2]
    assert several.minutes == 240 + 2400 + 480 + 960 + 120


def test_an_opinion_counts_where_its_step_has_no_quota() -> None:
    assert table(step(1, None, minutes=0), asked(2, beside=1, minutes=90), asked(3, beside=1, minutes=60)).minutes == 90


def test_sending_back_goes_where_the_row_says() -> None:
    assert numbers(*(THROUGH_THREE_AGENCIES.previous_step(number) for number in (7, 6, 5, 2))) == [6, 2, 2, 1]


@pytest.mark.parametrize("sound", [USUAL, SKIPPING, THROUGH_THREE_AGENCIES])
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
        (table(step(1, None, minutes=1441)), ["cộng lại 24 giờ 1 phút làm việc, quá thời hạn 24 giờ làm việc"]),
        (table(asked(1, beside=1)), ["Bước lấy ý kiến 1 phải đi cùng", "chỉ có bước lấy ý kiến"]),
        (table(step(1, None), asked(2, beside=7)), ["Bước lấy ý kiến 2 phải đi cùng một bước xử lý"]),
        (table(step(1, None), asked(2, beside=1, minutes=61)), ["Bước lấy ý kiến 2 dài hơn bước 1"]),
        (table(step(1, 2), asked(2, beside=1)), ["Bước 1 chuyển đến bước 2 không có"]),
        (table(step(1, None), replace(asked(2, beside=1), next_number=1)), ["luôn trả lời về bước nó đi cùng"]),
        (table(step(1, None, beside=1)), ["Bước 1 không phải bước lấy ý kiến"]),
        (table(step(1, None, kind=StepKind.HAND_OVER)), ["Bước đầu tiên là nơi tiếp nhận"]),
        (table(step(1, 2), step(2, None, back_number=2)), ["Bước 2 trả lại bước 2 không đứng trước nó"]),
        (table(step(1, 2, back_number=2), step(2, None)), ["Bước 1 trả lại bước 2 không đứng trước nó"]),
        (table(step(1, None), asked(2, beside=1, back_number=1)), ["Bước 2 trả lại bước 1 không đứng trước nó"]),
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


@given(sound_tables())
def test_sound_tables_have_no_problems_and_their_parts_add_up(drawn: StepTable) -> None:
    assert problems(drawn, most=drawn.minutes) == ()
    assert len(drawn.main) + sum(len(drawn.beside(step.number)) for step in drawn.main) == len(drawn.steps)
    assert drawn.way()[0] == drawn.first
    assert {passed.number for passed in drawn.way()} == {step.number for step in drawn.main}
    if drawn.minutes:
        assert problems(drawn, most=drawn.minutes - 1) != ()
