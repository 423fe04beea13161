"""The purpose of a transfer: a dossier code as banks let it through, and found again in what they send back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import Refusal

LONGEST = 25
"""Characters of a purpose that every bank keeps (EMVCo, additional data 08)."""

_OTHER = re.compile(r"[^0-9A-Z]")
_BY_LEVEL = re.compile(r"(?=(\d{3})(\d{2})(\d{2})([A-Z]\d{2})(\d{6})(\d{4,5}))")
_BY_PROVINCE = re.compile(r"(?=([A-Z]\d{2})(\d{0,9})(\d{6})(\d{4,5}))")


def purpose_of(code: str) -> str:
    """A dossier code without the signs that banks drop: "000.30.30.H59-230427-0001" is "0003030H592304270001".

    ValueError where it would be too long for a purpose.
    """
    purpose = _OTHER.sub("", code.upper())
    if len(purpose) > LONGEST:
        raise ValueError(f"{code} is too long for a purpose")
    return purpose


def codes_in(text: str) -> tuple[str, ...]:
    """The dossier codes that a text of a bank may mean, however its signs were dropped; the likeliest first.

    Some of them may be codes of no dossier: whoever asks looks them up.
    """
    compact = _OTHER.sub("", text.upper())
    return tuple(dict.fromkeys(code for code in _candidates(compact) if _is_code(code)))


def _is_code(code: str) -> bool:
    try:
        return parse_dossier_code(code).text == code
    except Refusal:
        return False


def _candidates(compact: str) -> Iterator[str]:
    for level, middle, office, place, day, serial in _both(_BY_LEVEL, compact):
        yield f"{level}.{middle}.{office}.{place}-{day}-{serial}"
    for place, groups, day, serial in _both(_BY_PROVINCE, compact):
        for split in _splits(groups):
            yield f"{'.'.join((place, *split))}-{day}-{serial}"


def _both(pattern: re.Pattern[str], compact: str) -> Iterator[tuple[str, ...]]:
    """The finds, each also with a serial of four digits: what follows may be another number."""
    for found in pattern.finditer(compact):
        *head, serial = found.groups()
        yield (*head, serial[:4])
        if len(serial) > 4:
            yield (*head, serial)


def _splits(groups: str) -> Iterator[tuple[str, ...]]:
    """The ways to read up to three groups of one to three digits."""
    if not groups:
        yield ()
        return
    for length in (3, 2, 1):
        head, rest = groups[:length], groups[length:]
        if len(head) == length:
            for tail in _splits(rest):
                if len(tail) < 3:
                    yield (head, *tail)
