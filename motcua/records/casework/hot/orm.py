"""The writer through Django's ORM: the oracle of the hand-written ones, on either database."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max

from motcua.law.types import LOCAL, Term, TermUnit
from motcua.records.casework.changes import Change, Loaded, Outcome
from motcua.records.casework.hot.base import stale
from motcua.records.casework.hot.columns import STANDING, is_instant
from motcua.records.casework.models import Applicant, CodeCounter, Dossier, FactsRow, LedgerRow, Rollup
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox import actions as outbox
from motcua.rules.dossier import State
from motcua.rules.facts import COLUMNS, COUNTS, NOTHING, Facts, counts
from motcua.rules.numbering import LAST_SERIAL

_INSTANTS = frozenset(filter(is_instant, COLUMNS))


class OrmWriter:
    """`hot.base.Writer` in plain Django."""

    def load(self, dossier_id: int) -> Loaded | None:
        row = Dossier.objects.filter(pk=dossier_id).first()
        if row is None:
            return None
        facts = FactsRow.objects.get(dossier_id=dossier_id, version=row.version)
        return Loaded(
            id=row.pk,
            code=row.code,
            version=row.version,
            procedure_version_id=row.procedure_version_id,
            term=Term(amount=row.term_amount, unit=TermUnit(row.term_unit)),
            day_reading=row.day_reading,
            supplement_policy=row.supplement_policy,
            facts=facts_of(facts),
        )

    def next_serial(self, agency_id: str, *, day: date) -> int:
        counter, _ = CodeCounter.objects.select_for_update().get_or_create(
            agency_id=agency_id, day=day, defaults={"last": 0}
        )
        if counter.last >= LAST_SERIAL:
            return LAST_SERIAL + 1
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last

    def open(self, change: Change) -> int:
        opening = change.opening
        assert opening is not None
        dossier = Dossier.objects.create(
            code=opening.code,
            version=change.version,
            unit_id=change.after.unit_id,
            helped_unit_id=opening.helped_unit_id,
            competent_unit_id=change.after.competent_unit_id,
            procedure_id=change.after.procedure_id,
            procedure_version_id=opening.procedure_version_id,
            channel=change.after.channel,
            term_amount=opening.term.amount,
            term_unit=opening.term.unit,
            day_reading=opening.day_reading,
            supplement_policy=opening.supplement_policy,
            submitted_at=change.after.submitted_at,
            copies=opening.copies,
            papers=opening.papers,
            fee=opening.fee,
            **_standing(change.after),
        )
        Applicant.objects.create(dossier=dossier, **asdict(opening.person))
        self._record(change, dossier_id=dossier.pk)
        return dossier.pk

    def write(self, change: Change, *, dossier_id: int) -> None:
        updated = Dossier.objects.filter(pk=dossier_id, version=change.version - 1).update(
            version=change.version, **_standing(change.after), **change.columns
        )
        if not updated:
            raise stale()
        if change.person is not None:
            Applicant.objects.filter(pk=dossier_id).update(**asdict(change.person))
        self._record(change, dossier_id=dossier_id)

    def answered(self, request_key: str) -> tuple[str, Outcome] | None:
        prior = journal_queries.entry_for_key(request_key)
        if prior is None:
            return None
        facts = FactsRow.objects.get(dossier_id=prior.subject_id, version=prior.version)
        code = Dossier.objects.values_list("code", flat=True).get(pk=prior.subject_id)
        return prior.request_digest, Outcome(
            dossier_id=prior.subject_id, code=code, version=prior.version, due_at=facts.due_at, repeated=True
        )

    def _record(self, change: Change, *, dossier_id: int) -> None:
        entry = journal.append(
            act=f"dossier.{change.act}",
            subject_type="dossier",
            subject_id=dossier_id,
            version=change.version,
            actor_id=change.actor_id,
            occurred_at=change.at,
            data=change.told,
            personal=change.personal,
            request_key=change.request_key,
            request_digest=change.request_digest,
        )
        self._promise(change, dossier_id=dossier_id, recorded_at=entry.recorded_at)
        self._facts(change, dossier_id=dossier_id, recorded_at=entry.recorded_at)
        self._rollup(change)
        outbox.post(
            topic=f"dossier.{change.act}",
            subject_type="dossier",
            subject_id=dossier_id,
            payload={"code": change.code, "entry": entry.entry_id, "version": change.version},
        )

    def _promise(self, change: Change, *, dossier_id: int, recorded_at: datetime) -> None:
        promise = change.promise
        if promise is None:
            return
        last = LedgerRow.objects.filter(dossier_id=dossier_id).aggregate(last=Max("number"))["last"]
        LedgerRow.objects.create(
            dossier_id=dossier_id,
            number=(last or 0) + 1,
            occurred_at=change.at,
            recorded_at=recorded_at,
            **{name: getattr(promise, name) for name in promise.__slots__},
        )

    def _facts(self, change: Change, *, dossier_id: int, recorded_at: datetime) -> None:
        FactsRow.objects.filter(dossier_id=dossier_id, version=change.version - 1).update(known_to=recorded_at)
        FactsRow.objects.create(
            dossier_id=dossier_id,
            version=change.version,
            known_from=recorded_at,
            **change.after._asdict(),
        )

    def _rollup(self, change: Change) -> None:
        delta = [new - old for new, old in zip(counts(change.after), counts(change.before), strict=True)]
        if tuple(delta) == NOTHING:
            return
        facts = change.after
        place: dict[str, Any] = {
            "unit_id": facts.unit_id,
            "procedure_id": facts.procedure_id,
            "channel": facts.channel,
            "day": facts.accepted_day,
        }
        Rollup.objects.get_or_create(**place)
        Rollup.objects.filter(**place).update(
            **{name: F(name) + step for name, step in zip(COUNTS, delta, strict=True)}
        )


def facts_of(row: FactsRow) -> Facts:
    """The stored row as `rules.facts.Facts`, its instants in legal time."""
    given = {name: getattr(row, name) for name in COLUMNS}
    for name in _INSTANTS:
        if given[name] is not None:
            given[name] = given[name].astimezone(LOCAL)
    return Facts(**{**given, "state": State(row.state)})


def _standing(facts: Facts) -> dict[str, object]:
    """The columns of a dossier that repeat its facts for lists."""
    return {name: getattr(facts, name) for name in STANDING}
