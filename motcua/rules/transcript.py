"""A text made comparable, that still knows where each of its characters stood in the text as given."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")

_ALIKE = {
    **dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\r\v\f"), " "),
    **dict.fromkeys(map(ord, "\u2028\u2029\u0085"), "\n"),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "⁄∕／"), "/"),
    ord("％"): "%",
    ord("Ð"): "Đ",
    ord("Ɖ"): "Đ",
    ord("ð"): "đ",
}
"""One character for one: word processors put long dashes and hard blanks into numbers of documents."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcript:
    """`text` is composed (NFC), with plain blanks, dashes and slashes, without what cannot be seen.

    `places` gives for each of its characters, and for its end, the offset in `given`, in code points.
    """

    given: str
    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of `text` stands in `given`."""
        return self.places[start], self.places[end]


def transcript(given: str) -> Transcript:
    """Makes a text comparable."""
    if unicodedata.is_normalized("NFC", given) and _INVISIBLE.isdisjoint(given):
        return Transcript(given=given, text=given.translate(_ALIKE), places=range(len(given) + 1))
    letters: list[str] = []
    places: list[int] = []
    for start, cluster in _clusters(given):
        composed = unicodedata.normalize("NFC", cluster)
        letters.append(composed)
        places += [start] * len(composed)
    return Transcript(given=given, text="".join(letters).translate(_ALIKE), places=[*places, len(given)])


def _clusters(given: str) -> list[tuple[int, str]]:
    """Each letter with the marks that follow it, and where it begins; what cannot be seen is left out."""
    found: list[tuple[int, str]] = []
    for place, letter in enumerate(given):
        if letter in _INVISIBLE:
            continue
        if unicodedata.combining(letter) and found:
            start, cluster = found[-1]
            found[-1] = (start, cluster + letter)
        else:
            found.append((place, letter))
    return found
