"""The register of dossiers: on screen, on paper, as a workbook."""

from __future__ import annotations

from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, desk_of
from motcua.desks.counter.registers.forms import Asked, Stretch
from motcua.desks.counter.registers.pages import RegisterPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import ABSENT, date_vi, instant_vi, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.law.registry import law
from motcua.records import clock
from motcua.records.casework import registers
from motcua.records.casework.registers import Book, RegisterRow
from motcua.rules.period import Period

MOST = 200
"""Rows of the longest page; a longer book is read as a file."""

FORM = "register"

_STRETCHES = {
    Stretch.CUSTOM: "Hai ngày tự chọn",
    Stretch.DAY: "Cả ngày",
    Stretch.MONTH: "Cả tháng",
    Stretch.QUARTER: "Cả quý",
    Stretch.YEAR: "Cả năm",
}
_COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Chủ hồ sơ"),
    Column(label="Tiếp nhận"),
    Column(label="Hẹn trả"),
    Column(label="Trả lúc"),
    Column(label="Trạng thái", minor=True),
)


def register_page(request: StaffRequest, asked: Asked) -> RegisterPage:
    """The dossiers that the desk's unit accepted from `first` to `last`, in order of acceptance."""
    desk = desk_of(request.viewer)
    days = days_of(asked)
    book = Book(unit_id=desk.id, first=days.start, last=days.end, text=asked.text)
    count = registers.count(request.viewer, book)
    rows = tuple(_row(row) for row in islice(registers.lines(request.viewer, book), MOST))
    form = law().form_pack_on(asked.first).form(FORM)
    return RegisterPage(
        frame=counter_frame(request, title="Sổ theo dõi hồ sơ", current="register"),
        sentence=_sentence(count, asked),
        action=reverse("counter:register"),
        query=Field(
            name="q", label="Mã, tên hoặc số điện thoại", value=asked.text, kind=FieldKind.SEARCH, maxlength="120"
        ),
        stretch=_stretch(asked.stretch),
        first=_day_field("from", "Ngày (từ ngày)", date_vi(asked.first)),
        last=_day_field("to", "Đến ngày", date_vi(asked.last)),
        table=Table(caption="Hồ sơ theo thứ tự tiếp nhận", caption_hidden=True, columns=_COLUMNS, rows=rows),
        print_head=agency_head(desk.id, on=clock.now().date()),
        form_label=f"Mẫu số {form.number}" if form and form.number else "Sổ theo dõi",
        links=_files(asked) if rows else (),
        hand_overs=Link(text="Bảng kê giao nhận", href=reverse("counter:hand_overs")),
        empty=None if rows else _empty(),
    )


def days_of(asked: Asked) -> Period:
    """The days asked for as a period."""
    return Period(id=f"{asked.first}..{asked.last}", first=asked.first, last=asked.last)


def _files(asked: Asked) -> tuple[Link, ...]:
    """The same book as files, under addresses that say its days."""
    told = {"from": asked.first.isoformat(), "to": asked.last.isoformat(), **({"q": asked.text} if asked.text else {})}
    query = urlencode(told)
    return (
        Link(text="PDF để in", href=f"{reverse('counter:register_pdf')}?{query}"),
        Link(text="Excel", href=f"{reverse('counter:register_book')}?{query}"),
    )


def _stretch(chosen: Stretch) -> Field:
    options = tuple(Option(value=each.value, label=label, chosen=each is chosen) for each, label in _STRETCHES.items())
    return Field(name="stretch", label="Kỳ", kind=FieldKind.SELECT, options=options)


def _sentence(count: int, asked: Asked) -> tuple[Part, ...]:
    days = (
        f"ngày {date_vi(asked.first)}"
        if asked.first == asked.last
        else f"từ {date_vi(asked.first)} đến {date_vi(asked.last)}"
    )
    if count > MOST:
        return sentence(
            "{count} hồ sơ tiếp nhận {days}; trang này hiện {most} hồ sơ đầu, tệp Excel có đủ.",
            count=number_vi(count),
            most=number_vi(MOST),
            days=days,
        )
    return sentence("{count} hồ sơ tiếp nhận {days}.", count=number_vi(count), days=days)


def _row(row: RegisterRow) -> Row:
    return Row(
        cells=(
            Cell(text=row.code, href=reverse("officer:dossier", args=(row.code,)), note=row.content),
            Cell(text=row.owner),
            Cell(text=instant_vi(row.accepted_at)),
            Cell(text=instant_vi(row.due_at) if row.due_at else "không hẹn ngày"),
            Cell(text=instant_vi(row.returned_at) if row.returned_at else ABSENT),
            Cell(badge=state_badge(row.state)),
        )
    )


def _empty() -> EmptyState:
    return EmptyState(
        title="Chưa có hồ sơ nào",
        text="Không có hồ sơ nào được tiếp nhận trong những ngày này khớp với chữ đã gõ.",
        link=Link(text="Nhận hồ sơ mới", href=reverse("counter:intake"), key="F2"),
    )


def _day_field(name: str, label: str, value: str) -> Field:
    return Field(name=name, label=label, value=value, inputmode="numeric", maxlength="10")
