"""Files that a form sends, and files that a page gives out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.http import content_disposition_header

from motcua.desks.frame.fields import Field
from motcua.desks.frame.formats import decimal_vi, number_vi
from motcua.records.files.keeping import MOST_FILES, Upload
from motcua.records.files.media import ENDINGS, MEDIA, Media
from motcua.rules.refusal import Refusal

HINT = (
    f"PDF, ảnh JPEG hoặc PNG, Word, Excel; mỗi tệp không quá 10 MB, mỗi lần gửi không quá {MOST_FILES} tệp và "
    "12 MB trong tất cả."
)
"""What may be sent; a request of more bytes is not read at all (settings.BODY_LIMIT)."""

_GIVEN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
_PICTURE = f"{_GIVEN}; img-src 'self'; style-src 'unsafe-inline'"
_PDF = "default-src 'none'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Browsers draw a picture as a page with a style of their own. No browser draws a PDF in a sandbox: it is drawn by a
program apart from the page, and a PDF with scripts in it was never taken in.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileInput:
    """A box to choose files in; its field has label, hint and error."""

    field: Field
    accept: str = ",".join(ENDINGS)


def uploads(files: MultiValueDict[str, UploadedFile[bytes]], *names: str) -> dict[str, tuple[Upload, ...]]:
    """The files of a form by the box they were chosen in. Raises Refusal for a box that the form does not have."""
    if set(files) - set(names):
        raise Refusal("files", "Biểu mẫu này không có chỗ cho tệp gửi lên; hãy tải lại trang rồi gửi lại.")
    return {
        name: tuple(Upload(name=file.name or "", chunks=file.chunks(), field=name) for file in files.getlist(name))
        for name in names
    }


def given(content: bytes, *, name: str, media: Media, shown: bool) -> HttpResponse:
    """A file as an answer: to keep, or `shown` in the browser where it can show such a file safely."""
    row = MEDIA[media]
    inline = shown and row.shown
    policy = _GIVEN if not inline else _PDF if media is Media.PDF else _PICTURE
    headers = {
        "Content-Disposition": content_disposition_header(not inline, name) or "attachment",
        "Content-Security-Policy": policy,
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HttpResponse(content, content_type=row.content_type, headers=headers)


def size_vi(size: int) -> str:
    """Bytes as a person reads them: 340 kB; 1,2 MB."""
    if size < 1_000_000:
        return f"{number_vi(max(1, round(size / 1_000)))} kB"
    return f"{decimal_vi(size / 1_000_000)} MB"


def joined(parts: Iterable[str]) -> str:
    """What is known of a file in one line."""
    return " · ".join(part for part in parts if part)
