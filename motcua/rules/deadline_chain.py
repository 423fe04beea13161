"""A due date counted anew from acceptance on, when a day off is decided after it was promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import chain
from typing import TypeAlias

from motcua.law.types import LOCAL, CalendarException, DeadlineRules, SupplementPolicy, Term
from motcua.rules.deadline import due_date, extended
from motcua.rules.deadline_lines import Deadline, Line
from motcua.rules.deadline_texts import LineKind
from motcua.rules.explanation import due_line
from motcua.rules.supplement import WaitCause, resumed
from motcua.rules.working_time import WorkCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """A wait that is over, the policy it moved the date by, and the date promised after it."""

    requested: datetime
    completed: datetime
    policy: SupplementPolicy
    cause: WaitCause
    promised: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Extension:
    """A later date given with an apology."""

    by: Term
    promised: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Recount:
    """A date that was counted anew before."""

    promised: datetime


Step: TypeAlias = Wait | Extension | Recount
"""What moved a due date after the first promise."""


def recounted(
    received: datetime,
    *,
    promised: datetime,
    steps: Sequence[Step],
    term: Term,
    rules: DeadlineRules,
    calendar: WorkCalendar,
    decided: Iterable[CalendarException] = (),
) -> Deadline:
    """The term and everything that moved its end, counted once more by another calendar; no promise comes earlier.

    Each step starts from the date that the step before now has, and keeps what was `promised` after it where that
    is later: a date once given to the citizen is not taken back. `decided` are the days that are the reason; the
    explanation begins with them. For terms that give a due date only.

    OutsideCalendar when the calendar does not reach. Source: rule of the system, after domain practice of 2025-12
    (swap of days decided a week before, chờ kiểm chứng).
    """
    first = due_date(received, term=term, rules=rules, calendar=calendar)
    lines = [_without_end(first.lines)]
    due, kept = _no_earlier(first.due, promised)
    lines.append(kept)
    for step in steps:
        again = _again(step, due=due, term=term, rules=rules, calendar=calendar)
        lines.append(_without_end(again.lines) if again else ())
        due, kept = _no_earlier(again.due if again else due, step.promised)
        lines.append(kept)
    return replace(first, due=due, lines=(*_reasons(decided), *chain(*lines), due_line(due, term)))


def _again(step: Step, *, due: datetime, term: Term, rules: DeadlineRules, calendar: WorkCalendar) -> Deadline | None:
    match step:
        case Wait():
            return resumed(
                due,
                requested=step.requested,
                completed=step.completed,
                term=term,
                rules=replace(rules, supplement_policy=step.policy),
                calendar=calendar,
                cause=step.cause,
            )
        case Extension():
            return extended(due, by=step.by, rules=rules, calendar=calendar)
        case Recount():
            return None


def _no_earlier(due: datetime | None, promised: datetime | None) -> tuple[datetime, tuple[Line, ...]]:
    assert due is not None, "only a term that gives a due date is counted anew"
    if promised is None or promised <= due:
        return due, ()
    return promised, (Line(kind=LineKind.KEPT, why="promised", at=promised),)


def _without_end(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines but for the due date, which the next step moves on."""
    return tuple(line for line in lines if line.kind is not LineKind.DUE)


def _reasons(decided: Iterable[CalendarException]) -> Iterator[Line]:
    for exception in sorted(decided, key=lambda exception: exception.day):
        yield Line(
            kind=LineKind.DECIDED,
            why=exception.kind.value,
            at=datetime.combine(exception.day, time(), LOCAL),
            values={"reason": exception.reason},
            source=exception.source,
        )
