"""Sums: "24 cơ quan, đơn vị (11 xã …, 07 phòng và 06 xã …)", "12 văn bản, gồm: 05 kế hoạch; 07 công văn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from motcua.rules.claims.claim import Arithmetic, Claim, Kind
from motcua.rules.claims.words import ALONE, FAMILY, MASK, NOUN, compiled, family_in, noun_after
from motcua.rules.vietnamese_numbers import count, written

_TOTAL = rf"(?P<t>{ALONE})(?P<w> ?{NOUN}[^\d{MASK};()\n:.]{{0,80}}?)"
_BODY = r"(?P<body>(?:[^()\n]|\([^()\n]{0,60}\)){3,400})"
_LISTED = compiled(rf"{_TOTAL} ?\({_BODY}\)")
_SPELT = compiled(
    rf"{_TOTAL}[,;:]? ?\(?(?P<how>gồm|bao gồm|trong đó(?: có)?|cụ thể(?: là)?|chia ra)(?: có)? ?[,:]? ?{_BODY}"
)
_PART_OF = re.compile(r"^\s*trong đó", re.IGNORECASE)
_CUT = re.compile(r"[,;+]\s+|\s+(?:và|cùng)\s+")
_SENTENCE_ENDS = re.compile(r"\.(?:\s|$)")
_NUMBER = re.compile(ALONE)
_NOT_A_PART = re.compile(r"\b(?:tăng|giảm|so với|cùng kỳ|bình quân|trung bình|điểm|lần|mỗi|từ(?= \d))\b", re.IGNORECASE)
_SAYS_A_SHARE = re.compile(r"(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng)[^\d]*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    value: int
    noun: str
    end: int


def sums(text: str) -> Iterator[Claim]:
    """Totals with their parts in brackets, or after «gồm» and «trong đó»."""
    for match in _LISTED.finditer(text):
        found = _claim(match, whole=not _PART_OF.search(match["body"]), open_ended=False)
        if found is not None:
            yield found
    for match in _SPELT.finditer(text):
        found = _claim(match, whole=not match["how"].casefold().startswith("trong đó"), open_ended=True)
        if found is not None:
            yield found


def _claim(match: re.Match[str], *, whole: bool, open_ended: bool) -> Claim | None:
    """The sum, None where the list is no division of the total.

    A list that is not said to be whole («trong đó») may leave something out: only one that gives more is wrong.
    """
    body = match["body"]
    if open_ended:
        ends = _SENTENCE_ENDS.search(body)
        body = body[: ends.start()] if ends else body
    parts = _parts(body, open_ended=open_ended)
    if parts is None or len(parts) < 2:
        return None
    total = count(match["t"])
    if not total.is_whole:
        return None
    if open_ended:
        parts = _fitting(parts, total.whole) or parts
    added = sum(part.value for part in parts)
    of_one_kind = _of_one_kind(match["w"], parts)
    if added != total.whole and (not of_one_kind or (not whole and added < total.whole)):
        return None
    said = " + ".join(written(Fraction(part.value)) for part in parts)
    return Claim(
        kind=Kind.SUM,
        start=match.start(),
        end=match.start("body") + parts[-1].end if open_ended else match.end(),
        arithmetic=Arithmetic.RIGHT if added == total.whole else Arithmetic.WRONG,
        computed=Fraction(added),
        note=f"{said} = {written(Fraction(added))}",
        numerator=total.whole,
        noun=match["w"].strip().casefold()[:40],
    )


def _fitting(parts: list[_Part], total: int) -> list[_Part]:
    """The first parts that give the total: what follows them belongs to the next thought."""
    for many in range(2, len(parts) + 1):
        if sum(part.value for part in parts[:many]) == total:
            return parts[:many]
    return []


def _parts(body: str, *, open_ended: bool) -> list[_Part] | None:
    """The numbers of a list, one in each of its pieces; None where a piece is no part of a whole."""
    found: list[_Part] = []
    for start, piece in _pieces(body):
        numbers = [each for each in _NUMBER.finditer(piece) if not _SAYS_A_SHARE.search(piece[: each.start()])]
        odd = bool(_NOT_A_PART.search(piece)) or len(numbers) > 1 or MASK in piece
        if odd and open_ended and len(found) >= 2:
            break
        if odd:
            return None
        if numbers:
            value = count(numbers[0].group())
            if not value.is_whole:
                return None
            noun = noun_after(piece, numbers[0].end())
            found.append(_Part(value=value.whole, noun=noun, end=start + len(piece.rstrip())))
        elif open_ended and found and _SAYS_A_SHARE.search(piece):
            break
    return found


def _pieces(body: str) -> Iterator[tuple[int, str]]:
    start = 0
    for cut in _CUT.finditer(body):
        yield start, body[start : cut.start()]
        start = cut.end()
    yield start, body[start:]


def _of_one_kind(words: str, parts: list[_Part]) -> bool:
    """Whether the parts can be of what the total counts: nothing among them is of another kind."""
    family = family_in(words)
    return all(FAMILY.get(part.noun, family) == family for part in parts)
