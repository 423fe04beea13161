"""Due dates: a legal term counted from acceptance, with every step of the reasoning."""

from __future__ import annotations

from datetime import datetime

from motcua.law.types import DeadlineRules, Term, TermUnit
from motcua.rules.deadline_lines import Deadline, Line, lines_from_json
from motcua.rules.deadline_texts import LineKind
from motcua.rules.explanation import due_line, start_lines, term_lines
from motcua.rules.refusal import Refusal
from motcua.rules.supplement import resumed
from motcua.rules.term import check_term, due_instant, end_of_term
from motcua.rules.working_time import WorkCalendar

__all__ = [
    "Deadline",
    "Line",
    "LineKind",
    "due_date",
    "due_instant",
    "extended",
    "lines_from_json",
    "resumed",
]


def due_date(received: datetime, *, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> Deadline:
    """A term counts from the instant of acceptance moved into office hours (NĐ 61/2018, NĐ 118/2025).

    Working days are `rules.working_day_minutes` working minutes each; hours, days and months follow the clock and
    come to rest when the offices are open; a same-day term ends at the closing of the day, or of the next working
    day from `rules.same_day_cut_off` on. Under the reading WHOLE_DAYS (Civil Code 2015 art. 147) the first day
    is not counted and the last counts until closing.

    Refusal for an amount that makes no sense; OutsideCalendar when the calendar does not reach.
    """
    check_term(term)
    received = calendar.instant(calendar.minute(received, field="received"))
    start = calendar.into_office_hours(received)
    lines = [
        Line(kind=LineKind.RECEIVED, at=received),
        *start_lines(received, start, rules=rules, calendar=calendar),
    ]
    due = None
    if term.unit.is_timed:
        due = end_of_term(start, term=term, rules=rules, calendar=calendar)
        lines.extend(term_lines(start, due, term=term, rules=rules, calendar=calendar))
    lines.append(due_line(due, term))
    return Deadline(
        received=received,
        counted_from=start,
        due=due,
        term=term,
        policy=rules.reading.value,
        lines=tuple(lines),
    )


def extended(due: datetime, *, by: Term, rules: DeadlineRules, calendar: WorkCalendar) -> Deadline:
    """An extension counts its term from the old due instant, which is not moved (NĐ 61/2018 art. 19, to be verified).

    Refusal (`by`) for a term that cannot extend, or of an amount that makes no sense.
    """
    if not by.unit.is_timed or by.unit is TermUnit.SAME_DAY:
        raise Refusal("by", "Gia hạn phải có số giờ, ngày hoặc tháng. Hãy nhập thời gian gia hạn.")
    check_term(by, field="by")
    due = calendar.instant(calendar.minute(due, field="due"))
    new = end_of_term(due, term=by, rules=rules, calendar=calendar)
    return Deadline(
        received=due,
        counted_from=due,
        due=new,
        term=by,
        policy=rules.reading.value,
        lines=(
            Line(kind=LineKind.EXTENDED, at=due),
            *term_lines(due, new, term=by, rules=rules, calendar=calendar),
            due_line(new, by),
        ),
    )
