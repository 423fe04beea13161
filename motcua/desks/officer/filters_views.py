"""Views of narrowing a work list down, and of the lists that a person keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import errors_of, status_of
from motcua.desks.officer import filters, lists
from motcua.desks.officer.views import READERS
from motcua.records.casework import filters as kept
from motcua.rules.refusal import Refusal


@require_GET
@audience(*READERS)
def narrow(request: StaffRequest) -> HttpResponse:
    """What the list may be narrowed to."""
    page = filters.narrow_page(request, lists.wanted(request.GET))
    return render(request, "officer/narrow.html", {"page": page})


@require_POST
@audience(*READERS)
def save(request: StaffRequest) -> HttpResponse:
    """Keeps the list that is asked for, and shows it."""
    asked, name = filters.to_keep(request.POST)
    try:
        kept.save(request.viewer, name=name, kept=filters.kept_of(asked))
    except Refusal as refusal:
        page = filters.narrow_page(request, asked, name=name, errors=errors_of(refusal))
        return render(request, "officer/narrow.html", {"page": page}, status=status_of(refusal))
    tell(request, f"Đã lưu bộ lọc «{name.strip()}»; bấm tên bộ lọc phía trên danh sách để mở lại.")
    return redirect(asked.href())


@require_POST
@audience(*READERS)
def remove(request: StaffRequest, filter_id: int) -> HttpResponse:
    """Forgets a list."""
    tell(request, f"Đã xóa bộ lọc «{kept.remove(request.viewer, filter_id)}».")
    return redirect("officer:narrow")
