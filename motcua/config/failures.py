"""Pages for what cannot be done: refusals, and the errors that Django reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from motcua.desks.frame.refusals import status_of
from motcua.law.errors import NoValue
from motcua.rules.refusal import Refusal

TEMPLATE = "entrance/refused.html"


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedPage:
    """`title` names what happened, `message` says it and what to do; `field` is what was refused, or empty."""

    status: int
    title: str
    message: str
    field: str = ""


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


def broken(request: HttpRequest) -> HttpResponse:
    """Django's handler500: nothing of the request was kept, since every change is one transaction."""
    return _plain(
        request,
        500,
        _("Hệ thống gặp lỗi và chưa lưu gì của thao tác này. Hãy thử lại; nếu vẫn lỗi, báo quản trị hệ thống."),
    )


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
    }
    return titles[status]


def _page(request: HttpRequest, page: RefusedPage) -> HttpResponse:
    try:
        return HttpResponse(render_to_string(TEMPLATE, {"page": page}, request), status=page.status)
    except TemplateDoesNotExist:  # an installation without desks still answers in words
        words = f"{page.title}\n\n{page.message}\n"
        return HttpResponse(words, status=page.status, content_type="text/plain; charset=utf-8")
