"""Views of event logs: parse, one query or action, a page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.frame.sent import sent
from motcua.desks.leader import asking
from motcua.desks.leader.framing import READERS
from motcua.desks.leader.logs import importing, presenters
from motcua.desks.leader.logs.forms import AskedCases
from motcua.desks.leader.periods import period_form
from motcua.law.types import Role
from motcua.records.documents import imports
from motcua.records.logs import actions
from motcua.rules.event_log_reading import Reading
from motcua.rules.refusal import Refusal

LIST, LOG, CASES, CASE, FORESEEN = (
    "leader/logs.html", "leader/log.html", "leader/log_cases.html", "leader/log_case.html", "leader/log_foreseen.html",
)  # fmt: skip


@require_GET
@audience(*READERS, Role.ADMINISTRATOR)
def listed(request: StaffRequest) -> HttpResponse:
    """The logs of the store, and where one is sent."""
    form = importing.send_form() if _keeps(request) else None
    return render(request, LIST, {"page": presenters.logs_page(request, form=form)})


@require_GET
@audience(*READERS)
def shown(request: StaffRequest, name: str) -> HttpResponse:
    """What a log shows."""
    return render(request, LOG, {"page": presenters.log_page(request, name)})


@require_GET
@audience(*READERS)
def cases(request: StaffRequest, name: str) -> HttpResponse:
    """The cases behind a number of a log."""
    asked = AskedCases.of(name).asked(request.GET)
    return render(request, CASES, {"page": presenters.cases_page(request, asked)})


@require_GET
@audience(*READERS)
def case(request: StaffRequest, name: str, number: int) -> HttpResponse:
    """One case of a log."""
    return render(request, CASE, {"page": presenters.case_page(request, name, number)})


@require_GET
@audience(*READERS)
def own(request: StaffRequest) -> HttpResponse:
    """The own dossiers of a period seen as a log; a period that cannot be read keeps what was typed."""
    typed = asking.typed_period(request.GET)
    status, errors = 200, {}
    try:
        period = asking.period_in(typed)
    except Refusal as refusal:
        period, errors, status = asking.default_period(), errors_of(refusal), status_of(refusal)
    form = replace(period_form(period, typed=typed, errors=errors), action=reverse("leader:own_log"))
    page = presenters.own_page(request, period, form=form)
    return render(request, LOG, {"page": page}, status=status)


@require_GET
@audience(*READERS)
def own_cases(request: StaffRequest) -> HttpResponse:
    """The own dossiers behind a number."""
    period = asking.period_in(asking.typed_period(request.GET))
    page = presenters.own_cases_page(request, period, AskedCases.of_own(period).asked(request.GET))
    return render(request, CASES, {"page": page})


@require_POST
@audience(Role.ADMINISTRATOR)
def send(request: StaffRequest) -> HttpResponse:
    """A file is read; one that is a log is kept until it is taken in."""
    typed = sent(request.POST, fields=("name", "map"))
    try:
        name = actions.name_of(typed["name"])
        file_name, content = importing.uploaded(request.FILES.get("file"))
        importing.reading_of(content, typed["map"])
    except Refusal as refusal:
        form = importing.send_form(typed, errors_of(refusal))
        return render(request, LIST, {"page": presenters.logs_page(request, form=form)}, status=status_of(refusal))
    import_id = imports.wait(importing.KIND, name=file_name, content=content, by_id=request.viewer.account_id)
    asked = urlencode({"name": name, "map": typed["map"]})
    return redirect(f"{reverse('leader:log_foreseen', args=(import_id,))}?{asked}")


@never_cache
@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def foreseen(request: StaffRequest, import_id: int) -> HttpResponse:
    """What reading a file gave; POST takes it in, all or nothing."""
    file = importing.waiting(request, import_id)
    if request.method == "GET":
        typed = {name: request.GET.get(name, "") for name in ("name", "map")}
        reading = importing.reading_of(file.content, typed["map"])
        return render(request, FORESEEN, {"page": importing.foreseen_page(request, file, reading, typed=typed)})
    typed = dict(sent(request.POST, fields=("name", "map", "replace")))
    reading = importing.reading_of(file.content, typed["map"])
    try:
        return _taken_in(request, import_id, reading, typed, file_name=file.name)
    except Refusal as refusal:
        page = importing.foreseen_page(request, file, reading, typed=typed, errors=errors_of(refusal))
        return render(request, FORESEEN, {"page": page}, status=status_of(refusal))


def _taken_in(
    request: StaffRequest, import_id: int, reading: Reading, typed: dict[str, str], *, file_name: str
) -> HttpResponse:
    actions.take_in(
        request.viewer,
        reading,
        name=typed["name"],
        file_name=file_name,
        replace=typed["replace"] == "1",
        import_id=import_id,
    )
    tell(request, f"Đã nhập {number_vi(len(reading.cases))} hồ sơ vào nhật ký «{actions.name_of(typed['name'])}».")
    return redirect("leader:logs")


def _keeps(request: StaffRequest) -> bool:
    return any(post.role is Role.ADMINISTRATOR for post in request.viewer.posts)
