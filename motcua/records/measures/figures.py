"""What a figure is: numerator, denominator, period, cut-off, exclusions, and its groups."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.rules.indicator import Indicator
from motcua.rules.period import Period

JSON = None | bool | int | float | str | list["JSON"] | dict[str, "JSON"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """A numerator and, for a ratio, its denominator."""

    numerator: int
    denominator: int | None

    @property
    def value(self) -> float | None:
        """The ratio, unrounded, None when the denominator is 0; the numerator for a plain count."""
        if self.denominator is None:
            return self.numerator
        return self.numerator / self.denominator if self.denominator else None

    def plus(self, other: Count) -> Count:
        """The count of both groups of dossiers together."""
        return Count(
            numerator=self.numerator + other.numerator,
            denominator=None if self.denominator is None else self.denominator + (other.denominator or 0),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The count of one unit, level, procedure or month."""

    key: str
    label: str
    count: Count


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """An indicator counted. `as_of` is ISO 8601; `flags` say what a reader must know, such as "simulated"."""

    indicator: Indicator
    period: Period
    as_of: str
    total: Count
    flags: tuple[str, ...]
    groups: tuple[Group, ...]

    def to_json(self) -> dict[str, JSON]:
        """The shape others rely on."""
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
            "unit": self.indicator.unit,
            "exclusions": list(self.indicator.exclusions),
            "flags": list(self.flags),
            "groups": [{"key": group.key, "label": group.label, **_count_json(group.count)} for group in self.groups],
        }


def _count_json(count: Count) -> dict[str, JSON]:
    return {"numerator": count.numerator, "denominator": count.denominator, "value": count.value}
