"""What the forms of an account send, and which action they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.days import typed_day, typed_day_or_none
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.law.types import Role
from motcua.records.people import actions
from motcua.records.people.actions import Asked
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotFound, Refusal

Typed = Mapping[str, str]
Perform = Callable[[Viewer, int, Typed, Asked], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountForm:
    """A form on the page of an account: its part of the address, its inputs, what is done, what is said then."""

    slug: str
    inputs: tuple[str, ...]
    perform: Perform
    said: str


def account_form(slug: str) -> AccountForm:
    """The form at an address. Raises NotFound."""
    if slug not in FORMS:
        raise NotFound("act", "Không có việc này trên trang tài khoản; hãy mở lại trang tài khoản.")
    return FORMS[slug]


def typed_in(form: AccountForm, data: QueryDict) -> Typed:
    """The inputs as typed. Raises Refusal for a field that the form does not have."""
    return sent(data, fields=(VERSION, KEY, *form.inputs))


def kept(form: AccountForm, data: QueryDict) -> Typed:
    """The inputs to show again after a refusal, whatever else was sent."""
    return {name: data.get(name, "") for name in (KEY, *form.inputs)}


def done(viewer: Viewer, account_id: int, form: AccountForm, typed: Typed) -> object:
    """Does what the form asks. Raises Refusal, NotFound, NotAllowed or Conflict; then nothing was written."""
    asked = Asked(key=typed[KEY], version=whole_number(typed[VERSION], field=VERSION))
    return form.perform(viewer, account_id, typed, asked)


def _rename(viewer: Viewer, account_id: int, typed: Typed, asked: Asked) -> None:
    actions.rename(viewer, account_id=account_id, full_name=typed["full_name"], asked=asked)


def _assign(viewer: Viewer, account_id: int, typed: Typed, asked: Asked) -> None:
    actions.assign_position(
        viewer,
        account_id=account_id,
        unit_id=chosen(typed["unit"], field="unit"),
        role=role(typed["role"]),
        title=typed["title"],
        valid_from=typed_day(typed["valid_from"], field="valid_from"),
        valid_to=typed_day_or_none(typed["valid_to"], field="valid_to"),
        asked=asked,
    )


def _end_position(viewer: Viewer, _account_id: int, typed: Typed, asked: Asked) -> None:
    position_id = chosen(typed["position"], field="position")
    actions.end_position(viewer, position_id=position_id, on=typed_day(typed["on"], field="on"), asked=asked)


def _delegate(viewer: Viewer, _account_id: int, typed: Typed, asked: Asked) -> None:
    actions.delegate(
        viewer,
        position_id=chosen(typed["position"], field="position"),
        to_account_id=chosen(typed["to_account"], field="to_account"),
        kind=_kind(typed["kind"]),
        document=typed["document"],
        valid_from=typed_day(typed["valid_from"], field="valid_from"),
        valid_to=typed_day(typed["valid_to"], field="valid_to"),
        asked=Asked(key=asked.key),  # it is the account of the other that changes
    )


def _end_delegation(viewer: Viewer, _account_id: int, typed: Typed, asked: Asked) -> None:
    delegation_id = chosen(typed["delegation"], field="delegation")
    on = typed_day(typed["on"], field="on")
    actions.end_delegation(viewer, delegation_id=delegation_id, on=on, asked=Asked(key=asked.key))


def _reset_password(viewer: Viewer, account_id: int, _typed: Typed, asked: Asked) -> str:
    return actions.reset_password(viewer, account_id=account_id, asked=asked)


def _unlock(viewer: Viewer, account_id: int, _typed: Typed, asked: Asked) -> None:
    actions.unlock(viewer, account_id=account_id, asked=asked)


def _end_sessions(viewer: Viewer, account_id: int, _typed: Typed, asked: Asked) -> None:
    actions.end_sessions(viewer, account_id=account_id, asked=asked)


def _close(viewer: Viewer, account_id: int, typed: Typed, asked: Asked) -> None:
    actions.close_account(viewer, account_id=account_id, reason=typed["reason"], asked=asked)


def _reopen(viewer: Viewer, account_id: int, typed: Typed, asked: Asked) -> None:
    actions.reopen_account(viewer, account_id=account_id, reason=typed["reason"], asked=asked)


def chosen(text: str, *, field: str) -> int:
    """The number of what was chosen. Raises Refusal naming `field`."""
    if not text:
        raise Refusal(field, "Chưa chọn mục này; hãy chọn trong danh sách.")
    return whole_number(text, field=field)


def role(text: str) -> Role:
    """The role that was chosen. Raises Refusal (`role`)."""
    try:
        return Role(text)
    except ValueError:
        raise Refusal("role", "Chưa chọn vai trò; hãy chọn trong danh sách.") from None


def _kind(text: str) -> DelegationKind:
    try:
        return DelegationKind(text)
    except ValueError:
        raise Refusal("kind", "Chưa chọn hình thức ký thay; hãy chọn trong danh sách.") from None


def _form(slug: str, perform: Perform, said: str, *inputs: str) -> AccountForm:
    return AccountForm(slug=slug, inputs=inputs, perform=perform, said=said)


RENAME, ASSIGN, END_POSITION = "doi-ten", "giao-nhiem-vu", "thoi-nhiem-vu"
DELEGATE, END_DELEGATION = "uy-quyen", "thoi-uy-quyen"
RESET, UNLOCK, END_SESSIONS = "dat-lai-mat-khau", "mo-khoa", "dong-phien"
CLOSE, REOPEN = "khoa", "mo-lai"

FORMS = {
    form.slug: form
    for form in (
        _form(RENAME, _rename, "Đã sửa họ tên.", "full_name"),
        _form(ASSIGN, _assign, "Đã giao nhiệm vụ.", "unit", "role", "title", "valid_from", "valid_to"),
        _form(END_POSITION, _end_position, "Đã ghi ngày thôi nhiệm vụ.", "position", "on"),
        _form(
            DELEGATE, _delegate, "Đã ghi việc ủy quyền.",
            "position", "to_account", "kind", "document", "valid_from", "valid_to",
        ),
        _form(END_DELEGATION, _end_delegation, "Đã ghi ngày thôi ủy quyền.", "delegation", "on"),
        _form(RESET, _reset_password, ""),
        _form(UNLOCK, _unlock, "Đã mở khóa; người này đăng nhập lại được ngay."),
        _form(END_SESSIONS, _end_sessions, "Đã đóng mọi phiên của tài khoản này."),
        _form(CLOSE, _close, "Đã khóa tài khoản; các phiên đang mở đã đóng.", "reason"),
        _form(REOPEN, _reopen, "Đã mở lại tài khoản.", "reason"),
    )
}  # fmt: skip
"""The forms of an account by their part of the address."""
