"""What the templates of a sheet get."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from motcua.desks.frame.pages import Frame, Link
from motcua.desks.frame.sheets.codes import bar_code, qr
from motcua.desks.frame.sheets.markup import body
from motcua.desks.frame.sheets.sheet import MOTTO, NATION, SIMULATED, Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What is drawn beside the texts of a sheet: its blocks as markup, its codes as data URIs, the fixed words."""

    body: SafeString
    bars: str = ""
    qr: str = ""
    checkpoint: str = ""
    copy: str = ""
    nation: str = NATION
    motto: str = MOTTO
    simulated: str = SIMULATED


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetPage:
    """A sheet on screen; `links` give it as a file, `note` says a word about them."""

    frame: Frame
    sheet: Sheet
    words: Words
    links: tuple[Link, ...] = ()
    back: Link | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetDocument:
    """A sheet alone, for the program that makes the PDF; `styles_href` is where that finds `frame/sheet.css`."""

    styles_href: str
    sheet: Sheet
    words: Words


def words_of(sheet: Sheet, *, copy: str = "") -> Words:
    """Everything of a sheet that is drawn."""
    codes = sheet.codes
    if codes is None:
        return Words(body=body(sheet.blocks), copy=copy)
    return Words(
        body=body(sheet.blocks),
        bars=bar_code(codes.code),
        qr=qr(codes.look_up),
        checkpoint=qr(codes.checkpoint) if codes.checkpoint else "",
        copy=copy,
    )


def sheet_page(
    frame: Frame, sheet: Sheet, *, links: tuple[Link, ...] = (), back: Link | None = None, note: str = ""
) -> SheetPage:
    """A sheet as a page; the first of its copies."""
    words = words_of(sheet, copy=sheet.copies[0])
    return SheetPage(frame=frame, sheet=sheet, words=words, links=links, back=back, note=note)
