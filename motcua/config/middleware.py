"""What happens around every request: headers, size, language, who looks, and refusals told as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from motcua.config import failures
from motcua.law.errors import NoValue
from motcua.records import clock
from motcua.records.people.queries import viewer_of
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


def known_viewer(get_response: GetResponse) -> GetResponse:
    """`request.viewer`: who looks, with the posts held today; read only when a view asks."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        request.viewer = SimpleLazyObject(  # type: ignore[attr-defined]  # ours; views see a StaffRequest
            lambda: viewer_of(request.user.pk, on=clock.now().date())
        )
        return get_response(request)

    return respond


class RefusalPages:
    """A Refusal that no view dealt with becomes a page that says it, with the status of its class."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; refusals come to `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None, for Django to go on, for anything else."""
        if isinstance(exception, Refusal | NoValue):
            return failures.refused(request, exception)
        return None
