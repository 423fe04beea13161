"""What the receipt would say if a dossier were accepted now: worked out as at acceptance, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.law.types import LOCAL, Channel, Term
from motcua.records.casework import legal, promises
from motcua.records.casework.intake import competent_unit, option_of, received_procedure, receiving_unit
from motcua.records.casework.opening import require_desk
from motcua.records.casework.performing import moment
from motcua.records.casework.views import DossierView
from motcua.records.catalogue.queries import ChannelView, ProcedureView
from motcua.records.people.viewer import Viewer
from motcua.rules.deadline import Deadline, extended
from motcua.rules.dossier import Act
from motcua.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Foreseen:
    """The procedure as it is in force, its term and fee by the channel, and the due date with its reasons."""

    procedure: ProcedureView
    option: ChannelView
    deadline: Deadline


def preview(
    viewer: Viewer,
    *,
    unit_key: str,
    procedure: str,
    channel: Channel,
    competent_unit_key: str = "",
    at: datetime | None = None,
) -> Foreseen:
    """The promise that accepting would make at this minute. Raises what `actions.accept` would."""
    when = moment(at)
    unit = receiving_unit(unit_key, on=when.date())
    competent = competent_unit(competent_unit_key, receiver=unit, on=when.date())
    found = received_procedure(procedure, unit=unit, competent=competent, on=when.date())
    require_desk(viewer, Act.ACCEPT, unit_id=unit.id, unit_name=unit.name)
    option = option_of(found, channel=channel)
    _promise, deadline = promises.promised(
        when,
        unit_id=unit.id,
        term=option.term,
        policy=found.supplement_policy or "",
        reading=found.day_reading or "",
        legal_basis="",
    )
    return Foreseen(procedure=found, option=option, deadline=deadline)


def extension_of(dossier: DossierView, by: Term) -> Deadline | None:
    """The due date that an extension would set; None where it would be refused."""
    if dossier.due_at is None or dossier.accepted_at is None:
        return None
    rules = legal.rules_on(
        dossier.accepted_at.astimezone(LOCAL).date(), policy=dossier.supplement_policy, reading=dossier.day_reading
    )
    try:
        return extended(dossier.due_at, by=by, rules=rules, calendar=legal.calendar(dossier.unit_id))
    except Refusal:
        return None


def promise_of(dossier: DossierView) -> Deadline:
    """The promise that accepting a submitted dossier would make at this minute."""
    _promise, deadline = promises.promised(
        moment(None),
        unit_id=dossier.unit_id,
        term=dossier.term,
        policy=dossier.supplement_policy,
        reading=dossier.day_reading,
        legal_basis="",
    )
    return deadline
