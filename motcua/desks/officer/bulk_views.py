"""Views of acts on many dossiers: what was picked, then what came of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.officer import bulk
from motcua.law.types import Role
from motcua.rules.refusal import NotFound, Refusal

ACTING = (Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR)
TEMPLATE = "frame/bulk_page.html"


@audience(*ACTING)
def choose(request: StaffRequest) -> HttpResponse:
    """Asks where the picked dossiers are to go; nothing is done yet."""
    if request.method != "POST":
        return redirect("officer:queue")
    return render(request, TEMPLATE, {"page": bulk.form_page(request, bulk.chosen(request.POST))})


@audience(*ACTING)
def act(request: StaffRequest, slug: str) -> HttpResponse:
    """Does an act to each picked dossier, and tells what came of each."""
    if request.method != "POST":
        return redirect("officer:queue")
    asked = bulk.ordered(slug, request.POST)
    try:
        report = bulk.done(request.viewer, asked)
    except NotFound:
        raise
    except Refusal as refusal:
        page = bulk.form_page(request, asked, errors=errors_of(refusal))
        return render(request, TEMPLATE, {"page": page}, status=status_of(refusal))
    return render(request, TEMPLATE, {"page": bulk.result_page(request, asked, report)})
