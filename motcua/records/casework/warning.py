"""The timer that warns of promises near or broken: each warning once for each due date."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.law.registry import law
from motcua.law.types import LOCAL, Term
from motcua.records.casework import legal
from motcua.records.casework.models import Dossier, DutyWarning, FactsRow
from motcua.records.journal import actions as journal
from motcua.records.outbox import actions as outbox
from motcua.rules.dossier import INSIDE
from motcua.rules.duty import Duty, Promise, gravest, lead_minutes, reached
from motcua.rules.working_time import WorkCalendar

WARNED, BROKEN = "duty.warn", "duty.breach"
"""Acts in the journal that are no acts on the dossier: they make no version of it."""

TOPIC = "dossier.warning"

RUNNING = tuple(state.value for state in INSIDE)
"""The states in which a term runs and something is owed."""

_CHUNK = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticked:
    """What a timer has done: warnings written, and dossiers that failed (told in the log of the store)."""

    written: int
    failed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A dossier whose term runs, and the warnings given for its present due date."""

    id: int
    code: str
    version: int
    unit_id: int
    received_id: int
    holder_id: int | None
    step: int
    promise: Promise
    given: frozenset[str] = frozenset()


def tick(now: datetime, *, limit: int = 2_000) -> Ticked:
    """Gives the warnings that are due at `now`, about `limit` at most; again at once, it gives none.

    Only dossiers whose term runs are looked at; while it is suspended nothing is owed. Each dossier is warned in a
    transaction of its own, so that one that fails stops no other, and an interrupted run is taken up.
    """
    calendars = legal.calendars()
    written = failed = 0
    for standing in _running():
        if written >= limit:
            break
        try:
            written += _warn(standing, now=now, calendar=calendars(standing.received_id))
        except Exception:  # whatever is wrong with one dossier, the others are warned
            failed += 1
            _log.exception("duties of dossier %s", standing.code)
    return Ticked(written=written, failed=failed)


def lead_of(promise: Promise) -> int:
    """Working minutes before the due instant at which an apology is owed, by the law of the day of acceptance."""
    day = promise.accepted_at.astimezone(LOCAL).date()
    lead = law().value_on("deadlines.apology_lead", day).value
    assert isinstance(lead, Term)
    return lead_minutes(lead, rules=legal.rules_on(day))


def standing_of(ids: Sequence[int]) -> Iterator[Standing]:
    """How dossiers with a due date stand, the earliest due first."""
    names = ("dossier_id", "waiting_minutes", "apologised_at")
    known = FactsRow.objects.filter(dossier_id__in=ids, known_to=None).values_list(*names)
    facts = {dossier_id: (waited, apologised_at) for dossier_id, waited, apologised_at in known}
    given: defaultdict[tuple[int, datetime], set[str]] = defaultdict(set)
    for pk, due_at, kind in DutyWarning.objects.filter(dossier_id__in=ids).values_list("dossier_id", "due_at", "kind"):
        given[pk, due_at].add(kind)
    for row in Dossier.objects.filter(pk__in=ids).order_by("due_at", "pk"):
        assert row.accepted_at is not None
        assert row.due_at is not None
        waited, apologised_at = facts[row.pk]
        yield Standing(
            id=row.pk,
            code=row.code,
            version=row.version,
            unit_id=row.holder_unit_id,
            received_id=row.unit_id,
            holder_id=row.holder_id,
            step=row.step,
            promise=Promise(
                accepted_at=row.accepted_at,
                due_at=row.due_at,
                waited=waited,
                suspended=row.waiting_since is not None,
                apologised_at=apologised_at,
            ),
            given=frozenset(given[row.pk, row.due_at]),
        )


def _running() -> Iterator[Standing]:
    """Every dossier whose term runs, unit by unit, as the index of the work list has them."""
    units = Dossier.objects.filter(state__in=RUNNING).values_list("holder_unit_id", flat=True)
    for unit_id in sorted(set(units.distinct())):
        rows = Dossier.objects.filter(holder_unit_id=unit_id, state__in=RUNNING, due_at__isnull=False)
        ids = list(rows.order_by("due_at").values_list("pk", flat=True))
        for start in range(0, len(ids), _CHUNK):
            yield from standing_of(ids[start : start + _CHUNK])


def _warn(standing: Standing, *, now: datetime, calendar: WorkCalendar) -> int:
    """Writes what is due and was not yet written for this due date; how much that was."""
    promise = standing.promise
    duties = gravest(reached(promise, now=now, lead=lead_of(promise), calendar=calendar))
    fresh = [duty for duty in duties if duty not in standing.given]
    if not fresh:
        return 0
    with transaction.atomic():
        if not Dossier.objects.filter(pk=standing.id, version=standing.version).exists():
            return 0  # somebody was quicker; the next tick sees what came of it
        for duty in fresh:
            _write(standing, duty, now=now)
        told = {"code": standing.code, "kind": fresh[0].value, "due_at": _iso(promise.due_at)}
        outbox.post(topic=TOPIC, subject_type="dossier", subject_id=standing.id, payload=told)
    return len(fresh)


def _write(standing: Standing, duty: Duty, *, now: datetime) -> None:
    DutyWarning.objects.create(
        dossier_id=standing.id,
        kind=duty.value,
        due_at=standing.promise.due_at,
        at=now,
        unit_id=standing.unit_id,
        holder_id=standing.holder_id,
    )
    journal.append(
        act=BROKEN if duty is Duty.APOLOGY_MISSING else WARNED,
        subject_type="dossier",
        subject_id=standing.id,
        version=standing.version,
        actor_id=None,
        occurred_at=now,
        data={
            "kind": duty.value,
            "due_at": _iso(standing.promise.due_at),
            "unit": standing.unit_id,
            "holder": standing.holder_id,
        },
    )


def _iso(at: datetime) -> str:
    return at.astimezone(LOCAL).isoformat()
