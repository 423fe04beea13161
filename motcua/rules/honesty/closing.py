"""The days that close a period of reports: the end of a month, and the 14th as NĐ 09/2019/NĐ-CP closes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from motcua.rules.honesty.trace import date_of

_LONE = 0.2
"""Of the endings of a usual day of the district, the share from which on it was at work."""


def working_days(ends: Mapping[int, int]) -> tuple[int, ...]:
    """The days on which the district worked: a lone commune at work on a Saturday does not make one."""
    fewest = median(ends.values()) * _LONE if ends else 0
    return tuple(sorted(day for day, count in ends.items() if count >= fewest))


def closing_days(working: Sequence[int], all_days: Sequence[int], *, day: int, until: int) -> tuple[int, ...]:
    """The last working day of each month, and the last until day `day` of it, with the days after it on which
    something ended nevertheless. A month, or its part, that is not over `until` then is not closed yet.
    """
    last: dict[tuple[int, int, bool], int] = {}
    for one in working:
        for part in _parts(one, day=day):
            last[part] = one
    closed = {part for part, one in last.items() if _closed(one, day=day if part[2] else 0, until=until)}
    return tuple(one for one in all_days if any(part in closed and one >= last[part] for part in _parts(one, day=day)))


def _parts(one: int, *, day: int) -> tuple[tuple[int, int, bool], ...]:
    """The month to which a day belongs, and its part until day `day`, where it belongs to that too."""
    at = date_of(one)
    whole = ((at.year, at.month, False),)
    return (*whole, (at.year, at.month, True)) if at.day <= day else whole


def _closed(one: int, *, day: int, until: int) -> bool:
    """Whether the month of a day, or the month until its day `day`, is over."""
    known, at = date_of(until), date_of(one)
    if (known.year, known.month) != (at.year, at.month):
        return True
    return known.day >= day if day else date_of(until + 1).month != at.month
