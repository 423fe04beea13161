"""Pages of the evaluation.

The form of points POSTs `points_<indicator>`, `note_<indicator>`, `ground`, and its hidden fields.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import AgencyHead, EmptyState, Frame, Hidden, Link, Pager, Part
from motcua.desks.frame.tables import Table
from motcua.desks.leader.pages import PeriodForm


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationsPage:
    """The agencies in sight with their scores; `notes` say what a reader must know before comparing."""

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    table: Table
    notes: tuple[str, ...]
    files: tuple[Link, ...]
    period: PeriodForm
    print_head: AgencyHead
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationPage:
    """An agency: its indicators, who worked on its dossiers, what may be done here; `given` says who gave points."""

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    table: Table
    notes: tuple[str, ...]
    given: tuple[str, ...]
    officers: Table | None
    acts: tuple[Link, ...]
    files: tuple[Link, ...]
    period: PeriodForm
    back: Link
    print_head: AgencyHead
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupOfFields:
    """The inputs of one indicator under its name; `said` is what was given before."""

    legend: str
    said: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PointsPage:
    """The form in which a head gives points, or appraises those of an agency below; `versions` were given before."""

    frame: Frame
    eyebrow: str
    heading: str
    say: str
    action: str
    hidden: tuple[Hidden, ...]
    groups: tuple[GroupOfFields, ...]
    ground: Field | None
    button: str
    back: Link
    versions: Table | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotListPage:
    """The ballots behind a score or one of its averages, each leading to its dossier; of an officer with the indicators
    above.
    """

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    scores: Table | None
    table: Table
    notes: tuple[str, ...]
    files: tuple[Link, ...]
    back: Link | None = None
    period: PeriodForm | None = None
    empty: EmptyState | None = None
    pager: Pager | None = None
    errors: tuple[ErrorLink, ...] = ()
