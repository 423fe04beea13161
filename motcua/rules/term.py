"""A legal term counted from an instant, without a word of explanation: what is on the path of every acceptance."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

from motcua.law.types import DayReading, DeadlineRules, Term, TermUnit
from motcua.rules.deadline_lines import grouped
from motcua.rules.refusal import Refusal
from motcua.rules.working_time import WorkCalendar

MOST = 10_000
"""The largest amount of a term in any unit; above it is a slip of the keyboard."""

_IN_WORKING_TIME = frozenset({TermUnit.WORKING_DAY, TermUnit.WORKING_HOUR})
_IN_DAYS = frozenset({TermUnit.WORKING_DAY, TermUnit.DAY, TermUnit.MONTH})


def due_instant(received: datetime, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> datetime | None:
    """The due instant of a term, as `deadline.due_date` gives it; None when the term is none or unknown."""
    check_term(term)
    if term.unit in _IN_WORKING_TIME and rules.reading is DayReading.MINUTES:
        # Most terms: adding moves into office hours by itself, so the instant is converted only once.
        return calendar.add(received, minutes=working_minutes(term, rules))
    if not term.unit.is_timed:
        return None
    return end_of_term(calendar.into_office_hours(received), term=term, rules=rules, calendar=calendar)


def end_of_term(start: datetime, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> datetime:
    """When a timed term that starts at `start`, moved into office hours or an earlier due instant, is over."""
    unit = term.unit
    if in_whole_days(unit, rules):
        return _end_of_whole_days(start, term=term, calendar=calendar)
    if unit in _IN_WORKING_TIME:
        return calendar.add(start, minutes=working_minutes(term, rules))
    if unit is TermUnit.SAME_DAY:
        day = start.date()
        before_cut_off = start.time() < rules.same_day_cut_off
        return calendar.closing(day if before_cut_off else calendar.next_working_day(day))
    return landed(by_the_clock(start, term), unit=unit, calendar=calendar)


def check_term(term: Term, *, field: str = "amount") -> None:
    """Refuses an amount that is negative, absurd, or 0 in a unit that counts."""
    if term.amount < 0 or term.amount > MOST:
        raise Refusal(
            field,
            "Thời hạn {amount} không hợp lệ. Hãy nhập số từ 1 đến {most}.",
            amount=term.amount,
            most=grouped(MOST),
        )
    if term.amount == 0 and term.unit.is_timed and term.unit is not TermUnit.SAME_DAY:
        raise Refusal(
            field,
            "Thời hạn bằng 0 không tính được. Hãy nhập số từ 1 trở lên, hoặc chọn «trong ngày».",
        )


def working_minutes(term: Term, rules: DeadlineRules) -> int:
    """Working minutes of a term in working days or working hours; 0 in other units."""
    if term.unit is TermUnit.WORKING_DAY:
        return term.amount * rules.working_day_minutes
    return term.amount * 60 if term.unit is TermUnit.WORKING_HOUR else 0


def in_working_time(unit: TermUnit) -> bool:
    """Whether a unit counts working minutes."""
    return unit in _IN_WORKING_TIME


def in_whole_days(unit: TermUnit, rules: DeadlineRules) -> bool:
    """Whether a unit is read in whole days (Civil Code 2015 art. 147) under these rules."""
    return rules.reading is DayReading.WHOLE_DAYS and unit in _IN_DAYS


def by_the_clock(start: datetime, term: Term) -> datetime:
    """`start` plus hours, days or months of the wall clock; a day the month lacks becomes its last."""
    if term.unit is TermUnit.HOUR:
        return start + timedelta(hours=term.amount)
    if term.unit is TermUnit.DAY:
        return start + timedelta(days=term.amount)
    years, month = divmod(start.month - 1 + term.amount, 12)
    year, month = start.year + years, month + 1
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1]))


def landed(at: datetime, *, unit: TermUnit, calendar: WorkCalendar) -> datetime:
    """Where a due instant comes to rest: hours at the next opening, days and months on the next working day
    at the same clock time."""
    if unit is TermUnit.HOUR:
        return calendar.landing(at)
    return datetime.combine(calendar.on_or_next_working_day(at.date()), at.timetz())


def _end_of_whole_days(start: datetime, *, term: Term, calendar: WorkCalendar) -> datetime:
    if term.unit is TermUnit.WORKING_DAY:
        return calendar.closing(calendar.working_day_after(start.date(), count=term.amount))
    return calendar.closing(calendar.on_or_next_working_day(by_the_clock(start, term).date()))
