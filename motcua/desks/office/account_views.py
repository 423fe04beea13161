"""Views of accounts: parse, one query or action, a page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.days import typed_day
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.office import account_forms as forms
from motcua.desks.office import account_page, accounts, session_page
from motcua.desks.office.presenters import Refused
from motcua.law.types import Role
from motcua.records.people import actions
from motcua.records.people.actions import Asked
from motcua.rules.refusal import Refusal

ALREADY = "Mật khẩu này đã cấp ở lần gửi trước và chỉ hiện một lần; nếu chưa kịp ghi lại, hãy đặt lại lần nữa."


@require_GET
@audience(Role.ADMINISTRATOR)
def listed(request: StaffRequest) -> HttpResponse:
    """The accounts kept."""
    page = accounts.accounts_page(request, accounts.wanted(request.GET))
    return render(request, "office/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def opened(request: StaffRequest) -> HttpResponse:
    """Opens an account with its first position."""
    if request.method == "GET":
        return render(request, "office/form.html", {"page": accounts.new_account_page(request)})
    try:
        account_id = _open(request)
    except Refusal as refusal:
        typed = {name: request.POST.get(name, "") for name in (KEY, *accounts.OPENING)}
        page = accounts.new_account_page(request, typed=typed, refusal=refusal)
        return render(request, "office/form.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã mở tài khoản. Hãy cấp mật khẩu lần đầu để người này đăng nhập được.")
    return redirect("office:account", account_id)


@never_cache
@require_GET
@audience(Role.ADMINISTRATOR)
def shown(request: StaffRequest, account_id: int) -> HttpResponse:
    """An account whole."""
    return render(request, "office/thing.html", {"page": account_page.account_page(request, account_id)})


@never_cache
@audience(Role.ADMINISTRATOR)
def act(request: StaffRequest, account_id: int, slug: str) -> HttpResponse:
    """Does something to an account; a refusal shows it again with the form as it was typed."""
    form = forms.account_form(slug)
    if request.method != "POST":
        return redirect("office:account", account_id)
    try:
        answer = forms.done(request.viewer, account_id, form, forms.typed_in(form, request.POST))
    except Refusal as refusal:
        refused = Refused(
            slug=slug, typed=forms.kept(form, request.POST), refusal=refusal, renamed=account_page.RENAMED
        )
        page = account_page.account_page(request, account_id, refused=refused)
        return render(request, "office/thing.html", {"page": page}, status=status_of(refusal))
    if slug == forms.RESET and answer:
        page_of_password = account_page.password_page(request, account_id, str(answer))
        return render(request, "office/first_password.html", {"page": page_of_password})
    tell(request, form.said or ALREADY)
    return redirect("office:account", account_id)


@never_cache
@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def sessions(request: StaffRequest) -> HttpResponse:
    """The open sessions of the accounts kept; ends one of them."""
    if request.method == "GET":
        return render(request, "office/sessions.html", {"page": session_page.sessions_page(request)})
    typed = sent(request.POST, fields=(KEY, "session"))
    numbers = [whole_number(part, field="session") for part in typed["session"].split("-", 1)]
    if len(numbers) != 2:
        raise Refusal("session", "Chưa chọn phiên nào; hãy tải lại trang rồi chọn.")
    actions.end_sessions(request.viewer, account_id=numbers[0], session_id=numbers[1], asked=Asked(key=typed[KEY]))
    tell(request, "Đã đóng phiên.")
    return redirect("office:sessions")


def _open(request: StaffRequest) -> int:
    typed = sent(request.POST, fields=(KEY, *accounts.OPENING))
    return actions.employ(
        request.viewer,
        username=typed["username"],
        full_name=typed["full_name"],
        unit_id=forms.chosen(typed["unit"], field="unit"),
        role=forms.role(typed["role"]),
        title=typed["title"],
        valid_from=typed_day(typed["valid_from"], field="valid_from"),
        asked=Asked(key=typed[KEY]),
    )
