"""What fields say: numbers as offices write them, "chưa có dữ liệu" where nothing records them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from motcua.rules.comparison import change, ratio
from motcua.rules.indicator import Unit
from motcua.rules.indicators import indicator
from motcua.rules.report_text.fields import Field, FieldPart
from motcua.rules.vietnamese_numbers import written

NO_DATA = "(chưa có dữ liệu)"
NO_COMPARATOR = "(không có số liệu cùng kỳ)"
NOTHING_TO_DIVIDE = "(không phát sinh)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """A figure behind a field: its numbers, and those of the same period a year before. Not `known`: nothing records
    it. `invented`: nobody counted the year before.
    """

    numerator: int
    denominator: int | None
    known: bool = True
    before: tuple[int, int | None] | None = None
    invented: bool = False


UNKNOWN = Held(numerator=0, denominator=None, known=False)


def said(field: Field, held: Held) -> str:
    """What stands in the text for a field."""
    if not held.known:
        return NO_DATA
    match field.part:
        case FieldPart.NUMERATOR:
            return counted(held.numerator)
        case FieldPart.DENOMINATOR:
            return counted(held.numerator if held.denominator is None else held.denominator)
        case FieldPart.REST:
            return counted((held.denominator or 0) - held.numerator if held.denominator is not None else 0)
        case FieldPart.VALUE:
            return _value(field, held)
        case FieldPart.DIFFERENCE:
            return _difference(field, held)


def counted(number: int) -> str:
    """A number of things as offices write it: 05; 1.401."""
    return f"{number:02d}" if 0 <= number < 10 else written(Fraction(number))


def is_ratio(field: Field) -> bool:
    """Whether the value of a field is a percentage."""
    return indicator(field.indicator).unit is Unit.RATIO


def _value(field: Field, held: Held) -> str:
    exact = ratio(held.numerator, held.denominator)
    if exact is None:
        return NOTHING_TO_DIVIDE
    if is_ratio(field):
        return f"{percent(exact)}%"
    return counted(held.numerator) if held.denominator is None else written(exact, decimals=1)


def percent(exact: Fraction) -> str:
    """A share in per cent with two decimals; 100 only where it is all: 99,996 % is told cut off."""
    share = exact * 100
    if share < 100 and round(share, 2) == 100:
        return "99,99"
    return "100" if share == 100 else written(share, decimals=2)


def _difference(field: Field, held: Held) -> str:
    before = ratio(*held.before) if held.before else None
    moved = change(ratio(held.numerator, held.denominator), before)
    if moved is None:
        return NO_COMPARATOR
    note = " (số cùng kỳ là số liệu giả định)" if held.invented else ""
    if not moved.difference:
        return f"không đổi so với cùng kỳ{note}"
    way = "tăng" if moved.difference > 0 else "giảm"
    if is_ratio(field):
        return f"{way} {written(abs(moved.points), decimals=2)} điểm phần trăm so với cùng kỳ{note}"
    return f"{way} {counted(abs(int(moved.difference)))} hồ sơ so với cùng kỳ{note}"
