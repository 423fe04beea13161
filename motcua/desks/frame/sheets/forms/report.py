"""Official reports as sheets across: the columns of the form with their numbers, the rows, what is said below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from motcua.desks.frame.formats import ABSENT, date_vi, instant_vi, number_vi, percent_vi
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sheets.filling import sheet_head
from motcua.desks.frame.sheets.letters import signer
from motcua.desks.frame.sheets.sheet import (
    Align,
    Entries,
    Entry,
    Grid,
    GridColumn,
    Layout,
    Sheet,
    Signatures,
    Signer,
    noted,
    number_line,
)
from motcua.law.registry import law
from motcua.law.report_types import ReportForm, ReportRows
from motcua.law.types import Confidence
from motcua.records.reports.content import Act
from motcua.records.reports.making import Made
from motcua.records.reports.queries import ReportView
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal
from motcua.rules.reporting.columns import COLUMNS
from motcua.rules.reporting.table import Cell, Row, RowKind, Share

NO_DATA = "chưa có dữ liệu"
"""What stands where nothing records a figure."""

MOST_ON_PAPER = 5_000
"""Rows of the longest report that becomes a Word document, or a PDF where nobody waits for it."""

MOST_AT_ONCE = 400
"""Rows of the longest report that becomes a PDF at the desk: each page takes the program half a second."""

DAYS = frozenset({"accepted", "due", "ended"})
"""Columns that hold days."""

_LINKS = tuple[tuple[str, ...], ...]


def report_sheet(made: Made, view: ReportView | None = None, *, links: _LINKS = ()) -> Sheet:
    """The sheet of a report: of one that is signed with its number and who signed; a draft says so. `links` are the
    addresses on screen of the subjects and cells, row by row.
    """
    signed = view.signed if view else None
    at = _act_at(view, Act.SIGN) or made.as_of
    head = sheet_head(made.unit.id, on=at.date())
    return Sheet(
        file_name=file_name(made),
        layout=Layout.BOOK,
        head=replace(head, number=number_line(signed.number)) if signed else head,
        title=made.form.title,
        subject=f"Kỳ báo cáo: {days_vi(made.period)}",
        form=form_note(made.form, on=made.period.last),
        mark="" if signed else "Dự thảo",
        simulated=in_demonstration(),
        blocks=(
            Entries(lines=tuple((entry,) for entry in _entries(made, view))),
            _grid(made, links=links),
            *(noted(line) for line in made.table.notes),
            Signatures(signers=(Signer(lines=("Người lập biểu",)), _signer(view))),
        ),
    )


def require_fit(made: Made, *, most: int = MOST_ON_PAPER) -> None:
    """Raises Refusal (`format`) for a report with more rows than are made in one go."""
    rows = len(made.table.rows)
    if rows > most:
        others = "tải tệp Word hoặc Excel" if most < rows <= MOST_ON_PAPER else "tải tệp Excel"
        raise Refusal(
            "format",
            "Báo cáo có {count} dòng, quá {most} dòng cho một lần in; hãy {others}, hoặc chọn kỳ ngắn hơn.",
            count=number_vi(rows),
            most=number_vi(most),
            others=others,
        )


def file_name(made: Made) -> str:
    """The name of a file with the report, without ending."""
    return f"{made.form.code}_{made.unit.key}_{made.period.first:%Y-%m-%d}_{made.period.last:%Y-%m-%d}"


def days_vi(period: Period) -> str:
    """A period as the head of a report says it."""
    return f"từ ngày {date_vi(period.first)} đến ngày {date_vi(period.last)}"


def form_note(form: ReportForm, *, on: date) -> str:
    """How the sheet names its form in its foot, and how sure that is."""
    value = law().report_forms_on(on)[form.code]
    if form.own or value.document is None:
        return f"{form.symbol}: mẫu của hệ thống, không thuộc biểu mẫu bắt buộc"
    doubt = " (tiêu đề cột chờ kiểm chứng)" if value.confidence is Confidence.TO_VERIFY else ""
    return f"{form.symbol} – Thông tư {value.document}{doubt}"


def said(cell: Cell, column: str) -> str:
    """A cell as people read it."""
    match cell:
        case None:
            return NO_DATA
        case Share():
            return percent_vi(cell.part / cell.whole) if cell.whole else ABSENT
        case int():
            return number_vi(cell)
        case _:
            return date_vi(date.fromisoformat(cell)) if column in DAYS and cell else cell or _EMPTY.get(column, ABSENT)


_EMPTY = {"ended": "chưa xong"}


def counts_dossiers(row: Row, column: str, cell: Cell, form: ReportForm) -> bool:
    """Whether a cell is a number of dossiers that can be opened."""
    return column in COLUMNS and isinstance(cell, int) and cell > 0 and form.rows in _OPENED


_OPENED = frozenset({ReportRows.FIELDS, ReportRows.UNITS})


def _entries(made: Made, view: ReportView | None) -> tuple[Entry, ...]:
    to = next((act.to for act in view.acts if act.act is Act.SEND), "") if view else ""
    return (
        Entry(label="Đơn vị báo cáo", value=made.unit.name),
        Entry(label="Đơn vị nhận báo cáo", value=to),
        Entry(label="Số liệu biết đến", value=instant_vi(made.as_of)),
    )


def _grid(made: Made, *, links: _LINKS) -> Grid:
    form, rows = made.form, made.table.rows
    numbers = tuple(f"({number})" for number in range(1, len(form.columns) + 3))
    strong = frozenset(place for place, row in enumerate(rows, start=1) if row.kind is not RowKind.LINE)
    addresses = (("",) * len(numbers), *(("", *row) for row in links)) if links else ()
    return Grid(
        columns=_columns(form),
        rows=(numbers, *(_row(form, row) for row in rows)),
        strong=strong,
        links=addresses,
    )


def _columns(form: ReportForm) -> tuple[GridColumn, ...]:
    listed = form.rows is ReportRows.DOSSIERS
    told = tuple(
        GridColumn(
            label=column.label,
            width=column.width,
            align=Align.LEFT if listed and column.id not in {*DAYS, "days_late"} else Align.RIGHT,
            group=column.groups[0] if column.groups else "",
            part=column.groups[1] if len(column.groups) > 1 else "",
        )
        for column in form.columns
    )
    return (
        GridColumn(label="STT", width=5, align=Align.CENTRE),
        GridColumn(label=form.subject, width=20 if listed else 26),
        *told,
    )


def _row(form: ReportForm, row: Row) -> tuple[str, ...]:
    cells = tuple(said(cell, column.id) for cell, column in zip(row.cells, form.columns, strict=True))
    return (row.order, row.label, *cells)


def _signer(view: ReportView | None) -> Signer:
    signed = view.signed if view else None
    if view is None or signed is None:
        return Signer(lines=("Thủ trưởng đơn vị",), how="(Ký, đóng dấu)")
    name = next(act.by for act in view.acts if act.act is Act.SIGN)
    return signer(name, title=signed.title, via=signed.via, principal=signed.principal)


def _act_at(view: ReportView | None, act: Act) -> datetime | None:
    return next((one.at for one in view.acts if one.act is act), None) if view else None
