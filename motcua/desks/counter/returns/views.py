"""Views of the results that wait for their owners."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter import asking
from motcua.desks.counter.returns import forms, presenters
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.pages import Tone
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY
from motcua.law.types import Role
from motcua.records.casework import queries, returning
from motcua.rules.dossier import State
from motcua.rules.numbering import is_dossier_code
from motcua.rules.refusal import Refusal

_either = require_http_methods(["GET", "POST"])


@require_GET
@audience(Role.COUNTER)
def returns(request: StaffRequest) -> HttpResponse:
    """What waits for its owner; the code of a receipt opens the hand-over."""
    text = asking.searched(request.GET)
    if is_dossier_code(text):
        return redirect("counter:hand_over", text)
    return render(request, "counter/returns.html", {"page": presenters.returns_page(request, text)})


@_either
@audience(Role.COUNTER)
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Gives a result into the hands of a person."""
    found = queries.dossier(request.viewer, code)
    if request.method == "GET" and found.state is not State.SETTLED:
        tell(request, "Hồ sơ này không có kết quả chờ trả; dưới đây là nơi hồ sơ đang ở.", tone=Tone.CALM)
        return redirect("officer:dossier", found.code)
    if request.method == "GET":
        return render(request, "counter/hand_over.html", {"page": presenters.hand_over_page(request, found)})
    typed = forms.kept_hand_over(request.POST)
    try:
        count = _returned(request, forms.received(request.POST), found.id)
    except Refusal as refusal:
        page = presenters.hand_over_page(request, found, typed=typed, refusal=refusal)
        return render(request, "counter/hand_over.html", {"page": page}, status=status_of(refusal))
    more = f" và {count - 1} kết quả khác" if count > 1 else ""
    tell(request, f"Đã trả kết quả hồ sơ {found.code}{more} cho {typed['recipient_name']}.")
    return redirect("counter:returns")


def _returned(request: StaffRequest, typed: forms.Received, dossier_id: int) -> int:
    """Gives one result or several into the same hand, all or none; how many."""
    refs = (typed.ref(dossier_id), *typed.others)
    returning.return_results(
        request.viewer,
        refs,
        key=typed[KEY],
        recipient=typed["recipient_name"],
        on_behalf=typed.by_other,
        id_number=typed["recipient_id_number"],
        authorisation=typed["authorisation"],
        note=typed["note"],
    )
    return len(refs)
