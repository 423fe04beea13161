"""By which names columns are known, and how instants are written."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules.event_log import instant as shown
from motcua.rules.event_log import moment
from motcua.rules.event_log_columns import NAMES, Column, Meanings, end, instant, mapped
from motcua.rules.refusal import Refusal

FIRST, LAST = datetime.fromisoformat("1900-01-02"), datetime.fromisoformat("2199-12-30")
AT = datetime(2023, 4, 28, 15, 20, tzinfo=LOCAL)


@pytest.mark.parametrize(
    "text",
    [
        "2023-04-28T15:20:00+07:00",
        "2023-04-28T15:20:00.000+07:00",
        "2023-04-28T08:20:00Z",
        "2023-04-28 08:20:00+00:00",
        "2023-04-28 08:20:00 UTC",
        "2023-04-28 15:20",
        "2023-04-28T15:20:00.000000000",
        "28/04/2023 15:20",
        "28/4/2023 15:20:00",
        "28-04-2023 15:20",
        "28-4-2023 15:20",
        "28.04.2023 15:20",
        "28/04/2023 15h20",
        " 28/04/2023  15:20 ",
    ],
)
def test_an_instant_is_read_as_people_and_programs_write_it(text: str) -> None:
    assert shown(instant(text, column=Column.TIME)) == AT


def test_a_day_begins_with_it_but_a_promise_lasts_until_its_end() -> None:
    for text in ("2023-04-28", "28/04/2023"):
        assert shown(instant(text, column=Column.TIME)) == AT.replace(hour=0, minute=0)
        assert shown(instant(text, column=Column.ACTUAL_END)) == AT.replace(hour=0, minute=0)
        assert shown(instant(text, column=Column.PLANNED_END)) == AT.replace(hour=23, minute=59, second=59)


@pytest.mark.parametrize(
    "text",
    ["", "hôm qua", "31/02/2023", "2023-13-01", "28/04/23 15:20", "28/04/2023 25:00", "1700000000", "0001-01-01T00:00"],
)
def test_what_is_no_instant_is_refused_by_its_column(text: str) -> None:
    with pytest.raises(Refusal, match="Không đọc được thời điểm") as refused:
        instant(text, column=Column.PLANNED_END)
    assert refused.value.field == "planned_end"


@given(st.datetimes(FIRST, LAST))
def test_what_is_written_is_read_back(naive: datetime) -> None:
    at = naive.replace(microsecond=naive.microsecond // 1000 * 1000, tzinfo=LOCAL)
    assert instant(at.isoformat(timespec="milliseconds"), column=Column.TIME) == moment(at)


@given(st.text(max_size=40))
def test_whatever_stands_there_is_read_or_refused(text: str) -> None:
    try:
        at = instant(text, column=Column.TIME)
    except Refusal:
        return
    assert shown(at).year in range(1899, 2201)


@pytest.mark.parametrize("text", ["", "  ", "NULL", "NaT", "nan", "-", "—", "None"])
def test_where_there_is_no_end_none_is_read(text: str) -> None:
    assert end({Column.ACTUAL_END: text}, Column.ACTUAL_END) is None
    assert end({}, Column.ACTUAL_END) is None


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("case:concept:name", Column.CASE),
        ("Case ID", Column.CASE),
        ("MÃ HỒ SƠ", Column.CASE),
        ("concept:name", Column.ACTIVITY),
        ("Activity", Column.ACTIVITY),
        ("time:timestamp", Column.TIME),
        ("Thời điểm", Column.TIME),
        ("org:resource", Column.RESOURCE),
        ("case:channel", Column.CHANNEL),
        ("Kênh", Column.CHANNEL),
        ("planned end", Column.PLANNED_END),
        ("case:enddate_planned", Column.PLANNED_END),
        ("Hẹn trả", Column.PLANNED_END),
        ("actual_end", Column.ACTUAL_END),
        ("case:enddate", Column.ACTUAL_END),
    ],
)
def test_a_column_is_known_by_its_usual_names(title: str, column: Column) -> None:
    meant = Meanings({}).of(title)
    assert meant is not None
    assert meant[0] is column


def test_no_name_means_two_things() -> None:
    names = [name for names in NAMES.values() for name in names]
    assert len(names) == len(set(names))
    assert Meanings({}).of("lý do") is None


def test_a_name_that_was_chosen_is_the_only_one() -> None:
    meanings = Meanings({Column.CASE: "Số biên nhận", Column.RESOURCE: "Activity"})
    assert meanings.of("số  biên nhận") == (Column.CASE, 0)
    assert meanings.of("case") is None
    assert meanings.of("activity") == (Column.RESOURCE, 0)


def test_a_mapping_as_typed() -> None:
    assert mapped("") == {}
    assert mapped("case=Mã hồ sơ, planned-end=Hẹn,") == {Column.CASE: "Mã hồ sơ", Column.PLANNED_END: "Hẹn"}


@pytest.mark.parametrize("text", ["case", "case=", "khong_co=x", "=x", "case=a,b"])
def test_a_mapping_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="case, activity, time") as refused:
        mapped(text)
    assert refused.value.field == "map"
