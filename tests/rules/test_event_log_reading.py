"""Cases put together line by line."""

from __future__ import annotations

import pytest

from motcua.rules.event_log import instant
from motcua.rules.event_log_columns import Column
from motcua.rules.event_log_reading import MOST_TOLD, FileRefused, Gathering, Limits
from motcua.rules.refusal import Refusal


def line(**told: str) -> dict[Column, str]:
    """A line, its columns by their names."""
    return {Column(name): value for name, value in {"case": "1", "activity": "A", "time": "2023-01-03", **told}.items()}


def gathered(*lines: dict[Column, str], events: int = 100) -> Gathering:
    gathering = Gathering(Limits(size=10, events=events))
    for each in lines:
        gathering.add(each)
    return gathering


def test_lines_of_a_case_come_together_in_order() -> None:
    gathering = gathered(
        line(activity="B", time="2023-01-04"), line(case="2"), line(time="2023-01-03", resource=" Minh  "), line()
    )
    first, second = gathering.cases(by_time=True)
    assert (first.key, [event.activity for event in first.events]) == ("1", ["A", "A", "B"])
    assert first.events[0].resource == "Minh"
    assert second.key == "2"
    (first, _) = gathering.cases(by_time=False)
    assert [event.activity for event in first.events] == ["B", "A", "A"]


def test_the_last_word_on_a_case_holds_and_silence_takes_nothing_back() -> None:
    gathering = gathered(
        line(channel="quầy", planned_end="2023-01-05T10:00"),
        line(planned_end="2023-01-06T10:00", actual_end="2023-01-07T10:00"),
        line(),
    )
    (case,) = gathering.cases(by_time=True)
    assert case.channel == "quầy"
    assert case.planned_end is not None
    assert case.actual_end is not None
    assert (instant(case.planned_end).day, instant(case.actual_end).day) == (6, 7)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"case": " "}, "case"),
        ({"activity": ""}, "activity"),
        ({"time": ""}, "time"),
        ({"time": "mai"}, "time"),
        ({"planned_end": "mai"}, "planned_end"),
        ({"actual_end": "31/02/2023"}, "actual_end"),
        ({"case": "x" * 201}, "case"),
        ({"activity": "A\x00"}, "activity"),
        ({"resource": "\u202ex"}, "resource"),
    ],
)
def test_a_line_that_cannot_be_read_says_which_column(told: dict[str, str], field: str) -> None:
    gathering = gathered()
    with pytest.raises(Refusal) as refused:
        gathering.add(line(**told))
    assert refused.value.field == field
    assert list(gathering.cases(by_time=True)) == []


def test_more_than_is_read_is_refused_whole() -> None:
    with pytest.raises(FileRefused, match="hơn 2 việc"):
        gathered(line(), line(), line(), events=2)


def test_wrong_lines_are_counted_and_the_first_told() -> None:
    gathering = gathered()
    for number in range(MOST_TOLD + 5):
        gathering.leave_out(number, Refusal("time", "Thiếu."))
    assert (gathering.left_out, len(gathering.wrong)) == (MOST_TOLD + 5, MOST_TOLD)
