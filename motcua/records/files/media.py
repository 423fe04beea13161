"""The kinds of files that are kept, each known by its content; the ending of a name only has to agree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Media(StrEnum):
    """What a file is by its content."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaRow:
    """How a kind is called, sent and named. `shown` is whether a browser can show it as it is."""

    label: str
    content_type: str
    endings: tuple[str, ...]
    shown: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA = {
    Media.PDF: MediaRow(label="PDF", content_type="application/pdf", endings=(".pdf",), shown=True),
    Media.JPEG: MediaRow(label="ảnh JPEG", content_type="image/jpeg", endings=(".jpg", ".jpeg", ".jfif"), shown=True),
    Media.PNG: MediaRow(label="ảnh PNG", content_type="image/png", endings=(".png",), shown=True),
    Media.DOCX: MediaRow(label="Word", content_type=f"{_OFFICE}.wordprocessingml.document", endings=(".docx",)),
    Media.XLSX: MediaRow(label="Excel", content_type=f"{_OFFICE}.spreadsheetml.sheet", endings=(".xlsx",)),
}
"""TIFF, which no browser shows, and whatever can hold programs are left out on purpose."""

ENDINGS = tuple(ending for row in MEDIA.values() for ending in row.endings)
"""The endings that a form offers to choose from."""
