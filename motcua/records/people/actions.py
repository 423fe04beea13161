"""Accounts, positions and delegations change here and nowhere else; each change is journalled.

The journal keeps account ids; names of people go into its erasable part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.people import policy, queries
from motcua.records.people.models import Account, Delegation, DelegationKind, Position
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.folding import clean
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal

SUBJECT = "account"
PASSWORD_LIMIT = 200
"""Characters of a password: hashing a longer one would only cost time."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_PASSWORD_WORDS = {
    "password_too_short": "Mật khẩu quá ngắn; hãy dùng ít nhất 10 ký tự, ví dụ vài từ ghép lại.",
    "password_too_common": "Mật khẩu này quá phổ biến nên dễ đoán; hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu chỉ có chữ số nên dễ đoán; hãy thêm chữ.",
    "password_too_similar": "Mật khẩu giống tên của tài khoản nên dễ đoán; hãy chọn mật khẩu khác.",
}


@transaction.atomic
def create_account(viewer: Viewer, *, username: str, full_name: str, invented: bool = False) -> int:
    """Opens an account that cannot enter with a password until one is set; its id.

    Raises NotAllowed, Conflict for a user name in use, Refusal naming the field.
    """
    _require_keeper(viewer)
    name = _user_name(username)
    called = _needed(full_name, field="full_name", limit=120)
    row = Account(username=name, full_name=called, invented=invented, created_at=clock.now())
    row.set_unusable_password()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict("username", "Tên đăng nhập «{name}» đã có người dùng; hãy chọn tên khác.", name=name) from None
    _journal(viewer, row, "create", data={"invented": invented}, personal={"username": name, "full_name": called})
    return row.pk


@transaction.atomic
def set_password(viewer: Viewer, *, account_id: int, password: str) -> None:
    """Sets a password, of one's own account or of one that one keeps.

    Raises NotFound, and Refusal (`password`) for one that is too short, too common or too much like the name.
    """
    row = _kept(viewer, account_id, own=True)
    if len(password) > PASSWORD_LIMIT:
        raise Refusal("password", "Mật khẩu dài quá {limit} ký tự; hãy rút ngắn lại.", limit=PASSWORD_LIMIT)
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise Refusal("password", _PASSWORD_WORDS.get(error.error_list[0].code or "", error.messages[0])) from None
    row.set_password(password)
    row.save(update_fields=["password"])
    _changed(viewer, row, "set_password")


@transaction.atomic
def close_account(viewer: Viewer, *, account_id: int, reason: str) -> None:
    """Nobody enters with the account any more; its positions stay on record and give nothing.

    Raises NotFound, Refusal, and Conflict where it is closed already.
    """
    row = _kept(viewer, account_id, own=False)
    why = _needed(reason, field="reason", limit=500)
    if not row.is_active:
        raise Conflict("account", "Tài khoản này đã khóa từ trước; hãy tải lại trang.")
    row.is_active = False
    row.save(update_fields=["is_active"])
    _changed(viewer, row, "close", personal={"reason": why})


@transaction.atomic
def assign_position(
    viewer: Viewer,
    *,
    account_id: int,
    unit_id: int,
    role: Role,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
) -> int:
    """Gives a person a role in a unit from `valid_from` until before `valid_to` (None: until ended); its id.

    Raises NotFound, NotAllowed (nobody but the operator gives a position to oneself), Conflict for one that the
    person holds at that time, Refusal naming the field.
    """
    row = _kept(viewer, account_id, own=False)
    _require_unit(viewer, unit_id, on=valid_from)
    _require_order(valid_from, valid_to)
    printed = _needed(title, field="title", limit=120)
    same = Position.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=valid_from), account_id=account_id, unit_id=unit_id, role=role.value
    )
    if (same.filter(valid_from__lt=valid_to) if valid_to else same).exists():
        raise Conflict("role", "Người này đã giữ nhiệm vụ đó trong thời gian ấy; hãy xem lại các nhiệm vụ đang có.")
    position = Position.objects.create(
        account_id=account_id, unit_id=unit_id, role=role.value, title=printed, valid_from=valid_from, valid_to=valid_to
    )
    _changed(
        viewer,
        row,
        "assign_position",
        data={
            "position": position.pk,
            "unit": unit_id,
            "role": role.value,
            "title": printed,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None,
        },
    )
    return position.pk


@transaction.atomic
def end_position(viewer: Viewer, *, position_id: int, on: date) -> None:
    """A position is held until before `on`; what was lent of it ends with it. An end is never moved later.

    Raises NotFound, NotAllowed, Refusal (`on`).
    """
    position = _position(position_id)
    row = _kept(viewer, position.account_id, own=False)
    if on <= position.valid_from or (position.valid_to is not None and on >= position.valid_to):
        raise Refusal(
            "on",
            "Ngày thôi nhiệm vụ phải sau ngày bắt đầu ({first}) và trước ngày kết thúc đã ghi; hãy xem lại ngày.",
            first=f"{position.valid_from:%d/%m/%Y}",
        )
    position.valid_to = on
    position.save(update_fields=["valid_to"])
    _changed(viewer, row, "end_position", data={"position": position_id, "on": on.isoformat()})


@transaction.atomic
def delegate(
    viewer: Viewer,
    *,
    position_id: int,
    to_account_id: int,
    kind: DelegationKind,
    document: str,
    valid_from: date,
    valid_to: date,
) -> int:
    """Lends a position to another person from `valid_from` until before `valid_to`, by a document; its id.

    The one who holds the position lends it, or who keeps both accounts. What is lent cannot be lent on.
    Raises NotFound, NotAllowed, Refusal naming the field.
    """
    position = _position(position_id)
    row = Account.objects.select_for_update().filter(pk=to_account_id, is_active=True).first()
    if row is None:
        raise queries.no_account()
    if viewer.account_id != position.account_id:
        _kept(viewer, position.account_id, own=False)
        _kept(viewer, to_account_id, own=False)
    if to_account_id == position.account_id:
        raise Refusal("to_account", "Không tự ủy quyền cho chính mình; hãy chọn người khác.")
    by = _needed(document, field="document", limit=200)
    _require_order(valid_from, valid_to)
    if valid_from < position.valid_from or (position.valid_to is not None and valid_to > position.valid_to):
        raise Refusal("valid_from", "Thời gian ủy quyền phải nằm trong thời gian giữ nhiệm vụ; hãy xem lại các ngày.")
    delegation = Delegation.objects.create(
        position=position, account=row, kind=kind.value, document=by, valid_from=valid_from, valid_to=valid_to
    )
    _changed(
        viewer,
        row,
        "delegate",
        data={
            "delegation": delegation.pk,
            "position": position_id,
            "kind": kind.value,
            "document": by,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat(),
        },
    )
    return delegation.pk


@transaction.atomic
def end_delegation(viewer: Viewer, *, delegation_id: int, on: date) -> None:
    """What was lent is given back early: it holds until before `on`. Raises NotFound, Refusal (`on`)."""
    delegation = Delegation.objects.select_related("position", "account").filter(pk=delegation_id).first()
    if delegation is None:
        raise NotFound("delegation", "Không có ủy quyền này; hãy tải lại trang.")
    if viewer.account_id != delegation.position.account_id:
        _kept(viewer, delegation.position.account_id, own=False)
    if not delegation.valid_from < on < delegation.valid_to:
        raise Refusal("on", "Ngày thôi ủy quyền phải nằm trong thời gian ủy quyền; hãy xem lại ngày.")
    delegation.valid_to = on
    delegation.save(update_fields=["valid_to"])
    _changed(viewer, delegation.account, "end_delegation", data={"delegation": delegation_id, "on": on.isoformat()})


def _require_keeper(viewer: Viewer) -> None:
    if not (viewer.operator or policy.administered(viewer)):
        raise NotAllowed("account", "Chỉ người quản trị mới mở tài khoản; hãy nhờ người quản trị của đơn vị.")


def _kept(viewer: Viewer, account_id: int, *, own: bool) -> Account:
    """The row, locked, of an account the viewer may change; `own`: also one's own, which else is refused."""
    if viewer.account_id == account_id and not own:
        raise NotAllowed("account", "Không tự thay đổi tài khoản và nhiệm vụ của mình; hãy nhờ người quản trị khác.")
    row = Account.objects.select_for_update().filter(pk=account_id).first()
    if row is None or not (viewer.account_id == account_id or queries.keeps(viewer, account_id, clock.now().date())):
        raise queries.no_account()
    return row


def _position(position_id: int) -> Position:
    position = Position.objects.select_for_update().filter(pk=position_id).first()
    if position is None:
        raise NotFound("position", "Không có nhiệm vụ này; hãy tải lại trang.")
    return position


def _require_unit(viewer: Viewer, unit_id: int, *, on: date) -> None:
    unit = places.unit_by_id(unit_id)
    if not policy.administers(viewer, unit_id):
        raise NotAllowed("unit", "{unit} ngoài phạm vi quản trị của ông/bà; hãy nhờ cấp trên.", unit=unit.name)
    if not unit.exists_on(on):
        raise Refusal(
            "unit", "{unit} không hoạt động vào ngày {day}; hãy chọn ngày khác.", unit=unit.name, day=f"{on:%d/%m/%Y}"
        )


def _require_order(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("valid_to", "Ngày kết thúc phải sau ngày bắt đầu; hãy xem lại hai ngày.")


def _user_name(text: str) -> str:
    name = clean(text, field="username").lower()
    if not _USERNAME.fullmatch(name):
        raise Refusal(
            "username",
            "Tên đăng nhập cần 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch; hãy nhập lại.",
        )
    return name


def _needed(text: str, *, field: str, limit: int) -> str:
    words = clean(text, field=field, limit=limit)
    if not words:
        raise Refusal(field, "Mục này còn trống; hãy nhập nội dung.")
    return words


def _changed(
    viewer: Viewer,
    row: Account,
    act: str,
    *,
    data: Mapping[str, JSON] | None = None,
    personal: Mapping[str, JSON] | None = None,
) -> None:
    row.version += 1
    row.save(update_fields=["version"])
    _journal(viewer, row, act, data=data or {}, personal=personal)


def _journal(
    viewer: Viewer, row: Account, act: str, *, data: Mapping[str, JSON], personal: Mapping[str, JSON] | None
) -> None:
    journal.append(
        act=f"{SUBJECT}.{act}",
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data=data,
        personal=personal,
    )
