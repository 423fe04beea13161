"""Accounts: opened, renamed, closed and opened again, and the passwords by which one enters."""

from __future__ import annotations

import re
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from motcua.records import clock
from motcua.records.people import queries, sessions
from motcua.records.people.asking import Asked, request
from motcua.records.people.changing import changed, kept, needed, require_keeper, told
from motcua.records.people.entry import GATE, right_password
from motcua.records.people.models import Account
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean
from motcua.rules.refusal import Conflict, Refusal

PASSWORD_LIMIT = 200
"""Characters of a password: hashing a longer one would only cost time."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_PASSWORD_WORDS = {
    "password_too_short": "Mật khẩu quá ngắn; hãy dùng ít nhất 10 ký tự, ví dụ vài từ ghép lại.",
    "password_too_common": "Mật khẩu này quá phổ biến nên dễ đoán; hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu chỉ có chữ số nên dễ đoán; hãy thêm chữ.",
    "password_too_similar": "Mật khẩu giống tên của tài khoản nên dễ đoán; hãy chọn mật khẩu khác.",
}
_SPOKEN = "abcdefghkmnpqrstuvwxyz23456789"
"""Letters and digits that are not taken for one another when read aloud or copied by hand."""


@transaction.atomic
def create_account(
    viewer: Viewer, *, username: str, full_name: str, invented: bool = False, asked: Asked | None = None
) -> int:
    """Opens an account that cannot enter with a password until one is set; its id.

    Raises NotAllowed, Conflict for a user name in use, Refusal naming the field.
    """
    require_keeper(viewer)
    asks = request(viewer, asked, "create", username, full_name)
    if asks.answered:
        return asks.answered.subject_id
    name = user_name(username)
    called = needed(full_name, field="full_name", limit=120)
    row = Account(username=name, full_name=called, invented=invented, created_at=clock.now())
    row.set_unusable_password()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict("username", "Tên đăng nhập «{name}» đã có người dùng; hãy chọn tên khác.", name=name) from None
    personal = {"username": name, "full_name": called}
    told(viewer, row, "create", data={"invented": invented}, personal=personal, request=asks)
    return row.pk


@transaction.atomic
def rename(viewer: Viewer, *, account_id: int, full_name: str, asked: Asked | None = None) -> None:
    """Corrects the name by which a person is called. Raises NotFound, NotAllowed, Refusal, Conflict."""
    asks = request(viewer, asked, "rename", account_id, full_name)
    if asks.answered:
        return
    row = kept(viewer, account_id, own=False, request=asks)
    called = needed(full_name, field="full_name", limit=120)
    if called == row.full_name:
        raise Refusal("full_name", "Họ tên không thay đổi; hãy sửa họ tên hoặc quay lại.")
    before, row.full_name = row.full_name, called
    row.save(update_fields=["full_name"])
    changed(viewer, row, "rename", personal={"before": before, "after": called}, request=asks)


@transaction.atomic
def close_account(viewer: Viewer, *, account_id: int, reason: str, asked: Asked | None = None) -> None:
    """Nobody enters with the account any more; its positions stay on record and give nothing.

    Raises NotFound, Refusal, and Conflict where it is closed already.
    """
    asks = request(viewer, asked, "close", account_id, reason)
    if asks.answered:
        return
    row = kept(viewer, account_id, own=False, request=asks)
    why = needed(reason, field="reason", limit=500)
    if not row.is_active:
        raise Conflict("account", "Tài khoản này đã khóa từ trước; hãy tải lại trang.")
    row.is_active = False
    row.save(update_fields=["is_active"])
    sessions.forget(account_id)
    changed(viewer, row, "close", personal={"reason": why}, request=asks)


@transaction.atomic
def reopen_account(viewer: Viewer, *, account_id: int, reason: str, asked: Asked | None = None) -> None:
    """A closed account may enter again, with the password and the positions it has.

    Raises NotFound, Refusal, and Conflict where it is open.
    """
    asks = request(viewer, asked, "reopen", account_id, reason)
    if asks.answered:
        return
    row = kept(viewer, account_id, own=False, request=asks)
    why = needed(reason, field="reason", limit=500)
    if row.is_active:
        raise Conflict("account", "Tài khoản này đang dùng; hãy tải lại trang.")
    row.is_active = True
    row.save(update_fields=["is_active"])
    changed(viewer, row, "reopen", personal={"reason": why}, request=asks)


@transaction.atomic
def set_password(viewer: Viewer, *, account_id: int, password: str) -> None:
    """Sets a password, of one's own account or of one that one keeps; whoever was entered with the old one is out.

    Raises NotFound, and Refusal (`password`) for one that is too short, too common or too much like the name.
    """
    row = kept(viewer, account_id, own=True)
    _store(row, password, initial=False)
    changed(viewer, row, "set_password")


@transaction.atomic
def reset_password(viewer: Viewer, *, account_id: int, asked: Asked | None = None) -> str:
    """A new first password, to be handed over in person: whoever enters with it must choose another before anything.

    It is told once and kept nowhere; asked for again with the same key, it is "". Raises NotFound, NotAllowed,
    Conflict.
    """
    asks = request(viewer, asked, "reset_password", account_id)
    if asks.answered:
        return ""
    row = kept(viewer, account_id, own=False, request=asks)
    if not row.is_active:
        raise Conflict("account", "Tài khoản này đang khóa; hãy mở lại tài khoản trước khi đặt mật khẩu.")
    password = "-".join("".join(secrets.choice(_SPOKEN) for _ in range(4)) for _ in range(3))
    _store(row, password, initial=True)
    GATE.forget_failures(name=row.username)
    changed(viewer, row, "reset_password", request=asks)
    return password


def change_own_password(viewer: Viewer, *, current: str, password: str, address: str) -> Account:
    """One's own password, chosen anew; the row, for `django.contrib.auth.update_session_auth_hash`.

    The `current` one is asked for, guessing it is slowed down, and is not asked for while it is an initial one,
    just entered with. Call it outside a transaction. Raises NotFound, NotAllowed, Refusal (`current`, `password`).
    """
    row = Account.objects.filter(pk=viewer.account_id or 0, is_active=True).first()
    if row is None:
        raise queries.no_account()
    if not row.password_is_initial and not right_password(row, current, address=address):
        raise Refusal("current", "Mật khẩu hiện tại không đúng; hãy nhập lại.")
    if row.has_usable_password() and row.check_password(password[:PASSWORD_LIMIT]):
        raise Refusal("password", "Mật khẩu mới giống mật khẩu cũ; hãy chọn mật khẩu khác.")
    set_password(viewer, account_id=row.pk, password=password)
    return Account.objects.get(pk=row.pk)


@transaction.atomic
def unlock(viewer: Viewer, *, account_id: int, asked: Asked | None = None) -> None:
    """Lets a person try again who gave a wrong password too often. Raises NotFound, NotAllowed, Conflict."""
    asks = request(viewer, asked, "unlock", account_id)
    if asks.answered:
        return
    row = kept(viewer, account_id, own=False, request=asks)
    GATE.forget_failures(name=row.username)
    changed(viewer, row, "unlock", request=asks)


@transaction.atomic
def end_sessions(
    viewer: Viewer, *, account_id: int, session_id: int | None = None, but: str = "", asked: Asked | None = None
) -> int:
    """Ends a session of an account, or all of them but the one with the key `but`; how many were open.

    Of one's own account or of one that one keeps. Raises NotFound, Conflict.
    """
    asks = request(viewer, asked, "end_sessions", account_id, session_id)
    if asks.answered:
        return 0
    row = kept(viewer, account_id, own=True, request=asks)
    ended = sessions.forget(account_id, session_id=session_id, but=but)
    if session_id is not None and not ended:
        raise Conflict("session", "Phiên này đã kết thúc từ trước; hãy tải lại trang.")
    changed(viewer, row, "end_sessions", data={"ended": ended}, request=asks)
    return ended


def user_name(text: str) -> str:
    """A user name as it is stored. Raises Refusal (`username`)."""
    name = clean(text, field="username").lower()
    if not _USERNAME.fullmatch(name):
        raise Refusal(
            "username",
            "Tên đăng nhập cần 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch; hãy nhập lại.",
        )
    return name


def _store(row: Account, password: str, *, initial: bool) -> None:
    if len(password) > PASSWORD_LIMIT:
        raise Refusal("password", "Mật khẩu dài quá {limit} ký tự; hãy rút ngắn lại.", limit=PASSWORD_LIMIT)
    try:
        validate_password(password, row)
    except ValidationError as error:
        raise Refusal("password", _PASSWORD_WORDS.get(error.error_list[0].code or "", error.messages[0])) from None
    row.set_password(password)
    row.password_is_initial = initial
    row.save(update_fields=["password", "password_is_initial"])
    sessions.forget(row.pk)
