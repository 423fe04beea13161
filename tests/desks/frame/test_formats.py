"""Numbers, money, dates and spans as a person in Vietnam reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.config.formats.vi import formats as django_formats
from motcua.desks.frame import formats
from motcua.law.types import LOCAL, Term, TermUnit

AT = datetime(2023, 5, 8, 15, 20, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (7, "7"), (999, "999"), (1000, "1.000"), (39779, "39.779"), (1234567, "1.234.567"), (-1500, "-1.500")],
)
def test_numbers(number: int, text: str) -> None:
    assert formats.number_vi(number) == text


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_number_loses_nothing(number: int) -> None:
    assert int(formats.number_vi(number).replace(".", "")) == number


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [(1234.5, 1, "1.234,5"), (0.05, 1, "0,1"), (2.0, 0, "2"), (-3.25, 1, "-3,3"), (98.649, 2, "98,65")],
)
def test_decimals(number: float, places: int, text: str) -> None:
    assert formats.decimal_vi(number, places=places) == text


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [
        (0.99929, 2, "99,93%"),
        (1400 / 1401, 2, "99,93%"),
        (39751 / 39779, 2, "99,93%"),
        (1.0, 2, "100,00%"),
        (1.0, 0, "100%"),
        (0.999999, 2, "99,99%"),
        (0.999999, 0, "99%"),
        (0.0, 1, "0,0%"),
        (1.205, 1, "120,5%"),
        (None, 2, "—"),
    ],
)
def test_percentages(ratio: float | None, places: int, text: str) -> None:
    assert formats.percent_vi(ratio, places=places) == text


@given(st.integers(min_value=1, max_value=10**7), st.integers(min_value=0, max_value=3))
def test_what_is_short_of_the_whole_never_shows_as_the_whole(whole: int, places: int) -> None:
    assert not formats.percent_vi((whole - 1) / whole, places=places).startswith("100")


def test_money() -> None:
    assert formats.money_vi(15000) == "15.000 đồng"
    assert formats.money_vi(0) == "0 đồng"


@pytest.mark.parametrize("at", [AT, AT.astimezone(UTC)])
def test_instants_are_shown_in_legal_time(at: datetime) -> None:
    assert formats.date_vi(at) == "08/05/2023"
    assert formats.time_vi(at) == "15:20"
    assert formats.instant_vi(at) == "15:20 08/05/2023"
    assert formats.weekday_vi(at) == "thứ Hai 08/05/2023"
    assert formats.moment_vi(at) == "thứ Hai 08/05/2023, 15:20"
    assert formats.iso(at) == "2023-05-08T15:20+07:00"


def test_a_late_evening_in_utc_is_the_next_day_here() -> None:
    assert formats.date_vi(datetime(2023, 5, 7, 18, 0, tzinfo=UTC)) == "08/05/2023"


def test_dates_without_a_time() -> None:
    assert formats.date_vi(date(2023, 1, 2)) == "02/01/2023"
    assert formats.weekday_vi(date(2023, 5, 7)) == "Chủ nhật 07/05/2023"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 2, 5), "ngày 05 tháng 02 năm 2023"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
        (date(2023, 12, 25), "ngày 25 tháng 12 năm 2023"),
    ],
)
def test_the_date_of_a_letter(day: date, text: str) -> None:
    assert formats.letter_date_vi(day) == text


@pytest.mark.parametrize(("birth", "text"), [("1960-05-03", "03/05/1960"), ("1965", "1965 (chỉ có năm)"), ("", "")])
def test_births(birth: str, text: str) -> None:
    assert formats.birth_vi(birth) == text


@pytest.mark.parametrize(
    ("amount", "unit", "text"),
    [
        (3, TermUnit.WORKING_DAY, "3 ngày làm việc"),
        (8, TermUnit.WORKING_HOUR, "8 giờ làm việc"),
        (24, TermUnit.HOUR, "24 giờ"),
        (15, TermUnit.DAY, "15 ngày"),
        (2, TermUnit.MONTH, "2 tháng"),
        (0, TermUnit.SAME_DAY, "trong ngày làm việc"),
        (0, TermUnit.NONE, "không quy định"),
        (0, TermUnit.UNKNOWN, "chưa rõ"),
    ],
)
def test_terms(amount: int, unit: TermUnit, text: str) -> None:
    assert formats.term_vi(Term(amount=amount, unit=unit)) == text


def test_every_unit_of_a_term_has_words() -> None:
    assert all(formats.term_vi(Term(amount=1, unit=unit)) for unit in TermUnit)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (1140, "2 ngày làm việc 3 giờ"),
        (960, "2 ngày làm việc"),
        (480, "1 ngày làm việc"),
        (485, "1 ngày làm việc"),
        (200, "3 giờ 20 phút làm việc"),
        (180, "3 giờ làm việc"),
        (45, "45 phút làm việc"),
        (0, "0 phút làm việc"),
    ],
)
def test_working_spans(minutes: int, text: str) -> None:
    assert formats.working_span_vi(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (1140, "còn 2 ngày làm việc 3 giờ"),
        (0, "đến hạn"),
        (-45, "quá hạn 45 phút làm việc"),
        (1, "còn 1 phút làm việc"),
    ],
)
def test_what_remains(minutes: int, text: str) -> None:
    assert formats.remaining_vi(minutes) == text


def test_a_capital_first_letter_alone() -> None:
    assert formats.capitalised("thứ Hai 08/05/2023") == "Thứ Hai 08/05/2023"
    assert formats.capitalised("đúng hạn theo NĐ 61") == "Đúng hạn theo NĐ 61"
    assert formats.capitalised("") == ""


def test_django_writes_the_same(settings: object) -> None:
    from django.utils import formats as django_side
    from django.utils import translation

    settings.FORMAT_MODULE_PATH = ["motcua.config.formats"]  # type: ignore[attr-defined]
    settings.USE_THOUSAND_SEPARATOR = True  # type: ignore[attr-defined]
    django_side.reset_format_cache()
    with translation.override("vi"):
        assert django_side.number_format(39779) == formats.number_vi(39779)
        assert django_side.number_format(99.93, 2) == "99,93"
        assert django_side.date_format(AT.date()) == formats.date_vi(AT)
        assert django_side.time_format(AT.time()) == formats.time_vi(AT)
        assert django_side.date_format(AT, "DATETIME_FORMAT") == formats.instant_vi(AT)
        assert django_side.date_format(AT, "YEAR_MONTH_FORMAT") == "tháng 5 năm 2023"
    django_side.reset_format_cache()
    assert django_formats.FIRST_DAY_OF_WEEK == 1
