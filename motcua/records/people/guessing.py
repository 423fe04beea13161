"""Slows down whoever guesses: after too many failures a name, or an address, is closed for a while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.records import clock
from motcua.records.people.models import LoginAttempt

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """A door at which one may guess. `by_name` and `by_address` are the failures within WINDOW after which it is
    closed for as long; `mark` keeps the failures of one door apart from those of another.
    """

    mark: str
    by_name: int
    by_address: int

    def minutes_closed(self, *, name: str, address: str) -> int:
        """Whole minutes until this name and address may try again; 0 when they may."""
        now = clock.machine()
        recent = LoginAttempt.objects.filter(at__gt=now - 2 * WINDOW).order_by("-at").values_list("at", flat=True)
        closed = (
            _closed_until(recent.filter(username=self._name(name))[: self.by_name], most=self.by_name),
            _closed_until(recent.filter(address=self._address(address))[: self.by_address], most=self.by_address),
        )
        opens_at = max((until for until in closed if until is not None and until > now), default=now)
        return -(-(opens_at - now) // timedelta(minutes=1))

    def remember_failure(self, *, name: str, address: str) -> None:
        """Counts a failure. Call it outside a transaction that a refusal takes back."""
        now = clock.machine()
        LoginAttempt.objects.filter(at__lt=now - KEPT).delete()
        LoginAttempt.objects.create(username=self._name(name), address=self._address(address), at=now)

    def forget_failures(self, *, name: str) -> None:
        """The right word was given: earlier failures for this name no longer count."""
        LoginAttempt.objects.filter(username=self._name(name)).delete()

    def _name(self, name: str) -> str:
        return f"{self.mark}{name}"[:60]

    def _address(self, address: str) -> str:
        return f"{self.mark}{address}"[:45]


def _closed_until(latest: Iterable[datetime], *, most: int) -> datetime | None:
    """When a door opens after `most` failures, the latest first, if these lie within WINDOW."""
    failures = list(latest)
    if len(failures) < most or failures[0] - failures[-1] > WINDOW:
        return None
    return failures[0] + WINDOW
