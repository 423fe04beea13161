"""What an indicator is: a small declaration over the facts, compiled by each engine and explained to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.facts import COLUMNS


class Base(StrEnum):
    """Over which dossiers an indicator counts: those accepted in the period, or all that stand at the cut-off."""

    COHORT = "cohort"
    STANDING = "standing"


class Column(str):
    """The name of a column of the facts, checked when the declaration is made."""

    def __new__(cls, name: str) -> Column:
        """Raises ValueError for a name that is not a fact."""
        if name not in COLUMNS:
            raise ValueError(f"{name} is not a fact")
        return super().__new__(cls, name)


@dataclass(frozen=True, slots=True)
class Equals:
    """The column holds the value."""

    column: Column
    value: str | bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """The column holds one of the values."""

    column: Column
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The column is not empty."""

    column: Column


@dataclass(frozen=True, slots=True)
class BeforeCutOff:
    """The instant in the column is earlier than the cut-off."""

    column: Column


@dataclass(frozen=True, slots=True)
class Every:
    """All the parts hold; with no parts, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Equals | OneOf | Known | BeforeCutOff | Every | Not


def every(*parts: Condition) -> Every:
    """All of `parts`."""
    return Every(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A figure. `denominator` None: a plain count. `counters` name the rollup columns that hold the numerator
    and the denominator, where it is additive. Conditions apply to dossiers that were received and are not void.
    """

    id: str
    version: int
    label: str
    formula: str
    unit: str
    base: Base
    numerator: Condition
    denominator: Condition | None
    counters: tuple[str, str] | None
    exclusions: tuple[str, ...]
    source: str
    distinct_from: tuple[str, ...] = ()


RECEIVED = every(Known(Column("accepted_at")), Not(Equals(Column("state"), "void")))
"""Received: accepted, and the number not void. Not yet accepted and declined dossiers are never counted."""

NOT_COUNTED = ("hồ sơ hủy số", "hồ sơ chưa được tiếp nhận", "hồ sơ không được tiếp nhận")
"""What every figure over received dossiers leaves out, in the reader's words."""
