"""Views of the counter: parse, one query or action, a page."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.counter import forms, intake_page, online_page, register_page, returns_page
from motcua.desks.counter import receipt as receipts
from motcua.desks.counter.accepted_page import accepted_page
from motcua.desks.counter.forms import Step, Typed
from motcua.desks.counter.presenters import DESK_SEEN, desk_of
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.pages import Tone
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import actions, door, duplicates, noting, queries, returning
from motcua.records.casework.actions import Ref
from motcua.records.casework.door import SlipKind
from motcua.records.tickets import actions as calling
from motcua.records.tickets import queries as tickets
from motcua.rules.dossier import Act, State, transition
from motcua.rules.numbering import is_dossier_code
from motcua.rules.refusal import Conflict, Refusal

_either = require_http_methods(["GET", "POST"])


@never_cache
@_either
@audience(Role.COUNTER)
def intake(request: StaffRequest) -> HttpResponse:
    """One screen: scan, search, see the promise, save. Every step comes back with what was typed."""
    if request.method == "GET":
        return render(request, "counter/intake.html", {"page": intake_page.empty_page(request)})
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
    found = intake_page.matches(request.viewer, forms.searched(request.GET), competent_key=competent_key)
    return render(request, "counter/matches.html", {"page": found})


@require_GET
@audience(Role.COUNTER)
def accepted(request: StaffRequest, code: str) -> HttpResponse:
    """The dossier that has just got its number."""
    found = queries.dossier(request.viewer, code)
    receipts.printable(found)
    page = accepted_page(request, found, prints="in" in request.GET)
    return render(request, "counter/accepted.html", {"page": page})


@never_cache
@require_POST
@audience(Role.COUNTER)
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Prints form 01; each print is journalled, and one after the first says so."""
    found = queries.dossier(request.viewer, code)
    receipts.printable(found)
    printed = noting.receipt_printed(request.viewer, found.id)
    sheet = receipts.pdf(receipts.receipt_page(found, printed))
    headers = {
        "Content-Disposition": f'inline; filename="giay-tiep-nhan-{found.code}.pdf"',
        "Content-Security-Policy": receipts.POLICY,
    }
    return HttpResponse(sheet, content_type="application/pdf", headers=headers)


@require_GET
@audience(Role.COUNTER)
def online(request: StaffRequest) -> HttpResponse:
    """What was submitted online and waits."""
    return render(request, "counter/online.html", {"page": online_page.online_page(request)})


@_either
@audience(Role.COUNTER)
def submitted(request: StaffRequest, code: str) -> HttpResponse:
    """Accepts an online dossier, or declines it with a reason."""
    found = queries.dossier(request.viewer, code)
    if request.method == "GET":
        transition(Act.DECLINE, state=found.state)
        return render(request, "counter/submitted.html", {"page": online_page.submitted_page(request, found)})
    try:
        return _decided(request, forms.decided(request.POST), found.id, code)
    except Refusal as refusal:
        page = online_page.submitted_page(request, found, reason=forms.reason_in(request.POST), refusal=refusal)
        return render(request, "counter/submitted.html", {"page": page}, status=status_of(refusal))


@require_GET
@audience(Role.COUNTER)
def returns(request: StaffRequest) -> HttpResponse:
    """What waits for its owner; the code of a receipt opens the hand-over."""
    text = forms.searched(request.GET)
    if is_dossier_code(text):
        return redirect("counter:hand_over", text)
    return render(request, "counter/returns.html", {"page": returns_page.returns_page(request, text)})


@_either
@audience(Role.COUNTER)
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Gives a result into the hands of a person."""
    found = queries.dossier(request.viewer, code)
    if request.method == "GET" and found.state is not State.SETTLED:
        tell(request, "Hồ sơ này không có kết quả chờ trả; dưới đây là nơi hồ sơ đang ở.", tone=Tone.CALM)
        return redirect("officer:dossier", found.code)
    if request.method == "GET":
        return render(request, "counter/hand_over.html", {"page": returns_page.hand_over_page(request, found)})
    typed = forms.kept_hand_over(request.POST)
    try:
        count = _returned(request, forms.received(request.POST), found.id)
    except Refusal as refusal:
        page = returns_page.hand_over_page(request, found, typed=typed, refusal=refusal)
        return render(request, "counter/hand_over.html", {"page": page}, status=status_of(refusal))
    more = f" và {count - 1} kết quả khác" if count > 1 else ""
    tell(request, f"Đã trả kết quả hồ sơ {found.code}{more} cho {typed['recipient_name']}.")
    return redirect("counter:returns")


@require_GET
@audience(Role.COUNTER)
def register(request: StaffRequest) -> HttpResponse:
    """The register of some days, to read and to print."""
    asked = forms.asked(request.GET, today=clock.now().date())
    return render(request, "counter/register.html", {"page": register_page.register_page(request, asked)})


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
    of = intake_page.shown(request.viewer, typed, searching=forms.searches(typed))
    of = replace(of, opened=opened)
    page = intake_page.intake_page(request, of)
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


def _decided(request: StaffRequest, decision: forms.Decided, dossier_id: int, code: str) -> HttpResponse:
    ref = Ref(id=dossier_id, version=decision.version)
    if decision.accepts:
        actions.accept_submitted(request.viewer, ref, key=decision.key)
        return redirect("counter:accepted", code)
    actions.decline(request.viewer, ref, key=decision.key, reason=decision.reason)
    tell(request, f"Đã trả lời không tiếp nhận hồ sơ {code}; người nộp đọc được lý do.")
    return redirect("counter:online")


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
