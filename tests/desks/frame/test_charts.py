"""Pictures: every text escaped, every link named, what is not nothing visible, fields shaded by their step."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.frame.charts.grid import Field, Tile, heat_map, tile_map
from motcua.desks.frame.charts.lines import Dot, Step, line_chart
from motcua.desks.frame.charts.picture import length, lines_of
from motcua.desks.frame.charts.rows import BarLine, PointLine, bars, points
from motcua.desks.frame.charts.shades import AMOUNT, LATENESS, NONE, key_of, shade_of
from motcua.desks.leader.analysis.league import axis as league_axis
from motcua.desks.leader.analysis.same_period import axis

WICKED = '<b onclick="x">&"\''
SHARE = st.floats(min_value=0, max_value=1)


def parsed(svg: str) -> Xml.Element:
    return Xml.fromstring(str(svg))


def field(share: float | None = 0.5, *, href: str = "#") -> Field:
    return Field(text="50", shade=shade_of(share, LATENESS), label=WICKED, href=href)


DRAWINGS = {
    "bars": bars([BarLine(name=WICKED, number=3, text="3", href="#")], title=WICKED, summary=WICKED),
    "points": points(
        [PointLine(name=WICKED, front="1", share=0.9, low=0.8, high=0.95, text="90%", label=WICKED, href="#")],
        title=WICKED,
        summary=WICKED,
        least=0.7,
        ticks=(0.8, 1.0),
    ),
    "heat": heat_map({WICKED: [field()]}, [WICKED], title=WICKED, summary=WICKED),
    "tiles": tile_map([Tile(row=1, column=2, name=WICKED, field=field())], title=WICKED, summary=WICKED),
    "lines": line_chart(
        [Dot(value=0.9, text=WICKED, label=WICKED, href="#", tick=WICKED)],
        [Step(first=0, last=0, value=0.8, text=WICKED)],
        title=WICKED,
        summary=WICKED,
        low=0.8,
        high=1.0,
        marks=((0.8, WICKED),),
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_texts_are_escaped_and_the_picture_is_named_and_described(name: str) -> None:
    root = parsed(DRAWINGS[name])
    assert not [one for one in root.iter() if one.tag == "b" or "onclick" in one.attrib]
    assert root.attrib["aria-label"] == WICKED
    assert [one.text for one in root if one.tag in ("title", "desc")] == [WICKED, WICKED]


@pytest.mark.parametrize("name", DRAWINGS)
def test_links_stay_links_and_the_numbers_are_read(name: str) -> None:
    root = parsed(DRAWINGS[name])
    links = list(root.iter("a"))
    assert links
    assert root.attrib["role"] == "group"  # an image would hide the links in it
    for one in links:
        assert one.attrib.get("aria-label") or "".join(one.itertext()).strip()


def test_what_is_not_nothing_is_visible_and_nothing_is_not_drawn() -> None:
    lines = [BarLine(name=str(number), number=number, text=str(number)) for number in (100_000, 1, 0)]
    widths = [float(one.attrib["width"]) for one in parsed(bars(lines, title="a", summary="b")).iter("rect")]
    assert len(widths) == 2
    assert widths[0] > 100
    assert widths[1] == 1.5


@given(share=SHARE, other=SHARE)
def test_a_better_share_is_never_shaded_worse(share: float, other: float) -> None:
    low, high = sorted((share, other))
    assert LATENESS.index(shade_of(high, LATENESS)) <= LATENESS.index(shade_of(low, LATENESS))
    assert AMOUNT.index(shade_of(high, AMOUNT)) <= AMOUNT.index(shade_of(low, AMOUNT))


def test_what_is_not_known_has_a_shade_of_its_own_and_the_worst_a_notch() -> None:
    assert shade_of(None, LATENESS) is NONE
    assert shade_of(0.0, LATENESS) is not NONE
    assert [shade.notched for shade in LATENESS] == [False, False, True, True, True]
    notched = parsed(heat_map({"a": [field(0.5), field(1.0), field(None)]}, ["", "", ""], title="a", summary="b"))
    assert len(list(notched.iter("path"))) == 1
    assert "chưa có dữ liệu" in str(key_of(LATENESS, with_none=True)[-1])
    assert len(key_of(LATENESS, with_none=False)) == len(LATENESS)


def test_a_gap_in_a_line_is_left_open() -> None:
    values = (0.9, None, 0.95, 0.97)
    dots = [Dot(value=value, text="", label=str(value)) for value in values]
    root = parsed(line_chart(dots, [], title="a", summary="b", low=0.8, high=1.0, marks=()))
    (path,) = [one.attrib["d"] for one in root.iter("path") if one.attrib["class"] == "now"]
    assert re.sub(r"[^ML]", "", path) == "MML"
    assert len(list(root.iter("circle"))) == 3


def test_shortcuts_for_the_mouse_do_not_hold_the_keyboard_up() -> None:
    root = parsed(heat_map({"a": [field()]}, [""], title="a", summary="b"))
    assert [one.attrib["tabindex"] for one in root.iter("a")] == ["-1"]
    tiles = parsed(tile_map([Tile(row=1, column=1, name="a", field=field())], title="a", summary="b"))
    assert not [one for one in tiles.iter("a") if "tabindex" in one.attrib]


@given(values=st.lists(SHARE, min_size=1, max_size=8))
def test_an_axis_of_shares_holds_all_that_is_drawn(values: list[float]) -> None:
    low, high, marks = axis(values, share=True)
    assert 0 <= low < high <= 1
    assert low - 1e-6 <= min(values)
    assert max(values) <= high + 1e-6
    assert 2 <= len(marks) <= 7
    assert all(low <= value <= high for value, _ in marks)


@given(values=st.lists(st.integers(min_value=0, max_value=5_000_000), min_size=1, max_size=8))
def test_an_axis_of_numbers_begins_at_nothing(values: list[int]) -> None:
    low, high, marks = axis(values, share=False)
    assert low == 0
    assert max(values) <= high
    assert 2 <= len(marks) <= 5


@given(low=SHARE)
def test_the_axis_of_the_league_ends_at_the_whole(low: float) -> None:
    least, ticks = league_axis(low)
    assert least <= low
    assert ticks[-1] == 1
    assert all(least <= tick <= 1 for tick in ticks)


def test_lengths_and_names_are_short() -> None:
    assert [length(number) for number in (1.0, 2.50, 0.126, 0)] == ["1", "2.5", "0.13", "0"]
    assert lines_of("Xã Lưu Nghiệp Anh", most=11) == ("Xã Lưu", "Nghiệp Anh")
    assert lines_of("Xã", most=1) == ("Xã",)
