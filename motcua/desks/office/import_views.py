"""Views of imports: a template, a file sent, what it would do, doing it, undoing the last one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.blank_workbooks import CONTENT_TYPE, blank_workbook
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import said, status_of
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.frame.spreadsheets import Sheet, Upload, marked, read_rows, uploaded
from motcua.desks.office import import_pages as pages
from motcua.desks.office.import_kinds import import_kind
from motcua.desks.office.import_types import Foretold, ImportKind, Line
from motcua.law.types import Role
from motcua.records.documents import imports
from motcua.rules.refusal import Refusal


@require_GET
@audience(Role.ADMINISTRATOR)
def listed(request: StaffRequest) -> HttpResponse:
    """Every kind of table."""
    return render(request, "office/home.html", {"page": pages.kinds_page(request)})


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def sending(request: StaffRequest, slug: str) -> HttpResponse:
    """Where a table is sent; one that can be read is kept until it is taken in."""
    kind = import_kind(slug)
    if request.method == "GET":
        return render(request, "office/import.html", {"page": pages.import_page(request, kind)})
    try:
        sent(request.POST, fields=())
        upload = uploaded(request.FILES.get("file"))
        read_rows(upload, columns=kind.columns(request.viewer), limit=kind.most_rows)
    except Refusal as refusal:
        page = pages.import_page(request, kind, error=said(refusal))
        return render(request, "office/import.html", {"page": page}, status=status_of(refusal))
    import_id = imports.wait(kind.kind, name=upload.name, content=upload.content, by_id=request.viewer.account_id)
    return redirect("office:import_foreseen", slug, import_id)


@never_cache
@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def foreseen(request: StaffRequest, slug: str, import_id: int) -> HttpResponse:
    """What a table would do, row by row; POST does it, all or nothing."""
    kind = import_kind(slug)
    upload, sheet = _waiting(request, kind, import_id)
    error = ""
    if request.method == "POST":
        try:
            sent(request.POST, fields=(KEY,))
            rows = kind.take(request.viewer, import_id, sheet)
            tell(request, f"Đã nhập {number_vi(rows)} dòng từ «{upload.name}».")
            return redirect("office:import", slug)
        except Refusal as refusal:
            error, status = said(refusal), status_of(refusal)
    lines = kind.foresee(request.viewer, sheet)
    page = pages.foreseen_page(request, kind, import_id=import_id, upload=upload, sheet=sheet, lines=lines, error=error)
    return render(request, "office/foreseen.html", {"page": page}, status=status if error else 200)


@never_cache
@require_GET
@audience(Role.ADMINISTRATOR)
def marked_file(request: StaffRequest, slug: str, import_id: int) -> HttpResponse:
    """The file that was sent, with what is wrong beside each row."""
    kind = import_kind(slug)
    upload, sheet = _waiting(request, kind, import_id)
    errors = _errors(kind.foresee(request.viewer, sheet))
    content = marked(upload, errors, head=sheet.head)
    return _file(content, f"loi_{upload.name}", workbook=upload.is_workbook)


@require_GET
@audience(Role.ADMINISTRATOR)
def template(request: StaffRequest, slug: str) -> HttpResponse:
    """A workbook to fill in."""
    kind = import_kind(slug)
    content = blank_workbook(kind.columns(request.viewer), title=f"Nhập {kind.thing}", examples=kind.examples)
    return _file(content, f"mau_{slug}.xlsx", workbook=True)


@require_POST
@audience(Role.ADMINISTRATOR)
def undone(request: StaffRequest, slug: str) -> HttpResponse:
    """Takes back the last table of a kind, whole or not at all."""
    kind = import_kind(slug)
    try:
        typed = sent(request.POST, fields=("import",))
        kind.undo(request.viewer, whole_number(typed["import"], field="import"))
    except Refusal as refusal:
        page = pages.import_page(request, kind, error=said(refusal))
        return render(request, "office/import.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã hoàn tác lần nhập gần nhất; dữ liệu trở lại như trước khi nhập.")
    return redirect("office:import", slug)


def _waiting(request: StaffRequest, kind: ImportKind, import_id: int) -> tuple[Upload, Sheet]:
    """The file that this person sent, and its rows. Raises NotFound when it was taken in or replaced."""
    file = imports.waiting(kind.kind, import_id, by_id=request.viewer.account_id)
    upload = Upload(name=file.name, content=file.content)
    return upload, read_rows(upload, columns=kind.columns(request.viewer), limit=kind.most_rows)


def _errors(lines: tuple[Line, ...]) -> dict[int, str]:
    return {line.number: line.text for line in lines if line.fate is Foretold.WRONG}


def _file(content: bytes, name: str, *, workbook: bool) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE if workbook else "text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response.headers["Content-Security-Policy"] = "sandbox"
    return response
