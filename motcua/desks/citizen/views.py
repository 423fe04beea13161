"""The citizen's view: a form, and the dossier of whoever holds code and secret."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.desks.citizen import presenters
from motcua.desks.frame.address import address_of
from motcua.desks.frame.audience import PUBLIC, StaffRequest, audience
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import sent
from motcua.records.casework.looking_up import look_up as looked_up
from motcua.rules.refusal import Refusal


@never_cache
@require_http_methods(["GET", "POST"])
@audience(PUBLIC)
def look_up(request: StaffRequest) -> HttpResponse:
    """Asks for code and secret; both together, sent in a POST, open the dossier. Nothing of it is kept by browsers."""
    if request.method == "GET":
        return render(request, "citizen/look_up.html", {"page": presenters.look_up_page(request)})
    typed = sent(request.POST, fields=("code", "secret"))
    try:
        found = looked_up(typed["code"], secret=typed["secret"], address=address_of(request))
    except Refusal as refusal:
        page = presenters.look_up_page(request, code=typed["code"], refusal=refusal)
        return render(request, "citizen/look_up.html", {"page": page}, status=status_of(refusal))
    return render(request, "citizen/dossier.html", {"page": presenters.dossier_page(request, found)})
