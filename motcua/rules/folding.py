"""Text at the border: cleaned once when it comes in, folded into the key by which it is searched.

Unicode as TCVN 6909:2001 asks: text is stored composed (NFC).
"""

from __future__ import annotations

import re
import unicodedata

from motcua.rules.refusal import Refusal

LIMIT = 200
"""Characters of a text whose field sets no limit of its own."""

_LATIN_MARKS = range(0x0300, 0x0370)
"""Tone and vowel marks of Latin letters only: the vowels of Khmer are marks too, and are kept."""

_APOSTROPHES = "'`´‘’‛ʹʻʼʽˈ′＇"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Soft hyphen, zero-width spaces and joiners, byte order mark: come along with copied text and carry no meaning."""

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: text could be shown otherwise than it is stored."""

_FOLDED: dict[int, str | None] = {
    **dict.fromkeys(_LATIN_MARKS),
    **{ord(letter): None for letter in _APOSTROPHES + _INVISIBLE},
    **{ord(letter): "d" for letter in "đðɖ"},  # Ð (U+00D0) and Ɖ (U+0189) are typed for Đ (U+0110)
}
_WITHOUT_INVISIBLE = str.maketrans("", "", _INVISIBLE)
_BLANKS_IN_LINE = re.compile(r"[^\S\n]+")


def fold(text: str) -> str:
    """The search key of a text: lower case, no tone or vowel marks, đ as d, no apostrophes, single spaces.

    "Trà Cú", "TRA CU" and decomposed text fold alike; so do "hoà" and "hòa", and "H’Mông" and "HMong".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    return " ".join(unicodedata.normalize("NFC", text.casefold().translate(_FOLDED)).split())


def clean(text: str, *, field: str, limit: int = LIMIT) -> str:
    """A line of text as it is stored: composed (NFC), without outer blanks, inner blanks single.

    Raises Refusal naming `field` for NUL and other control characters (line breaks among them), characters
    that turn the direction of writing, half characters, and more than `limit` characters.
    """
    line = text.strip(" \t\r\n")
    if not line.isprintable():
        _refuse_unfit(line, field=field, allowed="")
        line = line.translate(_WITHOUT_INVISIBLE)
    return _within(" ".join(_composed(line).split()), field=field, limit=limit)


def clean_lines(text: str, *, field: str, limit: int) -> str:
    """A text of several lines as it is stored: as `clean`, but line breaks stay (as \\n) and tabs become blanks.

    Blanks at the ends of lines go, and at most one empty line stands between two others.
    """
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    _refuse_unfit(whole, field=field, allowed="\n\t")
    whole = _BLANKS_IN_LINE.sub(" ", _composed(whole.translate(_WITHOUT_INVISIBLE)))
    lines = "\n".join(line.strip() for line in whole.split("\n")).strip()
    return _within(re.sub(r"\n{3,}", "\n\n", lines), field=field, limit=limit)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _refuse_unfit(text: str, *, field: str, allowed: str) -> None:
    for place, letter in enumerate(text, start=1):
        if letter not in allowed and (letter in _DIRECTIONS or unicodedata.category(letter) in ("Cc", "Cs")):
            raise Refusal(
                field,
                "Có ký tự điều khiển không hợp lệ (U+{code}) ở vị trí {place}; hãy xóa ký tự đó hoặc gõ lại.",
                code=f"{ord(letter):04X}",
                place=place,
            )


def _within(text: str, *, field: str, limit: int) -> str:
    if len(text) > limit:
        raise Refusal(
            field,
            "Nội dung dài {length} ký tự, quá {limit} ký tự cho phép; hãy viết ngắn lại.",
            length=len(text),
            limit=limit,
        )
    return text
