"""A sheet as markup, for the screen and for the PDF. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from motcua.desks.frame.sheets.sheet import (
    AnnexTitle,
    Block,
    Entries,
    Entry,
    Grid,
    GridColumn,
    HeadCell,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Signatures,
    Signer,
    head_rows,
)


def body(blocks: Iterable[Block]) -> SafeString:
    """The blocks of a sheet in order."""
    return SafeString("\n".join(_DRAW[type(block)](block) for block in blocks))


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{"note" if block.note else "said"}">{"".join(map(_piece, block.pieces))}</p>'


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.bold:
        text = f"<b>{text}</b>"
    return f"<i>{text}</i>" if piece.italic else text


def _entries(block: Entries) -> str:
    lines = "".join(f'<div class="line">{"".join(map(_entry, line))}</div>' for line in block.lines)
    return f'<div class="entries{" framed" if block.framed else ""}">{lines}</div>'


def _entry(entry: Entry) -> str:
    label = f'<span class="label">{escape(entry.label)}:</span>'
    if not entry.value:
        return f'<div class="cell"><p class="open">{label} <span class="blank"></span></p></div>'
    value = f"<b>{escape(entry.value)}</b>" if entry.bold else escape(entry.value)
    return f'<div class="cell"><p>{label} {value}</p></div>'


def _grid(block: Grid) -> str:
    caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
    total = sum(column.width for column in block.columns)
    shares = "".join(f'<col width="{100 * column.width / total:.2f}%">' for column in block.columns)
    starts = [f'<td role="cell" class="{column.align.value}">' for column in block.columns]
    rows = "".join(_grid_row(block, place, row, starts) for place, row in enumerate(block.drawn))
    look = "grid tall" if block.tall else "grid"
    head = f"<thead>{_grid_head(block.columns)}</thead>"
    table = f"{caption}<colgroup>{shares}</colgroup>{head}<tbody>{rows}</tbody>"
    named = f'tabindex="0" role="region" aria-label="{escape(block.caption or "Bảng của giấy này")}"'
    return f'<div class="grid-frame" {named}><table class="{look}">{table}</table></div>'


def _grid_row(block: Grid, place: int, row: tuple[str, ...], starts: list[str]) -> str:
    links = block.links[place] if place < len(block.links) else ("",) * len(row)
    cells = [f"{start}{_linked(text, link)}</td>" for start, text, link in zip(starts, row, links, strict=True)]
    strong = ' class="strong"' if place in block.strong else ""
    return f'<tr role="row"{strong}>{"".join(cells)}</tr>'


def _linked(text: str, link: str) -> str:
    return f'<a href="{escape(link)}">{escape(text)}</a>' if link else escape(text)


def _grid_head(columns: tuple[GridColumn, ...]) -> str:
    """The rows of headings: as many as the deepest column has above it."""
    return "".join(f'<tr role="row">{"".join(map(_th, row))}</tr>' for row in head_rows(columns))


def _th(head: HeadCell) -> str:
    across = f' colspan="{head.span}"' if head.span > 1 else ""
    down = f' rowspan="{head.depth}"' if head.depth > 1 else ""
    return f'<th role="columnheader" scope="col"{across}{down}>{escape(head.text)}</th>'


def _heading(block: Heading) -> str:
    return f"<h2>{escape(block.text)}</h2>"


def _annex_title(block: AnnexTitle) -> str:
    lines = f"<h2>{escape(block.title)}</h2><p><b>{escape(block.subject)}</b></p><p><i>{escape(block.belongs)}</i></p>"
    return f'<div class="annex">{lines}</div>'


def _listing(block: Listing) -> str:
    items = "".join(f"<li>{escape(item)}</li>" if item else '<li class="to-fill"></li>' for item in block.drawn)
    return f'<ol class="listing">{items}</ol>'


def _signatures(block: Signatures) -> str:
    left = ""
    if block.recipients:
        lines = "".join(f"<li>{escape(line)}</li>" for line in block.recipients)
        left = f'<div class="recipients"><p>Nơi nhận:</p><ul>{lines}</ul></div>'
    most = max(len(signer.lines) for signer in block.signers)
    signers = "".join(_signer(signer, most) for signer in block.signers)
    return f'<section class="signatures">{left}{signers}</section>'


def _signer(signer: Signer, most: int) -> str:
    """The names stand side by side, whoever has fewer lines above."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in signer.lines)
    room = "<p>\u00a0</p>" * (most - len(signer.lines))
    how = f'<p class="how">{escape(signer.how)}</p>' if signer.how else ""
    name = f'<p class="name">{escape(signer.name)}</p>'
    return f'<div class="signer"><div class="title">{lines}</div>{how}<div class="title">{room}</div>{name}</div>'


_DRAW: dict[type, Callable[[Any], str]] = {
    Paragraph: _paragraph,
    Entries: _entries,
    Grid: _grid,
    Heading: _heading,
    AnnexTitle: _annex_title,
    Listing: _listing,
    Signatures: _signatures,
}
