"""The money of dossiers as desks read it; amounts in đồng."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.law.types import LOCAL, Role
from motcua.records.casework import dues
from motcua.records.casework.dues import DueView
from motcua.records.casework.views import PublicView
from motcua.records.payments.models import BankAccount, CashDay, MoneyEntry, StatementLine
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.rules.fees import Balance, Entry, EntryKind, Method, balance
from motcua.rules.reconciliation import LineState
from motcua.rules.refusal import NotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountView:
    """Where the money of a unit goes; `invented` ones belong to nobody."""

    bin: str
    number: str
    holder: str
    invented: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryView:
    """An entry as told. `receipt` is the number of a payment's receipt ("17/2023"), `cancelled` whether it was."""

    id: int
    kind: EntryKind
    amount: int
    method: Method | None
    ground: str
    by: str
    approver: str
    receipt: str
    bank_reference: str
    cancelled: bool
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class MoneyView:
    """A dossier's money: its balance, and how it came about."""

    due: DueView
    balance: Balance
    entries: tuple[EntryView, ...]
    account: AccountView | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetLine:
    """A line of a cash sheet: what a receipt says, by whom, whether it was cancelled; a refund has no receipt."""

    receipt: str
    code: str
    payer: str
    kind: EntryKind
    method: Method | None
    amount: int
    collector_id: int | None
    collector: str
    cancelled: bool
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedDay:
    """A collector's day as it was closed."""

    collector_id: int
    collector: str
    expected: int
    counted: int
    ground: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class LineView:
    """A credit of a statement as it was taken in."""

    id: int
    booked_on: date
    amount: int
    reference: str
    text: str
    state: LineState
    code: str
    ground: str


def money(viewer: Viewer, code: str) -> MoneyView:
    """The money of a dossier. Raises Refusal, NotFound where this person may not know of it."""
    return of_due(dues.due_of(viewer, code))


def owed(dossier: PublicView) -> MoneyView:
    """The money of a dossier whose citizen has shown code and secret."""
    return of_due(dues.due_by_code(dossier.code))


def of_due(due: DueView) -> MoneyView:
    """The money of a dossier that whoever asks may know of."""
    rows = list(MoneyEntry.objects.filter(dossier_id=due.id).order_by("number"))
    return MoneyView(
        due=due,
        balance=balance(due.tariff, map(entry, rows)),
        entries=_views(rows),
        account=account_of(due.unit_id),
    )


def balances(tariffs: dict[int, int | None]) -> dict[int, Balance]:
    """The balances of many dossiers, by their ids."""
    entries: dict[int, list[Entry]] = {}
    for row in MoneyEntry.objects.filter(dossier_id__in=tariffs).order_by("number"):
        entries.setdefault(row.dossier_id, []).append(entry(row))
    return {dossier_id: balance(tariff, entries.get(dossier_id, ())) for dossier_id, tariff in tariffs.items()}


def account_of(unit_id: int) -> AccountView | None:
    """The bank account of a unit; None where none is set."""
    row = BankAccount.objects.filter(unit_id=unit_id).order_by("-pk").first()
    if row is None or not row.number:
        return None
    return AccountView(bin=row.bin, number=row.number, holder=row.holder, invented=row.invented)


def cash_sheet(viewer: Viewer, *, unit_id: int, day: date) -> tuple[SheetLine, ...]:
    """Payments and refunds of a desk on a local day, in order. Raises NotFound where it is not this person's to see."""
    if not (collects(viewer, unit_id) or policy.scope(viewer).allows(unit_id)):
        raise NotFound("unit", "Không có sổ thu này, hoặc sổ thu ngoài phạm vi của ông/bà.")
    begin = datetime.combine(day, time(), LOCAL)
    kinds = (EntryKind.PAYMENT, EntryKind.REFUND)
    rows = list(
        MoneyEntry.objects.select_related("dossier__applicant", "account")
        .filter(unit_id=unit_id, at__gte=begin, at__lt=begin + timedelta(days=1), kind__in=kinds)
        .order_by("pk")
    )
    gone = _cancelled(rows)
    return tuple(
        SheetLine(
            receipt=receipt_number(row),
            code=row.dossier.code,
            payer=row.dossier.applicant.name,
            kind=EntryKind(row.kind),
            method=Method(row.method) if row.method else None,
            amount=row.amount,
            collector_id=row.account_id,
            collector=row.account.full_name if row.account else "",
            cancelled=row.pk in gone,
            at=row.at.astimezone(LOCAL),
        )
        for row in rows
    )


def closed_days(unit_id: int, *, day: date) -> tuple[ClosedDay, ...]:
    """Who has closed a day at a desk, and with how much."""
    rows = CashDay.objects.select_related("account").filter(unit_id=unit_id, day=day).order_by("pk")
    return tuple(
        ClosedDay(
            collector_id=row.account_id,
            collector=row.account.full_name,
            expected=row.expected,
            counted=row.counted,
            ground=row.ground,
            at=row.at.astimezone(LOCAL),
        )
        for row in rows
    )


def cash_in_hand(unit_id: int, *, account_id: int, day: date) -> int:
    """The cash that a collector has to hand over for a day: what came in cash, less cancelled and given back."""
    begin = datetime.combine(day, time(), LOCAL)
    rows = list(
        MoneyEntry.objects.filter(
            unit_id=unit_id, account_id=account_id, method=Method.CASH, at__gte=begin, at__lt=begin + timedelta(days=1)
        )
    )
    gone = _cancelled(rows)
    standing = [row for row in rows if row.pk not in gone]
    taken = sum(row.amount for row in standing if row.kind == EntryKind.PAYMENT)
    return max(0, taken - sum(row.amount for row in standing if row.kind == EntryKind.REFUND))


def lines(unit_id: int, *, state: LineState | None = None, limit: int = 200) -> tuple[LineView, ...]:
    """The latest credits taken in at a unit."""
    rows = StatementLine.objects.select_related("dossier").filter(unit_id=unit_id).order_by("-pk")
    if state is not None:
        rows = rows.filter(state=state)
    return tuple(
        LineView(
            id=row.pk,
            booked_on=row.booked_on,
            amount=row.amount,
            reference=row.reference,
            text=row.text,
            state=LineState(row.state),
            code=row.dossier.code if row.dossier else "",
            ground=row.ground,
        )
        for row in rows[:limit]
    )


def collects(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person may take money at a unit: its counter, and its leaders."""
    return viewer.operator or bool(policy.roles_at(viewer, unit_id) & {Role.COUNTER, Role.LEADER, Role.CHAIR})


def entry(row: MoneyEntry) -> Entry:
    """A stored entry as the rules see it."""
    return Entry(
        id=row.pk,
        kind=EntryKind(row.kind),
        amount=row.amount,
        method=Method(row.method) if row.method else None,
        of=row.of_id,
    )


def receipt_number(row: MoneyEntry) -> str:
    """The number of a payment's receipt, "" for other entries."""
    return f"{row.receipt_serial:02d}/{row.receipt_year}" if row.receipt_serial else ""


def _cancelled(rows: Iterable[MoneyEntry]) -> frozenset[int]:
    ids = [row.pk for row in rows]
    found = MoneyEntry.objects.filter(of_id__in=ids, kind=EntryKind.CANCELLATION).values_list("of_id", flat=True)
    return frozenset(one for one in found if one is not None)


def _views(rows: list[MoneyEntry]) -> tuple[EntryView, ...]:
    gone = _cancelled(rows)
    names = people.names_of(one for row in rows for one in (row.account_id, row.approver_id) if one)
    return tuple(
        EntryView(
            id=row.pk,
            kind=EntryKind(row.kind),
            amount=row.amount,
            method=Method(row.method) if row.method else None,
            ground=row.ground,
            by=names.get(row.account_id or 0, ""),
            approver=names.get(row.approver_id or 0, ""),
            receipt=receipt_number(row),
            bank_reference=row.bank_reference,
            cancelled=row.pk in gone,
            at=row.at.astimezone(LOCAL),
        )
        for row in rows
    )
