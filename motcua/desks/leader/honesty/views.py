"""Views of what should be looked at again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import whole_number
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.honesty import presenters
from motcua.records.places import queries as places
from motcua.rules.refusal import Refusal

TEMPLATE = "leader/honesty.html"


@require_GET
@audience(*READERS)
def units(request: StaffRequest) -> HttpResponse:
    """The units in sight; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.units_page(request, asking.period_in(typed), typed=typed)
    except Refusal as refusal:
        page = presenters.units_page(request, asking.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, TEMPLATE, {"page": page}, status=status_of(refusal))
    return render(request, TEMPLATE, {"page": page})


@require_GET
@audience(*READERS)
def unit(request: StaffRequest, key: str) -> HttpResponse:
    """A unit, check by check."""
    period = asking.period_in(asking.typed_period(request.GET))
    return render(request, TEMPLATE, {"page": presenters.unit_page(request, places.unit(key), period)})


@require_GET
@audience(*READERS)
def dossiers(request: StaffRequest, key: str, check: str) -> HttpResponse:
    """The dossiers that a check would have looked at again."""
    after = request.GET.get("after", "")
    page = presenters.dossiers_page(
        request,
        places.unit(key),
        check,
        asking.period_in(asking.typed_period(request.GET)),
        after=whole_number(after, field="after") if after else 0,
    )
    return render(request, TEMPLATE, {"page": page})
