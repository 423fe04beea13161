"""Reads the text of a document that somebody sent: a program of its own, which limits itself before it looks.

Run as `python -I text_child.py docx|pdf FILE` on a file that has passed inspection. It prints one JSON object:
{"text"}, or {"refused": WORD}. Whatever else goes wrong ends it, and the parent refuses the file.
"""

from __future__ import annotations

import json
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
"""Bytes of address space and seconds of computing that this program may use."""

CHARACTERS = 400_000
"""Characters of a text; a report of a hundred pages has some 300,000."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = (_FALLBACK, f"{_W}moveFrom", f"{_W}del")
"""Where text stands that is not read: drawn otherwise for old programs, moved away, deleted."""

_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_GOES_ON = re.compile(r"[^\W\d_A-Z]|\d+[^\s.)]|\d+[.,]\d|[(%/-]")
"""How a line begins that only goes on where the page was full: not with a capital, nor with the number of a list."""


class Refused(Exception):  # noqa: N818  (a file is refused, as elsewhere)
    """The file has no text to read; the word says why."""


def main(media: str, path: Path) -> None:
    """Prints the text, or why there is none."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    try:
        told = {"text": _whole(_docx(path) if media == "docx" else _pdf(path), media=media)}
    except Refused as refused:
        told = {"refused": str(refused)}
    except MemoryError:
        told = {"refused": "time"}
    except Exception:  # what a broken file does to a library is not ours to list
        told = {"refused": "broken"}
    print(json.dumps(told))


def _whole(paragraphs: Iterator[str], *, media: str) -> str:
    found: list[str] = []
    length = 0
    for paragraph in paragraphs:
        length += len(paragraph) + 1
        if length > CHARACTERS:
            raise Refused("long")
        found.append(paragraph)
    text = "\n".join(found).strip("\n")
    if not text.strip():
        raise Refused("picture" if media == "pdf" else "empty")
    return text


def _docx(path: Path) -> Iterator[str]:
    """Paragraphs in the order of the page, those in tables too, as they read with all changes accepted."""
    from docx import Document

    for paragraph in Document(str(path)).element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(*_GONE), None) is None:
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter():
        if next(element.iterancestors(f"{_W}p", *_GONE), paragraph) is not paragraph:
            continue  # of a paragraph within a drawing, or gone
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]


def _pdf(path: Path) -> Iterator[str]:
    """Lines put together to paragraphs: a page breaks them where it is full."""
    from pypdf import PdfReader

    paragraph = ""
    for page in PdfReader(path, strict=False).pages:
        for line in page.extract_text().splitlines():
            line = line.strip()
            if paragraph and line and not paragraph.endswith((".", ";", ":")) and _GOES_ON.match(line):
                paragraph += line if paragraph.endswith("-") else f" {line}"
            else:
                if paragraph:
                    yield paragraph
                paragraph = line
    yield paragraph


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
