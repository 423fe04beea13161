"""Ways as drawings and words, and spans of time as people say them."""

from __future__ import annotations

import re

import pytest

from motcua.desks.leader.logs.drawing import MOST_DRAWN, way_drawing, way_vi
from motcua.desks.leader.logs.words import span_vi
from motcua.rules.event_log import DAY, HOUR, SECOND

MINUTE = 60 * SECOND


def test_a_way_in_words_counts_what_follows_itself() -> None:
    assert way_vi(("A", "B", "B", "A")) == "A › B ×2 › A"
    assert way_vi(("A",)) == "A"


def test_a_way_is_drawn_with_the_numbers_of_its_activities() -> None:
    drawn = way_drawing(("A", "B", "A"), {"A": 1, "B": 2}, label="A › B › A")
    assert re.findall(r">(\d+)</text>", drawn) == ["1", "2", "1"]
    assert re.findall(r"way-\w+", drawn) == ["way-step", "way-step", "way-again"]


def test_a_drawing_trusts_no_text() -> None:
    drawn = way_drawing(("<b>", '"'), {}, label='<i>"')
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert 'aria-label="&lt;i&gt;&quot;"' in drawn


def test_a_long_way_is_cut_and_fits_a_phone() -> None:
    drawn = way_drawing(("A",) * 300, {"A": 1}, label="A ×300")
    assert drawn.count("<path") == MOST_DRAWN
    assert "…</text>" in drawn
    width = re.search(r'width="(\d+)"', drawn)
    assert width is not None
    assert int(width[1]) <= 340


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (None, "—"),
        (0, "dưới 1 phút"),
        (59 * SECOND, "dưới 1 phút"),
        (MINUTE, "1 phút"),
        (HOUR, "1 giờ"),
        (HOUR + 20 * MINUTE, "1 giờ 20 phút"),
        (DAY, "1 ngày"),
        (3 * DAY + 4 * HOUR + 5 * MINUTE, "3 ngày 4 giờ"),
        (1_080 * DAY + HOUR, "1.080 ngày"),
        (-2 * HOUR, "âm 2 giờ"),
        (1.5 * HOUR, "1 giờ 30 phút"),
    ],
)
def test_a_span_in_its_two_largest_units(span: float | None, said: str) -> None:
    assert span_vi(span) == said
