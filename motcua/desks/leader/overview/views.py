"""Views of the leader: parse, one query, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.overview import figures, live, presenters
from motcua.rules.refusal import Refusal


@require_GET
@audience(*READERS)
def overview(request: StaffRequest) -> HttpResponse:
    """A period in a sentence, its figures and its units; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    try:
        as_of = asking.cut_off_in(request.GET)
        page = presenters.overview_page(request, asking.period_in(typed), typed=typed, as_of=as_of)
    except Refusal as refusal:
        page = presenters.overview_page(request, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, "leader/overview.html", {"page": page}, status=status_of(refusal))
    return render(request, "leader/overview.html", {"page": page})


def _version(request: StaffRequest) -> str:
    known = request.headers.get("If-None-Match", "").strip('"')
    period = asking.period_in(asking.typed_period(request.GET))
    return f'"{live.version(request.viewer, period, known=known)}"'


@require_GET
@audience(*READERS)
@condition(etag_func=_version)
def overview_live(request: StaffRequest) -> HttpResponse:
    """The numbers of an overview for a page that stays open; 304 while it knows them."""
    numbers = presenters.overview_numbers(request, asking.period_in(asking.typed_period(request.GET)))
    response = render(request, "leader/overview_live.html", {"page": numbers})
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_GET
@audience(*READERS)
def figure(request: StaffRequest, indicator: str) -> HttpResponse:
    """How a figure was counted, and the dossiers it counted."""
    asked = asking.asked_figure(indicator, request.GET)
    return render(request, "leader/figure.html", {"page": figures.figure_page(request, asked)})
