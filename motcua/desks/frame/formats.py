"""How a person reads numbers, money, dates and spans of time in Vietnamese. Pure; presenters call these, templates
never do. Instants are shown in legal time (+07:00).
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from motcua.law.types import LOCAL, Term, TermUnit
from motcua.rules.deadline_lines import grouped
from motcua.rules.deadline_texts import WEEKDAYS

ABSENT = "—"
"""What stands where there is no value."""

_TERMS = {
    TermUnit.HOUR: "{amount} giờ",
    TermUnit.WORKING_HOUR: "{amount} giờ làm việc",
    TermUnit.WORKING_DAY: "{amount} ngày làm việc",
    TermUnit.DAY: "{amount} ngày",
    TermUnit.MONTH: "{amount} tháng",
    TermUnit.SAME_DAY: "trong ngày làm việc",
    TermUnit.NONE: "không quy định",
    TermUnit.UNKNOWN: "chưa rõ",
}


def number_vi(number: int) -> str:
    """A whole number: 39.779."""
    return grouped(number)


def decimal_vi(number: float, *, places: int = 1) -> str:
    """A number with a decimal comma, half rounded away from zero: 1.234,5."""
    return _comma(Decimal(str(number)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def percent_vi(ratio: float | None, *, places: int = 2) -> str:
    """A ratio as a percentage: 0.99929 is 99,93%. What is short of the whole never shows as 100%; None is a dash."""
    if ratio is None:
        return ABSENT
    exact = Decimal(str(ratio)) * 100
    step = Decimal(1).scaleb(-places)
    shown = exact.quantize(step, rounding=ROUND_HALF_UP)
    if exact < 100 <= shown:
        shown = exact.quantize(step, rounding=ROUND_DOWN)
    return f"{_comma(shown)}%"


def money_vi(amount: int) -> str:
    """An amount in đồng: 15.000 đồng."""
    return f"{grouped(amount)} đồng"


def date_vi(day: date) -> str:
    """A date: 08/05/2023. Of an instant, its legal date."""
    local = _local(day)
    return f"{local.day:02}/{local.month:02}/{local.year:04}"  # by hand: a list shows a hundred


def time_vi(at: datetime) -> str:
    """A time of day: 15:20."""
    local = at.astimezone(LOCAL)
    return f"{local.hour:02}:{local.minute:02}"


def instant_vi(at: datetime) -> str:
    """An instant, short: 15:20 08/05/2023."""
    local = at.astimezone(LOCAL)
    return f"{local.hour:02}:{local.minute:02} {local.day:02}/{local.month:02}/{local.year:04}"


def weekday_vi(day: date) -> str:
    """A date with its weekday: thứ Hai 08/05/2023."""
    local = _local(day)
    return f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"


def moment_vi(at: datetime) -> str:
    """An instant with its weekday: thứ Hai 08/05/2023, 15:20."""
    return f"{weekday_vi(at)}, {time_vi(at)}"


def letter_date_vi(day: date) -> str:
    """A date as the head of a letter writes it: ngày 05 tháng 02 năm 2023.

    Source: 30/2020/NĐ-CP, Phụ lục I: days below 10 and the months 1 and 2 take a leading zero (chờ kiểm chứng).
    """
    local = _local(day)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def birth_vi(birth: str) -> str:
    """A birth as stored ("1960-05-03" or "1960"): 03/05/1960, or 1960 (chỉ có năm)."""
    if not birth:
        return ""
    return f"{birth} (chỉ có năm)" if len(birth) == 4 else date_vi(date.fromisoformat(birth))


def term_vi(term: Term) -> str:
    """A legal term: 3 ngày làm việc."""
    return _TERMS[term.unit].format(amount=grouped(term.amount))


def working_span_vi(minutes: int, *, day_minutes: int = 480) -> str:
    """Working minutes in the two largest units that say something: 2 ngày làm việc 3 giờ; 3 giờ 20 phút làm việc."""
    days, rest = divmod(minutes, day_minutes)
    hours, minutes_left = divmod(rest, 60)
    if days:
        hours_text = f" {hours} giờ" if hours else ""
        return f"{grouped(days)} ngày làm việc{hours_text}"
    if hours:
        minutes_text = f" {minutes_left} phút" if minutes_left else ""
        return f"{hours} giờ{minutes_text} làm việc"
    return f"{minutes_left} phút làm việc"


def remaining_vi(minutes: int, *, day_minutes: int = 480) -> str:
    """Working minutes until a due instant, or since: còn 2 ngày làm việc 3 giờ; quá hạn 45 phút làm việc."""
    if minutes == 0:
        return "đến hạn"
    span = working_span_vi(abs(minutes), day_minutes=day_minutes)
    return f"còn {span}" if minutes > 0 else f"quá hạn {span}"


def capitalised(text: str) -> str:
    """The text with a capital first letter; the rest stays (unlike `str.capitalize`)."""
    return text[:1].upper() + text[1:]


def iso(at: datetime) -> str:
    """An instant for the `datetime` attribute of `<time>`: 2023-05-08T15:20+07:00."""
    return at.astimezone(LOCAL).isoformat(timespec="minutes")


def _local(day: date) -> date:
    return day.astimezone(LOCAL) if isinstance(day, datetime) else day


def _comma(number: Decimal) -> str:
    whole, _, places = f"{number:,f}".partition(".")
    whole = whole.replace(",", ".")
    return f"{whole},{places}" if places else whole
