"""Numbers as offices write them, and how a printed figure stands to the exact one."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.vietnamese_numbers import PATTERN, Fit, Written, count, fit, number, percentage, shortest, written


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1.401", "1401", 0),
        ("1.000.000", "1000000", 0),
        ("07", "7", 0),
        ("0", "0", 0),
        ("99,93", "99.93", 2),
        ("12.5", "12.5", 1),
        ("39.779", "39779", 0),
        ("1.234,5", "1234.5", 1),
        ("0.125", "0.125", 3),
        ("1,401", "1.401", 3),
        ("2023", "2023", 0),
    ],
)
def test_any_number(text: str, value: str, decimals: int) -> None:
    assert number(text) == Written(value=Decimal(value), decimals=decimals)


@pytest.mark.parametrize(("text", "whole"), [("1,401", 1401), ("1.401", 1401), ("12", 12), ("1,234,567", 1234567)])
def test_a_number_of_things_has_no_decimals(text: str, whole: int) -> None:
    found = count(text)
    assert found.is_whole
    assert found.whole == whole


@pytest.mark.parametrize(
    ("text", "value"), [("99.930", "99.930"), ("99.93", "99.93"), ("99,930", "99.930"), ("12", "12")]
)
def test_a_share_is_no_more_than_a_hundred(text: str, value: str) -> None:
    assert percentage(text, most=100).value == Decimal(value)


def test_growth_may_be_more_than_a_thousand_per_cent() -> None:
    assert percentage("1.250").value == 1250


@pytest.mark.parametrize(
    ("part", "whole", "shown", "how"),
    [
        (1400, 1401, "99,93", Fit.ROUNDED),
        (1400, 1401, "99,92", Fit.TRUNCATED),
        (1400, 1401, "99,94", None),
        (15, 17, "88,2", Fit.ROUNDED),
        (15, 17, "88,23", Fit.TRUNCATED),
        (45, 52, "87", Fit.ROUNDED),
        (45, 52, "86", Fit.TRUNCATED),
        (45, 52, "88", None),
        (1, 2, "50", Fit.EXACT),
        (1, 2, "50,00", Fit.EXACT),
        (1, 8, "12,5", Fit.EXACT),
        (1, 8, "13", Fit.ROUNDED),
        (1, 8, "12", Fit.TRUNCATED),
    ],
)
def test_a_printed_percentage_is_rounded_or_cut_off(part: int, whole: int, shown: str, how: Fit | None) -> None:
    assert fit(Fraction(part, whole) * 100, number(shown)) is how


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_as_it_was_written(value: int) -> None:
    assert number(written(Fraction(value))) == Written(value=Decimal(value), decimals=0)
    assert count(f"{value:,}").whole == value


@given(st.integers(0, 10**8), st.integers(1, 4))
def test_decimals_are_read_as_they_were_written(scaled: int, decimals: int) -> None:
    exact = Fraction(scaled, 10**decimals)
    found = number(written(exact, decimals=decimals))
    assert Fraction(found.value) == exact
    assert found.decimals == decimals


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 4))
def test_what_is_rounded_fits(exact: Fraction, decimals: int) -> None:
    assert fit(exact, number(written(exact, decimals=decimals))) is not None


@given(st.fractions(min_value=0, max_value=10**6), st.integers(0, 3))
def test_what_is_a_whole_step_off_does_not_fit(exact: Fraction, decimals: int) -> None:
    step = Fraction(1, 10**decimals)
    for away in (exact + step * Fraction(11, 10), exact - step * Fraction(21, 10)):
        shown = Written(value=Decimal(int(away * 10**decimals)).scaleb(-decimals), decimals=decimals)
        if abs(Fraction(shown.value) - exact) >= step:
            assert fit(exact, shown) is None


@given(st.integers(0, 10**9))
def test_the_pattern_takes_a_number_whole(value: int) -> None:
    for text in (str(value), written(Fraction(value))):
        match = re.match(PATTERN, text)
        assert match is not None
        assert match.group() == text


@pytest.mark.parametrize(("value", "told"), [("12.50", "12,5"), ("25", "25"), ("99.926", "99,93"), ("1400", "1.400")])
def test_zeros_at_the_end_are_not_told(value: str, told: str) -> None:
    assert shortest(Fraction(value)) == told
