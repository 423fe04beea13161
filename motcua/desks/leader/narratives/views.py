"""Views of reports in words: parse, one query or action, a page or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sheets.files import pdf_file, word_file
from motcua.desks.frame.sheets.forms.narrative import Signature, narrative_sheet
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.narratives import forms, presenters
from motcua.desks.leader.reports.presenters import own_unit
from motcua.law.types import Role
from motcua.records.narratives import making, queries
from motcua.records.narratives.content import Act
from motcua.records.narratives.making import Made
from motcua.rules.refusal import NotFound, Refusal

HEADS = (Role.LEADER, Role.CHAIR)
LIST, ONE, SECTION = "leader/narratives.html", "leader/narrative.html", "leader/narrative_section.html"
PREVIEW, SHEET = "leader/report.html", "sheets/page.html"


@require_GET
@audience(*READERS)
def listed(request: StaffRequest) -> HttpResponse:
    """The reports of the person's unit."""
    page = presenters.narratives_page(request, asking.default_period(), typed=asking.TypedPeriod())
    return render(request, LIST, {"page": page})


@require_POST
@audience(*HEADS)
def begin(request: StaffRequest) -> HttpResponse:
    """Begins a report; a refusal shows the list again as it was typed."""
    try:
        narrative_id = forms.begun(request.viewer, own_unit(request).key, request.POST)
    except Refusal as refusal:
        typed = asking.typed_period(request.POST)
        page = presenters.narratives_page(request, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, LIST, {"page": page}, status=status_of(refusal))
    tell(request, "Đã lập dự thảo; viết từng mục rồi ký.")
    return redirect("leader:narrative", narrative_id)


@require_GET
@audience(*READERS)
def preview(request: StaffRequest) -> HttpResponse:
    """A report that nobody has begun; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.preview_page(request, asking.period_in(typed))
    except Refusal as refusal:
        again = presenters.narratives_page(request, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, LIST, {"page": again}, status=status_of(refusal))
    return render(request, PREVIEW, {"page": page})


@require_GET
@audience(*READERS)
def preview_file(request: StaffRequest, kind: str) -> HttpResponse:
    """The same as a file."""
    period = asking.period_in(asking.typed_period(request.GET))
    return _file(making.made(request.viewer, own_unit(request).key, period), kind)


@require_GET
@audience(*READERS)
def shown(request: StaffRequest, narrative_id: int) -> HttpResponse:
    """A report with its sections."""
    return render(request, ONE, {"page": presenters.narrative_page(request, narrative_id)})


@require_GET
@audience(*READERS)
def sheet(request: StaffRequest, narrative_id: int) -> HttpResponse:
    """A report as it is printed."""
    return render(request, SHEET, {"page": presenters.sheet_page(request, narrative_id)})


@require_GET
@audience(*READERS)
def file(request: StaffRequest, narrative_id: int, kind: str) -> HttpResponse:
    """A report as a file."""
    view, made = queries.narrative(request.viewer, narrative_id)
    return _file(made, kind, signed=presenters.signature(view))


@never_cache
@require_http_methods(["GET", "POST"])
@audience(*HEADS)
def section(request: StaffRequest, narrative_id: int, section_id: str) -> HttpResponse:
    """Writes a section; a refusal keeps everything that was typed."""
    if request.method == "GET":
        return render(request, SECTION, {"page": presenters.section_page(request, narrative_id, section_id)})
    typed = forms.typed_section(request.POST)
    try:
        forms.wrote(request.viewer, narrative_id, section_id, typed)
    except NotFound:
        raise
    except Refusal as refusal:
        page = presenters.section_page(request, narrative_id, section_id, typed=typed, errors=errors_of(refusal))
        return render(request, SECTION, {"page": page}, status=status_of(refusal))
    tell(request, "Đã lưu mục.")
    return redirect("leader:narrative", narrative_id)


@require_POST
@audience(*HEADS)
def act(request: StaffRequest, narrative_id: int, slug: str) -> HttpResponse:
    """Signs, fills or drops a report; a refusal shows it again as it was typed."""
    try:
        done = forms.acted(request.viewer, narrative_id, slug, request.POST)
    except NotFound:
        raise
    except Refusal as refusal:
        page = presenters.narrative_page(request, narrative_id, errors=errors_of(refusal))
        return render(request, ONE, {"page": page}, status=status_of(refusal))
    tell(request, forms.DONE[done])
    return redirect("leader:narratives") if done is Act.DROP else redirect("leader:narrative", narrative_id)


def _file(made: Made, kind: str, *, signed: Signature | None = None) -> HttpResponse:
    if kind not in presenters.FILES:
        raise NotFound("format", "Báo cáo không có dạng tệp này; hãy chọn Word hoặc PDF.")
    drawn = narrative_sheet(made, signed)
    return word_file(drawn) if kind == "docx" else pdf_file(drawn)
