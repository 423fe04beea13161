"""The lines between the start of a term and its end: what was worked, what was off, where it came to rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from motcua.law.types import LOCAL, DeadlineRules, Term, TermUnit
from motcua.rules.deadline_lines import Line
from motcua.rules.deadline_texts import LineKind
from motcua.rules.term import by_the_clock, in_whole_days, in_working_time, working_minutes
from motcua.rules.working_time import WorkCalendar

_ONE_DAY = timedelta(days=1)


def start_lines(at: datetime, start: datetime, *, rules: DeadlineRules, calendar: WorkCalendar) -> Iterator[Line]:
    """Why counting starts at `start` and not at `at`; no line when they are equal."""
    if at == start:
        return
    if not calendar.is_working_day(at.date()):
        why = "day_off"
    elif at.date() < start.date():
        why = "after_closing"
    else:
        why = "before_opening" if at < calendar.opening(at.date()) else "lunch"
    yield from off_lines(at.date(), start.date(), calendar=calendar)
    yield Line(kind=LineKind.MOVED, why=why, at=start, source=rules.source)


def term_lines(
    start: datetime, due: datetime, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar
) -> Iterator[Line]:
    """The term and the way from `start` to `due`."""
    whole = in_whole_days(term.unit, rules)
    yield Line(
        kind=LineKind.TERM,
        why=f"whole_{term.unit}" if whole else term.unit.value,
        minutes=working_minutes(term, rules) or None,
        values={"amount": str(term.amount)},
        source=rules.source,
    )
    if term.unit is TermUnit.SAME_DAY:
        yield from _same_day_lines(start, due, rules=rules, calendar=calendar)
    elif not in_working_time(term.unit):
        yield from _clock_lines(start, due, term=term, rules=rules, calendar=calendar)
    elif whole:
        yield from whole_day_lines(start, due, rules=rules, calendar=calendar)
    else:
        yield from worked_lines(start, due, calendar=calendar)


def due_line(due: datetime | None, term: Term) -> Line:
    """The last line: the due instant, or why there is none."""
    why = "" if due else TermUnit.NONE.value if term.unit is TermUnit.NONE else TermUnit.UNKNOWN.value
    return Line(kind=LineKind.DUE, why=why, at=due)


def worked_lines(start: datetime, due: datetime, *, calendar: WorkCalendar) -> Iterator[Line]:
    """Working minutes from `start` to `due` by run of working days; they sum to what was added."""
    day = start.date()
    for run in calendar.runs(start, due):
        first, last = run.start.date(), run.end.date()
        yield from off_lines(day, first, calendar=calendar)
        yield from _make_up_lines(first, last, calendar=calendar)
        yield Line(kind=LineKind.WORKED, at=run.start, until=run.end, minutes=run.minutes)
        day = last + _ONE_DAY


def whole_day_lines(start: datetime, due: datetime, *, rules: DeadlineRules, calendar: WorkCalendar) -> Iterator[Line]:
    """Working days after the day of `start`, to the day of `due`, by run; each stands for its legal minutes."""
    day = start.date() + _ONE_DAY
    for run in calendar.runs(_midnight(day), due):
        first, last = run.start.date(), run.end.date()
        count = calendar.working_days_between(first, last)
        yield from off_lines(day, first, calendar=calendar)
        yield from _make_up_lines(first, last, calendar=calendar)
        yield Line(
            kind=LineKind.WORKED,
            why="days",
            at=run.start,
            until=run.end,
            minutes=count * rules.working_day_minutes,
            values={"amount": str(count)},
        )
        day = last + _ONE_DAY


def landing_lines(counted: datetime, due: datetime, *, rules: DeadlineRules, calendar: WorkCalendar) -> Iterator[Line]:
    """Where the clock alone would end a term, and why the due instant rests later."""
    yield Line(kind=LineKind.COUNTED, at=counted)
    if due != counted:
        why = "closed" if calendar.is_working_day(counted.date()) else "day_off"
        yield from off_lines(counted.date(), due.date(), calendar=calendar)
        yield Line(kind=LineKind.LANDED, why=why, at=due, source=rules.source)


def off_lines(first: date, until: date, *, calendar: WorkCalendar) -> Iterator[Line]:
    """One line for each stretch of days off in [first, until)."""
    day = first
    while day < until:
        if calendar.is_working_day(day):
            day += _ONE_DAY
            continue
        opened = min(calendar.next_working_day(day), until)
        yield _off_line(day, opened - _ONE_DAY, calendar)
        day = opened


@lru_cache(maxsize=1024)
def _off_line(first: date, last: date, calendar: WorkCalendar, /) -> Line:
    # Kept: the few hundred stretches of a calendar recur in every explanation.
    exceptions = calendar.exceptions_between(first, last)
    named = {exception.day for exception in exceptions}
    days = (first + _ONE_DAY * number for number in range((last - first).days + 1))
    weekend = "".join(str(day.weekday()) for day in days if day not in named)
    values = {"reason": _joined(exception.reason for exception in exceptions), "weekend": weekend}
    why = ("both" if exceptions else "weekend") if weekend else "holiday"
    return Line(
        kind=LineKind.OFF,
        why=why,
        at=_midnight(first),
        until=_midnight(last),
        values={key: value for key, value in values.items() if value},
        source=_joined(exception.source for exception in exceptions),
    )


def _make_up_lines(first: date, last: date, *, calendar: WorkCalendar) -> Iterator[Line]:
    for exception in calendar.exceptions_between(first, last):
        yield Line(
            kind=LineKind.MAKE_UP,
            at=_midnight(exception.day),
            values={"reason": exception.reason},
            source=exception.source,
        )


def _same_day_lines(start: datetime, due: datetime, *, rules: DeadlineRules, calendar: WorkCalendar) -> Iterator[Line]:
    why = "before" if start.date() == due.date() else "after"
    cut_off = {"cut_off": f"{rules.same_day_cut_off:%H:%M}"}
    yield Line(kind=LineKind.CUT_OFF, why=why, at=due, values=cut_off, source=rules.source)
    yield from off_lines(start.date(), due.date(), calendar=calendar)


def _clock_lines(
    start: datetime, due: datetime, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar
) -> Iterator[Line]:
    counted = by_the_clock(start, term)
    if in_whole_days(term.unit, rules):
        counted = counted.replace(hour=due.hour, minute=due.minute)
    if term.unit is TermUnit.MONTH and counted.day != start.day:
        yield Line(kind=LineKind.COUNTED, why="month_end", at=counted, values={"wanted": str(start.day)})
    yield from landing_lines(counted, due, rules=rules, calendar=calendar)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
