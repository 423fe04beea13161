"""Numbers as Vietnamese offices write them: 1.401 (whole), 99,93 (decimals), 07, 1.000.000.

Source: the point groups thousands and the comma stands before decimals (quy ước viết số tiếng Việt). Texts that come
from spreadsheets also have 12.5 and 1,401: they are read so where nothing else is possible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

PATTERN = r"\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,6})?|\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12}(?:[.,]\d{1,6})?"
"""A number as a pattern without groups; what stands around it is for the caller to say."""

_BY_POINTS = re.compile(r"(?!0)\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_BY_COMMAS = re.compile(r"(?!0)\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A number and the `decimals` it was printed with."""

    value: Decimal
    decimals: int

    @property
    def is_whole(self) -> bool:
        """Whether it may be a number of things."""
        return self.decimals == 0

    @property
    def whole(self) -> int:
        """The number of things; decimals are cut off."""
        return int(self.value)


class Fit(StrEnum):
    """How a printed number stands to the exact one."""

    EXACT = "exact"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"


def number(text: str) -> Written:
    """Any number: 1.401 is one thousand and more, 99,93 and 12.5 have decimals."""
    if _BY_POINTS.fullmatch(text):
        text = text.replace(".", "")
    return _decimal(text)


def count(text: str) -> Written:
    """A number of things, where 1,401 can only be one thousand and more."""
    return _decimal(text.replace(",", "")) if _BY_COMMAS.fullmatch(text) else number(text)


def percentage(text: str, *, most: int | None = None) -> Written:
    """What stands before a %: above `most`, a point can only stand before decimals (99.930)."""
    found = number(text)
    if most is not None and found.value > most and text.count(".") == 1 and "," not in text:
        return _decimal(text)
    return found


def fit(exact: Fraction, printed: Written) -> Fit | None:
    """How `printed` stands to the exact number at its own decimals; None where it is neither rounded nor cut off.

    A printed figure is right when it is the exact one rounded (half away from zero) or truncated.
    """
    shown = Fraction(printed.value)
    if shown == exact:
        return Fit.EXACT
    if shown == rounded(exact, printed.decimals):
        return Fit.ROUNDED
    scale = 10**printed.decimals
    return Fit.TRUNCATED if shown == Fraction(int(exact * scale), scale) else None


def rounded(exact: Fraction, decimals: int) -> Fraction:
    """The number rounded to so many decimals, half away from zero."""
    scaled = abs(exact) * 10**decimals
    nearest = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return nearest if exact >= 0 else -nearest


def written(value: Fraction, *, decimals: int = 0) -> str:
    """A number as an office writes it, rounded: 1.401; 99,93."""
    shown = Decimal(int(rounded(value, decimals) * 10**decimals)).scaleb(-decimals)
    whole, _, places = f"{shown:,f}".partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{places}" if places else whole


def shortest(value: Fraction, *, decimals: int = 2) -> str:
    """A number rounded to at most so many decimals, without zeros at its end: 12,5; 25."""
    told = written(value, decimals=decimals)
    return told.rstrip("0").rstrip(",") if "," in told else told


def _decimal(text: str) -> Written:
    plain = text.replace(",", ".")
    return Written(value=Decimal(plain), decimals=len(plain.partition(".")[2]))
