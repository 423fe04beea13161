"""Sheets and books as files that a browser opens or keeps."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.desks.frame.sheets.word import word

POLICY = "default-src 'none'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The content policy of a PDF: browsers draw it as an object of the page."""

SANDBOX = "sandbox; default-src 'none'"
"""The content policy of a file that is only kept."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD, _BOOK = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"


def pdf_file(sheet: Sheet) -> HttpResponse:
    """The sheet as PDF, to read and print at once."""
    return _file(pdf(sheet), f"{sheet.file_name}.pdf", kind="application/pdf", policy=POLICY, shown=True)


def word_file(sheet: Sheet) -> HttpResponse:
    """The sheet as DOCX, to keep."""
    return _file(word(sheet), f"{sheet.file_name}.docx", kind=_WORD, policy=SANDBOX)


def book_file(content: bytes, name: str) -> HttpResponse:
    """A workbook, to keep; `name` without ending."""
    return _file(content, f"{name}.xlsx", kind=_BOOK, policy=SANDBOX)


def _file(content: bytes, name: str, *, kind: str, policy: str, shown: bool = False) -> HttpResponse:
    how = "inline" if shown else "attachment"
    plain = name if name.isascii() and '"' not in name else "tep"
    headers = {
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
