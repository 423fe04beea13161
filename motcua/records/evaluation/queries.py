"""Ballots one by one, and the assessments of agencies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from motcua.law.types import LOCAL, Role
from motcua.records.casework import counting
from motcua.records.casework.views import DossierView
from motcua.records.evaluation.content import AssessmentView, Kind, Marks, marks_of, view
from motcua.records.evaluation.models import Assessment, Ballot
from motcua.records.journal import queries as journal
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import Act, State
from motcua.rules.evaluation import Origin
from motcua.rules.period import Period
from motcua.rules.refusal import NotAllowed, Refusal

BALLOTED = frozenset({State.SETTLED, State.RETURNED})
"""States of the dossiers that have ballots: those with a result."""

HEADS = frozenset({Role.LEADER, Role.CHAIR})
_DECIDE = frozenset({Act.APPROVE, Act.SETTLE})


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotView:
    """A version of a ballot. `remark` is what the citizen wrote, `reason` why this version corrects the one before;
    both None where erased.
    """

    number: int
    origin: Origin
    levels: int
    marks: Marks
    satisfied: bool | None
    at: datetime
    by: str
    remark: str | None
    reason: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The points of an agency for a period: the latest it gave itself, and the appraisal of these; `number` is that of
    the latest assessment of the period (0: none yet), which a form has seen.
    """

    number: int
    own: AssessmentView | None
    appraised: AssessmentView | None


def ballots_of(dossier: DossierView) -> tuple[BallotView, ...]:
    """The versions of the ballot of a dossier that a person sees, the latest first."""
    rows = list(Ballot.objects.filter(dossier_id=dossier.id).order_by("-number").prefetch_related("answers"))
    names = people.names_of(row.by_id for row in rows if row.by_id is not None)
    return tuple(_ballot(row, names) for row in rows)


def known(*, as_of: datetime) -> QuerySet[Ballot]:
    """The ballots that stand at a cut-off: of each dossier the latest version recorded by then."""
    later = Ballot.objects.filter(dossier_id=OuterRef("dossier_id"), number__gt=OuterRef("number"), at__lte=as_of)
    return Ballot.objects.filter(~Exists(later), at__lte=as_of)


def with_ballot(dossier_ids: Iterable[int]) -> frozenset[int]:
    """Those of the dossiers that have a ballot."""
    found = Ballot.objects.filter(dossier_id__in=list(dossier_ids), number=1)
    return frozenset(found.values_list("dossier_id", flat=True))


def judged_by(dossier: DossierView) -> frozenset[int]:
    """Whom the ballot of a dossier judges: the accounts that worked on it, and those who decided it."""
    worked = counting.worked_on(as_of=dossier.timeline[-1].recorded_at).filter(dossier_id=dossier.id)
    decided = {entry.actor_id for entry in dossier.timeline if entry.act in _DECIDE and entry.actor_id is not None}
    return frozenset(holder for holder in worked.values_list("holder_id", flat=True) if holder is not None) | decided


def may_enter(viewer: Viewer, dossier: DossierView) -> bool:
    """Whether a person may type a ballot of a dossier."""
    try:
        require_enterer(viewer, dossier)
    except Refusal:
        return False
    return True


def require_enterer(viewer: Viewer, dossier: DossierView) -> None:
    """Raises Refusal for a dossier without a result, NotAllowed for whoever does not work at the counter that received
    it, and for whom the ballot judges.
    """
    if dossier.state not in BALLOTED:
        raise Refusal("code", "Hồ sơ này chưa có kết quả nên chưa đánh giá được; hãy nhập phiếu sau khi có kết quả.")
    if Role.COUNTER not in policy.roles_at(viewer, dossier.unit_id):
        raise NotAllowed("account", "Chỉ cán bộ một cửa của {unit} nhập phiếu đánh giá hồ sơ này.", unit=dossier.unit)
    if viewer.account_id in judged_by(dossier):
        raise NotAllowed(
            "account",
            "Phiếu này chấm chính ông/bà, người đã giải quyết hồ sơ; hãy nhờ cán bộ khác của {unit} nhập phiếu.",
            unit=dossier.unit,
        )


def standing(unit_id: int, period: Period, *, as_of: datetime) -> Standing:
    """The points of a unit for exactly this period, as known at a cut-off."""
    return standings((unit_id,), period, as_of=as_of).get(unit_id, _NONE)


def standings(unit_ids: Iterable[int], period: Period, *, as_of: datetime) -> Mapping[int, Standing]:
    """The same of several units by id; those without assessments are missing."""
    rows = Assessment.objects.filter(unit_id__in=list(unit_ids), first=period.first, last=period.last, at__lte=as_of)
    told: dict[int, list[AssessmentView]] = {}
    for row in rows.order_by("number"):
        told.setdefault(row.unit_id, []).append(view(row))
    return {unit_id: _standing(views) for unit_id, views in told.items()}


def history(unit_id: int, period: Period) -> tuple[AssessmentView, ...]:
    """Every assessment of a unit for a period, the latest first."""
    rows = Assessment.objects.filter(unit_id=unit_id, first=period.first, last=period.last)
    return tuple(view(row) for row in rows.order_by("-number"))


def notes_of(assessment: AssessmentView | None) -> Mapping[str, str]:
    """What was written beside the points of an assessment, by indicator, and under "" why it corrects the one before;
    nothing where it was erased.
    """
    if assessment is None:
        return {}
    notes: dict[str, str] = (journal.entry(assessment.entry_id).personal or {}).get("notes", {})
    return notes


def is_own_head(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person heads an agency: who gives its own points."""
    return any(post.role in HEADS for post in policy.posts_at(viewer, unit_id))


def is_head_above(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person heads the level above an agency and not the agency itself: who appraises."""
    parent = places.unit_by_id(unit_id).parent_id
    above = parent is not None and any(post.role in HEADS for post in policy.posts_at(viewer, parent))
    return above and not is_own_head(viewer, unit_id)


_NONE = Standing(number=0, own=None, appraised=None)


def _standing(views: list[AssessmentView]) -> Standing:
    own = next((each for each in reversed(views) if each.kind is Kind.OWN), None)
    appraisals = (each for each in reversed(views) if each.kind is Kind.APPRAISED)
    return Standing(
        number=views[-1].number,
        own=own,
        appraised=next((each for each in appraisals if own and each.of == own.number), None),
    )


def _ballot(row: Ballot, names: Mapping[int, str]) -> BallotView:
    personal = journal.entry(row.entry_id).personal
    return BallotView(
        number=row.number,
        origin=Origin(row.origin),
        levels=row.levels,
        marks=marks_of(row.answers.all()),
        satisfied=row.satisfied,
        at=row.at.astimezone(LOCAL),
        by=names.get(row.by_id or 0, ""),
        remark=None if personal is None else str(personal["remark"]),
        reason=None if personal is None else str(personal["reason"]),
    )
