"""Views at the door: the first page, entering, leaving."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.desks.entrance import presenters
from motcua.desks.frame.address import address_of
from motcua.desks.frame.audience import PUBLIC, StaffRequest, audience
from motcua.desks.frame.presenting import home_of, in_demonstration, tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import sent
from motcua.records import clock
from motcua.records.people import entry, queries
from motcua.rules.refusal import Refusal

NO_DESK = (
    "Tài khoản này hôm nay không giữ nhiệm vụ nào nên chưa có bàn làm việc; hãy nhờ người quản trị của đơn vị "
    "giao nhiệm vụ."
)


@require_GET
@audience(PUBLIC)
def start(request: StaffRequest) -> HttpResponse:
    """The first page: of a demonstration, its cast; of a real store, look-up and entry."""
    if in_demonstration():
        return render(request, "entrance/start.html", {"page": presenters.start_page(request)})
    return render(request, "entrance/landing.html", {"page": presenters.landing_page(request)})


@never_cache
@require_http_methods(["GET", "POST"])
@audience(PUBLIC)
def login(request: StaffRequest) -> HttpResponse:
    """Asks for user name and password, and enters. In a demonstration one enters without, from the first page."""
    if request.method == "GET":
        if in_demonstration():
            tell(request, "Hãy chọn một người để vào làm việc.", tone=presenters.HINT)
            return redirect("entrance:start")
        return _login_page(request, after=request.GET.get("next", ""))
    typed = sent(request.POST, fields=("username", "password", "next"))
    try:
        account = entry.enter(username=typed["username"], password=typed["password"], address=address_of(request))
    except Refusal as refusal:
        return _login_page(request, after=typed["next"], username=typed["username"], refusal=refusal)
    auth.login(request, account)
    return redirect(_destination(request, account.pk, after=typed["next"]))


@require_POST
@audience(PUBLIC)
def enter_as(request: StaffRequest) -> HttpResponse:
    """Enters as a member of the cast; there is none in a real store (404)."""
    typed = sent(request.POST, fields=("account",))
    account = entry.enter_as(typed["account"], on=clock.now().date())
    auth.login(request, account)
    return redirect(_destination(request, account.pk, after=""))


@require_POST
@audience(PUBLIC)
def leave(request: StaffRequest) -> HttpResponse:
    """Ends the session; a draft that the browser kept is forgotten with it."""
    auth.logout(request)
    response = redirect("entrance:start")
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


def _login_page(
    request: StaffRequest, *, after: str, username: str = "", refusal: Refusal | None = None
) -> HttpResponse:
    page = presenters.login_page(request, after=after, username=username, refusal=refusal)
    return render(request, "entrance/login.html", {"page": page}, status=status_of(refusal) if refusal else 200)


def _destination(request: StaffRequest, account_id: int, *, after: str) -> str:
    """The page that was asked for before entering, if it is ours; else the desk of the person."""
    here = url_has_allowed_host_and_scheme(
        after, allowed_hosts={request.get_host()}, require_https=settings.SESSION_COOKIE_SECURE
    )
    if after and here:
        return after
    home = home_of(queries.viewer_of(account_id, on=clock.now().date()))
    if home == "/":
        tell(request, NO_DESK, tone=presenters.HINT)
    return home
