"""Views of the register and of the lists of hand-overs, on screen and as files."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter.framing import counter_frame, desk_of
from motcua.desks.counter.registers import forms, hand_overs_page, presenters
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.pages import Link
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.sheets import lists
from motcua.desks.frame.sheets.files import book_file, pdf_file, word_file
from motcua.desks.frame.sheets.pages import sheet_page
from motcua.law.types import Role
from motcua.records import clock


@require_GET
@audience(Role.COUNTER)
def register(request: StaffRequest) -> HttpResponse:
    """The register of some days, to read and to print."""
    asked = forms.asked(request.GET, today=clock.now().date())
    return render(request, "counter/register.html", {"page": presenters.register_page(request, asked)})


@require_GET
@audience(Role.COUNTER)
def register_pdf(request: StaffRequest) -> HttpResponse:
    """The register of some days, to print."""
    asked = forms.asked(request.GET, today=clock.now().date())
    unit_id = desk_of(request.viewer).id
    return pdf_file(lists.register_sheet(request.viewer, unit_id, presenters.days_of(asked), text=asked.text))


@require_GET
@audience(Role.COUNTER)
def register_book(request: StaffRequest) -> HttpResponse:
    """The register of some days as a workbook."""
    asked = forms.asked(request.GET, today=clock.now().date())
    days, unit_id = presenters.days_of(asked), desk_of(request.viewer).id
    book = lists.register_workbook(request.viewer, unit_id, days, text=asked.text)
    return book_file(book, lists.register_name(days))


@require_http_methods(["GET", "POST"])
@audience(Role.COUNTER)
def hand_overs(request: StaffRequest) -> HttpResponse:
    """What passed on a day and waits for a list; a POST lists it under the next number."""
    if request.method == "POST":
        listed = hand_overs_page.issued(request.viewer, hand_overs_page.wanted(request.POST))
        tell(request, f"Đã lập bảng kê số {listed.number}; hãy in để hai bên ký.")
        return redirect("counter:hand_over_list", listed.id)
    page = hand_overs_page.hand_overs_page(request, hand_overs_page.asked_day(request.GET))
    return render(request, "counter/hand_overs.html", {"page": page})


@require_GET
@audience(Role.COUNTER)
def hand_over_list(request: StaffRequest, list_id: int) -> HttpResponse:
    """A list of hand-overs on screen, with its files."""
    sheet = lists.hand_over_sheet(request.viewer, list_id)
    frame = counter_frame(request, title=f"{sheet.title} {sheet.head.number.lower()}", current="hand_overs")
    back = Link(text="Về trang giao nhận", href=reverse("counter:hand_overs"))
    page = sheet_page(frame, sheet, links=hand_overs_page.files(list_id), back=back)
    return render(request, "sheets/page.html", {"page": page})


@require_GET
@audience(Role.COUNTER)
def hand_over_list_pdf(request: StaffRequest, list_id: int) -> HttpResponse:
    """A list of hand-overs to print and sign."""
    return pdf_file(lists.hand_over_sheet(request.viewer, list_id))


@require_GET
@audience(Role.COUNTER)
def hand_over_list_word(request: StaffRequest, list_id: int) -> HttpResponse:
    """A list of hand-overs as a Word document."""
    return word_file(lists.hand_over_sheet(request.viewer, list_id))
