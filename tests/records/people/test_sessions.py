"""Sessions: noted once a minute, over when unused or when the day is, ended from elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session as StoredSession

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.people import actions as people
from motcua.records.people import sessions
from motcua.records.people.models import Session
from motcua.records.people.queries import viewer_of
from motcua.records.people.recognising import SessionStore
from motcua.rules.refusal import Conflict, NotFound
from tests.records.people.staff import GOOD_PASSWORD, ON, SYSTEM, Appoint

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36"


class Machine:
    """The machine's clock, moved by the test."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def goes_on(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine()
    monkeypatch.setattr(clock, "machine", lambda: machine.now)
    return machine


@pytest.fixture
def lan(appoint: Appoint) -> int:
    return appoint("lan", Role.OFFICER, "justice")


def entered(account_id: int, *, device: str = CHROME, address: str = "10.0.0.7") -> SessionStore:
    session = SessionStore()
    assert sessions.keep(session, account_id=account_id, address=address, device=device)
    session.save()
    return session


def use(session: SessionStore, account_id: int) -> bool:
    return sessions.keep(session, account_id=account_id, address="10.0.0.7", device=CHROME)


def test_a_session_says_from_where_and_since_when(lan: int, machine: Machine) -> None:
    session = entered(lan)
    (shown,) = sessions.of(viewer_of(lan, ON), lan, key=session.session_key or "")
    assert (shown.device, shown.address, shown.own) == ("Chrome trên Windows", "10.0.0.7", True)
    assert shown.began_at == shown.used_at == machine.now


def test_what_a_page_asks_by_itself_is_no_use(lan: int, machine: Machine) -> None:
    session = entered(lan)
    session.modified = False
    machine.goes_on(minutes=5)
    began = machine.now - timedelta(minutes=5)
    assert sessions.keep(session, account_id=lan, address="10.0.0.7", device=CHROME, attended=False)
    assert not session.modified
    (shown,) = sessions.of(viewer_of(lan, ON), lan)
    assert shown.used_at == began
    machine.goes_on(hours=8)
    assert not sessions.keep(session, account_id=lan, address="10.0.0.7", device=CHROME, attended=False)


def test_use_is_noted_once_a_minute(lan: int, machine: Machine) -> None:
    session = entered(lan)
    session.modified = False
    machine.goes_on(seconds=59)
    assert use(session, lan)
    assert not session.modified
    machine.goes_on(seconds=2)
    assert use(session, lan)
    assert session.modified
    assert Session.objects.get().used_at == machine.now


def test_a_session_that_stays_unused_is_over(lan: int, machine: Machine) -> None:
    entered(lan)
    machine.goes_on(minutes=32)
    assert sessions.of(viewer_of(lan, ON), lan) == []
    left = StoredSession.objects.get().expire_date - datetime.now(UTC)
    assert timedelta(minutes=30) < left < timedelta(minutes=31, seconds=1)


def test_a_session_does_not_outlive_the_working_day(lan: int, machine: Machine) -> None:
    session = entered(lan)
    for _ in range(31):
        machine.goes_on(minutes=15)
        assert use(session, lan)
    assert session.get_expiry_age() <= 15 * 60
    machine.goes_on(minutes=15)
    assert not use(session, lan)
    assert sessions.of(viewer_of(lan, ON), lan) == []
    assert not StoredSession.objects.exists()


def test_one_of_them_or_all_others_are_ended(lan: int, appoint: Appoint) -> None:
    here, there, home = entered(lan), entered(lan), entered(lan)
    own = viewer_of(lan, ON)
    gone = next(each.id for each in sessions.of(own, lan, key=there.session_key or "") if each.own)
    assert people.end_sessions(own, account_id=lan, session_id=gone) == 1
    with pytest.raises(Conflict, match="đã kết thúc"):
        people.end_sessions(own, account_id=lan, session_id=gone)
    assert people.end_sessions(own, account_id=lan, but=here.session_key or "") == 1
    assert [each.own for each in sessions.of(own, lan, key=here.session_key or "")] == [True]
    assert not SessionStore().exists(home.session_key or "")
    minh = viewer_of(appoint("minh", Role.LEADER, "justice"), ON)
    for ask in (lambda: sessions.of(minh, lan), lambda: people.end_sessions(minh, account_id=lan)):
        with pytest.raises(NotFound):
            ask()


def test_an_administrator_sees_the_sessions_of_the_accounts_kept(lan: int, appoint: Appoint) -> None:
    entered(lan)
    entered(appoint("tam", Role.OFFICER, "province"))
    dung = viewer_of(appoint("dung", Role.ADMINISTRATOR, "district"), ON)
    assert [each.account_name for each in sessions.kept(dung)] == ["Thạch lan"]


@pytest.mark.parametrize("end", ["close", "password", "reset"])
def test_whoever_is_shut_out_is_out_everywhere(lan: int, end: str) -> None:
    entered(lan)
    {
        "close": lambda: people.close_account(SYSTEM, account_id=lan, reason="Nghỉ"),
        "password": lambda: people.set_password(SYSTEM, account_id=lan, password=GOOD_PASSWORD),
        "reset": lambda: people.reset_password(SYSTEM, account_id=lan),
    }[end]()
    assert sessions.of(SYSTEM, lan) == []
    assert not StoredSession.objects.exists()


def test_a_new_key_is_a_new_session_and_the_old_one_is_over(lan: int) -> None:
    session = entered(lan)
    session.cycle_key()
    assert use(session, lan)
    assert [row.ended_at is None for row in Session.objects.order_by("pk")] == [False, True]


def test_old_sessions_are_forgotten(lan: int, machine: Machine) -> None:
    entered(lan)
    machine.goes_on(days=31)
    entered(lan)
    assert Session.objects.count() == 1


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (CHROME, "Chrome trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox trên Linux"),
        (f"{CHROME} Edg/120.0", "Edge trên Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari trên iPhone"),
        (CHROME.replace("Chrome", "coc_coc_browser/1 Chrome"), "Cốc Cốc trên Windows"),
        ("", "Trình duyệt khác"),
        ("<script>", "Trình duyệt khác"),
    ],
)
def test_a_device_in_words(agent: str, device: str) -> None:
    assert sessions.device_vi(agent) == device
