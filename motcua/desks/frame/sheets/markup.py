"""A sheet as markup, for the screen and for the PDF. Every text is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from motcua.desks.frame.sheets.sheet import (
    Block,
    Entries,
    Entry,
    Grid,
    GridColumn,
    Heading,
    Listing,
    Paragraph,
    Piece,
    Signatures,
    Signer,
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
    rows = "".join(
        f'<tr role="row">{"".join(f"{start}{escape(text)}</td>" for start, text in zip(starts, row, strict=True))}</tr>'
        for row in block.drawn
    )
    look = "grid tall" if block.tall else "grid"
    head = f"<thead>{_grid_head(block.columns)}</thead>"
    table = f"{caption}<colgroup>{shares}</colgroup>{head}<tbody>{rows}</tbody>"
    named = f'tabindex="0" role="region" aria-label="{escape(block.caption or "Bảng của giấy này")}"'
    return f'<div class="grid-frame" {named}><table class="{look}">{table}</table></div>'


def _grid_head(columns: tuple[GridColumn, ...]) -> str:
    """One row of headings; two where columns have a heading in common."""
    if not any(column.group for column in columns):
        return f'<tr role="row">{"".join(_th(column.label) for column in columns)}</tr>'
    above, below = [], []
    for group, found in groupby(columns, key=lambda column: column.group or column.label):
        together = list(found)
        if together[0].group:
            above.append(_th(group, f' colspan="{len(together)}"'))
            below += [_th(column.label) for column in together]
        else:
            above += [_th(column.label, ' rowspan="2"') for column in together]
    return f'<tr role="row">{"".join(above)}</tr><tr role="row">{"".join(below)}</tr>'


def _th(label: str, span: str = "") -> str:
    return f'<th role="columnheader" scope="col"{span}>{escape(label)}</th>'


def _heading(block: Heading) -> str:
    return f"<h2>{escape(block.text)}</h2>"


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
    Listing: _listing,
    Signatures: _signatures,
}
