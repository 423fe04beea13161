"""Views of what a dossier gets once it has its number: the page, and form 01 small and on A4."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.counter.receipts import presenters
from motcua.desks.counter.receipts.accepted import accepted_page
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.files import pdf_file
from motcua.law.types import Role
from motcua.records.casework import noting, queries


@require_GET
@audience(Role.COUNTER)
def accepted(request: StaffRequest, code: str) -> HttpResponse:
    """The dossier that has just got its number."""
    found = queries.dossier(request.viewer, code)
    presenters.printable(found)
    page = accepted_page(request, found, prints="in" in request.GET)
    return render(request, "counter/accepted.html", {"page": page})


@never_cache
@require_POST
@audience(Role.COUNTER)
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Prints form 01; each print is journalled, and one after the first says so."""
    found = queries.dossier(request.viewer, code)
    presenters.printable(found)
    printed = noting.receipt_printed(request.viewer, found.id)
    sheet = presenters.pdf(presenters.receipt_page(found, printed))
    headers = {
        "Content-Disposition": f'inline; filename="giay-tiep-nhan-{found.code}.pdf"',
        "Content-Security-Policy": presenters.POLICY,
    }
    return HttpResponse(sheet, content_type="application/pdf", headers=headers)


@never_cache
@require_POST
@audience(Role.COUNTER)
def receipt_a4(request: StaffRequest, code: str) -> HttpResponse:
    """Prints form 01 on A4; journalled like the small one, for it carries the same secret."""
    found = queries.dossier(request.viewer, code)
    sheets.require_accepted(found)
    return pdf_file(sheets.receipt_sheet(found, noting.receipt_printed(request.viewer, found.id)))
