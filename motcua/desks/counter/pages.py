"""Pages of the counter.

The intake form POSTs to `IntakePage.action`:

- `scan`: the QR text of an identity card, or its number: the server reads it into the fields below and empties it; the
  code of a dossier opens that, the number of a ticket calls its holder
- `name`, `birth` (dd/mm/yyyy or yyyy), `id_number`, `phone`, `address`, `email`: the submitter
- `owner_name`, `owner_address`, `authorisation`: the owner, when the submitter acts for somebody
- `procedure_query`: words to search with; `procedure`: the code chosen (hidden); `choose`: the code of a match pressed
- `channel`: counter | post, how the dossier arrived
- `papers` (repeated): the number of each component handed in; `copies`: number of sets; `count_<number>_originals`,
  `…_certified`, `…_copies`: how many of it, where they were counted
- `duplicate`: that this is another dossier than those like it
- `request_key`: idempotency key (hidden)
- `step`: the button pressed: `read` (read the card), `search`, `preview` (show due date), `save`, `print` (save, and
  print the receipt), `guide` and `turn_away` (a slip instead, with its `reason`); absent with `choose`

The hand-over form POSTs `recipient` (self | other), `recipient_name`, `recipient_id_number`, `authorisation`, `note`,
`also` (repeated: id.version of the other results given to the same hand), and its hidden fields. Search forms GET `q`;
the register also `stretch`, `from`, `to`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import (
    AgencyHead,
    Badge,
    Deadline,
    EmptyState,
    Fact,
    Frame,
    Hidden,
    Link,
    Pager,
    Part,
    SearchForm,
)
from motcua.desks.frame.tables import Table
from motcua.desks.frame.transfers import TransferCode


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperTick:
    """A component of the dossier to tick. `key` is the number key, empty past the tenth; `counts` asks how many."""

    number: str
    name: str
    badge: Badge
    checked: bool = False
    key: str = ""
    note: str = ""
    counts: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A procedure that was found; `meta` is code, field and term in one line."""

    code: str
    name: str
    meta: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """What a search found: the fragment that the type-ahead fetches with `q`, and part of the page without script."""

    matches: tuple[Match, ...]
    nothing: str = ""  # the sentence when nothing was found


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenProcedure:
    """The procedure of this dossier with its components. `counted` where somebody says how many of each. `certainty`
    says what is still to be verified, or empty; `read` leads to its page in the catalogue.
    """

    code: str
    name: str
    meta: str
    papers: tuple[PaperTick, ...]
    read: Link
    counted: bool = False
    term_note: str = ""
    certainty: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnBehalf:
    """The owner of the dossier, when another person submits it."""

    owner_name: Field
    owner_address: Field
    authorisation: Field
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Elsewhere:
    """Which other unit decides, and where the citizen was helped; `open` where one of them was chosen."""

    competent: Field
    helped: Field
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What the receipt will say, before it is saved."""

    deadline: Deadline
    fee: str
    fee_note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicate:
    """Probable duplicates: a sentence, those one may open, and the tick that says that this is another dossier."""

    text: str
    links: tuple[Link, ...]
    confirm: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """The window of whoever receives: whom it serves, and a form (POSTs `act` next, `back`) that calls the next one."""

    window: str
    number: str
    waiting: str
    action: str
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakePage:
    """One-screen intake. `draft` says what the browser does with the draft it keeps for `draft_of`: "restore" where
    nothing was typed yet, "keep" where something was, "clear" to begin again, to which `again` leads.
    """

    frame: Frame
    action: str
    matches_href: str
    scan: Field
    name: Field
    birth: Field
    phone: Field
    id_number: Field
    address: Field
    email: Field
    on_behalf: OnBehalf
    elsewhere: Elsewhere
    procedure_query: Field
    copies: Field
    reason: Field
    hidden: tuple[Hidden, ...]
    channel: Field | None = None
    found: Matches | None = None
    chosen: ChosenProcedure | None = None
    preview: Preview | None = None
    duplicate: Duplicate | None = None
    errors: tuple[ErrorLink, ...] = ()
    opened: Link | None = None
    strip: Strip | None = None
    draft: str = "keep"
    draft_of: str = ""
    again: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptedPage:
    """A dossier has its number: print the receipt, take the next one. `receipt_href` receives a POST, for a print is
    recorded, and answers with the PDF; `print_label` names the button; `large_href` does the same on A4. With
    `prints` the script of the page presses the button at once.
    """

    frame: Frame
    code: str
    sentence: str
    deadline: Deadline
    facts: tuple[Fact, ...]
    receipt_href: str
    next_href: str
    dossier: Link
    print_label: str = "In giấy tiếp nhận"
    large_href: str = ""
    prints: bool = False
    fees: Link | None = None
    scans: Link | None = None
    transfer: TransferCode | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OnlinePage:
    """Dossiers submitted online that wait to be accepted or declined, the oldest first."""

    frame: Frame
    sentence: tuple[Part, ...]
    table: Table
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SubmittedPage:
    """An online dossier at the door. Both buttons POST to `action`: `decision` is accept or decline, the latter with
    `reason`. `promise` says which date accepting would set, or is None where there is none.
    """

    frame: Frame
    code: str
    procedure: str
    badge: Badge
    facts: tuple[Fact, ...]
    papers: tuple[str, ...]
    action: str
    hidden: tuple[Hidden, ...]
    reason: Field
    back: Link
    promise: Deadline | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnsPage:
    """Results that wait for their owners; `search` reads the QR or the bar code of a receipt."""

    frame: Frame
    sentence: tuple[Part, ...]
    search: SearchForm
    ready: Table
    empty: EmptyState | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AlsoReady:
    """Another result of the same person, to tick."""

    value: str
    code: str
    procedure: str
    checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverPage:
    """Confirms that a result goes into the hands of a person. `owed` leads to what is still to be paid, `sheet` to the
    receipt that this person signs.
    """

    frame: Frame
    code: str
    procedure: str
    badge: Badge
    facts: tuple[Fact, ...]
    action: str
    hidden: tuple[Hidden, ...]
    recipient: Field
    recipient_name: Field
    recipient_id_number: Field
    authorisation: Field
    note: Field
    back: Link
    sheet: Link | None = None
    errors: tuple[ErrorLink, ...] = ()
    notice: str = ""
    owed: Link | None = None
    also: tuple[AlsoReady, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterPage:
    """The register of dossiers (sổ theo dõi), on screen and on paper."""

    frame: Frame
    sentence: tuple[Part, ...]
    action: str
    query: Field
    stretch: Field
    first: Field
    last: Field
    table: Table
    print_head: AgencyHead
    form_label: str
    hand_overs: Link
    links: tuple[Link, ...] = ()
    empty: EmptyState | None = None
    pager: Pager | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptPaper:
    """A component on the receipt; the counts are empty where none was handed in."""

    number: str
    name: str
    originals: str = ""
    certified: str = ""
    copies: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiptPage:
    """Form 01, the receipt with the appointed time, for paper. Images are data URIs (SVG or PNG).

    `styles_href` is where WeasyPrint finds `frame/receipt.css`. `number` is the number of the letter; `form_label`
    names the form and its document. `reprint` says that this is not the first print, or is empty.
    """

    styles_href: str
    head: AgencyHead
    number: str
    form_label: str
    title: str
    code: str
    barcode: str
    look_up_qr: str
    checkpoint_qr: str
    desk: str
    submitter: str
    submitter_address: str
    submitter_phone: str
    submitter_email: str
    submitter_id_number: str
    owner: str
    owner_address: str
    content: str
    papers: tuple[ReceiptPaper, ...]
    sets: str
    legal_time: str
    received_at: str
    due_at: str
    return_place: str
    fee_mode: str
    fee: str
    register_book: str
    register_serial: str
    hotline: str
    look_up_site: str
    secret: str
    receiver: str
    transfer: TransferCode | None = None
    fee_note: str = ""
    why: tuple[str, ...] = ()
    reprint: str = ""
    demonstration: bool = False
