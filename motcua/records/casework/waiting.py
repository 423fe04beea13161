"""Acts that suspend the term or move the promise: supplement, and a later date with an apology."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from motcua.law.types import Term, TermUnit
from motcua.records.casework import letters, promises
from motcua.records.casework.changes import Outcome
from motcua.records.casework.performing import Case, Decision, Ref, perform, reason_in, staying
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.folding import clean


def request_supplement(viewer: Viewer, ref: Ref, *, key: str, reason: str, at: datetime | None = None) -> Outcome:
    """Asks the citizen for papers: the term is suspended, a letter (form 02) gets its number."""

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        promises.refuse_too_many_supplements(case.loaded)
        number = letters.issue(case, letters.SUPPLEMENT, reason=why)
        promise = promises.paused(case.loaded, reason=why, document=number, legal_basis=case.row.source)
        return staying(case, promise=promise, data={"letter": number}, personal={"reason": why})

    return perform(viewer, ref, Act.REQUEST_SUPPLEMENT, key=key, at=at, inputs={"reason": reason}, decide=decide)


def resume(viewer: Viewer, ref: Ref, *, key: str, note: str = "", at: datetime | None = None) -> Outcome:
    """The supplement has come: the due date moves by the policy the dossier was accepted under."""

    def decide(case: Case) -> Decision:
        promise, deadline = promises.resumed_at(case.loaded, at=case.at, legal_basis=case.row.source)
        waited, _ = promises.working_minutes(case.loaded, at=case.at)
        kept = clean(note, field="note", limit=2000)
        return staying(
            case,
            due_at=deadline.due,
            promise=promise,
            waited=waited,
            personal={"note": kept} if kept else None,
        )

    return perform(viewer, ref, Act.RESUME, key=key, at=at, inputs={"note": note}, decide=decide)


def extend(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    amount: int,
    unit: TermUnit,
    reason: str,
    at: datetime | None = None,
) -> Outcome:
    """Apologises and sets a later date, before the present one has passed; a letter (form 04) gets its number."""

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        promises.refuse_late_or_repeated_extension(case.loaded, at=case.at)
        promise, deadline = promises.extended_by(
            case.loaded,
            by=Term(amount=amount, unit=unit),
            reason=why,
            approver_id=viewer.account_id,
            legal_basis=case.row.source,
        )
        number = letters.issue(case, letters.APOLOGY, reason=why)
        return staying(
            case,
            due_at=deadline.due,
            promise=replace(promise, document=number),
            data={"letter": number},
            personal={"reason": why},
        )

    inputs = {"amount": amount, "unit": unit, "reason": reason}
    return perform(viewer, ref, Act.EXTEND, key=key, at=at, inputs=inputs, decide=decide)
