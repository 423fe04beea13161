"""Views of what a leader is warned of."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import whole_number
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.warnings import presenters
from motcua.records.places import queries as places
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

WARNINGS, OVERRUNS = "leader/warnings.html", "leader/overruns.html"


@require_GET
@audience(*READERS)
def owed(request: StaffRequest) -> HttpResponse:
    """Apologies that are owed now, and those missing in a period."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.warnings_page(request, _period(typed), typed=typed)
    except Refusal as refusal:
        page = presenters.warnings_page(request, presenters.present(), typed=typed, errors=errors_of(refusal))
        return render(request, WARNINGS, {"page": page}, status=status_of(refusal))
    return render(request, WARNINGS, {"page": page})


@require_GET
@audience(*READERS)
def overruns(request: StaffRequest) -> HttpResponse:
    """The units that kept dossiers longer than their steps allow."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.overruns_page(request, _period(typed), typed=typed)
    except Refusal as refusal:
        page = presenters.overruns_page(request, presenters.present(), typed=typed, errors=errors_of(refusal))
        return render(request, OVERRUNS, {"page": page}, status=status_of(refusal))
    return render(request, OVERRUNS, {"page": page})


@require_GET
@audience(*READERS)
def overruns_of(request: StaffRequest, key: str) -> HttpResponse:
    """The dossiers that a unit kept too long."""
    after = request.GET.get("after", "")
    page = presenters.unit_page(
        request,
        places.unit(key),
        _period(asking.typed_period(request.GET)),
        after=whole_number(after, field="after") if after else 0,
    )
    return render(request, OVERRUNS, {"page": page})


def _period(typed: asking.TypedPeriod) -> Period:
    return asking.period_in(typed) if typed.period else presenters.present()
