"""Looks into a file that somebody sent: a program of its own, which limits itself before it looks.

Run as `python -I inspection_child.py FILE`. It prints one JSON object: {"media", "pages", "width", "height"}, or
{"refused": WORD}. Whatever else goes wrong ends it, and the parent refuses the file.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 15
"""Bytes of address space and seconds of computing that this program may use."""

PAGES = 1_000
PIXELS = 80_000_000
"""Pages of a PDF; pixels of a picture: A3 scanned at 600 dots per inch has 70 million."""

OBJECTS = 400_000
"""Objects of a PDF: a thousand pages of text have some ten thousand."""

UNPACKED = 120 * 1024 * 1024
RATIO, RATIO_FROM = 100, 20 * 1024 * 1024
PARTS = 2_000
"""Bytes of an archive unpacked; how often these may be the bytes packed, from which size on; how many files it may
hold.
"""

_ENDS_WITHIN = 8 * 1024
"""Bytes at the end of a PDF among which its end mark stands; scanners fill up with zeros."""

_RUNS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/RichMediaExecute", "/Rendition"})
_RUNNING_KEYS = frozenset({"/JS", "/XFA"})
_EMBEDDING_KEYS = frozenset({"/EmbeddedFiles", "/EF"})
_EMBEDDED = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/3D"})
_RAW = {
    "active": re.compile(rb"/JavaScript\b|/Launch\b"),
    "embedded": re.compile(rb"/EmbeddedFiles?\b|/RichMedia\b"),
}
"""Also looked for in the bytes: another reader may find objects, of an older revision, that ours passes over."""

_MACROS = re.compile(r"vbaproject|vbadata|activex|macrosheets|/embeddings/|dialogsheets", re.I)
_MAIN = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
_LINK = "/hyperlink"


class Refused(Exception):  # noqa: N818  (a file is refused, as elsewhere)
    """The file is not one to keep; the word says why."""


def main(path: Path) -> None:
    """Prints what the file is, or why it is refused."""
    _limit()
    try:
        found = _inspected(path)
    except Refused as refused:
        found = {"refused": str(refused)}
    except MemoryError:
        found = {"refused": "time"}
    except Exception:  # what a broken file does to a library is not ours to list
        found = {"refused": "broken"}
    print(json.dumps(found))


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _inspected(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"%PDF-"):
        _alone(path)
        return _pdf(path)
    if start.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        _alone(path)
        return _picture(path)
    if start.startswith(b"PK\x03\x04"):
        return _office(path)
    raise Refused("old" if start.startswith(b"\xd0\xcf\x11\xe0") else "other")


def _alone(path: Path) -> None:
    """Refuses a file that is an archive too, whichever way one looks at it."""
    if zipfile.is_zipfile(path):
        raise Refused("two")


def _pdf(path: Path) -> dict[str, Any]:
    from pypdf import PdfReader

    content = path.read_bytes()
    if b"%%EOF" not in content[-_ENDS_WITHIN:]:
        raise Refused("broken")
    for why, pattern in _RAW.items():
        if pattern.search(content):
            raise Refused(why)
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted:
        raise Refused("locked")
    for value in _objects(reader):
        _refuse_active(value)
    pages = len(reader.pages)
    if not pages:
        raise Refused("broken")
    if pages > PAGES:
        raise Refused("pages")
    return {"media": "pdf", "pages": pages, "width": None, "height": None}


def _objects(reader: Any) -> Iterator[Any]:
    """Every object of a PDF, also one that nothing refers to, and the trailer."""
    from pypdf.generic import IndirectObject

    yield reader.trailer
    numbers = {(number, 0) for number in reader.xref_objStm}
    numbers |= {(number, generation) for generation, places in reader.xref.items() for number in places}
    if len(numbers) > OBJECTS:
        raise Refused("time")
    for number, generation in sorted(numbers):
        try:
            yield IndirectObject(number, generation, reader).get_object()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: S112  (a place that holds no object is common and shows nothing)
            continue


def _refuse_active(value: Any) -> None:
    """Refuses what runs, sends, or carries other files along, in an object and whatever stands directly in it."""
    left = [value]
    while left:
        here = left.pop()
        if isinstance(here, Mapping):
            keys = here.keys()
            if keys & _RUNNING_KEYS or _name(here, "/S") in _RUNS:
                raise Refused("active")
            if keys & _EMBEDDING_KEYS or {_name(here, "/Type"), _name(here, "/Subtype")} & _EMBEDDED:
                raise Refused("embedded")
            left += [dict.__getitem__(here, key) for key in keys] if isinstance(here, dict) else []
        elif isinstance(here, list):
            left += list.__iter__(here)


def _name(here: Mapping[Any, Any], key: str) -> str:
    """The name that stands under a key, there or elsewhere; "" for none."""
    found = here.get(key)
    try:
        found = found.get_object() if found is not None else ""
    except (AttributeError, ValueError):
        return ""
    return str(found) if isinstance(found, str) else ""


def _picture(path: Path) -> dict[str, Any]:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is unpacked
    with Image.open(path, formats=("JPEG", "PNG")) as picture:
        width, height = picture.size
        if width * height > PIXELS:
            raise Refused("pixels")
        media = "png" if picture.format == "PNG" else "jpeg"
        picture.load()
    return {"media": media, "pages": None, "width": width, "height": height}


def _office(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        _measured(parts)
        if "[Content_Types].xml" not in names:
            raise Refused("other")
        if len(set(names)) != len(names) or any(part.flag_bits & 1 for part in parts):
            raise Refused("broken")
        types = archive.read("[Content_Types].xml")
        if any(_MACROS.search(name) for name in names) or b"macroEnabled" in types:
            raise Refused("macros")
        media = next((media for main, media in _MAIN.items() if main in types), None)
        if media is None:
            raise Refused("other")
        for name in names:
            if name.endswith(".rels"):
                _refuse_fetching(archive.read(name))
        if archive.testzip() is not None:
            raise Refused("broken")
    return {"media": media, "pages": None, "width": None, "height": None}


def _measured(parts: list[zipfile.ZipInfo]) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    swells = unpacked > RATIO_FROM and unpacked > RATIO * max(packed, 1)
    if len(parts) > PARTS or unpacked > UNPACKED or swells:
        raise Refused("bomb")


def _refuse_fetching(relations: bytes) -> None:
    """Refuses a document that fetches something when it is opened: a template, a picture, data from elsewhere."""
    from xml.etree import ElementTree

    if b"<!DOCTYPE" in relations:
        raise Refused("broken")
    for relation in ElementTree.fromstring(relations):  # noqa: S314  (no document type, within our limits)
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_LINK):
            raise Refused("fetches")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
