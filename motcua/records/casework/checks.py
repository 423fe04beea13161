"""Whether the rows of casework still say what the journal says: each problem as a sentence, none when all is well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db import connection
from django.db.models import Sum

from motcua.records.casework import attachment_checks, consultation_checks, hand_over_checks, signature_checks
from motcua.records.casework.comparing import Known, Stored, disagreements
from motcua.records.casework.hot.orm import facts_of
from motcua.records.casework.models import (
    Applicant,
    CodeCounter,
    Dossier,
    DutyWarning,
    FactsRow,
    LedgerRow,
    Note,
    Rollup,
)
from motcua.records.journal import append_only, streams
from motcua.rules.facts import COLUMNS, COUNTS, counts
from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import Refusal

_CHUNK = 2000
_BEFORE_ALL = -(2**63)
"""Below every id, also one that no program gave."""

_GUARDED = {
    "casework_ledgerrow": None,
    "casework_dossier": append_only.DELETE,
    "casework_factsrow": append_only.DELETE,
    "casework_codecounter": append_only.DELETE,
    "casework_note": None,
}
"""The tables that refuse changes, and which one where it is not both."""


def problems() -> Iterator[str]:
    """Every disagreement between journal, dossiers, facts, ledger, rollups and number series."""
    yield from _guards()
    yield from _dossiers()
    yield from _orphans()
    yield from consultation_checks.problems()
    yield from attachment_checks.problems()
    yield from signature_checks.problems()
    yield from hand_over_checks.problems()
    yield from _rollups()
    yield from _series()


def _guards() -> Iterator[str]:
    for table, only in _GUARDED.items():
        for change in append_only.unguarded(connection, table=table, only=only):
            yield f"Bảng {table} không còn từ chối {change}."


def _dossiers() -> Iterator[str]:
    told = groupby(streams.entries_by_subject("dossier"), key=lambda entry: entry.subject_id)
    rows = _rows()
    row = next(rows, None)
    for dossier_id, entries in told:
        while row is not None and row.dossier.pk < dossier_id:
            yield _untold(row)
            row = next(rows, None)
        if row is None or row.dossier.pk != dossier_id:
            yield f"Nhật ký ghi hồ sơ số {dossier_id} nhưng không còn hồ sơ ấy."
            continue
        yield from disagreements(row, list(entries))
        row = next(rows, None)
    while row is not None:
        yield _untold(row)
        row = next(rows, None)


def _untold(row: Stored) -> str:
    return f"Hồ sơ {row.dossier.code}: có trong sổ nhưng nhật ký không ghi việc nào."


def _rows() -> Iterator[Stored]:
    last = _BEFORE_ALL
    while True:
        dossiers = list(Dossier.objects.filter(pk__gt=last).order_by("id")[:_CHUNK])
        if not dossiers:
            return
        first, last = dossiers[0].pk, dossiers[-1].pk
        span = {"dossier_id__gte": first, "dossier_id__lte": last}
        facts: dict[int, list[Known]] = {}
        known = FactsRow.objects.filter(**span).order_by("dossier_id", "version")
        for dossier_id, *row in known.values_list("dossier_id", "version", "known_from", "known_to", *COLUMNS):
            facts.setdefault(dossier_id, []).append(tuple(row))
        ledger: dict[int, list[LedgerRow]] = {}
        for entry in LedgerRow.objects.filter(**span).order_by("dossier_id", "number"):
            ledger.setdefault(entry.dossier_id, []).append(entry)
        warnings: dict[int, list[DutyWarning]] = {}
        for warning in DutyWarning.objects.filter(**span).order_by("dossier_id", "pk"):
            warnings.setdefault(warning.dossier_id, []).append(warning)
        notes: dict[int, list[Note]] = {}
        for note in Note.objects.filter(**span).order_by("dossier_id", "number"):
            notes.setdefault(note.dossier_id, []).append(note)
        people = {person.pk: person for person in Applicant.objects.filter(**span)}
        for dossier in dossiers:
            key = dossier.pk
            yield Stored(
                dossier=dossier,
                facts=facts.get(key, ()),
                ledger=ledger.get(key, ()),
                person=people.get(key),
                warnings=warnings.get(key, ()),
                notes=notes.get(key, ()),
            )


def _orphans() -> Iterator[str]:
    """Facts without a dossier would be counted by figures and shown by nothing."""
    strange = FactsRow.objects.exclude(dossier_id__in=Dossier.objects.values("pk"))
    for dossier_id in strange.order_by("dossier_id").values_list("dossier_id", flat=True).distinct():
        yield f"Có số liệu của hồ sơ số {dossier_id} nhưng không có hồ sơ ấy."


Place = tuple[int, int, str, date]
"""Unit, procedure, channel and day of a rollup."""


def _rollups() -> Iterator[str]:
    kept: dict[Place, tuple[int, ...]] = {
        (row[0], row[1], row[2], row[3]): row[4:]
        for row in Rollup.objects.values_list("unit_id", "procedure_id", "channel", "day")
        .annotate(**{f"sum_{name}": Sum(name) for name in COUNTS})
        .order_by()
    }
    made: dict[Place, list[int]] = {}
    for row in FactsRow.objects.filter(known_to__isnull=True, accepted_day__isnull=False).iterator(chunk_size=_CHUNK):
        assert row.accepted_day is not None
        key = (row.unit_id, row.procedure_id, row.channel, row.accepted_day)
        so_far = made.setdefault(key, [0] * len(COUNTS))
        for index, count in enumerate(counts(facts_of(row))):
            so_far[index] += count
    for key in kept.keys() | made.keys():
        if list(kept.get(key, (0,) * len(COUNTS))) != made.get(key, [0] * len(COUNTS)):
            yield f"Số cộng dồn của đơn vị số {key[0]} ngày {key[3]:%d/%m/%Y} khác với số liệu từng hồ sơ."


def _series() -> Iterator[str]:
    """Every serial an agency gave on a day belongs to a dossier, and the last one is the counter's."""
    serials: dict[tuple[str, date], set[int]] = {}
    for code in Dossier.objects.values_list("code", flat=True).iterator(chunk_size=_CHUNK):
        try:
            parsed = parse_dossier_code(code)
        except Refusal as refusal:
            yield str(refusal)
            continue
        serials.setdefault((parsed.agency_id, parsed.day), set()).add(parsed.serial)
    last = {(row.agency_id, row.day): row.last for row in CodeCounter.objects.all()}
    for key in serials.keys() | last.keys():
        if serials.get(key, set()) != set(range(1, last.get(key, 0) + 1)):
            yield f"Dãy số hồ sơ của {key[0]} ngày {key[1]:%d/%m/%Y} bị thiếu hoặc thừa số."
