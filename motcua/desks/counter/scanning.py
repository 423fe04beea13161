"""What comes into the scan box: a card, its number, a receipt, the bar code of a dossier, a ticket."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from motcua.rules import identity
from motcua.rules.folding import clean
from motcua.rules.identity_card import LIMIT, identity_card, looks_like_card
from motcua.rules.numbering import is_dossier_code
from motcua.rules.refusal import Refusal

_ON_RECEIPT = re.compile(r"#.*?\bma=([^&\s]+)")
"""The fragment of the look-up address that the QR code of a receipt holds."""

_TICKET = re.compile(r"[AU][0-9]{3,4}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned:
    """One of: inputs of the intake form that a card fills, the code of a dossier, the number of a ticket."""

    person: Mapping[str, str] = field(default_factory=dict)
    dossier: str = ""
    ticket: str = ""


def scanned(text: str, *, field: str = "scan") -> Scanned:
    """Reads the scan box. Raises Refusal for what is none of these; it repeats nothing of a card."""
    if looks_like_card(text):
        return Scanned(person=_person(text, field=field))
    line = code_in(clean(text, field=field, limit=LIMIT))
    if is_dossier_code(line):
        return Scanned(dossier=line)
    if _TICKET.fullmatch(line.upper()):
        return Scanned(ticket=line.upper())
    if not any(letter.isdecimal() for letter in line):
        raise Refusal(
            field,
            "Ô này nhận thẻ căn cước, số căn cước, mã trên giấy tiếp nhận hoặc số thứ tự; hãy quét lại, hoặc nhập tên "
            "vào ô «Họ và tên».",
        )
    return Scanned(person={"id_number": identity.id_number(line, field=field)})


def code_in(text: str) -> str:
    """The dossier code in the QR text of a receipt, written as codes are; any other text as it is."""
    found = _ON_RECEIPT.search(text)
    code = (found[1] if found else text).upper()
    return code if is_dossier_code(code) else text


def _person(text: str, *, field: str) -> Mapping[str, str]:
    card = identity_card(text, field=field)
    birth = date.fromisoformat(card.birth).strftime("%d/%m/%Y") if len(card.birth) > len("yyyy") else card.birth
    read = {"name": card.name, "id_number": card.id_number, "birth": birth, "address": card.address}
    return {name: value for name, value in read.items() if value}
