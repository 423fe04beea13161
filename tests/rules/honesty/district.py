"""An honest half-year of a district as traces, by chance, and cheating of each kind planted into it.

The volumes, terms and habits are invented; they are of the size of a district of eighteen units. Minutes are legal
time since 1970, offices work 07:00–11:30 and 13:30–17:00 on weekdays.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from motcua.rules.honesty.trace import DAY, Trace, date_of, number_of

UNITS = 18
SHIFT, WORKED = 270, 480
LIMITS = {
    "late_entry": 60, "last_minutes": 10, "suspension": 60, "same_minute": 1, "mass_closing": 14, "moved_date": 0
}  # fmt: skip
_TET = range(number_of(date(2023, 1, 20)), number_of(date(2023, 1, 27)))
FIRST, LAST = date(2023, 1, 3), date(2023, 6, 30)
DAYS = [
    number
    for number in map(number_of, (FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 120)))
    if date_of(number).weekday() < 5 and number not in _TET
]
"""The working days of the half-year and some weeks after it."""
HALF_YEAR = [number for number in DAYS if number <= number_of(LAST)]


def minute(worked: int) -> int:
    """The instant at which so many minutes of DAYS have been worked."""
    place, within = divmod(worked, WORKED)
    return DAYS[place] * DAY + 7 * 60 + within + (120 if within >= SHIFT else 0)


def later(at: int, days: int) -> int:
    """The same time of day so many working days later."""
    return DAYS[bisect_left(DAYS, at // DAY) + days] * DAY + at % DAY


@dataclass
class District:
    """The traces by dossier id, and of each kind of cheating the dossiers and units it was planted into."""

    traces: dict[int, Trace] = field(default_factory=dict)
    planted: dict[str, set[int]] = field(default_factory=dict)
    units: dict[str, set[int]] = field(default_factory=dict)


@dataclass
class _Habits:
    """How an honest unit works: shares of its dossiers."""

    paper: float
    evening: float
    late: float
    suspended: float
    extended: float


def honest(seed: int) -> District:
    """A district in which nobody cheats; units have habits of their own."""
    chance = Random(seed)
    district = District()
    for unit in range(1, UNITS + 1):
        habits = _Habits(
            paper=0.004 * chance.lognormvariate(0, 0.4),
            evening=0.03 * chance.lognormvariate(0, 0.4),
            late=0.015 * chance.lognormvariate(0, 0.4),
            suspended=0.04 * chance.lognormvariate(0, 0.3),
            extended=0.005 * chance.lognormvariate(0, 0.4),
        )
        for _ in range(int(min(4_000, max(250, chance.lognormvariate(7, 0.7))))):
            number = len(district.traces) + 1
            district.traces[number] = _dossier(chance, number, unit, habits)
    return district


def _dossier(chance: Random, number: int, unit: int, habits: _Habits) -> Trace:
    start = chance.randrange(len(HALF_YEAR)) * WORKED + min(int(chance.betavariate(1.6, 1.9) * WORKED), WORKED - 1)
    term = _term(chance, start)
    due = first = start + term
    stopped = left = None
    if chance.random() < habits.suspended * (0.3 if term < WORKED else 1.6):
        stopped = start + int(term * chance.betavariate(1.3, 2))
        left = first - stopped
        due = stopped + chance.randrange(2, 12) * WORKED + term
    elif chance.random() < habits.extended:
        due += 2 * WORKED
    ended: int | None = _end(chance, start if stopped is None else due - term, due, habits)
    with_result = chance.random() > 0.01
    if minute(ended or 0) > number_of(LAST) * DAY + DAY:
        ended, with_result = None, False
    accepted = minute(start)
    slow = chance.randrange(61, 400) if chance.random() < habits.paper else chance.randrange(0, 4)
    return Trace(
        dossier_id=number,
        unit_id=unit,
        accepted=accepted,
        entered=accepted + slow,
        first_due=minute(first),
        due=minute(due),
        ended=None if ended is None else minute(ended),
        with_result=with_result,
        stopped=None if stopped is None else minute(stopped),
        left=left,
    )


def _term(chance: Random, start: int) -> int:
    """Working minutes of the term: to the end of the day for the most, else days."""
    kind = chance.random()
    if kind < 0.55:
        rest = WORKED - start % WORKED - 1
        return rest if rest > 120 else rest + WORKED
    return WORKED * (chance.randrange(1, 6) if kind < 0.85 else chance.randrange(8, 31))


def _end(chance: Random, begun: int, due: int, habits: _Habits) -> int:
    drawn = chance.random()
    if drawn < habits.late:
        return due + 1 + int(chance.expovariate(1 / 600))
    if drawn < habits.late + habits.evening:
        return max(begun + 5, due - chance.randrange(0, 15))
    if due - begun < WORKED:
        return min(begun + 4 + int(chance.expovariate(1 / 60)), due)
    return begun + 4 + int((due - begun - 4) * min(0.99, chance.betavariate(4, 2.2)))


def cheated(seed: int) -> District:
    """An honest district with each kind of cheating planted into two units, chosen anew for each kind."""
    district, chance = honest(seed), Random(seed + 10_000)
    for kind, plant in _PLANTS.items():
        units = set(chance.sample(range(1, UNITS + 1), 2))
        district.units[kind] = units
        district.planted[kind] = set()
        taken = set().union(*district.planted.values())
        for unit in sorted(units):
            own = [
                trace for trace in district.traces.values() if trace.unit_id == unit and trace.dossier_id not in taken
            ]
            for trace in plant(chance, own):
                district.traces[trace.dossier_id] = trace
                district.planted[kind].add(trace.dossier_id)
    return district


def _some(chance: Random, own: list[Trace], share: float) -> list[Trace]:
    fit = [trace for trace in own if trace.with_result and trace.stopped is None and trace.ended is not None]
    return chance.sample(fit, min(len(fit), max(12, int(share * len(own)))))


def _late_entries(chance: Random, own: list[Trace]) -> list[Trace]:
    return [trace._replace(entered=trace.accepted + chance.randrange(90, 4_000)) for trace in _some(chance, own, 0.05)]


def _last_minutes(chance: Random, own: list[Trace]) -> list[Trace]:
    found = []
    for trace in _some(chance, own, 0.25):
        assert trace.due is not None
        found.append(trace._replace(ended=trace.due - chance.randrange(0, 9)))
    return found


def _mass_closing(chance: Random, own: list[Trace]) -> list[Trace]:
    """Six usual days' work, and no less than twenty dossiers, ended on the last working day of two months."""
    many = max(20, 6 * len(own) // len(HALF_YEAR))
    found: list[Trace] = []
    for month in chance.sample(range(2, 6), 2):
        last = max(day for day in HALF_YEAR if day < number_of(date(2023, month + 1, 1)))
        fit = [t for t in own if t.with_result and t.stopped is None and last - 20 <= t.accepted // DAY < last]
        for trace in chance.sample(fit, min(many, len(fit))):
            end = last * DAY + 15 * 60 + chance.randrange(0, 60)
            found.append(trace._replace(ended=end))
    return list({trace.dossier_id: trace for trace in found}.values())


def _suspensions(chance: Random, own: list[Trace]) -> list[Trace]:
    found = []
    for trace in _some(chance, own, 0.03):
        assert trace.due is not None
        assert trace.ended is not None
        left = chance.randrange(0, 45)
        due = later(trace.due, chance.randrange(3, 9))
        end = later(trace.due, chance.randrange(1, 3)) - 60
        found.append(trace._replace(stopped=trace.due - left, left=left, due=due, ended=end))
    return found


def _same_minutes(chance: Random, own: list[Trace]) -> list[Trace]:
    return [trace._replace(ended=trace.accepted) for trace in _some(chance, own, 0.08)]


def _moved(chance: Random, own: list[Trace]) -> list[Trace]:
    found = []
    for trace in _some(chance, own, 0.2):
        assert trace.first_due is not None
        late = chance.randrange(1, 5)
        due, end = later(trace.first_due, late + 2), later(trace.first_due, late) - 30
        found.append(trace._replace(due=due, ended=end))
    return found


_PLANTS = {
    "late_entry": _late_entries,
    "last_minutes": _last_minutes,
    "mass_closing": _mass_closing,
    "suspension": _suspensions,
    "same_minute": _same_minutes,
    "moved_date": _moved,
}
