"""What an explanation says, and the forms it is printed and kept in."""

from __future__ import annotations

import json
from datetime import datetime
from string import Formatter
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import DayReading, Term, TermUnit
from motcua.rules.deadline import LineKind, due_date, extended, lines_from_json
from motcua.rules.deadline_lines import Line, grouped
from motcua.rules.deadline_texts import TEXTS, WEEKDAYS
from tests.rules.legal_time import CALENDAR, RULES, at, instants, rules_with


def told(received: str, amount: int, unit: str, *, reading: DayReading = DayReading.MINUTES) -> list[str]:
    deadline = due_date(
        at(received),
        term=Term(amount=amount, unit=TermUnit(unit)),
        rules=rules_with(reading=reading),
        calendar=CALENDAR,
    )
    return [line.text for line in deadline.lines]


def test_the_holiday_of_april_2023_in_words() -> None:
    assert told("2023-04-28 15:20", 1, "working_day") == [
        "Tiếp nhận lúc 15:20 thứ Sáu 28/04/2023.",
        "Thời hạn 1 ngày làm việc = 480 phút làm việc.",
        "15:20 – 17:00 thứ Sáu 28/04/2023: 100 phút làm việc.",
        "Nghỉ 29/04–03/05/2023: thứ Bảy, Chủ nhật; Giỗ Tổ, 30/4, 1/5 và bù.",
        "07:00 – 15:20 thứ Năm 04/05/2023: 380 phút làm việc.",
        "Hạn trả kết quả: 15:20 thứ Năm 04/05/2023.",
    ]


def test_a_make_up_saturday_in_words() -> None:
    assert told("2024-05-03 17:00", 3, "working_day") == [
        "Tiếp nhận lúc 17:00 thứ Sáu 03/05/2024.",
        "Sau giờ làm việc nên tính từ 07:00 thứ Bảy 04/05/2024.",
        "Thời hạn 3 ngày làm việc = 1.440 phút làm việc.",
        "Ngày thứ Bảy 04/05/2024 vẫn làm việc: làm bù cho 29/4.",
        "07:00 – 17:00 thứ Bảy 04/05/2024: 480 phút làm việc.",
        "Nghỉ 05/05/2024: Chủ nhật.",
        "07:00 thứ Hai 06/05/2024 – 17:00 thứ Ba 07/05/2024: 960 phút làm việc.",
        "Hạn trả kết quả: 17:00 thứ Ba 07/05/2024.",
    ]


def test_days_off_across_new_year_are_one_stretch() -> None:
    assert "Nghỉ 01/01–04/01/2026: thứ Bảy, Chủ nhật; Tết Dương lịch, hoán đổi 2/1." in told(
        "2025-12-31 14:00", 1, "working_day"
    )
    assert "Nghỉ 31/12/2022–02/01/2023: Chủ nhật." in [
        Line(
            kind=LineKind.OFF,
            why="weekend",
            at=at("2022-12-31 00:00"),
            until=at("2023-01-02 00:00"),
            values={"weekend": "6"},
        ).text
    ]


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        ("2023-03-14 06:15", "Trước giờ làm việc nên tính từ 07:00 thứ Ba 14/03/2023."),
        ("2023-03-14 12:00", "Trong giờ nghỉ trưa nên tính từ 13:30 thứ Ba 14/03/2023."),
        ("2023-03-14 17:00", "Sau giờ làm việc nên tính từ 07:00 thứ Tư 15/03/2023."),
        ("2023-03-18 09:00", "Vào ngày nghỉ nên tính từ 07:00 thứ Hai 20/03/2023."),
    ],
)
def test_why_counting_starts_later(received: str, reason: str) -> None:
    assert reason in told(received, 1, "working_day")


def test_inside_office_hours_nothing_is_moved() -> None:
    deadline = due_date(
        at("2023-03-14 10:00"),
        term=Term(amount=1, unit=TermUnit.DAY),
        rules=RULES,
        calendar=CALENDAR,
    )
    assert [line.kind for line in deadline.lines] == [
        LineKind.RECEIVED,
        LineKind.TERM,
        LineKind.COUNTED,
        LineKind.DUE,
    ]


def test_the_cut_off_in_words() -> None:
    assert "Trước 15:00 nên trả kết quả trong ngày thứ Ba 14/03/2023." in told("2023-03-14 14:59", 0, "same_day")
    after = told("2023-04-28 15:00", 0, "same_day")
    assert "Từ 15:00 trở đi nên trả kết quả trong ngày làm việc tiếp theo, thứ Năm 04/05/2023." in after
    assert "Nghỉ 29/04–03/05/2023: thứ Bảy, Chủ nhật; Giỗ Tổ, 30/4, 1/5 và bù." in after


def test_month_end_and_landing_in_words() -> None:
    assert told("2023-03-31 09:00", 1, "month") == [
        "Tiếp nhận lúc 09:00 thứ Sáu 31/03/2023.",
        "Thời hạn 1 tháng.",
        "Tháng hết hạn không có ngày 31 nên lấy ngày cuối tháng.",
        "Hết thời hạn vào 09:00 Chủ nhật 30/04/2023.",
        "Nghỉ 30/04–03/05/2023: Chủ nhật; Giỗ Tổ, 30/4, 1/5 và bù.",
        "Rơi vào ngày nghỉ nên hạn dời đến 09:00 thứ Năm 04/05/2023.",
        "Hạn trả kết quả: 09:00 thứ Năm 04/05/2023.",
    ]
    assert "Rơi ngoài giờ làm việc nên hạn dời đến 13:30 thứ Ba 14/03/2023." in told("2023-03-14 08:00", 4, "hour")


def test_whole_days_in_words() -> None:
    assert told("2024-05-03 09:00", 2, "working_day", reading=DayReading.WHOLE_DAYS) == [
        "Tiếp nhận lúc 09:00 thứ Sáu 03/05/2024.",
        "Thời hạn 2 ngày làm việc, không tính ngày đầu, đến hết giờ làm việc ngày cuối.",
        "Ngày thứ Bảy 04/05/2024 vẫn làm việc: làm bù cho 29/4.",
        "04/05/2024: 1 ngày làm việc.",
        "Nghỉ 05/05/2024: Chủ nhật.",
        "06/05/2024: 1 ngày làm việc.",
        "Hạn trả kết quả: 17:00 thứ Hai 06/05/2024.",
    ]


def test_an_extension_in_words() -> None:
    after = extended(
        at("2023-03-17 17:00"),
        by=Term(amount=1, unit=TermUnit.WORKING_DAY),
        rules=RULES,
        calendar=CALENDAR,
    )
    assert [line.text for line in after.lines] == [
        "Gia hạn, tính tiếp từ hạn cũ 17:00 thứ Sáu 17/03/2023.",
        "Thời hạn 1 ngày làm việc = 480 phút làm việc.",
        "Nghỉ 18/03–19/03/2023: thứ Bảy, Chủ nhật.",
        "07:00 – 17:00 thứ Hai 20/03/2023: 480 phút làm việc.",
        "Hạn trả kết quả: 17:00 thứ Hai 20/03/2023.",
    ]


def test_lines_cite_the_rule_and_the_calendar() -> None:
    deadline = due_date(
        at("2024-05-03 15:00"),
        term=Term(amount=2, unit=TermUnit.WORKING_DAY),
        rules=RULES,
        calendar=CALENDAR,
    )
    sources = {line.kind: line.source for line in deadline.lines}
    assert sources[LineKind.TERM] == RULES.source
    make_up = CALENDAR.exceptions_between(at("2024-05-04 00:00").date(), at("2024-05-04 00:00").date())
    assert sources[LineKind.MAKE_UP] == make_up[0].source != ""


def test_the_printed_form() -> None:
    deadline = due_date(
        at("2023-03-14 16:00"),
        term=Term(amount=1, unit=TermUnit.WORKING_HOUR),
        rules=RULES,
        calendar=CALENDAR,
    )
    printed = deadline.explained()
    assert {key: value for key, value in printed.items() if key != "lines"} == {
        "received": "2023-03-14T16:00+07:00",
        "counted_from": "2023-03-14T16:00+07:00",
        "due": "2023-03-14T17:00+07:00",
        "amount": 1,
        "unit": "working_hour",
        "policy": "minutes",
    }
    assert deadline.lines[2].to_json() == {
        "kind": "worked",
        "at": "2023-03-14T16:00+07:00",
        "minutes": 60,
        "text": "16:00 – 17:00 thứ Ba 14/03/2023: 60 phút làm việc.",
        "source": "",
    }
    assert deadline.lines[1].to_json()["at"] is None
    assert json.loads(json.dumps(printed)) == printed


@given(
    instants("2023-01-01", "2026-10-01"),
    st.sampled_from(
        [Term(amount=5, unit=unit) for unit in TermUnit if unit is not TermUnit.MONTH]
        + [Term(amount=1, unit=TermUnit.MONTH)]
    ),
    st.sampled_from(DayReading),
)
def test_what_is_stored_is_read_back_and_can_be_said(received: datetime, term: Term, reading: DayReading) -> None:
    deadline = due_date(received, term=term, rules=rules_with(reading=reading), calendar=CALENDAR)
    assert lines_from_json(deadline.to_json()) == deadline.lines
    assert all(line.text.endswith(".") for line in deadline.lines)


def test_a_translation_reaches_texts_and_weekdays() -> None:
    english = {
        TEXTS[LineKind.OFF, "both"]: "Off {days}: {weekend}; {reason}.",
        "thứ Bảy": "Saturday",
        "Chủ nhật": "Sunday",
    }
    line = Line(
        kind=LineKind.OFF,
        why="both",
        at=at("2023-04-29 00:00"),
        until=at("2023-05-03 00:00"),
        values={"weekend": "56", "reason": "Giỗ Tổ"},
    )
    assert line.said(lambda text: english.get(text, text)) == "Off 29/04–03/05/2023: Saturday, Sunday; Giỗ Tổ."


def test_every_text_is_composed_and_uses_known_placeholders() -> None:
    known = {"at", "until", "day", "days", "span", "minutes", "weekend", "reason", "amount", "cut_off"}
    known |= {"wanted", "days_left", "days_waited", "hours", "rest"}
    for text in (*TEXTS.values(), *WEEKDAYS):
        assert is_normalized("NFC", text)
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= known


def test_every_kind_has_a_text() -> None:
    assert {kind for kind, _ in TEXTS} == set(LineKind)


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (480, "480"), (1440, "1.440"), (1234567, "1.234.567")])
def test_numbers_are_written_as_in_vietnam(number: int, written: str) -> None:
    assert grouped(number) == written
