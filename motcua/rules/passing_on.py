"""The duty of whoever receives a dossier to pass it on to those who settle it, the same working day."""

from __future__ import annotations

from datetime import datetime, time

from motcua.rules.working_time import WorkCalendar


def pass_on_by(received: datetime, *, cut_off: time, morning_minutes: int, calendar: WorkCalendar) -> datetime:
    """The latest instant at which a dossier received at `received` is passed on in time.

    Received on a working day before `cut_off`: by the closing of that day. Later, or on a day off: within the first
    `morning_minutes` working minutes of the next working day. Raises OutsideCalendar.
    Source: NĐ 61/2018/NĐ-CP art. 18 (chờ kiểm chứng); `law/deadlines/duties.yaml`.
    """
    day = received.date()
    if calendar.is_working_day(day) and received.time() < cut_off:
        return calendar.closing(day)
    return calendar.add(calendar.opening(calendar.next_working_day(day)), minutes=morning_minutes)
