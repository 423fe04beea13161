"""Entering with a user name and a password, slowed down for whoever guesses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib import auth

from motcua.records import clock
from motcua.records.people.models import Account, LoginAttempt
from motcua.rules.folding import clean
from motcua.rules.refusal import NotAllowed, Refusal

WINDOW = timedelta(minutes=15)
MOST_BY_USERNAME = 5
MOST_BY_ADDRESS = 20
"""Failures within WINDOW after which entry is closed for as long; an office shares one address."""

KEPT = timedelta(days=1)


def enter(*, username: str, password: str, address: str) -> Account:
    """The account that a user name and password open, for `django.contrib.auth.login`.

    Raises Refusal (`password`), the same for an unknown name, a wrong password and a closed account; NotAllowed
    after too many failures for this name or from this address. Call it outside a transaction: a failure is
    remembered although it raises.
    """
    name, now = _typed(username), clock.machine()
    opens_at = _opens_at(username=name, address=address, now=now)
    if opens_at is not None:
        minutes = -(-(opens_at - now) // timedelta(minutes=1))
        raise NotAllowed(
            "username",
            "Đã nhập sai quá nhiều lần; hãy thử lại sau {minutes} phút, hoặc nhờ người quản trị đặt lại mật khẩu.",
            minutes=minutes,
        )
    found = auth.authenticate(None, username=name, password=password) if len(password) <= 1000 else None
    if not isinstance(found, Account):
        _remember_failure(username=name, address=address, now=now)
        raise Refusal("password", "Tên đăng nhập hoặc mật khẩu không đúng; hãy kiểm tra rồi nhập lại.")
    LoginAttempt.objects.filter(username=name).delete()
    return found


def _typed(username: str) -> str:
    return clean(username, field="username", limit=60).lower()


def _remember_failure(*, username: str, address: str, now: datetime) -> None:
    LoginAttempt.objects.filter(at__lt=now - KEPT).delete()
    LoginAttempt.objects.create(username=username, address=address[:45], at=now)


def _opens_at(*, username: str, address: str, now: datetime) -> datetime | None:
    """When entry opens again for this name and address; None when it is open."""
    recent = LoginAttempt.objects.filter(at__gt=now - 2 * WINDOW).order_by("-at").values_list("at", flat=True)
    closed = (
        _closed_until(recent.filter(username=username)[:MOST_BY_USERNAME], most=MOST_BY_USERNAME),
        _closed_until(recent.filter(address=address[:45])[:MOST_BY_ADDRESS], most=MOST_BY_ADDRESS),
    )
    return max((until for until in closed if until is not None and until > now), default=None)


def _closed_until(latest: Iterable[datetime], *, most: int) -> datetime | None:
    """When entry opens after `most` failures, the latest first, if these lie within WINDOW."""
    failures = list(latest)
    if len(failures) < most or failures[0] - failures[-1] > WINDOW:
        return None
    return failures[0] + WINDOW
