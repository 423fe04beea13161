"""The duty to pass a received dossier on: the same working day, or early on the next one."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from hypothesis import given

from motcua.rules.passing_on import pass_on_by
from tests.rules.legal_time import CALENDAR, at, instants

CUT_OFF = time(15)
RECEIVED = instants("2023-01-02", "2023-06-30")


def by(received: datetime, *, morning: int = 60) -> datetime:
    return pass_on_by(received, cut_off=CUT_OFF, morning_minutes=morning, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("received", "latest"),
    [
        ("2023-04-27 07:00", "2023-04-27 17:00"),
        ("2023-04-27 06:10", "2023-04-27 17:00"),
        ("2023-04-27 11:45", "2023-04-27 17:00"),
        ("2023-04-27 14:59", "2023-04-27 17:00"),
        ("2023-04-27 15:00", "2023-04-28 08:00"),
        ("2023-04-27 17:30", "2023-04-28 08:00"),
        ("2023-04-28 15:20", "2023-05-04 08:00"),  # a long holiday follows
        ("2023-05-06 09:00", "2023-05-08 08:00"),  # a Saturday
    ],
)
def test_latest_instant(received: str, latest: str) -> None:
    assert by(at(received)) == at(latest)


def test_a_morning_longer_than_its_shift_goes_on_after_noon() -> None:
    assert by(at("2023-04-27 15:00"), morning=300) == at("2023-04-28 14:00")


@given(received=RECEIVED)
def test_it_is_never_before_the_reception_nor_outside_office_hours(received: datetime) -> None:
    latest = by(received)
    assert latest > received
    assert CALENDAR.is_working_day(latest.date())
    assert CALENDAR.landing(latest) == latest


@given(one=RECEIVED, other=RECEIVED)
def test_who_receives_later_passes_on_no_earlier(one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    assert by(first) <= by(second)
