"""Views of the leader: parse, one query, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.overview import figures, presenters
from motcua.rules.refusal import Refusal


@require_GET
@audience(*READERS)
def overview(request: StaffRequest) -> HttpResponse:
    """A period in a sentence, its figures and its units; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.overview_page(request, asking.period_in(typed), typed=typed)
    except Refusal as refusal:
        page = presenters.overview_page(request, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, "leader/overview.html", {"page": page}, status=status_of(refusal))
    return render(request, "leader/overview.html", {"page": page})


@require_GET
@audience(*READERS)
def figure(request: StaffRequest, indicator: str) -> HttpResponse:
    """How a figure was counted, and the dossiers it counted."""
    asked = asking.asked_figure(indicator, request.GET)
    return render(request, "leader/figure.html", {"page": figures.figure_page(request, asked)})
