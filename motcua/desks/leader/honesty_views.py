"""Views of what should be looked at again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import whole_number
from motcua.desks.leader import forms, honesty
from motcua.desks.leader.views import READERS
from motcua.records.places import queries as places
from motcua.rules.refusal import Refusal

TEMPLATE = "leader/honesty.html"


@require_GET
@audience(*READERS)
def units(request: StaffRequest) -> HttpResponse:
    """The units in sight; a period that cannot be read keeps what was typed."""
    typed = forms.typed_period(request.GET)
    try:
        page = honesty.units_page(request, forms.period_in(typed), typed=typed)
    except Refusal as refusal:
        page = honesty.units_page(request, forms.default_period(), typed=typed, errors=errors_of(refusal))
        return render(request, TEMPLATE, {"page": page}, status=status_of(refusal))
    return render(request, TEMPLATE, {"page": page})


@require_GET
@audience(*READERS)
def unit(request: StaffRequest, key: str) -> HttpResponse:
    """A unit, check by check."""
    period = forms.period_in(forms.typed_period(request.GET))
    return render(request, TEMPLATE, {"page": honesty.unit_page(request, places.unit(key), period)})


@require_GET
@audience(*READERS)
def dossiers(request: StaffRequest, key: str, check: str) -> HttpResponse:
    """The dossiers that a check would have looked at again."""
    after = request.GET.get("after", "")
    page = honesty.dossiers_page(
        request,
        places.unit(key),
        check,
        forms.period_in(forms.typed_period(request.GET)),
        after=whole_number(after, field="after") if after else 0,
    )
    return render(request, TEMPLATE, {"page": page})
