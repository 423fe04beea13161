"""The law as casework reads it: one calendar, and the deadline rules of a dossier's acceptance date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from motcua.law.registry import NoValue, law
from motcua.law.types import DayReading, DeadlineRules, FormPack, SupplementPolicy
from motcua.records import clock
from motcua.records.calendar.queries import working_calendar, working_calendars
from motcua.rules.refusal import Refusal
from motcua.rules.working_time import WorkCalendar


def calendar(unit_id: int | None = None) -> WorkCalendar:
    """The working calendar of the law, with what was decided in this store since; ask once in an act and keep it.

    By that of the unit which received it a dossier is promised, and its remaining time counted.
    """
    return working_calendar(unit_id)


def calendars() -> Callable[[int | None], WorkCalendar]:
    """The working calendar of each unit, for lists of dossiers of many; ask once for a list."""
    return working_calendars()


def today() -> date:
    """The local day of now."""
    return clock.now().date()


@cache
def rules_on(day: date, *, policy: str = "", reading: str = "") -> DeadlineRules:
    """The rules of the era of `day`, with the policies of a procedure version where it has its own.

    Raises Refusal for a day before the first era known.
    """
    try:
        rules = law().deadline_rules_on(day)
    except NoValue as gap:
        raise Refusal(gap.field, gap.message, **gap.values) from gap
    return replace(
        rules,
        supplement_policy=SupplementPolicy(policy) if policy else rules.supplement_policy,
        reading=DayReading(reading) if reading else rules.reading,
    )


def form_pack_on(day: date) -> FormPack:
    """The forms in force on a day. Raises Refusal for a day before the first pack known."""
    try:
        return law().form_pack_on(day)
    except NoValue as gap:
        raise Refusal(gap.field, gap.message, **gap.values) from gap
