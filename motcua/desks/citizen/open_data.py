"""Open data for everybody: the page that lists the months, and the files."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.citizen.open_data_pages import OpenDataPage
from motcua.desks.frame.audience import PUBLIC, StaffRequest, audience
from motcua.desks.frame.pages import EmptyState, Fact, Link
from motcua.desks.frame.presenting import in_demonstration, public_frame
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.measures import open_data
from motcua.records.measures.open_data import OpenMonth
from motcua.records.measures.open_data_files import (
    LICENCE,
    NO_CONTACT,
    SIMULATED,
    SOURCE,
    csv_file,
    dictionary,
    dictionary_file,
    json_file,
    rule,
)
from motcua.records.places import queries as places
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound, Refusal

_SENTENCE = (
    "Mỗi tháng: mỗi nơi đã nhận bao nhiêu hồ sơ, bao nhiêu đã xong, bao nhiêu đúng hẹn, theo lĩnh vực và cách nộp. "
    "Ai cũng tải về được, không cần đăng nhập. Trong tệp không có tên, giấy tờ hay mã hồ sơ của ai."
)
_KEPT = 3600
"""Seconds for which a browser need not ask again."""


@require_safe
@audience(PUBLIC)
def listed(request: StaffRequest) -> HttpResponse:
    """The closed months, the latest first, with their files."""
    return render(request, "citizen/open_data.html", {"page": _page(request)})


@require_safe
@audience(PUBLIC)
def table(request: StaffRequest, month: str) -> HttpResponse:
    """A month as CSV."""
    return _file(request, month, form="csv", content_type="text/csv; charset=utf-8", written=csv_file)


@require_safe
@audience(PUBLIC)
def document(request: StaffRequest, month: str) -> HttpResponse:
    """A month as JSON, with the dictionary."""

    def written(found: OpenMonth) -> bytes:
        return json_file(found, contact=places.contact_on(found.month.last))

    return _file(request, month, form="json", content_type="application/json", written=written)


@require_safe
@audience(PUBLIC)
def meanings(request: StaffRequest) -> HttpResponse:
    """The dictionary as CSV."""
    return _sent(request, dictionary_file(), name="tu-dien-du-lieu.csv", content_type="text/csv; charset=utf-8")


def _file(
    request: HttpRequest, month: str, *, form: str, content_type: str, written: Callable[[OpenMonth], bytes]
) -> HttpResponse:
    try:
        asked = open_data.closed_month(month)
    except Refusal as refusal:
        raise NotFound(refusal.field, refusal.message, **refusal.values) from None
    content = written(open_data.published(asked))
    return _sent(request, content, name=f"du-lieu-mo-{asked.id}.{form}", content_type=content_type)


def _sent(request: HttpRequest, content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file by the mark of what is in it: whoever has it already is sent nothing."""
    mark = f'"{sha256(content).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    response = HttpResponse(status=304) if mark in known else HttpResponse(content, content_type=content_type)
    response.headers["ETag"] = mark
    response.headers["Cache-Control"] = f"private, max-age={_KEPT}"
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(request: HttpRequest) -> OpenDataPage:
    months = open_data.closed_months()
    today = clock.now().date()
    return OpenDataPage(
        frame=public_frame(
            request,
            title="Dữ liệu mở",
            footer=(
                Link(text="Tra cứu hồ sơ", href=reverse("citizen:look_up")),
                Link(text="Trang đầu", href=reverse("entrance:start")),
            ),
        ),
        sentence=_SENTENCE,
        simulated=SIMULATED if in_demonstration() else "",
        files=_files(months) if months else None,
        empty=None if months else _nothing_yet(),
        rule=rule(open_data.least_on(today)),
        dictionary=_dictionary(),
        dictionary_file=Link(text="Tải bảng này (CSV)", href=reverse("open_data:meanings")),
        facts=(
            Fact(label="Nguồn", value=SOURCE, note="Việc ghi vào sổ sau đó không làm đổi tệp đã công bố."),
            Fact(
                label="Giấy phép",
                value=LICENCE.capitalize(),
                note="Chưa có quyết định nên chưa ghi điều kiện dùng lại.",
            ),
            Fact(label="Liên hệ", value=places.contact_on(today) or NO_CONTACT.capitalize()),
            Fact(
                label="Dạng tệp", value="CSV, JSON; chữ UTF-8", note="CSV ngăn bằng dấu phẩy, mở được bằng bảng tính."
            ),
        ),
    )


def _nothing_yet() -> EmptyState:
    return EmptyState(
        title="Chưa có tháng nào để công bố",
        text="Tháng đầu tiên có hồ sơ được công bố ngay khi tháng ấy kết thúc; mời ông/bà trở lại sau.",
    )


def _files(months: tuple[Period, ...]) -> Table:
    return Table(
        caption="Các tháng đã kết thúc",
        columns=(Column(label="Tháng"), Column(label="Bảng tính"), Column(label="Cho máy đọc")),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=f"Tháng {month.first:%m/%Y}"),
                    Cell(text=f"CSV {month.id}", href=reverse("open_data:table", args=(month.id,))),
                    Cell(text=f"JSON {month.id}", href=reverse("open_data:document", args=(month.id,))),
                )
            )
            for month in months
        ),
    )


def _dictionary() -> Table:
    return Table(
        caption="Từ điển dữ liệu",
        columns=(
            Column(label="Cột"),
            Column(label="Nghĩa"),
            Column(label="Đơn vị tính"),
            Column(label="Theo chỉ tiêu"),
        ),
        rows=tuple(
            Row(cells=(Cell(text=one.id), Cell(text=one.said), Cell(text=one.unit), Cell(text=one.origin or "—")))
            for one in dictionary()
        ),
    )
