"""Views of the ballots of settled dossiers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter import asking
from motcua.desks.counter.ballots import forms, presenters
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import queries as casework
from motcua.records.evaluation import actions, queries
from motcua.records.evaluation.criteria import evaluation_on
from motcua.rules.numbering import is_dossier_code
from motcua.rules.refusal import Refusal


@require_GET
@audience(Role.COUNTER)
def ballots(request: StaffRequest) -> HttpResponse:
    """Finds the dossier of a ballot; the code of a receipt opens it at once."""
    text, levels = asking.searched(request.GET), forms.levels_in(request.GET.get(forms.LEVELS_FIELD, ""))
    if is_dossier_code(text):
        return redirect(presenters.ballot_at(text, levels=levels))
    return render(request, "counter/ballots.html", {"page": presenters.ballots_page(request, text, levels=levels)})


@require_http_methods(["GET", "POST"])
@audience(Role.COUNTER)
def ballot(request: StaffRequest, code: str) -> HttpResponse:
    """The ballot of a dossier; whom it judges does not type it."""
    found = casework.dossier(request.viewer, code)
    queries.require_enterer(request.viewer, found)
    levels = forms.levels_in(request.GET.get(forms.LEVELS_FIELD, ""))
    if request.method == "GET":
        page = presenters.ballot_page(request, found, levels=levels)
        return render(request, "counter/ballot.html", {"page": page})
    numbers = evaluation_on(clock.now().date()).criteria.by_ballot
    kept = forms.kept(request.POST, numbers)
    try:
        typed = forms.typed(request.POST, numbers)
        number = actions.enter(request.viewer, found.code, typed.given(), key=typed[KEY])
    except Refusal as refusal:
        page = presenters.ballot_page(request, found, levels=levels, typed=kept, refusal=refusal)
        return render(request, "counter/ballot.html", {"page": page}, status=status_of(refusal))
    again = f" (lần {number})" if number > 1 else ""
    tell(request, f"Đã ghi phiếu đánh giá hồ sơ {found.code}{again}.")
    return redirect(presenters.listed_at(levels=levels))
