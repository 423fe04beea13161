"""Form 01, the receipt with the appointed time: filled from the dossier, printed as PDF/A.

Source: the form pack in force on the day of acceptance.
"""

from __future__ import annotations

from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from motcua.desks.counter.framing import fee_vi
from motcua.desks.counter.receipts.pages import ReceiptPage, ReceiptPaper
from motcua.desks.frame.formats import capitalised, instant_vi, term_vi, weekday_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sheets.codes import bar_code, look_up_address, look_up_site, qr
from motcua.desks.frame.sheets.forms.receipt import spaced
from motcua.desks.frame.transfers import TransferCode, transfer_code
from motcua.law.registry import law
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import dues
from motcua.records.casework.noting import PrintedReceipt
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.queries import PaperView
from motcua.records.payments import queries as payments
from motcua.records.places import queries as places
from motcua.rules.dossier import Act, State
from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import Conflict

TEMPLATE = "counter/receipt.html"
STYLES = "frame/receipt.css"
FORM = "receipt"
VARIANT = "pdf/a-3u"
"""Kept readable for decades: fonts inside, every letter with its Unicode value."""

POLICY = "default-src 'none'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The content policy of the file: browsers draw a PDF as an object of the page."""

FEE_MODE = "[   ] thu khi nộp   [   ] thu khi trả kết quả"
"""Ticked by hand until payments are kept here."""


def printable(dossier: DossierView) -> datetime:
    """When the dossier was accepted. Raises Conflict for one that promises nothing: not accepted yet, declined, or
    its number voided.
    """
    if dossier.accepted_at is None or dossier.state is State.VOID:
        raise Conflict("act", "Hồ sơ này chưa được tiếp nhận hoặc đã hủy số nên không có giấy tiếp nhận để in.")
    return dossier.accepted_at.astimezone(LOCAL)


def receipt_page(dossier: DossierView, printed: PrintedReceipt) -> ReceiptPage:
    """The form filled. Raises Conflict for a dossier that cannot have one."""
    at = printable(dossier)
    unit, person, on = places.unit_by_id(dossier.unit_id), dossier.applicant, at.date()
    return ReceiptPage(
        styles_href=STYLES,
        head=agency_head(unit.id, on=on),
        number="",
        form_label=_form_label(on),
        title=_title(on),
        code=dossier.code,
        barcode=bar_code(dossier.code),
        look_up_qr=qr(look_up_address(dossier.code, printed.secret)),
        checkpoint_qr=qr(printed.checkpoint.text),
        desk=unit.name,
        submitter=person["name"],
        submitter_address=person["address"],
        submitter_phone=person["phone"],
        submitter_email=person["email"],
        submitter_id_number=person["id_number"],
        owner=person["owner_name"],
        owner_address=person["owner_address"],
        content=f"{dossier.procedure} ({dossier.procedure_code})",
        papers=_papers(dossier),
        sets=f"{dossier.copies:02d} bộ",
        legal_time=term_vi(dossier.term),
        received_at=_at(at),
        due_at=_due(dossier),
        return_place=f"tại {unit.name}" + (f", {unit.address}" if unit.address else ""),
        fee_mode=FEE_MODE if dossier.fee else "",
        fee=capitalised(fee_vi(dossier.fee)),
        transfer=_transfer(dossier),
        register_book=f"sổ điện tử năm {on.year}",
        register_serial=f"{parse_dossier_code(dossier.code).serial:04d}",
        hotline=unit.phone,
        look_up_site=look_up_site(),
        secret=spaced(printed.secret),
        receiver=_receiver(dossier),
        why=_why(dossier),
        reprint=f"Bản in lại lần {printed.reprint}, {instant_vi(clock.now())}" if printed.reprint else "",
        demonstration=in_demonstration(),
    )


def pdf(page: ReceiptPage) -> bytes:
    """The form as PDF/A with its letters as text."""
    from weasyprint import HTML  # takes a second to load: only printing needs it

    styles = finders.find(STYLES)
    assert isinstance(styles, str)
    base = Path(styles).parents[1].as_uri() + "/"
    return bytes(HTML(string=render_to_string(TEMPLATE, {"page": page}), base_url=base).write_pdf(pdf_variant=VARIANT))


def _transfer(dossier: DossierView) -> TransferCode | None:
    money = payments.of_due(dues.due_by_id(dossier.id))
    return transfer_code(money.account, amount=money.balance.outstanding, code=dossier.code)


def _title(on: date) -> str:
    form = law().form_pack_on(on).form(FORM)
    return form.title if form else "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"


def _form_label(on: date) -> str:
    pack = law().form_pack_on(on)
    form = pack.form(FORM)
    document = law().value_on(f"forms.{pack.id}", on).document
    return f"Mẫu số {form.number} – Thông tư {document}" if form else f"Theo Thông tư {document}"


def _papers(dossier: DossierView) -> tuple[ReceiptPaper, ...]:
    """What was handed in, numbered as it stands on the sheet."""
    known = catalogue.version(dossier.procedure_version_id).papers
    handed_in = [paper for paper in known if paper.number in dossier.papers]
    return tuple(_paper(paper, place, dossier=dossier) for place, paper in enumerate(handed_in, start=1))


def _paper(paper: PaperView, place: int, *, dossier: DossierView) -> ReceiptPaper:
    counts = dossier.paper_counts.get(paper.number)
    shown = paper.kind is PaperKind.PRESENT and counts is None
    kinds = (PaperKind.ORIGINAL, PaperKind.CERTIFIED, PaperKind.COPY)
    counted = astuple(counts) if counts else tuple(dossier.copies if paper.kind is kind else 0 for kind in kinds)
    originals, certified, copies = (str(count) if count else "" for count in counted)
    return ReceiptPaper(
        number=str(place),
        name=f"{paper.name} (xuất trình, đã trả lại)" if shown else paper.name,
        originals=originals,
        certified=certified,
        copies=copies,
    )


def _at(at: datetime) -> str:
    local = at.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M} phút, {weekday_vi(local)}"


def _due(dossier: DossierView) -> str:
    """The appointment as it was made, and where it moved to when it was moved since."""
    first, due = dossier.first_due_at, dossier.due_at
    if first is None or due is None:
        return "không hẹn ngày"
    return _at(first) if first == due else f"{_at(first)} (nay hẹn lại: {_at(due)})"


def _why(dossier: DossierView) -> tuple[str, ...]:
    return tuple(line.text for line in dossier.ledger[0].lines) if dossier.ledger else ()


def _receiver(dossier: DossierView) -> str:
    return next((entry.actor for entry in dossier.timeline if entry.act is Act.ACCEPT), "")
