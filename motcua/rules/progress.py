"""Progress by rule 2.1 of QĐ 766/QĐ-TTg: is a dossier in time, whether it has ended, waits, or is being worked on?

It is not the rate of dossiers settled on time: what is open counts too, and waiting for the citizen never does.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from motcua.rules.dossier import State
from motcua.rules.facts import Facts
from motcua.rules.working_time import WorkCalendar


class Progress(StrEnum):
    """The verdict. UNKNOWN: neither a due date nor a longest legal time is known; such a dossier is not counted."""

    IN_TIME = "in_time"
    LATE = "late"
    UNKNOWN = "unknown"


def progress(facts: Facts, *, until: datetime, legal_due: datetime | None, calendar: WorkCalendar) -> Progress:
    """Whether a received dossier was in time, looked at `until`: the end of the period or the cut-off.

    The instant that counts is the end: the result, its handing out if only that is known, the refusal, the stop or
    the withdrawal; without an end, `until`. While a supplement or a payment is waited for, it is that of the request;
    where supplements were asked for more than once, the dossier is late. Waiting before is taken out: the due date
    first promised moves by it, working minute for working minute, whatever the office's own policy promised anew.
    After an extension with apology the promise in force counts. Without a due date `legal_due` stands for it: the
    end of the longest legal time of the procedure, None where that is not known.

    Source: QĐ 766/QĐ-TTg, indicator 2.1 (chờ kiểm chứng); that an extension moves the date is a rule of the system.
    """
    if facts.state is State.SUPPLEMENT and facts.supplements > 1:
        return Progress.LATE
    due = _due(facts, legal_due=legal_due, calendar=calendar)
    if due is None:
        return Progress.UNKNOWN
    end = facts.ended_at or facts.returned_at or facts.waiting_since or until
    return Progress.IN_TIME if end <= due else Progress.LATE


def told_by_due_date(facts: Facts) -> bool:
    """Whether the due date in force alone tells: there is one, and nobody was ever waited for."""
    return facts.due_at is not None and not facts.supplements and not facts.payment_waits


def _due(facts: Facts, *, legal_due: datetime | None, calendar: WorkCalendar) -> datetime | None:
    if facts.extensions:
        return facts.due_at
    due = (facts.due_at if told_by_due_date(facts) else facts.first_due_at) or legal_due
    if due is None or not facts.waiting_minutes:
        return due
    return calendar.add(due, minutes=facts.waiting_minutes)
