"""The view of the page that checks a report."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.leader.checking.forms import TypedReport, typed_report, with_file
from motcua.desks.leader.checking.presenters import checking_page
from motcua.desks.leader.framing import READERS
from motcua.records.measures.report_checking import check_report
from motcua.rules.refusal import Refusal


@never_cache
@require_http_methods(["GET", "POST"])
@audience(*READERS)
def check(request: StaffRequest) -> HttpResponse:
    """Checks the report that was sent; keeps nothing of it."""
    typed, errors, found, status = TypedReport(), {}, None, 200
    if request.method == "POST":
        try:
            typed = typed_report(request)
            typed = with_file(typed, request.FILES.get("file"))
            found = check_report(request.viewer, typed.text, unit_key=typed.unit, period=typed.over)
        except Refusal as refusal:
            errors, status = errors_of(refusal), status_of(refusal)
    page = checking_page(request, typed, found=found, errors=errors)
    return render(request, "leader/checking.html", {"page": page}, status=status)
