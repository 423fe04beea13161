"""Checks across files: what the typed answers of the registry need is there, and fits together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from motcua.law.errors import LawError
from motcua.law.series import LawValue, Series
from motcua.law.types import SupplementPolicy

DAYS_OFF = "calendar.days_off"
OFFICE_HOURS = "calendar.office_hours"
WORKING_DAY_MINUTES = "deadlines.working_day_minutes"
SAME_DAY_CUT_OFF = "deadlines.same_day_cut_off"
DAY_READING = "deadlines.day_reading"
SUPPLEMENT_POLICY = "deadlines.supplement_policy"
SUPPLEMENT_LIMIT = "deadlines.supplement_limit"
NATIONAL_STATES = "dossiers.national_states"
FORM_PACK = "form_pack"
REPORT_FORM = "report_form"
SCORE_SHEET = "qd766.score_sheet"
GRADES = "qd766.grades"
REPORT_OUTLINE = "reporting.cchc_outline"


def policy_id(policy: SupplementPolicy) -> str:
    """The id under which a supplement policy is described."""
    return f"{SUPPLEMENT_POLICY}.{policy}"


NEEDED: Mapping[str, str] = {
    DAYS_OFF: "days_off",
    OFFICE_HOURS: "office_hours",
    WORKING_DAY_MINUTES: "minutes",
    SAME_DAY_CUT_OFF: "clock",
    DAY_READING: "day_reading",
    SUPPLEMENT_POLICY: "supplement_policy",
    SUPPLEMENT_LIMIT: "count",
    NATIONAL_STATES: "national_states",
    SCORE_SHEET: "score_sheet",
    GRADES: "grades",
    **{policy_id(policy): "text" for policy in SupplementPolicy},
}
"""The ids that the registry answers typed, with the kind each must be of."""


def check(series: Mapping[str, Series]) -> None:
    """Raises LawError where a needed id is missing or of another kind, the calendar has a gap, or packs overlap."""
    for law_id, kind in NEEDED.items():
        _check_kind(series, law_id, kind)
    _check_calendar(series[DAYS_OFF], hours=series[OFFICE_HOURS])
    _check_packs([one for one in series.values() if one.kind == FORM_PACK])


def _check_kind(series: Mapping[str, Series], law_id: str, kind: str) -> None:
    if law_id not in series:
        folder = law_id.partition(".")[0]
        raise LawError(f"{folder}/", 1, f"thiếu mã «{law_id}»; hãy ghi vào một tệp trong thư mục này.")
    one = series[law_id]
    if one.kind != kind:
        raise LawError(one.file, one.line, f"mã «{law_id}» phải là loại «{kind}», không phải «{one.kind}».")


def _check_calendar(days: Series, *, hours: Series) -> None:
    for before, after in pairwise(days.values):
        if before.valid_to != after.valid_from:
            _fail(after, f"lịch bị hở từ {before.valid_to} đến {after.valid_from}; hãy ghi cho liền nhau.")
    first, last = days.values[0], days.values[-1]
    if last.valid_to is None:
        _fail(last, "lịch nghỉ được quyết định từng năm nên phải có ngày kết thúc; hãy ghi to.")
    if not any(_spans(value, first.valid_from, last.valid_to) for value in hours.values):
        _fail(
            hours.values[0],
            f"phải có một giờ làm việc mặc định cho cả {first.valid_from} – {last.valid_to}; hãy sửa from, to.",
        )


def _spans(value: LawValue, first: date, end: date | None) -> bool:
    return value.valid_from <= first and (value.valid_to is None or (end is not None and end <= value.valid_to))


def _check_packs(packs: list[Series]) -> None:
    values = sorted((value for pack in packs for value in pack.values), key=lambda value: value.valid_from)
    for before, after in pairwise(values):
        if before.valid_to is None or after.valid_from < before.valid_to:
            _fail(after, f"bộ mẫu chồng thời gian với «{before.id}» ({before.file}, dòng {before.line}); hãy sửa.")


def _fail(value: LawValue, message: str) -> None:
    raise LawError(value.file, value.line, message)
