"""Pages for what cannot be done: refusals, and the errors that Django reports."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from motcua.desks.frame.pages import Hidden
from motcua.desks.frame.refusals import status_of
from motcua.law.errors import NoValue
from motcua.records.busy import is_busy
from motcua.rules.refusal import Refusal

TEMPLATE = "entrance/refused.html"

RETRY_SECONDS = 5
"""After how long a program may ask again; a person just presses the button."""

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field, which the page renders anew)


@dataclass(frozen=True, kw_only=True, slots=True)
class Again:
    """The same request to be sent once more: to `address`, with `hidden` as they were sent, its key among them."""

    address: str
    posts: bool
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedPage:
    """`title` names what happened, `message` says it and what to do; `field` is what was refused, or empty."""

    status: int
    title: str
    message: str
    field: str = ""
    again: Again | None = None


def refused(request: HttpRequest, refusal: Refusal | NoValue) -> HttpResponse:
    """The page of a refusal, with the status of its class; a gap in the law is one too."""
    status, message = status_of(refusal), _(refusal.message).format(**refusal.values)
    return _page(request, RefusedPage(status=status, title=_title(status), message=message, field=refusal.field))


def too_large(request: HttpRequest) -> HttpResponse:
    """A request with more bytes than are read (413)."""
    return _plain(request, 413, _("Dữ liệu gửi lên quá lớn. Hãy gửi tệp nhỏ hơn 10 MB, hoặc chia thành nhiều lần."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old (403)."""
    return _plain(
        request, 403, _("Biểu mẫu đã cũ hoặc trình duyệt chặn cookie. Hãy mở lại trang này rồi gửi lại biểu mẫu.")
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return _plain(request, 400, _("Máy chủ không hiểu yêu cầu này. Hãy quay lại trang trước và thử lại."))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return _plain(request, 403, _("Bạn không có quyền mở trang này. Hãy vào bằng tài khoản của người có trách nhiệm."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return _plain(request, 404, _("Không có trang này. Hãy kiểm tra lại địa chỉ, hoặc bắt đầu từ trang chủ."))


def busy(request: HttpRequest) -> HttpResponse:
    """Others were writing for too long (503); what was sent stands in the page, to be sent again with its key."""
    page = RefusedPage(
        status=503,
        title=_title(503),
        message=_("Máy chủ đang bận ghi việc khác; chưa có gì được ghi, hãy gửi lại."),
        again=_again(request),
    )
    response = _page(request, page)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: nothing of the request was kept, since every change is one transaction."""
    if is_busy(sys.exc_info()[1]):  # met before a view was called
        return busy(request)
    return _plain(
        request,
        500,
        _("Hệ thống gặp lỗi và chưa lưu gì của thao tác này. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống."),
    )


def _again(request: HttpRequest) -> Again | None:
    """None where a page cannot hold what was sent: a file, or a password that no page may show."""
    address = request.get_full_path()
    if request.method != "POST":
        return Again(address=address, posts=False)
    if request.FILES or any("password" in name for name in request.POST):
        return None
    hidden = [
        Hidden(name=name, value=str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != _TOKEN
    ]
    return Again(address=address, posts=True, hidden=tuple(hidden))


def _plain(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return _page(request, RefusedPage(status=status, title=_title(status), message=message))


def _title(status: int) -> str:
    titles = {
        400: _("Chưa thực hiện được"),
        403: _("Không được phép"),
        404: _("Không tìm thấy"),
        409: _("Đã có thay đổi khác"),
        413: _("Quá lớn"),
        500: _("Có lỗi"),
        503: _("Máy chủ đang bận"),
    }
    return titles[status]


def _page(request: HttpRequest, page: RefusedPage) -> HttpResponse:
    try:
        return HttpResponse(render_to_string(TEMPLATE, {"page": page}, request), status=page.status)
    except TemplateDoesNotExist:  # an installation without desks still answers in words
        words = f"{page.title}\n\n{page.message}\n"
        return HttpResponse(words, status=page.status, content_type="text/plain; charset=utf-8")
