"""Sessions: who is entered from where, since when; over after a while without use, and after a working day.

Django's own session ends by its date of expiry, which every use moves on; a row beside it lets people see and end
theirs. Sessions are measured with the machine's clock, also in a demonstration store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session as StoredSession
from django.db import transaction

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.people import queries
from motcua.records.people.models import Session
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import fold

NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known: a session is written no oftener, whoever clicks how fast."""

KEPT = timedelta(days=30)
"""How long an ended session is remembered."""

_KEY, _BEGAN, _USED = "session_key", "session_began", "session_used"
_ADDRESS, _DEVICE = 45, 200

_SYSTEMS = (
    ("android", "Android"), ("iphone", "iPhone"), ("ipad", "iPad"), ("windows", "Windows"), ("mac os", "macOS"),
    ("linux", "Linux"),
)  # fmt: skip
_BROWSERS = (
    ("edg/", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("firefox", "Firefox"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionView:
    """An open session. `device` is what the browser says it is, in words; `own` is the one that asks."""

    id: int
    account_id: int
    account_name: str
    began_at: datetime
    used_at: datetime
    address: str
    device: str
    own: bool


def idle_limit() -> timedelta:
    """How long a session may stay unused."""
    return timedelta(minutes=settings.SESSION_IDLE_MINUTES)


def keep(session: SessionBase, *, account_id: int, address: str, device: str, attended: bool = True) -> bool:
    """Notes that a session is used; False where its working day is over. Written at most once a minute, and not for
    what a page asks by itself while nobody need be there (not `attended`).
    """
    now = clock.machine()
    if session.session_key is None or session.get(_KEY) != session.session_key:
        _begin(session, account_id=account_id, address=address, device=device, now=now)
        return True
    began, used = _instant(session[_BEGAN]), _instant(session[_USED])
    if now >= began + _whole():
        forget(account_id, but="", key=session.session_key or "")
        return False
    if attended and now >= used + NOTED_EVERY:
        session[_USED] = int(now.timestamp())
        _move_on(session, began=began, now=now)
        Session.objects.filter(key=session.session_key).update(used_at=now, address=address[:_ADDRESS])
    return True


def of(viewer: Viewer, account_id: int, *, key: str = "") -> list[SessionView]:
    """The open sessions of one's own account or of one that one keeps, the latest used first. Raises NotFound."""
    queries.account(viewer, account_id, clock.now().date())
    return _open({account_id}, key=key)


def kept(viewer: Viewer, *, key: str = "") -> list[SessionView]:
    """The open sessions of all accounts that a person keeps, the latest used first. Raises NotAllowed."""
    ids = queries.kept_by(viewer, clock.now().date()).values_list("pk", flat=True)
    return _open(set(ids), key=key)


@transaction.atomic
def forget(account_id: int, *, session_id: int | None = None, but: str = "", key: str = "") -> int:
    """Ends the open sessions of an account, one of them, or all but one; how many. `actions.end_sessions` journals."""
    rows = Session.objects.filter(account_id=account_id, ended_at=None).exclude(key=but)
    if session_id is not None:
        rows = rows.filter(pk=session_id)
    if key:
        rows = rows.filter(key=key)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    found = list(rows)
    for row in found:
        store(row.key).delete()
    Session.objects.filter(pk__in=[row.pk for row in found]).update(ended_at=clock.machine())
    return len(found)


def device_vi(agent: str) -> str:
    """A browser and its system in words, from what it sends of itself: Chrome trên Windows."""
    told = fold(agent)
    browser = next((name for mark, name in _BROWSERS if mark in told), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in told), "")
    return f"{browser} trên {system}" if system else browser


def _begin(session: SessionBase, *, account_id: int, address: str, device: str, now: datetime) -> None:
    """A session that has just been entered, or has got another key because the password was changed."""
    _forget_old(now)
    old = session.get(_KEY)
    session[_BEGAN] = session[_USED] = int(now.timestamp())
    if session.session_key is None:
        session.create()
    session[_KEY] = session.session_key
    _move_on(session, began=now, now=now)
    Session.objects.filter(key=old, ended_at=None).update(ended_at=now)
    Session.objects.create(
        account_id=account_id,
        key=session.session_key or "",
        began_at=now,
        used_at=now,
        address=address[:_ADDRESS],
        device=device_vi(device[:_DEVICE]),
    )


def _move_on(session: SessionBase, *, began: datetime, now: datetime) -> None:
    """The session is over when it stays unused, or the working day ends: whichever comes first."""
    left = min(idle_limit() + NOTED_EVERY, began + _whole() - now)
    session.set_expiry(max(1, int(left.total_seconds())))


def _forget_old(now: datetime) -> None:
    Session.objects.filter(used_at__lt=now - KEPT).delete()
    StoredSession.objects.filter(expire_date__lt=now).delete()


def _open(account_ids: set[int], *, key: str) -> list[SessionView]:
    now = clock.machine()
    rows = Session.objects.select_related("account").filter(
        ended_at=None, used_at__gt=now - idle_limit() - NOTED_EVERY, began_at__gt=now - _whole()
    )
    return [
        SessionView(
            id=row.pk,
            account_id=row.account_id,
            account_name=row.account.full_name,
            began_at=row.began_at.astimezone(LOCAL),
            used_at=row.used_at.astimezone(LOCAL),
            address=row.address,
            device=row.device,
            own=bool(key) and row.key == key,
        )
        for row in rows.order_by("-used_at", "-pk")
        if row.account_id in account_ids
    ]


def _whole() -> timedelta:
    return timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
