"""How long a text message is on the air, and the same text without the marks of Vietnamese.

Source: 3GPP TS 23.038 (alphabet of 7 bits) and TS 23.040 (messages of several parts) (chờ kiểm chứng).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")
_MARKS_OF_LATIN = range(0x0300, 0x0370)
_OTHERWISE = str.maketrans({"đ": "d", "Đ": "D", "–": "-", "—": "-", "…": "...", "«": '"', "»": '"', "’": "'"})


class Alphabet(StrEnum):
    """How the letters of a message are sent; one letter outside of GSM makes the whole message UCS-2."""

    GSM = "gsm"
    UCS2 = "ucs2"


_ALONE = {Alphabet.GSM: 160, Alphabet.UCS2: 70}
_TOGETHER = {Alphabet.GSM: 153, Alphabet.UCS2: 67}


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """`units` are septets or 16-bit words, as the alphabet counts; `parts` are what a carrier charges for."""

    alphabet: Alphabet
    units: int
    parts: int


def length(text: str) -> Length:
    """How long a text is as a message: 160 or 70 units alone, 153 or 67 in each of several parts; empty has none."""
    double = sum(letter in _GSM_DOUBLE for letter in text)
    alphabet = Alphabet.GSM if all(letter in _GSM or letter in _GSM_DOUBLE for letter in text) else Alphabet.UCS2
    units = len(text) + double if alphabet is Alphabet.GSM else len(text.encode("utf-16-le")) // 2
    alone, together = _ALONE[alphabet], _TOGETHER[alphabet]
    parts = -(-units // (alone if units <= alone else together))
    return Length(alphabet=alphabet, units=units, parts=parts)


def without_marks(text: str) -> str:
    """Vietnamese without its marks and typographic signs, so that twice as much fits: «Đã có» becomes «Da co».

    Only marks of the Latin script go: the vowels of Khmer are marks too, and stay.
    """
    kept = (letter for letter in unicodedata.normalize("NFD", text) if ord(letter) not in _MARKS_OF_LATIN)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_OTHERWISE)
