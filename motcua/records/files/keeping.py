"""Files on disk: taken in apart, inspected, and put where their content says, for good before any row tells of them.

The folder `files/` of the store holds each file under its SHA-256 (`ab/cd/abcd…`). What has not passed inspection
lies in `files/incoming/`, which nothing is ever served from.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from motcua.records import clock
from motcua.records.files.inspecting import Inspected, inspected
from motcua.records.files.media import Media
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of one file. A page scanned at 300 dots per inch in colour takes about 0.5 MB; no law sets a limit."""

MOST_FILES = 20
"""Files of one upload."""

NAME_LIMIT = 150
"""Characters of a file's name; more than 255 bytes no file system takes."""

STALE = timedelta(days=1)
"""The age at which a file that never left `incoming` is cleared away: its upload was cut off."""

_INCOMING = "incoming"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file as it was sent: its name, its bytes piece by piece, and the `field` of the form it came with."""

    name: str
    chunks: Iterable[bytes]
    field: str = "files"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A file that is on disk for good: its name as sent, cleaned, and what it is."""

    name: str
    sha256: str
    size: int
    media: Media
    pages: int | None
    width: int | None
    height: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Incoming:
    path: Path
    name: str
    sha256: str
    size: int
    found: Inspected


def keep(uploads: Sequence[Upload]) -> tuple[Kept, ...]:
    """Keeps files for good, all of them or none, in the order given; the same content is kept once.

    Raises Refusal for no file (`files`) or more than MOST_FILES, and one (its field) that names the first that is
    empty, too large, has an unfit name, or is not of a kind that is kept.
    """
    if not uploads:
        raise Refusal("files", "Chưa chọn tệp nào; hãy chọn ít nhất một tệp.")
    if len(uploads) > MOST_FILES:
        raise Refusal(
            uploads[0].field,
            "Mỗi lần gửi tối đa {most} tệp mà lần này có {count} tệp; hãy gửi làm nhiều lần.",
            most=MOST_FILES,
            count=len(uploads),
        )
    with ExitStack() as taken:
        incoming = [taken.enter_context(_taken_in(upload)) for upload in uploads]
        _place(incoming)
    return tuple(_kept(one) for one in incoming)


def file_name(text: str, *, field: str) -> str:
    """A file's name as it is stored. Raises Refusal for one with a path, control or turning characters, or none."""
    shown = "".join(letter for letter in text if letter.isprintable())[:60]
    try:
        name = clean(text, field=field, limit=NAME_LIMIT)
    except Refusal:
        name = ""
    if not name or name.startswith(".") or set(name) & set("/\\"):
        raise Refusal(
            field,
            "Tên tệp «{name}» trống, quá {limit} ký tự hoặc có ký tự không dùng được; hãy đổi tên tệp rồi gửi lại.",
            name=shown,
            limit=NAME_LIMIT,
        )
    return name


def folder() -> Path:
    """Where the store keeps its files."""
    return Path(settings.DATA_DIR) / "files"


def place_of(sha256: str) -> Path:
    """Where a file of this content lies."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def on_disk() -> Iterator[Path]:
    """Every file kept, whether a row tells of it or not; those that still come in are left out."""
    return (path for path in sorted(folder().glob(f"??/??/{'?' * 64}")) if path.is_file())


@contextmanager
def _taken_in(upload: Upload) -> Iterator[_Incoming]:
    """The file in `incoming`, inspected; it leaves the folder with the block, placed or not."""
    name = file_name(upload.name, field=upload.field)
    place = folder() / _INCOMING
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    _clear(place)
    handle, path = tempfile.mkstemp(dir=place)
    try:
        with os.fdopen(handle, "wb") as out:
            sha256, size = _written(upload, out.fileno(), name=name)
        yield _Incoming(
            path=Path(path),
            name=name,
            sha256=sha256,
            size=size,
            found=inspected(Path(path), name=name, field=upload.field),
        )
    finally:
        Path(path).unlink(missing_ok=True)


def _written(upload: Upload, out: int, *, name: str) -> tuple[str, int]:
    """Writes the bytes through to the disk; their hash and number."""
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks:
        size += len(chunk)
        if size > MOST_BYTES:
            raise Refusal(
                upload.field,
                "Tệp «{name}» lớn quá 10 MB; hãy quét ở 200–300 dpi, hoặc tách thành nhiều tệp.",
                name=name,
            )
        digest.update(chunk)
        written = 0
        while written < len(chunk):
            written += os.write(out, chunk[written:])
    if not size:
        raise Refusal(upload.field, "Tệp «{name}» trống; hãy chọn lại tệp.", name=name)
    os.fsync(out)
    return digest.hexdigest(), size


def _place(incoming: Iterable[_Incoming]) -> None:
    """Moves files to their places; when this returns, a power cut takes none of them away.

    A file that is there already is replaced by its equal. Folders are synced also when somebody else has just made
    them: whoever made them may not have come so far.
    """
    touched: set[Path] = set()
    for one in incoming:
        place = place_of(one.sha256)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        one.path.chmod(0o400)
        one.path.replace(place)
        touched |= {place.parent, place.parent.parent, folder(), folder().parent}
    for each in sorted(touched, key=lambda path: len(path.parts), reverse=True):
        _sync(each)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(incoming: Path) -> None:
    """Removes what uploads that were cut off left behind."""
    for path in incoming.iterdir():
        try:
            age = clock.machine() - datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        if age > STALE:
            path.unlink(missing_ok=True)


def _kept(one: _Incoming) -> Kept:
    return Kept(
        name=one.name,
        sha256=one.sha256,
        size=one.size,
        media=one.found.media,
        pages=one.found.pages,
        width=one.found.width,
        height=one.found.height,
    )
