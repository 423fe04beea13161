"""Views of the intake: parse, one query or action, a page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter import asking
from motcua.desks.counter.framing import DESK_SEEN, desk_of
from motcua.desks.counter.intake import forms, presenters
from motcua.desks.counter.intake.forms import Step, Typed
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.sent import KEY
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import door, duplicates, queries
from motcua.records.casework.door import SlipKind
from motcua.records.tickets import actions as calling
from motcua.records.tickets import queries as tickets
from motcua.rules.refusal import Conflict, Refusal

_either = require_http_methods(["GET", "POST"])


@never_cache
@_either
@audience(Role.COUNTER)
def intake(request: StaffRequest) -> HttpResponse:
    """One screen: scan, search, see the promise, save. Every step comes back with what was typed."""
    if request.method == "GET":
        return render(request, "counter/intake.html", {"page": presenters.empty_page(request)})
    typed = forms.typed_in(request.POST)
    try:
        desk_of(request.viewer, seen=typed[DESK_SEEN])
    except Conflict as refusal:
        return _shown(request, typed.wrong(refusal))
    if typed.dossier or typed.ticket:
        return _looked_up(request, typed)
    if typed.slip is not None:
        return _turned_away(request, typed, typed.slip)
    return _saved(request, typed) if typed.saves else _shown(request, typed)


@require_GET
@audience(Role.COUNTER)
def matches(request: StaffRequest) -> HttpResponse:
    """The procedures that match `q`, of the `competent_unit` where one is chosen, as a part of the intake page."""
    competent_key = request.GET.get("competent_unit", "")
    found = presenters.matches(request.viewer, asking.searched(request.GET), competent_key=competent_key)
    return render(request, "counter/matches.html", {"page": found})


def _looked_up(request: StaffRequest, typed: Typed) -> HttpResponse:
    """Opens the dossier that was scanned, or calls the number: at once, or beside a form that somebody has begun."""
    try:
        if typed.ticket:
            number = tickets.ticket_id(request.viewer, typed.ticket)
            calling.call(request.viewer, ticket_id=number, key=f"{typed[KEY]}.{typed.ticket}")
            return _shown(request, typed)
        code = queries.dossier(request.viewer, typed.dossier).code
    except Refusal as refusal:
        return _shown(request, typed.wrong(refusal))
    return _shown(request, typed, opened=code) if typed.begun else redirect("counter:hand_over", code)


def _turned_away(request: StaffRequest, typed: Typed, kind: SlipKind) -> HttpResponse:
    """Gives a slip at the door instead of a receipt."""
    try:
        given = door.give(request.viewer, typed.asked_slip(kind, desk_of(request.viewer).key), key=typed[KEY])
    except Refusal as refusal:
        return _shown(request, typed.wrong(refusal))
    return redirect("counter:door_slip", given.id)


def _shown(request: StaffRequest, typed: Typed, *, opened: str = "") -> HttpResponse:
    of = presenters.shown(request.viewer, typed, searching=forms.searches(typed))
    of = replace(of, opened=opened)
    page = presenters.intake_page(request, of)
    return render(request, "counter/intake.html", {"page": page}, status=of.typed.status)


def _saved(request: StaffRequest, typed: Typed) -> HttpResponse:
    """Accepts the dossier; a retry of the same form comes to the same one."""
    typed = forms.checked(typed, on=clock.now().date())
    if typed.errors:
        return _shown(request, typed)
    try:
        intake = typed.intake(desk_of(request.viewer).key)
        outcome = duplicates.receive(request.viewer, intake, confirmed=bool(typed["duplicate"]), key=typed[KEY])
    except Refusal as refusal:
        return _shown(request, typed.wrong(refusal))
    calling.received(request.viewer, dossier_code=outcome.code)
    address = reverse("counter:accepted", args=(outcome.code,))
    return redirect(f"{address}?in" if typed.step is Step.PRINT else address)
