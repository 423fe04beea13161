"""A report with its claims marked and numbered. Drawn in Python as tables are; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString

from motcua.records.measures.report_checking import Checked

ANCHOR = "doan-"
"""What the id of a mark begins with; its number follows."""


def marked(text: str, claims: Sequence[Checked]) -> SafeString:
    """The text as markup, each claim in a mark with its number and, for those who do not see colours, a sign.

    A claim may stand within another; claims come in the order of the text.
    """
    pieces: list[str] = []
    open_until: list[int] = []
    place = 0
    for number, claim in enumerate(claims, start=1):
        place = _closed(pieces, open_until, text, place, upto=claim.start)
        pieces.append(f"{escape(text[place : claim.start])}{_opening(number, claim)}")
        place = claim.start
        open_until.append(claim.end)
    place = _closed(pieces, open_until, text, place, upto=len(text))
    pieces.append(escape(text[place:]))
    return SafeString("".join(pieces))


def sign_of(claim: Checked) -> str:
    """✗ where somebody has to look, ✓ where something speaks for it."""
    return "✗" if claim.is_problem else "✓" if claim.is_sure else ""


def _closed(pieces: list[str], open_until: list[int], text: str, place: int, *, upto: int) -> int:
    """Closes the marks that end by a place, the inner ones first; where the text goes on."""
    while open_until and open_until[-1] <= upto:
        end = max(open_until.pop(), place)
        pieces.append(f"{escape(text[place:end])}</mark>")
        place = end
    return place


def _opening(number: int, claim: Checked) -> str:
    tone = "near" if claim.is_problem else "good" if claim.is_sure else "quiet"
    return f'<mark class="{tone}" id="{ANCHOR}{number}"><sup>{number}{sign_of(claim)}</sup>'
