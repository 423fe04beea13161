"""Views of pictures: parse, one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.leader import asking
from motcua.desks.leader.analysis import presenters
from motcua.desks.leader.analysis.asking import INDEX, asked_picture
from motcua.desks.leader.framing import READERS
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

ALL, ONE = "leader/analysis.html", "leader/analysis_picture.html"


@require_GET
@audience(*READERS)
def analysis(request: StaffRequest) -> HttpResponse:
    """All pictures of a period; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    period, errors, status = _period(typed)
    page = presenters.analysis_page(
        request, asked_picture(INDEX, request.GET, period=period), typed=typed, errors=errors
    )
    return render(request, ALL, {"page": page}, status=status)


@require_GET
@audience(*READERS)
def picture(request: StaffRequest, slug: str) -> HttpResponse:
    """One picture with its numbers; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    period, errors, status = _period(typed)
    asked = asked_picture(presenters.require_picture(slug), request.GET, period=period)
    page = presenters.picture_page(request, asked, typed=typed, errors=errors)
    return render(request, ONE, {"page": page}, status=status)


def _period(typed: asking.TypedPeriod) -> tuple[Period, dict[str, str], int]:
    """The period asked for, or the default one with what is wrong and the status of the answer."""
    try:
        return asking.period_in(typed), {}, 200
    except Refusal as refusal:
        return asking.default_period(), errors_of(refusal), status_of(refusal)
