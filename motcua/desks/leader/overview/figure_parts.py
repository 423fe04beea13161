"""The parts of a figure in words: how many, of what, and which list of dossiers each opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.desks.frame.formats import ABSENT, decimal_vi, number_vi, percent_vi, working_span_vi
from motcua.records.measures.figures import Count
from motcua.records.measures.queries import Part
from motcua.rules.indicator import Elsewhere, Indicator, Sum, Unit

NO_DATA_YET = "chưa có dữ liệu"
"""What stands where nothing records a figure."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """A part of a figure: `amount` as read, and `lists` how the list of its dossiers is called ("": none to open).
    `dossiers` is how many there are in it, None where the figure does not count dossiers.
    """

    part: Part
    label: str
    amount: str
    lists: str
    dossiers: int | None


def value_vi(said: Indicator, count: Count) -> str:
    """A count as read, in the unit of its indicator; nothing is made up where nothing is recorded."""
    if not count.known:
        return NO_DATA_YET
    match said.unit:
        case Unit.RATIO:
            return percent_vi(count.value)
        case Unit.DOSSIERS:
            return number_vi(count.numerator)
        case Unit.WORKING_MINUTES | Unit.MINUTES:
            return _duration_vi(count.value, working=said.unit is Unit.WORKING_MINUTES)


def spoken(said: Indicator, count: Count) -> tuple[Spoken, ...]:
    """The parts of a figure that a page tells; none where nothing is recorded."""
    if not count.known:
        return ()
    if said.percentile is not None:
        return _three(count, ("Không vượt", "Tất cả", "Vượt"), _PERCENTILE)
    if isinstance(said.numerator, Elsewhere):
        return tuple(_elsewhere(count))
    if isinstance(said.numerator, Sum):
        return tuple(_sums(said, count))
    if count.denominator is None:
        return (_dossiers(Part.NUMERATOR, "Số hồ sơ", count.numerator, "hồ sơ"),)
    return _three(count, ("Tử số", "Mẫu số", "Còn lại"), _RATIO)


_RATIO = ("hồ sơ trong tử số", "hồ sơ trong mẫu số", "hồ sơ trong mẫu số mà không trong tử số")
_PERCENTILE = ("hồ sơ không vượt mức này", "hồ sơ có kết quả", "hồ sơ vượt mức này")


def _three(count: Count, labels: tuple[str, str, str], lists: tuple[str, str, str]) -> tuple[Spoken, ...]:
    whole = count.denominator or 0
    numbers = (count.numerator, whole, whole - count.numerator)
    return tuple(
        _dossiers(part, label, number, called)
        for part, label, number, called in zip(Part, labels, numbers, lists, strict=True)
    )


def _dossiers(part: Part, label: str, number: int, lists: str) -> Spoken:
    return Spoken(part=part, label=label, amount=f"{number_vi(number)} hồ sơ", lists=lists, dossiers=number)


def _sums(said: Indicator, count: Count) -> Iterable[Spoken]:
    yield _amount(Part.NUMERATOR, "Tử số", f"{number_vi(count.numerator)} phút", lists="")
    if isinstance(said.denominator, Sum):
        yield _amount(Part.DENOMINATOR, "Mẫu số", f"{number_vi(count.denominator or 0)} phút", lists="hồ sơ được tính")
    else:
        yield _dossiers(Part.DENOMINATOR, "Mẫu số", count.denominator or 0, "hồ sơ được tính")


def _elsewhere(count: Count) -> Iterable[Spoken]:
    called = "hồ sơ có bước vượt định mức hoặc chịu phần trễ"
    yield _amount(Part.NUMERATOR, "Tử số", f"{number_vi(count.numerator)} lượt", lists=called)
    yield _amount(Part.DENOMINATOR, "Mẫu số", f"{number_vi(count.denominator or 0)} lượt", lists="")


def _amount(part: Part, label: str, amount: str, *, lists: str) -> Spoken:
    return Spoken(part=part, label=label, amount=amount, lists=lists, dossiers=None)


def _duration_vi(minutes: float | None, *, working: bool) -> str:
    """A duration, rounded to the minute of working time or to the tenth of an hour."""
    if minutes is None:
        return ABSENT
    return working_span_vi(round(minutes)) if working else f"{decimal_vi(minutes / 60)} giờ"
