"""What ballots and appraised points make of an agency over a period: its score, and the ranking of all.

Everything is as known at a cut-off, now where none is given: ballots come in, and points are given, after a period has
ended (so the cut-off of a past period is not its end, as it is of other figures).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from motcua.law.types import Grade
from motcua.records import clock, store
from motcua.records.casework import counting
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.models import Answer, Ballot
from motcua.records.evaluation.queries import Standing, known, notes_of, standings
from motcua.records.people.agencies import Agency, agencies, agency, seen_from
from motcua.records.people.viewer import Viewer
from motcua.rules.evaluation import Score, SelfScore, Sum, agency_score, averages, grade_of, points_of
from motcua.rules.period import Period

_NOTHING = Standing(number=0, own=None, appraised=None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """An indicator that the record proposes too: on how many `ballots` both stand, the average of each there, and how
    many answers differ from the record.
    """

    ballots: int
    answered: Fraction
    record: Fraction
    differing: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An indicator of an agency. By ballot: how many `answers`, their average, and what the record says beside them.
    By itself: the points it gave, those of the appraisal, and what each wrote.
    """

    number: str
    label: str
    by_ballot: bool
    answers: int = 0
    average: Fraction | None = None
    beside: Beside | None = None
    own: Fraction | None = None
    appraised: Fraction | None = None
    note: str = ""

    @property
    def points(self) -> Fraction | None:
        """What goes into the score; None where nothing tells."""
        return self.average if self.by_ballot else self.appraised


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyScore:
    """An agency over a period: how many dossiers ended with a result, on how many a ballot stands, its indicators.

    `grade` is None where the score is not known whole.
    """

    agency: Agency
    period: Period
    as_of: datetime
    told: EvaluationLaw
    settled: int
    ballots: int
    lines: tuple[Line, ...]
    score: Score
    grade: Grade | None
    standing: Standing
    simulated: bool

    @property
    def few(self) -> bool:
        """Whether there are too few ballots for the score to be compared."""
        return self.ballots < self.told.least_ballots


def ranking(viewer: Viewer, period: Period, *, as_of: datetime | None = None) -> tuple[AgencyScore, ...]:
    """The agencies in sight: those with a whole score, the best first, then the others by name."""
    at = as_of or clock.now()
    found = _scored(viewer, agencies(viewer, _day(period)), period, as_of=at)
    return tuple(sorted(found, key=_order))


def score(viewer: Viewer, key: str, period: Period, *, as_of: datetime | None = None) -> AgencyScore:
    """An agency with all that is told of it. Raises NotFound, NotAllowed, NoValue before the first decree."""
    one = agency(viewer, key, _day(period))
    return _scored(viewer, (one,), period, as_of=as_of or clock.now(), notes=True)[0]


def ballots_within(viewer: Viewer, period: Period, *, as_of: datetime) -> QuerySet[Ballot]:
    """The ballots that stand at a cut-off, of the dossiers of units that the person sees whole which ended with a
    result in a period.
    """
    ended = counting.with_result(viewer, first=period.start, after=period.end, as_of=as_of)
    return known(as_of=as_of).filter(Exists(ended.filter(dossier_id=OuterRef("dossier_id"))))


def sums_of(answers: QuerySet[Answer], *by: str, most: int) -> dict[tuple[object, ...], Sum]:
    """The points of answers and their number, by columns and indicator."""
    found: dict[tuple[object, ...], Sum] = {}
    rows = answers.filter(level__isnull=False).values(*by, "criterion", "level", levels=F("ballot__levels"))
    for row in rows.annotate(times=Count("pk")).order_by():
        key = (*(row[column] for column in by), row["criterion"])
        before = found.get(key, Sum(points=Fraction(), answers=0))
        points = points_of(row["level"], levels=row["levels"], most=most)
        found[key] = Sum(points=before.points + row["times"] * points, answers=before.answers + row["times"])
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class _Counted:
    """What the scores of a period are made of, counted once for all units; the first two by unit (and indicator)."""

    sums: Mapping[tuple[object, ...], Sum]
    ballots: Mapping[int, int]
    settled: Mapping[int, int]
    standings: Mapping[int, Standing]
    answers: QuerySet[Answer]


def _scored(
    viewer: Viewer, units: Sequence[Agency], period: Period, *, as_of: datetime, notes: bool = False
) -> list[AgencyScore]:
    told = evaluation_on(period.last)
    counted = _counted(viewer, units, period, most=told.criteria.most, as_of=as_of)
    return [_score_of(one, period, told, counted, as_of=as_of, notes=notes) for one in units]


def _counted(viewer: Viewer, units: Sequence[Agency], period: Period, *, most: int, as_of: datetime) -> _Counted:
    here = seen_from(viewer, [member for one in units for member in one.members])
    ballots = ballots_within(here, period, as_of=as_of)
    ended = counting.with_result(here, first=period.start, after=period.end, as_of=as_of)
    answers = Answer.objects.filter(ballot__in=ballots.values("pk"))
    return _Counted(
        sums=sums_of(answers, "ballot__unit_id", most=most),
        ballots=dict(ballots.values_list("unit_id").annotate(Count("pk")).order_by()),
        settled=dict(ended.values_list("unit_id").annotate(Count("pk")).order_by()),
        standings=standings([one.unit.id for one in units], period, as_of=as_of),
        answers=answers,
    )


def _score_of(
    one: Agency, period: Period, told: EvaluationLaw, counted: _Counted, *, as_of: datetime, notes: bool
) -> AgencyScore:
    ids, given = [member.id for member in one.members], counted.standings.get(one.unit.id, _NOTHING)
    sums = {number: _added(counted.sums.get((each, number)) for each in ids) for number in told.criteria.by_ballot}
    score = agency_score(averages(sums, criteria=told.criteria), _self_scores(given), criteria=told.criteria)
    beside = _beside(counted.answers.filter(ballot__unit_id__in=ids), told) if notes else {}
    return AgencyScore(
        agency=one,
        period=period,
        as_of=as_of,
        told=told,
        settled=sum(counted.settled.get(each, 0) for each in ids),
        ballots=sum(counted.ballots.get(each, 0) for each in ids),
        lines=_lines(told, sums, given, beside=beside, written=_written(given) if notes else {}),
        score=score,
        grade=None if score.total is None else grade_of(score.total, grades=told.grades),
        standing=given,
        simulated=_simulated(),
    )


def _simulated() -> bool:
    here = store.read()
    return here is not None and here.is_demonstration


def _added(sums: Iterable[Sum | None]) -> Sum:
    there = [each for each in sums if each is not None]
    return Sum(points=sum((each.points for each in there), Fraction()), answers=sum(each.answers for each in there))


def _self_scores(given: Standing) -> dict[str, SelfScore]:
    if given.own is None:
        return {}
    appraised = given.appraised.points if given.appraised else {}
    return {number: SelfScore(own=own, appraised=appraised.get(number)) for number, own in given.own.points.items()}


def _lines(
    told: EvaluationLaw,
    sums: Mapping[str, Sum],
    given: Standing,
    *,
    beside: Mapping[str, Beside],
    written: Mapping[str, str],
) -> tuple[Line, ...]:
    found, own = averages(sums, criteria=told.criteria), _self_scores(given)
    lines = []
    for number in told.numbers:
        line = Line(number=number, label=told.labels[number], by_ballot=number in told.criteria.by_ballot)
        if line.by_ballot:
            lines.append(replace(line, answers=sums[number].answers, average=found[number], beside=beside.get(number)))
        elif number in own:
            each = own[number]
            lines.append(replace(line, own=each.own, appraised=each.appraised, note=written.get(number, "")))
        else:
            lines.append(line)
    return tuple(lines)


def _written(given: Standing) -> dict[str, str]:
    """What was written beside the points, the appraisal after the agency."""
    own, appraised = notes_of(given.own), notes_of(given.appraised)
    return {
        number: "; ".join(text for text in (own.get(number, ""), appraised.get(number, "")) if text)
        for number in {*own, *appraised}
    }


def _beside(answers: QuerySet[Answer], told: EvaluationLaw) -> dict[str, Beside]:
    """By indicator, the answers beside what the record says of the same dossiers."""
    both = answers.filter(level__isnull=False, record__isnull=False)
    rows = (
        both.values("criterion", "level", "record", levels=F("ballot__levels")).annotate(times=Count("pk")).order_by()
    )
    found: dict[str, list[tuple[int, Fraction, Fraction]]] = {}
    for row in rows:
        level, record = (
            points_of(int(row[name] or 0), levels=row["levels"], most=told.criteria.most)
            for name in ("level", "record")
        )
        found.setdefault(row["criterion"], []).append((row["times"], level, record))
    return {number: _told_beside(parts) for number, parts in found.items()}


def _told_beside(parts: Sequence[tuple[int, Fraction, Fraction]]) -> Beside:
    count = sum(times for times, _, _ in parts)
    return Beside(
        ballots=count,
        answered=sum((times * level for times, level, _ in parts), Fraction()) / count,
        record=sum((times * record for times, _, record in parts), Fraction()) / count,
        differing=sum(times for times, level, record in parts if level != record),
    )


def _order(one: AgencyScore) -> tuple[bool, Fraction, str]:
    total = one.score.total
    return total is None, -(total or Fraction()), one.agency.unit.name


def _day(period: Period) -> date:
    """The day whose units are measured: the last of the period, today where that is still to come."""
    return min(period.last, clock.now().date())
