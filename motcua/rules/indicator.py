"""What an indicator is: a small declaration over the facts, compiled by each engine and explained to the reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from motcua.law.types import Level
from motcua.rules.facts import COLUMNS
from motcua.rules.linked_facts import LINKED


class Base(StrEnum):
    """Over which dossiers an indicator counts: those accepted in the period; all that were accepted by its end; or
    those of them that were not yet ended when it began.
    """

    COHORT = "cohort"
    STANDING = "standing"
    HANDLED = "handled"


class Unit(StrEnum):
    """What the value of an indicator counts."""

    RATIO = "ratio"
    DOSSIERS = "dossiers"
    WORKING_MINUTES = "working_minutes"
    MINUTES = "minutes"


class By(StrEnum):
    """What a figure may be broken down by; HOLDER is whoever has the dossier in hand, AGE how far its due date is."""

    UNIT = "unit"
    LEVEL = "level"
    PROCEDURE = "procedure"
    MONTH = "month"
    WEEK = "week"
    CHANNEL = "channel"
    HOLDER = "holder"
    AGE = "age"


class Column(str):
    """The name of a column of the facts, checked when the declaration is made."""

    def __new__(cls, name: str) -> Column:
        """Raises ValueError for a name that is not a fact."""
        if name not in COLUMNS and name not in LINKED:
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
class MoreThan:
    """The number in the column is known and greater than this one."""

    column: Column
    number: int


@dataclass(frozen=True, slots=True)
class NotAfter:
    """The instants in both columns are known, and the first is not later than the second."""

    column: Column
    other: Column


@dataclass(frozen=True, slots=True)
class BeforeCutOff:
    """The instant in the column is earlier than the cut-off."""

    column: Column


@dataclass(frozen=True, slots=True)
class BeforeEnd:
    """The instant in the column is earlier than the end of the period or the cut-off, whichever comes first."""

    column: Column


@dataclass(frozen=True, slots=True)
class Every:
    """All the parts hold; with no parts, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Equals | OneOf | Known | MoreThan | NotAfter | BeforeCutOff | BeforeEnd | Every | Not


def every(*parts: Condition) -> Every:
    """All of `parts`."""
    return Every(parts)


def some(*parts: Condition) -> Not:
    """At least one of `parts`."""
    return Not(Every(tuple(Not(part) for part in parts)))


@dataclass(frozen=True, slots=True)
class Sum:
    """The numbers in the columns, added up over the dossiers of a condition; an empty column adds nothing."""

    columns: tuple[Column, ...]
    over: Condition


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Counted over something else than dossiers, by a source of its own that is registered under the indicator's id."""

    what: str


Quantity = Condition | Sum | Elsewhere
"""What stands above or below the line: how many dossiers meet a condition, or a sum."""


@dataclass(frozen=True, slots=True)
class Percentile:
    """The smallest value of a column that at least `percent` of a hundred dossiers do not exceed.

    Exact on every engine: with the values in order, the first whose rank × 100 ≥ percent × the number of dossiers.
    """

    column: Column
    percent: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """A figure: numerator ÷ denominator, unrounded. Conditions apply to dossiers that were received and are not void.

    `denominator` None: a plain count, whose value is the numerator. An average is a Sum over a condition. With a
    `percentile`, the value is that of its column over the dossiers of `denominator` which have one; the denominator
    is their number, and the numerator how many of them do not exceed the value: so each number opens its dossiers.

    `counters` name the rollup columns that hold the numerator and the denominator, where the figure adds up from
    them. `breakdown` is how it is read at first, None: as a whole. `levels`: the levels of units to which it applies.
    """

    id: str
    version: int
    label: str
    formula: str
    unit: Unit
    base: Base
    numerator: Quantity
    denominator: Quantity | None
    percentile: Percentile | None = None
    counters: tuple[str, str] | None = None
    breakdown: By | None = None
    levels: tuple[Level, ...] = tuple(Level)
    exclusions: tuple[str, ...]
    source: str
    distinct_from: tuple[str, ...] = ()

    @property
    def additive(self) -> bool:
        """Whether the counts of two groups of dossiers, added, are those of both together."""
        return self.percentile is None

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the facts that it looks at."""
        found = set(columns_of(self.numerator))
        if self.denominator is not None:
            found |= set(columns_of(self.denominator))
        if self.percentile is not None:
            found.add(self.percentile.column)
        return frozenset(found)

    @property
    def elsewhere(self) -> bool:
        """Whether it is counted by a source of its own."""
        return isinstance(self.numerator, Elsewhere)


def columns_of(quantity: Quantity) -> Iterator[str]:
    """The columns that a condition or a sum looks at."""
    match quantity:
        case Elsewhere():
            return
        case Sum(columns, over):
            yield from columns
            yield from columns_of(over)
        case Every(parts):
            for part in parts:
                yield from columns_of(part)
        case Not(part):
            yield from columns_of(part)
        case NotAfter(column, other):
            yield from (column, other)
        case _:
            yield quantity.column


def condition_of(quantity: Quantity) -> Condition:
    """Which dossiers a quantity counts, or adds up over. Raises ValueError for what is no matter of dossiers."""
    match quantity:
        case Sum(_, over):
            return over
        case Elsewhere(what):
            raise ValueError(f"{what} is counted elsewhere")
        case _:
            return quantity


RECEIVED = every(Known(Column("accepted_at")), Not(Equals(Column("state"), "void")))
"""Received: accepted, and the number not void. Not yet accepted and declined dossiers are never counted."""

OPEN = Equals(Column("end_kind"), "")
"""Received and not ended."""

ENDED = Not(OPEN)
"""Ended: with a result, refused, stopped or withdrawn."""

WITH_RESULT = Equals(Column("end_kind"), "result")
"""Ended with a result."""

NOT_COUNTED = ("hồ sơ hủy số", "hồ sơ chưa được tiếp nhận", "hồ sơ không được tiếp nhận")
"""What every figure over received dossiers leaves out, in the reader's words."""

WITHOUT_RESULT = "hồ sơ chưa có kết quả, bị từ chối, dừng, rút"
"""What figures over dossiers with a result leave out besides."""
