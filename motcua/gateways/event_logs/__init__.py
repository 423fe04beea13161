"""Event logs as files: XES (IEEE 1849), packed with gzip or not, and CSV; recognised by what is in them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import IO

from motcua.gateways.event_logs import rows, xes
from motcua.rules.event_log import Case
from motcua.rules.event_log_columns import Column
from motcua.rules.event_log_reading import FileRefused, Limits, Reading

MOST = Limits(size=1024**3, events=3_000_000)
"""What the command line reads at once; the cases stand in memory."""


class Form(StrEnum):
    """How a log stands in a file."""

    XES = xes.FORM
    CSV = rows.FORM


_PIECE = 256 * 1024
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read(file: IO[bytes], *, columns: Mapping[Column, str], limits: Limits = MOST) -> Reading:
    """The log in a file. `columns` says under which name a column stands, where it is not known by its own.

    Raises Refusal (`file`) for a file that is no log, is damaged, or holds more than `limits`, `map` for a name that
    is not there.
    """
    pieces = _limited(_unpacked(file), limits)
    first = next(pieces, b"")
    _require_readable(first)
    whole = chain((first,), pieces)
    if _is_markup(first):
        return xes.read(whole, columns=columns, limits=limits)
    return rows.read(whole, columns=columns, limits=limits)


def write(cases: Iterable[Case], out: IO[str], *, form: Form) -> None:
    """A log as text."""
    (xes.write if form is Form.XES else rows.write)(cases, out)


def _unpacked(file: IO[bytes]) -> Iterator[bytes]:
    start = file.read(len(_GZIP))
    file.seek(0)
    opened: IO[bytes] = gzip.GzipFile(fileobj=file) if start == _GZIP else file  # type: ignore[assignment]
    try:
        while piece := opened.read(_PIECE):
            yield piece
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise FileRefused("file", "Tệp nén gzip bị hỏng hoặc thiếu phần cuối; hãy chép lại tệp rồi thử lại.") from None


def _limited(pieces: Iterator[bytes], limits: Limits) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limits.size:
            raise FileRefused(
                "file",
                "Nhật ký lớn quá {most} MB khi mở ra; hãy chia theo năm hoặc theo đơn vị.",
                most=limits.size // 1024**2,
            )
        yield piece


def _require_readable(first: bytes) -> None:
    if not first.strip():
        raise FileRefused("file", "Tệp trống; hãy chọn tệp nhật ký XES hoặc CSV.")
    if first.startswith((_ZIP, _OLD_WORKBOOK)):
        raise FileRefused(
            "file",
            "Tệp này là bảng tính hoặc tệp nén ZIP; hãy lưu thành CSV (UTF-8), XES hoặc XES nén gzip rồi thử lại.",
        )


def _is_markup(first: bytes) -> bool:
    """Whether it begins as XML does, in any of its encodings."""
    return first.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")
