"""Views of the evaluation: parse, one query or action, a page or a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import STAFF, StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import KEY
from motcua.desks.frame.sheets.evaluation_books import evaluation_book
from motcua.desks.frame.sheets.files import book_file, pdf_file
from motcua.desks.frame.sheets.forms.evaluation import EvaluationForm, sheet_of
from motcua.desks.leader import asking
from motcua.desks.leader.evaluation import forms, giving, lists, presenters
from motcua.desks.leader.evaluation.forms import AskedEvaluation, asked_evaluation, default_period
from motcua.desks.leader.framing import READERS
from motcua.law.types import Role
from motcua.records.evaluation import assessing
from motcua.records.evaluation.criteria import evaluation_on
from motcua.rules.refusal import NotFound, Refusal

HEADS = (Role.LEADER, Role.CHAIR)
RANKING, AGENCY, POINTS, BALLOTS = (
    "leader/evaluations.html", "leader/evaluation.html", "leader/evaluation_points.html",
    "leader/evaluation_ballots.html",
)  # fmt: skip


@require_GET
@audience(*READERS)
def ranking(request: StaffRequest) -> HttpResponse:
    """All agencies in sight; a period that cannot be read keeps what was typed."""
    typed, asked, errors, status = asking.typed_period(request.GET), AskedEvaluation(period=default_period()), {}, 200
    try:
        asked = asked_evaluation(request.GET)
    except Refusal as refusal:
        errors, status = errors_of(refusal), status_of(refusal)
    page = presenters.ranking_page(request, asked, typed=typed, errors=errors)
    return render(request, RANKING, {"page": page}, status=status)


@require_GET
@audience(*READERS)
def ranking_file(request: StaffRequest, kind: str) -> HttpResponse:
    """The ranking as a file."""
    return _file(presenters.ranking_file(request, asked_evaluation(request.GET)), kind)


@require_GET
@audience(*READERS)
def agency(request: StaffRequest, key: str) -> HttpResponse:
    """An agency; a period that cannot be read keeps what was typed."""
    typed, errors, status = asking.typed_period(request.GET), {}, 200
    asked = AskedEvaluation(period=default_period(), unit=key)
    try:
        asked = asked_evaluation(request.GET, unit=key)
    except Refusal as refusal:
        errors, status = errors_of(refusal), status_of(refusal)
    page = presenters.agency_page(request, asked, typed=typed, errors=errors)
    return render(request, AGENCY, {"page": page}, status=status)


@require_GET
@audience(*READERS)
def agency_file(request: StaffRequest, key: str, kind: str) -> HttpResponse:
    """An agency as a file."""
    return _file(presenters.agency_file(request, asked_evaluation(request.GET, unit=key)), kind)


@require_GET
@audience(*READERS)
def ballots(request: StaffRequest, key: str) -> HttpResponse:
    """The ballots behind a score or an average."""
    page = lists.ballots_page(request, asked_evaluation(request.GET, unit=key))
    return render(request, BALLOTS, {"page": page})


@require_GET
@audience(*READERS)
def ballots_file(request: StaffRequest, key: str, kind: str) -> HttpResponse:
    """The ballots of an agency as a file."""
    return _file(lists.ballots_file(request, asked_evaluation(request.GET, unit=key)), kind)


@require_GET
@audience(STAFF)
def officer(request: StaffRequest, account_id: int) -> HttpResponse:
    """A person's score: one's own, or that of whom one heads or inspects."""
    typed, asked, errors, status = asking.typed_period(request.GET), AskedEvaluation(period=default_period()), {}, 200
    try:
        asked = asked_evaluation(request.GET)
    except Refusal as refusal:
        errors, status = errors_of(refusal), status_of(refusal)
    page = lists.officer_page(request, account_id, asked, typed=typed, errors=errors)
    return render(request, BALLOTS, {"page": page}, status=status)


@require_http_methods(["GET", "POST"])
@audience(*HEADS)
def points(request: StaffRequest, key: str, slug: str) -> HttpResponse:
    """Gives points, or appraises them; a refusal shows them again as they were typed."""
    asked, kind = asked_evaluation(request.GET, unit=key), forms.kind_of(slug)
    if request.method == "GET":
        return render(request, POINTS, {"page": giving.points_page(request, asked, kind)})
    numbers = evaluation_on(asked.period.last).criteria.by_self
    kept = forms.kept(request.POST, numbers)
    try:
        given = forms.typed(request.POST, numbers).given()
        assessing.assess(request.viewer, key, asked.period, kind, given, key=kept[KEY])
    except Refusal as refusal:
        page = giving.points_page(request, asked, kind, typed=kept, refusal=refusal)
        return render(request, POINTS, {"page": page}, status=status_of(refusal))
    tell(request, giving.done_vi(kind))
    return redirect(asked.agency)


def _file(form: EvaluationForm, kind: str) -> HttpResponse:
    if kind not in presenters.KINDS:
        raise NotFound("format", "Biểu đánh giá không có dạng tệp này; hãy chọn Excel hoặc PDF.")
    if kind == "xlsx":
        return book_file(evaluation_book(form), form.file_name)
    return pdf_file(sheet_of(form))
