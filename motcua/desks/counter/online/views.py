"""Views of what was submitted online."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter.online import forms, presenters
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.law.types import Role
from motcua.records.casework import actions, queries
from motcua.records.casework.actions import Ref
from motcua.rules.dossier import Act, transition
from motcua.rules.refusal import Refusal

_either = require_http_methods(["GET", "POST"])


@require_GET
@audience(Role.COUNTER)
def online(request: StaffRequest) -> HttpResponse:
    """What was submitted online and waits."""
    return render(request, "counter/online.html", {"page": presenters.online_page(request)})


@_either
@audience(Role.COUNTER)
def submitted(request: StaffRequest, code: str) -> HttpResponse:
    """Accepts an online dossier, or declines it with a reason."""
    found = queries.dossier(request.viewer, code)
    if request.method == "GET":
        transition(Act.DECLINE, state=found.state)
        return render(request, "counter/submitted.html", {"page": presenters.submitted_page(request, found)})
    try:
        return _decided(request, forms.decided(request.POST), found.id, code)
    except Refusal as refusal:
        page = presenters.submitted_page(request, found, reason=forms.reason_in(request.POST), refusal=refusal)
        return render(request, "counter/submitted.html", {"page": page}, status=status_of(refusal))


def _decided(request: StaffRequest, decision: forms.Decided, dossier_id: int, code: str) -> HttpResponse:
    ref = Ref(id=dossier_id, version=decision.version)
    if decision.accepts:
        actions.accept_submitted(request.viewer, ref, key=decision.key)
        return redirect("counter:accepted", code)
    actions.decline(request.viewer, ref, key=decision.key, reason=decision.reason)
    tell(request, f"Đã trả lời không tiếp nhận hồ sơ {code}; người nộp đọc được lý do.")
    return redirect("counter:online")
