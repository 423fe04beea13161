"""The kinds of value a law file may hold, and how each is read into a frozen type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from motcua.law.packs import form_pack, national_states
from motcua.law.reading import Entry
from motcua.law.report_forms import report_form
from motcua.law.report_outlines import report_outline
from motcua.law.report_types import ReportForm
from motcua.law.score_sheets import grades, score_sheet
from motcua.law.types import (
    CalendarException,
    DayKind,
    DayReading,
    FormPack,
    Grade,
    NationalState,
    OfficeHours,
    ReportOutline,
    ScoreSheet,
    Shift,
    SupplementPolicy,
    Term,
    TermUnit,
)

Content: TypeAlias = (
    int
    | str
    | time
    | Term
    | DayReading
    | SupplementPolicy
    | OfficeHours
    | FormPack
    | ReportForm
    | ReportOutline
    | tuple[CalendarException, ...]
    | tuple[NationalState, ...]
    | ScoreSheet
    | tuple[Grade, ...]
    | tuple[tuple[str, str], ...]
    | tuple[tuple[str, int], ...]
)
"""What a value may be, by its kind."""

_SATURDAY = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """The id and period of a value, [`first`, `end`), and where it was read."""

    law_id: str
    first: date
    end: date | None
    source: str


def _minutes(entry: Entry, frame: Frame) -> int:
    minutes = entry.count()
    if not 0 < minutes <= 24 * 60:
        entry.fail(f"{minutes} phút không thể là một ngày làm việc; hãy ghi từ 1 đến 1440.")
    return minutes


def _term(entry: Entry, frame: Frame) -> Term:
    fields = entry.fields(required=frozenset({"amount", "unit"}))
    amount = fields["amount"].count()
    unit = fields["unit"].choice(TermUnit, what="đơn vị thời hạn")
    counted = unit.is_timed and unit is not TermUnit.SAME_DAY
    if counted != (amount > 0):
        fields["amount"].fail(f"đơn vị «{unit}» đi với số lượng {'lớn hơn 0' if counted else '0'}; hãy sửa amount.")
    return Term(amount=amount, unit=unit)


def _office_hours(entry: Entry, frame: Frame) -> OfficeHours:
    shifts: list[Shift] = []
    for item in entry.items():
        fields = item.fields(required=frozenset({"start", "end"}))
        shift = Shift(start=fields["start"].clock(), end=fields["end"].clock())
        if shift.end <= shift.start or (shifts and shift.start < shifts[-1].end):
            item.fail(f"buổi {shift.start:%H:%M}–{shift.end:%H:%M} ngược giờ hoặc chồng buổi trước; hãy sửa giờ.")
        shifts.append(shift)
    if not shifts:
        entry.fail("ngày làm việc phải có ít nhất một buổi; hãy ghi start và end.")
    return OfficeHours(shifts=tuple(shifts))


def _days_off(entry: Entry, frame: Frame) -> tuple[CalendarException, ...]:
    fields = entry.fields(required=frozenset({"off"}), optional=frozenset({"work"}))
    days = [
        _exception(*pair, kind=DayKind(kind), frame=frame) for kind, days in fields.items() for pair in days.pairs()
    ]
    return tuple(sorted(days, key=lambda exception: exception.day))


def _exception(key: Entry, reason: Entry, *, kind: DayKind, frame: Frame) -> CalendarException:
    day = key.day()
    if day < frame.first or (frame.end is not None and day >= frame.end):
        key.fail(f"ngày {day} nằm ngoài khoảng của giá trị này; hãy chuyển sang giá trị đúng khoảng.")
    weekend = day.weekday() >= _SATURDAY
    if kind is DayKind.OFF and weekend:
        key.fail(f"ngày {day} là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ; hãy bỏ khỏi «off».")
    if kind is DayKind.WORK and not weekend:
        key.fail(f"ngày {day} là ngày trong tuần, vốn đã làm việc; hãy bỏ khỏi «work».")
    return CalendarException(day=day, kind=kind, reason=reason.text(), source=frame.source)


def _symbols(entry: Entry, frame: Frame) -> tuple[tuple[str, str], ...]:
    return tuple((key.text(), name.text()) for key, name in entry.pairs())


def _counts(entry: Entry, frame: Frame) -> tuple[tuple[str, int], ...]:
    return tuple((key.text(), number.count()) for key, number in entry.pairs())


KINDS: Mapping[str, Callable[[Entry, Frame], Content]] = {
    "minutes": _minutes,
    "count": lambda entry, frame: entry.count(),
    "clock": lambda entry, frame: entry.clock(),
    "text": lambda entry, frame: entry.text(),
    "term": _term,
    "day_reading": lambda entry, frame: entry.choice(DayReading, what="cách đọc ngày"),
    "supplement_policy": lambda entry, frame: entry.choice(SupplementPolicy, what="chính sách bổ sung"),
    "office_hours": _office_hours,
    "days_off": _days_off,
    "symbols": _symbols,
    "counts": _counts,
    "form_pack": lambda entry, frame: form_pack(entry, pack_id=frame.law_id.rpartition(".")[2]),
    "report_form": lambda entry, frame: report_form(entry, form_id=frame.law_id.rpartition(".")[2]),
    "report_outline": lambda entry, frame: report_outline(entry),
    "national_states": lambda entry, frame: national_states(entry),
    "score_sheet": lambda entry, frame: score_sheet(entry),
    "grades": lambda entry, frame: grades(entry),
}
"""Reader of each kind of value."""
