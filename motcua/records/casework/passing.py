"""Acts that pass a dossier on: inside an agency, back a step, or to another agency."""

from __future__ import annotations

from datetime import datetime

from motcua.records.casework import targets
from motcua.records.casework.changes import Outcome
from motcua.records.casework.performing import Case, Decision, Ref, perform, reason_in, staying
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act


def forward(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    to_account_id: int | None = None,
    to_unit_id: int | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Outcome:
    """Passes the dossier on inside the agency: to a person, or to a unit's queue."""
    return _passed(
        viewer, ref, Act.FORWARD, key=key, to_account_id=to_account_id, to_unit_id=to_unit_id, reason=reason, at=at
    )


def assign(
    viewer: Viewer, ref: Ref, *, key: str, to_account_id: int, reason: str = "", at: datetime | None = None
) -> Outcome:
    """Gives the dossier to a colleague of the unit that holds it, or takes it oneself."""
    return _passed(viewer, ref, Act.ASSIGN, key=key, to_account_id=to_account_id, to_unit_id=None, reason=reason, at=at)


def send_back(
    viewer: Viewer, ref: Ref, *, key: str, to_account_id: int, reason: str, at: datetime | None = None
) -> Outcome:
    """Sends the dossier back a step, with the reason."""
    return _passed(
        viewer, ref, Act.SEND_BACK, key=key, to_account_id=to_account_id, to_unit_id=None, reason=reason, at=at
    )


def hand_over(
    viewer: Viewer, ref: Ref, *, key: str, to_unit_id: int, reason: str, at: datetime | None = None
) -> Outcome:
    """Hands the dossier to another agency; code, receiving unit and due date stay."""
    return _passed(viewer, ref, Act.HAND_OVER, key=key, to_account_id=None, to_unit_id=to_unit_id, reason=reason, at=at)


def _passed(
    viewer: Viewer,
    ref: Ref,
    act: Act,
    *,
    key: str,
    to_account_id: int | None,
    to_unit_id: int | None,
    reason: str,
    at: datetime | None,
) -> Outcome:
    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=case.row.needs_reason)
        target = targets.target_of(case, to_account_id=to_account_id, to_unit_id=to_unit_id)
        return staying(
            case,
            holder_unit_id=target.unit_id,
            holder_id=target.account_id,
            step=targets.step_at(case, target),
            personal={"reason": why} if why else None,
        )

    inputs = {"to": to_account_id, "unit": to_unit_id, "reason": reason}
    return perform(viewer, ref, act, key=key, at=at, inputs=inputs, decide=decide)
