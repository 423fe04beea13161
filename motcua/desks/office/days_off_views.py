"""Views of days off: parse, one query or action, a page."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import said, status_of
from motcua.desks.frame.sent import KEY, sent
from motcua.desks.frame.spreadsheets import uploaded
from motcua.desks.office import days_off as pages
from motcua.law.types import Role
from motcua.records.calendar import reading
from motcua.records.calendar.decisions import Decision, decision
from motcua.records.casework import recalculating
from motcua.rules.refusal import Refusal


@require_GET
@audience(Role.ADMINISTRATOR)
def shown(request: StaffRequest) -> HttpResponse:
    """The calendar of a year."""
    page = pages.calendar_page(request, pages.asked_year(request.GET))
    return render(request, "office/days_off.html", {"page": page})


@require_POST
@audience(Role.ADMINISTRATOR)
def effects(request: StaffRequest) -> HttpResponse:
    """What one typed decision, or those of a file, would do; nothing is written."""
    typed = {name: request.POST.get(name, "") for name in (KEY, *pages.ONE)}
    year = pages.asked_year(request.GET)
    by_file = "file" in request.FILES or "from_file" in request.POST
    try:
        decisions, errors = _of_file(request) if by_file else (_of_form(request), [])
        if errors:
            page = pages.calendar_page(request, year, file_errors=errors)
            return render(request, "office/days_off.html", {"page": page}, status=400)
        found = recalculating.preview(request.viewer, decisions)
    except Refusal as refusal:
        if by_file:
            page = pages.calendar_page(request, year, file_errors=[said(refusal)])
        else:
            page = pages.calendar_page(request, year, refused=pages.refused_one(typed, refusal))
        return render(request, "office/days_off.html", {"page": page}, status=status_of(refusal))
    return render(request, "office/effects.html", {"page": pages.effects_page(request, found)})


@require_POST
@audience(Role.ADMINISTRATOR)
def applied(request: StaffRequest) -> HttpResponse:
    """Applies decisions that were looked at; open dossiers get their later dates."""
    typed = sent(request.POST, fields=(KEY, pages.DECISIONS))
    table = reading.decisions_in(typed[pages.DECISIONS].encode())
    if table.errors or not table.decisions:
        raise Refusal(pages.DECISIONS, "Không đọc được quyết định đã xem; hãy quay lại trang ngày nghỉ và ghi lại.")
    try:
        done = recalculating.apply(request.viewer, table.decisions, key=typed[KEY])
    except Refusal as refusal:
        found = recalculating.preview(request.viewer, table.decisions)
        page = pages.effects_page(request, found, error=said(refusal), key=typed[KEY])
        return render(request, "office/effects.html", {"page": page}, status=status_of(refusal))
    failed = f" {number_vi(len(done.failures))} hồ sơ chưa tính lại được." if done.failures else ""
    tell(request, f"Đã áp dụng; {number_vi(done.moved)} hồ sơ được lùi hẹn.{failed}")
    return redirect("office:days_off")


def _of_form(request: StaffRequest) -> tuple[Decision, ...]:
    typed = sent(request.POST, fields=(KEY, *pages.ONE))
    one = decision(
        day=typed["date"],
        kind=typed["kind"],
        reason=typed["reason"],
        document=typed["document"],
        article=typed["article"],
        unit=typed["unit"],
    )
    return (one,)


def _of_file(request: StaffRequest) -> tuple[Sequence[Decision], list[str]]:
    sent(request.POST, fields=("from_file",))
    table = reading.decisions_in(uploaded(request.FILES.get("file")).content)
    if not table.decisions and not table.errors:
        raise Refusal("file", "Tệp chưa có dòng nào dưới dòng tiêu đề; hãy điền rồi gửi lại.")
    return table.decisions, pages.file_errors(table.errors)
