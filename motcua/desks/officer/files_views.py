"""Views of the files of a dossier: parse, one query or action, a page or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.uploads import given
from motcua.desks.officer import files, files_forms
from motcua.desks.officer.files_forms import Refused
from motcua.desks.officer.history import history_page
from motcua.desks.officer.views import READERS
from motcua.records.casework import attachments, noting, queries
from motcua.rules.refusal import Refusal


@require_http_methods(["GET", "POST"])
@audience(*READERS)
def all_files(request: StaffRequest, code: str) -> HttpResponse:
    """All files of a dossier; a POST adds some."""
    dossier = queries.dossier(request.viewer, code)
    noting.viewed_today(request.viewer, dossier.id)
    if request.method == "GET":
        return render(request, "officer/all_files.html", {"page": files.files_page(request, dossier)})
    try:
        filed = files_forms.added(request.viewer, dossier.id, request.POST, request.FILES)
    except Refusal as refusal:
        refused = Refused(typed=files_forms.kept(request.POST), errors=errors_of(refusal, renamed=files_forms.RENAMED))
        page = files.files_page(request, dossier, refused=refused)
        return render(request, "officer/all_files.html", {"page": page}, status=status_of(refusal))
    tell(request, f"Đã đưa lên {number_vi(len(filed.numbers))} tệp.")
    return redirect(files.files_href(dossier.code))


@require_POST
@audience(*READERS)
def checked(request: StaffRequest, code: str) -> HttpResponse:
    """Notes that files were compared; with one alone, the next one to check comes up."""
    dossier = queries.dossier(request.viewer, code)
    try:
        filed = files_forms.checked(request.viewer, dossier.id, request.POST)
    except Refusal as refusal:
        page = files.files_page(request, dossier, refusal=refusal)
        return render(request, "officer/all_files.html", {"page": page}, status=status_of(refusal))
    tell(request, f"Đã ghi {number_vi(len(filed.numbers))} tệp là đã đối chiếu.")
    if len(filed.numbers) > 1:
        return redirect(files.files_href(dossier.code))
    return redirect(files.next_to_check(request.viewer, dossier.id, dossier.code, after=filed.numbers[0]))


@require_GET
@audience(*READERS)
def one_file(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """A file with what is known of it."""
    dossier = queries.dossier(request.viewer, code)
    found = attachments.attachment(request.viewer, dossier.code, number)
    noting.viewed_today(request.viewer, dossier.id)
    return render(request, "officer/file.html", {"page": files.file_page(request, dossier, found)})


@require_POST
@audience(*READERS)
def removed(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Takes a file away, with a reason."""
    dossier = queries.dossier(request.viewer, code)
    try:
        files_forms.removed(request.viewer, dossier.id, number, request.POST)
    except Refusal as refusal:
        found = attachments.attachment(request.viewer, dossier.code, number)
        page = files.file_page(request, dossier, found, typed=request.POST.get("reason", ""), refusal=refusal)
        return render(request, "officer/file.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã gỡ tệp khỏi hồ sơ; lý do được ghi lại.")
    return redirect(files.files_href(dossier.code))


@require_GET
@audience(*READERS)
def given_file(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """A file to keep."""
    found, content = attachments.opened(request.viewer, code, number)
    return given(content, name=found.name, media=found.media, shown=False)


@require_GET
@audience(*READERS)
def shown_file(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """A file as the browser shows it; one that no browser shows is given to keep."""
    found, content = attachments.opened(request.viewer, code, number)
    return given(content, name=found.name, media=found.media, shown=True)


@require_GET
@audience(*READERS)
def history(request: StaffRequest, code: str) -> HttpResponse:
    """Everything that was done on a dossier."""
    dossier = queries.dossier(request.viewer, code)
    noting.viewed_today(request.viewer, dossier.id)
    return render(request, "officer/history.html", {"page": history_page(request, dossier)})
