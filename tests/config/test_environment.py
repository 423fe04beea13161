"""What an operator may set, and how a wrong setting is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.config.environment import Environment, PostgreSQL, database, language
from motcua.config.secret import session_key
from motcua.gateways.messages.services import Folder
from motcua.rules.refusal import Refusal


def test_nothing_set() -> None:
    found = Environment.read({})
    assert found.data == Path("var").absolute()
    assert (found.database, found.debug, found.https, found.language) == (None, False, False, "vi")
    assert found.hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (found.public_url, found.services, found.plain_sms) == ("http://127.0.0.1:8000", {}, False)
    assert found.idle_minutes == 30


def test_everything_set() -> None:
    found = Environment.read(
        {
            "MOTCUA_DATA": "/srv/motcua",
            "DATABASE_URL": "postgres:///motcua",
            "MOTCUA_DEBUG": "1",
            "MOTCUA_HOSTS": " motcua.example.vn , ",
            "MOTCUA_URL": "https://motcua.example.vn/",
            "MOTCUA_LANG": "en_US.UTF-8",
            "MOTCUA_HTTPS": "1",
            "MOTCUA_ZALO": "demo",
            "MOTCUA_SMS_PLAIN": "1",
            "MOTCUA_IDLE_MINUTES": "15",
        }
    )
    assert found.idle_minutes == 15
    assert (found.data, found.debug, found.https, found.language) == (Path("/srv/motcua"), True, True, "en")
    assert (found.hosts, found.public_url) == (("motcua.example.vn",), "https://motcua.example.vn")
    assert (found.services, found.plain_sms) == ({"zalo": Folder()}, True)
    assert found.database == PostgreSQL(name="motcua", user="", password="", host="", port="")


@pytest.mark.parametrize("told", ["4", "481", "0", "-5", "1e2", "15 phút", "٣٠", "99999"])
def test_minutes_that_are_none(told: str) -> None:
    with pytest.raises(Refusal) as refused:
        Environment.read({"MOTCUA_IDLE_MINUTES": told})
    assert refused.value.field == "MOTCUA_IDLE_MINUTES"


def test_a_database_with_every_part() -> None:
    assert database("postgresql://mot%40cua:m%2Ft@db.example.vn:6432/mot%20cua") == PostgreSQL(
        name="mot cua", user="mot@cua", password="m/t", host="db.example.vn", port="6432"
    )


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hush@h/n",
        "sqlite:///x.db",
        "u:hush@h/n",
        "postgresql://u:hush@h",
        "postgresql://u:hush@h/",
        "postgresql://u:hush@h/a/b",
        "postgresql://u:hush@h/n?sslmode=off",
        "postgresql://u:hush@h:port/n",
        "postgresql://u:hush@[h/n",
    ],
)
def test_a_database_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Refusal) as caught:
        database(url)
    assert caught.value.field == "DATABASE_URL"
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("url", ["motcua.example.vn", "ftp://motcua.example.vn", "https://", "http://h:port"])
def test_a_public_address_that_nobody_can_open_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match="MOTCUA_URL"):
        Environment.read({"MOTCUA_URL": url})


@pytest.mark.parametrize(("told", "meant"), [("", "vi"), ("vi", "vi"), ("en", "en"), ("EN", "en"), ("fr", "vi")])
def test_language(told: str, meant: str) -> None:
    assert language({"MOTCUA_LANG": told}) == meant


def test_the_session_key_is_that_of_the_store(store: Path) -> None:
    kept = (store / "keys" / "session.key").read_text(encoding="ascii")
    assert session_key(store) == kept


def test_without_a_store_each_process_has_its_own_key(tmp_path: Path) -> None:
    first, second = session_key(tmp_path), session_key(tmp_path)
    assert first != second
    assert min(len(first), len(second)) >= 50


def test_an_unreadable_key_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "session.key").write_bytes(b"\xff\xfe")
    assert len(session_key(tmp_path)) >= 50
    (tmp_path / "keys" / "session.key").write_bytes(b"")
    assert len(session_key(tmp_path)) >= 50
