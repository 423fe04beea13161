"""What happens to the money of a dossier. Each is one transaction with its entry in the journal; nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, connection, transaction

from motcua.law.types import LOCAL, Role
from motcua.records import clock, store
from motcua.records.casework import actions as casework
from motcua.records.casework import dues
from motcua.records.casework.dues import GONE, DueView
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.journal.canonical import JSON
from motcua.records.payments import queries
from motcua.records.payments.models import BankAccount, CashDay, MoneyEntry, ReceiptSeries
from motcua.records.payments.queries import MoneyView
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.fees import EntryKind, FeeState, Method, checked_amount
from motcua.rules.folding import clean
from motcua.rules.refusal import Conflict, NotAllowed, Refusal
from motcua.rules.request_key import request_key

SUBJECT = "money"
_HEADS = frozenset({Role.LEADER, Role.CHAIR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """The answer to an action: the entry, and the number of its receipt if it has one."""

    entry_id: int
    receipt: str
    repeated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    kind: EntryKind
    amount: int
    method: Method | None = None
    of: int | None = None
    ground: str = ""
    approver_id: int | None = None
    bank_reference: str = ""
    numbered: bool = False


def assess(viewer: Viewer, code: str, *, amount: int, ground: str, key: str) -> Written:
    """Says what is due in place of the tariff: so many copies or pages. Raises Refusal without a ground."""
    why = _ground(ground, "Hãy ghi cách tính, ví dụ 3 bản, mỗi bản 2 trang.")
    return _write(viewer, code, _Draft(kind=EntryKind.ASSESS, amount=checked_amount(amount), ground=why), key=key)


def charge(viewer: Viewer, code: str, *, amount: int, ground: str, key: str) -> Written:
    """Something more is due, by a notice or a decision."""
    why = _ground(ground, "Hãy ghi số văn bản và nội dung thu.")
    return _write(viewer, code, _Draft(kind=EntryKind.CHARGE, amount=checked_amount(amount), ground=why), key=key)


def waive(viewer: Viewer, code: str, *, amount: int, ground: str, key: str) -> Written:
    """Part of what is due, or all, is not taken, by the legal text that says so. Raises Conflict beyond what is due."""
    why = _ground(ground, "Hãy ghi căn cứ miễn, giảm: văn bản, điều khoản và giấy tờ chứng minh.")
    draft = _Draft(kind=EntryKind.WAIVER, amount=checked_amount(amount), ground=why)
    return _write(viewer, code, draft, key=key, most="outstanding")


def pay(viewer: Viewer, code: str, *, amount: int, method: Method, key: str, bank_reference: str = "") -> Written:
    """Money came: the next receipt of the desk. When all that is due is there, a dossier that waits for it goes on.

    A transfer lets it go on only when a statement of the bank confirms it.
    """
    draft = _Draft(
        kind=EntryKind.PAYMENT,
        amount=checked_amount(amount),
        method=method,
        bank_reference=clean(bank_reference, field="bank_reference", limit=60),
        numbered=True,
    )
    return _write(viewer, code, draft, key=key)


def confirm(viewer: Viewer, code: str, *, entry_id: int, key: str) -> Written:
    """A payment was found in the bank, or in the cash that was handed over."""
    return _write(viewer, code, _Draft(kind=EntryKind.CONFIRMATION, amount=0, of=entry_id), key=key, of_payment=True)


def cancel(viewer: Viewer, code: str, *, entry_id: int, ground: str, key: str) -> Written:
    """A receipt was written by mistake: its number stays, the money counts no more."""
    why = _ground(ground, "Hãy ghi vì sao hủy biên nhận; số biên nhận vẫn được giữ lại.")
    draft = _Draft(kind=EntryKind.CANCELLATION, amount=0, of=entry_id, ground=why)
    return _write(viewer, code, draft, key=key, of_payment=True)


def refund(
    viewer: Viewer, code: str, *, entry_id: int, amount: int, ground: str, approver_account_id: int, key: str
) -> Written:
    """Money of a payment is given back; another person, a leader of the unit, approves. Raises Refusal, Conflict."""
    why = _ground(ground, "Hãy ghi căn cứ hoàn trả.")
    draft = _Draft(
        kind=EntryKind.REFUND,
        amount=checked_amount(amount),
        of=entry_id,
        ground=why,
        approver_id=approver_account_id,
    )
    return _write(viewer, code, draft, key=key, of_payment=True, most="payment")


@transaction.atomic
def set_account(viewer: Viewer, *, unit_id: int, bank: str, number: str, holder: str) -> None:
    """Says where the money of a unit goes, the bank by its six digits; the earlier account stays on record.

    All empty: no account any more.

    Raises NotAllowed, Refusal naming `bank`, `number` or `holder`.
    """
    if not (policy.roles_at(viewer, unit_id) & _HEADS or policy.administers(viewer, unit_id)):
        raise NotAllowed("account", "Chỉ lãnh đạo đơn vị hoặc người quản trị đổi tài khoản nhận tiền; hãy nhờ họ.")
    digits = bank.strip()
    account = number.replace(" ", "").strip()
    name = clean(holder, field="holder", limit=70)
    if (digits or account or name) and not (digits.isascii() and digits.isdecimal() and len(digits) == 6):
        raise Refusal("bank", "Mã ngân hàng gồm 6 chữ số, ví dụ 970436; hãy chọn lại ngân hàng.")
    if digits and not (account.isascii() and account.isalnum() and 4 <= len(account) <= 19):
        raise Refusal("number", "Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái không dấu; hãy nhập lại.")
    if digits and not name:
        raise Refusal("holder", "Chưa có tên chủ tài khoản; hãy nhập như ngân hàng ghi.")
    here = store.read()
    invented = here is not None and here.is_demonstration
    BankAccount.objects.create(
        unit_id=unit_id, bin=digits, number=account, holder=name, invented=invented, since=clock.now()
    )
    told: dict[str, JSON] = {"bin": digits, "number": account}
    _journal(viewer, "money.account", subject_id=unit_id, version=0, data=told, subject="bank_account")


@transaction.atomic
def close_day(viewer: Viewer, *, unit_id: int, day: date, counted: int, ground: str = "") -> None:
    """A collector counts the cash of a day and hands it over; a difference needs its ground. The cash is confirmed.

    Raises NotAllowed, Conflict for a day closed before, Refusal naming `counted` or `ground`.
    """
    _require_collector(viewer, unit_id)
    assert viewer.account_id is not None
    if counted < 0:
        raise Refusal("counted", "Số tiền đếm được không thể âm; hãy nhập lại.")
    expected = queries.cash_in_hand(unit_id, account_id=viewer.account_id, day=day)
    why = clean(ground, field="ground", limit=300)
    if counted != expected and not why:
        raise Refusal("ground", "Tiền đếm được lệch với sổ; hãy ghi lý do chênh lệch.")
    try:
        with transaction.atomic():
            row = CashDay.objects.create(
                unit_id=unit_id,
                account_id=viewer.account_id,
                day=day,
                expected=expected,
                counted=counted,
                ground=why,
                at=clock.now(),
            )
    except IntegrityError:
        raise Conflict("day", "Ngày này đã chốt sổ rồi; hãy tải lại trang để xem.") from None
    told: dict[str, JSON] = {"day": day.isoformat(), "expected": expected, "counted": counted, "ground": why}
    _journal(viewer, "money.day", subject_id=row.pk, version=0, data=told, subject="cash_day")


@transaction.atomic
def _write(viewer: Viewer, code: str, draft: _Draft, *, key: str, of_payment: bool = False, most: str = "") -> Written:
    due = dues.due_of(viewer, code)
    _require_collector(viewer, due.unit_id)
    own_key = _own_key(viewer, key)
    if (earlier := _answered(own_key, due, draft)) is not None:
        return earlier
    _lock(due.id)
    money = queries.of_due(due)
    payment = _standing_payment(money, draft.of) if of_payment else None
    _require_sense(viewer, money, draft, payment=payment, most=most)
    row = _stored(viewer, due, _about(draft, payment), number=len(money.entries) + 1)
    told = told_of(row)
    act = f"money.{draft.kind.value}"
    _journal(viewer, act, subject_id=due.id, version=row.number, data=told, key=own_key)
    _go_on(viewer, due, key=key)
    return Written(entry_id=row.pk, receipt=queries.receipt_number(row))


def _about(draft: _Draft, payment: MoneyEntry | None) -> _Draft:
    """Confirming and cancelling are of the whole payment, in its own way of paying."""
    if payment is None:
        return draft
    whole = draft.kind in (EntryKind.CONFIRMATION, EntryKind.CANCELLATION)
    return _Draft(
        kind=draft.kind,
        amount=payment.amount if whole else draft.amount,
        method=Method(payment.method),
        of=payment.pk,
        ground=draft.ground,
        approver_id=draft.approver_id,
    )


def _stored(viewer: Viewer, due: DueView, draft: _Draft, *, number: int) -> MoneyEntry:
    at = clock.now()
    year = at.astimezone(LOCAL).year if draft.numbered else None
    return MoneyEntry.objects.create(
        dossier_id=due.id,
        number=number,
        kind=draft.kind,
        amount=draft.amount,
        method=draft.method or "",
        of_id=draft.of,
        ground=draft.ground,
        unit_id=due.unit_id,
        account_id=viewer.account_id,
        approver_id=draft.approver_id,
        receipt_year=year,
        receipt_serial=_next_serial(due.unit_id, year=year) if year else None,
        bank_reference=draft.bank_reference,
        at=at,
    )


def _require_sense(viewer: Viewer, money: MoneyView, draft: _Draft, *, payment: MoneyEntry | None, most: str) -> None:
    if money.due.state in GONE:
        raise Conflict("dossier", "Hồ sơ này không được tiếp nhận hoặc đã hủy số; không thu tiền nữa.")
    if most == "outstanding" and draft.amount > money.balance.outstanding:
        raise Conflict("amount", "Không thể miễn, giảm nhiều hơn số còn phải nộp; hãy nhập lại.")
    if payment is None:
        return
    kinds = {entry.kind for entry in _about_payment(payment.pk)}
    if draft.kind is EntryKind.CONFIRMATION and EntryKind.CONFIRMATION in kinds:
        raise Conflict("entry", "Khoản này đã được đối soát; hãy tải lại trang.")
    if draft.kind is EntryKind.CANCELLATION and EntryKind.REFUND in kinds:
        raise Conflict("entry", "Khoản này đã hoàn trả nên không hủy biên nhận được; hãy tải lại trang.")
    if most == "payment":
        _require_refundable(viewer, money.due, draft, payment)


def _require_refundable(viewer: Viewer, due: DueView, draft: _Draft, payment: MoneyEntry) -> None:
    back = sum(one.amount for one in _about_payment(payment.pk) if one.kind == EntryKind.REFUND)
    if draft.amount > payment.amount - back:
        raise Conflict("amount", "Không thể hoàn trả nhiều hơn số đã nộp của biên nhận này; hãy nhập lại.")
    if draft.approver_id == viewer.account_id or draft.approver_id is None:
        raise Refusal("approver", "Người duyệt hoàn trả phải là người khác; hãy chọn một lãnh đạo của đơn vị.")
    approver = people.viewer_of(draft.approver_id, clock.now().date())
    if not policy.roles_at(approver, due.unit_id) & _HEADS:
        raise Refusal("approver", "Người duyệt hoàn trả phải là lãnh đạo của đơn vị tiếp nhận; hãy chọn người khác.")


def _about_payment(entry_id: int) -> list[MoneyEntry]:
    return list(MoneyEntry.objects.filter(of_id=entry_id))


def _standing_payment(money: MoneyView, entry_id: int | None) -> MoneyEntry:
    """The payment that an entry is about. Raises Conflict where it is none of this dossier's, or was cancelled."""
    standing = {entry.id for entry in money.entries if entry.kind is EntryKind.PAYMENT and not entry.cancelled}
    if entry_id not in standing:
        raise Conflict("entry", "Hồ sơ này không có biên nhận đó, hoặc biên nhận đã hủy; hãy tải lại trang.")
    return MoneyEntry.objects.get(pk=entry_id)


def _go_on(viewer: Viewer, due: DueView, *, key: str) -> None:
    """A dossier that waits to be paid goes on as soon as nothing is outstanding and no transfer is unconfirmed."""
    if due.state is not State.PAYMENT:
        return
    money = queries.of_due(due)
    settled = money.balance.state in (FeeState.PAID, FeeState.CONFIRMED, FeeState.OVER, FeeState.WAIVED)
    if settled and not unconfirmed_transfers(due.id):
        ref = casework.Ref(id=due.id, version=due.version)
        casework.confirm_payment(viewer, ref, key=f"money-{key}"[:100])


def unconfirmed_transfers(dossier_id: int) -> list[MoneyEntry]:
    """The transfers noted for a dossier that no statement has confirmed, the oldest first."""
    rows = list(MoneyEntry.objects.filter(dossier_id=dossier_id).order_by("number"))
    about = {row.of_id for row in rows if row.kind in (EntryKind.CONFIRMATION, EntryKind.CANCELLATION)}
    transfers = (row for row in rows if row.kind == EntryKind.PAYMENT and row.method == Method.TRANSFER)
    return [row for row in transfers if row.pk not in about]


def _answered(own_key: str, due: DueView, draft: _Draft) -> Written | None:
    prior = journal_queries.entry_for_key(own_key)
    if prior is None:
        return None
    row = MoneyEntry.objects.filter(dossier_id=prior.subject_id, number=prior.version).first()
    same = row is not None and row.dossier_id == due.id and row.kind == draft.kind
    if row is None or not same or (draft.amount and row.amount != draft.amount):
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return Written(entry_id=row.pk, receipt=queries.receipt_number(row), repeated=True)


def told_of(row: MoneyEntry) -> dict[str, JSON]:
    """What the journal tells of an entry."""
    return {
        "entry": row.pk,
        "amount": row.amount,
        "method": row.method,
        "of": row.of_id,
        "ground": row.ground,
        "unit": row.unit_id,
        "approver": row.approver_id,
        "receipt": [row.receipt_year, row.receipt_serial] if row.receipt_serial else None,
        "bank_reference": row.bank_reference,
    }


def _journal(
    viewer: Viewer,
    act: str,
    *,
    subject_id: int,
    version: int,
    data: dict[str, JSON],
    key: str | None = None,
    subject: str = SUBJECT,
) -> None:
    journal.append(
        act=act,
        subject_type=subject,
        subject_id=subject_id,
        version=version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data=data,
        request_key=key,
    )


def _next_serial(unit_id: int, *, year: int) -> int:
    series, _ = ReceiptSeries.objects.select_for_update().get_or_create(unit_id=unit_id, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def _lock(dossier_id: int) -> None:
    """Entries about one dossier are written one after the other; on SQLite there is one writer anyway."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, dossier_id % 2**31])


_LOCK = 0x6D6F6E65  # "mone", to keep this lock apart from others


def _ground(text: str, hint: str) -> str:
    ground = clean(text, field="ground", limit=300)
    if not ground:
        raise Refusal("ground", "Chưa có căn cứ hoặc lý do. {hint}", hint=hint)
    return ground


def _own_key(viewer: Viewer, key: str) -> str:
    return request_key(key, owner=f"money:{'system' if viewer.account_id is None else viewer.account_id}")


def _require_collector(viewer: Viewer, unit_id: int) -> None:
    if not queries.collects(viewer, unit_id):
        raise NotAllowed("act", "Chỉ bộ phận đã tiếp nhận hồ sơ mới thu tiền; hãy nhờ nơi tiếp nhận.")
