"""What waiting for the citizen, for a supplement or a payment, does to a due date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from motcua.law.types import DeadlineRules, SupplementPolicy, Term, TermUnit
from motcua.rules.deadline_lines import Deadline, Line
from motcua.rules.deadline_texts import LineKind
from motcua.rules.explanation import due_line, landing_lines, start_lines, term_lines, whole_day_lines, worked_lines
from motcua.rules.refusal import Refusal
from motcua.rules.term import check_term, end_of_term, in_whole_days, in_working_time, landed
from motcua.rules.working_time import WorkCalendar

_Moved = tuple[datetime, Iterable[Line]]


class WaitCause(StrEnum):
    """What the citizen is waited for; the value tells the lines of an explanation apart."""

    SUPPLEMENT = ""
    PAYMENT = "payment"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Wait:
    """A wait; `start` is `completed` moved into office hours."""

    requested: datetime
    completed: datetime
    start: datetime


def resumed(
    due: datetime | None,
    *,
    requested: datetime,
    completed: datetime,
    term: Term,
    rules: DeadlineRules,
    calendar: WorkCalendar,
    cause: WaitCause = WaitCause.SUPPLEMENT,
) -> Deadline:
    """A wait moves the due instant as `rules.supplement_policy` says, never to an earlier one.

    RESTART (NĐ 61/2018 art. 19, to be verified): the whole term again from `completed`. SUBTRACT (QĐ 766/QĐ-TTg
    rule 2.1): the wait is taken out. EXTEND: the working days it touched are added. A wait that begins at or after
    the due instant moves nothing under SUBTRACT and EXTEND. A dossier without a due date stays without.

    A wait for a payment is always taken out, whatever the policy for supplements: paying makes no other dossier of
    it (chờ kiểm chứng: no document known says so in words).

    Refusal (`completed`) when the wait ends before it begins; OutsideCalendar when the calendar does not reach.
    """
    check_term(term)
    if cause is WaitCause.PAYMENT:
        rules = replace(rules, supplement_policy=SupplementPolicy.SUBTRACT)
    wait = _wait(requested, completed, calendar=calendar)
    lines = [Line(kind=LineKind.PAUSED, why=cause.value, at=wait.requested, until=wait.completed, source=rules.source)]
    if due is not None and term.unit.is_timed:
        due = calendar.instant(calendar.minute(due, field="due"))
        new, reasons = _moved(due, wait, term=term, rules=rules, calendar=calendar)
        lines.extend(reasons)
        if new < due:
            lines.append(Line(kind=LineKind.KEPT, why="later", at=due))
        due = max(due, new)
    lines.append(due_line(due, term))
    return Deadline(
        received=wait.completed,
        counted_from=wait.start,
        due=due,
        term=term,
        policy=rules.supplement_policy.value,
        lines=tuple(lines),
    )


def _wait(requested: datetime, completed: datetime, *, calendar: WorkCalendar) -> _Wait:
    requested = calendar.instant(calendar.minute(requested, field="requested"))
    completed = calendar.instant(calendar.minute(completed, field="completed"))
    if completed < requested:
        raise Refusal("completed", "Chờ xong trước lúc bắt đầu chờ. Hãy xem lại hai thời điểm này.")
    return _Wait(requested=requested, completed=completed, start=calendar.into_office_hours(completed))


def _moved(due: datetime, wait: _Wait, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    if rules.supplement_policy is SupplementPolicy.RESTART:
        return _restart(wait, term=term, rules=rules, calendar=calendar)
    if wait.requested >= due:
        return due, [Line(kind=LineKind.KEPT, why="passed", at=due)]
    if rules.supplement_policy is SupplementPolicy.EXTEND:
        return _extend(due, wait, term=term, rules=rules, calendar=calendar)
    if term.unit is TermUnit.WORKING_DAY and in_whole_days(term.unit, rules):
        return _subtract_whole_days(due, wait, rules=rules, calendar=calendar)
    if in_working_time(term.unit) or term.unit is TermUnit.SAME_DAY:
        return _subtract_working_time(due, wait, rules=rules, calendar=calendar)
    if in_whole_days(term.unit, rules):
        return _subtract_days(due, wait, rules=rules, calendar=calendar)
    return _subtract_clock_time(due, wait, unit=term.unit, rules=rules, calendar=calendar)


def _restart(wait: _Wait, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    new = end_of_term(wait.start, term=term, rules=rules, calendar=calendar)
    return new, [
        *start_lines(wait.completed, wait.start, rules=rules, calendar=calendar),
        Line(kind=LineKind.RESUMED, why="restart", at=wait.start, source=rules.source),
        *term_lines(wait.start, new, term=term, rules=rules, calendar=calendar),
    ]


def _subtract_working_time(due: datetime, wait: _Wait, *, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    """The working minutes left when the supplement was asked for are counted on from its completion."""
    left = calendar.between(wait.requested, due)
    new = calendar.add(wait.start, minutes=left)
    return new, [
        *start_lines(wait.completed, wait.start, rules=rules, calendar=calendar),
        Line(kind=LineKind.RESUMED, why="subtract", at=wait.start, minutes=left, source=rules.source),
        *worked_lines(wait.start, new, calendar=calendar),
    ]


def _subtract_whole_days(due: datetime, wait: _Wait, *, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    """The working days left after the day of the request follow the day of completion; none left: that day."""
    left = calendar.working_days_between(wait.requested.date(), due.date())
    left -= calendar.is_working_day(wait.requested.date())
    last = calendar.working_day_after(wait.start.date(), count=left) if left else wait.start.date()
    new = calendar.closing(last)
    return new, [
        *start_lines(wait.completed, wait.start, rules=rules, calendar=calendar),
        Line(
            kind=LineKind.RESUMED,
            why="subtract_days",
            at=wait.start,
            values={"days_left": str(left)},
            source=rules.source,
        ),
        *whole_day_lines(wait.start, new, rules=rules, calendar=calendar),
    ]


def _subtract_clock_time(
    due: datetime, wait: _Wait, *, unit: TermUnit, rules: DeadlineRules, calendar: WorkCalendar
) -> _Moved:
    """The wait by the clock is added; the sum rests on a working day, within office hours."""
    waited = wait.completed - wait.requested
    counted = due + waited
    new = calendar.landing(landed(counted, unit=unit, calendar=calendar))
    hours, rest = divmod(waited.seconds // 60, 60)
    values = {"days_waited": str(waited.days), "hours": str(hours), "rest": str(rest)}
    return new, [
        Line(kind=LineKind.RESUMED, why="wait", at=due, values=values, source=rules.source),
        *landing_lines(counted, new, rules=rules, calendar=calendar),
    ]


def _subtract_days(due: datetime, wait: _Wait, *, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    """The days from the date of the request to the date of completion are added; the last counts until closing."""
    waited = wait.completed.date() - wait.requested.date()
    last = due.date() + waited
    new = calendar.closing(calendar.on_or_next_working_day(last))
    counted = datetime.combine(last, new.timetz())
    values = {"days_waited": str(waited.days)}
    return new, [
        Line(kind=LineKind.RESUMED, why="wait_days", at=due, values=values, source=rules.source),
        *landing_lines(counted, new, rules=rules, calendar=calendar),
    ]


def _extend(due: datetime, wait: _Wait, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> _Moved:
    """Each working day touched by the wait, at least one, adds a working day to the due instant.

    To be verified: known only from a live system, which adds (days - 1) days and then 8 hours.
    """
    touched = calendar.working_days_between(wait.requested.date(), wait.completed.date())
    days = max(1, touched)
    minutes = days * rules.working_day_minutes
    whole = in_whole_days(term.unit, rules)
    if whole:
        new = calendar.closing(calendar.working_day_after(due.date(), count=days))
        way = whole_day_lines(due, new, rules=rules, calendar=calendar)
    else:
        new = calendar.add(due, minutes=minutes)
        way = worked_lines(due, new, calendar=calendar)
    return new, [
        Line(
            kind=LineKind.RESUMED,
            why="extend_days" if whole else "extend",
            at=due,
            minutes=minutes,
            values={"days_waited": str(days)},
            source=rules.source,
        ),
        *way,
    ]
