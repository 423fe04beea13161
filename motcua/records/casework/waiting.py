"""Acts that suspend the term or speak of the promise: supplement, payment, a later date, an apology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from motcua.law.types import LOCAL, Role, Term, TermUnit
from motcua.records.casework import legal, letters, promises, signing
from motcua.records.casework.changes import JSON, Outcome
from motcua.records.casework.performing import Case, Decision, Ref, perform, reason_in, staying
from motcua.records.casework.views import DossierView
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal
from motcua.rules.supplement import WaitCause

MOST_DONG = 1_000_000_000_000
"""An amount above it is a slip of the keyboard, in đồng."""

LONGEST_WAIT = 366
"""Days within which an obligation must be met, or a result that is late be expected, at most."""

_HEADS = frozenset({Role.LEADER, Role.CHAIR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Override:
    """Why a supplement may be asked for once more: the sector law, and the leader who agrees, another person."""

    legal_basis: str
    approver_account_id: int


def request_supplement(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    reason: str,
    override: Override | None = None,
    at: datetime | None = None,
) -> Outcome:
    """Asks the citizen for papers: the term is suspended, a letter (form 02) gets its number.

    Beyond the number that the procedure or the era allows only with an `override`; every request counts.
    """

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        legal_basis, approver_id, told = _allowed(case, override)
        number = letters.issue(case, letters.SUPPLEMENT, reason=why)
        promise = promises.paused(
            case.loaded, reason=why, document=number, legal_basis=legal_basis, approver_id=approver_id
        )
        data = {"letter": number, "stage": case.loaded.facts.state.value, **told}
        return staying(case, promise=promise, data=data, personal={"reason": why})

    inputs: dict[str, object] = {"reason": reason}
    if override is not None:
        inputs["override"] = [override.legal_basis, override.approver_account_id]
    return perform(viewer, ref, Act.REQUEST_SUPPLEMENT, key=key, at=at, inputs=inputs, decide=decide)


def needs_override(dossier: DossierView) -> bool:
    """Whether an accepted dossier may have no further supplement without a legal basis of its own."""
    if dossier.accepted_at is None:
        return False
    asked = sum(entry.act is Act.REQUEST_SUPPLEMENT for entry in dossier.timeline)
    rules = legal.rules_on(dossier.accepted_at.date())
    return asked >= promises.most_supplements(rules, version_id=dossier.procedure_version_id)


def _allowed(case: Case, override: Override | None) -> tuple[str, int | None, Mapping[str, JSON]]:
    """The legal basis of a request, who approved it, and what the journal is told of that."""
    if override is None:
        promises.refuse_too_many_supplements(case.loaded)
        return promises.supplement_basis(case.loaded) or case.row.source, None, {}
    basis = clean(override.legal_basis, field="legal_basis", limit=200)
    if not basis:
        raise Refusal("legal_basis", "Chưa có căn cứ để yêu cầu bổ sung thêm; hãy ghi văn bản và điều khoản.")
    approver_id = override.approver_account_id
    _require_approver(case, approver_id)
    return basis, approver_id, {"override": {"legal_basis": basis, "approver": approver_id}}


def _require_approver(case: Case, account_id: int) -> None:
    """Raises Refusal unless another person, a leader where the dossier lies, agrees."""
    if account_id == case.viewer.account_id:
        raise Refusal("approver", "Người đồng ý phải là người khác; hãy chọn một lãnh đạo của đơn vị.")
    approver = people.viewer_of(account_id, case.at.astimezone(LOCAL).date())
    if not policy.roles_at(approver, case.loaded.facts.holder_unit_id) & _HEADS:
        raise Refusal("approver", "Người đồng ý phải là lãnh đạo của đơn vị đang giữ hồ sơ; hãy chọn người khác.")


def resume(viewer: Viewer, ref: Ref, *, key: str, note: str = "", at: datetime | None = None) -> Outcome:
    """The supplement has come: the due date moves by the policy the dossier was accepted under."""
    return _resumed(viewer, ref, Act.RESUME, key=key, note=note, at=at)


def require_payment(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    reason: str,
    amount: int,
    document: str,
    due_days: int | None = None,
    at: datetime | None = None,
) -> Outcome:
    """The citizen has to pay before the dossier can go on: the term is suspended until that is confirmed.

    `reason` names the obligation, `amount` is in đồng, `document` is the number of the notice that asks for it:
    only a wait with a document suspends a term. `due_days` is how many days the citizen has, counted from today.
    """

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        notice = clean(document, field="document", limit=60)
        if not notice:
            raise Refusal("document", "Chưa có số thông báo nghĩa vụ tài chính; chỉ có văn bản mới dừng được thời hạn.")
        told = {"amount": _amount(amount), **_pay_by(due_days, at=case.at)}
        promise = promises.paused(
            case.loaded,
            reason=why,
            document=notice,
            legal_basis=case.row.source,
            cause=WaitCause.PAYMENT,
            told=told,
        )
        return staying(case, promise=promise, data={"notice": notice, **told}, personal={"reason": why})

    inputs = {"reason": reason, "amount": amount, "document": document, "due_days": due_days}
    return perform(viewer, ref, Act.REQUIRE_PAYMENT, key=key, at=at, inputs=inputs, decide=decide)


def _amount(amount: int) -> int:
    if not 0 < amount <= MOST_DONG:
        raise Refusal("amount", "Số tiền phải nộp không đúng; hãy nhập số đồng lớn hơn 0.")
    return amount


def _pay_by(days: int | None, *, at: datetime) -> dict[str, JSON]:
    if days is None:
        return {}
    if not 0 < days <= LONGEST_WAIT:
        raise Refusal("due_days", "Số ngày để nộp phải từ 1 đến {most}; hãy nhập lại.", most=LONGEST_WAIT)
    return {"pay_by": (at.astimezone(LOCAL).date() + timedelta(days=days)).isoformat()}


def confirm_payment(
    viewer: Viewer, ref: Ref, *, key: str, note: str = "", document: str = "", at: datetime | None = None
) -> Outcome:
    """The citizen has paid: the term goes on where it stopped, whatever the policy for supplements.

    `document` is the number of the receipt. Source: none known that says it in words (chờ kiểm chứng).
    """
    return _resumed(viewer, ref, Act.CONFIRM_PAYMENT, key=key, note=note, document=document, at=at)


def _resumed(
    viewer: Viewer, ref: Ref, act: Act, *, key: str, note: str, at: datetime | None, document: str = ""
) -> Outcome:
    def decide(case: Case) -> Decision:
        paid = act is Act.CONFIRM_PAYMENT
        number = clean(document, field="document", limit=60)
        promise, deadline = promises.resumed_at(
            case.loaded,
            at=case.at,
            legal_basis=case.row.source,
            cause=WaitCause.PAYMENT if paid else WaitCause.SUPPLEMENT,
            document=number,
        )
        waited, _ = promises.working_minutes(case.loaded, at=case.at)
        kept = clean(note, field="note", limit=2000)
        return staying(
            case,
            due_at=deadline.due,
            promise=promise,
            waited=waited,
            data={"document": number} if number else {},
            personal={"note": kept} if kept else None,
        )

    inputs = {"note": note, "document": document} if document else {"note": note}
    return perform(viewer, ref, act, key=key, at=at, inputs=inputs, decide=decide)


def extend(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    amount: int,
    unit: TermUnit,
    reason: str,
    post: str = "",
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
        told = signing.signed(case, post)
        number = letters.issue(case, letters.APOLOGY, reason=why)
        return staying(
            case,
            due_at=deadline.due,
            promise=replace(promise, document=number),
            data={**told, "letter": number},
            personal={"reason": why},
        )

    inputs = signing.asked({"amount": amount, "unit": unit, "reason": reason}, post)
    return perform(viewer, ref, Act.EXTEND, key=key, at=at, inputs=inputs, decide=decide)


def apologise(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    reason: str,
    expected: date,
    unit_cause: str = "",
    post: str = "",
    at: datetime | None = None,
) -> Outcome:
    """Apologises for a result that is late or will be (form 04), and moves no date.

    The day on which the result is `expected`, and the unit and cause of the delay, stand in the letter and in the
    journal only: a broken promise stays broken.
    """

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        cause = clean(unit_cause, field="unit_cause", limit=200)
        _refuse_impossible(expected, case=case)
        told = signing.signed(case, post)
        number = letters.issue(case, letters.APOLOGY, reason=why, expected=expected.isoformat(), unit_cause=cause)
        personal = {"reason": why, **({"unit_cause": cause} if cause else {})}
        return staying(case, data={**told, "letter": number, "expected": expected.isoformat()}, personal=personal)

    inputs = signing.asked({"reason": reason, "expected": expected, "unit_cause": unit_cause}, post)
    return perform(viewer, ref, Act.APOLOGISE, key=key, at=at, inputs=inputs, decide=decide)


def _refuse_impossible(expected: date, *, case: Case) -> None:
    if case.loaded.facts.due_at is None:
        raise Refusal("act", "Hồ sơ này không có ngày hẹn nên không có hẹn nào bị trễ; hãy giải quyết hồ sơ.")
    today = case.at.astimezone(LOCAL).date()
    if not today <= expected <= today + timedelta(days=LONGEST_WAIT):
        raise Refusal("expected", "Ngày dự kiến có kết quả phải từ hôm nay đến một năm sau; hãy chọn lại ngày.")
