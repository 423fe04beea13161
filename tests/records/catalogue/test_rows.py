"""What an office types into a sheet is read as it is meant, or refused by its column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import Level, Role, Term, TermUnit
from motcua.records.catalogue.rows import COLUMNS, content_of, read_levels, read_rank, read_term, shortened
from motcua.records.catalogue.usual_steps import usual_steps, working_minutes_within
from motcua.rules.process_problems import problems
from motcua.rules.refusal import Refusal

ROW = {"code": "1.001193", "name": "Thủ tục đăng ký khai sinh", "field": "Hộ tịch", "levels": "xã", "counter": "1 ngày"}
TERMS = st.builds(Term, amount=st.integers(1, 400), unit=st.sampled_from([unit for unit in TermUnit if unit.is_timed]))


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("3 ngày làm việc", 3, TermUnit.WORKING_DAY),
        ("3 Ngày Làm Việc", 3, TermUnit.WORKING_DAY),
        ("3  working_day", 3, TermUnit.WORKING_DAY),
        ("15 ngày", 15, TermUnit.DAY),
        ("2 tháng", 2, TermUnit.MONTH),
        ("8 giờ", 8, TermUnit.HOUR),
        ("8 giờ làm việc", 8, TermUnit.WORKING_HOUR),
        ("trong ngày", 0, TermUnit.SAME_DAY),
        ("same_day", 0, TermUnit.SAME_DAY),
        ("không quy định", 0, TermUnit.NONE),
        ("chưa rõ", 0, TermUnit.UNKNOWN),
        ("unknown 5", 0, TermUnit.UNKNOWN),
    ],
)
def test_term(text: str, amount: int, unit: TermUnit) -> None:
    assert read_term(text, field="counter")[0] == Term(amount=amount, unit=unit)


@pytest.mark.parametrize(
    "text", ["", "3", "ngày", "-1 ngày", "0 ngày", "3 tuần", "99999 ngày", "3 same_day", "3,5 ngày"]
)
def test_term_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_term(text, field="post")
    assert caught.value.field == "post"


@given(st.text(max_size=30))
def test_no_text_makes_reading_a_term_fail_otherwise(text: str) -> None:
    try:
        term, _ = read_term(text, field="counter")
    except Refusal:
        return
    assert (term.amount > 0) is (term.unit not in (TermUnit.SAME_DAY, TermUnit.NONE, TermUnit.UNKNOWN))


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("xã", {Level.COMMUNE}),
        ("Cấp tỉnh, Cấp xã", {Level.PROVINCE, Level.COMMUNE}),
        ("huyện; xã", {Level.DISTRICT, Level.COMMUNE}),
        ("commune district", {Level.COMMUNE, Level.DISTRICT}),
    ],
)
def test_levels(text: str, levels: set[Level]) -> None:
    assert read_levels(text) == levels


@pytest.mark.parametrize("text", ["", "cấp", "thôn", "xã, bộ"])
def test_levels_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_levels(text)


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "10000", "một"])
def test_rank_that_is_no_place_in_an_order_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_rank(text)


def test_rank() -> None:
    assert (read_rank(""), read_rank("12")) == (None, 12)


def test_row_without_papers_and_steps_has_generic_ones() -> None:
    content = content_of(ROW)
    assert content.short_name == "Đăng ký khai sinh"
    assert [paper.required for paper in content.papers] == [True, False]
    assert [step.role for step in content.steps.way()] == [Role.COUNTER, Role.OFFICER, Role.LEADER, Role.COUNTER]


def test_fee_that_is_not_stated_is_said_to_be_unknown() -> None:
    (option,) = content_of(ROW).channels.values()
    assert option.fee is None
    assert option.fee_note == "Chưa rõ mức thu: danh mục không ghi."


@given(name=st.text(min_size=1, max_size=400))
def test_short_name_always_fits(name: str) -> None:
    assert len(shortened(name)) <= 120


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("tách hộ", "Tách hộ"),
        ("Xác nhận " * 12 + "thông tin về cư trú", ("Xác nhận " * 12 + "thông tin…")),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert shortened(name) == short


@given(terms=st.lists(TERMS, max_size=3), levels=st.sets(st.sampled_from(Level), min_size=1))
def test_usual_steps_are_sound_and_within_the_shortest_term(terms: list[Term], levels: set[Level]) -> None:
    table = usual_steps(levels, terms=terms)
    shortest = min((working_minutes_within(term) for term in terms), default=None)
    assert problems(table, most=shortest if shortest else None) == ()
    assert all(step.minutes % 5 == 0 for step in table.steps)


@pytest.mark.parametrize(
    ("amount", "unit", "minutes"),
    [
        (3, TermUnit.WORKING_DAY, 1440),
        (0, TermUnit.SAME_DAY, 480),
        (7, TermUnit.DAY, 2400),
        (1, TermUnit.DAY, 0),
        (1, TermUnit.MONTH, 9600),
        (8, TermUnit.WORKING_HOUR, 480),
        (0, TermUnit.NONE, 0),
        (0, TermUnit.UNKNOWN, 0),
    ],
)
def test_working_minutes_that_surely_fit(amount: int, unit: TermUnit, minutes: int) -> None:
    assert working_minutes_within(Term(amount=amount, unit=unit)) == minutes


def test_sheet_has_a_column_for_each_part() -> None:
    content_of(dict.fromkeys(COLUMNS, "") | ROW)
    with pytest.raises(Refusal) as caught:
        content_of({**ROW, "cot_la": "x"})
    assert caught.value.field == "cot_la"
