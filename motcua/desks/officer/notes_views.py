"""Notes of staff on a dossier."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.officer import notes, presenters
from motcua.desks.officer.views import READERS
from motcua.records.casework import queries
from motcua.rules.refusal import Refusal


@require_POST
@audience(*READERS)
def add(request: StaffRequest, code: str) -> HttpResponse:
    """Writes a note; a refusal shows the dossier again with the note as it was typed."""
    try:
        notes.added(request.viewer, queries.id_of(code), request.POST)
    except Refusal as refusal:
        found = queries.dossier(request.viewer, code)
        typed = notes.kept(request.POST, errors=errors_of(refusal))
        page = presenters.dossier_page(request, found, note=typed)
        return render(request, "officer/dossier.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã thêm ghi chú.")
    return redirect(f"{presenters.dossier_href(code)}#{notes.ANCHOR}")
