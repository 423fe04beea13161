"""Whether the rows of casework still say what the journal says: each problem as a sentence, none when all is well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min, Sum

from motcua.law.types import LOCAL
from motcua.records.casework.changes import Person
from motcua.records.casework.hot.orm import STANDING, facts_of
from motcua.records.casework.models import Applicant, CodeCounter, Dossier, FactsRow, LedgerRow, Rollup
from motcua.records.casework.refolding import refolded
from motcua.records.journal import streams as journal
from motcua.rules.dossier import TRANSITIONS, Act, ClockEffect
from motcua.rules.facts import COUNTS, Facts, counts
from motcua.rules.numbering import parse_dossier_code

_CHUNK = 2000
_MOVES_DATE = frozenset({ClockEffect.START, ClockEffect.PAUSE, ClockEffect.RESUME, ClockEffect.EXTEND})


def problems() -> Iterator[str]:
    """Every disagreement between journal, dossiers, facts, ledger, rollups and number series."""
    yield from _dossiers()
    yield from _versions()
    yield from _rollups()
    yield from _series()


def _dossiers() -> Iterator[str]:
    told = groupby(journal.entries_by_subject("dossier"), key=lambda entry: entry.subject_id)
    rows = _rows()
    row = next(rows, None)
    for dossier_id, entries in told:
        while row is not None and row[0].pk < dossier_id:
            yield f"Hồ sơ {row[0].code}: có trong sổ nhưng nhật ký không ghi việc nào."
            row = next(rows, None)
        if row is None or row[0].pk != dossier_id:
            yield f"Nhật ký ghi hồ sơ số {dossier_id} nhưng không còn hồ sơ ấy."
            continue
        yield from _compared(row, list(entries))
        row = next(rows, None)
    while row is not None:
        yield f"Hồ sơ {row[0].code}: có trong sổ nhưng nhật ký không ghi việc nào."
        row = next(rows, None)


Row = tuple[Dossier, Facts | None, list[LedgerRow], Applicant | None]


def _rows() -> Iterator[Row]:
    last = 0
    while True:
        dossiers = list(Dossier.objects.filter(pk__gt=last).order_by("id")[:_CHUNK])
        if not dossiers:
            return
        first, last = dossiers[0].pk, dossiers[-1].pk
        span = {"dossier_id__gte": first, "dossier_id__lte": last}
        facts = {row.dossier_id: facts_of(row) for row in FactsRow.objects.filter(known_to__isnull=True, **span)}
        ledger: dict[int, list[LedgerRow]] = {}
        for entry in LedgerRow.objects.filter(**span).order_by("dossier_id", "number"):
            ledger.setdefault(entry.dossier_id, []).append(entry)
        people = {row.pk: row for row in Applicant.objects.filter(**span)}
        for dossier in dossiers:
            yield dossier, facts.get(dossier.pk), ledger.get(dossier.pk, []), people.get(dossier.pk)


def _compared(row: Row, entries: list[journal.Told]) -> Iterator[str]:
    dossier, stored, ledger, person = row
    acts = [entry for entry in entries if entry.act.startswith("dossier.")]
    made: Facts | None = None
    dates: list[datetime | None] = []
    for entry in acts:
        act = Act(entry.act.removeprefix("dossier."))
        made = refolded(made, act=act, at=entry.occurred_at.astimezone(LOCAL), data=entry.data)
        if TRANSITIONS[act].clock in _MOVES_DATE:
            dates.append(made.due_at)
    if made is None:
        yield f"Hồ sơ {dossier.code}: nhật ký không có việc mở hồ sơ."
        return
    if made != stored:
        yield f"Hồ sơ {dossier.code}: số liệu đang lưu khác với nhật ký."
    if dossier.version != len(acts) or _standing(dossier) != _standing_of(made):
        yield f"Hồ sơ {dossier.code}: trạng thái, ngày hẹn hoặc người giữ khác với nhật ký."
    if acts[0].data["opening"]["code"] != dossier.code:
        yield f"Hồ sơ {dossier.code}: mã hồ sơ khác với nhật ký."
    if [entry.due_after and entry.due_after.astimezone(LOCAL) for entry in ledger] != dates or [
        entry.number for entry in ledger
    ] != list(range(1, len(ledger) + 1)):
        yield f"Hồ sơ {dossier.code}: sổ hẹn khác với nhật ký."
    yield from _person(dossier, person, acts)


def _person(dossier: Dossier, person: Applicant | None, acts: list[journal.Told]) -> Iterator[str]:
    told: dict[str, Any] | None = None
    for entry in acts:
        if entry.personal is None:
            continue
        if "opening" in entry.data:
            told = dict(entry.personal)
        elif "after" in entry.personal:
            told = {name: value for name, value in entry.personal["after"].items() if name != "search" and value}
    if told is None:
        return  # erased: nothing left to compare with
    names = [name for name in Person.__slots__ if name != "search"]
    if person is None or told != {name: getattr(person, name) for name in names if getattr(person, name)}:
        yield f"Hồ sơ {dossier.code}: thông tin người nộp khác với nhật ký."


def _standing(dossier: Dossier) -> list[object]:
    values = (getattr(dossier, name) for name in STANDING)
    return [value.astimezone(LOCAL) if isinstance(value, datetime) else value for value in values]


def _standing_of(facts: Facts) -> list[object]:
    return [getattr(facts, name) for name in STANDING]


def _versions() -> Iterator[str]:
    """Facts know every version of every dossier, and exactly one of them is the present one."""
    rows = FactsRow.objects.values("dossier_id").annotate(
        first=Min("version"), last=Max("version"), known=Count("id"), ended=Count("known_to")
    )
    for row in rows.order_by("dossier_id").iterator():
        if row["first"] != 1 or row["last"] != row["known"] or row["ended"] != row["known"] - 1:
            yield f"Hồ sơ số {row['dossier_id']}: chuỗi số liệu theo phiên bản bị thiếu hoặc thừa."


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
        parsed = parse_dossier_code(code)
        serials.setdefault((parsed.agency_id, parsed.day), set()).add(parsed.serial)
    last = {(row.agency_id, row.day): row.last for row in CodeCounter.objects.all()}
    for key in serials.keys() | last.keys():
        if serials.get(key, set()) != set(range(1, last.get(key, 0) + 1)):
            yield f"Dãy số hồ sơ của {key[0]} ngày {key[1]:%d/%m/%Y} bị thiếu hoặc thừa số."
