"""Views of the catalogue: parse, one query or action, a page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.frame.audience import STAFF, StaffRequest, audience
from motcua.desks.frame.days import typed_day
from motcua.desks.frame.drawings import lane_vi, step_vi
from motcua.desks.frame.formats import date_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.office import procedures, procedures_edit, procedures_form, procedures_page
from motcua.desks.office.presenters import Refused
from motcua.desks.office.procedures_form import Do, Typed
from motcua.desks.office.procedures_page import CLOSE, DROP, PUBLISH
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.catalogue import keeping, queries, versions
from motcua.records.catalogue.versions import Kept, VersionLine
from motcua.records.people.asking import Asked
from motcua.rules import bpmn
from motcua.rules.refusal import Refusal

_INPUTS = {PUBLISH: ("valid_from",), CLOSE: ("on",), DROP: ()}
_either = require_http_methods(["GET", "POST"])


@require_GET
@audience(STAFF)
def catalogue(request: StaffRequest) -> HttpResponse:
    """The procedures that match."""
    page = procedures.procedures_page(request, procedures.wanted(request.GET))
    return render(request, "office/procedures.html", {"page": page})


@require_GET
@audience(STAFF)
def procedure(request: StaffRequest, code: str, number: int | None = None) -> HttpResponse:
    """A version of a procedure: the one that applies today, unless its number is given."""
    each = versions.kept(code)
    page = procedures_page.procedure_page(request, each, procedures_page.line_of(each, number))
    return render(request, "office/procedure.html", {"page": page})


@require_GET
@audience(STAFF)
def procedure_bpmn(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """The process of a version as BPMN 2.0, to save."""
    line = procedures_page.line_of(versions.kept(code), number)
    view = queries.version(line.id)
    if not view.steps.steps:
        raise Http404
    text = bpmn.document(view.steps, name=view.short_name, lane_of=lane_vi, said_of=step_vi)
    name = f"quy-trinh-{view.code}-{number}.bpmn"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=bpmn.CONTENT_TYPE, headers=headers)


@require_POST
@audience(Role.ADMINISTRATOR)
def procedure_act(request: StaffRequest, code: str, number: int, slug: str) -> HttpResponse:
    """Publishes, closes or drops a version."""
    if slug not in _INPUTS:
        raise Http404
    each = versions.kept(code)
    line = procedures_page.line_of(each, number)
    try:
        told = _act(request, line, slug)
    except Refusal as refusal:
        refused = Refused(slug=slug, typed=request.POST.dict(), refusal=refusal)
        page = procedures_page.procedure_page(request, each, line, refused=refused)
        return render(request, "office/procedure.html", {"page": page}, status=status_of(refusal))
    tell(request, f"{told}: thủ tục {code}, phiên bản {number}.")
    return redirect("office:procedures") if slug == DROP else redirect("office:procedure_version", code, number)


@_either
@audience(Role.ADMINISTRATOR)
def procedure_new(request: StaffRequest) -> HttpResponse:
    """The form that drafts a new procedure."""
    if request.method == "GET":
        typed = procedures_form.blank(valid_from=clock.now().date())
        return _shown(request, typed, None)
    return _edited(request, None)


@_either
@audience(Role.ADMINISTRATOR)
def procedure_edit(request: StaffRequest, code: str) -> HttpResponse:
    """The form that drafts the next version, filled from the draft, else from the version that applies."""
    each = versions.kept(code)
    if request.method == "POST":
        return _edited(request, each)
    line = each.draft or procedures_page.line_of(each, None)
    view = queries.version(line.id)
    starts = view.valid_from if each.draft else clock.now().date()
    return _shown(request, procedures_form.typed_of(view, valid_from=starts), each)


def _act(request: StaffRequest, line: VersionLine, slug: str) -> str:
    """Does what a form of a version asks for and says so. Raises Refusal."""
    values = sent(request.POST, fields=(*_INPUTS[slug], VERSION, KEY))
    asked = Asked(key=values[KEY], version=whole_number(values[VERSION], field=VERSION))
    if slug == PUBLISH:
        day = typed_day(values["valid_from"], field="valid_from")
        keeping.publish(request.viewer, line.id, valid_from=day, asked=asked)
        return f"Đã ban hành, áp dụng từ {date_vi(day)}"
    if slug == CLOSE:
        day = typed_day(values["on"], field="on")
        keeping.close(request.viewer, line.id, on=day, asked=asked)
        return f"Đã kết thúc, không áp dụng từ {date_vi(day)}"
    keeping.drop_draft(request.viewer, line.id, asked=asked)
    return "Đã bỏ bản dự thảo"


def _edited(request: StaffRequest, each: Kept | None) -> HttpResponse:
    typed = procedures_form.typed_in(request.POST)
    if each is not None:
        typed = typed.named(each.code)
    do = typed.do
    if do is Do.SAVE:
        return _saved(request, typed, each)
    if do is Do.CHECK:
        return _shown(request, typed, each)
    try:
        return _shown(request, typed.ordered(do), each)
    except Refusal as refusal:
        page = procedures_edit.edit_page(request, typed, each=each, refusal=refusal)
        return render(request, "office/procedure_edit.html", {"page": page}, status=status_of(refusal))


def _saved(request: StaffRequest, typed: Typed, each: Kept | None) -> HttpResponse:
    found = procedures_form.read(typed)
    refused: Refusal | None = None
    if found.sound:
        try:
            keeping.save_draft(request.viewer, found.content, valid_from=typed.valid_from, asked=typed.asked)
        except Refusal as refusal:
            refused = refusal
        else:
            code = found.content.code
            tell(request, f"Đã lưu bản dự thảo của thủ tục {code}; hãy xem lại rồi ban hành.")
            return redirect("office:procedure_version", code, versions.kept(code).versions[0].number)
    page = procedures_edit.edit_page(request, typed, each=each, found=found, refusal=refused)
    return render(request, "office/procedure_edit.html", {"page": page}, status=status_of(refused) if refused else 400)


def _shown(request: StaffRequest, typed: Typed, each: Kept | None) -> HttpResponse:
    page = procedures_edit.edit_page(request, typed, each=each)
    return render(request, "office/procedure_edit.html", {"page": page})
