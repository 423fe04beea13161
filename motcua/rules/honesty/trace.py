"""What the checks look at: the instants of a dossier, and when they were written down."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

DAY = 24 * 60
_EPOCH = date(1970, 1, 1).toordinal()
_THURSDAY = 3  # 1970 began on one


class Trace(NamedTuple):
    """A received dossier, made by name. Instants are minutes of legal time since 1970-01-01T00:00+07:00.

    `entered` is when the acceptance was recorded. `left` are the working minutes that were left of the term when the
    clock was stopped (the least, where it was stopped more often; 0: none were), `stopped` when that was; both None
    for a dossier whose clock ran on. `with_result` of one that ended so.
    """

    dossier_id: int
    unit_id: int
    accepted: int
    entered: int
    first_due: int | None = None
    due: int | None = None
    ended: int | None = None
    with_result: bool = False
    stopped: int | None = None
    left: int | None = None


def week_of(day: int) -> int:
    """The Monday of the week of a day, both counted from 1970-01-01."""
    return day - (day + _THURSDAY) % 7


def date_of(day: int) -> date:
    """A day counted from 1970-01-01 as a date."""
    return date.fromordinal(_EPOCH + day)


def number_of(day: date) -> int:
    """A date as a day counted from 1970-01-01."""
    return day.toordinal() - _EPOCH
