"""Days off decided late: which open dossiers get a later date, and giving it to them.

The date promised before stays in the ledger, the first promise never changes, and no date comes earlier.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache, partial
from typing import Any

from django.db import transaction

from motcua.law.types import LOCAL, SupplementPolicy, Term, TermUnit
from motcua.records.calendar import actions as days_off
from motcua.records.calendar import queries as calendars
from motcua.records.calendar.decisions import LABELS, Decision, refuse_twice
from motcua.records.calendar.queries import DecisionView
from motcua.records.casework import legal, promises
from motcua.records.casework.changes import PromiseKind
from motcua.records.casework.models import Dossier, LedgerRow
from motcua.records.casework.performing import Case, Ref, own_key, perform, staying
from motcua.records.casework.performing import Decision as Decided
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.deadline import Deadline, LineKind
from motcua.rules.deadline_chain import Extension, Recount, Step, Wait, recounted
from motcua.rules.dossier import OPEN, Act
from motcua.rules.refusal import Conflict, NotAllowed, Refusal
from motcua.rules.supplement import WaitCause
from motcua.rules.working_time import WorkCalendar

_BATCH = 200
"""Dossiers read at once, and recalculated in one transaction."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A dossier whose due date moves, from `before` to the later `after`; the unit is the one that received it."""

    dossier_id: int
    code: str
    unit_id: int
    before: datetime
    after: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A dossier whose date could not be counted anew, and why."""

    code: str
    refusal: Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitEffects:
    """How many open dossiers of a unit move, and how many keep a date that would come out earlier."""

    unit_id: int
    name: str
    moved: int
    kept: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Effects:
    """What decisions would do, nothing of it written. `idle` are those of them by whose day nothing changes."""

    decisions: tuple[Decision, ...]
    idle: tuple[Decision, ...]
    moves: tuple[Move, ...]
    kept: int
    units: tuple[UnitEffects, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """What was done: the decisions as they stand, and how many dossiers were given a later date."""

    decisions: tuple[DecisionView, ...]
    moved: int
    failures: tuple[Failure, ...]


def preview(viewer: Viewer, decisions: Sequence[Decision]) -> Effects:
    """What `apply` would do now. Raises NotAllowed, or Refusal (`date`) for two decisions on one day."""
    _require_right(viewer)
    refuse_twice(decisions)
    after = cache(partial(calendars.calendar_with, decisions))
    moves: list[Move] = []
    kept: Counter[int] = Counter()
    failures: list[Failure] = []
    for row in _touched(decisions):
        try:
            deadline = _counted(row, calendar=after(row.dossier.unit_id), decisions=decisions)
        except Refusal as refusal:
            failures.append(Failure(code=row.dossier.code, refusal=refusal))
            continue
        if deadline.due is not None and deadline.due > row.due_at:
            moves.append(_move(row, after=deadline.due))
        elif any((line.kind, line.why) == (LineKind.KEPT, "promised") for line in deadline.lines):
            kept[row.dossier.unit_id] += 1
    return Effects(
        decisions=tuple(decisions),
        idle=tuple(one for one in decisions if _is_idle(one, after)),
        moves=tuple(moves),
        kept=kept.total(),
        units=_by_unit(moves, kept),
        failures=tuple(failures),
    )


def apply(viewer: Viewer, decisions: Sequence[Decision], *, key: str) -> Applied:
    """Applies decisions, then counts the due date of every open dossier they touch anew, in batches.

    Stopped half-way, the same call goes on: decisions that hold are not written again, and a dossier counted
    anew does not move again. Raises NotAllowed, Conflict for a key used for other decisions, or Refusal (`date`).
    """
    _require_right(viewer)
    with transaction.atomic():
        days_off.decide(decisions, actor_id=viewer.account_id, request_key=own_key(viewer, key))
    wanted = {one.place for one in decisions}
    holding = tuple(one for one in calendars.in_force() if one.place in wanted)
    recalculation = _Recalculation(viewer=viewer, decisions=holding)
    touched = list(_to_move(holding))
    for start in range(0, len(touched), _BATCH):
        recalculation.batch(touched[start : start + _BATCH])
    return Applied(decisions=holding, moved=recalculation.moved, failures=tuple(recalculation.failures))


def _require_right(viewer: Viewer) -> None:
    """Whoever administers all units that receive dossiers; no unit lengthens the terms of its own."""
    receiving = {unit.id for unit in places.units_on(legal.today(), receiving=True)}
    if viewer.operator or (receiving and receiving <= policy.administered(viewer)):
        return
    raise NotAllowed("date", "Chỉ người quản trị của toàn hệ thống mới áp dụng được quyết định về ngày nghỉ.")


def _is_idle(one: Decision, after: Callable[[int | None], WorkCalendar]) -> bool:
    unit_id = one.unit.id if one.unit else None
    return legal.calendar(unit_id).is_working_day(one.day) == after(unit_id).is_working_day(one.day)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """An open dossier with a due date, and its ledger."""

    dossier: Dossier
    ledger: Sequence[LedgerRow]

    @property
    def due_at(self) -> datetime:
        assert self.dossier.due_at is not None
        return self.dossier.due_at


def _touched(decisions: Iterable[Decision]) -> Iterator[_Row]:
    """The open dossiers whose term may lie over one of the days, of the units for which it was decided."""
    given = tuple(decisions)
    days = sorted(one.day for one in given)
    if not days:
        return
    first = datetime.combine(days[0], time(), LOCAL)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), LOCAL)
    dossiers = Dossier.objects.filter(state__in=[state.value for state in OPEN], due_at__gte=first)
    at_units = dossiers.filter(accepted_at__lt=end).order_by("pk").values_list("pk", "unit_id")
    concerned = cache(partial(_concerns, given))
    ids = [pk for pk, unit_id in at_units if concerned(unit_id)]
    for start in range(0, len(ids), _BATCH):
        yield from _rows(ids[start : start + _BATCH])


def _concerns(decisions: Sequence[Decision], unit_id: int) -> bool:
    return bool(calendars.concerning(decisions, unit_id))


def _to_move(decisions: Sequence[Decision]) -> Iterator[int]:
    """The dossiers that are to be counted anew, those among them for which it fails."""
    calendar = cache(legal.calendar)
    for row in _touched(decisions):
        try:
            due = _counted(row, calendar=calendar(row.dossier.unit_id), decisions=()).due
        except Refusal:
            due = None
        if due is None or due > row.due_at:
            yield row.dossier.pk


def _rows(ids: Sequence[int]) -> Iterator[_Row]:
    ledgers: defaultdict[int, list[LedgerRow]] = defaultdict(list)
    for entry in LedgerRow.objects.filter(dossier_id__in=ids).order_by("dossier_id", "number"):
        ledgers[entry.dossier_id].append(entry)
    for dossier in Dossier.objects.filter(pk__in=ids).order_by("pk"):
        yield _Row(dossier=dossier, ledger=ledgers[dossier.pk])


def _counted(row: _Row, *, calendar: WorkCalendar, decisions: Iterable[Decision]) -> Deadline:
    dossier, (first, *later) = row.dossier, row.ledger
    assert dossier.accepted_at is not None
    assert first.due_after is not None
    accepted = dossier.accepted_at.astimezone(LOCAL)
    return recounted(
        accepted,
        promised=first.due_after.astimezone(LOCAL),
        steps=tuple(_steps(later)),
        term=Term(amount=dossier.term_amount, unit=TermUnit(dossier.term_unit)),
        rules=legal.rules_on(accepted.date(), policy=dossier.supplement_policy, reading=dossier.day_reading),
        calendar=calendar,
        decided=[one.exception for one in calendars.concerning(decisions, dossier.unit_id)],
    )


def _steps(ledger: Iterable[LedgerRow]) -> Iterator[Step]:
    """What moved the date, as the ledger tells it; a wait that goes on has moved nothing yet."""
    requested: datetime | None = None
    for entry in ledger:
        basis: dict[str, Any] = json.loads(entry.basis)
        match PromiseKind(entry.kind):
            case PromiseKind.PAUSE:
                requested = entry.occurred_at
            case PromiseKind.RESUME:
                assert requested is not None
                yield Wait(
                    requested=requested.astimezone(LOCAL),
                    completed=entry.occurred_at.astimezone(LOCAL),
                    policy=SupplementPolicy(basis["policy"]),
                    cause=WaitCause(basis.get("cause", "")),
                    promised=_local(entry.due_after),
                )
            case PromiseKind.EXTENSION:
                amount, unit = basis["term"]
                yield Extension(by=Term(amount=amount, unit=TermUnit(unit)), promised=_promised(entry))
            case PromiseKind.RECALCULATION:
                yield Recount(promised=_promised(entry))


def _promised(entry: LedgerRow) -> datetime:
    at = _local(entry.due_after)
    assert at is not None
    return at


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(LOCAL)


def _move(row: _Row, *, after: datetime) -> Move:
    dossier = row.dossier
    before = row.due_at.astimezone(LOCAL)
    return Move(dossier_id=dossier.pk, code=dossier.code, unit_id=dossier.unit_id, before=before, after=after)


def _by_unit(moves: Iterable[Move], kept: Counter[int]) -> tuple[UnitEffects, ...]:
    moved = Counter(move.unit_id for move in moves)
    units = [places.unit_by_id(unit_id) for unit_id in sorted(moved.keys() | kept.keys())]
    return tuple(
        UnitEffects(unit_id=unit.id, name=unit.name, moved=moved[unit.id], kept=kept[unit.id]) for unit in units
    )


class _Unmoved(Conflict):
    """The date does not change after all."""


class _Recalculation:
    """The acts that follow decisions, done in batches; a dossier that cannot be counted stops no other."""

    def __init__(self, *, viewer: Viewer, decisions: Sequence[DecisionView]) -> None:
        # Whoever applies a decision sees no dossiers; what it does to them is not for that person to choose.
        self._viewer = Viewer(account_id=viewer.account_id, name=viewer.name, posts=viewer.posts, operator=True)
        self._decisions = decisions
        self.moved = 0
        self.failures: list[Failure] = []

    def batch(self, ids: Sequence[int]) -> None:
        """Counts some dossiers anew in one transaction; where that fails, each in one of its own."""
        try:
            with transaction.atomic():
                done = [self._one(dossier_id) for dossier_id in ids]
        except Refusal:
            done = [self._alone(dossier_id) for dossier_id in ids]
        self.moved += sum(done)

    def _alone(self, dossier_id: int) -> bool:
        try:
            with transaction.atomic():
                return self._one(dossier_id)
        except Refusal as refusal:
            code = Dossier.objects.values_list("code", flat=True).get(pk=dossier_id)
            self.failures.append(Failure(code=code, refusal=refusal))
            return False

    def _one(self, dossier_id: int) -> bool:
        row = next(_rows([dossier_id]))
        if row.dossier.state not in OPEN:
            return False
        last = max(one.id for one in self._decisions)
        ref = Ref(id=dossier_id, version=row.dossier.version)
        try:
            outcome = perform(
                self._viewer,
                ref,
                Act.RECALCULATE,
                key=f"calendar-{last}-{dossier_id}",
                at=None,
                inputs={"decision": last},
                decide=lambda case: self._decided(case, row),
            )
        except _Unmoved:
            return False
        return not outcome.repeated

    def _decided(self, case: Case, row: _Row) -> Decided:
        calendar, before = legal.calendar(row.dossier.unit_id), row.due_at.astimezone(LOCAL)
        decisions = calendars.concerning(self._decisions, row.dossier.unit_id)
        deadline = _counted(row, calendar=calendar, decisions=decisions)
        if deadline.due is None or deadline.due <= before:
            raise _Unmoved("act", "Ngày hẹn không đổi.")
        ids = [one.id for one in decisions]
        promise = promises.recalculated(
            deadline,
            before=before,
            rules=promises.own_rules(case.loaded),
            calendar=calendar,
            legal_basis=_joined((one.source for one in decisions), limit=200),
            reason=_reason(decisions),
            approver_id=case.viewer.account_id,
            document=_joined((one.document for one in decisions), limit=60),
            decisions=ids,
        )
        return staying(case, due_at=deadline.due, promise=promise, data={"decisions": list(ids)})


def _reason(decisions: Iterable[Decision]) -> str:
    days = ", ".join(f"{one.day:%d/%m/%Y} {LABELS[one.kind]}" for one in decisions)
    return f"Quyết định về ngày nghỉ: {days}."


def _joined(words: Iterable[str], *, limit: int) -> str:
    """Each word once, as far as there is room."""
    text = "; ".join(dict.fromkeys(words))
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
