"""Dossiers as the rows of a table, each leading to its page."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.due import due_badge
from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.casework.views import ListRow

COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Người nộp"),
    Column(label="Tiếp nhận", minor=True),
    Column(label="Hẹn trả"),
    Column(label="Đang giữ", minor=True),
)


def dossier_table(rows: tuple[ListRow, ...], *, caption: str, caption_hidden: bool = True) -> Table:
    """Dossiers as rows, each leading to its page."""
    now, page = clock.now(), reverse("officer:dossier", args=("*",))  # looked up once for all rows
    lines = tuple(
        Row(
            cells=(
                Cell(text=row.code, href=page.replace("*", row.code), note=row.procedure),
                Cell(text=row.applicant),
                Cell(text=instant_vi(row.received_at)),
                Cell(
                    text=instant_vi(row.due_at) if row.due_at else "không có ngày hẹn",
                    badge=due_badge(state=row.state, due_at=row.due_at, ended_at=row.ended_at, now=now),
                ),
                _held(row),
            )
        )
        for row in rows
    )
    return Table(caption=caption, caption_hidden=caption_hidden, columns=COLUMNS, rows=lines)


def _held(row: ListRow) -> Cell:
    """Who has it; nobody needs to take a dossier that has ended."""
    if row.holder or row.ended_at is None:
        return Cell(text=row.holder or "chưa ai nhận", note=row.unit)
    return Cell(text=row.unit)
