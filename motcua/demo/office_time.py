"""The working minutes of the replay, numbered from 0: a course is planned on these and put on the clock at the end."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.demo.specs import CLOSES, OPENS
from motcua.rules.working_time import WorkCalendar

A_DAY = 480
"""Working minutes of a usual day, the measure of delays; nothing legal is counted with it."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class OfficeTime:
    """`minutes` gives each working minute as the calendar counts minutes; `shifts` where each half-day starts.

    A half-day of `shifts` is (number of its first working minute, minute at which the one before it ended).
    """

    calendar: WorkCalendar
    minutes: array[int]
    shifts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, calendar: WorkCalendar) -> OfficeTime:
        """The office hours of the replay. Raises OutsideCalendar when the calendar does not cover it."""
        first, last = calendar.minute(OPENS), calendar.minute(CLOSES)
        minutes = array("l")
        shifts, ended = [], first
        for start, end in zip(calendar.starts, calendar.ends, strict=True):
            if first <= start and end <= last:
                shifts.append((len(minutes), ended))
                minutes.extend(range(start, end))
                ended = end
        return cls(calendar=calendar, minutes=minutes, shifts=tuple(shifts))

    @property
    def last(self) -> int:
        """The last working minute."""
        return len(self.minutes) - 1

    def at(self, working_minute: int) -> datetime:
        """When a working minute begins."""
        return self.calendar.instant(self.minutes[working_minute])

    def day(self, working_minute: int) -> date:
        """The day of a working minute."""
        return self.calendar.first + timedelta(days=self.minutes[working_minute] // (24 * 60))

    def before(self, at: datetime) -> int:
        """Working minutes from the opening of the replay to an instant, also one after it closes.

        What begins at a working minute with a lower number begins before the instant.
        """
        return self.calendar.between(OPENS, at)

    def closed_before(self, working_minute: int) -> tuple[int, int]:
        """The closed hours before the half-day of a working minute, [start, end) in minutes of the calendar."""
        first, ended = self.shifts[bisect_right(self.shifts, (working_minute, len(self.minutes) * 60)) - 1]
        return ended, self.minutes[first]

    def days(self) -> tuple[tuple[date, int, int], ...]:
        """Every working day with the number of its first working minute and of the first one after it."""
        starts: dict[date, int] = {}
        for first, _ in self.shifts:
            starts.setdefault(self.day(first), first)
        ends = [*list(starts.values())[1:], len(self.minutes)]
        return tuple((day, first, end) for (day, first), end in zip(starts.items(), ends, strict=True))
