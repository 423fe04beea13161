"""Legal time the slow way, straight from the calendar: the oracle of the tests and the measure of the benchmark."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from motcua.law.types import LOCAL, CalendarLaw, DayKind, Term, TermUnit

_MINUTE, _ONE_DAY = timedelta(minutes=1), timedelta(days=1)


class NaiveTime:
    """Walks days and minutes one by one. `whole_days` reads days whole; the cut-off of a day is 15:00."""

    def __init__(self, law: CalendarLaw, *, whole_days: bool = False) -> None:
        self.off = {exception.day for exception in law.exceptions if exception.kind is DayKind.OFF}
        self.make_up = {exception.day for exception in law.exceptions if exception.kind is DayKind.WORK}
        self.shifts = tuple((shift.start, shift.end) for shift in law.hours.shifts)
        self.whole_days = whole_days

    def is_working_day(self, day: date) -> bool:
        if day.weekday() >= 5:
            return day in self.make_up
        return day not in self.off

    def is_open(self, at: datetime) -> bool:
        clock = at.time()
        return self.is_working_day(at.date()) and any(start <= clock < end for start, end in self.shifts)

    def into_office_hours(self, at: datetime) -> datetime:
        """One minute after the other until the offices are open."""
        at = at.astimezone(LOCAL).replace(second=0, microsecond=0)
        while not self.is_open(at):
            at += _MINUTE
        return at

    def add_by_minutes(self, at: datetime, minutes: int) -> datetime:
        """Ticks off every single working minute."""
        at = self.into_office_hours(at)
        while minutes:
            minutes -= self.is_open(at)
            at += _MINUTE
        return at

    def add_by_days(self, at: datetime, minutes: int) -> datetime:
        """Takes the working minutes out of one shift after the other, day after day."""
        day, clock = at.date(), at.time()
        while True:
            if self.is_working_day(day):
                for start, end in self.shifts:
                    begin = max(start, clock)
                    if begin >= end:
                        continue
                    room = (end.hour - begin.hour) * 60 + end.minute - begin.minute
                    if minutes <= room:
                        return datetime.combine(day, begin, LOCAL) + timedelta(minutes=minutes)
                    minutes -= room
            day += _ONE_DAY
            clock = time()

    def working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after a day."""
        while count:
            day += _ONE_DAY
            count -= self.is_working_day(day)
        return day

    def due(self, received: datetime, term: Term) -> datetime | None:
        """The due instant of a term in any unit."""
        start = self.into_office_hours(received)
        if term.unit in (TermUnit.NONE, TermUnit.UNKNOWN):
            return None
        if term.unit is TermUnit.WORKING_HOUR:
            return self.add_by_days(start, term.amount * 60)
        if term.unit is TermUnit.HOUR:
            return self._open_or_closing(start + timedelta(hours=term.amount))
        if term.unit is TermUnit.SAME_DAY:
            return self._close_of(self.working_days(start.date(), 1 if start.hour >= 15 else 0))
        if term.unit is TermUnit.WORKING_DAY:
            if self.whole_days:
                return self._close_of(self.working_days(start.date(), term.amount))
            return self.add_by_days(start, term.amount * 480)
        last = self._day_or_month(start.date(), term)
        while not self.is_working_day(last):
            last += _ONE_DAY
        return self._close_of(last) if self.whole_days else datetime.combine(last, start.timetz())

    def _day_or_month(self, day: date, term: Term) -> date:
        if term.unit is TermUnit.DAY:
            return day + term.amount * _ONE_DAY
        year, month = day.year, day.month
        for _ in range(term.amount):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return date(year, month, min(day.day, monthrange(year, month)[1]))

    def _open_or_closing(self, at: datetime) -> datetime:
        """Stays on the end of a shift: the minute before it was open."""
        return at if self.is_open(at - _MINUTE) else self.into_office_hours(at)

    def _close_of(self, day: date) -> datetime:
        return datetime.combine(day, self.shifts[-1][1], LOCAL)
