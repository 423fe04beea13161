"""What an office owes before and after a promise: warnings as it nears, and an apology for one that will be broken.

The thresholds are a rule of the system; the time by which an apology is owed is law, to be verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.law.types import DeadlineRules, Term, TermUnit
from motcua.rules.working_time import WorkCalendar


class Duty(StrEnum):
    """What a dossier's holder is told of: a share of the term left, a letter to prepare, one that is missing."""

    THIRD = "third"
    FIFTH = "fifth"
    DUE = "due"
    APOLOGY_DRAFT = "apology_draft"
    APOLOGY_MISSING = "apology_missing"


LABELS = {
    Duty.THIRD: "Còn không quá một phần ba thời hạn",
    Duty.FIFTH: "Còn không quá một phần năm thời hạn",
    Duty.DUE: "Đã đến hạn trả kết quả",
    Duty.APOLOGY_DRAFT: "Cần thư xin lỗi nếu không kịp",
    Duty.APOLOGY_MISSING: "Quá hạn mà chưa xin lỗi",
}

TIMES = (Duty.DUE, Duty.FIFTH, Duty.THIRD)
"""The warnings of time, the gravest first; the graver one takes the place of the others."""

_SHARES = ((Duty.DUE, 0), (Duty.FIFTH, 5), (Duty.THIRD, 3))


class Apology(StrEnum):
    """How the duty of apology stands: not yet owed or given, given in time, given late, or missing."""

    OPEN = "open"
    IN_TIME = "in_time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A due date that stands. `waited` are the working minutes that the term was suspended since acceptance.

    While it is suspended, `suspended`, nothing is owed. `apologised_at` is the first apology or extension.
    """

    accepted_at: datetime
    due_at: datetime
    waited: int = 0
    suspended: bool = False
    apologised_at: datetime | None = None


def lead_minutes(lead: Term, *, rules: DeadlineRules) -> int:
    """Working minutes of the lead that the law gives an apology.

    A day is read as a working day, the stricter reading: nobody receives a letter on a day off. Source: NĐ
    61/2018/NĐ-CP art. 19 as a district directive of 2018 applies it, "at least 1 day before" (chờ kiểm chứng).
    """
    if lead.unit in (TermUnit.DAY, TermUnit.WORKING_DAY):
        return lead.amount * rules.working_day_minutes
    return lead.amount * 60


def reached(promise: Promise, *, now: datetime, lead: int, calendar: WorkCalendar) -> tuple[Duty, ...]:
    """Every threshold that lies behind `now`; more with time and never fewer, as long as the promise stands.

    Of the working time of the whole term, waiting taken out, at most a third, a fifth or nothing is left; the draft
    of an apology is due (`draft_minutes`) and none was given; the due instant is past and none was given by then.
    """
    if promise.suspended:
        return ()
    whole, left = _whole(promise, calendar=calendar), calendar.between(now, promise.due_at)
    found = [duty for duty, share in _SHARES if (left * share <= whole if share else left <= 0)]
    if promise.apologised_at is None and left <= draft_minutes(whole, lead=lead):
        found.append(Duty.APOLOGY_DRAFT)
    if apology(promise, now=now, lead=lead, calendar=calendar) is Apology.MISSING:
        found.append(Duty.APOLOGY_MISSING)
    return tuple(found)


def gravest(duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Of thresholds reached at once those worth telling: the gravest of time, and a missing letter before a draft."""
    time = next(((duty,) for duty in TIMES if duty in duties), ())
    letters = (Duty.APOLOGY_MISSING, Duty.APOLOGY_DRAFT)
    return (*time, *next(((duty,) for duty in letters if duty in duties), ()))


def draft_minutes(whole: int, *, lead: int) -> int:
    """Working minutes before the due instant at which the draft of an apology is prepared, of a term of `whole`.

    Before the apology itself is owed, by half of the time there is until then and at most by as much again as the
    lead, so that it can still be signed and sent. In a term no longer than the lead, when a third of it is left.
    """
    if whole <= lead:
        return whole // 3
    return lead + min(lead, (whole - lead) // 2)


def apology_due(promise: Promise, *, lead: int, calendar: WorkCalendar) -> datetime:
    """Until when an apology is in time: `lead` working minutes before the due instant.

    In a term no longer than that, until the due instant: "not later than the appointed date", as the rule of Hồ Chí
    Minh City for the content of the letter has it (chờ kiểm chứng).
    """
    if _whole(promise, calendar=calendar) <= lead:
        return promise.due_at
    return calendar.back(promise.due_at, minutes=lead)


def apology(promise: Promise, *, now: datetime, lead: int, calendar: WorkCalendar) -> Apology:
    """How the duty of apology stands at `now`.

    MISSING is a breach: the due instant has passed, and neither an apology nor an extension was given by then; one
    given afterwards does not mend it. LATE is one given after `apology_due`, by the due instant. An extension counts
    as an apology, also for the later date that it sets.
    """
    given = promise.apologised_at
    if given is not None and given <= promise.due_at:
        in_time = given <= apology_due(promise, lead=lead, calendar=calendar)
        return Apology.IN_TIME if in_time else Apology.LATE
    return Apology.MISSING if now > promise.due_at else Apology.OPEN


def _whole(promise: Promise, *, calendar: WorkCalendar) -> int:
    """Working minutes of the whole term: from acceptance to the due instant, waiting taken out."""
    return max(0, calendar.between(promise.accepted_at, promise.due_at) - promise.waited)
