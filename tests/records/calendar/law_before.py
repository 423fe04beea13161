"""The calendar as it was known before the swap of two days in January 2026 was decided on 25/12/2025."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest

from motcua.law.registry import law
from motcua.law.types import CalendarLaw, DayKind
from motcua.records.calendar import queries
from motcua.records.calendar.decisions import Decision

SWAPPED = (date(2026, 1, 2), date(2026, 1, 10))
DOCUMENT = "12729/VPCP-KGVX"

SWAP = (
    Decision(day=SWAPPED[0], kind=DayKind.OFF, reason="hoán đổi ngày làm việc dịp Tết Dương lịch", document=DOCUMENT),
    Decision(day=SWAPPED[1], kind=DayKind.WORK, reason="làm bù cho ngày 02/01", document=DOCUMENT),
)
"""The decision, as an office would apply it."""


class _LawBefore:
    """The law with its calendar of before; nothing else of it is asked for days off."""

    def calendar(self) -> CalendarLaw:
        known = law().calendar()
        return replace(known, exceptions=tuple(one for one in known.exceptions if one.day not in SWAPPED))


@contextmanager
def law_before_the_swap() -> Iterator[None]:
    """The block knows nothing of the swap yet."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "law", _LawBefore)
        queries._built.cache_clear()
        yield
    queries._built.cache_clear()
