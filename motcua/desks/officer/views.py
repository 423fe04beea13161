"""Views of the officer: parse, one query or action, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.officer import forms, lists, presenters, queue
from motcua.desks.officer.panel import Refused
from motcua.law.types import Role
from motcua.records.casework import noting, queries
from motcua.rules.refusal import NotFound, Refusal

READERS = (Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR, Role.INSPECTOR)


@require_GET
@audience(*READERS)
def work_list(request: StaffRequest) -> HttpResponse:
    """The work list under one tab."""
    return render(request, "officer/queue.html", {"page": queue.queue_page(request, lists.wanted(request.GET))})


@require_GET
@audience(*READERS)
def search(request: StaffRequest) -> HttpResponse:
    """What matches a text among all dossiers that the person may see."""
    text, after = lists.searched(request.GET), lists.further(request.GET)
    return render(request, "officer/queue.html", {"page": queue.found_page(request, text, after=after)})


@require_GET
@audience(*READERS)
def dossier(request: StaffRequest, code: str) -> HttpResponse:
    """A dossier whole; opening it is noted."""
    found = queries.dossier(request.viewer, code)
    noting.viewed(request.viewer, found.id)
    return render(request, "officer/dossier.html", {"page": presenters.dossier_page(request, found)})


@audience(*READERS)
def act(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Does an act; a refusal shows the dossier again with the form as it was typed."""
    form = forms.act_form(slug)
    if request.method != "POST":
        return redirect("officer:dossier", code)
    try:
        typed = forms.typed_in(form, request.POST)
        outcome = forms.done(request.viewer, queries.id_of(code), form, typed)
    except Refusal as refusal:
        return _again(request, code, form=form, refusal=refusal)
    tell(request, presenters.told(form.act, outcome))
    return redirect(_next(request, outcome.dossier_id))


def _again(request: StaffRequest, code: str, *, form: forms.ActForm, refusal: Refusal) -> HttpResponse:
    found = queries.dossier(request.viewer, code)
    refused = Refused(
        act=form.act,
        typed=forms.kept(form, request.POST),
        errors=errors_of(refusal, renamed=forms.RENAMED),
    )
    page = presenters.dossier_page(request, found, refused=refused)
    return render(request, "officer/dossier.html", {"page": page}, status=status_of(refusal))


def _next(request: StaffRequest, dossier_id: int) -> str:
    """The dossier, as long as it is this person's to see."""
    try:
        return presenters.dossier_href(queries.code_of(request.viewer, dossier_id))
    except NotFound:
        return lists.queue_href()
