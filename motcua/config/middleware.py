"""What happens around every request: headers, size, language, session, who looks, and refusals told as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from motcua.config import failures
from motcua.desks.frame.address import address_of
from motcua.desks.frame.audience import PUBLIC
from motcua.desks.frame.pages import Tone
from motcua.desks.frame.posts import WORKING_POST
from motcua.desks.frame.presenting import tell
from motcua.law.errors import NoValue
from motcua.records import clock
from motcua.records.busy import is_busy
from motcua.records.people import sessions, working
from motcua.records.people.queries import viewer_of
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, no inline script or style; `data:` pictures are the QR codes of receipts."""

PERMISSIONS = "camera=(self), geolocation=(), microphone=(), payment=()"


UNATTENDED = "Motcua-Unattended"
"""The header with which a page asks by itself: a screen left alone for long enough still ends its session."""


def safe_headers(get_response: GetResponse) -> GetResponse:
    """The content security policy on every answer; a view may have set a stricter one."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return respond


def limited_body(get_response: GetResponse) -> GetResponse:
    """Refuses a request that announces more than settings.BODY_LIMIT bytes; never more than announced is read."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.BODY_LIMIT:
            return failures.too_large(request)
        return get_response(request)

    return respond


def chosen_language(get_response: GetResponse) -> GetResponse:
    """The language that the person chose, else Vietnamese: the browser's own preference decides nothing, for the
    machines of an office are often set to English by whoever installed them.
    """
    known = dict(settings.LANGUAGES)

    def respond(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return respond


def kept_session(get_response: GetResponse) -> GetResponse:
    """A session of somebody who has entered is noted as used, and over when its time is up: see `sessions`."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            going_on = sessions.keep(
                request.session,
                account_id=request.user.pk,
                address=address_of(request),
                device=request.headers.get("User-Agent", ""),
                attended=UNATTENDED not in request.headers,
            )
            if not going_on:
                auth.logout(request)
        return get_response(request)

    return respond


class OwnPasswordFirst:
    """Whoever entered with a password that somebody else set chooses an own one before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; what is asked for comes to `process_view`."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: object, _values: object
    ) -> HttpResponseBase | None:
        """Leads to the page where one chooses a password; None, to go on, for public pages and for everybody else."""
        if PUBLIC in getattr(view, "audience", {PUBLIC}) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if not getattr(request.user, "password_is_initial", False):
            return None
        own = reverse("entrance:password")
        return None if request.path == own else redirect(own)


def known_viewer(get_response: GetResponse) -> GetResponse:
    """`request.viewer`: who looks, with the posts held today, at work in the one chosen; read only when a view asks."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(lambda: _at_work(request))  # type: ignore[attr-defined]  # ours; views see a StaffRequest
        return get_response(request)

    return respond


def _at_work(request: HttpRequest) -> Viewer:
    """Who looks. A chosen post that has ended since is forgotten, and the next page says so."""
    viewer = viewer_of(request.user.pk, on=clock.now().date())
    if viewer.account_id is None:
        return viewer
    chosen: str = request.session.get(WORKING_POST, "")
    if chosen and not working.holds(viewer, chosen):
        del request.session[WORKING_POST]
        if viewer.posts:
            tell(request, "Nhiệm vụ ông/bà đã chọn không còn hiệu lực; nơi làm việc ghi ở đầu trang.", tone=Tone.NEAR)
        return viewer
    return working.working_at(viewer, chosen)


class RefusalPages:
    """A Refusal that no view dealt with becomes a page that says it, with the status of its class; a database that
    had too much to do becomes one from which the same is sent again.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; refusals come to `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal or a busy database; None, for Django to go on, for anything else."""
        if isinstance(exception, Refusal | NoValue):
            return failures.refused(request, exception)
        return failures.busy(request) if is_busy(exception) else None
