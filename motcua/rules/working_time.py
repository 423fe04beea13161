"""Working time: which minutes of local time are office hours, counted by bisecting on their running total."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from motcua.law.types import LOCAL, CalendarException, CalendarLaw, DayKind, OfficeHours
from motcua.rules.refusal import Refusal

if TYPE_CHECKING:
    from motcua.rules.dense_minutes import DenseMinutes

_DAY = 24 * 60


class OutsideCalendar(Refusal):
    """A day for which days off and make-up days are not known, so nothing can be counted through it."""

    def __init__(self, field: str, *, first: date, last: date) -> None:
        super().__init__(
            field,
            "Lịch làm việc mới nạp từ {first} đến {last}, chưa đủ để tính. "
            "Hãy chọn ngày trong khoảng này, hoặc nạp thêm ngày nghỉ và ngày làm bù còn thiếu rồi tính lại.",
            first=f"{first:%d/%m/%Y}",
            last=f"{last:%d/%m/%Y}",
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkRun:
    """Working days without a day off between them, cut to the stretch asked for; `minutes` of working time."""

    start: datetime
    end: datetime
    minutes: int


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class WorkCalendar:
    """The working minutes of [`first`, `last`]; built once by `from_law`.

    Instants are aware; results are in `LOCAL`, to the minute, seconds cut. Inside, an instant is a number of
    minutes since `origin`, the first midnight. Every method raises `OutsideCalendar` for what it cannot reach.

    `working` holds the working days as numbers since `first`. `starts`, `ends` hold the shifts of all working
    days in minutes, each half-open [start, end), and `worked` the working minutes up to the end of each.
    """

    first: date
    last: date
    exceptions: tuple[CalendarException, ...]
    exception_days: tuple[date, ...]
    origin: datetime
    minutes: int
    shifts_a_day: int
    working: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    worked: tuple[int, ...]

    @classmethod
    def from_law(cls, law: CalendarLaw) -> WorkCalendar:
        """Lays out the shifts of every working day. ValueError for hours or exceptions that make no sense."""
        shifts = _shift_minutes(law.hours)
        working = _working_days(law)
        exceptions = tuple(sorted(law.exceptions, key=lambda exception: exception.day))
        starts = tuple(day * _DAY + start for day in working for start, _ in shifts)
        ends = tuple(day * _DAY + end for day in working for _, end in shifts)
        worked, total = [], 0
        for start, end in zip(starts, ends, strict=True):
            total += end - start
            worked.append(total)
        return cls(
            first=law.first,
            last=law.last,
            exceptions=exceptions,
            exception_days=tuple(exception.day for exception in exceptions),
            origin=datetime.combine(law.first, time(), LOCAL),
            minutes=((law.last - law.first).days + 1) * _DAY,
            shifts_a_day=len(shifts),
            working=working,
            starts=starts,
            ends=ends,
            worked=tuple(worked),
        )

    # Instants and minutes

    def minute(self, at: datetime, *, field: str = "date") -> int:
        """Whole minutes from `origin` to an instant; a refusal names `field`."""
        elapsed = at - self.origin
        minute = elapsed.days * _DAY + elapsed.seconds // 60
        if not 0 <= minute < self.minutes:
            raise self.outside(field)
        return minute

    def instant(self, minute: int) -> datetime:
        """The local instant `minute` minutes after `origin`."""
        return self.origin + timedelta(0, minute * 60)

    def outside(self, field: str = "date") -> OutsideCalendar:
        """The refusal of a day that is not covered."""
        return OutsideCalendar(field, first=self.first, last=self.last)

    # Days

    def is_working_day(self, day: date) -> bool:
        """Whether the offices are open on a day: Monday–Friday but days off, and make-up days."""
        number = self._number(day)
        place = bisect_left(self.working, number)
        return place < len(self.working) and self.working[place] == number

    def working_day_after(self, day: date, *, count: int) -> date:
        """The `count`-th (from 1) working day strictly after a day."""
        place = bisect_right(self.working, self._number(day)) + count - 1
        if place >= len(self.working):
            raise self.outside()
        return self.first + timedelta(days=self.working[place])

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after a day."""
        return self.working_day_after(day, count=1)

    def on_or_next_working_day(self, day: date) -> date:
        """The day itself when worked, else the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_days_between(self, first: date, last: date) -> int:
        """Number of working days in [first, last], both included; 0 when `last` is earlier."""
        before_first = bisect_left(self.working, self._number(first))
        return max(0, bisect_right(self.working, self._number(last)) - before_first)

    def opening(self, day: date) -> datetime:
        """When the first shift of a working day starts. ValueError for a day off."""
        return self.instant(self.starts[self._place(day) * self.shifts_a_day])

    def closing(self, day: date) -> datetime:
        """When the last shift of a working day ends. ValueError for a day off."""
        return self.instant(self.ends[(self._place(day) + 1) * self.shifts_a_day - 1])

    def exceptions_between(self, first: date, last: date) -> tuple[CalendarException, ...]:
        """The days in [first, last], both included, that depart from Monday–Friday, in order."""
        lower = bisect_left(self.exception_days, first)
        return self.exceptions[lower : bisect_right(self.exception_days, last, lo=lower)]

    # Working minutes

    def into_office_hours(self, at: datetime) -> datetime:
        """The instant itself within a shift, else the next opening; the end of a shift is already outside."""
        minute = self.minute(at)
        return self.instant(max(minute, self.starts[self._shift(bisect_right(self.ends, minute))]))

    def landing(self, at: datetime) -> datetime:
        """Where a due instant comes to rest: as `into_office_hours`, but the end of a shift stays."""
        minute = self.minute(at)
        return self.instant(max(minute, self.starts[self._shift(bisect_left(self.ends, minute))]))

    def add(self, at: datetime, *, minutes: int) -> datetime:
        """The instant at which `minutes` (≥ 0) working minutes have passed, the earliest: an end of a shift stays.

        With 0 minutes, `at` moved into office hours.
        """
        if minutes < 1:
            return self.into_office_hours(at)
        worked = self._worked_at(self.minute(at)) + minutes
        shift = self._shift(bisect_left(self.worked, worked))
        return self.instant(self.ends[shift] - (self.worked[shift] - worked))

    def back(self, at: datetime, *, minutes: int) -> datetime:
        """The latest instant from which `minutes` (≥ 1) working minutes pass until `at`."""
        worked = self._worked_at(self.minute(at)) - minutes
        if worked < 0:
            raise self.outside()
        shift = bisect_right(self.worked, worked)
        before = self.worked[shift - 1] if shift else 0
        return self.instant(self.starts[shift] + worked - before)

    def between(self, start: datetime, end: datetime) -> int:
        """Working minutes from `start` to `end`; negative when `end` is earlier."""
        return self._worked_at(self.minute(end)) - self._worked_at(self.minute(start))

    def runs(self, start: datetime, end: datetime) -> tuple[WorkRun, ...]:
        """The runs of working days that [start, end] touches, in order; their minutes sum to `between`."""
        lower, upper = self.minute(start), self.minute(end)
        a_day = self.shifts_a_day
        runs = []
        opened = place = bisect_left(self.working, lower // _DAY)
        last = bisect_right(self.working, upper // _DAY) - 1
        for place in range(opened, last + 1):
            if place < last and self.working[place + 1] == self.working[place] + 1:
                continue
            begin = max(lower, self.starts[opened * a_day])
            finish = min(upper, self.ends[(place + 1) * a_day - 1])
            opened = place + 1
            minutes = self._worked_at(finish) - self._worked_at(begin)
            if minutes > 0:
                runs.append(WorkRun(start=self.instant(begin), end=self.instant(finish), minutes=minutes))
        return tuple(runs)

    def dense(self) -> DenseMinutes:
        """The same counting for whole arrays; keep it for the batch."""
        from motcua.rules.dense_minutes import DenseMinutes  # numpy weighs on every server process

        return DenseMinutes.of_shifts(
            zip(self.starts, self.ends, strict=True), minutes=self.minutes, refusal=self.outside()
        )

    def _number(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise self.outside()
        return (day - self.first).days

    def _place(self, day: date) -> int:
        if not self.is_working_day(day):
            raise ValueError(f"{day} is not a working day")
        return bisect_left(self.working, self._number(day))

    def _shift(self, place: int) -> int:
        if place >= len(self.ends):
            raise self.outside()
        return place

    def _worked_at(self, minute: int) -> int:
        shift = bisect_right(self.ends, minute)
        if shift == len(self.ends):
            return self.worked[-1]
        return self.worked[shift] - (self.ends[shift] - max(minute, self.starts[shift]))


def _shift_minutes(hours: OfficeHours) -> list[tuple[int, int]]:
    shifts = [
        (shift.start.hour * 60 + shift.start.minute, shift.end.hour * 60 + shift.end.minute) for shift in hours.shifts
    ]
    edges = [edge for shift in shifts for edge in shift]
    if not shifts or any(later <= earlier for earlier, later in pairwise(edges)):
        raise ValueError("office hours need shifts in order that do not touch")
    return shifts


def _working_days(law: CalendarLaw) -> tuple[int, ...]:
    kinds = {exception.day: exception.kind for exception in law.exceptions}
    if len(kinds) < len(law.exceptions):
        raise ValueError("a day has two exceptions")
    if any(not law.first <= day <= law.last for day in kinds):
        raise ValueError("an exception lies outside the calendar")
    working = []
    for number in range((law.last - law.first).days + 1):
        day = law.first + timedelta(days=number)
        usual = DayKind.WORK if day.weekday() < 5 else DayKind.OFF
        if kinds.get(day, usual) is DayKind.WORK:
            working.append(number)
    return tuple(working)
