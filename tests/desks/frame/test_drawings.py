"""The drawing of a process as markup: whole, escaped, wrapped within its boxes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.desks.frame.drawings import lane_vi, process_drawing, step_vi, wrapped
from motcua.law.types import Level
from motcua.rules.process import StepKind, StepTable
from motcua.rules.refusal import Refusal
from tests.rules.step_tables import THROUGH_THREE_AGENCIES, asked, sound_tables, step, table


def test_what_it_shows_is_said_in_a_sentence() -> None:
    several = process_drawing(THROUGH_THREE_AGENCIES, title="Quy trình")
    assert several.summary == "5 bước qua 5 nơi làm việc, 2 lần lấy ý kiến, tổng cộng 70 giờ làm việc."
    assert process_drawing(table(step(1, None, minutes=0)), title="Quy trình").summary == "1 bước qua 1 nơi làm việc."


def test_lanes_and_steps_in_words() -> None:
    assert lane_vi(step(1, None)) == "Phòng chuyên môn"
    assert lane_vi(step(1, None, unit_kind="committee", level=Level.COMMUNE)) == "Ủy ban nhân dân · cấp xã"
    assert step_vi(step(1, None, minutes=450)) == "Công chức chuyên môn; 7,5 giờ làm việc"
    assert step_vi(asked(2, beside=1, minutes=0)) == "Công chức chuyên môn; lấy ý kiến song song"
    assert step_vi(step(1, None, minutes=60, kind=StepKind.HAND_OVER)).endswith("cơ quan khác xử lý")


def test_names_are_escaped() -> None:
    svg = process_drawing(table(step(1, None, name='<script>"&</script>')), title="x").svg
    assert "<script" not in svg
    assert "&lt;script&gt;&quot;&amp;&lt;/script&gt;" in svg


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(Refusal):
        process_drawing(table(step(1, 5)), title="x")


@settings(deadline=None)
@given(sound_tables())
def test_it_is_well_formed_and_holds_each_name(steps: StepTable) -> None:
    root = ET.fromstring(process_drawing(steps, title="Quy trình").svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    titles = [title.text or "" for title in root.iter("title")]
    assert sorted(titles) == sorted(step.name for step in steps.steps)
    assert len(list(root.iter("rect"))) == len(steps.steps) + len({lane_vi(step) for step in steps.steps})


@given(st.text("Thẩm định hồ sơ WMwm ", max_size=200), st.integers(1, 4), st.integers(40, 300))
def test_a_text_is_wrapped_within_its_lines(text: str, lines: int, width: int) -> None:
    found = wrapped(text, width=width, letter=7.8, lines=lines)
    assert 1 <= len(found) <= lines
    whole = wrapped(text, width=width, letter=7.8, lines=1_000)
    if len(whole) > lines or any(line.endswith("…") for line in whole):
        assert any(line.endswith("…") for line in found) or len(whole) <= lines
    else:
        assert " ".join(found) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("Thẩm định", 3, ("Thẩm định",)),
        ("Thẩm định hồ sơ và lập tờ trình", 3, ("Thẩm định hồ", "sơ và lập tờ", "trình")),
        ("Thẩm định hồ sơ và lập tờ trình", 2, ("Thẩm định hồ", "sơ và lập tờ…")),
        ("x" * 50, 2, ("x" * 11 + "…",)),
        ("", 2, ("",)),
    ],
)
def test_wrapping(text: str, lines: int, expected: tuple[str, ...]) -> None:
    assert wrapped(text, width=12 * 8, letter=8, lines=lines) == expected
