"""The QR code of an identity card, as a scanner types it into a box; what scanners do to it on the way is undone.

number|old number|name|birth ddmmyyyy|sex|address|issued ddmmyyyy, and on newer cards more fields, which are passed
over. Source: cards as issued under Luật Căn cước công dân 59/2014/QH13 and Luật Căn cước 26/2023/QH15 (chờ kiểm chứng).

What is read is personal and sensitive: refusals never repeat it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from motcua.rules import identity
from motcua.rules.folding import clean, fold
from motcua.rules.refusal import Refusal

LIMIT = 500
"""Characters of a scan; the longest cards known have about 250."""

_PARTS = 7
_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9A-Za-z](?=[0-9])")
"""What some scanners say first: that it was a QR code."""

_SEPARATOR = re.compile(r"^[0-9]{12}([^\w\s])")
_RUN_TOGETHER = re.compile(
    r"(?P<number>[0-9]{12})(?P<old>[0-9]{9})?(?P<name>[^0-9|]+?)(?P<birth>[0-9]{8})"
    r"(?P<sex>Nam|Nữ)(?P<address>[^0-9|].*?)(?P<issued>[0-9]{8})"
)
_TYPED_SIGN = re.compile(r"[^\W\d_][0-9]|[0-9][^\W\d_]")
_TELEX_WORD = re.compile(r"\b[a-z]*(?:aa|ee|oo|dd|[aou]w|[aeiouy][a-z]{0,3}[sfrxj])\b")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?")


@dataclass(frozen=True, kw_only=True, slots=True)
class IdentityCard:
    """What a card says. `birth` as `identity.birth` gives it; `old_id_number`, `sex` and `address` may be empty."""

    id_number: str
    old_id_number: str
    name: str
    birth: str
    sex: str
    address: str
    issued: date | None


def looks_like_card(text: str) -> bool:
    """Whether a scan is meant to be a card: fields between separators, or digits that run into a name."""
    scanned = _scanned(text)
    return "|" in scanned or bool(re.match(r"[0-9]{12}.*[^\W\d_]", scanned))


def identity_card(text: str, *, field: str = "scan") -> IdentityCard:
    """Reads a card, also where the scanner typed another separator, dropped it, or took bytes for letters.

    Raises Refusal naming `field`: for what is no card, and for letters that an input method has turned into others.
    """
    parts = _parts(clean(_scanned(text), field=field, limit=LIMIT))
    if len(parts) < _PARTS or not parts[0] or not parts[2]:
        raise Refusal(field, "Mã vừa quét không phải mã QR của thẻ căn cước; hãy quét lại hoặc nhập bằng tay.")
    number, old, name, birth, sex, address, issued = parts[:_PARTS]
    _refuse_garbled(name, sex=sex, address=address, field=field)
    return IdentityCard(
        id_number=_read(identity.id_number, number, field=field),
        old_id_number=_read(identity.id_number, old, field=field),
        name=clean(name, field=field),
        birth=_read(identity.birth, re.sub("^0000(?=[0-9]{4}$)", "", birth), field=field),
        sex=sex,
        address=clean(address, field=field, limit=300),
        issued=_issued(issued, field=field),
    )


def _scanned(text: str) -> str:
    """The text that the code holds, as far as it can be told from what the scanner typed."""
    return _decoded(_SYMBOLOGY.sub("", text.strip()))


def _decoded(text: str) -> str:
    """UTF-8 whose bytes were typed as letters of their own ("Tháº¡ch"), read again; any other text as it is."""
    try:
        return text if text.isascii() else b"".join(_byte(letter) for letter in text).decode()
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    """The byte of a letter in Windows-1252; the five that it leaves open stand for themselves."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _parts(text: str) -> list[str]:
    """The fields of a card; those whose separator was lost are told apart by their shapes."""
    if "|" not in text:
        if other := _SEPARATOR.match(text):
            text = text.replace(other[1], "|")
        elif joined := _RUN_TOGETHER.fullmatch(text):
            return [part.strip() for part in joined.groups(default="")]
    return [part.strip() for part in text.split("|")]


def _refuse_garbled(name: str, *, sex: str, address: str, field: str) -> None:
    """Refuses letters that came through an input method: Telex types Thij for Thị, VNI Thi5."""
    letters = f"{name} {address}"
    typed_letters = letters.isascii() and _TELEX_WORD.search(letters.lower())
    wrong_sex = fold(sex) not in ("nam", "nu") and fold(sex).startswith("nu")
    if typed_letters or wrong_sex or _TYPED_SIGN.search(name) or not _NAME.fullmatch(name):
        raise Refusal(
            field,
            "Máy quét gõ sai chữ có dấu, có thể vì bộ gõ Telex hoặc VNI đang bật; hãy tắt bộ gõ tiếng Việt rồi quét "
            "lại, hoặc nhập bằng tay.",
        )


def _issued(text: str, *, field: str) -> date | None:
    read = _read(identity.birth, text, field=field)
    return date.fromisoformat(read) if len(read) > len("yyyy") else None


class _Reader(Protocol):
    def __call__(self, text: str, *, field: str) -> str: ...


def _read(reader: _Reader, text: str, *, field: str) -> str:
    """A field of the card as `reader` gives it; what it refuses is not repeated."""
    try:
        return reader(text, field=field)
    except Refusal:
        raise Refusal(
            field, "Mã QR của thẻ có số hoặc ngày không đọc được; hãy quét lại, hoặc nhập bằng tay theo mặt thẻ."
        ) from None
