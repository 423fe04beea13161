"""How busy a day and an hour are, and how many dossiers come online. Everything here is invented.

What it imitates: Mondays and Thursdays, mornings, the swell after a holiday, certified copies for school enrolment
in June, and online dossiers rising slowly until a campaign that begins on a Thursday makes them the usual way.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, time
from itertools import pairwise

from motcua.demo.chance import Weighted
from motcua.demo.office_time import OfficeTime
from motcua.demo.specs import CLOSES, OPENS

CAMPAIGN = date(2023, 4, 6)
"""The first Thursday of the campaign for online dossiers (invented)."""

THURSDAY = 3

_WEEKDAYS = (1.28, 0.98, 0.90, 1.14, 0.84, 0.60, 0.60)
_MONTHS = (0.95, 0.98, 1.00, 0.98, 1.04)
_JUNE = (1.10, 0.30)  # on its first day, and what its last day has more
_SWELL = (1.45, 1.28, 1.12)
_WEEKEND = 3  # days from one working day to the next; more means a holiday
_HOURS = (
    (time(7, 0), 1.0),
    (time(8, 0), 1.6),
    (time(10, 30), 1.0),
    (time(13, 30), 1.1),
    (time(14, 30), 0.95),
    (time(16, 0), 0.5),
    (time(16, 30), 0.22),
)
_ONLINE_BEFORE = (0.20, 0.10)  # at the start, and what the eve of the campaign has more
_ONLINE_AFTER = (0.52, 0.08)
_ONLINE_THURSDAYS = 0.09


def busy_minutes(office_time: OfficeTime, *, until: int) -> Weighted[int]:
    """The working minutes before `until`, each as likely as a dossier is to be accepted then."""
    days = office_time.days()
    weights = dict(day_weights([day for day, _, _ in days]))
    return Weighted.of(
        (minute, weights[day] * _hour_weight(office_time.at(minute).time()))
        for day, first, end in days
        for minute in range(first, min(end, until))
    )


def day_weights(days: list[date]) -> list[tuple[date, float]]:
    """How busy each of the working days is, an ordinary one being about 1."""
    weights = []
    since_holiday = len(_SWELL)
    for before, day in pairwise([days[0], *days]):
        since_holiday = 0 if (day - before).days > _WEEKEND else since_holiday + 1
        swell = _SWELL[since_holiday] if since_holiday < len(_SWELL) else 1.0
        weights.append((day, _WEEKDAYS[day.weekday()] * _season(day) * swell))
    return weights


def online_share(day: date) -> float:
    """The share of dossiers that come online on a day."""
    if day < CAMPAIGN:
        start, rise = _ONLINE_BEFORE
        return start + rise * _way(day, first=OPENS.date(), last=CAMPAIGN)
    start, rise = _ONLINE_AFTER
    thursdays = _ONLINE_THURSDAYS if day.weekday() == THURSDAY else 0.0
    return start + rise * _way(day, first=CAMPAIGN, last=CLOSES.date()) + thursdays


def enrolment(day: date) -> bool:
    """Whether it is the season in which pupils need certified copies."""
    return day.month == CLOSES.month


def _season(day: date) -> float:
    if enrolment(day):
        return _JUNE[0] + _JUNE[1] * day.day / 30
    return _MONTHS[day.month - 1]


def _hour_weight(clock: time) -> float:
    return _HOURS[bisect_right(_HOURS, clock, key=_from) - 1][1]


def _from(hour: tuple[time, float]) -> time:
    return hour[0]


def _way(day: date, *, first: date, last: date) -> float:
    return (day - first).days / (last - first).days
