"""Views of the slips given at the door: parse, one query, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.desks.counter.framing import counter_frame
from motcua.desks.counter.slips.presenters import door_slips_page, slip_sheet
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.pages import Link
from motcua.desks.frame.sheets.files import pdf_file
from motcua.desks.frame.sheets.pages import sheet_page
from motcua.law.types import Role
from motcua.records.casework import door


@require_GET
@audience(Role.COUNTER)
def door_slips(request: StaffRequest) -> HttpResponse:
    """The slips that the desk gave lately."""
    return render(request, "counter/door_slips.html", {"page": door_slips_page(request)})


@require_GET
@audience(Role.COUNTER)
def door_slip(request: StaffRequest, slip_id: int) -> HttpResponse:
    """A slip on screen, to print."""
    sheet = slip_sheet(door.slip(request.viewer, slip_id))
    frame = counter_frame(request, title=f"{sheet.title} {sheet.head.number.lower()}", current="door_slips")
    links = (Link(text="In phiếu", href=reverse("counter:door_slip_pdf", args=(slip_id,))),)
    back = Link(text="Nhận hồ sơ tiếp theo", href=reverse("counter:intake"))
    return render(request, "sheets/page.html", {"page": sheet_page(frame, sheet, links=links, back=back)})


@require_GET
@audience(Role.COUNTER)
def door_slip_pdf(request: StaffRequest, slip_id: int) -> HttpResponse:
    """A slip as PDF."""
    return pdf_file(slip_sheet(door.slip(request.viewer, slip_id)))
