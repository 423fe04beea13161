"""Views of digital signatures: asking for one, and filing a letter so that it can be signed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.officer import files, signing, signing_forms
from motcua.desks.officer.views import READERS
from motcua.records.casework import attachments, queries
from motcua.rules.refusal import Refusal


@require_POST
@audience(*READERS)
def sign(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Asks for a signature on a file; the worker makes it."""
    dossier = queries.dossier(request.viewer, code)
    try:
        asked = signing_forms.asked(request.viewer, dossier.id, number, request.POST)
    except Refusal as refusal:
        found = attachments.attachment(request.viewer, dossier.code, number)
        page = files.file_page(request, dossier, found, refusal=refusal)
        return render(request, "officer/file.html", {"page": page}, status=status_of(refusal))
    tell(request, signing.told(asked.kind))
    return redirect(reverse("officer:file", args=(dossier.code, number)))


@require_POST
@audience(*READERS)
def file_letter(request: StaffRequest, code: str) -> HttpResponse:
    """Puts a letter as it was issued among the files of its dossier."""
    dossier = queries.dossier(request.viewer, code)
    try:
        filed = signing_forms.letter_filed(request.viewer, dossier, request.POST)
    except Refusal as refusal:
        page = files.files_page(request, dossier, refusal=refusal)
        return render(request, "officer/all_files.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã đưa văn bản vào tệp của hồ sơ; giờ có thể ký số.")
    return redirect(reverse("officer:file", args=(dossier.code, filed.numbers[0])))
