"""A dossier held against its promise: early, on time, late, or still open within or past its due date.

Two readings stand side by side and are never mixed: the instant of the end (operations), and its local date
(official reports). What counts is the end of processing, not the handing out of the result.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from motcua.law.types import LOCAL


class Reading(StrEnum):
    """How the end is compared with the due instant."""

    INSTANT = "instant"
    DATE = "date"

    @property
    def label(self) -> str:
        """The reading in words, to stand beside every figure that uses it."""
        return {"instant": "so theo giờ, phút", "date": "so theo ngày"}[self.value]


class Timeliness(StrEnum):
    """Where a received dossier stands against its due date. NO_DUE is a class of its own, never "on time"."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"
    WAITING = "waiting"
    NO_DUE = "no_due"

    @property
    def label(self) -> str:
        """The class in words."""
        return _LABELS[self]


_LABELS = {
    Timeliness.EARLY: "Trước hạn",
    Timeliness.ON_TIME: "Đúng hạn",
    Timeliness.LATE: "Trễ hạn",
    Timeliness.OPEN_IN_TIME: "Đang giải quyết, trong hạn",
    Timeliness.OPEN_LATE: "Đang giải quyết, quá hạn",
    Timeliness.WAITING: "Chờ bổ sung",
    Timeliness.NO_DUE: "Không có ngày hẹn",
}


def kept(at: datetime, *, due: datetime, reading: Reading) -> bool:
    """A promise is kept at or before its due instant, or, by date, on or before its due day.

    Source: NĐ 61/2018/NĐ-CP speaks of the day of appointment (chờ kiểm chứng).
    """
    if reading is Reading.INSTANT:
        return at <= due
    return at.astimezone(LOCAL).date() <= due.astimezone(LOCAL).date()


def timeliness(
    *, due: datetime | None, ended: datetime | None, now: datetime, waiting: bool = False, reading: Reading
) -> Timeliness:
    """The class of a received dossier as of `now`; `waiting` while it waits for a supplement or a payment.

    An end after `now` has not happened yet. Early is an end on a day before the due day, in both readings; so
    early and on time together are what is kept.
    """
    if due is None:
        return Timeliness.NO_DUE
    if ended is not None and ended <= now:
        if not kept(ended, due=due, reading=reading):
            return Timeliness.LATE
        early = ended.astimezone(LOCAL).date() < due.astimezone(LOCAL).date()
        return Timeliness.EARLY if early else Timeliness.ON_TIME
    if waiting:
        return Timeliness.WAITING
    return Timeliness.OPEN_IN_TIME if kept(now, due=due, reading=reading) else Timeliness.OPEN_LATE


def days_late(at: datetime, *, due: datetime) -> int:
    """Calendar days by which `at` lies after the due day, by local date; 0 on the due day itself and before."""
    return max(0, (at.astimezone(LOCAL).date() - due.astimezone(LOCAL).date()).days)
