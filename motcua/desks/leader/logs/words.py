"""How the pages of event logs call what they show."""

from __future__ import annotations

from motcua.desks.frame.formats import ABSENT, instant_vi, number_vi
from motcua.desks.frame.pages import Badge, Tone
from motcua.rules.event_log import DAY, HOUR, SECOND, Fate, instant

MINUTE = 60 * SECOND

FATES = {
    Fate.ON_TIME: "đúng hạn",
    Fate.LATE: "muộn",
    Fate.UNPLANNED: "kết thúc, không ghi hạn",
    Fate.OPEN: "chưa ghi kết thúc",
}

_TONES = {Fate.ON_TIME: Tone.GOOD, Fate.LATE: Tone.LATE, Fate.UNPLANNED: Tone.QUIET, Fate.OPEN: Tone.CALM}


def fate_badge(fate: Fate) -> Badge:
    """How a case ended, as a badge."""
    return Badge(tone=_TONES[fate], text=FATES[fate])


def span_vi(duration: float | None) -> str:
    """A span of time, nights and days off included, in the two largest units that say something: 3 ngày 4 giờ."""
    if duration is None:
        return ABSENT
    if duration < 0:
        return f"âm {span_vi(-duration)}"
    days, rest = divmod(round(duration), DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        return f"{number_vi(days)} ngày" + (f" {hours} giờ" if hours and days < 100 else "")
    if hours:
        return f"{hours} giờ" + (f" {minutes} phút" if minutes else "")
    return f"{minutes} phút" if minutes else "dưới 1 phút"


def moment_vi(moment: int | None) -> str:
    """An instant of a log, short; a dash where there is none."""
    return ABSENT if moment is None else instant_vi(instant(moment))
