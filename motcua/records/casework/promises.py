"""Entries of the ledger: when a due date is set, suspended, moved or ended, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from motcua.law.types import LOCAL, DeadlineRules, SupplementPolicy, Term
from motcua.records.casework import legal
from motcua.records.casework.changes import JSON, Loaded, Promise, PromiseKind
from motcua.records.catalogue import queries as catalogue
from motcua.rules.deadline import Deadline, due_date, extended, resumed
from motcua.rules.refusal import Conflict, Refusal
from motcua.rules.supplement import WaitCause
from motcua.rules.working_time import WorkCalendar

_write = json.JSONEncoder(ensure_ascii=False).encode


def promised(
    at: datetime, *, unit_id: int, term: Term, policy: str, reading: str, legal_basis: str
) -> tuple[Promise, Deadline]:
    """The first promise, made at acceptance by the unit."""
    rules = legal.rules_on(at.astimezone(LOCAL).date(), policy=policy, reading=reading)
    calendar = legal.calendar(unit_id)
    deadline = due_date(at, term=term, rules=rules, calendar=calendar)
    basis = _basis(deadline, rules=rules, calendar=calendar)
    return _entry(PromiseKind.PROMISE, deadline, before=None, basis=basis, legal_basis=legal_basis), deadline


class Era(TypedDict):
    """The supplement policy and the reading of a day that a dossier is accepted under."""

    policy: str
    reading: str


def era_of(loaded: Loaded, *, at: datetime) -> Era:
    """The policies of the day of acceptance, with those that the procedure version has of its own.

    A dossier keeps the rules of its acceptance, not of its submission.
    """
    procedure = catalogue.version(loaded.procedure_version_id)
    rules = legal.rules_on(
        at.astimezone(LOCAL).date(), policy=procedure.supplement_policy or "", reading=procedure.day_reading or ""
    )
    return Era(policy=rules.supplement_policy.value, reading=rules.reading.value)


def changed_by(era: Era, loaded: Loaded) -> dict[str, str]:
    """The columns of a dossier that an era makes other than they were at submission."""
    if (era["policy"], era["reading"]) == (loaded.supplement_policy, loaded.day_reading):
        return {}
    return {"supplement_policy": era["policy"], "day_reading": era["reading"]}


def paused(
    loaded: Loaded,
    *,
    reason: str,
    document: str,
    legal_basis: str,
    cause: WaitCause = WaitCause.SUPPLEMENT,
    told: Mapping[str, JSON] | None = None,
    approver_id: int | None = None,
) -> Promise:
    """The term is suspended from now on; the due date shown stays until it resumes. `told` is kept with the basis."""
    payment = cause is WaitCause.PAYMENT
    policy = SupplementPolicy.SUBTRACT.value if payment else loaded.supplement_policy
    basis = {"policy": policy, **_cause(cause), **(told or {})}
    return Promise(
        kind=PromiseKind.PAUSE,
        due_before=loaded.facts.due_at,
        due_after=loaded.facts.due_at,
        legal_basis=legal_basis,
        reason=reason,
        approver_id=approver_id,
        document=document,
        basis=_write(basis),
    )


def _cause(cause: WaitCause) -> dict[str, JSON]:
    return {"cause": cause.value} if cause.value else {}


def refuse_too_many_supplements(loaded: Loaded) -> None:
    """Raises Conflict when neither the era (NĐ 107/2021/NĐ-CP, chờ kiểm chứng) nor the procedure allows another."""
    if most_supplements(own_rules(loaded), version_id=loaded.procedure_version_id) <= loaded.facts.supplements:
        raise Conflict(
            "act",
            "Hồ sơ này đã được yêu cầu bổ sung {times} lần, bằng số lần tối đa. Hãy giải quyết hoặc từ chối; nếu pháp "
            "luật chuyên ngành cho phép yêu cầu thêm, hãy ghi căn cứ và lãnh đạo đồng ý.",
            times=loaded.facts.supplements,
        )


def most_supplements(rules: DeadlineRules, *, version_id: int) -> int:
    """How many supplements may be asked for: as the procedure version says, else as the era of acceptance does."""
    own = catalogue.version(version_id).supplement_limit
    return own.count if own else rules.max_supplements


def supplement_basis(loaded: Loaded) -> str:
    """The document by which the next supplement may be asked for where the era alone does not allow it; else ""."""
    own = catalogue.version(loaded.procedure_version_id).supplement_limit
    return own.basis if own and loaded.facts.supplements >= own_rules(loaded).max_supplements else ""


def refuse_late_or_repeated_extension(loaded: Loaded, *, at: datetime) -> None:
    """Raises Conflict unless the date is still to come and was never put off.

    Source: NĐ 61/2018/NĐ-CP art. 19, one new appointment at most (chờ kiểm chứng). An extension after the due
    date would turn a broken promise into a kept one, so there is none.
    """
    due = loaded.facts.due_at
    if due is not None and at > due:
        raise Conflict(
            "act", "Hồ sơ đã quá ngày hẹn; không thể hẹn lại để thành đúng hạn. Hãy xin lỗi và giải quyết ngay."
        )
    if loaded.facts.extensions:
        raise Conflict("act", "Hồ sơ này đã hẹn lại một lần; không được hẹn lại lần nữa.")


def resumed_at(
    loaded: Loaded, *, at: datetime, legal_basis: str, cause: WaitCause = WaitCause.SUPPLEMENT, document: str = ""
) -> tuple[Promise, Deadline]:
    """The due date after a wait, by the policy the dossier was accepted under; a payment is always taken out."""
    facts = loaded.facts
    assert facts.waiting_since is not None
    rules, calendar = own_rules(loaded), legal.calendar(loaded.facts.unit_id)
    deadline = resumed(
        facts.due_at,
        requested=facts.waiting_since,
        completed=at,
        term=loaded.term,
        rules=rules,
        calendar=calendar,
        cause=cause,
    )
    promise = _entry(
        PromiseKind.RESUME,
        deadline,
        before=facts.due_at,
        basis=_basis(deadline, rules=rules, calendar=calendar) | _cause(cause),
        legal_basis=legal_basis,
        document=document,
    )
    return promise, deadline


def extended_by(
    loaded: Loaded, *, by: Term, reason: str, approver_id: int | None, legal_basis: str
) -> tuple[Promise, Deadline]:
    """A later due date with an apology. Raises Refusal when there is no due date to extend."""
    due = loaded.facts.due_at
    if due is None:
        raise Refusal("amount", "Hồ sơ này không có ngày hẹn nên không có gì để gia hạn.")
    rules, calendar = own_rules(loaded), legal.calendar(loaded.facts.unit_id)
    try:
        deadline = extended(due, by=by, rules=rules, calendar=calendar)
    except Refusal as refusal:
        raise Refusal("amount", refusal.message, **refusal.values) from None
    promise = _entry(
        PromiseKind.EXTENSION,
        deadline,
        before=due,
        basis=_basis(deadline, rules=rules, calendar=calendar),
        legal_basis=legal_basis,
        reason=reason,
        approver_id=approver_id,
    )
    return promise, deadline


def working_minutes(loaded: Loaded, *, at: datetime) -> tuple[int, int | None]:
    """Working minutes waited since the open request, and worked from acceptance to `at` less all waiting.

    None were worked on a dossier that was never accepted.
    """
    facts = loaded.facts
    calendar = legal.calendar(facts.unit_id)
    waited = calendar.between(facts.waiting_since, at) if facts.waiting_since else 0
    if facts.accepted_at is None:
        return waited, None
    return waited, max(0, calendar.between(facts.accepted_at, at) - facts.waiting_minutes - waited)


def own_rules(loaded: Loaded) -> DeadlineRules:
    """The rules that an accepted dossier keeps: those of its acceptance, with its own policies."""
    accepted = loaded.facts.accepted_at
    assert accepted is not None
    return legal.rules_on(
        accepted.astimezone(LOCAL).date(), policy=loaded.supplement_policy, reading=loaded.day_reading
    )


def recalculated(
    deadline: Deadline,
    *,
    before: datetime,
    rules: DeadlineRules,
    calendar: WorkCalendar,
    legal_basis: str,
    reason: str,
    approver_id: int | None,
    document: str,
    decisions: Sequence[int],
) -> Promise:
    """The due date counted anew after `decisions` on days off, by their ids."""
    return _entry(
        PromiseKind.RECALCULATION,
        deadline,
        before=before,
        basis=_basis(deadline, rules=rules, calendar=calendar) | {"decisions": list(decisions)},
        legal_basis=legal_basis,
        reason=reason,
        approver_id=approver_id,
        document=document,
    )


def _basis(deadline: Deadline, *, rules: DeadlineRules, calendar: WorkCalendar) -> dict[str, JSON]:
    term = deadline.term
    return {
        "term": [term.amount, term.unit.value],
        "policy": deadline.policy,
        "reading": rules.reading.value,
        "working_day_minutes": rules.working_day_minutes,
        "source": rules.source,
        "calendar": f"{calendar.first}..{calendar.last}",
    }


def _entry(
    kind: PromiseKind,
    deadline: Deadline,
    *,
    before: datetime | None,
    basis: Mapping[str, JSON],
    legal_basis: str,
    reason: str = "",
    approver_id: int | None = None,
    document: str = "",
) -> Promise:
    return Promise(
        kind=kind,
        due_before=before,
        due_after=deadline.due,
        legal_basis=legal_basis,
        reason=reason,
        approver_id=approver_id,
        document=document,
        basis=_write(basis),
        explanation=deadline.to_json(),
    )
