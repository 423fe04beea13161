"""A sheet as a Word document to go on writing in: same texts, same margins, real tables."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from motcua.desks.frame.sheets import codes
from motcua.desks.frame.sheets.sheet import (
    MOTTO,
    NATION,
    SIMULATED,
    Align,
    AnnexTitle,
    Block,
    Entries,
    Entry,
    Grid,
    Heading,
    Layout,
    Listing,
    Paragraph,
    Piece,
    Sheet,
    Signatures,
    Signer,
    head_rows,
)

FACE = "Times New Roman"
_SIZES = {Layout.LETTER: 13.0, Layout.REPORT: 14.0, Layout.FORM: 12.0, Layout.BOOK: 10.5}
_ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold; nothing stored has it."""
_MANY = 12
"""Columns beyond which a table is set in small letters."""


def word(sheet: Sheet) -> bytes:
    """The sheet as DOCX; of several copies only one, for an office prints as many as it needs."""
    document = Document()
    width = _set_up(document, sheet)
    for mark in ([sheet.mark] if sheet.mark else []) + ([SIMULATED] if sheet.simulated else []):
        _line(document.add_paragraph(), mark.upper(), align=_CENTRE, bold=mark == sheet.mark, size=10)
    _head(document, sheet, width=width)
    _codes(document, sheet, width=width)
    _line(document.add_paragraph(), sheet.title.upper(), align=_CENTRE, bold=True, size=14, before=8)
    if sheet.subject:
        _line(document.add_paragraph(), sheet.subject, align=_CENTRE, bold=True)
    for block in sheet.blocks:
        _DRAW[type(block)](document, block, width)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: WordDocument, sheet: Sheet) -> Length:
    """Page, margins, face and page number; the width between the margins."""
    section = document.sections[0]
    across = sheet.layout is Layout.BOOK
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(15)) if across else (Mm(30), Mm(15))
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    _line(section.first_page_footer.paragraphs[0], sheet.form, size=9, italic=True)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(_SIZES[sheet.layout])
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    style.paragraph_format.space_after = Pt(0)
    document.core_properties.title = _fit(f"{sheet.title} {sheet.head.number}".strip())
    document.core_properties.author, document.core_properties.language = _fit(sheet.head.agency), "vi-VN"
    return Length(section.page_width - section.left_margin - section.right_margin)


def _page_number(paragraph: WordParagraph) -> None:
    paragraph.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _head(document: WordDocument, sheet: Sheet, *, width: Length) -> None:
    left, right = _columns(document, (42, 58), width=width)
    _line(left.paragraphs[0], sheet.head.parent.upper(), align=_CENTRE, size=12)
    own = left.add_paragraph() if sheet.head.parent else left.paragraphs[0]
    _line(own, sheet.head.agency.upper(), align=_CENTRE, size=12, bold=True)
    if sheet.head.number:
        _line(left.add_paragraph(), sheet.head.number, align=_CENTRE, size=13, before=6)
    _line(right.paragraphs[0], NATION.upper(), align=_CENTRE, size=12, bold=True)
    motto = _line(right.add_paragraph(), MOTTO, align=_CENTRE, size=13, bold=True)
    motto.runs[0].underline = True
    _line(right.add_paragraph(), sheet.head.place_and_date, align=_CENTRE, size=13, italic=True, before=6)


def _codes(document: WordDocument, sheet: Sheet, *, width: Length) -> None:
    if sheet.codes is None:
        return
    left, right = _columns(document, (75, 25), width=width)
    left.paragraphs[0].add_run().add_picture(codes.bar_picture(sheet.codes.code), width=Mm(96), height=Mm(7.5))
    _line(left.add_paragraph(), f"Mã hồ sơ: {sheet.codes.code}", size=11)
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    right.paragraphs[0].add_run().add_picture(codes.qr_picture(sheet.codes.look_up), width=Mm(18))


def _paragraph(document: WordDocument, block: Paragraph, width: Length) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_after = Pt(6)
    if not block.note:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    for piece in block.pieces:
        _run(paragraph, piece, size=11 if block.note else None)


def _entries(document: WordDocument, block: Entries, width: Length) -> None:
    for line in block.lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        share = width // len(line)
        for place, entry in enumerate(line, start=1):
            _entry(paragraph, entry, until=Length(share * place), last=place == len(line))


def _entry(paragraph: WordParagraph, entry: Entry, *, until: Length, last: bool) -> None:
    """The label and its value; a dotted tab up to the end of its share where there is none."""
    leader = WD_TAB_LEADER.SPACES if entry.value else WD_TAB_LEADER.DOTS
    _run(paragraph, Piece(text=f"{entry.label}: "))
    _run(paragraph, Piece(text=entry.value, bold=entry.bold))
    if not (last and entry.value):
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            until, WD_TAB_ALIGNMENT.RIGHT if last else WD_TAB_ALIGNMENT.LEFT, leader
        )
        paragraph.add_run("\t")


def _grid(document: WordDocument, block: Grid, width: Length) -> None:
    if block.caption:
        _line(document.add_paragraph(), block.caption, after=3)
    heads = len(head_rows(block.columns))
    table = document.add_table(rows=heads + 1, cols=len(block.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    total = sum(column.width for column in block.columns)
    for place, column in enumerate(block.columns):
        for cell in table.columns[place].cells:
            cell.width = Length(width * column.width // total)
    _grid_head(table, block)
    _grid_rows(table, block)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _grid_rows(table: Table, block: Grid) -> None:
    """The rows, each a copy of one that is made through the library: row by row through it, a list of two thousand
    would take minutes, for it looks for every cell in the whole table.
    """
    sample = table.rows[-1]
    for cell, column in zip(sample.cells, block.columns, strict=True):
        _line(cell.paragraphs[0], "", align=_ALIGNED[column.align], size=_grid_size(block))
    if block.tall:
        sample.height = Mm(15)
    whole = OxmlElement("w:cantSplit")
    sample._tr.get_or_add_trPr().append(whole)
    for place, row in enumerate(block.drawn):
        copy = deepcopy(sample._tr)
        for run, text in zip(copy.iter(qn("w:r")), row, strict=True):
            written = Run(run, sample.cells[0])
            written.text, written.bold = _fit(text), place in block.strong
        sample._tr.addprevious(copy)
    table._tbl.remove(sample._tr)


def _grid_size(block: Grid) -> int:
    """Points of the letters: many columns leave room for small ones only."""
    return 11 if len(block.columns) <= _MANY else 9


def _grid_head(table: Table, block: Grid) -> None:
    """The headings, repeated on every page; common ones above those of their columns."""
    rows = head_rows(block.columns)
    for number, row in enumerate(rows):
        for head in row:
            cell = table.cell(number, head.place)
            if head.span > 1 or head.depth > 1:
                cell = cell.merge(table.cell(number + head.depth - 1, head.place + head.span - 1))
            _line(cell.paragraphs[0], head.text, align=_CENTRE, bold=True, size=_grid_size(block))
    for table_row in table.rows[: len(rows)]:
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        table_row._tr.get_or_add_trPr().append(repeated)


def _heading(document: WordDocument, block: Heading, width: Length) -> None:
    _line(document.add_paragraph(), block.text, bold=True, before=6, after=3)


def _annex_title(document: WordDocument, block: AnnexTitle, width: Length) -> None:
    title = _line(document.add_paragraph(), block.title, align=_CENTRE, bold=True)
    title.paragraph_format.page_break_before = True
    _line(document.add_paragraph(), block.subject, align=_CENTRE, bold=True)
    _line(document.add_paragraph(), block.belongs, align=_CENTRE, italic=True, after=6)


def _listing(document: WordDocument, block: Listing, width: Length) -> None:
    for number, item in enumerate(block.drawn, start=1):
        paragraph = _line(document.add_paragraph(), f"{number}. {item}", after=3)
        paragraph.paragraph_format.left_indent = Mm(10)
        if not item:
            paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            paragraph.add_run("\t")


def _signatures(document: WordDocument, block: Signatures, width: Length) -> None:
    document.add_paragraph()
    places = len(block.signers) + (1 if block.recipients else 0)
    cells = iter(_columns(document, (1,) * places, width=width))
    if block.recipients:
        cell = next(cells)
        _line(cell.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
        for line in block.recipients:
            _line(cell.add_paragraph(), f"- {line}", size=11)
    most = max(len(signer.lines) for signer in block.signers)
    for signer, cell in zip(block.signers, cells, strict=True):
        _signer(cell, signer, room=4 + most - len(signer.lines))


def _signer(cell: _Cell, signer: Signer, *, room: int) -> None:
    first = cell.paragraphs[0]
    for place, line in enumerate(signer.lines):
        _line(cell.add_paragraph() if place else first, line.upper(), align=_CENTRE, bold=True)
    _line(cell.add_paragraph(), signer.how, align=_CENTRE, italic=True, size=12)
    for _ in range(room):
        cell.add_paragraph()
    _line(cell.add_paragraph(), signer.name, align=_CENTRE, bold=True)


def _columns(document: WordDocument, shares: Iterable[int], *, width: Length) -> tuple[_Cell, ...]:
    """Cells side by side without borders."""
    given = tuple(shares)
    table = document.add_table(rows=1, cols=len(given))
    table.autofit = False
    for cell, share in zip(table.rows[0].cells, given, strict=True):
        cell.width = Length(width * share // sum(given))
    return tuple(table.rows[0].cells)


def _line(
    paragraph: WordParagraph,
    text: str,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    before: float = 0,
    after: float = 0,
) -> WordParagraph:
    _run(paragraph, Piece(text=text, bold=bold, italic=italic), size=size)
    if align is not None:
        paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    return paragraph


def _run(paragraph: WordParagraph, piece: Piece, *, size: float | None = None) -> None:
    run = paragraph.add_run(_fit(piece.text))
    run.bold, run.italic = piece.bold, piece.italic
    if size:
        run.font.size = Pt(size)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


_DRAW: dict[type[Block], Callable[[WordDocument, Any, Length], None]] = {
    Paragraph: _paragraph,
    Entries: _entries,
    Grid: _grid,
    Heading: _heading,
    AnnexTitle: _annex_title,
    Listing: _listing,
    Signatures: _signatures,
}
