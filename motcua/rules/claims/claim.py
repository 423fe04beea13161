"""What a claim is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from motcua.rules.citations import Citation
from motcua.rules.vietnamese_numbers import Written


class Kind(StrEnum):
    """What is claimed."""

    COUNT = "count"
    RATIO = "ratio"
    SUM = "sum"
    GROWTH = "growth"
    REFERENCE = "reference"


class Arithmetic(StrEnum):
    """Whether the numbers of a claim agree with one another; NONE where there is nothing to compute."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A claim between `start` and `end` of the comparable text.

    `computed` is what its last number should be: of a ratio the percentage, of a sum the total, of growth the
    percentage, the points or the difference. `note` is the calculation in words. A count has its `numerator`, a ratio
    numerator and denominator where it names them, and its `percentage`.
    """

    kind: Kind
    start: int
    end: int
    arithmetic: Arithmetic = Arithmetic.NONE
    computed: Fraction | None = None
    note: str = ""
    numerator: int | None = None
    denominator: int | None = None
    percentage: Written | None = None
    noun: str = ""
    citation: Citation | None = None
