"""What a figure is: numerator, denominator, period, cut-off, exclusions, and its groups."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.rules.indicator import Indicator
from motcua.rules.period import Period

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]

SIMULATED = "simulated"
"""Flag of a figure over invented dossiers."""

NO_DATA = "no_data"
"""Flag of a figure that nothing records yet: it has no value, which is something else than 0."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A numerator and, for a ratio, its denominator. `at` is the value of a percentile, whose numerator says how many
    do not exceed it. Not `known`: nothing records it, and the numbers mean nothing.
    """

    numerator: int
    denominator: int | None
    at: int | None = None
    known: bool = True

    @property
    def value(self) -> float | None:
        """The ratio or average, unrounded; the numerator for a plain count; the value of a percentile.

        None when the denominator is 0 or nothing is known.
        """
        if not self.known:
            return None
        if self.at is not None:
            return self.at
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    def plus(self, other: Count) -> Count:
        """The count of both groups of dossiers together. Raises ValueError for percentiles, which do not add up."""
        if self.at is not None or other.at is not None:
            raise ValueError("a percentile does not add up")
        return Count(
            numerator=self.numerator + other.numerator,
            denominator=None if self.denominator is None else self.denominator + (other.denominator or 0),
            known=self.known and other.known,
        )


UNKNOWN = Count(numerator=0, denominator=0, known=False)
"""What stands where nothing records a figure."""


def nothing(indicator: Indicator) -> Count:
    """The count of an indicator over no dossiers."""
    return Count(numerator=0, denominator=None if indicator.denominator is None else 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The count of one unit, level, procedure, month …"""

    key: str
    label: str
    count: Count


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """An indicator counted. `as_of` is ISO 8601; `flags` say what a reader must know: SIMULATED, NO_DATA."""

    indicator: Indicator
    period: Period
    as_of: str
    total: Count
    flags: tuple[str, ...]
    groups: tuple[Group, ...]

    def to_json(self) -> dict[str, JSON]:
        """The shape others rely on. Of what nothing records, numerator, denominator and value are null."""
        return {
            "id": self.indicator.id,
            "version": self.indicator.version,
            "period": {
                "id": self.period.id,
                "from": self.period.first.isoformat(),
                "to": self.period.last.isoformat(),
            },
            "as_of": self.as_of,
            **_count_json(self.total),
            "unit": self.indicator.unit.value,
            "exclusions": list(self.indicator.exclusions),
            "flags": list(self.flags),
            "groups": [{"key": group.key, "label": group.label, **_count_json(group.count)} for group in self.groups],
        }


def _count_json(count: Count) -> dict[str, JSON]:
    if not count.known:
        return {"numerator": None, "denominator": None, "value": None}
    return {"numerator": count.numerator, "denominator": count.denominator, "value": count.value}
