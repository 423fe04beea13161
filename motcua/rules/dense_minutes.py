"""Working time for whole arrays: every minute of a calendar looked up in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from motcua.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DenseMinutes:
    """`worked` gives the working minutes before each minute of the calendar, `reached` the inverse.

    About 6 bytes a minute of coverage; `refusal` is raised for what lies outside it.
    """

    worked: NDArray[np.int32]
    reached: NDArray[np.int32]
    refusal: Refusal

    @classmethod
    def of_shifts(cls, shifts: Iterable[tuple[int, int]], *, minutes: int, refusal: Refusal) -> DenseMinutes:
        """The table of a calendar of `minutes` minutes worked during half-open [start, end) `shifts`."""
        open_minutes = np.zeros(minutes, dtype=np.int32)
        for start, end in shifts:
            open_minutes[start:end] = 1
        worked = np.cumsum(open_minutes, dtype=np.int32) - open_minutes
        reached = np.concatenate(([0], np.flatnonzero(open_minutes) + 1)).astype(np.int32)
        return cls(worked=worked, reached=reached, refusal=refusal)

    def due(self, received_minutes: NDArray[np.int64], minutes: NDArray[np.int64]) -> NDArray[np.int64]:
        """`WorkCalendar.add` for arrays of one shape (n): minutes since `origin` and working minutes ≥ 0.

        Raises the calendar's `OutsideCalendar` when any row starts or ends outside it.
        """
        if received_minutes.size == 0:
            return np.zeros(0, dtype=np.int64)
        if received_minutes.min() < 0 or received_minutes.max() >= self.worked.size:
            raise self.refusal
        worked = self.worked[received_minutes] + np.maximum(minutes, 1)
        if worked.max() >= self.reached.size:
            raise self.refusal
        # Nothing added means moved into office hours: where the first working minute begins, not where it ends.
        return self.reached[worked].astype(np.int64) - (minutes < 1)
