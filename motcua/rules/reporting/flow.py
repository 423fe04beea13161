"""Where a dossier stands in the flow of a period: received or carried over, settled or open, in time or late.

Official reports compare calendar dates, not instants: done on the date promised is on time, before it is early.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from motcua.law.types import LOCAL
from motcua.rules.period import Period


class Fate(StrEnum):
    """How a dossier came out at the cut-off."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_LATE = "open_late"


class Flow(NamedTuple):
    """The place of a dossier in a report; flags are 1 or 0, as a database tells them.

    `end` is "result", "refused", "stopped" or "withdrawn", "" while `open`. Not `timed`: it has no due date, so that
    nothing can be late. `waiting` is for the citizen, at the cut-off.
    """

    carried: int
    online: int
    open: int
    fate: str
    end: str
    timed: int
    waiting: int


Counted = Mapping[Flow, int]
"""How many dossiers stand at each place."""


class Known(NamedTuple):
    """What one version of the facts says of a dossier that was accepted."""

    accepted_at: datetime
    online: bool
    due_at: datetime | None
    ended_at: datetime | None
    end_kind: str
    waiting_since: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """A look at a period: what happened before `until` counts, as far as it was recorded by `as_of`."""

    first: date
    last: date
    start: datetime
    until: datetime
    as_of: datetime

    @property
    def day(self) -> date:
        """The date that due dates of open dossiers are compared with: once it is over, nothing due on it is in time."""
        return self.until.astimezone(LOCAL).date()


def cut(period: Period, *, as_of: datetime) -> Cut:
    """A period as it stood at its end, or at the cut-off if that is earlier; an act of the very instant counts then."""
    until = period.end if as_of >= period.end else as_of + timedelta(microseconds=1)
    return Cut(first=period.first, last=period.last, start=period.start, until=until, as_of=as_of)


def flow(known: Known, at: Cut) -> Flow | None:
    """Where a dossier stands, from the last version of its facts that happened before `until`; None: in no column.

    Carried over is what was accepted before the period and had not ended before it. What ended without a result counts
    as settled, compared by its end like the others; who waits for the citizen is measured by when the wait began.
    Source: 01/2020/TT-VPCP, Biểu II.06a (chờ kiểm chứng); calendar dates as in official reports.
    """
    day = known.accepted_at.astimezone(LOCAL).date()
    if day > at.last or (known.ended_at is not None and known.ended_at < at.start):
        return None
    ended = known.ended_at if known.ended_at is not None and known.ended_at < at.until else None
    return Flow(
        carried=int(day < at.first),
        online=int(known.online),
        open=int(ended is None),
        fate=(_fate_of_open(known, at) if ended is None else _fate_of_ended(ended, due=known.due_at)).value,
        end=known.end_kind if ended is not None else "",
        timed=int(known.due_at is not None),
        waiting=int(known.waiting_since is not None),
    )


def _fate_of_ended(ended: datetime, *, due: datetime | None) -> Fate:
    if due is None:
        return Fate.ON_TIME
    done, promised = ended.astimezone(LOCAL).date(), due.astimezone(LOCAL).date()
    if done == promised:
        return Fate.ON_TIME
    return Fate.EARLY if done < promised else Fate.LATE


def _fate_of_open(known: Known, at: Cut) -> Fate:
    if known.due_at is None:
        return Fate.OPEN_IN_TIME
    stopped = at.day if known.waiting_since is None else known.waiting_since.astimezone(LOCAL).date()
    return Fate.OPEN_IN_TIME if stopped <= known.due_at.astimezone(LOCAL).date() else Fate.OPEN_LATE
