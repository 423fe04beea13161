"""Entries of the ledger: when a due date is set, suspended, moved or ended, and why."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TypedDict

from motcua.law.types import LOCAL, DeadlineRules, Term
from motcua.records.casework import legal
from motcua.records.casework.changes import Loaded, Promise, PromiseKind
from motcua.records.catalogue import queries as catalogue
from motcua.rules.deadline import Deadline, due_date, extended, resumed
from motcua.rules.refusal import Conflict, Refusal

_write = json.JSONEncoder(ensure_ascii=False).encode


def promised(at: datetime, *, term: Term, policy: str, reading: str, legal_basis: str) -> tuple[Promise, Deadline]:
    """The first promise, made at acceptance."""
    rules = legal.rules_on(at.astimezone(LOCAL).date(), policy=policy, reading=reading)
    deadline = due_date(at, term=term, rules=rules, calendar=legal.calendar())
    return _entry(PromiseKind.PROMISE, deadline, before=None, rules=rules, legal_basis=legal_basis), deadline


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


def paused(loaded: Loaded, *, reason: str, document: str, legal_basis: str) -> Promise:
    """The term is suspended from the request of a supplement on; the due date shown stays until it resumes."""
    return Promise(
        kind=PromiseKind.PAUSE,
        due_before=loaded.facts.due_at,
        due_after=loaded.facts.due_at,
        legal_basis=legal_basis,
        reason=reason,
        document=document,
        basis=json.dumps({"policy": loaded.supplement_policy}),
    )


def refuse_too_many_supplements(loaded: Loaded) -> None:
    """Raises Conflict when the era allows no further request. Source: NĐ 107/2021/NĐ-CP (chờ kiểm chứng)."""
    most = _own_rules(loaded).max_supplements
    if loaded.facts.supplements >= most:
        raise Conflict(
            "act",
            "Hồ sơ này đã được yêu cầu bổ sung {times} lần, bằng số lần tối đa; hãy giải quyết hoặc từ chối.",
            times=loaded.facts.supplements,
        )


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


def resumed_at(loaded: Loaded, *, at: datetime, legal_basis: str) -> tuple[Promise, Deadline]:
    """The due date after a supplement, by the policy the dossier was accepted under."""
    facts = loaded.facts
    assert facts.waiting_since is not None
    rules = _own_rules(loaded)
    deadline = resumed(
        facts.due_at,
        requested=facts.waiting_since,
        completed=at,
        term=loaded.term,
        rules=rules,
        calendar=legal.calendar(),
    )
    return _entry(PromiseKind.RESUME, deadline, before=facts.due_at, rules=rules, legal_basis=legal_basis), deadline


def extended_by(
    loaded: Loaded, *, by: Term, reason: str, approver_id: int | None, legal_basis: str
) -> tuple[Promise, Deadline]:
    """A later due date with an apology. Raises Refusal when there is no due date to extend."""
    due = loaded.facts.due_at
    if due is None:
        raise Refusal("amount", "Hồ sơ này không có ngày hẹn nên không có gì để gia hạn.")
    rules = _own_rules(loaded)
    try:
        deadline = extended(due, by=by, rules=rules, calendar=legal.calendar())
    except Refusal as refusal:
        raise Refusal("amount", refusal.message, **refusal.values) from None
    promise = _entry(
        PromiseKind.EXTENSION,
        deadline,
        before=due,
        rules=rules,
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
    calendar = legal.calendar()
    waited = calendar.between(facts.waiting_since, at) if facts.waiting_since else 0
    if facts.accepted_at is None:
        return waited, None
    return waited, max(0, calendar.between(facts.accepted_at, at) - facts.waiting_minutes - waited)


def _own_rules(loaded: Loaded) -> DeadlineRules:
    accepted = loaded.facts.accepted_at
    assert accepted is not None
    return legal.rules_on(
        accepted.astimezone(LOCAL).date(), policy=loaded.supplement_policy, reading=loaded.day_reading
    )


def _entry(
    kind: PromiseKind,
    deadline: Deadline,
    *,
    before: datetime | None,
    rules: DeadlineRules,
    legal_basis: str,
    reason: str = "",
    approver_id: int | None = None,
) -> Promise:
    term = deadline.term
    basis = {
        "term": [term.amount, term.unit.value],
        "policy": deadline.policy,
        "reading": rules.reading.value,
        "working_day_minutes": rules.working_day_minutes,
        "source": rules.source,
        "calendar": f"{legal.calendar().first}..{legal.calendar().last}",
    }
    return Promise(
        kind=kind,
        due_before=before,
        due_after=deadline.due,
        legal_basis=legal_basis,
        reason=reason,
        approver_id=approver_id,
        basis=_write(basis),
        explanation=deadline.to_json(),
    )
