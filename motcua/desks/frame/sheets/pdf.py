"""A sheet as PDF/A: fonts inside, every letter selectable text."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from motcua.desks.frame.sheets.pages import SheetDocument, words_of
from motcua.desks.frame.sheets.sheet import Sheet

TEMPLATE = "sheets/document.html"
STYLES = "frame/sheet.css"
VARIANT = "pdf/a-3u"
"""Kept readable for decades: fonts inside, every letter with its Unicode value."""


def pdf(sheet: Sheet) -> bytes:
    """The sheet on paper of its size, each of its copies with pages of its own, numbered from the second on."""
    from weasyprint import HTML  # takes a second to load: only printing needs it

    styles = finders.find(STYLES)
    assert isinstance(styles, str)
    base = Path(styles).parents[1].as_uri() + "/"
    made = [HTML(string=_html(sheet, copy), base_url=base).render(presentational_hints=True) for copy in sheet.copies]
    pages = [page for document in made for page in document.pages]
    return bytes(made[0].copy(pages).write_pdf(pdf_variant=VARIANT))


def _html(sheet: Sheet, copy: str) -> str:
    page = SheetDocument(styles_href=STYLES, sheet=sheet, words=words_of(sheet, copy=copy))
    return render_to_string(TEMPLATE, {"page": page})
