"""The calendar and the rule values of 2023–2026 as a plain table, so that the rules are tested without the law files."""

from __future__ import annotations

from datetime import date, datetime, time

from motcua.law.types import (
    LOCAL,
    CalendarException,
    CalendarLaw,
    DayKind,
    DayReading,
    DeadlineRules,
    OfficeHours,
    Shift,
    SupplementPolicy,
)
from motcua.rules.working_time import WorkCalendar

_EXCEPTIONS = """
2023-01-02 off bù Tết Dương lịch
2023-01-20 off Tết Nguyên đán
2023-01-23 off Tết Nguyên đán
2023-01-24 off Tết Nguyên đán
2023-01-25 off Tết Nguyên đán
2023-01-26 off Tết Nguyên đán
2023-05-01 off Giỗ Tổ, 30/4, 1/5 và bù
2023-05-02 off Giỗ Tổ, 30/4, 1/5 và bù
2023-05-03 off Giỗ Tổ, 30/4, 1/5 và bù
2023-09-01 off Quốc khánh và bù
2023-09-04 off Quốc khánh và bù
2024-01-01 off Tết Dương lịch
2024-02-08 off Tết Nguyên đán
2024-02-09 off Tết Nguyên đán
2024-02-12 off Tết Nguyên đán
2024-02-13 off Tết Nguyên đán
2024-02-14 off Tết Nguyên đán
2024-04-18 off Giỗ Tổ
2024-04-29 off hoán đổi 29/4, 30/4, 1/5
2024-04-30 off hoán đổi 29/4, 30/4, 1/5
2024-05-01 off hoán đổi 29/4, 30/4, 1/5
2024-05-04 work làm bù cho 29/4
2024-09-02 off Quốc khánh
2024-09-03 off Quốc khánh
2025-01-01 off Tết Dương lịch
2025-01-27 off Tết Nguyên đán
2025-01-28 off Tết Nguyên đán
2025-01-29 off Tết Nguyên đán
2025-01-30 off Tết Nguyên đán
2025-01-31 off Tết Nguyên đán
2025-04-07 off Giỗ Tổ
2025-04-26 work làm bù cho 2/5
2025-04-30 off 30/4, 1/5, hoán đổi 2/5
2025-05-01 off 30/4, 1/5, hoán đổi 2/5
2025-05-02 off 30/4, 1/5, hoán đổi 2/5
2025-09-01 off Quốc khánh
2025-09-02 off Quốc khánh
2026-01-01 off Tết Dương lịch, hoán đổi 2/1
2026-01-02 off Tết Dương lịch, hoán đổi 2/1
2026-01-10 work làm bù cho 2/1
2026-02-16 off Tết Nguyên đán
2026-02-17 off Tết Nguyên đán
2026-02-18 off Tết Nguyên đán
2026-02-19 off Tết Nguyên đán
2026-02-20 off Tết Nguyên đán
2026-04-27 off bù Giỗ Tổ
2026-04-30 off 30/4, 1/5
2026-05-01 off 30/4, 1/5
2026-08-22 work làm bù cho 31/8
2026-08-31 off Quốc khánh, hoán đổi 31/8
2026-09-01 off Quốc khánh, hoán đổi 31/8
2026-09-02 off Quốc khánh, hoán đổi 31/8
2026-11-24 off Ngày Văn hóa Việt Nam
"""

CALENDAR_LAW = CalendarLaw(
    first=date(2023, 1, 1),
    last=date(2026, 12, 31),
    exceptions=tuple(
        CalendarException(day=date.fromisoformat(day), kind=DayKind(kind), reason=reason, source=f"lịch nghỉ {day[:4]}")
        for day, kind, reason in (line.split(" ", 2) for line in _EXCEPTIONS.strip().splitlines())
    ),
    hours=OfficeHours(shifts=(Shift(start=time(7), end=time(11, 30)), Shift(start=time(13, 30), end=time(17)))),
)
CALENDAR = WorkCalendar.from_law(CALENDAR_LAW)
FIRST = datetime(2023, 1, 1, tzinfo=LOCAL)
LAST = datetime(2026, 12, 31, 23, 59, tzinfo=LOCAL)


def rules_with(
    *,
    reading: DayReading = DayReading.MINUTES,
    supplement: SupplementPolicy = SupplementPolicy.RESTART,
    working_day_minutes: int = 480,
) -> DeadlineRules:
    """The rule values of the first era, with the policies that a test is about."""
    return DeadlineRules(
        working_day_minutes=working_day_minutes,
        same_day_cut_off=time(15),
        reading=reading,
        supplement_policy=supplement,
        max_supplements=1,
        source="NĐ 61/2018/NĐ-CP (chờ kiểm chứng)",
    )


RULES = rules_with()


def at(text: str) -> datetime:
    """A local instant written as in the cases: 2023-04-28 15:20."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)
