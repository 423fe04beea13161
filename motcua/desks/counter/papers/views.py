"""The view of the scans of a dossier."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.desks.counter.papers.presenters import papers_page, scanned
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY
from motcua.law.types import Role
from motcua.records.casework import noting, queries
from motcua.rules.refusal import Refusal


@require_http_methods(["GET", "POST"])
@audience(Role.COUNTER)
def papers(request: StaffRequest, code: str) -> HttpResponse:
    """A box for each paper handed in; what is sent was digitised by whoever sends it."""
    dossier = queries.dossier(request.viewer, code)
    noting.viewed_today(request.viewer, dossier.id)
    if request.method == "GET":
        return render(request, "counter/papers.html", {"page": papers_page(request, dossier)})
    try:
        filed = scanned(request.viewer, dossier, request.POST, request.FILES)
    except Refusal as refusal:
        page = papers_page(request, dossier, sent_key=request.POST.get(KEY, ""), refusal=refusal)
        return render(request, "counter/papers.html", {"page": page}, status=status_of(refusal))
    tell(request, f"Đã lưu {number_vi(len(filed.numbers))} tệp vào hồ sơ {dossier.code}.")
    return redirect("counter:accepted", dossier.code)
