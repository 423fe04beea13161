"""What the machine must bring that pip cannot: libraries and fonts for printing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache
from shutil import which

from motcua.cli.words import say

KHMER_FONTS = ("Khmer OS", "Noto Sans Khmer", "Noto Serif Khmer")
LATIN_FONTS = ("Tinos", "Times New Roman")


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A Debian package that is not there, and what does not work without it."""

    package: str
    consequence: str

    def sentence(self) -> str:
        """The lack in words."""
        return say("Thiếu gói {package}: {consequence}.", package=self.package, consequence=self.consequence)


def missing_packages() -> list[Missing]:
    """The packages that are missing for printing."""
    return list(_missing())


def _missing() -> Iterator[Missing]:
    if not (find_library("pango-1.0") and find_library("pangoft2-1.0")):
        yield Missing(package="libpangoft2-1.0-0", consequence=say("không in được biên nhận và công văn"))
    if not _has_font(LATIN_FONTS):
        yield Missing(package="fonts-croscore", consequence=say("bản in thiếu chữ Việt có dấu"))
    if not _has_font(KHMER_FONTS):
        yield Missing(package="fonts-khmeros", consequence=say("không hiện và không in được chữ Khmer"))


def _has_font(families: tuple[str, ...]) -> bool:
    installed = _font_families()
    return any(family in installed for family in families)


@cache
def _font_families() -> str:
    program = which("fc-list")
    if program is None:
        return ""
    listed = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False)  # noqa: S603  (a program found on the path)
    return listed.stdout
