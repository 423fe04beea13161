"""The acts that a dossier page offers: one to do next, the others folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from django.urls import reverse

from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.pages import Hidden
from motcua.desks.frame.posts import post_fields
from motcua.desks.frame.sent import KEY, kept_key, version_seen
from motcua.desks.frame.usual import REASON, with_usual
from motcua.desks.officer import consultations, promises
from motcua.desks.officer.choices import NOBODY, Choices
from motcua.desks.officer.forms import APPLICANT, EXTENSION_UNITS, FORMS, Typed, person_value
from motcua.desks.officer.pages import ActionForm
from motcua.law.types import SupplementPolicy, TermUnit
from motcua.records.casework import letters, queries, signing
from motcua.records.casework.actions import DELIVERIES
from motcua.records.casework.duties import Owed
from motcua.records.casework.signing import POST
from motcua.records.casework.views import DossierView
from motcua.records.notices import queries as notices
from motcua.records.notices.views import UsualReasons
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State

REASON_LIMIT = "2000"


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A form that was refused: what was typed, and the error by input."""

    act: Act
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """The forms of a page; `fields` are those of the refused one, with their errors."""

    primary: ActionForm | None
    others: tuple[ActionForm, ...]
    fields: tuple[Field, ...] = ()


_LABELS = {
    "name": "Họ và tên",
    "id_number": "Số căn cước hoặc chứng minh nhân dân",
    "birth": "Ngày sinh hoặc năm sinh",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "address": "Nơi cư trú",
    "owner_name": "Chủ hồ sơ (nếu khác người nộp)",
    "owner_address": "Địa chỉ chủ hồ sơ",
    "authorisation": "Giấy ủy quyền",
}
_UNITS = {
    TermUnit.WORKING_DAY: "ngày làm việc",
    TermUnit.DAY: "ngày (kể cả ngày nghỉ)",
    TermUnit.WORKING_HOUR: "giờ làm việc",
}
_RESUMING = {
    SupplementPolicy.RESTART: "Thời hạn được tính lại từ đầu, kể từ lúc nhận đủ giấy tờ.",
    SupplementPolicy.SUBTRACT: "Ngày hẹn lùi lại đúng bằng thời gian chờ bổ sung.",
    SupplementPolicy.EXTEND: "Ngày hẹn lùi lại đúng bằng thời gian chờ bổ sung.",
}
_NEXT: dict[State, tuple[Act, ...]] = {
    State.SUBMITTED: (Act.ACCEPT,),
    State.ACCEPTED: (Act.ASSIGN, Act.FORWARD),
    State.PROCESSING: (Act.APPROVE, Act.FORWARD),
    State.SUPPLEMENT: (Act.RESUME,),
    State.PAYMENT: (Act.CONFIRM_PAYMENT,),
    State.APPROVED: (Act.SETTLE,),
    State.SETTLED: (Act.RETURN_RESULT,),
}
"""What comes next in a state, the first that the person may do."""


def panel(
    viewer: Viewer, dossier: DossierView, *, choices: Choices, refused: Refused | None, owed: Owed | None = None
) -> Panel:
    """The forms of the acts that state and role allow; the refused one is open again with what was typed.

    `owed` is the duty of apology, whose form it fills in.
    """
    first = _first(viewer, dossier, choices)
    again = refused.act if refused else None
    offered = [act for act in dossier.acts if act in FORMS and (act is again or not promises.pointless(act, dossier))]
    usual = notices.usual_reasons(offered, unit_id=dossier.holder_unit_id)
    builder = _Builder(viewer, dossier, choices=choices, refused=refused, owed=owed, usual=usual)
    forms = {act: builder.form(act) for act in offered}
    taken: tuple[ActionForm, ...] = ()
    if first is Act.ASSIGN:
        primary: ActionForm | None = builder.take()
    else:
        primary = forms.pop(first, None) if first else None
        if Act.ASSIGN in forms and dossier.holder_id != viewer.account_id:
            taken = (builder.take(folded=True),)
    return Panel(primary=primary, others=(*taken, *forms.values()), fields=builder.refused_fields)


def _first(viewer: Viewer, dossier: DossierView, choices: Choices) -> Act | None:
    allowed = [act for act in _NEXT.get(dossier.state, ()) if act in dossier.acts]
    waits = dossier.state is State.PROCESSING and dossier.holder_id is None
    if waits and Act.ASSIGN in dossier.acts:
        return Act.ASSIGN
    held_by_another = dossier.holder_id not in (None, viewer.account_id)
    if dossier.state is State.PROCESSING and held_by_another:
        return Act.APPROVE if Act.APPROVE in allowed else None
    if Act.HAND_OVER in dossier.acts and choices.leads_elsewhere():
        return Act.HAND_OVER
    return allowed[0] if allowed else None


class _Builder:
    """Builds the forms of one dossier."""

    def __init__(
        self,
        viewer: Viewer,
        dossier: DossierView,
        *,
        choices: Choices,
        refused: Refused | None,
        owed: Owed | None,
        usual: Mapping[Act, UsualReasons],
    ) -> None:
        self._viewer = viewer
        self._usual = usual
        self._owed = owed
        self._dossier = dossier
        self._choices = choices
        self._refused = refused
        self.refused_fields: tuple[Field, ...] = ()
        self._base = reverse("officer:dossier", args=(dossier.code,))  # looked up once; each act has a place below it

    def form(self, act: Act) -> ActionForm:
        """The form of an act."""
        asked = (*map(partial(self._with_usual, act), self._fields(act)), *self._signing(act))
        fields = tuple(replace(each, prefix=f"{FORMS[act].slug}-") for each in asked)
        again = self._refused if self._refused and self._refused.act is act else None
        if again:
            fields = with_errors(_filled(fields, again.typed), again.errors)
            self.refused_fields = fields
        return ActionForm(
            label=self._label(act),
            action=self._address(act),
            hidden=self._hidden(again.typed.get(KEY, "") if again else ""),
            fields=fields,
            consequence=self._consequence(act),
            preview=self._preview(act),
            open=again is not None,
        )

    def _with_usual(self, act: Act, each: Field) -> Field:
        return with_usual(each, self._usual.get(act)) if each.name == REASON else each

    def take(self, *, folded: bool = False) -> ActionForm:
        """The form by which whoever looks takes the dossier: nothing to fill in."""
        assert self._viewer.account_id is not None
        return ActionForm(
            label="Nhận về mình" if folded else "Nhận xử lý",
            action=self._address(Act.ASSIGN),
            hidden=(*self._hidden(""), Hidden(name="to", value=person_value(self._viewer.account_id))),
            consequence="Hồ sơ chuyển sang tên ông/bà; ngày hẹn không đổi.",
        )

    def _hidden(self, sent_key: str) -> tuple[Hidden, ...]:
        return (version_seen(self._dossier.version), kept_key(sent_key))

    def _address(self, act: Act) -> str:
        return f"{self._base}{FORMS[act].slug}/"

    def _preview(self, act: Act) -> str:
        if not letters.issues(act, began=(self._dossier.accepted_at or self._dossier.submitted_at).date()):
            return ""
        return reverse("officer:draft", args=(self._dossier.code, FORMS[act].slug))

    def _label(self, act: Act) -> str:
        if act is Act.FORWARD and self._head():
            return "Trình lãnh đạo duyệt"
        return "Phân công người khác" if act is Act.ASSIGN else TRANSITIONS[act].label

    def _consequence(self, act: Act) -> str:
        if act is Act.ACCEPT:
            return "Ngày hẹn trả được tính từ lúc này và in trên giấy tiếp nhận."
        if act is Act.RESUME and self._dossier.supplement_policy:
            return _RESUMING[SupplementPolicy(self._dossier.supplement_policy)]
        if act is Act.VOID:
            return "Số hồ sơ được giữ lại, không cấp cho hồ sơ khác; tên người đồng ý được ghi vào nhật ký."
        if act is Act.APPROVE:
            return consultations.silent(self._dossier)
        if act is Act.CORRECT:
            return "Không sửa được ngày hẹn. Nội dung cũ vẫn nằm trong nhật ký."
        return " ".join(part for part in (promises.CONSEQUENCES.get(act, ""), self._letter(act)) if part)

    def _letter(self, act: Act) -> str:
        if act not in queries.LETTERS:
            return ""
        began = (self._dossier.accepted_at or self._dossier.submitted_at).date()
        form = queries.letter_form(act, began=began)
        if form is None and act is Act.WITHDRAW:
            return ""
        name = f"«{form.title}» (mẫu {form.number})" if form else "văn bản thông báo (bộ mẫu này không có mẫu riêng)"
        pause = "Thời hạn tạm dừng. " if act is Act.REQUEST_SUPPLEMENT else ""
        return f"{pause}Phát hành {name}, lấy số tiếp theo của đơn vị; người dân đọc đúng những chữ ở trên."

    def _fields(self, act: Act) -> tuple[Field, ...]:
        match act:
            case Act.FORWARD | Act.ASSIGN | Act.SEND_BACK | Act.HAND_OVER:
                return (self._where(act), _reason(act))
            case Act.REQUEST_SUPPLEMENT | Act.REQUIRE_PAYMENT | Act.EXTEND | Act.APOLOGISE:
                return self._of_promise(act)
            case Act.APPROVE:
                return (_area("note", "Ý kiến phê duyệt", optional=not consultations.silent(self._dossier)),)
            case Act.RETURN_RESULT:
                return self._returning()
            case Act.CORRECT:
                return (*self._correcting(), _reason(act))
            case Act.VOID:
                return (_select("second", "Lãnh đạo đồng ý hủy", self._choices.seconds(), chosen=""), _reason(act))
            case _:
                return _FIXED.get(act, (_reason(act),))

    def _signing(self, act: Act) -> tuple[Field, ...]:
        """As what a head signs, where there is a choice."""
        if POST not in FORMS[act].inputs:
            return ()
        return post_fields(signing.posts_for(self._viewer, act, unit_id=self._dossier.holder_unit_id))

    def _of_promise(self, act: Act) -> tuple[Field, ...]:
        match act:
            case Act.REQUEST_SUPPLEMENT if promises.overrides(self._dossier):
                agreeing = _select("approver", "Lãnh đạo đồng ý", self._choices.approvers(), chosen="")
                return (_reason(act), promises.LEGAL_BASIS, agreeing)
            case Act.REQUIRE_PAYMENT:
                return (_reason(act), *promises.PAYMENT)
            case Act.EXTEND:
                return (*_EXTENSION, _reason(act))
            case Act.APOLOGISE:
                return (_reason(act), *promises.apology(self._owed))
            case _:
                return (_reason(act),)

    def _where(self, act: Act) -> Field:
        choices = self._choices
        if act is Act.HAND_OVER:
            return _select("to", "Đơn vị nhận", choices.elsewhere(), chosen=choices.next_unit(act))
        if act is Act.SEND_BACK:
            return _select("to", "Trả lại cho", choices.back(), chosen=choices.previous())
        if act is Act.ASSIGN:
            return _select("to", "Giao cho", choices.colleagues(), chosen="")
        return _select("to", "Chuyển đến", choices.onward(), chosen=choices.next_unit(act) or self._head())

    def _head(self) -> str:
        """The value of the leader to whom the dossier goes next; "" where it does not."""
        if self._dossier.state is not State.PROCESSING or self._choices.next_unit(Act.FORWARD):
            return ""
        first = _first(self._viewer, self._dossier, self._choices)
        return self._choices.head() if first is Act.FORWARD else ""

    def _returning(self) -> tuple[Field, ...]:
        options = tuple(
            Option(value=value, label=label, chosen=value == "counter") for value, label in DELIVERIES.items()
        )
        name = self._dossier.applicant["name"]
        return (
            Field(name="recipient", label="Người nhận", value=name, required=True, maxlength="200"),
            Field(name="how", label="Trả kết quả", kind=FieldKind.SELECT, required=True, options=options),
        )

    def _correcting(self) -> tuple[Field, ...]:
        applicant = self._dossier.applicant
        return tuple(
            Field(
                name=name,
                label=_LABELS[name],
                value=applicant[name],
                required=name == "name",
                inputmode="numeric" if name in ("id_number", "phone") else "",
                maxlength="300",
            )
            for name in APPLICANT
        )


_EXTENSION = (
    Field(name="amount", label="Thêm bao nhiêu", inputmode="numeric", required=True, maxlength="5"),
    Field(
        name="unit",
        label="Đơn vị thời gian",
        kind=FieldKind.SELECT,
        required=True,
        options=tuple(Option(value=unit.value, label=_UNITS[unit]) for unit in EXTENSION_UNITS),
    ),
)

_REASONS = {
    Act.REQUEST_SUPPLEMENT: "Thiếu giấy tờ gì, vì sao",
    Act.REQUIRE_PAYMENT: "Nộp khoản gì, vì sao",
    Act.EXTEND: "Vì sao phải hẹn lại",
    Act.APOLOGISE: "Vì sao chậm",
    Act.FORWARD: "Ý kiến",
    Act.ASSIGN: "Ý kiến",
}


def _reason(act: Act) -> Field:
    needed = TRANSITIONS[act].needs_reason
    return _area("reason", _REASONS.get(act, "Lý do"), optional=not needed)


def _area(name: str, label: str, *, optional: bool) -> Field:
    return Field(
        name=name, label=label, kind=FieldKind.AREA, required=not optional, optional=optional, maxlength=REASON_LIMIT
    )


def _select(name: str, label: str, options: tuple[Option, ...], *, chosen: str) -> Field:
    marked = tuple(replace(option, chosen=option.value == chosen) for option in (NOBODY, *options))
    return Field(name=name, label=label, kind=FieldKind.SELECT, required=True, options=marked)


def _filled(fields: tuple[Field, ...], typed: Typed) -> tuple[Field, ...]:
    filled = []
    for each in fields:
        value = typed.get(each.name, "")
        options = tuple(replace(option, chosen=option.value == value) for option in each.options)
        filled.append(replace(each, value=value, options=options))
    return tuple(filled)


_FIXED: dict[Act, tuple[Field, ...]] = {
    Act.ACCEPT: (),
    Act.RESUME: (_area("note", "Ghi chú", optional=True),),
    Act.CONFIRM_PAYMENT: promises.CONFIRMATION,
    Act.SETTLE: (
        Field(
            name="result_number",
            label="Số kết quả",
            optional=True,
            maxlength="60",
            hint="Ví dụ 12/XN-UBND. Để trống nếu kết quả không có số.",
        ),
    ),
}
"""The inputs of acts that ask the same of every dossier; any other act asks for a reason."""
