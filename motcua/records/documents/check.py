"""Checks that the numbers of letters are whole: every series runs from 1 to its last without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.db.models import Count, Max

from motcua.law.types import LOCAL
from motcua.records.documents.models import Letter, NumberSeries

_NAMED = 10


class ProblemKind(StrEnum):
    """What does not agree."""

    SERIES = "series"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something that was changed behind the program's back. `text` is a Vietnamese sentence."""

    kind: ProblemKind
    text: str


def problems(*, limit: int = 100) -> list[Problem]:
    """The first `limit` problems; none when letters and series agree."""
    return list(islice(_all_problems(), limit))


def _all_problems() -> Iterator[Problem]:
    counted = NumberSeries.objects.annotate(issued=Count("letters"), highest=Max("letters__serial"))
    for series in counted.order_by("unit_id", "kind", "year").iterator():
        if not series.issued == series.last == (series.highest or 0):
            yield _broken(series, issued=series.issued, highest=series.highest or 0)
    yield from _wrong_numbers()


def _broken(series: NumberSeries, *, issued: int, highest: int) -> Problem:
    there = set(series.letters.values_list("serial", flat=True))
    missing = sorted(set(range(1, max(series.last, highest) + 1)) - there)
    words = f"thiếu số {', '.join(map(str, missing[:_NAMED]))}" if missing else "không thiếu số nào"
    return Problem(
        kind=ProblemKind.SERIES,
        text=f"Dãy số «{series.kind}» năm {series.year} của đơn vị số {series.unit_id} đã cấp đến {series.last}"
        f" nhưng có {issued} văn bản, {words}.",
    )


def _wrong_numbers() -> Iterator[Problem]:
    rows = Letter.objects.order_by("pk").values_list("pk", "serial", "number", "issued_at", "series__year")
    for letter_id, serial, number, issued_at, year in rows.iterator():
        if number.partition("/")[0] != f"{serial:02d}" or issued_at.astimezone(LOCAL).year != year:
            yield Problem(
                kind=ProblemKind.NUMBER,
                text=f"Văn bản {number} (mã {letter_id}) không khớp với số thứ tự {serial} của năm {year}.",
            )
