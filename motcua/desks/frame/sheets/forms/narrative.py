"""A report in words as a letter: head and number, parts and sections, who gets it and who signs, the annex.

Source: NĐ 30/2020/NĐ-CP, Phụ lục I on how documents are laid out (chờ kiểm chứng).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.desks.frame.formats import capitalised, instant_vi, letter_date_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sheets.filling import sheet_head
from motcua.desks.frame.sheets.letters import signer
from motcua.desks.frame.sheets.sheet import (
    BLANK,
    Align,
    AnnexTitle,
    Block,
    Grid,
    GridColumn,
    Heading,
    Layout,
    Sheet,
    Signatures,
    Signer,
    noted,
    number_line,
    said,
    unnumbered,
)
from motcua.records.narratives.making import Annex, Made
from motcua.records.places.drafts import UnitKind
from motcua.records.reports.making import symbol
from motcua.rules.period import spoken
from motcua.rules.report_text.sayings import NO_DATA

_UNKNOWN = NO_DATA.strip("()")

FORM = "Đề cương báo cáo cải cách hành chính định kỳ (chờ kiểm chứng)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """How a report was signed: under which number, when, by whom, under which post."""

    number: str
    at: datetime
    name: str
    title: str
    via: str = ""
    principal: str = ""


def narrative_sheet(made: Made, signed: Signature | None = None) -> Sheet:
    """The sheet of a report; one that nobody signed is a draft and says so."""
    day = (signed.at if signed else made.as_of).date()
    head = sheet_head(made.unit.id, on=day)
    number = number_line(signed.number) if signed else unnumbered(symbol(made.unit))
    return Sheet(
        file_name=file_name(made),
        layout=Layout.REPORT,
        head=replace(head, number=number),
        title=made.outline.title,
        subject=f"{made.outline.subject} {spoken(made.period)}",
        form=FORM,
        mark="" if signed else "Dự thảo",
        simulated=in_demonstration(),
        blocks=(
            *_body(made),
            _signatures(made, signed, parent=agency_head(made.unit.id, on=day).parent),
            *_annex(made, number=signed.number if signed else "", on=day),
        ),
    )


def file_name(made: Made) -> str:
    """The name of a file with the report, without ending."""
    return f"bao-cao-cchc_{made.unit.key}_{made.period.first:%Y-%m-%d}_{made.period.last:%Y-%m-%d}"


def _body(made: Made) -> Iterator[Block]:
    for section in made.sections:
        title = f"{section.outline.number}. {section.outline.title}"
        yield Heading(text=title if section.outline.is_below else title.upper())
        for paragraph in made.told(section):
            yield said(capitalised(paragraph))
    yield said(f"Số liệu thủ tục hành chính trong báo cáo chốt đến {instant_vi(made.as_of)}.")


def _signatures(made: Made, signed: Signature | None, *, parent: str) -> Signatures:
    above = f"{parent} (báo cáo);" if parent else "Cơ quan cấp trên (báo cáo);"
    return Signatures(signers=(_signer(made, signed),), recipients=(above, "Lưu: VT."))


def _signer(made: Made, signed: Signature | None) -> Signer:
    if signed:
        return signer(signed.name, title=signed.title, via=signed.via, principal=signed.principal)
    lines = ("TM. Ủy ban nhân dân", "Chủ tịch") if made.unit.kind is UnitKind.COMMITTEE else ("Thủ trưởng đơn vị",)
    return Signer(lines=lines, how="(Chữ ký, dấu)")


def _annex(made: Made, *, number: str, on: date) -> Iterator[Block]:
    told = number or f"{BLANK}/{symbol(made.unit)}"
    belongs = f"(Kèm theo Báo cáo số {told} {letter_date_vi(on)} của {made.unit.name})"
    yield AnnexTitle(title="PHỤ LỤC", subject="Số liệu thủ tục hành chính kèm theo báo cáo", belongs=belongs)
    for order, table in enumerate(made.tables, start=1):
        yield _grid(order, table)
    yield noted(f"Số liệu {made.period.label}, biết đến {instant_vi(made.as_of)}; đếm từ hồ sơ trong hệ thống.")


def _grid(order: int, table: Annex) -> Grid:
    """A table; of one that nothing records only the last row, which says so."""
    columns = tuple(GridColumn(label=column.label, width=16, align=Align.RIGHT) for column in table.outline.columns)
    rows = tuple((_order(place, table), *row) for place, row in enumerate(table.rows, start=1))
    if all(cell == _UNKNOWN for row in table.rows for cell in row[1:]):
        rows = rows[-1:]
    return Grid(
        caption=f"Biểu {order}. {table.outline.title}",
        columns=(GridColumn(label="TT", width=6, align=Align.CENTRE), GridColumn(label="Đơn vị", width=34), *columns),
        rows=rows,
        strong=frozenset({len(rows) - 1}),
    )


def _order(place: int, table: Annex) -> str:
    return str(place) if place < len(table.rows) or len(table.rows) == 1 else ""
