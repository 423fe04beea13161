"""Periods as they are written, and where they begin and end."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules.period import half_year_to_report, period, quarter_to_report, year_before
from motcua.rules.refusal import Refusal

PERIODS = {
    "2023": ("2023-01-01", "2023-12-31"),
    "2024": ("2024-01-01", "2024-12-31"),
    "2023-H1": ("2023-01-01", "2023-06-30"),
    "2023-H2": ("2023-07-01", "2023-12-31"),
    "2023-Q1": ("2023-01-01", "2023-03-31"),
    "2023-Q2": ("2023-04-01", "2023-06-30"),
    "2023-Q4": ("2023-10-01", "2023-12-31"),
    "2023-02": ("2023-02-01", "2023-02-28"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-12": ("2023-12-01", "2023-12-31"),
    "2023-01-01..2023-06-30": ("2023-01-01", "2023-06-30"),
    "2023-04-06..2023-04-06": ("2023-04-06", "2023-04-06"),
    "nd09:2023": ("2022-12-15", "2023-12-14"),
    "nd09:2023-H1": ("2022-12-15", "2023-06-14"),
    "nd09:2023-H2": ("2023-06-15", "2023-12-14"),
    "nd09:2023-Q1": ("2022-12-15", "2023-03-14"),
    "nd09:2023-Q2": ("2023-03-15", "2023-06-14"),
    "nd09:2023-01": ("2022-12-15", "2023-01-14"),
    "nd09:2023-12": ("2023-11-15", "2023-12-14"),
}


@pytest.mark.parametrize(("text", "days"), PERIODS.items())
def test_a_period_as_written(text: str, days: tuple[str, str]) -> None:
    read = period(f"  {text} ")
    assert (read.first, read.last) == (date.fromisoformat(days[0]), date.fromisoformat(days[1]))
    assert read.id == text


@pytest.mark.parametrize(
    "text",
    [
        "", "23", "2023-H3", "2023-Q5", "2023-13", "2023-00", "2023-1", "2023-H1 ; DROP", "1899", "2200", "nd10:2023",
        "ND09:2023", "2023-06-31..2023-07-01", "2023-01-01..", "..", "2023-01-01..2023-06-30..2023-07-01",
        "nd09:2023-01-01..2023-02-01", "hôm nay", "２０２３", "0001-01-01..9999-12-31",
        "2023-W01-1..2023-W02-1", "20230101..20230630", "2023\x00", "x" * 5000,
    ],
)  # fmt: skip
def test_what_is_not_a_period_is_refused_with_examples(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        period(text)
    assert refused.value.field == "period"
    assert "2023-H1" in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="ngày cuối trước ngày đầu"):
        period("2023-06-30..2023-01-01")


def test_instants_belong_to_the_period_until_midnight_of_legal_time() -> None:
    half = period("2023-H1")
    assert half.start == datetime(2023, 1, 1, tzinfo=LOCAL)
    assert half.end == datetime(2023, 7, 1, tzinfo=LOCAL)
    assert half.label == "từ 01/01/2023 đến 30/06/2023"


@given(st.integers(1900, 2199), st.sampled_from(["", "nd09:"]))
def test_parts_of_a_year_add_up_to_the_year(year: int, kind: str) -> None:
    whole = period(f"{kind}{year}")
    for parts in (
        [f"{year}-H{half}" for half in (1, 2)],
        [f"{year}-Q{quarter}" for quarter in (1, 2, 3, 4)],
        [f"{year}-{month:02}" for month in range(1, 13)],
    ):
        read = [period(kind + part) for part in parts]
        assert (read[0].first, read[-1].last) == (whole.first, whole.last)
        assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(read))


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.\.[0-9]{4}-[0-9]{2}-[0-9]{2}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Refusal):
        read = period(text)
        assert read.start < read.end


@pytest.mark.parametrize(
    ("day", "reported"),
    [
        (date(2023, 6, 30), "2023-H1"),
        (date(2023, 7, 3), "2023-H1"),
        (date(2023, 8, 1), "2023-H2"),
        (date(2024, 1, 31), "2023-H2"),
        (date(2024, 2, 1), "2024-H1"),
    ],
)
def test_in_its_first_month_a_half_year_is_not_yet_the_one_reported(day: date, reported: str) -> None:
    assert half_year_to_report(day) == period(reported)


@pytest.mark.parametrize(
    ("day", "reported"),
    [
        (date(2023, 1, 31), "2022-Q4"),
        (date(2023, 2, 1), "2023-Q1"),
        (date(2023, 4, 30), "2023-Q1"),
        (date(2023, 7, 3), "2023-Q2"),
        (date(2023, 8, 1), "2023-Q3"),
        (date(2023, 12, 31), "2023-Q4"),
    ],
)
def test_a_quarter_is_reported_in_the_month_after_it(day: date, reported: str) -> None:
    assert quarter_to_report(day) == period(reported)


@given(st.integers(1901, 2199), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", *(f"-{m:02}" for m in range(1, 13))]))
def test_the_year_before_is_the_period_of_that_name(year: int, part: str) -> None:
    before, named = year_before(period(f"{year}{part}")), period(f"{year - 1}{part}")
    assert (before.first, before.last) == (named.first, named.last)


def test_the_year_before_a_leap_day() -> None:
    before = year_before(period("2024-02-29..2024-03-01"))
    assert (before.first, before.last) == (date(2023, 2, 28), date(2023, 3, 1))
