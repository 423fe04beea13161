"""The dossier that has just got its number, and form 01 for paper."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.pages import (
    AgencyHead,
    Deadline,
    Fact,
    Frame,
    Link,
)
from motcua.desks.frame.transfers import TransferCode


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
