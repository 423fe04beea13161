"""A check held over all dossiers of a district: what each unit has of it, whether that is unusual, which to look at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from motcua.rules.honesty.check import Check, Kind
from motcua.rules.honesty.closing import closing_days, working_days
from motcua.rules.honesty.trace import DAY, Trace, week_of
from motcua.rules.honesty.usual import Usual, count_chance, share_chance, usual_of

FEWEST_UNITS = 5
"""Fewer units than this say nothing of what is usual among units."""

FEWEST_LOOKED = 30
"""A unit with fewer dossiers looked at has no share to speak of."""

FEWEST_WEEKS = 4
"""Fewer weeks than this say nothing of what is usual in a unit."""

_LEAST_MEAN = 0.5  # endings on a usual day of a unit that seldom ends anything


@dataclass(frozen=True, kw_only=True, slots=True)
class Scale:
    """From where on something is unusual: at least `least` dossiers; a chance of one in `chance` even at the edge of
    the usual; and never a share of up to `floor` thousandths.
    """

    least: int
    chance: int
    floor: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Spell:
    """A week (`days` 7) or a day (1) of a unit that is unlike its others, from the day number `first`; `usual` is
    how its others are: shares of a week, counts of a day.
    """

    first: int
    days: int
    looked: int
    marked: int
    usual: Usual


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a check finds in a unit. `among` is what is usual among the units, None where they are too few to say;
    `apart` whether this one is beyond it. `dossiers` are those to be looked at again, by id.
    """

    check: Check
    unit_id: int
    looked: int
    marked: int
    among: Usual | None
    apart: bool
    spells: tuple[Spell, ...]
    dossiers: tuple[int, ...]

    @property
    def unusual(self) -> bool:
        """Whether the unit as a whole should be looked at again, and not just single dossiers."""
        return self.apart or bool(self.spells)


@dataclass(slots=True)
class _Unit:
    """What a check looks at in a unit: how many dossiers by day, and of the marked ones the day and the id."""

    looked: Counter[int] = field(default_factory=Counter)
    marked: list[tuple[int, int]] = field(default_factory=list)


def judged(check: Check, traces: Iterable[Trace], *, limit: int, scale: Scale, until: int) -> tuple[Finding, ...]:
    """What a check finds in each unit that has a dossier to look at, by unit id.

    `limit` is the value of the law that the check names (0: none), `until` the last day known in full.
    """
    by_unit: dict[int, _Unit] = defaultdict(_Unit)
    looked, marked, when = check.looked, check.marked, check.when
    for trace in traces:
        if looked(trace):
            unit, day = by_unit[trace.unit_id], when(trace) // DAY
            unit.looked[day] += 1
            if marked(trace, limit):
                unit.marked.append((day, trace.dossier_id))
    if check.kind is Kind.CLOSING:
        return _closings(check, by_unit, day=limit, scale=scale, until=until)
    return _shares(check, by_unit, scale=scale)


def _shares(check: Check, by_unit: Mapping[int, _Unit], *, scale: Scale) -> tuple[Finding, ...]:
    counts = {unit_id: (unit.looked.total(), len(unit.marked)) for unit_id, unit in by_unit.items()}
    shares = [marked / looked for looked, marked in counts.values() if looked >= FEWEST_LOOKED]
    among = usual_of(shares) if len(shares) >= FEWEST_UNITS else None
    edge = None if among is None else max(among.edge, scale.floor / 1000)
    found = []
    for unit_id, (looked, marked) in sorted(counts.items()):
        apart = edge is not None and _beyond(looked, marked, edge=edge, scale=scale)
        spells = _weeks(by_unit[unit_id], scale=scale)
        found.append(
            Finding(
                check=check,
                unit_id=unit_id,
                looked=looked,
                marked=marked,
                among=among,
                apart=apart,
                spells=spells,
                dossiers=_chosen(by_unit[unit_id], spells, every=check.alone or apart),
            )
        )
    return tuple(found)


def _weeks(unit: _Unit, *, scale: Scale) -> tuple[Spell, ...]:
    """The weeks of a unit with more than is usual in its weeks, and than in all its weeks together."""
    marked = len(unit.marked)
    if marked < scale.least:
        return ()
    in_week: Counter[int] = Counter()
    for day, count in unit.looked.items():
        in_week[week_of(day)] += count
    if len(in_week) < FEWEST_WEEKS:
        return ()
    marked_in = Counter(week_of(day) for day, _ in unit.marked)
    usual = usual_of([marked_in[week] / count for week, count in in_week.items()])
    edge = max(usual.edge, marked / in_week.total(), scale.floor / 1000)
    return tuple(
        Spell(first=week, days=7, looked=count, marked=marked_in[week], usual=usual)
        for week, count in sorted(in_week.items())
        if _beyond(count, marked_in[week], edge=edge, scale=scale, tries=len(in_week))
    )


def _beyond(looked: int, marked: int, *, edge: float, scale: Scale, tries: int = 1) -> bool:
    if marked < scale.least or edge >= 1:
        return False
    return share_chance(marked, looked=looked, share=edge) * scale.chance * tries <= 1


def _chosen(unit: _Unit, spells: Sequence[Spell], *, every: bool) -> tuple[int, ...]:
    weeks = {spell.first for spell in spells}
    return tuple(sorted(dossier_id for day, dossier_id in unit.marked if every or week_of(day) in weeks))


def _closings(check: Check, by_unit: Mapping[int, _Unit], *, day: int, scale: Scale, until: int) -> tuple[Finding, ...]:
    """The days that close a period with many more endings than the days of the unit usually have."""
    ends: Counter[int] = Counter()
    for unit in by_unit.values():
        ends.update({at: count for at, count in unit.looked.items() if at <= until})
    days = working_days(ends)
    closing = closing_days(days, sorted(ends), day=day, until=until)
    found = []
    for unit_id, unit in sorted(by_unit.items()):
        spells = _crowded(unit.looked, days=days, closing=closing, scale=scale)
        chosen = {spell.first for spell in spells}
        found.append(
            Finding(
                check=check,
                unit_id=unit_id,
                looked=unit.looked.total(),
                marked=sum(unit.looked[one] for one in closing),
                among=None,
                apart=False,
                spells=spells,
                dossiers=tuple(sorted(dossier_id for at, dossier_id in unit.marked if at in chosen)),
            )
        )
    return tuple(found)


def _crowded(counts: Counter[int], *, days: Sequence[int], closing: Sequence[int], scale: Scale) -> tuple[Spell, ...]:
    if not closing:
        return ()
    usual = usual_of([counts[day] for day in days])
    mean = max(usual.edge, _LEAST_MEAN)
    return tuple(
        Spell(first=day, days=1, looked=counts[day], marked=counts[day], usual=usual)
        for day in closing
        if counts[day] >= scale.least and count_chance(counts[day], mean=mean) * scale.chance * len(closing) <= 1
    )
