"""What the forms of a dossier page send: which inputs each act has, and which action they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.days import typed_day
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.frame.usual import REASON_USUAL, worded
from motcua.law.types import TermUnit
from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.signing import POST
from motcua.records.notices.wording import REASONS
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.refusal import NotFound, Refusal

Typed = Mapping[str, str]
Perform = Callable[[Viewer, Ref, str, Typed], Outcome]

APPLICANT = (
    "name", "id_number", "birth", "phone", "email", "address", "owner_name", "owner_address", "authorisation",
)  # fmt: skip
"""What the receipt says of the applicant, and may be corrected."""

EXTENSION_UNITS = (TermUnit.WORKING_DAY, TermUnit.DAY, TermUnit.WORKING_HOUR)
"""The units in which a date may be put off."""

RENAMED = {"by": "amount", "account": "to", "dossier": "code"}
"""Fields of the records by the input of the form that shows their errors."""

_PERSON, _UNIT = "person-", "unit-"


@dataclass(frozen=True, kw_only=True, slots=True)
class ActForm:
    """The form of an act: its part of the address, its inputs, and what is done with them."""

    act: Act
    slug: str
    inputs: tuple[str, ...]
    perform: Perform


def act_form(slug: str) -> ActForm:
    """The form at an address. Raises NotFound."""
    found = _BY_SLUG.get(slug)
    if found is None:
        raise NotFound("act", "Không có việc này trên trang hồ sơ; hãy mở lại trang hồ sơ.")
    return found


def typed_in(form: ActForm, data: QueryDict) -> Typed:
    """The inputs as typed, with version and key. Raises Refusal for a field that the form does not have."""
    usual = (REASON_USUAL,) if form.act in REASONS else ()
    return _worded(form, sent(data, fields=(VERSION, KEY, *form.inputs, *usual)))


def kept(form: ActForm, data: QueryDict) -> Typed:
    """The inputs to show again after a refusal, whatever else was sent."""
    return _worded(form, {name: data.get(name, "") for name in (KEY, *form.inputs, REASON_USUAL)})


def _worded(form: ActForm, typed: Typed) -> Typed:
    return worded(typed) if form.act in REASONS else typed


def done(viewer: Viewer, dossier_id: int, form: ActForm, typed: Typed) -> Outcome:
    """Does what the form asks. Raises Refusal, NotFound, NotAllowed or Conflict; then nothing was written."""
    ref = Ref(id=dossier_id, version=whole_number(typed[VERSION], field=VERSION))
    return form.perform(viewer, ref, typed[KEY], typed)


def person_value(account_id: int) -> str:
    """How a person stands in a choice of where a dossier goes."""
    return f"{_PERSON}{account_id}"


def unit_value(unit_id: int) -> str:
    """How the queue of a unit stands in a choice of where a dossier goes."""
    return f"{_UNIT}{unit_id}"


def _destination(text: str, *, field: str = "to") -> tuple[int | None, int | None]:
    """Account and unit of a choice; one of them is None. Raises Refusal when nothing was chosen."""
    for start in (_PERSON, _UNIT):
        if text.startswith(start):
            number = whole_number(text.removeprefix(start), field=field)
            return (number, None) if start == _PERSON else (None, number)
    raise Refusal(field, "Chưa chọn nơi nhận; hãy chọn một người hoặc đơn vị trong danh sách.")


def _person(text: str, *, field: str = "to") -> int:
    account_id, _ = _destination(text, field=field)
    if account_id is None:
        raise Refusal(field, "Việc này cần chọn một người; hãy chọn trong danh sách.")
    return account_id


def _plain(action: Callable[..., Outcome], *inputs: str) -> Perform:
    """An act that takes its inputs as they were typed."""

    def perform(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
        return action(viewer, ref, key=key, **{name: typed[name] for name in inputs})

    return perform


def _forward(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    account_id, unit_id = _destination(typed["to"])
    return actions.forward(viewer, ref, key=key, to_account_id=account_id, to_unit_id=unit_id, reason=typed["reason"])


def _assign(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    return actions.assign(viewer, ref, key=key, to_account_id=_person(typed["to"]), reason=typed["reason"])


def _send_back(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    return actions.send_back(viewer, ref, key=key, to_account_id=_person(typed["to"]), reason=typed["reason"])


def _hand_over(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    _, unit_id = _destination(typed["to"])
    if unit_id is None:
        raise Refusal("to", "Chuyển cơ quan khác cần chọn một đơn vị; hãy chọn trong danh sách.")
    return actions.hand_over(viewer, ref, key=key, to_unit_id=unit_id, reason=typed["reason"])


def _extend(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    amount = whole_number(typed["amount"], field="amount")
    unit = next((unit for unit in EXTENSION_UNITS if unit.value == typed["unit"]), None)
    if unit is None:
        raise Refusal("unit", "Chưa chọn đơn vị thời gian; hãy chọn trong danh sách.")
    reason, post = typed["reason"], typed[POST]
    return actions.extend(viewer, ref, key=key, amount=amount, unit=unit, reason=reason, post=post)


def _request_supplement(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    override = None
    if typed["legal_basis"] or typed["approver"]:
        approver = _person(typed["approver"], field="approver")
        override = actions.Override(legal_basis=typed["legal_basis"], approver_account_id=approver)
    return actions.request_supplement(viewer, ref, key=key, reason=typed["reason"], override=override)


def _require_payment(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    days = typed["due_days"].strip()
    return actions.require_payment(
        viewer,
        ref,
        key=key,
        reason=typed["reason"],
        amount=whole_number(typed["amount"], field="amount"),
        document=typed["document"],
        due_days=whole_number(days, field="due_days") if days else None,
    )


def _apologise(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    expected = typed_day(typed["expected"], field="expected")
    return actions.apologise(
        viewer,
        ref,
        key=key,
        reason=typed["reason"],
        expected=expected,
        unit_cause=typed["unit_cause"],
        post=typed[POST],
    )


def _void(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    second = _person(typed["second"], field="second")
    return actions.void(viewer, ref, key=key, reason=typed["reason"], second_account_id=second)


def _correct(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    applicant = {name: typed[name] for name in APPLICANT}
    return actions.correct(viewer, ref, key=key, applicant=applicant, reason=typed["reason"])


def _form(act: Act, slug: str, perform: Perform, *inputs: str) -> ActForm:
    return ActForm(act=act, slug=slug, inputs=inputs, perform=perform)


def _told(act: Act, slug: str, action: Callable[..., Outcome], *inputs: str) -> ActForm:
    return ActForm(act=act, slug=slug, inputs=inputs, perform=_plain(action, *inputs))


FORMS = {
    form.act: form
    for form in (
        _told(Act.ACCEPT, "tiep-nhan", actions.accept_submitted),
        _told(Act.DECLINE, "khong-tiep-nhan", actions.decline, "reason"),
        _form(Act.FORWARD, "chuyen-xu-ly", _forward, "to", "reason"),
        _form(Act.ASSIGN, "phan-cong", _assign, "to", "reason"),
        _form(Act.SEND_BACK, "tra-lai", _send_back, "to", "reason"),
        _form(Act.HAND_OVER, "chuyen-co-quan", _hand_over, "to", "reason"),
        _form(Act.REQUEST_SUPPLEMENT, "yeu-cau-bo-sung", _request_supplement, "reason", "legal_basis", "approver"),
        _told(Act.RESUME, "nhan-bo-sung", actions.resume, "note"),
        _form(Act.REQUIRE_PAYMENT, "yeu-cau-nop-tien", _require_payment, "reason", "amount", "document", "due_days"),
        _told(Act.CONFIRM_PAYMENT, "xac-nhan-nop-tien", actions.confirm_payment, "document", "note"),
        _form(Act.EXTEND, "hen-lai", _extend, "amount", "unit", "reason", POST),
        _form(Act.APOLOGISE, "xin-loi", _apologise, "reason", "expected", "unit_cause", POST),
        _told(Act.APPROVE, "phe-duyet", actions.approve, "note", POST),
        _told(Act.SETTLE, "phat-hanh", actions.settle, "result_number"),
        _told(Act.REFUSE, "tu-choi", actions.refuse, "reason", POST),
        _told(Act.STOP, "dung", actions.stop, "reason", POST),
        _told(Act.WITHDRAW, "rut", actions.withdraw, "reason"),
        _told(Act.RETURN_RESULT, "tra-ket-qua", actions.return_result, "recipient", "how"),
        _form(Act.CORRECT, "sua-thong-tin", _correct, *APPLICANT, "reason"),
        _form(Act.VOID, "huy-so", _void, "second", "reason"),
    )
}
"""The form of each act that is done on a dossier page."""

_BY_SLUG = {form.slug: form for form in FORMS.values()}
