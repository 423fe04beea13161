"""Views of reports: parse, one query or action, a page or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sheets.files import book_file, pdf_file, word_file
from motcua.desks.frame.sheets.forms.report import MOST_AT_ONCE, MOST_ON_PAPER, file_name, report_sheet, require_fit
from motcua.desks.frame.sheets.report_books import report_book
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.reports import forms, presenters
from motcua.law.types import Role
from motcua.records.places import queries as places
from motcua.records.reports import making, queries
from motcua.records.reports.content import Act
from motcua.records.reports.making import Made
from motcua.records.reports.queries import ReportView
from motcua.rules.refusal import NotFound, Refusal

HEADS = (Role.LEADER, Role.CHAIR)
LIST, ONE, CELLS = "leader/reports.html", "leader/report.html", "leader/overruns.html"


@require_GET
@audience(*READERS)
def listed(request: StaffRequest) -> HttpResponse:
    """The reports of a unit; a period that cannot be read keeps what was typed."""
    typed, key = asking.typed_period(request.GET), request.GET.get("unit", "")
    unit = places.unit(key) if key else presenters.own_unit(request)
    making.require_whole(request.viewer, frozenset({unit.id}))
    try:
        page = presenters.reports_page(request, unit, asking.period_in(typed), typed=typed)
    except Refusal as refusal:
        page = presenters.reports_page(request, unit, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, LIST, {"page": page}, status=status_of(refusal))
    return render(request, LIST, {"page": page})


@require_GET
@audience(*READERS)
def preview(request: StaffRequest, form: str) -> HttpResponse:
    """A report that nobody has begun yet."""
    asked = forms.asked_report(form, request.GET, unit=presenters.own_unit(request).key)
    return render(request, ONE, {"page": presenters.preview_page(request, asked)})


@require_GET
@audience(*READERS)
def preview_file(request: StaffRequest, form: str, kind: str) -> HttpResponse:
    """The same as a file."""
    asked = forms.asked_report(form, request.GET, unit=presenters.own_unit(request).key)
    return _file(making.made(request.viewer, asked.form, asked.unit, asked.period, as_of=asked.as_of), kind)


@audience(*HEADS)
def draft(request: StaffRequest, form: str) -> HttpResponse:
    """Begins a report; a refusal shows the preview again."""
    own = presenters.own_unit(request).key
    if request.method != "POST":
        return redirect("leader:reports")
    try:
        report_id = forms.drafted(request.viewer, form, request.POST, unit=own)
    except Refusal as refusal:
        asked = forms.asked_report(form, request.POST, unit=own)
        page = presenters.preview_page(request, asked, errors=errors_of(refusal))
        return render(request, ONE, {"page": page}, status=status_of(refusal))
    tell(request, "Đã lập dự thảo; xem lại số liệu rồi ký.")
    return redirect("leader:report", report_id)


@require_GET
@audience(*READERS)
def shown(request: StaffRequest, report_id: int) -> HttpResponse:
    """A report."""
    return render(request, ONE, {"page": presenters.report_page(request, report_id)})


@require_GET
@audience(*READERS)
def file(request: StaffRequest, report_id: int, kind: str) -> HttpResponse:
    """A report as a file."""
    view, made = queries.report(request.viewer, report_id)
    return _file(made, kind, view=view)


@audience(*HEADS)
def act(request: StaffRequest, report_id: int, slug: str) -> HttpResponse:
    """Signs, sends or drops a report; a refusal shows it again as it was typed."""
    if request.method != "POST":
        return redirect("leader:report", report_id)
    try:
        done = forms.acted(request.viewer, report_id, slug, request.POST)
    except NotFound:
        raise
    except Refusal as refusal:
        typed = request.POST.get(forms.TO, "")
        page = presenters.report_page(request, report_id, to=typed, errors=errors_of(refusal))
        return render(request, ONE, {"page": page}, status=status_of(refusal))
    tell(request, forms.DONE[done])
    return redirect("leader:reports" if done is Act.DROP else reverse("leader:report", args=(report_id,)))


@require_GET
@audience(*READERS)
def cells(request: StaffRequest, form: str) -> HttpResponse:
    """The dossiers that a cell counts."""
    asked = forms.asked_cells(form, request.GET, unit=presenters.own_unit(request).key)
    return render(request, CELLS, {"page": presenters.cells_page(request, asked)})


def _file(made: Made, kind: str, *, view: ReportView | None = None) -> HttpResponse:
    if kind not in presenters.FILES:
        raise NotFound("format", "Báo cáo không có dạng tệp này; hãy chọn Excel, Word hoặc PDF.")
    if kind == "xlsx":
        return book_file(report_book(made, view), file_name(made))
    require_fit(made, most=MOST_AT_ONCE if kind == "pdf" else MOST_ON_PAPER)
    sheet = report_sheet(made, view)
    return word_file(sheet) if kind == "docx" else pdf_file(sheet)
