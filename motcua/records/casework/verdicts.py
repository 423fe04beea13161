"""Verdicts on dossiers that take a calendar, for figures: those of rule 2.1 of QĐ 766, and of the duty of apology.

Only the dossiers that need one are looked at: the few that waited, have no due date, or broke their promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from motcua.law.types import LOCAL, Term
from motcua.records.casework import legal
from motcua.records.casework.changes import PromiseKind
from motcua.records.casework.counting import FactsQuery
from motcua.records.casework.models import Dossier, LedgerRow
from motcua.records.casework.warning import lead_of
from motcua.records.catalogue import queries as catalogue
from motcua.rules.deadline import due_date
from motcua.rules.dossier import State
from motcua.rules.duty import Apology, Promise, apology
from motcua.rules.facts import COLUMNS, Facts
from motcua.rules.progress import Progress, progress
from motcua.rules.working_time import OutsideCalendar, WorkCalendar

_NOT_TOLD_BY_DUE_DATE = Q(due_at__isnull=True) | Q(supplements__gt=0) | Q(payment_waits__gt=0)
_STATE = COLUMNS.index("state")
_INSTANTS = tuple(place for place, name in enumerate(COLUMNS) if name.endswith("_at") or name == "waiting_since")
_TOLD = ", ".join(f"f.{name} || ''" if place in _INSTANTS else f"f.{name}" for place, name in enumerate(COLUMNS))
_AS_TEXT = f"SELECT f.dossier_id, {_TOLD} FROM ({{}}) f"  # noqa: S608  (columns of the code)
"""SQLite knows no instants: as texts they come without the detour of a conversion column by column."""


def progress_of(rows: FactsQuery, *, until: datetime) -> dict[int, Progress]:
    """The verdict `until` an instant on each dossier of a selection of facts whose due date alone does not tell."""
    chosen = _facts(rows.filter(_NOT_TOLD_BY_DUE_DATE))
    undated = [dossier_id for dossier_id, facts in chosen.items() if facts.first_due_at is None]
    longest, calendars = _legal_dues(undated, chosen), legal.calendars()
    return {
        dossier_id: _progress(facts, until=until, legal_due=longest.get(dossier_id), calendar=calendars(facts.unit_id))
        for dossier_id, facts in chosen.items()
    }


def apologies_of(rows: FactsQuery, *, as_of: datetime) -> dict[int, Apology]:
    """How the duty of apology was met in each dossier of a selection of facts whose promise was broken by `as_of`.

    The promise is the one that stood before the date was moved with an apology: that one was broken by the move.
    """
    open_late = Q(ended_at__isnull=True, due_at__lt=as_of)
    chosen = _facts(rows.filter(Q(ended_at__gt=F("due_at")) | open_late | Q(extensions__gt=0)))
    before = _promised_before([pk for pk, facts in chosen.items() if facts.extensions], as_of=as_of)
    found, calendars = {}, legal.calendars()
    for dossier_id, facts in chosen.items():
        due = before.get(dossier_id, facts.due_at)
        end = facts.ended_at or facts.waiting_since or as_of
        if due is not None and end > due:
            found[dossier_id] = _apology(facts, due=due, end=end, calendar=calendars(facts.unit_id))
    return found


def _progress(facts: Facts, *, until: datetime, legal_due: datetime | None, calendar: WorkCalendar) -> Progress:
    try:
        return progress(facts, until=until, legal_due=legal_due, calendar=calendar)
    except OutsideCalendar:
        return Progress.UNKNOWN


def _apology(facts: Facts, *, due: datetime, end: datetime, calendar: WorkCalendar) -> Apology:
    assert facts.accepted_at is not None
    promise = Promise(
        accepted_at=facts.accepted_at, due_at=due, waited=facts.waiting_minutes, apologised_at=facts.apologised_at
    )
    return apology(promise, now=end, lead=lead_of(promise), calendar=calendar)


def _facts(rows: FactsQuery) -> dict[int, Facts]:
    """The facts of a selection by dossier, read by the thousand: straight from the driver."""
    received = rows.filter(accepted_at__isnull=False).exclude(state=State.VOID.value)
    sql, values = received.values_list("dossier_id", *COLUMNS).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_AS_TEXT.format(sql) if connection.vendor == "sqlite" else sql, values)
        return {dossier_id: _read(told) for dossier_id, *told in cursor.fetchall()}


def _read(values: list[Any]) -> Facts:
    values[_STATE] = State(values[_STATE])
    for place in _INSTANTS:
        if values[place] is not None:
            values[place] = _aware(values[place])
    return Facts(*values)


def _aware(at: datetime | str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC) if isinstance(at, str) else at


def _promised_before(ids: list[int], *, as_of: datetime) -> Mapping[int, datetime | None]:
    """What was promised before the date was first moved by an extension known at a cut-off."""
    rows = LedgerRow.objects.filter(
        dossier_id__in=ids, kind=PromiseKind.EXTENSION, recorded_at__lte=as_of, due_before__isnull=False
    )
    return dict(rows.order_by("dossier_id", "-number").values_list("dossier_id", "due_before"))


def _legal_dues(ids: list[int], chosen: Mapping[int, Facts]) -> dict[int, datetime]:
    """Where the procedure states a time for any of its channels, the end of the longest."""
    versions = Dossier.objects.filter(pk__in=ids).values_list("pk", "procedure_version_id") if ids else ()
    terms = {version_id: _terms(version_id) for version_id in {version_id for _, version_id in versions}}
    calendars = legal.calendars()
    found: dict[int, datetime] = {}
    for dossier_id, version_id in versions:
        accepted, calendar = chosen[dossier_id].accepted_at, calendars(chosen[dossier_id].unit_id)
        assert accepted is not None
        rules = legal.rules_on(accepted.astimezone(LOCAL).date())
        dues = [due_date(accepted, term=term, rules=rules, calendar=calendar).due for term in terms[version_id]]
        if known := [due for due in dues if due is not None]:
            found[dossier_id] = max(known)
    return found


def _terms(version_id: int) -> tuple[Term, ...]:
    """The terms that a version of a procedure states for its channels."""
    channels = catalogue.version(version_id).channels.values()
    return tuple(channel.term for channel in channels if channel.term.unit.is_timed)
