"""The stream: every act of the invented half-year in order of time, the same for the same seed and scale."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

from motcua.demo.chance import dice
from motcua.demo.course import Courses
from motcua.demo.office_time import OfficeTime
from motcua.demo.people import NamePool, People
from motcua.demo.plan import Arrival, Planner
from motcua.demo.specs import PUBLISHED, OfficeSpec, ProcedureSpec, Step, Totals
from motcua.law.types import DeadlineRules, Level
from motcua.rules.working_time import WorkCalendar

__all__ = ["PUBLISHED", "NamePool", "OfficeSpec", "ProcedureSpec", "Step", "Totals", "stream"]

_Waiting = tuple[int, int, int, str, str | None, dict[str, Any]]
"""An act that waits for its turn: minute of the calendar, dossier, place among its acts; then act, by, inputs."""


def stream(
    *,
    seed: int,
    scale: float,
    offices: Sequence[OfficeSpec],
    procedures: Sequence[ProcedureSpec],
    names: NamePool,
    calendar: WorkCalendar,
    rules: DeadlineRules,
    totals: Mapping[Level, Totals] = PUBLISHED,
) -> Iterator[Step]:
    """The steps from 03/01/2023 07:00 to 30/06/2023 17:00, in order of time, then of dossier.

    Exactly the `totals` times `scale` (see `Totals.scaled`) are accepted and settled; voided, declined and
    unanswered dossiers come on top. Holds the plan (a few hundred bytes a dossier) and the acts of open dossiers.

    Raises Refusal (`scale`), OutsideCalendar, and ValueError when a level has no office or an office no procedure.
    """
    time = OfficeTime.of(calendar)
    scaled = {level: total.scaled(scale) for level, total in totals.items()}
    planner = Planner(seed=seed, offices=offices, procedures=procedures, time=time, rules=rules)
    people = People(names, chance=dice(seed, purpose="people"))
    courses = Courses(chance=dice(seed, purpose="courses"), people=people, time=time, rules=rules)
    acts = _in_order(planner.arrivals(scaled), courses)
    return _numbered(acts, calendar=calendar)


def _in_order(arrivals: Sequence[Arrival], courses: Courses) -> Iterator[tuple[_Waiting, Arrival]]:
    """The acts of all dossiers by time: what comes before the next arrival is due now."""
    waiting: list[_Waiting] = []
    for dossier, arrival in enumerate(arrivals):
        while waiting and waiting[0][0] < arrival.opening:
            act = heappop(waiting)
            yield act, arrivals[act[1]]
        for place, (minute, act_name, by, inputs) in enumerate(courses.acts(arrival)):
            heappush(waiting, (minute, dossier, place, act_name, by, inputs))
    while waiting:
        act = heappop(waiting)
        yield act, arrivals[act[1]]


def _numbered(acts: Iterator[tuple[_Waiting, Arrival]], *, calendar: WorkCalendar) -> Iterator[Step]:
    """Steps with their numbers; results are numbered in the order they are issued, by unit and field."""
    results: Counter[tuple[str, str]] = Counter()
    at, told = calendar.origin, 0  # many acts share a minute
    for number, ((minute, dossier, _, act, by, inputs), arrival) in enumerate(acts):
        if minute != told:
            at, told = calendar.instant(minute), minute
        if act == "settle":
            series = (arrival.office.unit_key, arrival.procedure.field)
            results[series] += 1
            inputs["result_number"] = f"{results[series]}/{at.year}"
        yield Step(number=number, at=at, dossier=dossier, act=act, by=by, inputs=inputs)
