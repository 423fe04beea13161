"""Views of letters and sheets of a dossier: on screen, as PDF, as Word document, as a draft."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.files import pdf_file, word_file
from motcua.desks.officer import forms, letters
from motcua.law.types import Role
from motcua.records.casework import queries

READERS = (Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR, Role.INSPECTOR)
TEMPLATE = "sheets/page.html"


@require_GET
@audience(*READERS)
def letter(request: StaffRequest, code: str, letter_id: int) -> HttpResponse:
    """A letter of a dossier, to read and print."""
    dossier, issued = letters.found_letter(request.viewer, code, letter_id)
    return render(request, TEMPLATE, {"page": letters.letter_page(request, dossier, issued)})


@require_GET
@audience(*READERS)
def letter_pdf(request: StaffRequest, code: str, letter_id: int) -> HttpResponse:
    """A letter as PDF/A."""
    return pdf_file(sheets.letter_sheet(*letters.found_letter(request.viewer, code, letter_id)))


@require_GET
@audience(*READERS)
def letter_word(request: StaffRequest, code: str, letter_id: int) -> HttpResponse:
    """A letter as a Word document."""
    return word_file(sheets.letter_sheet(*letters.found_letter(request.viewer, code, letter_id)))


@require_POST
@audience(*READERS)
def draft(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """The letter that a form would issue, as it is filled now; nothing is written."""
    sheet = letters.drafted(request.viewer, code, forms.act_form(slug), request.POST)
    return render(request, TEMPLATE, {"page": letters.draft_page(request, code, sheet)})


@require_GET
@audience(*READERS)
def control_slip(request: StaffRequest, code: str) -> HttpResponse:
    """The control slip with every hand-over until now, in two copies."""
    return pdf_file(sheets.control_slip_sheet(queries.dossier(request.viewer, code)))


@require_GET
@audience(*READERS)
def receipt_copy(request: StaffRequest, code: str) -> HttpResponse:
    """The copy of the receipt that stays with the dossier: without the secret to look up with."""
    return pdf_file(sheets.receipt_sheet(queries.dossier(request.viewer, code)))


@require_GET
@audience(*READERS)
def result_receipt(request: StaffRequest, code: str) -> HttpResponse:
    """The receipt for a result, filled after it was given out, to be filled before."""
    return pdf_file(sheets.result_receipt_sheet(queries.dossier(request.viewer, code)))
