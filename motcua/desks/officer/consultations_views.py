"""Views of asking other units and answering them: parse, one query or action, a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.officer import consultations, consultations_forms
from motcua.desks.officer.consultations_forms import Typed
from motcua.desks.officer.presenters import told
from motcua.desks.officer.views import READERS
from motcua.records.casework import noting, queries
from motcua.records.casework.changes import Outcome
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.refusal import NotAllowed, Refusal

_NOTHING = Typed(values={})


@require_GET
@audience(*READERS)
def questions(request: StaffRequest) -> HttpResponse:
    """The questions that wait for the person's units."""
    return render(request, "officer/questions.html", {"page": consultations.questions_page(request)})


@require_http_methods(["GET", "POST"])
@audience(*READERS)
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """The form that asks other units; a POST asks them."""
    dossier = queries.dossier(request.viewer, code)
    if Act.CONSULT not in dossier.acts and request.method == "GET":
        raise NotAllowed(
            "act", "Hồ sơ này không ở trạng thái hoặc đơn vị để ông/bà lấy ý kiến; hãy mở lại trang hồ sơ."
        )
    typed, status = _NOTHING, 200
    if request.method == "POST":
        try:
            outcome = consultations_forms.asked(request.viewer, dossier.id, request.POST)
        except Refusal as refusal:
            typed, status = consultations_forms.kept(request.POST, errors=errors_of(refusal)), status_of(refusal)
        else:
            tell(request, told(Act.CONSULT, outcome))
            return redirect("officer:dossier", dossier.code)
    page = consultations.ask_page(request, dossier, typed)
    return render(request, "officer/ask.html", {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@audience(*READERS)
def answer(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """A question put to a unit; a POST answers it."""
    return _question(request, code, number, act=Act.ANSWER, does=consultations_forms.answered)


@require_http_methods(["GET", "POST"])
@audience(*READERS)
def take_back(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """The same page; a POST takes the question back."""
    return _question(request, code, number, act=Act.TAKE_BACK, does=consultations_forms.taken_back)


Does = Callable[[Viewer, int, int, QueryDict], Outcome]


def _question(request: StaffRequest, code: str, number: int, *, act: Act, does: Does) -> HttpResponse:
    dossier = queries.dossier(request.viewer, code)
    typed, status = _NOTHING, 200
    if request.method == "POST":
        try:
            outcome = does(request.viewer, dossier.id, number, request.POST)
        except Refusal as refusal:
            typed, status = consultations_forms.kept(request.POST, errors=errors_of(refusal)), status_of(refusal)
        else:
            tell(request, told(act, outcome))
            return redirect("officer:dossier", dossier.code)
    noting.viewed_today(request.viewer, dossier.id)
    page = consultations.answer_page(request, dossier, number, typed)
    return render(request, "officer/answer.html", {"page": page}, status=status)
