"""What is due for a dossier and what was paid: a state of its own, apart from where the dossier stands.

Amounts are whole đồng. Source of the statuses (due, paid, confirmed): practice of one-stop systems, chờ kiểm chứng.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.refusal import Refusal

MOST = 1_000_000_000_000
"""An amount above it is a slip of the keyboard."""


class EntryKind(StrEnum):
    """What an entry says."""

    ASSESS = "assess"
    CHARGE = "charge"
    WAIVER = "waiver"
    PAYMENT = "payment"
    CONFIRMATION = "confirmation"
    CANCELLATION = "cancellation"
    REFUND = "refund"


class Method(StrEnum):
    """How money came. The last two are told to the national portal as paid online."""

    CASH = "cash"
    TRANSFER = "transfer"
    PORTAL = "portal"
    GATEWAY = "gateway"


METHODS = {
    Method.CASH: "tiền mặt",
    Method.TRANSFER: "chuyển khoản",
    Method.PORTAL: "nền tảng thanh toán quốc gia",
    Method.GATEWAY: "cổng thanh toán của tỉnh",
}


class FeeState(StrEnum):
    """Where the money of a dossier stands."""

    NOTHING = "nothing"
    UNKNOWN = "unknown"
    WAIVED = "waived"
    DUE = "due"
    PARTLY = "partly"
    PAID = "paid"
    CONFIRMED = "confirmed"
    OVER = "over"
    REFUNDED = "refunded"


STATES = {
    FeeState.NOTHING: "không thu",
    FeeState.UNKNOWN: "chưa xác định mức thu",
    FeeState.WAIVED: "được miễn",
    FeeState.DUE: "chưa nộp",
    FeeState.PARTLY: "nộp một phần",
    FeeState.PAID: "đã nộp, chưa đối soát",
    FeeState.CONFIRMED: "đã nộp, đã đối soát",
    FeeState.OVER: "nộp thừa",
    FeeState.REFUNDED: "đã hoàn trả",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An entry about a dossier's money. `of` is the id of the payment that is confirmed, cancelled or given back.

    ASSESS sets what is due in place of the tariff (copies, pages); CHARGE adds to it.
    """

    id: int
    kind: EntryKind
    amount: int
    method: Method | None = None
    of: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """The sums of a dossier's entries; `tariff` is what its channel costs, None where that is not known."""

    tariff: int | None
    due: int
    waived: int
    paid: int
    confirmed: int
    refunded: int
    known: bool

    @property
    def outstanding(self) -> int:
        """What is still to be paid; below 0 where more was paid than is due."""
        return self.due - self.waived - self.paid + self.refunded

    @property
    def state(self) -> FeeState:
        """Where the money stands."""
        kept = self.paid - self.refunded
        if not self.known:
            return FeeState.UNKNOWN
        if self.refunded and not kept:
            return FeeState.REFUNDED
        if self.outstanding < 0:
            return FeeState.OVER
        if not kept:
            return self._without_payment()
        if self.outstanding:
            return FeeState.PARTLY
        return FeeState.CONFIRMED if self.confirmed >= self.paid else FeeState.PAID

    def _without_payment(self) -> FeeState:
        if not self.due:
            return FeeState.NOTHING
        return FeeState.DUE if self.outstanding else FeeState.WAIVED


def balance(tariff: int | None, entries: Iterable[Entry]) -> Balance:
    """The sums: a cancelled payment counts no more, nor its confirmation."""
    listed = list(entries)
    cancelled = {entry.of for entry in listed if entry.kind is EntryKind.CANCELLATION and entry.of}
    standing = [entry for entry in listed if entry.id not in cancelled and entry.of not in cancelled]
    assessed = [entry.amount for entry in standing if entry.kind is EntryKind.ASSESS]

    def total(kind: EntryKind) -> int:
        return sum(entry.amount for entry in standing if entry.kind is kind)

    base = assessed[-1] if assessed else tariff
    charged = total(EntryKind.CHARGE)
    return Balance(
        tariff=tariff,
        due=(base or 0) + charged,
        waived=total(EntryKind.WAIVER),
        paid=total(EntryKind.PAYMENT),
        confirmed=total(EntryKind.CONFIRMATION),
        refunded=total(EntryKind.REFUND),
        known=base is not None or charged > 0,
    )


def amount_in(text: str, *, field: str = "amount") -> int:
    """An amount as typed: "8.000", "8 000 đ", "8000". Raises Refusal naming `field`."""
    digits = text.replace("đồng", "").replace("đ", "").replace(".", "").replace(" ", "").replace("\u00a0", "").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= len(str(MOST))):
        raise Refusal(field, "Số tiền «{text}» chưa đúng; hãy nhập số đồng, ví dụ 8.000.", text=text[:30])
    return checked_amount(int(digits), field=field)


def checked_amount(amount: int, *, field: str = "amount") -> int:
    """The amount, when it is above 0 and no slip of the keyboard. Raises Refusal naming `field`."""
    if not 0 < amount <= MOST:
        raise Refusal(field, "Số tiền phải lớn hơn 0 và không quá một nghìn tỷ đồng; hãy nhập lại.")
    return amount
