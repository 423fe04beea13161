"""Lines that a page has broken, put together again: within sentences, before their numbers, within numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from motcua.rules.claims.words import NOUN, compiled
from motcua.rules.transcript import Transcript

_WITHIN_NUMBER = re.compile(
    r"(?<=[^\s\d.,/-] )(?:\d{1,3}\.)+\n(?=(?:\d{3}\.)*\d{3}(?![\d.,/]))|(?<=\d,)\n(?=\d{1,2} ?%)"
)
"""12.⏎457 and 99,⏎80%: a number that begins a sentence would not be the second part of one so exactly."""

_MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[-+*•])\s")
_BREAK = re.compile(r"(?<=[\w,%(/])\n(?=([\w%(]))")

_BY_BLANKS = compiled(rf"(?<![\w.,/-])(?<!\d )[1-9]\d{{0,2}}(?: \d{{3}}){{1,3}}(?= {NOUN})")
"""12 457 hồ sơ: thousands grouped by blanks, of things that are counted."""


def unwrapped(script: Transcript) -> Transcript:
    """The text with the breaks of lines within its sentences as blanks, those within its numbers taken out."""
    text, places = script.text, script.places
    for found in reversed(list(_WITHIN_NUMBER.finditer(text))):
        cut = found.end() - 1
        text = text[:cut] + text[cut + 1 :]
        places = [*places[:cut], *places[cut + 1 :]]
    return replace(script, text=_BREAK.sub(_joined, text), places=places)


def grouped(text: str) -> str:
    """The text with points in numbers whose thousands are grouped by blanks; as long as before."""
    return _BY_BLANKS.sub(lambda found: found.group().replace(" ", "."), text)


def _joined(found: re.Match[str]) -> str:
    """A blank where the line goes on: the next begins small, or with a number that is no mark of a list."""
    goes_on = not found[1].isupper() and not _MARK.match(found.string, found.end())
    return " " if goes_on else found.group()
