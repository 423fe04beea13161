"""Views of decisions: what waits, one dossier, many at once."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.leader.approvals import forms, presenters
from motcua.law.types import Role
from motcua.records.casework import noting, queries
from motcua.rules.refusal import Refusal

HEADS = (Role.LEADER, Role.CHAIR)
LIST, ONE, MANY = "leader/approvals.html", "leader/decision.html", "frame/bulk_page.html"


@require_GET
@audience(*HEADS)
def waiting(request: StaffRequest) -> HttpResponse:
    """What waits for the person's decision."""
    page = presenters.approvals_page(request, all_picked=request.GET.get("pick") == "all")
    return render(request, LIST, {"page": page})


@require_GET
@audience(*HEADS)
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """A dossier beside its decision; opening it is noted."""
    dossier = queries.dossier(request.viewer, code)
    noting.viewed(request.viewer, dossier.id)
    page = presenters.decision_page(request, dossier, file=request.GET.get("file", ""))
    return render(request, ONE, {"page": page})


@audience(*HEADS)
def decision(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Decides, and goes on to the next dossier; a refusal shows this one again as it was typed."""
    way = forms.decision(slug)
    if request.method != "POST":
        return redirect("leader:decide", code)
    try:
        outcome = forms.decided(request.viewer, queries.id_of(code), way, request.POST)
    except Refusal as refusal:
        dossier = queries.dossier(request.viewer, code)
        refused = forms.kept(way, request.POST, errors=errors_of(refusal, renamed=forms.RENAMED))
        page = presenters.decision_page(request, dossier, refused=refused)
        return render(request, ONE, {"page": page}, status=status_of(refusal))
    tell(request, f"Hồ sơ {outcome.code}: {way.done}.")
    return redirect(presenters.next_href(request.viewer))


@audience(*HEADS)
def approve_many(request: StaffRequest) -> HttpResponse:
    """Approves every picked dossier, and tells what came of each."""
    if request.method != "POST":
        return redirect("leader:approvals")
    refs, typed = forms.many(request.POST)
    try:
        report = forms.approved(request.viewer, refs, typed)
    except Refusal as refusal:
        page = presenters.approvals_page(request, all_picked=False, typed=typed, errors=errors_of(refusal))
        return render(request, LIST, {"page": page}, status=status_of(refusal))
    return render(request, MANY, {"page": presenters.approved_page(request, report, typed)})
