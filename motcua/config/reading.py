"""A page that is only read is read at one moment."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.records import clock, plain

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def at_one_moment(get_response: GetResponse) -> GetResponse:
    """While a page is made for a GET or HEAD the clock stands, and units, posts, procedures and days off are read once:
    two parts of a page never disagree, and none of them asks again.
    """

    def respond(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with clock.standing_at(clock.now()), plain.unchanged():
            return get_response(request)

    return respond
