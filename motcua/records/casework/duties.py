"""Apologies owed and missing, as officers and leaders see them; `warning` writes what is told here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet

from motcua.law.types import LOCAL, Role
from motcua.records import clock, plain
from motcua.records.casework import legal
from motcua.records.casework.models import DutyWarning
from motcua.records.casework.views import DossierView
from motcua.records.casework.warning import RUNNING, Ticked, lead_of, standing_of, tick
from motcua.records.catalogue import queries as catalogue
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import OPEN
from motcua.rules.duty import Apology, Duty, Promise, apology, apology_due, reached
from motcua.rules.period import Period
from motcua.rules.working_time import OutsideCalendar

__all__ = ["Breaches", "Given", "Listed", "Owed", "Ticked", "breaches", "expected", "of", "tick"]

_MOST_LISTED = 200
_HEADS = frozenset({Role.LEADER, Role.CHAIR})
_KNOWN = "SELECT waiting_minutes, apologised_at FROM casework_factsrow WHERE dossier_id = %s AND known_to IS NULL"
_LETTERS = (Duty.APOLOGY_DRAFT.value, Duty.APOLOGY_MISSING.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A warning that was given, and the promise it speaks of."""

    kind: Duty
    at: datetime
    due_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """The duty of apology of one dossier.

    `draft_ready` from the time that a letter should be prepared; `expected` is the day proposed in it.
    """

    apology: Apology
    apology_due: datetime
    draft_ready: bool
    expected: date
    given: tuple[Given, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A dossier that needs an apology now, or whose apology is missing; told `at`. `holder` "": nobody's."""

    dossier_id: int
    code: str
    procedure: str
    unit_id: int
    unit: str
    holder: str
    kind: Duty
    due_at: datetime
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitBreaches:
    """How many apologies a unit failed to give."""

    unit_id: int
    unit: str
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Breaches:
    """Missing apologies of a period by the unit that held the dossier then, and the latest of them."""

    units: tuple[UnitBreaches, ...]
    listed: tuple[Listed, ...]

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(unit.count for unit in self.units)


def of(dossier: DossierView) -> Owed | None:
    """The duty of apology of a dossier that whoever looks may see; None where no promise stands, or the calendar
    does not reach.
    """
    if dossier.state not in OPEN or dossier.due_at is None:
        return None
    try:
        return _owed(dossier)
    except OutsideCalendar:
        return None


def _owed(dossier: DossierView) -> Owed:
    promise, now, calendar = _promise(dossier), clock.now(), legal.calendar(dossier.unit_id)
    lead = lead_of(promise)
    return Owed(
        apology=apology(promise, now=now, lead=lead, calendar=calendar),
        apology_due=apology_due(promise, lead=lead, calendar=calendar),
        draft_ready=Duty.APOLOGY_DRAFT in reached(promise, now=now, lead=lead, calendar=calendar),
        expected=_expected_day(dossier, promise, now=now),
        given=_given(dossier.id),
    )


def _promise(dossier: DossierView) -> Promise:
    """The promise of a dossier that is open and has a due date."""
    [(waited, apologised_at)] = plain.rows(_KNOWN, (dossier.id,))
    assert dossier.accepted_at is not None
    assert dossier.due_at is not None
    return Promise(
        accepted_at=dossier.accepted_at,
        due_at=dossier.due_at,
        waited=waited,
        suspended=dossier.waiting_since is not None,
        apologised_at=plain.aware(apologised_at),
    )


def expected(viewer: Viewer) -> tuple[Listed, ...]:
    """The dossiers that need an apology now, for those who sign it: leaders where the dossier lies, and the operator.

    The earliest due first. One whose apology is already missing is among them, until it is given.
    """
    waiting = _seen(viewer, signing=True).filter(
        kind__in=_LETTERS, due_at=F("dossier__due_at"), dossier__state__in=RUNNING, dossier__holder_unit=F("unit")
    )
    rows = [_listed(row) for row in waiting.order_by("due_at", "dossier_id", "kind")]
    latest = {row.dossier_id: row for row in rows}  # a missing letter after its draft
    apologised = {one.id for one in standing_of(list(latest)) if one.promise.apologised_at is not None}
    return tuple(row for row in latest.values() if row.dossier_id not in apologised)


def breaches(viewer: Viewer, period: Period, *, unit_id: int | None = None) -> Breaches:
    """The apologies that became missing in a period, at the units that `viewer` may see or at one of them."""
    rows = _seen(viewer).filter(kind=Duty.APOLOGY_MISSING.value, at__gte=period.start, at__lt=period.end)
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    counted = rows.values("unit_id", "unit__name").annotate(count=Count("id")).order_by("unit_id")
    return Breaches(
        units=tuple(
            UnitBreaches(unit_id=row["unit_id"], unit=row["unit__name"], count=row["count"]) for row in counted
        ),
        listed=tuple(_listed(row) for row in rows.order_by("-at", "-pk")[:_MOST_LISTED]),
    )


def _seen(viewer: Viewer, *, signing: bool = False) -> QuerySet[DutyWarning]:
    rows = DutyWarning.objects.select_related("dossier__procedure_version", "unit", "holder")
    if viewer.operator:
        return rows
    units = policy.scope(viewer).unit_ids
    if signing:
        units = frozenset(unit_id for unit_id in _led(viewer) if policy.roles_at(viewer, unit_id) & _HEADS)
    return rows.filter(Q(unit_id__in=units))


def _led(viewer: Viewer) -> Iterable[int]:
    return (unit_id for post in viewer.posts for unit_id in (post.unit_id, *post.leads))


def _listed(row: DutyWarning) -> Listed:
    return Listed(
        dossier_id=row.dossier_id,
        code=row.dossier.code,
        procedure=row.dossier.procedure_version.short_name,
        unit_id=row.unit_id,
        unit=row.unit.name,
        holder=row.holder.full_name if row.holder else "",
        kind=Duty(row.kind),
        due_at=row.due_at.astimezone(LOCAL),
        at=row.at.astimezone(LOCAL),
    )


def _given(dossier_id: int) -> tuple[Given, ...]:
    rows = plain.instances(DutyWarning, "dossier_id = %s ORDER BY at, id", (dossier_id,))
    return tuple(
        Given(kind=Duty(row.kind), at=row.at.astimezone(LOCAL), due_at=row.due_at.astimezone(LOCAL)) for row in rows
    )


def _expected_day(dossier: DossierView, promise: Promise, *, now: datetime) -> date:
    """The day by which the steps still to do would be done by their quotas, a working day after the promise at least.

    A proposal for whoever writes the letter, who knows better.
    """
    table = catalogue.version(dossier.procedure_version_id).steps
    to_do = (step.minutes for step in table.way() if step.number >= dossier.step)
    from_now = max(now, promise.due_at.astimezone(LOCAL))
    rules = legal.rules_on(promise.accepted_at.astimezone(LOCAL).date())
    minutes = max(sum(to_do), rules.working_day_minutes)
    return legal.calendar(dossier.unit_id).add(from_now, minutes=minutes).date()
