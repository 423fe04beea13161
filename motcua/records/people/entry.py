"""Entering with a user name and a password, slowed down for whoever guesses; or as a member of the cast."""

from __future__ import annotations

from datetime import date

from django.contrib import auth

from motcua.records.people import queries
from motcua.records.people.guessing import Gate
from motcua.records.people.models import Account
from motcua.rules.folding import clean
from motcua.rules.refusal import NotAllowed, Refusal

MOST_BY_USERNAME = 5
MOST_BY_ADDRESS = 20
"""Failures within a quarter of an hour after which entry is closed for as long; an office shares one address."""

GATE = Gate(mark="", by_name=MOST_BY_USERNAME, by_address=MOST_BY_ADDRESS)


def enter(*, username: str, password: str, address: str) -> Account:
    """The account that a user name and password open, for `django.contrib.auth.login`.

    Raises Refusal (`password`), the same for an unknown name, a wrong password and a closed account; NotAllowed
    after too many failures for this name or from this address. Call it outside a transaction: a failure is
    remembered although it raises.
    """
    name = clean(username, field="username", limit=60).lower()
    _require_open(name, address=address, field="username")
    found = auth.authenticate(None, username=name, password=password) if len(password) <= 1000 else None
    if not isinstance(found, Account):
        GATE.remember_failure(name=name, address=address)
        raise Refusal("password", "Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra rồi nhập lại.")
    GATE.forget_failures(name=name)
    return found


def enter_as(username: str, *, on: date) -> Account:
    """The account of a member of the cast, for `django.contrib.auth.login`: no password in a demonstration store.

    Raises NotFound, in a real store always.
    """
    return Account.objects.get(pk=queries.cast_member(username, on).id)


def right_password(account: Account, password: str, *, address: str) -> bool:
    """Whether a person who has entered knows the password of the account; guessing is slowed down as at the door.

    Raises NotAllowed (`current`) after too many failures. Call it outside a transaction.
    """
    _require_open(account.username, address=address, field="current")
    if len(password) <= 1000 and account.check_password(password):
        GATE.forget_failures(name=account.username)
        return True
    GATE.remember_failure(name=account.username, address=address)
    return False


def _require_open(name: str, *, address: str, field: str) -> None:
    if minutes := GATE.minutes_closed(name=name, address=address):
        raise NotAllowed(
            field,
            "Đã nhập sai quá nhiều lần; hãy thử lại sau {minutes} phút, hoặc nhờ người quản trị đặt lại mật khẩu.",
            minutes=minutes,
        )
