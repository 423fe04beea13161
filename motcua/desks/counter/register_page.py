"""The register of dossiers, on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.urls import reverse

from motcua.desks.counter.forms import Asked
from motcua.desks.counter.pages import RegisterPage
from motcua.desks.counter.presenters import counter_frame, desk_of
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.fields import Field, FieldKind
from motcua.desks.frame.formats import ABSENT, date_vi, instant_vi, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.law.registry import law
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import lists
from motcua.records.casework.views import ListRow

MOST = 200
"""Rows of the longest page; a longer stretch of days is read in parts."""

FORM = "register"

_COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Người nộp"),
    Column(label="Tiếp nhận"),
    Column(label="Hẹn trả"),
    Column(label="Trả lúc"),
    Column(label="Trạng thái", minor=True),
)


def register_page(request: StaffRequest, asked: Asked) -> RegisterPage:
    """The dossiers accepted from `first` to `last`, in order of acceptance."""
    rows = lists.register(
        request.viewer,
        first=_midnight(asked.first),
        last=_midnight(asked.last + timedelta(days=1)),
        text=asked.text,
        size=MOST + 1,
    )
    form = law().form_pack_on(asked.first).form(FORM)
    return RegisterPage(
        frame=counter_frame(request, title="Sổ theo dõi hồ sơ", current="register"),
        sentence=_sentence(len(rows), asked),
        action=reverse("counter:register"),
        query=Field(
            name="q", label="Mã, tên hoặc số điện thoại", value=asked.text, kind=FieldKind.SEARCH, maxlength="120"
        ),
        first=_day_field("from", "Từ ngày", date_vi(asked.first)),
        last=_day_field("to", "Đến ngày", date_vi(asked.last)),
        table=Table(
            caption="Hồ sơ theo thứ tự tiếp nhận",
            caption_hidden=True,
            columns=_COLUMNS,
            rows=tuple(_row(row) for row in rows[:MOST]),
        ),
        print_head=agency_head(desk_of(request.viewer).id, on=clock.now().date()),
        form_label=f"Mẫu số {form.number}" if form and form.number else "Sổ theo dõi",
        empty=None if rows else _empty(),
    )


def _sentence(count: int, asked: Asked) -> tuple[Part, ...]:
    days = (
        f"ngày {date_vi(asked.first)}"
        if asked.first == asked.last
        else f"từ {date_vi(asked.first)} đến {date_vi(asked.last)}"
    )
    if count > MOST:
        return sentence(
            "Hơn {most} hồ sơ tiếp nhận {days}; đây là {most} hồ sơ đầu, hãy chọn ít ngày hơn để xem hết.",
            most=number_vi(MOST),
            days=days,
        )
    return sentence("{count} hồ sơ tiếp nhận {days}.", count=number_vi(count), days=days)


def _row(row: ListRow) -> Row:
    return Row(
        cells=(
            Cell(text=row.code, href=reverse("officer:dossier", args=(row.code,)), note=row.procedure),
            Cell(text=row.applicant),
            Cell(text=instant_vi(row.received_at)),
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


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
