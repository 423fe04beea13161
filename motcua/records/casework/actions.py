"""The acts on a dossier. Each is one transaction: dossier, journal, ledger, facts, rollup and outbox, or nothing.

Every act takes the viewer, an idempotency `key`, and `at` (when it happened; None: now); a decision also the `post`
it is signed under, as `working.key_of` names it ("": the first that may). They join an outer transaction. Raises
NotFound, NotAllowed, Conflict or Refusal, and then nothing was written.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from motcua.records.casework import letters, promises, signing, targets
from motcua.records.casework.changes import JSON, Outcome
from motcua.records.casework.consulting import answer, consult, take_back, unanswered
from motcua.records.casework.intake import person_from
from motcua.records.casework.opening import accept, submit
from motcua.records.casework.passing import assign, forward, hand_over, send_back
from motcua.records.casework.performing import Case, Decision, Ref, perform, reason_in, staying
from motcua.records.casework.waiting import (
    Override,
    apologise,
    confirm_payment,
    extend,
    request_supplement,
    require_payment,
    resume,
)
from motcua.records.people.viewer import Viewer
from motcua.rules import identity
from motcua.rules.dossier import Act
from motcua.rules.folding import clean, clean_lines
from motcua.rules.refusal import Refusal

__all__ = [
    "Override", "Ref", "accept", "accept_submitted", "answer", "apologise", "approve", "assign", "confirm_payment",
    "consult", "correct", "decline", "extend", "forward", "hand_over", "refuse", "request_supplement",
    "require_payment", "resume", "return_result", "send_back", "settle", "stop", "submit", "take_back", "void",
    "withdraw",
]  # fmt: skip


def accept_submitted(viewer: Viewer, ref: Ref, *, key: str, at: datetime | None = None) -> Outcome:
    """Accepts a dossier submitted earlier: the due date and the first promise are set here and only here."""

    def decide(case: Case) -> Decision:
        loaded = case.loaded
        era = promises.era_of(loaded, at=case.at)
        promise, deadline = promises.promised(
            case.at, unit_id=loaded.facts.unit_id, term=loaded.term, **era, legal_basis=case.row.source
        )
        return staying(
            case,
            due_at=deadline.due,
            promise=promise,
            step=1,
            holder_id=viewer.account_id,
            data={"era": dict(era)},
            columns=promises.changed_by(era, loaded),
        )

    return perform(viewer, ref, Act.ACCEPT, key=key, at=at, inputs={}, decide=decide)


def decline(viewer: Viewer, ref: Ref, *, key: str, reason: str, at: datetime | None = None) -> Outcome:
    """Refuses a submitted dossier at the door (code 3): recorded, outside statistics."""
    return _explained(viewer, ref, Act.DECLINE, key=key, reason=reason, at=at, letter=letters.REFUSAL)


def approve(
    viewer: Viewer, ref: Ref, *, key: str, note: str = "", post: str = "", at: datetime | None = None
) -> Outcome:
    """The leader approves the result; with questions still unanswered only by saying why: silence is no consent."""

    def decide(case: Case) -> Decision:
        kept = clean_lines(note, field="note", limit=2000)
        silent = unanswered(case)
        if silent and not kept:
            raise Refusal(
                "note",
                "Còn {count} nơi chưa trả lời lấy ý kiến, im lặng không phải là đồng ý. Hãy chờ trả lời, hoặc ghi ở ý "
                "kiến phê duyệt vì sao vẫn phê duyệt.",
                count=len(silent),
            )
        told = signing.signed(case, post)
        if silent:
            told["open_consultations"] = list[JSON](silent)
        step = targets.next_step(case.loaded)
        return staying(case, step=step, data=told, personal={"note": kept} if kept else None)

    inputs = signing.asked({"note": note}, post)
    return perform(viewer, ref, Act.APPROVE, key=key, at=at, inputs=inputs, decide=decide)


def settle(viewer: Viewer, ref: Ref, *, key: str, result_number: str = "", at: datetime | None = None) -> Outcome:
    """The result is issued (code 9): the clock ends, the result goes to the desk that received the dossier."""

    def decide(case: Case) -> Decision:
        number = clean(result_number, field="result_number", limit=60)
        return _ending(
            case,
            holder_unit_id=case.loaded.facts.unit_id,
            holder_id=None,
            data={"result_number": number},
            columns={"result_number": number} if number else {},
        )

    return perform(viewer, ref, Act.SETTLE, key=key, at=at, inputs={"result_number": result_number}, decide=decide)


def refuse(viewer: Viewer, ref: Ref, *, key: str, reason: str, post: str = "", at: datetime | None = None) -> Outcome:
    """Refuses an accepted dossier with a letter stating the reasons (code 8)."""
    return _explained(viewer, ref, Act.REFUSE, key=key, reason=reason, at=at, letter=letters.REFUSAL, post=post)


def stop(viewer: Viewer, ref: Ref, *, key: str, reason: str, post: str = "", at: datetime | None = None) -> Outcome:
    """Stops a dossier that has no result yet (code 8), with a notice."""
    return _explained(viewer, ref, Act.STOP, key=key, reason=reason, at=at, letter=letters.STOP, post=post)


def withdraw(viewer: Viewer, ref: Ref, *, key: str, reason: str, at: datetime | None = None) -> Outcome:
    """The citizen takes the dossier back before there is a result (code 7); from 2025 on with a notice (form 05)."""
    return _explained(viewer, ref, Act.WITHDRAW, key=key, reason=reason, at=at, letter=letters.WITHDRAWAL)


def return_result(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    recipient: str,
    how: str = "counter",
    on_behalf: bool = False,
    id_number: str = "",
    authorisation: str = "",
    note: str = "",
    at: datetime | None = None,
) -> Outcome:
    """The citizen has the result in hand (code 10); being overdue never prevents it.

    Whoever receives it `on_behalf` of the submitter needs an authorisation.
    """

    def decide(case: Case) -> Decision:
        person = {
            "recipient": clean(recipient, field="recipient", limit=200),
            "id_number": identity.id_number(id_number),
            "authorisation": clean(authorisation, field="authorisation", limit=200),
            "note": clean(note, field="note", limit=2000),
        }
        if not person["recipient"]:
            raise Refusal("recipient", "Chưa có tên người nhận kết quả; hãy nhập họ và tên người nhận.")
        if on_behalf and person["recipient"] == targets.applicant(case.loaded.id)["name"]:
            raise Refusal("recipient", "Đây là tên người nộp; hãy nhập họ và tên người nhận thay.")
        if on_behalf and not person["authorisation"]:
            raise Refusal("authorisation", "Người nhận thay phải có giấy ủy quyền; hãy ghi số hoặc ngày của giấy.")
        if how not in DELIVERIES:
            raise Refusal("how", "Cách trả kết quả không đúng; hãy chọn tại quầy, bưu chính hoặc điện tử.")
        told: dict[str, JSON] = {name: value for name, value in person.items() if value}
        return staying(case, data={"how": how, "on_behalf": on_behalf}, personal=told)

    inputs = {
        "recipient": recipient,
        "how": how,
        "on_behalf": on_behalf,
        "of": [id_number, authorisation, note],
    }
    return perform(viewer, ref, Act.RETURN_RESULT, key=key, at=at, inputs=inputs, decide=decide)


DELIVERIES = {"counter": "tại quầy", "post": "qua bưu chính công ích", "online": "bản điện tử"}
"""How a result reaches the citizen."""


def correct(
    viewer: Viewer, ref: Ref, *, key: str, applicant: dict[str, str], reason: str, at: datetime | None = None
) -> Outcome:
    """Corrects what the receipt says of the applicant; never a date. The old values stay in the journal."""

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        person = person_from(applicant)
        personal = {"reason": why, "before": targets.applicant(case.loaded.id), "after": asdict(person)}
        return staying(case, person=person, personal=personal)

    inputs = {"applicant": sorted(applicant.items()), "reason": reason}
    return perform(viewer, ref, Act.CORRECT, key=key, at=at, inputs=inputs, decide=decide)


def void(
    viewer: Viewer, ref: Ref, *, key: str, reason: str, second_account_id: int, at: datetime | None = None
) -> Outcome:
    """Voids a number given by mistake: the number is kept; a second person, a leader of the unit, agrees."""

    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=True)
        targets.require_second_person(case, second_account_id)
        return _ending(case, data={"second": second_account_id}, personal={"reason": why})

    inputs = {"reason": reason, "second": second_account_id}
    return perform(viewer, ref, Act.VOID, key=key, at=at, inputs=inputs, decide=decide)


def _explained(
    viewer: Viewer,
    ref: Ref,
    act: Act,
    *,
    key: str,
    reason: str,
    at: datetime | None,
    letter: letters.Kind | None,
    post: str = "",
) -> Outcome:
    def decide(case: Case) -> Decision:
        why = reason_in(reason, needed=case.row.needs_reason)
        told = signing.signed(case, post) if act in _DECISIONS else {}
        number = letters.issue(case, letter, reason=why) if letter else ""
        if number:
            told["letter"] = number
        decided = staying if act is Act.DECLINE else _ending
        return decided(case, data=told, personal={"reason": why})

    return perform(viewer, ref, act, key=key, at=at, inputs=signing.asked({"reason": reason}, post), decide=decide)


_DECISIONS = frozenset({Act.REFUSE, Act.STOP})
"""Of the acts that are explained, those that a head signs."""


def _ending(case: Case, **decided: Any) -> Decision:
    waited, worked = promises.working_minutes(case.loaded, at=case.at)
    return staying(case, waited=waited, worked=worked, **decided)
