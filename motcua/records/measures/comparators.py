"""What a period is compared with: the same period a year before, counted here or, where nothing was, elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.measures import queries
from motcua.records.measures.figures import Count
from motcua.records.measures.models import External
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.comparison import Change, change, ratio
from motcua.rules.period import Period, year_before


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparator:
    """The count of the same period a year before. `source` "": counted here; otherwise where it was read, and
    `invented` says that nobody counted it.
    """

    period: Period
    count: Count
    source: str = ""
    invented: bool = False

    def change(self, now: Count) -> Change | None:
        """How far a count is from this one; None where either has no value, or for percentiles."""
        if not (now.known and self.count.known) or now.at is not None:
            return None
        before = ratio(self.count.numerator, self.count.denominator)
        return change(ratio(now.numerator, now.denominator), before)


def comparators(viewer: Viewer, indicator_ids: Iterable[str], period: Period) -> dict[str, Comparator]:
    """By indicator, what to compare a period with for all that a person sees, as known now; without those of which
    nothing is known.

    Figures from elsewhere are about a unit with all below it: they serve whoever sees exactly that.
    """
    before, wanted = year_before(period), list(indicator_ids)
    own = queries.figures(viewer, wanted, before, as_of=clock.now())
    key = unit_seen_whole(viewer)
    told = told_elsewhere(key, before) if key else {}
    found: dict[str, Comparator] = {}
    for name in wanted:
        total = own[name].total
        if total.known and (total.numerator or total.denominator):
            found[name] = Comparator(period=before, count=total)
        elif name in told:
            found[name] = told[name]
    return found


def unit_seen_whole(viewer: Viewer) -> str:
    """The key of the unit that a person sees with all below it and nothing else; "" where it is not one unit."""
    if viewer.operator:
        heads = [unit.key for unit in places.units_on(clock.now().date()) if unit.parent_id is None]
        return heads[0] if len(heads) == 1 else ""
    seen = policy.scope(viewer).unit_ids
    for post in viewer.posts:
        below = post.descendants if post.role in (Role.CHAIR, Role.INSPECTOR) else frozenset()
        if seen and seen <= {post.unit_id} | post.carries_on | below:
            return post.unit_key
    return ""


def told_elsewhere(unit_key: str, period: Period, *, known: datetime | None = None) -> Mapping[str, Comparator]:
    """By indicator, what was read elsewhere of a unit with all below it over these very days, as known at an instant
    (default: now). Whoever asks must have made sure that the unit may be seen whole.
    """
    rows = External.objects.filter(unit_key=unit_key, first=period.first, last=period.last)
    if known is not None:
        rows = rows.filter(loaded_at__lte=known)
    return {
        row.indicator: Comparator(
            period=period,
            count=Count(numerator=row.numerator, denominator=row.denominator),
            source=row.source,
            invented=row.invented,
        )
        for row in rows.order_by("pk")
    }
