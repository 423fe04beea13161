"""Views of the scores of QĐ 766: parse, one query or action, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import sent
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.scores import declaring, presenters, rows
from motcua.desks.leader.scores.forms import AskedScore, asked_score, default_period
from motcua.law.types import Role
from motcua.records.scoring import actions
from motcua.rules.period import period as period_of
from motcua.rules.refusal import Refusal

RANKING, SHEET, ROW, DOSSIERS, MONTHS, DECLARABLE, DECLARE = (
    "leader/scores.html", "leader/score_sheet.html", "leader/score_row.html", "leader/log_cases.html",
    "leader/score_months.html", "leader/score_declarable.html", "leader/score_declare.html",
)  # fmt: skip


@require_GET
@audience(*READERS)
def ranking(request: StaffRequest) -> HttpResponse:
    """All units in sight; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    try:
        page = presenters.ranking_page(request, asked_score(request.GET), typed=typed)
    except Refusal as refusal:
        asked = AskedScore(period=default_period())
        page = presenters.ranking_page(request, asked, typed=typed, errors=errors_of(refusal))
        return render(request, RANKING, {"page": page}, status=status_of(refusal))
    return render(request, RANKING, {"page": page})


@require_GET
@audience(*READERS)
def sheet(request: StaffRequest, key: str) -> HttpResponse:
    """The sheet of a unit; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    asked, errors, status = AskedScore(period=default_period(), unit=key), {}, 200
    try:
        asked = asked_score(request.GET, unit=key)
    except Refusal as refusal:
        errors, status = errors_of(refusal), status_of(refusal)
    page = presenters.sheet_page(request, asked, typed=typed, errors=errors)
    return render(request, SHEET, {"page": page}, status=status)


@require_GET
@audience(*READERS)
def row(request: StaffRequest, key: str, row_id: str) -> HttpResponse:
    """A row of a sheet."""
    page = rows.row_page(request, asked_score(request.GET, unit=key, row=row_id))
    return render(request, ROW, {"page": page})


@require_GET
@audience(*READERS)
def dossiers(request: StaffRequest, key: str, row_id: str) -> HttpResponse:
    """The dossiers that a row counted."""
    page = rows.dossiers_page(request, asked_score(request.GET, unit=key, row=row_id))
    return render(request, DOSSIERS, {"page": page})


@require_GET
@audience(*READERS)
def months(request: StaffRequest, key: str) -> HttpResponse:
    """The months of a unit."""
    page = rows.months_page(request, asked_score(request.GET, unit=key))
    return render(request, MONTHS, {"page": page})


@require_GET
@audience(Role.ADMINISTRATOR)
def declarable(request: StaffRequest) -> HttpResponse:
    """What an administrator may declare."""
    return render(request, DECLARABLE, {"page": declaring.declarable_page(request, request.GET)})


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def declare(request: StaffRequest, key: str, row_id: str) -> HttpResponse:
    """Declares a row of a unit for a period."""
    period = period_of(request.GET.get("period", ""))
    if request.method == "GET":
        return render(request, DECLARE, {"page": declaring.declare_page(request, key, row_id, period)})
    typed = sent(request.POST, fields=declaring.FIELDS)
    try:
        actions.declare(request.viewer, key, period, declaring.declaration_of(row_id, typed))
    except Refusal as refusal:
        page = declaring.declare_page(request, key, row_id, period, typed=typed, errors=errors_of(refusal))
        return render(request, DECLARE, {"page": page}, status=status_of(refusal))
    tell(request, f"Đã ghi số khai của chỉ số {row_id}.")
    return redirect(declaring.listed_at(key, period))
