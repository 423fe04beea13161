"""Pages of money at the counter.

The fee page POSTs `act` (pay, assess, charge, waive, cancel, refund), `amount`, `method`, `ground`, `entry`,
`approver` and `request_key`. The cash sheet POSTs `counted` and `ground`. The statement POSTs `file`, then `import`
and `request_key`; a line that is unclear POSTs `act` (match, aside), `line`, `code`, `ground` and `request_key`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import AgencyHead, Badge, EmptyState, Fact, Frame, Hidden, Link, Part
from motcua.desks.frame.tables import Table
from motcua.desks.frame.transfers import TransferCode


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeForm:
    """Something to do about the money; `act` is its name, `open` where it was refused."""

    act: str
    label: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...]
    note: str = ""
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryLine:
    """An entry of the money; `receipt` opens the receipt of a payment."""

    text: str
    amount: str
    note: str
    at: str
    receipt: Link | None
    gone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FeePage:
    """The money of a dossier."""

    frame: Frame
    code: str
    procedure: str
    action: str
    headline: str
    badge: Badge
    facts: tuple[Fact, ...]
    entries: tuple[EntryLine, ...]
    pay: FeeForm | None
    others: tuple[FeeForm, ...]
    transfer: TransferCode | None
    back: Link
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class FeeReceiptPage:
    """A receipt on A5: no official finance document, and it says so."""

    head: AgencyHead
    number: str
    payer: str
    procedure: str
    code: str
    amount: str
    words: str
    method: str
    collector: str
    dated: str
    cancelled: bool
    demonstration: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CashPage:
    """The money of a desk on a day, and the closing of one's own."""

    frame: Frame
    print_head: AgencyHead
    sentence: tuple[Part, ...]
    action: str
    day: Field
    totals: tuple[Fact, ...]
    table: Table
    statement: Link
    closed: tuple[str, ...]
    hidden: tuple[Hidden, ...]
    counted: Field | None
    ground: Field | None
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class UnclearLine:
    """A credit that nobody has settled."""

    id: str
    amount: str
    text: str
    note: str
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StatementPage:
    """A bank's statement taken in: send, look, take in; and what is unclear since."""

    frame: Frame
    action: str
    sentence: tuple[Part, ...] = ()
    preview: Table | None = None
    hidden: tuple[Hidden, ...] = ()
    confirm: str = ""
    bad_rows: tuple[str, ...] = ()
    unclear: tuple[UnclearLine, ...] = ()
    key: tuple[Hidden, ...] = ()
    account: Link | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountPage:
    """Where the money of a unit goes."""

    frame: Frame
    unit: str
    action: str
    now: str
    bank: Field
    number: Field
    holder: Field
    units: tuple[Link, ...]
    errors: tuple[ErrorLink, ...] = ()
