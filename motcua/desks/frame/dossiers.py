"""Dossiers as the rows of a table, each leading to its page."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse

from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.due import due_badge
from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.pages import Badge, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table, Tick
from motcua.records import clock
from motcua.records.casework import legal
from motcua.records.casework.marks import Mark
from motcua.records.casework.views import ListRow
from motcua.rules.dossier import State

COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Người nộp"),
    Column(label="Tiếp nhận", minor=True),
    Column(label="Hẹn trả"),
    Column(label="Đang giữ", minor=True),
)


_MARKS = {
    Mark.THIRD: Badge(tone=Tone.NEAR, text="không quá 1/3 thời hạn"),
    Mark.FIFTH: Badge(tone=Tone.NEAR, text="không quá 1/5 thời hạn"),
    Mark.APOLOGY_MISSING: Badge(tone=Tone.LATE, text="thiếu thư xin lỗi"),
    Mark.CONSULTED: Badge(tone=Tone.QUIET, text="đang lấy ý kiến"),
}
_WITHOUT_RESULT = frozenset({State.DECLINED, State.REFUSED, State.STOPPED, State.WITHDRAWN, State.VOID})
"""States of which no due date tells."""


def dossier_href(code: str) -> str:
    """The address of a dossier."""
    return reverse("officer:dossier", args=(code,))


def dossier_table(
    rows: tuple[ListRow, ...],
    *,
    caption: str,
    caption_hidden: bool = True,
    marks: Mapping[int, tuple[Mark, ...]] | None = None,
    tick: Tick | None = None,
    page: str = "",
) -> Table:
    """Dossiers as rows, each leading to its page; with `marks` beside the date, and boxes (`tick`) to pick them by.

    `page` is the address of another page that rows lead to, with * for the code.
    """
    said, calendars = marks or {}, legal.calendars()
    now, page = clock.now(), page or reverse("officer:dossier", args=("*",))  # looked up once for all rows
    lines = tuple(
        Row(
            cells=(
                Cell(text=row.code, href=page.replace("*", row.code), note=row.procedure),
                Cell(text=row.applicant),
                Cell(text=instant_vi(row.received_at)),
                Cell(
                    text=instant_vi(row.due_at) if row.due_at else "không có ngày hẹn",
                    badge=due_badge(row, now=now, calendars=calendars) or _without_result(row.state),
                    marks=tuple(_MARKS[mark] for mark in said.get(row.id, ())),
                ),
                _held(row),
            ),
            pick=pick_of(row) if tick else "",
        )
        for row in rows
    )
    return Table(caption=caption, caption_hidden=caption_hidden, columns=COLUMNS, rows=lines, tick=tick)


def pick_of(row: ListRow) -> str:
    """How a dossier is picked as its row shows it: its id and version, such as 12.3."""
    return f"{row.id}.{row.version}"


def _without_result(state: State) -> Badge | None:
    return state_badge(state) if state in _WITHOUT_RESULT else None


def _held(row: ListRow) -> Cell:
    """Who has it; nobody needs to take a dossier that has ended."""
    if row.holder or row.ended_at is None:
        return Cell(text=row.holder or "chưa ai nhận", note=row.unit)
    return Cell(text=row.unit)
