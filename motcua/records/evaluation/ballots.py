"""Lists of ballots: those behind an average, those of an officer's dossiers, and which dossiers still have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from motcua.law.types import LOCAL, Role
from motcua.records import clock
from motcua.records.casework import counting
from motcua.records.casework.views import ListRow
from motcua.records.evaluation.content import Marks, marks_of
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.models import Answer, Ballot
from motcua.records.evaluation.queries import is_own_head
from motcua.records.evaluation.scores import AgencyScore, ballots_within, sums_of
from motcua.records.people import queries as people
from motcua.records.people.agencies import seen_from
from motcua.records.people.viewer import Viewer
from motcua.rules.evaluation import Origin, Score, averages, officer_score, points_of
from motcua.rules.period import Period

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotLine:
    """A ballot in a list, with its dossier; `number` above 1 tells that it was corrected."""

    dossier: ListRow
    number: int
    origin: Origin
    levels: int
    marks: Marks
    at: datetime

    def points(self, criterion: str, *, most: int) -> Fraction | None:
        """The points of an indicator, None where it was not answered."""
        level = self.marks.answers.get(criterion)
        return None if level is None else points_of(level, levels=self.levels, most=most)


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficerScore:
    """What the ballots of the dossiers that a person worked on make of that person over a period."""

    account_id: int
    name: str
    ballots: int
    answers: Mapping[str, int]
    score: Score


def behind(
    one: AgencyScore, viewer: Viewer, *, criterion: str = "", after: int = 0, size: int = PAGE
) -> tuple[tuple[BallotLine, ...], int]:
    """The ballots that an agency's score counts, or those that answer an indicator; and after which dossier the next
    page starts (0: none).
    """
    here = seen_from(viewer, one.agency.members)
    rows = ballots_within(here, one.period, as_of=one.as_of)
    return _page(_answering(rows, criterion), after=after, size=size)


def officers(one: AgencyScore, viewer: Viewer) -> tuple[OfficerScore, ...]:
    """The people who worked on the dossiers with ballots, by name."""
    here = seen_from(viewer, one.agency.members)
    rows = ballots_within(here, one.period, as_of=one.as_of)
    worked = counting.worked_on(as_of=one.as_of).filter(dossier_id__in=rows.values("dossier_id"))
    ids = sorted({holder for holder in worked.values_list("holder_id", flat=True).distinct() if holder is not None})
    names = people.names_of(ids)
    found = (_officer(account_id, names.get(account_id, ""), rows, one.told, as_of=one.as_of) for account_id in ids)
    return tuple(sorted(found, key=lambda each: (each.name, each.account_id)))


def officer(
    account_id: int, period: Period, *, as_of: datetime | None = None, after: int = 0, size: int = PAGE
) -> tuple[OfficerScore, tuple[BallotLine, ...], int]:
    """A person's score over all units, a page of the ballots that make it, and where the next starts (0: none).

    Who may see it is asked before, by `may_see_officer`.
    """
    at = as_of or clock.now()
    rows, told = ballots_within(Viewer.system(), period, as_of=at), evaluation_on(period.last)
    score = _officer(account_id, people.names_of([account_id]).get(account_id, ""), rows, told, as_of=at)
    lines, further = _page(_of_officer(rows, account_id, as_of=at), after=after, size=size)
    return score, lines, further


def may_see_officer(viewer: Viewer, account_id: int) -> bool:
    """Whether a person may see the score of another: one's own, that of whom one heads, and as an inspector of the
    units there.
    """
    if viewer.account_id == account_id:
        return True
    units = people.units_of(account_id, clock.now().date())
    return any(heads_or_inspects(viewer, unit_id) for unit_id in units)


def heads_or_inspects(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person heads a unit, or inspects it."""
    return viewer.operator or is_own_head(viewer, unit_id) or _inspects(viewer, unit_id)


def _inspects(viewer: Viewer, unit_id: int) -> bool:
    posts = (post for post in viewer.posts if post.role is Role.INSPECTOR)
    return any(unit_id == post.unit_id or unit_id in post.descendants for post in posts)


def _of_officer(rows: QuerySet[Ballot], account_id: int, *, as_of: datetime) -> QuerySet[Ballot]:
    worked = counting.worked_on(as_of=as_of).filter(dossier_id=OuterRef("dossier_id"), holder_id=account_id)
    return rows.filter(Exists(worked))


def _officer(
    account_id: int, name: str, rows: QuerySet[Ballot], told: EvaluationLaw, *, as_of: datetime
) -> OfficerScore:
    own = _of_officer(rows, account_id, as_of=as_of)
    answers = Answer.objects.filter(ballot__in=own.values("pk"), criterion__in=told.criteria.of_officer)
    sums = {str(number): each for (number,), each in sums_of(answers, most=told.criteria.most).items()}
    return OfficerScore(
        account_id=account_id,
        name=name,
        ballots=own.count(),
        answers={number: sums[number].answers if number in sums else 0 for number in told.criteria.of_officer},
        score=officer_score(averages(sums, criteria=told.criteria), criteria=told.criteria),
    )


def _answering(rows: QuerySet[Ballot], criterion: str) -> QuerySet[Ballot]:
    if not criterion:
        return rows
    answered = Answer.objects.filter(ballot_id=OuterRef("pk"), criterion=criterion, level__isnull=False)
    return rows.filter(Exists(answered))


def _page(rows: QuerySet[Ballot], *, after: int, size: int) -> tuple[tuple[BallotLine, ...], int]:
    found = list(rows.filter(dossier_id__gt=after).order_by("dossier_id").prefetch_related("answers")[: size + 1])
    shown = found[:size]
    dossiers = _dossiers(row.dossier_id for row in shown)
    lines = tuple(
        BallotLine(
            dossier=dossiers[row.dossier_id],
            number=row.number,
            origin=Origin(row.origin),
            levels=row.levels,
            marks=marks_of(row.answers.all()),
            at=row.at.astimezone(LOCAL),
        )
        for row in shown
    )
    return lines, shown[-1].dossier_id if len(found) > size else 0


def _dossiers(ids: Iterable[int]) -> dict[int, ListRow]:
    wanted = sorted(ids)
    rows, _ = counting.dossiers_of(wanted, size=max(len(wanted), 1))
    return {row.id: row for row in rows}
